"""The `text` format: the title, a byline, and the reading text. Write only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from newsparse.format import Format
from newsparse.readable import columns, readable

if TYPE_CHECKING:
    from newsparse.article import Article

__all__ = ["FORMAT"]

# Words with the space after them; characters that stand for words by themselves may each begin a line.
_PIECES = re.compile(
    "[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff] *|"
    "[^ \u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]* *"
)


def _write(article: Article, *, width: int | None = None) -> bytes:
    """The article as plain text; lines are at most `width` columns wide where words allow it."""
    if width is not None and type(width) is not int:
        raise TypeError(f"width: expected a number of columns or None, not {width!r}")
    if width is not None and width < 1:
        raise ValueError(f"width: {width} columns are too few; give at least 1")
    head = [article.title] if article.title else []
    moments = () if article.published is None else (readable(article.published),)
    facts = " · ".join((*article.authors, *moments))
    if facts:
        head.append(facts)
    lines = "\n\n".join((*head, *article.paragraphs)).split("\n")
    if width is not None:
        lines = [part for line in lines for part in _wrapped(line, width)]
    return ("\n".join(lines) + "\n").encode()


def _wrapped(line: str, width: int) -> Iterator[str]:
    """A line in parts of at most `width` columns, wide characters counting two; words stay whole."""
    if columns(line) <= width:
        yield line
        return
    part = ""
    for piece in _PIECES.findall(line):
        if part and columns(part + piece.rstrip(" ")) > width:
            yield part.rstrip(" ")
            part = ""
        part += piece
    if part:
        yield part.rstrip(" ")


FORMAT: Final = Format(
    name="text",
    summary="title, byline and reading text, for people",
    media_types=("text/plain",),
    suffixes=(".txt",),
    write=_write,
)
