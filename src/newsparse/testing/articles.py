"""Strategies for articles and what they are made of."""

from __future__ import annotations

from itertools import combinations
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

_MARKS: Final[tuple[Mark, ...]] = get_args(Mark)
_MARK_SETS: Final[tuple[frozenset[Mark], ...]] = (
    frozenset(),
    *(frozenset({mark}) for mark in _MARKS),
    *(frozenset(pair) for pair in combinations(_MARKS, 2)),
    frozenset(_MARKS),
)
_MARK_SET: Final = st.sampled_from(_MARK_SETS)
_HREFS: Final = st.none() | link_urls()


@st.composite
def spans(draw: st.DrawFn) -> tuple[Span, ...]:
    """Inline text with links and marks, never empty."""
    start = draw(paragraphs())
    parts = [Span(start, draw(_HREFS), draw(_MARK_SET)) for start in draw(st.lists(runs(), max_size=3))]
    return Paragraph([Span(start), *parts]).spans


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
    kinds = draw(st.sampled_from(("q", "u", "o", "qu", "uo", "quuo"))) * MAX_NESTING
    for kind in kinds[: draw(st.sampled_from((2, 5, MAX_NESTING)))]:
        block = Quote([block]) if kind == "q" else List([[block]], ordered=kind == "o")
    return block


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    """Blocks of every kind, at every depth that an article may have."""
    return draw(_ANY_BLOCK)


def articles(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Article]:
    """Articles of every kind.

    Args:
        fields: Strategies for fields that are to be other than anything an article may have, such as
            `extra=st.just({})`.
    """
    unknown = sorted(fields.keys() - _FIELDS.keys())
    if unknown:
        raise TypeError(f"articles: an Article has no field {', '.join(unknown)}")
    return _articles({**_FIELDS, **fields}, frozenset(fields))


@st.composite
def _articles(draw: st.DrawFn, strategies: dict[str, st.SearchStrategy[Any]], always: frozenset[str]) -> Article:
    present = {name: strategy for name, strategy in strategies.items() if name in always or draw(_IS_PRESENT)}
    return Article(**{name: draw(strategy) for name, strategy in present.items()})


_IS_PRESENT: Final = st.booleans()
_LEAVES: Final = _leaves()
_ONCE: Final = _LEAVES | _holding(_LEAVES)
_ANY_BLOCK: Final = st.one_of(_LEAVES, _holding(_LEAVES), _holding(_ONCE), _deep())
_MOMENTS: Final = moments() | st.dates()
_FIELDS: Final[dict[str, st.SearchStrategy[Any]]] = {
    "title": lines(),
    "body": st.lists(blocks(), min_size=1, max_size=3),
    "url": urls(),
    "published": _MOMENTS,
    "modified": _MOMENTS,
    "archived": moments(),
    "authors": names(),
    "language": languages(),
    "publisher": lines(),
    "summary": lines(),
    "image": images(),
    "keywords": names(),
    "section": lines(),
    "extra": json_values(),
}
