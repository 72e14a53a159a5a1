"""What the scorer looks at: a vector of numbers for each block of a page that may be article text.

Nothing here is written for one language: text is measured by its characters, marks of sentences in any script, links,
and by learned scores of class names and of words that stand in short blocks. The same code gives the vectors in
training and in production; the scorer adds those of `phrases` where it needs them. Numbers are made column by column,
which in Python takes half the time of making them row by row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import repeat
from operator import eq
from typing import TYPE_CHECKING, Any, Final

import attrs

from newsparse.formats.html.extract.containers import Paths, Sums, used_containers
from newsparse.formats.html.extract.tokens import Tokens
from newsparse.formats.html.metadata.moments import day_of
from newsparse.formats.html.walk import Flag, WalkedPage

if TYPE_CHECKING:
    from newsparse.formats.html.metadata import Metadata

__all__ = ["NAMES", "Context", "Measured", "measure"]

Column = Sequence[float]
Columns = Iterable[Iterable[float]]

# Text that can be prose: shorter blocks are titles, labels and single words.
_LONG: Final = 60
_VERY_LONG: Final = 140
_WIDE_LONG: Final = 25
# In blocks longer than this, single words say little.
_SHORT: Final = 160
# Links of up to this length, and nothing else in the block, are never scored: see `decide`.
_LINK_ONLY: Final = 100
_ENDS: Final = frozenset(".!?…。！？।؟۔։:\"”»'’)")

_FLAGS: Final = (
    ("in_article", Flag.ARTICLE),
    ("in_main", Flag.MAIN),
    ("in_aside", Flag.ASIDE | Flag.NAV),
    ("in_footer", Flag.FOOTER),
    ("in_list", Flag.LIST),
    ("in_table", Flag.TABLE),
    ("in_quote", Flag.QUOTE | Flag.CODE),
)

_TAGS: Final = (
    "p", "div section article main center", "h1", "h2", "h3", "h4 h5 h6", "li", "td th caption", "blockquote",
    "pre", "dt dd", "figcaption figure", "header footer nav aside form",
)  # fmt: skip
_TAG_CODES: Final = {tag: float(code) for code, tags in enumerate(_TAGS) for tag in tags.split()}

_TEXT_NAMES = (
    "chars",
    "commas",
    "ends",
    "upper",
    "tag",
    "word_mean",
    "word_min",
    "word_first",
    "link_share",
)
_PLACE_NAMES = (
    "index_share", "since_title", "depth", "depth_gap", "outside", "own_token", "parent_token", "grand_token",
    "path_min", "path_max", "path_sum", "place_share", "parent_share", "grand_share", "great_share", "parent_link",
    "grand_link", "parent_blocks", "siblings_before", "siblings_after", "prose_before", "prose_after",
    "with_media", "breaks",
)  # fmt: skip
_GROUP_NAMES = ("group_count", "group_mean", "group_link", "group_prose", "repeats")
_NEAR_NAMES = (
    "chars_prev", "chars_next", "link_prev", "link_next", "link_prev2", "link_next2", "token_prev", "token_next",
    "token_prev2", "token_next2", "kin_next2",
)  # fmt: skip
_PAGE_NAMES = ("page_prose", "page_blocks", "dense_share", "in_summary")

NAMES: Final = (*_TEXT_NAMES, *(name for name, _ in _FLAGS), *_PLACE_NAMES, *_GROUP_NAMES, *_NEAR_NAMES, *_PAGE_NAMES)
"""The names of the numbers in a vector, in order."""


@attrs.frozen(kw_only=True)
class Context:
    """What the page's metadata says of the article, to compare blocks with, or to take where the page shows none.

    Attributes:
        title: The headline.
        summary: The standfirst or description.
        article_body: The story's text in JSON-LD.
        authors: Names.
        days: Those of the publication and of the last change.
        language: The page's language, for dates in words.
    """

    title: str = ""
    summary: str = ""
    article_body: str = ""
    authors: tuple[str, ...] = ()
    days: frozenset[date] = frozenset()
    language: str | None = None

    @classmethod
    def of(cls, metadata: Metadata) -> Context:
        """What there is of it in the metadata."""
        moments = (metadata.published, metadata.modified)
        return cls(
            title=metadata.title,
            summary=metadata.summary or "",
            article_body=metadata.article_body or "",
            authors=metadata.authors,
            days=frozenset(day_of(moment) for moment in moments if moment is not None),
            language=metadata.language,
        )


@attrs.frozen
class Measured:
    """The vectors of a page.

    Attributes:
        candidates: The numbers of the blocks that were measured; the others are bare links.
        rows: For each of them the numbers of `NAMES`, and then its text.
        titles: The candidates that repeat the page's title.
        context: What the page's metadata say.
    """

    candidates: Sequence[int]
    rows: Sequence[tuple[Any, ...]]
    titles: frozenset[int]
    context: Context


def measure(page: WalkedPage, context: Context, tokens: Tokens) -> Measured:
    """Measure the blocks of a page that may be article text.

    Args:
        page: The page's blocks.
        context: What its metadata says.
        tokens: The learned scores of names and words.
    """
    sizes = [float(len(text)) for text in page.texts]
    links, breaks = _links_and_breaks(page, sizes)
    chosen = [
        block for block, (size, link) in enumerate(zip(sizes, links, strict=True)) if link < 0.9 or size >= _LINK_ONLY
    ]
    if not chosen:
        return Measured((), (), frozenset(), context)
    prose = _prose(page.texts, sizes, links)
    used = used_containers(page)
    sums = Sums.of(page, used, sizes, links, prose)
    texts = [page.texts[block] for block in chosen]
    paths = Paths.of(page, used, tokens)
    in_summary, is_title = _stated(texts, context)
    columns = [
        *_text_columns(page, chosen, texts, tokens.words),
        map(links.__getitem__, chosen),
        *_flag_columns(page, chosen),
        *_place_columns(page, chosen, sums, paths),
        [breaks.get(block, 0.0) for block in chosen],
        *_group_columns(page, chosen, texts, sizes, links, prose),
        *_near_columns(page, chosen, sizes, links, paths),
        *map(repeat, (sums.prose[0], float(len(sizes)), sums.dense_share), repeat(len(chosen))),
        in_summary,
        texts,
    ]
    titles = frozenset(block for block, title in zip(chosen, is_title, strict=True) if title)
    return Measured(chosen, list(zip(*columns, strict=True)), titles, context)


def _prose(texts: Sequence[str], sizes: Column, links: Column) -> list[float]:
    """The length of each block that is prose, else 0: long enough, not in links, with the end of a sentence.

    Very long text needs no such mark, since Thai has none; a character of Chinese says more than one of Latin.
    """
    return [
        size
        if link < 0.5
        and ((size >= _LONG and (size >= _VERY_LONG or _has_stop(text))) or (size >= _WIDE_LONG and "。" in text))
        else 0.0
        for text, size, link in zip(texts, sizes, links, strict=True)
    ]


def _has_stop(text: str) -> bool:
    if text[-1] in _ENDS or ". " in text or "? " in text or "! " in text:
        return True
    if text.isascii():
        return False
    # Scripts without spaces between words, such as Thai, have none between sentences either, or no stop at all.
    return "。" in text or "। " in text or "။" in text or text.count(" ") * 12 < len(text)


def _links_and_breaks(page: WalkedPage, sizes: Column) -> tuple[list[float], dict[int, float]]:
    """The share of each block's text in links, and the number of line breaks where there are any."""
    shares = []
    breaks: dict[int, float] = {}
    for block, runs in enumerate(page.runs):
        if len(runs) == 1:
            shares.append(0.0 if runs[0][1] is None else 1.0)
            continue
        linked = 0
        for text, link, marks in runs:
            if link is not None:
                linked += len(text)
            elif marks < 0:
                breaks[block] = breaks.get(block, 0.0) + 1
        shares.append(min(1.0, linked / sizes[block]))
    return shares, breaks


def _text_columns(
    page: WalkedPage, chosen: Sequence[int], texts: Sequence[str], scores: Mapping[str, float]
) -> Columns:
    """What the text itself shows."""
    ends = [1.0 if text[-1] in _ENDS else 0.0 for text in texts]
    commas = []
    for text in texts:
        pauses = text.count(",")
        if not text.isascii():
            pauses += text.count("，") + text.count("、") + text.count("،")
        commas.append(pauses / len(text))
    words = [_word_scores(text, scores.get) if len(text) <= _SHORT else _NO_WORDS for text in texts]
    tags = map(page.container_tags.__getitem__, map(page.places.__getitem__, chosen))
    return (
        map(len, texts),
        commas,
        ends,
        [1.0 if text[0].isupper() else 0.0 for text in texts],
        map(_TAG_CODES.get, tags, repeat(13.0)),
        *zip(*words, strict=True),
    )


_NO_WORDS: Final = (0.0, 0.0, 0.0)


def _word_scores(text: str, score: Callable[[str, float], float]) -> tuple[float, float, float]:
    known = list(map(score, text.lower().split(), repeat(0.0)))
    return sum(known) / len(known), min(known), known[0]


def _flag_columns(page: WalkedPage, chosen: Sequence[int]) -> Columns:
    flags, places = page.container_flags, page.places
    own = [flags[places[block]] for block in chosen]
    # Few combinations of flags come again and again.
    known = {flag: tuple(1.0 if flag & bit else 0.0 for _, bit in _FLAGS) for flag in set(own)}
    return zip(*map(known.__getitem__, own), strict=True)


def _place_columns(page: WalkedPage, chosen: Sequence[int], sums: Sums, paths: Paths) -> Columns:
    parents, depths = page.container_parents, page.container_depths
    here = [page.places[block] for block in chosen]
    above = [max(parents[place], 0) for place in here]
    grand = [max(parents[place], 0) for place in above]
    great = [max(parents[place], 0) for place in grand]
    title, deepest = _title_place(page), depths[sums.dense]
    blocks, first, before = sums.blocks, sums.first, sums.before
    total = sums.prose[0] + 1
    count = len(page.texts)
    share, link, own = sums.share.__getitem__, sums.links.__getitem__, paths.own.__getitem__
    depth = list(map(depths.__getitem__, here))
    return (
        [block / count for block in chosen],
        [float(block - title) if -50 < block - title < 200 else -50.0 if block < title else 200.0 for block in chosen],
        depth,
        [levels - deepest for levels in depth],
        map(sums.outside.__getitem__, here),
        map(own, here),
        map(own, above),
        map(own, grand),
        map(paths.low.__getitem__, here),
        map(paths.high.__getitem__, here),
        map(paths.total.__getitem__, here),
        map(share, here),
        map(share, above),
        map(share, grand),
        map(share, great),
        map(link, above),
        map(link, grand),
        map(blocks.__getitem__, above),
        [block - first[place] for block, place in zip(chosen, above, strict=True)],
        [first[place] + blocks[place] - block for block, place in zip(chosen, above, strict=True)],
        [before[block] / total for block in chosen],
        [(before[-1] - before[block + 1]) / total for block in chosen],
        map(sums.with_media.__getitem__, here),
    )


def _title_place(page: WalkedPage) -> int:
    """The number of the first block in an `h1`, or 0."""
    tags = page.container_tags
    return next((block for block, place in enumerate(page.places) if tags[place] == "h1"), 0)


def _group_columns(
    page: WalkedPage, chosen: Sequence[int], texts: Sequence[str], sizes: Column, links: Column, prose: Column
) -> Columns:
    """Blocks of like place: the same tag and class in a parent of the same tag and class."""
    parents, tags, names = page.container_parents, page.container_tags, page.container_tokens
    groups: dict[tuple[str, ...], list[float]] = {}
    own = []
    for block in chosen:
        place = page.places[block]
        parent = parents[place]
        key = (tags[place], names[place], tags[parent], names[parent])
        group = groups.get(key)
        if group is None:
            group = groups[key] = [0.0, 0.0, 0.0, 0.0]
        size = sizes[block]
        group[0] += 1.0
        group[1] += size
        group[2] += size * links[block]
        group[3] += prose[block]
        own.append(group)
    total = sum(prose) + 1
    for group in groups.values():
        count, size, linked, in_prose = group
        group[1:] = size / count, linked / size, in_prose / total
    return (*zip(*own, strict=True), map(Counter(texts).__getitem__, texts))


def _near_columns(page: WalkedPage, chosen: Sequence[int], sizes: Column, links: Column, paths: Paths) -> Columns:
    """The neighbours' size, links and class scores, and whether they stand in the same parent."""
    size = [0.0, 0.0, *sizes, 0.0, 0.0]
    link = [1.0, 1.0, *links, 1.0, 1.0]
    token = [0.0, 0.0, *map(paths.total.__getitem__, page.places), 0.0, 0.0]
    up = [*map(page.container_parents.__getitem__, page.places), -9, -9]
    # Of what is two places longer at both ends, a slice has at a block's number the value of a neighbour.
    near = (size[1:], size[3:], link[1:], link[3:], link, link[4:], token[1:], token[3:], token, token[4:])
    kin = list(map(eq, up, up[2:]))
    return [map(values.__getitem__, chosen) for values in (*near, kin)]


def _stated(texts: Sequence[str], context: Context) -> tuple[Column, Sequence[bool]]:
    """How each block agrees with the summary that the metadata state, and whether it is the title."""
    summary, title = (" ".join(text.split()).lower() for text in (context.summary, context.title))
    keys = [text[:60].lower() for text in texts]
    head = summary[:50]
    in_summary = [1.0 if summary and len(key) > 10 and (key in summary or head in key) else 0.0 for key in keys]
    longest = len(title) + 3
    is_title = [
        len(text) < longest and len(key) > 3 and (text.lower() == title or (len(key) > 15 and key in title))
        for key, text in zip(keys, texts, strict=True)
    ]
    return in_summary, is_title
