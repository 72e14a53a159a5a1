"""What the scorer looks at: a vector of numbers for each block of a page.

Nothing here knows a language: text is measured by its characters, marks of sentences in any script,
links, and by learned scores of class names and of words that occur in short blocks. The same code
gives the vectors in training and in production.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

import attrs

from newsparse.formats.html.extract.walk import Flag, Mark, Page

__all__ = ["NAMES", "Context", "Tokens", "features", "names_of", "words_of"]

_SUBWORDS = re.compile("[a-z]{2,}")
_WORDS = re.compile(r"[^\W\d_]+")
_LONG = 60
_SHORT = 160
_SENTENCE_ENDS = tuple(".!?…。！？।؟۔။:\"”»'’)")
# Scripts that write without spaces say about twice as much with a character.
_WIDE = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")

_FLAG_FEATURES: Final = (
    ("in_article", Flag.ARTICLE),
    ("in_main", Flag.MAIN),
    ("in_aside", Flag.ASIDE | Flag.NAV),
    ("in_header", Flag.HEADER),
    ("in_footer", Flag.FOOTER),
    ("in_form", Flag.FORM),
    ("in_figure", Flag.FIGURE),
    ("in_list", Flag.LIST),
    ("in_table", Flag.TABLE),
    ("in_quote", Flag.QUOTE | Flag.CODE),
    ("in_link", Flag.LINK),
    ("is_hidden", Flag.HIDDEN),
    ("aria_hidden", Flag.ARIA_HIDDEN),
    ("in_definition", Flag.DEFINITION | Flag.DETAILS),
)

_TAG_CODES: Final = {
    tag: code
    for code, tags in enumerate(
        (
            "p",
            "div section article main center",
            "h1",
            "h2",
            "h3",
            "h4 h5 h6",
            "li",
            "td th caption",
            "blockquote",
            "pre",
            "dt dd",
            "figcaption figure",
            "header footer nav aside form",
        )
    )
    for tag in tags.split()
}

_OWN = (
    "chars", "links", "link_share", "sentences", "commas", "ends", "digits", "strong_share", "upper_first",
    "time", "tag", "word_chars", "word_mean", "word_min", "word_max", "word_first", "colon", "breaks",
)  # fmt: skip
_PLACE = (
    "own_token", "parent_token", "grand_token", "path_min", "path_max", "path_sum",
    "index_share", "chars_before", "since_title", "depth", "depth_gap", "outside", "parent_share", "grand_share",
    "great_share", "parent_link", "grand_link", "parent_blocks", "siblings_before", "siblings_after",
    "prose_before", "prose_after", "child_share",
)  # fmt: skip
_GROUP = ("group_count", "group_mean", "group_link", "group_prose", "repeats")
_NEAR = tuple(f"{name}_{at}" for at in ("prev", "next", "prev2", "next2") for name in ("chars", "link", "token", "kin"))
_PAGE = ("page_prose", "page_blocks", "dense_share", "in_stated", "stated_share", "in_summary", "is_title")

NAMES: Final = (*_OWN, *(name for name, _ in _FLAG_FEATURES), *_PLACE, *_GROUP, *_NEAR, *_PAGE)
"""The names of the numbers in a vector, in order."""


@attrs.frozen
class Tokens:
    """Learned scores: how much a class name or a word speaks for (above 0) or against a block."""

    names: Mapping[str, float] = attrs.field(factory=dict)
    words: Mapping[str, float] = attrs.field(factory=dict)


@attrs.frozen(kw_only=True)
class Context:
    """What the page's metadata says of the article, for comparing blocks with."""

    title: str = ""
    summary: str = ""
    article_body: str = ""


def names_of(tokens: str) -> set[str]:
    """The names and parts of names in a class or id attribute."""
    tokens = tokens.lower()
    return {*_SUBWORDS.findall(tokens), *tokens.split()}


def words_of(text: str) -> list[str]:
    """The words of a short block that scores are learned for."""
    return _WORDS.findall(text.lower())


def features(page: Page, context: Context, tokens: Tokens) -> list[list[float]]:
    """Measure every block of a page.

    Args:
        page: The page's blocks.
        context: What its metadata says.
        tokens: The learned scores of names and words.

    Returns:
        For every block the numbers of `NAMES`.
    """
    own = [_own(page, block, tokens.words) for block in range(len(page.texts))]
    prose = [
        values[0] if values[0] >= _LONG and values[2] < 0.5 and values[3] > 0 else 0.0 for values in own
    ]
    places = _Places.of(page, own, prose, tokens.names)
    groups = _groups(page, own, prose)
    near = _near(page, own, places)
    stated = _stated(page, context)
    totals = [float(sum(prose)), float(len(own)), places.dense_share]
    flags = page.container_flags
    rows = []
    for block, values in enumerate(own):
        flag = flags[page.places[block]]
        rows.append(
            [
                *values,
                *[1.0 if flag & bit else 0.0 for _, bit in _FLAG_FEATURES],
                *places.of_block(block),
                *groups[block],
                *near[block],
                *totals,
                *stated[block],
            ]
        )
    return rows


def _own(page: Page, block: int, scores: Mapping[str, float]) -> list[float]:
    text, runs = page.texts[block], page.runs[block]
    size = len(text)
    linked = strong = time = breaks = 0
    links = set()
    for run, link, marks in runs:
        if link is not None:
            linked += len(run)
            links.add(link)
        if marks > 0:
            if marks & Mark.STRONG:
                strong += len(run)
            if marks & Mark.TIME:
                time = 1
        elif marks < 0:
            breaks += 1
    stops = text.count(". ") + text.count("。") + text.count("? ") + text.count("! ") + text.count("। ")
    ends = text.endswith(_SENTENCE_ENDS)
    words = text.count(" ") + 1
    if words < size / 15:
        words = max(words, len(_WIDE.findall(text)) // 2)
    word_scores = _word_scores(text, scores) if size <= _SHORT else _NO_WORDS
    digits = 0.0
    if size <= 400:
        digits = sum(map(text.count, "0123456789")) / size
    return [
        float(size),
        float(len(links)),
        min(1.0, linked / size),
        float(stops + ends),
        (text.count(",") + text.count("，") + text.count("、") + text.count("،")) / words,
        1.0 if ends else 0.0,
        digits,
        min(1.0, strong / size),
        1.0 if text[0].isupper() else 0.0,
        float(time),
        float(_TAG_CODES.get(page.container_tags[page.places[block]], 13)),
        size / words,
        *word_scores,
        1.0 if text[-1] == ":" else 0.0,
        float(breaks),
    ]


_NO_WORDS = (0.0, 0.0, 0.0, 0.0)


def _word_scores(text: str, scores: Mapping[str, float]) -> tuple[float, float, float, float]:
    known = [scores.get(word, 0.0) for word in _WORDS.findall(text.lower())]
    if not known:
        return _NO_WORDS
    return sum(known) / len(known), min(known), max(known), known[0]


@attrs.define
class _Places:
    """Where blocks stand: sums over containers, and the densest container."""

    page: Page
    own: Sequence[Sequence[float]]
    prose: Sequence[float]
    token: list[float]
    path: list[tuple[float, float, float]]
    chars: list[float]
    linked: list[float]
    sums: list[float]
    direct: list[float]
    blocks: list[int]
    first: list[int]
    outside: list[int]
    dense: int
    dense_share: float
    title_at: int
    before: list[float]
    prose_before: list[float]

    @classmethod
    def of(
        cls, page: Page, own: Sequence[Sequence[float]], prose: Sequence[float], names: Mapping[str, float]
    ) -> _Places:
        count = len(page.container_tags)
        parents = page.container_parents
        chars, linked, sums, direct = [0.0] * count, [0.0] * count, [0.0] * count, [0.0] * count
        blocks, first = [0] * count, [-1] * count
        before, prose_before = [0.0], [0.0]
        for block, place in enumerate(page.places):
            size, text = own[block][0], prose[block]
            chars[place] += size
            linked[place] += size * own[block][2]
            sums[place] += text
            blocks[place] += 1
            if first[place] < 0:
                first[place] = block
            before.append(before[-1] + size)
            prose_before.append(prose_before[-1] + text)
        direct[:] = sums
        for place in range(count - 1, 0, -1):
            parent = parents[place]
            if parent >= 0 and blocks[place]:
                chars[parent] += chars[place]
                linked[parent] += linked[place]
                sums[parent] += sums[place]
                blocks[parent] += blocks[place]
                if first[parent] < 0 or first[place] < first[parent]:
                    first[parent] = first[place]
        dense = _densest(page, direct)
        token, path = _token_paths(page, names)
        return cls(
            page, own, prose, token, path, chars, linked, sums, direct, blocks, first, _distances(page, dense),
            dense, sums[dense] / (sums[0] + 1) if count else 0.0, _title_place(page), before, prose_before,
        )  # fmt: skip

    def of_block(self, block: int) -> list[float]:
        page = self.page
        place = page.places[block]
        parents = page.container_parents
        parent = max(parents[place], 0)
        grand = max(parents[parent], 0)
        great = max(parents[grand], 0)
        # A container with this block alone says nothing about its neighbours: shares begin one above.
        total = self.sums[0] + 1
        low, high, both = self.path[place]
        depth = page.container_depths[place]
        place_end = self.first[parent] + self.blocks[parent]
        return [
            self.token[place],
            self.token[parent],
            self.token[grand],
            low,
            high,
            both,
            block / len(page.texts),
            self.before[block] / self.before[-1],
            float(max(-50, min(200, block - self.title_at))),
            float(depth),
            float(depth - page.container_depths[self.dense]),
            float(self.outside[place]),
            self.sums[parent] / total,
            self.sums[grand] / total,
            self.sums[great] / total,
            self.linked[parent] / (self.chars[parent] + 1),
            self.linked[grand] / (self.chars[grand] + 1),
            float(self.blocks[parent]),
            float(block - self.first[parent]),
            float(place_end - block),
            self.prose_before[block] / total,
            (self.prose_before[-1] - self.prose_before[block + 1]) / total,
            self.sums[place] / total,
        ]


def _densest(page: Page, direct: Sequence[float]) -> int:
    """The container whose children and grandchildren hold most prose."""
    votes = [0.0] * len(direct)
    parents = page.container_parents
    for place, prose in enumerate(direct):
        if prose:
            weight = 1.0 if page.container_tags[place] in _HOLDERS else 0.3
            votes[place] += prose * (1.3 - weight)
            up = parents[place]
            if up >= 0:
                votes[up] += prose * weight
                up = parents[up]
                if up >= 0:
                    votes[up] += prose * 0.4
    return max(range(len(votes)), key=votes.__getitem__, default=0)


_HOLDERS = frozenset("p li blockquote h1 h2 h3 h4 h5 h6 dd dt td pre".split())


def _distances(page: Page, dense: int) -> list[int]:
    """For every container, how many levels of the way to the densest one it does not share."""
    parents, depths = page.container_parents, page.container_depths
    shared = [-1] * len(parents)
    place = dense
    while place >= 0 and parents:
        shared[place] = depths[place]
        place = parents[place]
    deepest = depths[dense] if depths else 0
    for place, parent in enumerate(parents):
        if shared[place] < 0 and parent >= 0:
            shared[place] = shared[parent]
    return [deepest - max(level, 0) for level in shared]


def _token_paths(
    page: Page, names: Mapping[str, float]
) -> tuple[list[float], list[tuple[float, float, float]]]:
    known: dict[str, float] = {"": 0.0}
    token, path = [], []
    parents = page.container_parents
    for place, text in enumerate(page.container_tokens):
        score = known.get(text)
        if score is None:
            score = known[text] = _name_score(text, names)
        token.append(score)
        parent = parents[place]
        low, high, both = path[parent] if parent >= 0 else (0.0, 0.0, 0.0)
        if score:
            low, high, both = min(low, score), max(high, score), both * 0.8 + score
        path.append((low, high, both))
    return token, path


def _name_score(text: str, names: Mapping[str, float]) -> float:
    scores = sorted(names.get(name, 0.0) for name in names_of(text))
    return scores[0] + scores[-1] if len(scores) > 1 else scores[0] if scores else 0.0


def _title_place(page: Page) -> int:
    """The number of the first block in an `h1`, or 0."""
    tags = page.container_tags
    for block, place in enumerate(page.places):
        if tags[place] == "h1":
            return block
    return 0


def _groups(page: Page, own: Sequence[Sequence[float]], prose: Sequence[float]) -> list[list[float]]:
    """Blocks of like place: the same tag and class in a parent of the same tag and class."""
    tags, tokens, parents = page.container_tags, page.container_tokens, page.container_parents
    sums: dict[tuple[str, ...], list[float]] = {}
    keys = []
    seen: dict[str, int] = {}
    for block, place in enumerate(page.places):
        parent = parents[place]
        key = (tags[place], tokens[place], tags[parent], tokens[parent])
        keys.append(key)
        entry = sums.get(key)
        if entry is None:
            entry = sums[key] = [0.0, 0.0, 0.0, 0.0]
        size = own[block][0]
        entry[0] += 1
        entry[1] += size
        entry[2] += size * own[block][2]
        entry[3] += prose[block]
        text = page.texts[block]
        seen[text] = seen.get(text, 0) + 1
    total = sum(prose) + 1
    return [
        [
            entry[0],
            entry[1] / entry[0],
            entry[2] / entry[1],
            entry[3] / total,
            float(seen[text]),
        ]
        for entry, text in zip(map(sums.__getitem__, keys), page.texts, strict=True)
    ]


def _near(page: Page, own: Sequence[Sequence[float]], places: _Places) -> list[list[float]]:
    """The neighbours' size, links, class score, and whether they stand in the same parent."""
    parents = page.container_parents
    last = len(own) - 1
    nowhere = [0.0, 1.0, 0.0, 0.0]
    rows = []
    ups = [parents[place] for place in page.places]
    scores = [places.path[place][2] for place in page.places]
    for block in range(len(own)):
        row: list[float] = []
        for other in (block - 1, block + 1, block - 2, block + 2):
            if 0 <= other <= last:
                values = own[other]
                kin = 1.0 if ups[other] == ups[block] else 0.0
                row += (values[0], values[2], scores[other], kin)
            else:
                row += nowhere
        rows.append(row)
    return rows


_KEY = re.compile(r"\W+")


def _stated(page: Page, context: Context) -> list[list[float]]:
    """How each block agrees with the text, summary and title that the metadata state."""
    body = _KEY.sub("", context.article_body).lower()
    summary = _KEY.sub("", context.summary).lower()
    title = _KEY.sub("", context.title).lower()
    keys = [_KEY.sub("", text[:200]).lower() for text in page.texts]
    stated = [1.0 if body and len(key) > 3 and key[:60] in body else 0.0 for key in keys]
    share = 0.0
    if body:
        share = min(2.0, len(body) / (1.0 + sum(len(text) for text, is_in in zip(page.texts, stated, strict=True) if is_in)))
    rows = []
    for key, is_in in zip(keys, stated, strict=True):
        in_summary = 1.0 if summary and len(key) > 10 and (key[:60] in summary or summary[:60] in key) else 0.0
        is_title = 1.0 if title and len(key) > 3 and (key == title or (len(key) > 15 and key in title)) else 0.0
        rows.append([is_in if body else -1.0, share, in_summary, is_title])
    return rows
