"""Blocks as HTML5: plain elements, every text and address escaped for its place.

`newsparse.formats.html.own_blocks` reads them back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, Final

from newsparse.content import (
    Block,
    Cell,
    Code,
    Divider,
    Embed,
    Heading,
    Image,
    List,
    Paragraph,
    Quote,
    Span,
    Spans,
    Table,
)

__all__ = ["MARK_TAGS", "blocks_html", "escaped", "figure_html", "start_tag"]

MARK_TAGS: Final[Mapping[str, str]] = {
    "strong": "strong",
    "emphasis": "em",
    "strike": "s",
    "subscript": "sub",
    "superscript": "sup",
    "code": "code",
}
"""The element of each mark, from the outermost to the innermost."""


def escaped(text: str) -> str:
    """Text as the content of an element."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _attribute(text: str) -> str:
    return escaped(text).replace('"', "&quot;")


def start_tag(tag: str, /, **attributes: str | None) -> str:
    """A start tag; attributes that are `None` are left out, an underscore stands for a hyphen."""
    given = ((name.rstrip("_").replace("_", "-"), value) for name, value in attributes.items() if value is not None)
    return "<" + " ".join([tag, *(f'{name}="{_attribute(value)}"' for name, value in given)]) + ">"


def lines_html(text: str) -> str:
    return "<br>".join(map(escaped, text.split("\n")))


def blocks_html(blocks: Iterable[Block]) -> Iterator[str]:
    """Blocks as lines of markup."""
    return (_BLOCKS[type(block)](block) for block in blocks)


def _joined(blocks: Iterable[Block]) -> str:
    return "\n".join(blocks_html(blocks))


def _inline(spans: Spans) -> str:
    """Runs of one link share its element; marks stand inside it."""
    out = []
    for href, run in groupby(spans, key=lambda span: span.href):
        inner = "".join(map(_marked, run))
        out.append(inner if href is None else f"{start_tag('a', href=href)}{inner}</a>")
    return "".join(out)


def _marked(span: Span) -> str:
    tags = [tag for mark, tag in MARK_TAGS.items() if mark in span.marks]
    before = "".join(f"<{tag}>" for tag in tags)
    after = "".join(f"</{tag}>" for tag in reversed(tags))
    return f"{before}{lines_html(span.text)}{after}"


def figure_html(image: Image) -> str:
    """A picture with its caption and credit."""
    picture = start_tag("img", src=image.url, alt=image.alt or "")
    if image.href is not None:
        picture = f"{start_tag('a', href=image.href)}{picture}</a>"
    said = [] if image.caption is None else [lines_html(image.caption)]
    if image.credit is not None:
        said.append(f"<small>{escaped(image.credit)}</small>")
    caption = f"<figcaption>{' '.join(said)}</figcaption>" if said else ""
    return f"<figure>{picture}{caption}</figure>"


def _list(block: List) -> str:
    tag = "ol" if block.ordered else "ul"
    items = "\n".join(f"<li>{_item(item)}</li>" for item in block.items)
    return f"<{tag}>\n{items}\n</{tag}>"


def _item(blocks: tuple[Block, ...]) -> str:
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return _inline(blocks[0].spans)
    return f"\n{_joined(blocks)}\n"


def _table(block: Table) -> str:
    rows = "\n".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in block.rows)
    return f"<table>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _cell(cell: Cell) -> str:
    tag = "th" if cell.header else "td"
    start = start_tag(
        tag,
        colspan=str(cell.colspan) if cell.colspan > 1 else None,
        rowspan=str(cell.rowspan) if cell.rowspan > 1 else None,
    )
    return f"{start}{_inline(cell.spans)}</{tag}>"


def _code(block: Code) -> str:
    start = start_tag("code", class_=None if block.language is None else f"language-{block.language}")
    return f"<pre>{start}{escaped(block.text)}</code></pre>"


def _embed(block: Embed) -> str:
    words = "" if block.text is None else f"<blockquote>{lines_html(block.text)}</blockquote>"
    link = ""
    if block.url is not None:
        link = f"<figcaption>{start_tag('a', href=block.url)}{escaped(block.url)}</a></figcaption>"
    return f"{start_tag('figure', data_embed=block.kind)}{words}{link}</figure>"


_BLOCKS: Final[Mapping[type, Callable[[Any], str]]] = {
    Paragraph: lambda block: f"<p>{_inline(block.spans)}</p>",
    Heading: lambda block: f"<h{block.level}>{_inline(block.spans)}</h{block.level}>",
    Image: figure_html,
    Quote: lambda block: f"<blockquote>\n{_joined(block.blocks)}\n</blockquote>",
    List: _list,
    Table: _table,
    Code: _code,
    Embed: _embed,
    Divider: lambda block: "<hr>",
}
