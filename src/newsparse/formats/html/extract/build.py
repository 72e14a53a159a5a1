"""Blocks of an article out of the chosen blocks of a page: lists, quotes, tables, code, posts and pictures.

Chosen blocks come in reading order, and so do pictures; each tells by its containers in what lists,
quotes and tables it stands. What stands open is kept in a list of frames, never on Python's stack.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal

import attrs

from newsparse.blocks.embeds import POSTS, post_address
from newsparse.blocks.rules import code_language
from newsparse.blocks.tables import layout, span_of
from newsparse.blocks.text import clean_lines, clean_text
from newsparse.content import (
    MAX_NESTING,
    Block,
    Cell,
    Code,
    Divider,
    Embed,
    Heading,
    List,
    Paragraph,
    Quote,
    Span,
    Table,
    trusted_text,
)
from newsparse.formats.html.extract.inline import Inline, is_seen
from newsparse.formats.html.extract.tables import Tables
from newsparse.formats.html.walk import Flag, Run, WalkedPage
from newsparse.spans import trusted_span

__all__ = ["build"]

Kind = Literal["body", "quote", "post", "list", "item", "table", "cell", "code"]

_LEVELS: Final = {f"h{level}": level for level in range(1, 7)}
_KINDS: Final[dict[str, Kind]] = {
    "blockquote": "quote",
    "ul": "list",
    "ol": "list",
    "menu": "list",
    "dir": "list",
    "li": "item",
    "table": "table",
    "td": "cell",
    "th": "cell",
    "pre": "code",
}


@attrs.define
class _Frame:
    """A container that stands open, and what has been put into it."""

    kind: Kind
    place: int
    blocks: list[Block] = attrs.field(factory=list)
    items: list[tuple[Block, ...]] = attrs.field(factory=list)
    lines: list[str] = attrs.field(factory=list)
    cells: dict[int, list[list[Run]]] = attrs.field(factory=dict)


def build(
    page: WalkedPage,
    kept: Sequence[int],
    insertions: Sequence[tuple[int, int, Block]],
    base_url: str | None,
    tables: Tables,
) -> tuple[Block, ...]:
    """The article's body.

    Args:
        page: The page's blocks.
        kept: The numbers of those that are article text, in order.
        insertions: Pictures, players and dividers: blocks before each, its container, and itself; in order.
        base_url: What relative links resolve against.
        tables: The tables that hold data; others only lay out the page.
    """
    builder = _Builder(page, base_url, tables)
    waiting = iter((*insertions, (len(page.texts) + 1, 0, None)))
    position, place, extra = next(waiting)
    for block in kept:
        while extra is not None and position <= block:
            builder.insert(place, extra)
            position, place, extra = next(waiting)
        builder.add(block)
    while extra is not None:
        builder.insert(place, extra)
        position, place, extra = next(waiting)
    return builder.finish()


class _Builder:
    """The frames that stand open."""

    __slots__ = ("_base_url", "_chain_open", "_chains", "_frames", "_inline", "_page", "_tables")

    def __init__(self, page: WalkedPage, base_url: str | None, tables: Tables) -> None:
        self._page = page
        self._base_url = base_url
        self._frames = [_Frame("body", -1)]
        self._inline = Inline(base_url)
        self._tables = tables
        self._chains: dict[int, tuple[tuple[Kind, int], ...]] = {-1: ()}
        self._chain_open: tuple[tuple[Kind, int], ...] = ()

    def add(self, block: int) -> None:
        """A chosen block of text."""
        page = self._page
        place, runs = page.places[block], page.runs[block]
        self._open(self._chain(place))
        frame = self._frames[-1]
        if frame.kind == "code":
            frame.lines.append(_raw(runs))
        elif frame.kind == "cell":
            self._frames[-2].cells.setdefault(frame.place, []).append(runs)
        elif frame.kind == "post":
            frame.lines.append(page.texts[block])
        elif frame.kind != "table":
            made = self._text_block(block)
            if made is None:
                return
            if frame.kind == "list":
                frame.items.append((made,))
            else:
                frame.blocks.append(made)
        else:
            # Text of a table outside of its cells, such as its caption, goes before it.
            spans = self._inline.spans(runs)
            if any(span.text.strip() for span in spans):
                self._frames[-2].blocks.append(Paragraph(spans))

    def _text_block(self, block: int) -> Paragraph | Heading | None:
        page = self._page
        place, runs, text = page.places[block], page.runs[block], page.texts[block]
        if not is_seen(text):
            return None
        level = self._level(place) if page.container_flags[place] & Flag.HEADING else 0
        style = self._inline.style_of(runs, text)
        if style is not None:
            return Heading((trusted_span(text, *style),), level=level) if level else trusted_text(text, *style)
        spans = self._inline.spans(runs)
        if not any(span.text.strip() for span in spans):  # control characters were all there was
            return None
        return Heading(spans, level=level) if level else Paragraph(spans)

    def insert(self, place: int, block: Block) -> None:
        """A picture, player or divider."""
        self._open(self._chain(place))
        for frame in reversed(self._frames):
            if frame.kind in {"body", "quote", "item"}:
                if not (isinstance(block, Divider) and frame.blocks and isinstance(frame.blocks[-1], Divider)):
                    frame.blocks.append(block)
                return

    def finish(self) -> tuple[Block, ...]:
        """All blocks, once everything has been added."""
        self._open(())
        blocks = self._frames[0].blocks
        while blocks and isinstance(blocks[-1], Divider):
            blocks.pop()
        while blocks and isinstance(blocks[0], Divider):
            blocks.pop(0)
        return tuple(blocks)

    def _open(self, chain: tuple[tuple[Kind, int], ...]) -> None:
        """Close the frames that the chain does not share, and open those it has beyond."""
        if chain is self._chain_open:
            return
        self._chain_open = chain
        frames = self._frames
        shared = 0
        while shared < len(chain) and shared + 1 < len(frames) and frames[shared + 1].place == chain[shared][1]:
            shared += 1
        while len(frames) > shared + 1:
            self._close(frames.pop())
        frames.extend(_Frame(kind, place) for kind, place in chain[shared:])

    def _close(self, frame: _Frame) -> None:
        outer = self._frames[-1]
        if frame.kind == "item":
            if frame.blocks:
                outer.items.append(tuple(frame.blocks))
            return
        made = self._block_of(frame)
        if made is not None:
            outer.blocks.append(made)

    def _block_of(self, frame: _Frame) -> Block | None:
        """What the content of a closed frame makes; `None` for nothing, and for cells."""
        if frame.kind == "quote" and frame.blocks:
            return Quote(frame.blocks)
        if frame.kind == "post":
            address = post_address(self._page.container_elements[frame.place], self._base_url)
            text = _clean_text_lines("\n".join(frame.lines))
            return Embed("post", address, text) if address or text else None
        if frame.kind == "list" and frame.items:
            return List(frame.items, ordered=self._page.container_tags[frame.place] == "ol")
        if frame.kind == "table" and frame.cells:
            return self._table(frame)
        if frame.kind == "code":
            code = clean_lines("\n".join(frame.lines))
            element = self._page.container_elements[frame.place]
            return Code(code, language=code_language(element)) if code.strip() else None
        return None

    def _chain(self, place: int) -> tuple[tuple[Kind, int], ...]:
        """The lists, quotes, tables and code that a container stands in, outermost first."""
        chains, parents = self._chains, self._page.container_parents
        way = []
        while place not in chains:
            way.append(place)
            place = parents[place]
        chain = chains[place]
        tags, names = self._page.container_tags, self._page.container_tokens
        for inner in reversed(way):
            if tags[inner] in _KINDS or "-" in names[inner]:  # nearly all others are plain boxes and paragraphs
                kind = self._kind(inner, chain)
                if kind is not None:
                    chain = (*chain, (kind, inner))
            chains[inner] = chain
        return chain

    def _kind(self, place: int, chain: tuple[tuple[Kind, int], ...]) -> Kind | None:
        """What a container makes of the blocks in it, `None` for nothing."""
        page = self._page
        kind = _KINDS.get(page.container_tags[place])
        holder = chain[-1][0] if chain else "body"
        if holder in {"code", "post", "cell"}:
            return None
        if kind is None or kind == "quote":
            names = page.container_tokens[place]
            if "-" in names and not POSTS.isdisjoint(names.split()):
                return "post"
            if kind is None:
                return None
        if kind == "table":
            return "table" if place in self._tables and holder != "list" else None
        wanted = _HOLDERS.get(kind)
        if wanted is not None:
            return kind if holder == wanted else None
        if sum(outer in {"quote", "list"} for outer, _ in chain) >= MAX_NESTING - 1:
            return None
        return kind if holder != "list" else None

    def _level(self, place: int) -> int:
        tags, parents = self._page.container_tags, self._page.container_parents
        while place >= 0:
            level = _LEVELS.get(tags[place])
            if level:
                return level
            place = parents[place]
        return 0

    def _table(self, frame: _Frame) -> Table | None:
        """The rows of a table; cells whose text was not chosen are empty."""
        page = self._page
        elements = page.container_elements
        places = {elements[place]: place for place in range(frame.place + 1, page.end_of(frame.place))}
        rows = [
            [self._cell(places[cell], frame) for cell in row if cell in places]
            for row in layout(elements[frame.place])[0]
        ]
        rows = [row for row in rows if any(cell.spans for cell in row)]
        return Table(rows) if rows else None

    def _cell(self, place: int, frame: _Frame) -> Cell:
        spans: list[Span] = []
        for runs in frame.cells.get(place, ()):
            spans.extend((Span("\n"), *self._inline.spans(runs)) if spans else self._inline.spans(runs))
        element = self._page.container_elements[place]
        return Cell(
            spans,
            header=element.tag == "th",
            colspan=span_of(element, "colspan", 1000),
            rowspan=span_of(element, "rowspan", 65534),
        )


_HOLDERS: Final[dict[Kind, Kind]] = {"item": "list", "cell": "table"}


def _clean_text_lines(text: str) -> str | None:
    """Text whose line breaks stay, without the characters that no block may hold; `None` if empty."""
    return "\n".join(clean_text(line) for line in text.split("\n")).strip() or None


def _raw(runs: Iterable[Run]) -> str:
    return "".join([text for text, _, _ in runs])
