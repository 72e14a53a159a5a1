"""What a plugin is made of: `Format`, `Confidence`, and the two hooks.

A plugin is a module or an object with functions marked `@hookimpl`:

    from newsparse import Article, Confidence, Format, hookimpl

    @hookimpl
    def newsparse_formats():
        return [Format(name="mine", summary="my own files", sniff=sniff, read=read)]

Installed plugins are found through the entry-point group `newsparse`; others are handed to
`newsparse.register`.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs
import pluggy

from newsparse.article import Article
from newsparse.errors import LimitError, ReadError
from newsparse.source import Source

if TYPE_CHECKING:
    from newsparse.sites import Site

__all__ = ["API_VERSION", "Confidence", "Format", "FormatHooks", "hookimpl", "hookspec"]

API_VERSION: Final = 1
"""The version of `Format` and of the hooks; it rises only when plugins of the old one would break."""

GROUP: Final = "newsparse"
"""The entry-point group, and pluggy's project name."""

_NAME: Final = re.compile(r"[A-Za-z](?:[\w-]*\w)?", re.ASCII)

hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)
"""Marks a function of a plugin as an implementation of a hook."""


@enum.unique
class Confidence(enum.IntEnum):
    """How sure a format is that an input is its own; the highest bid reads it."""

    NO = 0
    """Not this format."""
    SUFFIX = 1
    """Only the name's suffix or the media type fits; the registry gives this one itself."""
    GENERIC = 2
    """A kind of file that this format reads in general, such as any HTML."""
    SPECIFIC = 3
    """A signature in the bytes that only this format has."""


Sniff: TypeAlias = Callable[[Source], Confidence]
Read: TypeAlias = Callable[[Source], Article]
Split: TypeAlias = Callable[[Source], "Iterator[Source | ReadError | LimitError]"]
Write: TypeAlias = Callable[..., bytes]
Carry: TypeAlias = Callable[[Article], Article]


def _words(value: Iterable[str]) -> tuple[str, ...]:
    words = (value,) if isinstance(value, str) else tuple(value)
    if isinstance(value, str) or not all(isinstance(word, str) for word in words):
        raise TypeError(f"Format: suffixes and media_types are sequences of str, such as [{str(words[0])!r}]")
    return tuple(word.lower() for word in words)


def _a_name(instance: Format, attribute: attrs.Attribute[Any], value: Any) -> None:
    if value is None and attribute.default is None:
        return
    if not isinstance(value, str) or not _NAME.fullmatch(value):
        raise ValueError(
            f"Format.{attribute.name}: {value!r} is no name; use ASCII letters, digits, - and _, a letter first"
        )


def _a_version(instance: Format, attribute: attrs.Attribute[int], value: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f"Format.{attribute.name}: {value!r} is no version of the interface, such as {API_VERSION}")


def _dotted(instance: Format, attribute: attrs.Attribute[tuple[str, ...]], value: tuple[str, ...]) -> None:
    for suffix in value:
        if not suffix.startswith(".") or len(suffix) == 1:
            raise ValueError(f"Format.suffixes: {suffix!r} does not begin with a dot, such as '.md'")


def _callable_or_none(instance: Format, attribute: attrs.Attribute[Any], value: object) -> None:
    if value is not None and not callable(value):
        raise TypeError(f"Format.{attribute.name}: {value!r} is no function")


def _function() -> Any:
    return attrs.field(default=None, validator=_callable_or_none)


@attrs.frozen(kw_only=True)
class Format:
    """One kind of file: how it is known, read, taken apart and written.

    Attributes:
        name: What `format=` calls it.
        summary: One line for people.
        media_types: Media types that name it, in lower case.
        suffixes: File name suffixes with their dot, in lower case; `dump` chooses by them, and
            detection counts a fitting one as `Confidence.SUFFIX`.
        sniff: Says how sure the format is that a source is its own, by `source.head`.
        read: Makes the article of a source; raises `ReadError` where the bytes are not valid.
        split: For containers, instead of `read`: yields the documents inside as sources made with
            `source.inner`, and a `ReadError` for each that cannot be had; the rest goes on.
        write: Makes bytes of an article; options are keyword arguments of its own.
        carry: What of an article survives `write` and `read`; the identity where everything does.
        explain: Says how `read` came to its article; see `newsparse.explain`.
        replaces: The name of the registered format whose place this one takes.
        api: The version of this shape that the plugin was written for.
    """

    name: str = attrs.field(validator=_a_name)
    summary: str = ""
    media_types: tuple[str, ...] = attrs.field(default=(), converter=_words)
    suffixes: tuple[str, ...] = attrs.field(default=(), converter=_words, validator=_dotted)
    sniff: Sniff | None = _function()
    read: Read | None = _function()
    split: Split | None = _function()
    write: Write | None = _function()
    carry: Carry | None = _function()
    explain: Callable[[Source], Any] | None = _function()
    replaces: str | None = attrs.field(default=None, validator=_a_name)
    api: int = attrs.field(default=1, validator=_a_version)

    def __attrs_post_init__(self) -> None:
        if self.read is not None and self.split is not None:
            raise ValueError(f"Format {self.name!r}: either reads one article or splits a container, not both")
        if self.read is None and self.split is None and self.write is None:
            raise ValueError(f"Format {self.name!r}: can neither read, split nor write; give it one function at least")

    @property
    def reads(self) -> bool:
        """Whether it makes articles or documents of bytes."""
        return self.read is not None or self.split is not None

    @property
    def writes(self) -> bool:
        """Whether it makes bytes of articles."""
        return self.write is not None

    def loses(self, article: Article) -> tuple[str, ...]:
        """The names of the article's fields that would not come back as they are from this format.

        Raises:
            ValueError: The format cannot write, or not read back.
            TypeError: Its `carry` gives something else than an article.
        """
        if self.write is None or self.read is None:
            raise ValueError(f"Format {self.name!r}: does not both read and write, so nothing comes back from it")
        carried = article if self.carry is None else self.carry(article)
        if not isinstance(carried, Article):
            raise TypeError(f"Format {self.name!r}: carry returned {type(carried).__name__}, not an Article")
        names = (field.name for field in attrs.fields(Article) if field.eq)
        return tuple(name for name in names if getattr(carried, name) != getattr(article, name))


class FormatHooks:
    """The hooks that plugins implement."""

    @hookspec
    def newsparse_formats(self) -> Iterable[Format]:  # type: ignore[empty-body]  # a specification
        """The formats of this plugin. Called once, when the registry is made."""

    @hookspec
    def newsparse_sites(self) -> Iterable[Site]:  # type: ignore[empty-body]  # a specification
        """The publisher rules of this plugin. Called once, when they are first needed."""
