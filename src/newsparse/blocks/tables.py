"""Tables: which hold data, and which only lay out a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsparse.blocks.text import words_of

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["cells", "is_data", "span_of"]

_DECLARED = frozenset({"th", "thead", "caption", "col", "colgroup"})
_BLOCKS_INSIDE = frozenset(
    {"table", "p", "div", "ul", "ol", "blockquote", "h1", "h2", "h3", "figure", "iframe", "form"}
)
_CELL_LETTERS = 400  # more than this in a cell is running text, set in columns


def is_data(table: _Element) -> bool:
    """Whether a table has rows and columns that mean something.

    Such a table says so by header cells or a caption, or has several rows and columns of short cells
    without blocks in them. A table with another inside, or one called `presentation`, lays out.
    """
    if table.get("role") in {"presentation", "none"}:
        return False
    tags = {element.tag for element in table.iterdescendants() if isinstance(element.tag, str)}
    if "table" in tags:
        return False
    rows = [list(cells(row)) for row in table.iter("tr")]
    wide = sum(len(row) > 1 for row in rows)
    if tags & _DECLARED and wide:
        return True
    if wide < 2 or tags & {"figure", "iframe", "form", "h1", "h2", "h3"}:
        return False
    long = any(len(words_of(cell)) > _CELL_LETTERS for row in rows for cell in row)
    blocks = sum(child.tag in _BLOCKS_INSIDE for row in rows for cell in row for child in cell)
    return not long and blocks <= sum(map(len, rows))


def cells(row: _Element) -> Iterator[_Element]:
    """The cells of a row."""
    return (child for child in row if child.tag in {"td", "th"})


def span_of(cell: _Element, name: str, most: int) -> int:
    """`colspan` or `rowspan`, as browsers bound them."""
    value = cell.get(name)
    if value is None:
        return 1
    value = value.strip()
    if not (value.isascii() and value.isdigit()) or len(value) > 9:
        return 1
    return min(max(int(value), 1), most)
