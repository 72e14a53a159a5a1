"""An article as CommonMark. What CommonMark cannot say (a table with joined cells) is HTML, escaped and inert."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from newsparse.article import Article
from newsparse.content import Block, Cell, Code, Divider, Embed, Heading, Image, List, Paragraph, Quote, Span, Table
from newsparse.formats.html.write_blocks import blocks_html
from newsparse.formats.markdown.front_matter import front_matter as front_matter_lines
from newsparse.formats.markdown.inline import image_markdown, inline, text_markdown, url_markdown
from newsparse.readable import readable

__all__ = ["write_markdown"]

_BACKTICKS = re.compile("`{3,}")
_LEADING_BOM: Final = "\ufeff"


def write_markdown(article: Article, *, front_matter: bool = False) -> bytes:
    """The article as UTF-8 bytes.

    Args:
        article: The article.
        front_matter: Put the fields into YAML front matter, and only the body after it. Otherwise the title,
            a byline and the lead image stand above the body.

    Raises:
        newsparse.WriteError: `extra` holds an integer longer than Python writes, and front matter is wanted.
    """
    start = "\n".join(front_matter_lines(article)) if front_matter else "\n\n".join(_opening(article))
    pieces = [piece for piece in (start, blocks_markdown(article.body)) if piece]
    text = "\n\n".join(pieces) + "\n"
    if text.startswith(_LEADING_BOM):
        text = "&#xFEFF;" + text[1:]
    return text.encode()


def _opening(article: Article) -> Iterator[str]:
    if article.title:
        yield f"# {_heading_text(inline((Span(article.title),), one_line=True))}"
    facts = [*article.authors, *(readable(moment) for moment in (article.published,) if moment is not None)]
    if facts:
        yield inline(Paragraph(" · ".join(facts)).spans)
    if article.image is not None:
        yield _image(article.image)


def blocks_markdown(blocks: Sequence[Block]) -> str:
    """Blocks with a blank line between them."""
    return "\n\n".join(_pieces(blocks))


def _pieces(blocks: Sequence[Block]) -> Iterator[str]:
    """Each block's Markdown; of two lists of one kind in a row, the second has the other marker."""
    before: Block | None = None
    other = False
    for block in blocks:
        if isinstance(block, List):
            other = isinstance(before, List) and before.ordered == block.ordered and not other
            yield _list(block, other)
        else:
            yield _BLOCKS[type(block)](block)
        before = block


def _heading_text(text: str) -> str:
    """Text for a heading's line, where number signs at its end would be dropped."""
    bare = text.rstrip("#")
    return text if bare == text else f"{bare}\\{text[len(bare) :]}"


def _image(block: Image) -> str:
    spans: list[Span] = []
    if block.caption is not None:
        spans.append(Span(block.caption, marks={"emphasis"}))
    if block.credit is not None:
        spans.append(Span(f" ({block.credit})" if spans else f"({block.credit})"))
    picture = image_markdown(block)
    return f"{picture}\\\n{inline(tuple(spans))}" if spans else picture


def _prefixed(text: str, first: str, rest: str) -> str:
    """Text whose first line is led by one prefix and the others by another; blank lines end without spaces."""
    start, *lines = text.split("\n")
    return "\n".join([first + start, *((rest + line) if line else rest.rstrip(" ") for line in lines)])


def _quote(block: Quote) -> str:
    return _prefixed(blocks_markdown(block.blocks), "> ", "> ")


def _list(block: List, other: bool) -> str:
    tight = all(_is_tight(item) for item in block.items)
    items = []
    for number, item in enumerate(block.items, 1):
        marker = f"{number}{')' if other else '.'} " if block.ordered else ("* " if other else "- ")
        text = "\n".join(_pieces(item)) if tight else blocks_markdown(item)
        items.append(_prefixed(text, marker, " " * len(marker)))
    return ("\n" if tight else "\n\n").join(items)


def _is_tight(item: Sequence[Block]) -> bool:
    """Whether an item is one paragraph, with a list under it at most."""
    if not isinstance(item[0], Paragraph) or len(item) > 2:
        return False
    return len(item) == 1 or isinstance(item[1], List)


def _table(block: Table) -> str:
    if any(cell.colspan > 1 or cell.rowspan > 1 for row in block.rows for cell in row):
        return "\n".join(blocks_html([block]))
    width = max(map(len, block.rows))
    rows = [[_cell(cell) for cell in row] + [""] * (width - len(row)) for row in block.rows]
    headed = any(cell.header for cell in block.rows[0])
    head = rows.pop(0) if headed else [""] * width
    return "\n".join(map(_row, [head, ["---"] * width, *rows]))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell) -> str:
    return inline(cell.spans, one_line=True)


def _code(block: Code) -> str:
    longest = max((len(run) for run in _BACKTICKS.findall(block.text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{block.language or ''}\n{block.text}\n{fence}"


def _embed(block: Embed) -> str:
    parts = [] if block.text is None else [_quote(Quote(block.text))]
    if block.url is not None:
        parts.append(f"[{text_markdown(block.url)}]({url_markdown(block.url)})")
    return "\n\n".join(parts)


_BLOCKS: Final[Mapping[type, Callable[[Any], str]]] = {
    Paragraph: lambda block: inline(block.spans),
    Heading: lambda block: f"{'#' * block.level} {_heading_text(inline(block.spans, one_line=True))}",
    Image: _image,
    Quote: _quote,
    Table: _table,
    Code: _code,
    Embed: _embed,
    Divider: lambda block: "___",
}
