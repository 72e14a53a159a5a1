"""What an article's body is made of: spans of inline text, and blocks.

One normal form, made by the constructors, so that text which looks equal is equal. Nothing here is
empty: a block without content is refused, so no reader or writer needs a rule for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias, get_args

import attrs

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
    "is_allowed_url",
    "plain_text",
    "single_line",
    "spans_text",
    "walk",
]

MAX_NESTING = 16
"""How deep quotes and lists may stand in each other; readers flatten what is deeper."""

Mark: TypeAlias = Literal["strong", "emphasis", "code", "subscript", "superscript", "strike"]
EmbedKind: TypeAlias = Literal["video", "audio", "post", "other"]

_MARKS = frozenset(get_args(Mark))
_EMBED_KINDS = frozenset(get_args(EmbedKind))
_NO_MARKS: frozenset[Mark] = frozenset()

# Control characters but TAB, LF, VT, FF and CR, which count as white space; lone surrogates; the two
# noncharacters that XML cannot hold.
_REFUSED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_UNSETTLED = re.compile("[\t\n\x0b\x0c\r\xa0]|  |[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACES = re.compile("[ \t\x0b\x0c\r\xa0]+")
_BREAKS = re.compile(r"\s*\n\s*")
_URL = re.compile(
    r"(?:https?|ftp)://[^\s/?#\x00-\x1f\x7f-\x9f][^\s\x00-\x1f\x7f-\x9f\ud800-\udfff]*"
    r"|(?:mailto:|tel:|data:image/)[^\s\x00-\x1f\x7f-\x9f\ud800-\udfff]+",
    re.IGNORECASE,
)
_CODE_LANGUAGE = re.compile(r"[\w+#.-]{1,40}", re.ASCII)


def is_allowed_url(url: str) -> bool:
    """Whether a URL may stand in an article: absolute, without white space, of an inert scheme.

    The schemes are http, https, ftp, mailto, tel, and data for images.
    """
    return _URL.fullmatch(url) is not None


def _settle(text: str, where: str) -> str:
    """White space in its normal form, edges left alone; refuses what no text may hold."""
    bad = _REFUSED.search(text)
    if bad:
        raise ValueError(f"{where}: the character U+{ord(bad[0]):04X} at {bad.start()} is not text; remove it")
    if "\n" in text or "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _SPACES.sub(" ", text)
    return _BREAKS.sub("\n", text) if "\n" in text else text


def plain_text(text: str, where: str = "text") -> str:
    """Inline text in its normal form: runs of space are one, edges trimmed, a newline a line break.

    Raises:
        TypeError: It is no `str`.
        ValueError: It holds control characters or lone surrogates.
    """
    if not isinstance(text, str):
        raise TypeError(f"{where}: expected a str, not {type(text).__name__}")
    if _UNSETTLED.search(text):
        text = _settle(text, where)
    return text.strip()


def single_line(text: str, where: str = "text") -> str:
    """Text in its normal form with line breaks as spaces: what titles and names are kept in."""
    return plain_text(text, where).replace("\n", " ")


def _url(value: str, where: str) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{where}: expected a str, not {type(value).__name__}")
    if not is_allowed_url(value):
        raise ValueError(
            f"{where}: {value[:80]!r} is not an absolute URL of the schemes "
            "http, https, ftp, mailto, tel or data:image; resolve it, or leave it out"
        )
    return value


def _optional_line(value: str | None, where: str) -> str | None:
    return None if value is None else single_line(value, where) or None


def _optional_text(value: str | None, where: str) -> str | None:
    return None if value is None else plain_text(value, where) or None


def _marks(value: Iterable[Mark]) -> frozenset[Mark]:
    if isinstance(value, str):
        raise TypeError(f"Span.marks: expected a collection of marks, not the str {value!r}")
    marks = frozenset(value)
    if not marks <= _MARKS:
        raise ValueError(f"Span.marks: unknown {sorted(marks - _MARKS)}; there are {sorted(_MARKS)}")
    return marks


def _href(value: str | None) -> str | None:
    return None if value is None else _url(value, "Span.href")


def _span_text(value: str) -> str:
    if not isinstance(value, str):
        raise TypeError(f"Span.text: expected a str, not {type(value).__name__}")
    return _settle(value, "Span.text") if _UNSETTLED.search(value) else value


@attrs.frozen
class Span:
    """A run of inline text with one link and one set of marks.

    A span on its own keeps the space at its edges; the block it is put into decides about that.
    """

    text: str = attrs.field(converter=_span_text)
    href: str | None = attrs.field(default=None, converter=_href)
    marks: frozenset[Mark] = attrs.field(default=_NO_MARKS, converter=_marks)


Spans: TypeAlias = tuple[Span, ...]
Inline: TypeAlias = "str | Span | Iterable[Span | str]"
"""What stands for spans where a block is made: a `str`, one span, or several of either."""


def _append(out: list[Span], span: Span) -> None:
    """Add a span to spans in normal form, keeping them so."""
    text = span.text
    last = out[-1].text[-1] if out else "\n"
    if last == "\n":
        text = text.lstrip()
    elif last == " ":
        text = text.lstrip(" ")
    if text.startswith("\n"):
        _trim_end(out)
        if not out:
            text = text.lstrip()
    if not text:
        return
    if out and out[-1].marks == span.marks and out[-1].href == span.href:
        text = out.pop().text + text
    out.append(span if text == span.text else Span(text, span.href, span.marks))


def _trim_end(out: list[Span]) -> None:
    while out:
        text = out[-1].text.rstrip()
        if text == out[-1].text:
            return
        last = out.pop()
        if text:
            out.append(Span(text, last.href, last.marks))


def _inline(value: Inline, where: str) -> Spans:
    """Spans in the normal form of the module's docstring."""
    if isinstance(value, str):
        text = plain_text(value, where)
        return (Span(text),) if text else ()
    if isinstance(value, Span):
        value = (value,)
    out: list[Span] = []
    for item in value:
        span = Span(item) if isinstance(item, str) else item
        if not isinstance(span, Span):
            raise TypeError(f"{where}: expected spans or str, not {type(span).__name__}")
        _append(out, span)
    _trim_end(out)
    return tuple(out)


def _need(content: object, where: str) -> None:
    if not content:
        raise ValueError(f"{where}: empty; a block without content is left out of the body")


def spans_text(spans: Spans) -> str:
    """The text of spans, without links and marks."""
    return spans[0].text if len(spans) == 1 else "".join([span.text for span in spans])


def _paragraph_spans(value: Inline) -> Spans:
    return _inline(value, "Paragraph.spans")


def _heading_spans(value: Inline) -> Spans:
    return _inline(value, "Heading.spans")


def _cell_spans(value: Inline) -> Spans:
    return _inline(value, "Cell.spans")


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


def _image_url(value: str) -> str:
    return _url(value, "Image.url")


def _image_alt(value: str | None) -> str | None:
    return _optional_line(value, "Image.alt")


def _image_caption(value: str | None) -> str | None:
    return _optional_text(value, "Image.caption")


def _image_credit(value: str | None) -> str | None:
    return _optional_line(value, "Image.credit")


def _image_href(value: str | None) -> str | None:
    return None if value is None else _url(value, "Image.href")


@attrs.frozen
class Image:
    """A picture: its absolute address, what it shows, what is said of it, and whose it is.

    Attributes:
        url: http, https or data:image; never relative.
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
        bad = _REFUSED.search(text)
        if bad:
            raise ValueError(f"Code.text: the character U+{ord(bad[0]):04X} at {bad.start()} is not text; remove it")
        lines = text.split("\n")
        while lines and not lines[0].strip():
            lines.pop(0)
        while lines and not lines[-1].strip():
            lines.pop()
        _need(lines, "Code.text")
        object.__setattr__(self, "text", "\n".join(lines))
        if self.language is not None and not _CODE_LANGUAGE.fullmatch(self.language):
            raise ValueError(f"Code.language: {self.language!r} is not a language's short name")


def _embed_url(value: str | None) -> str | None:
    return None if value is None else _url(value, "Embed.url")


def _embed_text(value: str | None) -> str | None:
    return _optional_text(value, "Embed.text")


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
    header: bool = attrs.field(default=False, kw_only=True, validator=attrs.validators.instance_of(bool))
    colspan: int = attrs.field(default=1, kw_only=True)
    rowspan: int = attrs.field(default=1, kw_only=True)

    def __attrs_post_init__(self) -> None:
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
    for row in value:
        if isinstance(row, str):
            raise TypeError("Table.rows: expected a row of cells, not a str")
        cells = tuple(Cell(cell) if isinstance(cell, str) else cell for cell in row)
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
    if isinstance(value, str):
        return (Paragraph(value),)
    if isinstance(value, _BLOCKS):
        raise TypeError(f"{where}: expected a sequence of blocks, not one {type(value).__name__}")
    blocks = tuple(Paragraph(item) if isinstance(item, str) else item for item in value)
    for block in blocks:
        if not isinstance(block, _BLOCKS):
            raise TypeError(f"{where}: expected blocks or str, not {type(block).__name__}")
    return blocks


def _items(value: Iterable[str | Iterable[Block | str]]) -> tuple[tuple[Block, ...], ...]:
    if isinstance(value, str):
        raise TypeError("List.items: expected a sequence of items, not a str")
    items = tuple(as_blocks(item, "List.items") for item in value)
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
    ordered: bool = attrs.field(default=False, kw_only=True, validator=attrs.validators.instance_of(bool))
    nesting: int = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        _need(self.items, "List.items")
        inner = [block for item in self.items for block in item]
        object.__setattr__(self, "nesting", _nesting(inner, "List.items"))


Block: TypeAlias = Paragraph | Heading | Image | Quote | List | Table | Code | Embed | Divider
_BLOCKS = (Paragraph, Heading, Image, Quote, List, Table, Code, Embed, Divider)


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block in reading order, those inside quotes and lists after the one that holds them."""
    for block in blocks:
        yield block
        if isinstance(block, Quote):
            yield from walk(block.blocks)
        elif isinstance(block, List):
            for item in block.items:
                yield from walk(item)
