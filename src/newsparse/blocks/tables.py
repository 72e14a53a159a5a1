"""Tables: which hold data, and which only lay out a page."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from newsparse.blocks.text import words_of

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["is_data", "layout", "span_of"]

_CELLS = ("td", "th")
_FRAME = frozenset({"thead", "tbody", "tfoot", "tr"})
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
    # Looking no further than the first table inside, all tables of a page together look at each element once.
    if table.get("role") in {"presentation", "none"} or next(table.iterdescendants("table"), None) is not None:
        return False
    tags = {element.tag for element in table.iterdescendants() if isinstance(element.tag, str)}
    rows = [[child for child in row if child.tag in _CELLS] for row in table.iter("tr")]
    wide = sum(len(row) > 1 for row in rows)
    if tags & _DECLARED and wide:
        return True
    if wide < 2 or tags & {"figure", "iframe", "form", "h1", "h2", "h3"}:
        return False
    long = any(len(words_of(cell)) > _CELL_LETTERS for row in rows for cell in row)
    blocks = sum(child.tag in _BLOCKS_INSIDE for row in rows for cell in row for child in cell)
    return not long and blocks <= sum(map(len, rows))


def layout(
    table: _Element, skip: Container[_Element] | None = None
) -> tuple[list[list[_Element]], list[_Element | str]]:
    """The cells of a data table, row by row, and the elements and texts that stand in none, such as its caption.

    Browsers show these before the table (HTML standard, 13.2.6.1). Where cells follow a row without one of their
    own, which a browser makes for them, rows are as long as the first.

    Args:
        table: The table.
        skip: Elements to leave out with all they hold.
    """
    rows: list[list[_Element]] = []
    strays: list[_Element | str] = []
    waiting: list[_Element | str] = [table]
    begun = False
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            strays.append(part)
        elif not isinstance(part.tag, str) or (skip is not None and part in skip):
            continue
        elif part.tag in _CELLS:
            if not rows or (begun and _stands_in_no_row(part) and len(rows[-1]) >= len(rows[0])):
                rows.append([])
            rows[-1].append(part)
        elif part is table or part.tag in _FRAME or next(part.iter(*_CELLS), None) is not None:
            if part.tag == "tr":
                rows.append([])
                begun = True
            waiting.extend(_content(part))
        else:
            strays.append(part)
    return [row for row in rows if row], strays


def _stands_in_no_row(cell: _Element) -> bool:
    holder = cell.getparent()
    return holder is not None and holder.tag != "tr"


def _content(element: _Element) -> list[_Element | str]:
    """The children of an element and the texts between them, last first."""
    parts: list[_Element | str] = []
    for child in element.iterchildren(reversed=True):
        if child.tail and not child.tail.isspace():
            parts.append(child.tail)
        parts.append(child)
    if element.text and not element.text.isspace():
        parts.append(element.text)
    return parts


def span_of(cell: _Element, name: str, most: int) -> int:
    """`colspan` or `rowspan`, as browsers bound them."""
    value = cell.get(name)
    if value is None:
        return 1
    value = value.strip()
    if not (value.isascii() and value.isdigit()) or len(value) > 9:
        return 1
    return min(max(int(value), 1), most)
