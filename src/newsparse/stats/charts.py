"""Charts of a page: SVG that stretches with it, labels as HTML that does not. Every text is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

import attrs

__all__ = ["Column", "Row", "bar_rows", "columns", "heat_map", "legend", "table"]

_GAP: Final = 0.14
_WIDE_GAP: Final = 0.5
_FEW: Final = 10


@attrs.frozen
class Column:
    """One column of a column chart.

    Attributes:
        name: What it stands for.
        parts: Its layers from the bottom up.
        told: What a reader is told who points at it.
    """

    name: str
    parts: tuple[int, ...]
    told: str


@attrs.frozen
class Row:
    """One row of a bar chart that is a table.

    Attributes:
        name: What it stands for.
        count: Its number.
        cells: What else is told of it.
    """

    name: str
    count: int
    cells: tuple[str, ...] = ()


def columns(
    shown: Sequence[Column], labels: Iterable[tuple[float, str]], *, title: str, colours: Sequence[int] = (0,)
) -> str:
    """A column chart as wide as there is room.

    Args:
        shown: The columns; at least one.
        labels: Names below the chart, and where they stand in columns from the left edge.
        title: What a screen reader calls the chart.
        colours: The numbers of the layers' colours.
    """
    top, step = _scale(max(sum(column.parts) for column in shown))
    ticks = range(0, top + 1, step)
    count = len(shown)
    gap = _WIDE_GAP if count < _FEW else _GAP
    bars = "".join(_column(at, column, colours, top, gap) for at, column in enumerate(shown))
    rules = "".join(f'<line x1="0" x2="{count}" y1="{_y(tick, top)}" y2="{_y(tick, top)}"/>' for tick in ticks)
    levels = "".join(f'<span style="top:{_y(tick, top)}%">{tick:,}</span>' for tick in ticks)
    names = "".join(f'<span style="left:{100 * at / count:.2f}%">{escape(name)}</span>' for at, name in labels)
    return (
        f'<div class="chart"><div class="levels" aria-hidden="true">{levels}</div><div class="plot">'
        f'<svg viewBox="0 0 {count} 100" preserveAspectRatio="none" role="img" aria-label="{escape(title)}">'
        f'<g class="rules">{rules}</g>{bars}</svg></div>'
        f'<div class="names" aria-hidden="true">{names}</div></div>'
    )


def _column(at: int, column: Column, colours: Sequence[int], top: int, gap: float) -> str:
    pieces = [f"<g><title>{escape(column.told)}</title>"]
    # The whole height answers the pointer, however small the column is.
    pieces.append(f'<rect class="whole" x="{at}" y="0" width="1" height="100"/>')
    below = 0
    for colour, part in zip(colours, column.parts, strict=True):
        if part:
            below += part
            height = 100 * part / top
            pieces.append(
                f'<rect class="c{colour}" x="{at + gap / 2:.2f}" y="{_y(below, top)}" '
                f'width="{1 - gap:.2f}" height="{height:.3f}"/>'
            )
    return "".join([*pieces, "</g>"])


def _y(value: int, top: int) -> str:
    return f"{100 - 100 * value / top:.3f}".rstrip("0").rstrip(".")


def _scale(most: int) -> tuple[int, int]:
    """A round number not below the highest column, and the step between the rules."""
    step = 1
    factors = (2, 2.5, 2)
    turn = 0
    while step * 4 < most:
        step = int(step * factors[turn % 3]) if step > 1 or turn else 2
        turn += 1
    return step * max(1, -(-most // step)), step


def legend(names: Sequence[str], colours: Sequence[int]) -> str:
    """Which colour stands for what; nothing where there is only one."""
    if len(names) == 1:
        return ""
    items = "".join(
        f'<li><i class="c{colour}"></i>{escape(name)}</li>' for colour, name in zip(colours, names, strict=True)
    )
    return f'<ul class="legend">{items}</ul>'


def bar_rows(rows: Sequence[Row], heads: Sequence[str], *, caption: str) -> str:
    """A table whose second column has its numbers as bars too."""
    longest = max((row.count for row in rows), default=0) or 1
    body = "".join(
        f'<tr><th scope="row">{escape(row.name)}</th>'
        f'<td class="bar"><i style="width:{100 * row.count / longest:.2f}%"></i></td>'
        f"<td>{row.count:,}</td>{''.join(f'<td>{escape(cell)}</td>' for cell in row.cells)}</tr>"
        for row in rows
    )
    first, second, *others = heads
    more = "".join(f'<th scope="col">{escape(other)}</th>' for other in others)
    head = f'<th scope="col">{escape(first)}</th><th scope="col" colspan="2">{escape(second)}</th>{more}'
    return (
        f'<div class="scroll"><table class="bars"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, caption: str, prose: bool = False) -> str:
    """A plain table; the first cell of a row is its name, and the last one words where it is `prose`."""
    kind = ' class="prose"' if prose else ""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    body = "".join(
        f'<tr><th scope="row">{escape(first)}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in rest)}</tr>'
        for first, *rest in rows
    )
    return (
        f'<div class="scroll"><table{kind}><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def heat_map(
    cells: Sequence[Sequence[int]], rows: Sequence[str], columns: Sequence[str], *, caption: str, noun: str
) -> str:
    """A table of numbers told by colour; the numbers are there for those who point at them or cannot see it."""
    most = max((count for row in cells for count in row), default=0) or 1
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in columns)
    body = "".join(
        f'<tr><th scope="row">{escape(name)}</th>'
        + "".join(
            f'<td style="--heat:{100 * count / most:.0f}%" title="{escape(f"{name}, {at}: {count:,} {noun}")}">'
            f"<span>{count}</span></td>"
            for at, count in zip(columns, row, strict=True)
        )
        + "</tr>"
        for name, row in zip(rows, cells, strict=True)
    )
    return (
        f'<div class="scroll"><table class="heat"><caption>{escape(caption)}</caption>'
        f"<thead><tr><td></td>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
