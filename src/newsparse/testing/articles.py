"""Strategies for articles and what they are made of."""

from __future__ import annotations

from typing import Any, Final, get_args

from hypothesis import strategies as st

from newsparse.article import Article
from newsparse.content import (
    MAX_NESTING,
    Block,
    Cell,
    Code,
    Divider,
    Embed,
    EmbedKind,
    Heading,
    Image,
    List,
    Mark,
    Paragraph,
    Quote,
    Span,
    Table,
)
from newsparse.testing.text import (
    image_urls,
    json_values,
    languages,
    lines,
    link_urls,
    moments,
    names,
    paragraphs,
    runs,
    urls,
)

__all__ = ["articles", "blocks", "images", "spans"]

_PLAIN: Final[frozenset[Mark]] = frozenset()


def _marks() -> st.SearchStrategy[frozenset[Mark]]:
    return st.just(_PLAIN) | st.frozensets(st.sampled_from(get_args(Mark)), max_size=3)


def spans() -> st.SearchStrategy[tuple[Span, ...]]:
    """Inline text with links and marks, never empty."""
    span = st.builds(Span, runs(), st.none() | link_urls(), _marks())
    rich = st.lists(span, min_size=1, max_size=4).map(lambda parts: Paragraph([Span("a"), *parts]).spans)
    return paragraphs().map(lambda text: (Span(text),)) | rich


def images() -> st.SearchStrategy[Image]:
    """Pictures with and without alternative, caption, credit and link."""
    return st.builds(
        Image,
        image_urls(),
        alt=st.none() | lines(),
        caption=st.none() | paragraphs(),
        credit=st.none() | lines(),
        href=st.none() | urls(),
    )


def _codes() -> st.SearchStrategy[Code]:
    line = st.sampled_from(("", "  indented", "\ttab", "trailing  ", "```", "~~~~", "    ", "a\xa0b")) | lines()
    text = st.lists(line, min_size=1, max_size=4).map("\n".join)
    filled = text.map(lambda code: code if code.strip() else "x = 1")
    return st.builds(Code, filled, language=st.none() | st.sampled_from(("python", "c++", "c#", "objective-c", "_")))


def _embeds() -> st.SearchStrategy[Embed]:
    kinds = st.sampled_from(get_args(EmbedKind))
    return st.builds(Embed, kinds, urls(), st.none() | paragraphs()) | st.builds(Embed, kinds, st.none(), paragraphs())


def _tables() -> st.SearchStrategy[Table]:
    spanned = st.integers(1, 3)
    cell = st.builds(
        Cell, spans() | st.just(""), header=st.booleans(), colspan=spanned, rowspan=spanned
    ) | paragraphs().map(Cell)
    rows = st.lists(st.lists(cell, min_size=1, max_size=2), min_size=1, max_size=3)
    return rows.map(lambda made: Table(made if any(c.spans for row in made for c in row) else [["a"], *made]))


def _leaves() -> st.SearchStrategy[Block]:
    return st.one_of(
        spans().map(Paragraph),
        st.builds(Heading, spans(), level=st.integers(1, 6)),
        images(),
        _tables(),
        _codes(),
        _embeds(),
        st.just(Divider()),
    )


def _holding(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    """Quotes and lists of the given blocks."""
    some = st.lists(inner, min_size=1, max_size=2)
    listed = st.builds(List, st.lists(some, min_size=1, max_size=2), ordered=st.booleans())
    return st.builds(Quote, some) | listed


@st.composite
def _deep(draw: st.DrawFn) -> Block:
    """Blocks nested as deep as they may be."""
    block: Block = Paragraph(draw(paragraphs()))
    for kind in draw(st.lists(st.sampled_from("quo"), min_size=1, max_size=MAX_NESTING)):
        block = Quote([block]) if kind == "q" else List([[block]], ordered=kind == "o")
    return block


def blocks() -> st.SearchStrategy[Block]:
    """Blocks of every kind, at every depth that an article may have."""
    leaves = _leaves()
    once = leaves | _holding(leaves)
    return st.one_of(leaves, _holding(leaves), _holding(once), _deep())


def articles(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Article]:
    """Articles of every kind.

    Args:
        fields: Strategies for fields that are to be other than anything an article may have, such as
            `extra=st.just({})`.
    """
    published = st.none() | moments() | st.dates()
    strategies: dict[str, st.SearchStrategy[Any]] = {
        "title": lines() | st.just(""),
        "body": st.lists(blocks(), max_size=4),
        "url": st.none() | urls(),
        "published": published,
        "modified": published,
        "archived": st.none() | moments(),
        "authors": names(),
        "language": st.none() | languages(),
        "publisher": st.none() | lines(),
        "summary": st.none() | lines(),
        "image": st.none() | images(),
        "keywords": names(),
        "section": st.none() | lines(),
        "extra": st.just({}) | json_values(),
    }
    unknown = sorted(fields.keys() - strategies.keys())
    if unknown:
        raise TypeError(f"articles: an Article has no field {', '.join(unknown)}")
    return st.builds(Article, **{**strategies, **fields})
