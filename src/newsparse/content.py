"""What an article's body is made of: spans of inline text, and blocks.

One normal form, made by the constructors, so that text which looks equal is equal. Nothing here is
empty: a block without content is refused, so no reader or writer needs a rule for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias, get_args

import attrs

from newsparse.spans import (
    PICTURE,
    REFUSED,
    Inline,
    Mark,
    Span,
    Spans,
    address,
    each,
    inline,
    is_allowed_url,
    optional_line,
    optional_text,
    plain_text,
    single_line,
    spans_text,
    trusted_span,
)

__all__ = [
    "MAX_NESTING",
    "Block",
    "Cell",
    "Code",
    "Divider",
    "Embed",
    "EmbedKind",
    "Heading",
    "Image",
    "List",
    "Mark",
    "Paragraph",
    "Quote",
    "Span",
    "Spans",
    "Table",
    "as_blocks",
    "each",
    "is_allowed_url",
    "plain_text",
    "single_line",
    "spans_text",
    "text_pieces",
    "trusted_paragraph",
    "trusted_text",
    "walk",
]

MAX_NESTING = 16
"""How deep quotes and lists may stand in each other; readers flatten what is deeper."""

EmbedKind: TypeAlias = Literal["video", "audio", "post", "other"]

_EMBED_KINDS = frozenset(get_args(EmbedKind))
_CODE_LANGUAGE = re.compile(r"[\w+#.-]{1,40}", re.ASCII)


def _need(content: object, where: str) -> None:
    if not content:
        raise ValueError(f"{where}: empty; a block without content is left out of the body")


def _paragraph_spans(value: Inline) -> Spans:
    return inline(value, "Paragraph.spans")


def _heading_spans(value: Inline) -> Spans:
    return inline(value, "Heading.spans")


def _cell_spans(value: Inline) -> Spans:
    return inline(value, "Cell.spans")


@attrs.frozen
class Paragraph:
    """A paragraph of running text."""

    spans: Spans = attrs.field(converter=_paragraph_spans)

    def __attrs_post_init__(self) -> None:
        _need(self.spans, "Paragraph.spans")

    @property
    def text(self) -> str:
        """The words of the paragraph; a newline is a line break."""
        return spans_text(self.spans)


def trusted_paragraph(spans: Spans) -> Paragraph:
    """A paragraph that is not checked: for readers, of spans in their normal form, not empty."""
    paragraph = _new_paragraph(Paragraph)
    _set_spans(paragraph, spans)
    return paragraph


def trusted_text(text: str, href: str | None, marks: frozenset[Mark]) -> Paragraph:
    """A paragraph of one span that is not checked: in one call, since most are such."""
    paragraph = _new_paragraph(Paragraph)
    _set_spans(paragraph, (trusted_span(text, href, marks),))
    return paragraph


_new_paragraph = Paragraph.__new__
_set_spans = vars(Paragraph)["spans"].__set__  # as in `trusted_span`


@attrs.frozen
class Heading:
    """A heading inside the body, of level 1 to 6; the article's own headline is `Article.title`."""

    spans: Spans = attrs.field(converter=_heading_spans)
    level: int = attrs.field(default=2, kw_only=True)

    def __attrs_post_init__(self) -> None:
        _need(self.spans, "Heading.spans")
        _between(self.level, 1, 6, "Heading.level")

    @property
    def text(self) -> str:
        """The words of the heading."""
        return spans_text(self.spans)


def _between(value: int, low: int, high: int, where: str) -> None:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{where}: expected an int, not {type(value).__name__}")
    if not low <= value <= high:
        raise ValueError(f"{where}: {value} is not between {low} and {high}")


def _yes_or_no(value: bool, where: str) -> None:
    if not isinstance(value, bool):
        raise TypeError(f"{where}: expected a bool, not {type(value).__name__}")


def _image_url(value: str) -> str:
    return address(value, "Image.url", PICTURE)


def _image_alt(value: str | None) -> str | None:
    return optional_line(value, "Image.alt")


def _image_caption(value: str | None) -> str | None:
    return optional_text(value, "Image.caption")


def _image_credit(value: str | None) -> str | None:
    return optional_line(value, "Image.credit")


def _image_href(value: str | None) -> str | None:
    return None if value is None else address(value, "Image.href")


@attrs.frozen
class Image:
    """A picture: its absolute address, what it shows, what is said of it, and whose it is.

    Attributes:
        url: http, https, ftp or data:image; never relative.
        alt: The text alternative of the markup.
        caption: The caption without the credit.
        credit: Photographer, agency or licence, as printed.
        href: Where the picture links to.
    """

    url: str = attrs.field(converter=_image_url)
    alt: str | None = attrs.field(default=None, kw_only=True, converter=_image_alt)
    caption: str | None = attrs.field(default=None, kw_only=True, converter=_image_caption)
    credit: str | None = attrs.field(default=None, kw_only=True, converter=_image_credit)
    href: str | None = attrs.field(default=None, kw_only=True, converter=_image_href)


@attrs.frozen
class Code:
    """Preformatted text: line breaks, tabs and spaces are kept, blank lines at the edges are not."""

    text: str = attrs.field()
    language: str | None = attrs.field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.text, str):
            raise TypeError(f"Code.text: expected a str, not {type(self.text).__name__}")
        text = re.sub("[\x0b\x0c]", " ", self.text.replace("\r\n", "\n").replace("\r", "\n"))
        bad = REFUSED.search(text)
        if bad:
            raise ValueError(f"Code.text: the character U+{ord(bad[0]):04X} at {bad.start()} is not text; remove it")
        lines = text.split("\n")
        written = [at for at, line in enumerate(lines) if line.strip()]
        _need(written, "Code.text")
        object.__setattr__(self, "text", "\n".join(lines[written[0] : written[-1] + 1]))
        if self.language is not None and not isinstance(self.language, str):
            raise TypeError(f"Code.language: expected a str, not {type(self.language).__name__}")
        if self.language is not None and not _CODE_LANGUAGE.fullmatch(self.language):
            raise ValueError(f"Code.language: {self.language!r} is not a language's short name")


def _embed_url(value: str | None) -> str | None:
    return None if value is None else address(value, "Embed.url")


def _embed_text(value: str | None) -> str | None:
    return optional_text(value, "Embed.text")


@attrs.frozen
class Embed:
    """Something from elsewhere shown in the page: a video, a sound, a post of a social network.

    Attributes:
        kind: `video`, `audio`, `post` or `other`.
        url: Its address, if known.
        text: The words of the post; they count as reading text.
    """

    kind: EmbedKind = attrs.field()
    url: str | None = attrs.field(default=None, converter=_embed_url)
    text: str | None = attrs.field(default=None, converter=_embed_text)

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.kind, str):
            raise TypeError(f"Embed.kind: expected a str, not {type(self.kind).__name__}")
        if self.kind not in _EMBED_KINDS:
            raise ValueError(f"Embed.kind: {self.kind!r} is none of {sorted(_EMBED_KINDS)}")
        _need(self.url or self.text, "Embed")


@attrs.frozen
class Divider:
    """A thematic break: a rule, or asterisks set between paragraphs."""


@attrs.frozen
class Cell:
    """A cell of a table; it may be empty."""

    spans: Spans = attrs.field(default=(), converter=_cell_spans)
    header: bool = attrs.field(default=False, kw_only=True)
    colspan: int = attrs.field(default=1, kw_only=True)
    rowspan: int = attrs.field(default=1, kw_only=True)

    def __attrs_post_init__(self) -> None:
        _yes_or_no(self.header, "Cell.header")
        # The HTML standard's own ceilings: 1000 columns, 65534 rows.
        _between(self.colspan, 1, 1000, "Cell.colspan")
        _between(self.rowspan, 1, 65534, "Cell.rowspan")

    @property
    def text(self) -> str:
        """The words of the cell."""
        return spans_text(self.spans)


def _rows(value: Iterable[Iterable[Cell | str]]) -> tuple[tuple[Cell, ...], ...]:
    if isinstance(value, str):
        raise TypeError("Table.rows: expected rows of cells, not a str")
    rows = []
    for row in each(value, "Table.rows", "rows of cells"):
        if isinstance(row, str):
            raise TypeError("Table.rows: expected a row of cells, not a str")
        cells = tuple(
            Cell(cell) if isinstance(cell, str) else cell for cell in each(row, "Table.rows", "a row of cells")
        )
        for cell in cells:
            if not isinstance(cell, Cell):
                raise TypeError(f"Table.rows: expected cells or str, not {type(cell).__name__}")
        _need(cells, "Table.rows")
        rows.append(cells)
    return tuple(rows)


@attrs.frozen
class Table:
    """A table of data, row by row."""

    rows: tuple[tuple[Cell, ...], ...] = attrs.field(converter=_rows)

    def __attrs_post_init__(self) -> None:
        _need(any(cell.spans for row in self.rows for cell in row), "Table.rows")


def as_blocks(value: str | Iterable[Block | str], where: str) -> tuple[Block, ...]:
    """Blocks as a tuple, a `str` among them made a paragraph; `where` names the field in errors."""
    if type(value) is tuple and _BLOCK_TYPES.issuperset(map(type, value)):
        return value
    if isinstance(value, str):
        return (Paragraph(value),)
    if isinstance(value, _BLOCKS):
        raise TypeError(f"{where}: expected a sequence of blocks, not one {type(value).__name__}")
    items = each(value, where, "a sequence of blocks")
    blocks = tuple(Paragraph(item) if isinstance(item, str) else item for item in items)
    for block in blocks:
        if not isinstance(block, _BLOCKS):
            raise TypeError(f"{where}: expected blocks or str, not {type(block).__name__}")
    return blocks


def _items(value: Iterable[str | Iterable[Block | str]]) -> tuple[tuple[Block, ...], ...]:
    if isinstance(value, str):
        raise TypeError("List.items: expected a sequence of items, not a str")
    items = tuple(as_blocks(item, "List.items") for item in each(value, "List.items", "a sequence of items"))
    for item in items:
        _need(item, "List.items")
    return items


def _nesting(blocks: Iterable[Block], where: str) -> int:
    depth = 1 + max((block.nesting for block in blocks if isinstance(block, (Quote, List))), default=0)
    if depth > MAX_NESTING:
        raise ValueError(f"{where}: nested deeper than {MAX_NESTING}; flatten the inner blocks")
    return depth


def _quote_blocks(value: str | Iterable[Block | str]) -> tuple[Block, ...]:
    return as_blocks(value, "Quote.blocks")


@attrs.frozen
class Quote:
    """A quotation set off from the text."""

    blocks: tuple[Block, ...] = attrs.field(converter=_quote_blocks)
    nesting: int = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        _need(self.blocks, "Quote.blocks")
        object.__setattr__(self, "nesting", _nesting(self.blocks, "Quote.blocks"))


@attrs.frozen
class List:
    """A list, each item a tuple of blocks; an item given as `str` is one paragraph."""

    items: tuple[tuple[Block, ...], ...] = attrs.field(converter=_items)
    ordered: bool = attrs.field(default=False, kw_only=True)
    nesting: int = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        _need(self.items, "List.items")
        _yes_or_no(self.ordered, "List.ordered")
        inner = [block for item in self.items for block in item]
        object.__setattr__(self, "nesting", _nesting(inner, "List.items"))


Block: TypeAlias = Paragraph | Heading | Image | Quote | List | Table | Code | Embed | Divider
_BLOCKS = (Paragraph, Heading, Image, Quote, List, Table, Code, Embed, Divider)
_BLOCK_TYPES: frozenset[type] = frozenset(_BLOCKS)


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block in reading order, those inside quotes and lists after the one that holds them."""
    for block in blocks:
        yield block
        if isinstance(block, Quote):
            yield from walk(block.blocks)
        elif isinstance(block, List):
            for item in block.items:
                yield from walk(item)


def text_pieces(blocks: Iterable[Block]) -> list[str]:
    """The pieces of the reading text in order, of what stands inside quotes and lists too; not captions."""
    pieces: list[str] = []
    _add_pieces(blocks, pieces)
    return pieces


def _add_pieces(blocks: Iterable[Block], pieces: list[str]) -> None:
    # To one list, since generators inside of generators take half as long again.
    for block in blocks:
        if isinstance(block, (Paragraph, Heading, Code)):
            pieces.append(block.text)
        elif isinstance(block, List):
            for item in block.items:
                _add_pieces(item, pieces)
        elif isinstance(block, Quote):
            _add_pieces(block.blocks, pieces)
        elif isinstance(block, Table):
            rows = ("\t".join(cell.text for cell in row).strip("\t") for row in block.rows)
            pieces.extend(words for words in rows if words)
        elif isinstance(block, Embed) and block.text:
            pieces.append(block.text)
