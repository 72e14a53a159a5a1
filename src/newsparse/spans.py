"""Inline text: spans, and the one normal form that makes text equal where it looks equal."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Final, Literal, TypeAlias, TypeVar, get_args
from urllib.parse import urlsplit

import attrs

__all__ = [
    "PICTURE",
    "REFUSED",
    "WEB",
    "Inline",
    "Mark",
    "Span",
    "Spans",
    "address",
    "each",
    "inline",
    "is_allowed_url",
    "is_settled",
    "optional_line",
    "optional_text",
    "plain_text",
    "single_line",
    "spans_text",
    "trusted_span",
]

T = TypeVar("T")
Mark: TypeAlias = Literal["strong", "emphasis", "code", "subscript", "superscript", "strike"]

_MARKS = frozenset(get_args(Mark))
_NO_MARKS: frozenset[Mark] = frozenset()

# Control characters but TAB, LF, VT, FF and CR, which count as white space; lone surrogates; the two
# noncharacters that XML cannot hold.
REFUSED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# One class and a search for two spaces: an alternation of them takes ten times as long.
_CONTROLS = bytes((*range(0x20), 0x7F))
_ODD = re.compile("[\x00-\x1f\x7f-\xa0\ud800-\udfff\ufffe\uffff]")
_SPACES = re.compile("[ \t\x0b\x0c\r\xa0]+")
# Most addresses, told at a tenth of the cost.
_PLAIN_URL = re.compile(r"https?://[^/?#\[\]\x00-\x20\x7f-\U0010ffff]+(?:[/?#][!-~]*)?")
_URL = re.compile(
    r"(?:https?|ftp)://[^\s/?#\x00-\x1f\x7f-\x9f][^\s\x00-\x1f\x7f-\x9f\ud800-\udfff]*"
    r"|(?:mailto:|tel:|data:image/)[^\s\x00-\x1f\x7f-\x9f\ud800-\udfff]+",
    re.IGNORECASE,
)


WEB: Final = ("http", "https", "ftp")
"""The schemes that a document may have been read from."""
PICTURE: Final = (*WEB, "data")
"""The schemes that a picture may have."""
_SCHEMES: Final = (*WEB, "mailto", "tel", "data")


def is_allowed_url(url: str, schemes: Collection[str] | None = None) -> bool:
    """Whether a URL may stand in an article: absolute, without white space, of an inert scheme.

    The schemes are http, https, ftp, mailto, tel, and data for images; the host is one that `urllib.parse` can tell.

    Args:
        url: The URL.
        schemes: Those of the schemes that may be, if not all.
    """
    if schemes is not None and url.partition(":")[0].lower() not in schemes:
        return False
    return _PLAIN_URL.fullmatch(url) is not None or (_URL.fullmatch(url) is not None and _has_a_host_that_is_one(url))


def _has_a_host_that_is_one(url: str) -> bool:
    try:
        urlsplit(url)
    except ValueError:  # brackets that hold no address of IPv6, and characters that stand for a slash
        return False
    return True


def is_settled(text: str) -> bool:
    """Whether text has its normal form but for its edges."""
    if text.isascii():
        # Three times as fast as the pattern, which is faster where characters are wide.
        data = text.encode()
        return len(data.translate(None, _CONTROLS)) == len(data) and "  " not in text
    return (text.isprintable() or _ODD.search(text) is None) and "  " not in text


def _settle(text: str, where: str) -> str:
    """White space in its normal form, edges left alone; refuses what no text may hold."""
    bad = REFUSED.search(text)
    if bad:
        raise ValueError(f"{where}: the character U+{ord(bad[0]):04X} at {bad.start()} is not text; remove it")
    if "\n" in text or "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _SPACES.sub(" ", text)
    return _settle_breaks(text) if "\n" in text else text


def _settle_breaks(text: str) -> str:
    """Breaks without the space around them; a pattern for it takes quadratic time over long space."""
    first, *inner, last = text.split("\n")
    return "\n".join([first.rstrip(), *filter(None, map(str.strip, inner)), last.lstrip()])


def plain_text(text: str, where: str = "text") -> str:
    """Inline text in its normal form: runs of space are one, edges trimmed, a newline a line break.

    Raises:
        TypeError: It is no `str`.
        ValueError: It holds control characters or lone surrogates.
    """
    if not isinstance(text, str):
        raise TypeError(f"{where}: expected a str, not {type(text).__name__}")
    if not is_settled(text):
        text = _settle(text, where)
    return text.strip()


def single_line(text: str, where: str = "text") -> str:
    """Text in its normal form with line breaks as spaces: what titles and names are kept in."""
    return plain_text(text, where).replace("\n", " ")


def address(value: str, where: str, schemes: Collection[str] | None = None) -> str:
    """A URL that may stand in an article; refuses any other, naming the field."""
    if not isinstance(value, str):
        raise TypeError(f"{where}: expected a str, not {type(value).__name__}")
    if not is_allowed_url(value, schemes):
        names = ["data:image" if name == "data" else name for name in schemes or _SCHEMES]
        raise ValueError(
            f"{where}: {value[:80]!r} is not an absolute URL of the schemes "
            f"{', '.join(names[:-1])} or {names[-1]}; resolve it, or leave it out"
        )
    return value


def each(value: Iterable[T], where: str, what: str) -> Iterator[T]:
    """The items of what is to hold several; refuses what holds none, naming the field."""
    try:
        return iter(value)
    except TypeError:
        raise TypeError(f"{where}: expected {what}, not {type(value).__name__}") from None


def optional_line(value: str | None, where: str) -> str | None:
    """A single line, or `None` for nothing and for an empty one."""
    return None if value is None else single_line(value, where) or None


def optional_text(value: str | None, where: str) -> str | None:
    """Text that may have line breaks, or `None` for nothing and for an empty one."""
    return None if value is None else plain_text(value, where) or None


def _marks(value: Iterable[Mark]) -> frozenset[Mark]:
    if value is _NO_MARKS:
        return _NO_MARKS
    if isinstance(value, str):
        raise TypeError(f"Span.marks: expected a collection of marks, not the str {value!r}")
    marks = frozenset(each(value, "Span.marks", "a collection of marks"))
    if not marks <= _MARKS:
        raise ValueError(f"Span.marks: unknown {sorted(marks - _MARKS)}; there are {sorted(_MARKS)}")
    return marks


def _sorted_marks(marks: frozenset[Mark]) -> str:
    """The same in every run, which the order of a set is not."""
    return repr(tuple(sorted(marks)))


def _href(value: str | None) -> str | None:
    return None if value is None else address(value, "Span.href")


def _span_text(value: str) -> str:
    if not isinstance(value, str):
        raise TypeError(f"Span.text: expected a str, not {type(value).__name__}")
    return value if is_settled(value) else _settle(value, "Span.text")


@attrs.frozen
class Span:
    """A run of inline text with one link and one set of marks.

    A span on its own keeps the space at its edges; the block it is put into decides about that.
    """

    text: str = attrs.field(converter=_span_text)
    href: str | None = attrs.field(default=None, converter=_href)
    marks: frozenset[Mark] = attrs.field(default=_NO_MARKS, converter=_marks, repr=_sorted_marks)


def trusted_span(text: str, href: str | None, marks: frozenset[Mark]) -> Span:
    """A span that is not checked: for readers, whose text is clean, whose addresses have been looked at."""
    span = _new_span(Span)
    _set_text(span, text)
    _set_href(span, href)
    _set_marks(span, marks)
    return span


_new_span = Span.__new__
# What a slot is set with, past the class that freezes it; half as fast again as by name.
_set_text, _set_href, _set_marks = (vars(Span)[name].__set__ for name in ("text", "href", "marks"))

Spans: TypeAlias = tuple[Span, ...]
Inline: TypeAlias = "str | Span | Iterable[Span | str]"
"""What stands for spans where a block is made: a `str`, one span, or several of either."""


def _append(out: list[Span], span: Span) -> None:
    """Add a span to spans in normal form, keeping them so but for neighbours alike."""
    text = span.text
    last = out[-1].text[-1] if out else "\n"
    if last == "\n":
        text = text.lstrip()
    elif last == " ":
        text = text.lstrip(" ")
    if text.startswith("\n"):
        _trim_end(out)
    if text:
        out.append(span if text == span.text else trusted_span(text, span.href, span.marks))


def _trim_end(out: list[Span]) -> None:
    while out:
        text = out[-1].text.rstrip()
        if text == out[-1].text:
            return
        last = out.pop()
        if text:
            out.append(trusted_span(text, last.href, last.marks))


def _joined(spans: list[Span]) -> Spans:
    """Spans with neighbours alike as one: joined at the end, since adding to a long text copies it each time."""
    if len(spans) == 1:
        return (spans[0],)
    runs = [(style, list(run)) for style, run in groupby(spans, attrgetter("href", "marks"))]
    return tuple([run[0] if len(run) == 1 else trusted_span(spans_text(run), *style) for style, run in runs])


def inline(value: Inline, where: str) -> Spans:
    """Spans in the normal form of the module's docstring."""
    if isinstance(value, str):
        text = plain_text(value, where)
        return (trusted_span(text, None, _NO_MARKS),) if text else ()
    if isinstance(value, Span):
        value = (value,)
    out: list[Span] = []
    for item in each(value, where, "a str, or spans"):
        span = Span(item) if isinstance(item, str) else item
        if not isinstance(span, Span):
            raise TypeError(f"{where}: expected spans or str, not {type(span).__name__}")
        _append(out, span)
    _trim_end(out)
    return _joined(out)


def spans_text(spans: Sequence[Span]) -> str:
    """The text of spans, without links and marks."""
    return spans[0].text if len(spans) == 1 else "".join([span.text for span in spans])
