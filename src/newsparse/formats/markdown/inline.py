"""Inline text as CommonMark: what means something in Markdown is escaped, what it cannot say is HTML.

A run of stars opens or closes emphasis only beside the right characters (CommonMark 0.31, section 6.2), which
text in scripts without spaces often does not offer. Where it would not, the mark's element is written instead.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Final

from newsparse.content import Image, Mark, Span, Spans

__all__ = ["image_markdown", "inline", "text_markdown"]

_SPECIAL = re.compile(r"[\\`*\[\]<~|]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
# What begins a block at the start of a line: heading, list item, rule, underline, quote, table's second row.
_BLOCK_START = re.compile(r"#{1,6}(?=[ \t]|$)|[-+](?=[ \t]|$)|-(?=[- \t]*$)|=(?==*[ \t]*$)|>|[:|-](?=[-:])")
_NUMBERED = re.compile(r"(\d{1,9})(?=[.)](?:[ \t]|$))", re.ASCII)
_URL_SPECIAL = re.compile(r"[\\()<>&`*\[\]|\"']")
_SIMPLE_CODE = re.compile(r"[^\s`|\\](?:[^\n`|\\]*[^\s`|\\])?")

_STARS: Final[Mapping[Mark, str]] = {"strong": "**", "emphasis": "*"}
# From the innermost to the outermost.
_TAGS: Final[tuple[tuple[Mark, str], ...]] = (
    ("superscript", "sup"),
    ("subscript", "sub"),
    ("strike", "s"),
    ("emphasis", "em"),
    ("strong", "strong"),
)


def text_markdown(text: str) -> str:
    """Plain text, escaped for any place inside a line."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def _line_start(line: str) -> str:
    """A line that begins no block."""
    line = _BLOCK_START.sub(r"\\\g<0>", line, count=1) if _BLOCK_START.match(line) else line
    return _NUMBERED.sub(r"\1\\", line, count=1) if _NUMBERED.match(line) else line


def inline(spans: Spans, *, one_line: bool = False) -> str:
    """Spans as Markdown.

    Args:
        spans: The inline text.
        one_line: Write line breaks as `<br>`, for headings and table cells.
    """
    groups = [(href, list(run)) for href, run in groupby(spans, key=lambda span: span.href)]
    out: list[str] = []
    for href, run in groups:
        words = "".join(_marked(run))
        if href is not None:
            if out and out[-1].endswith("!"):
                # An exclamation mark before a link would make it a picture.
                out.append(f"{out.pop()[:-1]}\\!")
            words = f"[{words}]({url_markdown(href)})"
        out.append(words)
    text = "".join(out)
    if one_line:
        return text.replace("\\\n", "<br>")
    return "\n".join(map(_line_start, text.split("\n")))


def url_markdown(url: str) -> str:
    """An address as a link's destination."""
    return _URL_SPECIAL.sub(r"\\\g<0>", url)


def image_markdown(image: Image) -> str:
    """A picture, linked where it is."""
    picture = f"![{text_markdown(image.alt or '')}]({url_markdown(image.url)})"
    return picture if image.href is None else f"[{picture}]({url_markdown(image.href)})"


def _marked(run: list[Span]) -> Iterator[str]:
    """The spans of one link or of none, each with its marks."""
    for at, span in enumerate(run):
        before = run[at - 1] if at else None
        after = run[at + 1] if at + 1 < len(run) else None
        yield _with_marks(span, before, after) if span.marks else _broken(text_markdown(span.text))


def _broken(text: str) -> str:
    return text.replace("\n", "\\\n")


def _with_marks(span: Span, before: Span | None, after: Span | None) -> str:
    """A marked span between its neighbours; `None` is the edge of the text or of a link."""
    alone = not (before and before.marks) and not (after and after.marks)
    words = _code(span.text, alone) if "code" in span.marks else _broken(text_markdown(span.text))
    stars_work = (
        alone
        and "code" not in span.marks
        and _works_between(before.text[-1] if before else "", span.text[0])
        and _works_between(after.text[0] if after else "", span.text[-1])
    )
    for mark, tag in _TAGS:
        if mark not in span.marks:
            continue
        delimiter = _STARS.get(mark) if stars_work else None
        words = f"<{tag}>{words}</{tag}>" if delimiter is None else f"{delimiter}{words}{delimiter}"
        # Stars around a tag stand beside punctuation; those around stars only lengthen the run.
        stars_work = stars_work and delimiter is not None
    return words


def _works_between(outside: str, inside: str) -> bool:
    """Whether stars with these characters beside them open, or close, what they should."""
    if inside.isspace():
        return False
    if unicodedata.category(inside)[0] not in "PSZC":
        return True
    return not outside or outside.isspace() or unicodedata.category(outside)[0] == "P"


def _code(text: str, alone: bool) -> str:
    if alone and _SIMPLE_CODE.fullmatch(text):
        return f"`{text}`"
    return f"<code>{_broken(text_markdown(text))}</code>"
