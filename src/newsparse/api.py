"""The functions people call, over one default registry that is made on first use."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from newsparse.article import Article, Result
from newsparse.format import Format
from newsparse.registry import Registry
from newsparse.source import Limits, SourceLike

if TYPE_CHECKING:
    from newsparse.explanation import Explanation
    from newsparse.sites import Site

__all__ = [
    "default_registry",
    "dump",
    "dumps",
    "encode",
    "explain",
    "formats",
    "parse",
    "parse_all",
    "parse_text",
    "register",
    "unregister",
]

_lock = threading.Lock()
_made: list[Registry] = []


def default_registry() -> Registry:
    """The registry that the functions of this package use: built-in formats and installed plugins."""
    with _lock:
        if not _made:
            _made.append(Registry())
        return _made[0]


def parse(
    source: SourceLike,
    *,
    format: str | None = None,
    url: str | None = None,
    encoding: str | None = None,
    limits: Limits | None = None,
    sites: Sequence[Site] = (),
) -> Article:
    """Read one article.

    Args:
        source: A path, bytes, a binary file object or a `Source`. A `str` is always a path. What is
            compressed with gzip, bzip2, xz or zstd is decompressed.
        format: Name of a registered format; detected from the bytes if `None`.
        url: The address the bytes came from; relative links resolve against it.
        encoding: The encoding of the bytes, if you know it; else settled by the WHATWG rules.
        limits: How much reading may need; generous by default.
        sites: Publisher rules to use before the registered ones.

    Returns:
        The article. Times are timezone-aware, or dates where the source knows no more.

    Raises:
        newsparse.UnknownFormatError: No format recognised the bytes.
        newsparse.ReadError: The bytes are not valid for their format.
        newsparse.NoArticleError: The page holds no article.
        newsparse.ContainerError: There are several documents; use `parse_all`.
        newsparse.LimitError: The input is over a limit.
        newsparse.PluginError: A plugin failed.
        OSError: The file cannot be read.
    """
    return default_registry().parse(source, format=format, url=url, encoding=encoding, limits=limits, sites=sites)


def parse_text(
    text: str,
    *,
    format: str | None = None,
    url: str | None = None,
    limits: Limits | None = None,
    sites: Sequence[Site] = (),
) -> Article:
    """Read one article from text that is decoded already.

    What the text says about its own encoding is ignored; lone surrogates become U+FFFD. For the other
    arguments, the result and the errors see `parse`.
    """
    return default_registry().parse_text(text, format=format, url=url, limits=limits, sites=sites)


def parse_all(
    source: SourceLike,
    *,
    format: str | None = None,
    url: str | None = None,
    encoding: str | None = None,
    limits: Limits | None = None,
    sites: Sequence[Site] = (),
) -> Iterator[Result]:
    """Read every article of a container; a plain file gives one.

    The arguments are those of `parse`.

    Returns:
        A `Result` for each document, in the container's order, made as it is asked for. An error is a
        value in it, and the rest goes on.
    """
    return default_registry().parse_all(source, format=format, url=url, encoding=encoding, limits=limits, sites=sites)


def explain(
    source: SourceLike,
    *,
    format: str | None = None,
    url: str | None = None,
    encoding: str | None = None,
    limits: Limits | None = None,
    sites: Sequence[Site] = (),
    document: int | str | None = None,
) -> Explanation:
    """Say what reading a source chose, kept and dropped, and why.

    Of a container with more than one document `document` says which: its place in `parse_all`, counted from 1, or the
    name that its `Result.source` has there. The other arguments are those of `parse`. What cannot be read is explained
    by `Explanation.error`.

    Raises:
        newsparse.PluginError: A plugin failed while explaining.
        OSError: The file cannot be read.
    """
    return default_registry().explain(
        source, format=format, url=url, encoding=encoding, limits=limits, sites=sites, document=document
    )


def encode(article: Article, format: str, **options: Any) -> bytes:
    """Write an article as bytes.

    Args:
        article: What to write.
        format: Name of a registered format that writes.
        **options: The format's own options.

    Raises:
        newsparse.UnknownFormatError: No such format writes.
        newsparse.WriteError: The format cannot say what the article holds.
        newsparse.PluginError: A plugin failed.
        TypeError: The format has no such option, or its value is of a wrong type.
        ValueError: An option's value is none that the format takes.
    """
    return default_registry().encode(article, format, **options)


def dumps(article: Article, format: str, **options: Any) -> str:
    """Write an article as text: what `encode` gives, as UTF-8."""
    return default_registry().dumps(article, format, **options)


def dump(article: Article, path: str | os.PathLike[str], *, format: str | None = None, **options: Any) -> None:
    """Write an article to a file; the path's suffix picks the format unless it is named.

    Raises:
        newsparse.UnknownFormatError: No format that writes has this suffix or name.
        newsparse.WriteError: The format cannot say what the article holds.
        OSError: The file cannot be written.
    """
    default_registry().dump(article, path, format=format, **options)


def formats() -> Mapping[str, Format]:
    """The formats by name, in the order they are asked in."""
    return default_registry().formats()


def register(plugin: object, *, name: str | None = None) -> str:
    """Add a plugin to the default registry: a module or object with hooks, or a `Format`.

    Returns:
        The name it goes by.

    Raises:
        newsparse.PluginError: It is broken, or claims the name of another plugin's format.
        TypeError: It can be no plugin.
        ValueError: It is registered already.
    """
    return default_registry().register(plugin, name=name)


def unregister(plugin: object) -> None:
    """Take away what `register` added: the object itself, or its name.

    Raises:
        ValueError: It is not registered.
    """
    default_registry().unregister(plugin)
