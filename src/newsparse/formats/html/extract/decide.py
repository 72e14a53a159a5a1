"""Which blocks are kept: the scorer's word, and the few rules that overrule it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, compress, starmap
from typing import Final

import attrs

from newsparse.formats.html.extract.captions import captions
from newsparse.formats.html.extract.company import Rows, headings_of_nothing, link_share, with_company
from newsparse.formats.html.extract.credit_lines import is_credit_line, tells_of_author
from newsparse.formats.html.extract.features import NAMES, Context, Measured
from newsparse.formats.html.extract.interruptions import (
    boxes_between,
    interrupts,
    is_share_button,
    is_shouted_link,
    promotes_channel,
)
from newsparse.formats.html.extract.onward import leads_onward
from newsparse.formats.html.extract.repeats import copies
from newsparse.formats.html.extract.scope import Scope
from newsparse.formats.html.extract.scorer import Model
from newsparse.formats.html.extract.surroundings import surroundings
from newsparse.formats.html.extract.tables import Tables, mean_score, unscored, with_whole_tables
from newsparse.formats.html.walk import Mark, Run, WalkedPage

__all__ = ["Decision", "decide"]

# Fewer letters than this are next to nothing; then blocks count from this part of the best block's score on.
_FEW = 200
_OF_BEST = 0.6
_LOWEST = 0.1
_MOST = 0.5
# Prose is text of so many characters; the surest part of it has at least this score on most pages. Where it has
# less, more is taken, up to so many times of what was.
_PROSE: Final = 60
_SUREST_PART: Final = 0.15
_SURE: Final = 0.85
_GROWTH: Final = 2
# Between these a block's own score leaves it in doubt, and blocks like it have a say.
_DOUBT_FROM: Final = 0.3
_DOUBT_TO: Final = 0.6
_FEW_LINKS: Final = 0.5
_LINK_SHARE: Final = NAMES.index("link_share")
# A reference to another story has fewer letters than this and so large a part in links, or is shorter still.
_LONGEST_REFERENCE: Final = 200
_LONGEST_LABEL: Final = 40
# A date alone is that of the story where so few blocks stand before it, and else that of an entry in a ticker.
_LONGEST_DATE: Final = 80
_FEW_BLOCKS: Final = 3
_LINKED: Final = 0.3
# So many blocks are a story, after which a line about its author is none of it.
_STORY: Final = 5
# A link alone in one of these is an item of a list, a cell or a heading.
_ITEMS: Final = frozenset("li td th dt dd h1 h2 h3 h4 h5 h6".split())
# A rule whose body has less than this part of the likely text is taken for outdated.
_LEAST_INSIDE = 1 / 3


@attrs.frozen
class Decision:
    """What becomes of the blocks of a page.

    Attributes:
        kept: The numbers of the blocks that are article text, in order.
        scores: The probability of each block that was scored.
        reasons: Why a block that the scorer would keep is left out, or one it did not see.
        scoped: Whether a publisher's rules said where the article stands, and were followed.
    """

    kept: Sequence[int]
    scores: dict[int, float]
    reasons: dict[int, str]
    scoped: bool = False


def decide(page: WalkedPage, measured: Measured, model: Model, tables: Tables, scope: Scope | None = None) -> Decision:
    """Choose the blocks of the article."""
    scores = _scores(page, measured, model, tables)
    rows = dict(zip(measured.candidates, measured.rows, strict=True))
    likely = _likely(page, scores, model.threshold)
    chosen = _of_a_kind(page, likely, scores, measured)
    if chosen:
        chosen = with_company(page, chosen, rows, scores)
        chosen = with_whole_tables(page, tables, chosen, scores)
    around = surroundings(page, chosen, measured.titles)
    if around:
        chosen = [block for block in chosen if block not in around]
    reasons = {**_left_out(likely, chosen, tables), **around}
    inside = _inside(page, chosen, scope) if scope is not None and scope.elements else None
    if inside is not None:
        reasons |= dict.fromkeys(set(chosen).difference(inside), "outside the site rule's body")
        chosen = inside
    if not chosen:
        return Decision((), scores, reasons)
    generic = inside is None or (scope is not None and scope.prune)
    kept, left = _one_by_one(page, chosen, measured, rows, generic=generic)
    reasons |= left
    for block in measured.titles.difference(kept):
        reasons.setdefault(block, "headline")
    return Decision(kept, scores, reasons, scoped=inside is not None)


def _one_by_one(
    page: WalkedPage, chosen: Sequence[int], measured: Measured, rows: Rows, *, generic: bool
) -> tuple[list[int], dict[int, str]]:
    """The chosen blocks without captions, headlines, what is repeated and, unless a rule chose, references, dates."""
    boxes = boxes_between(page, chosen) if generic else {}
    about_pictures = captions(page, chosen)
    kept: list[int] = []
    left = {}
    for block in chosen:
        text = page.texts[block]
        if block in about_pictures:
            left[block] = "caption"
        elif block in measured.titles and block <= chosen[0] + 3:
            left[block] = "headline"
        elif block in boxes:
            left[block] = boxes[block]
        elif generic and (reason := _interruption(page, block, rows)):
            left[block] = reason
        elif generic and len(kept) < _FEW_BLOCKS and _is_dated(text, page.runs[block], measured.context):
            left[block] = "byline or date"
        else:
            kept.append(block)
    copied = copies(page, kept)
    left |= dict.fromkeys(copied, "repeated")
    kept = [block for block in kept if block not in copied]
    ending = _ending(page, kept, measured.context) if generic else {}
    return [block for block in kept if block not in ending], left | ending


def _ending(page: WalkedPage, kept: Sequence[int], context: Context) -> dict[int, str]:
    """The kept blocks at the end that tell of the author, and then the headings at the end."""
    end = len(kept)
    while end > _STORY and tells_of_author(page.texts[kept[end - 1]], context):
        end -= 1
    left = dict.fromkeys(kept[end:], "about the author")
    return left | dict.fromkeys(headings_of_nothing(page, kept[:end]), "heading of what is left out")


def _interruption(page: WalkedPage, block: int, rows: Rows) -> str | None:
    """Why a short block is none of the story's, whatever its score."""
    text = page.texts[block]
    if len(text) >= _LONGEST_REFERENCE:
        return None
    linked = link_share(rows, block)
    may_refer = linked > _LINKED or len(text) < _LONGEST_LABEL
    if may_refer and leads_onward(text) and (linked > _LINKED or _leads_to_links(page, block, rows)):
        return "leads to another story"
    if interrupts(text):
        return "label of an advertisement, or of what goes on below it"
    if linked and is_share_button(text, page.runs[block]):
        return "button to share"
    if linked and promotes_channel(text, page.runs[block]):
        return "leads to a channel elsewhere"
    shouts = linked and is_shouted_link(text, linked) and page.container_tags[page.places[block]] not in _ITEMS
    return "leads to another story" if shouts else None


def _is_dated(text: str, runs: Sequence[Run], context: Context) -> bool:
    """Whether all of a short block stands in `time` elements, or says by whom the article is and when."""
    if is_credit_line(text, context):
        return True
    return len(text) < _LONGEST_DATE and all(
        marks > 0 and marks & Mark.TIME for text, _, marks in runs if not text.isspace()
    )


def _leads_to_links(page: WalkedPage, block: int, rows: Rows) -> bool:
    """Whether what follows a label is a link in good part."""
    return any(link_share(rows, other) > _LINKED for other in range(block + 1, min(block + 3, len(page.texts))))


def _scores(page: WalkedPage, measured: Measured, model: Model, tables: Tables) -> dict[int, float]:
    """The score of each candidate; cells of large tables that are spared have the mean of the others of their table."""
    candidates, rows = measured.candidates, measured.rows
    spared = unscored(page, tables, frozenset(candidates)) if tables else None
    if not spared:
        return dict(zip(candidates, starmap(model.probability, rows), strict=True))
    looked_at = [block not in spared for block in candidates]
    probabilities = starmap(model.probability, compress(rows, looked_at))
    scores = dict(zip(compress(candidates, looked_at), probabilities, strict=True))
    for blocks in tables.values():
        own = spared.intersection(blocks)
        if own:
            scores |= dict.fromkeys(own, mean_score(blocks, scores))
    return {block: scores[block] for block in candidates}


def _left_out(likely: Sequence[int], chosen: Sequence[int], tables: Tables) -> dict[int, str]:
    """Why blocks are left out for the sake of others."""
    reasons = dict.fromkeys(likely, "score, and blocks like it are left out")
    reasons |= dict.fromkeys(chain.from_iterable(tables.values()), "score of its table")
    for block in chosen:
        reasons.pop(block, None)
    return reasons


def _likely(page: WalkedPage, scores: Mapping[int, float], threshold: float) -> list[int]:
    """The blocks from the threshold on, which is lower where no prose is sure or where next to nothing is chosen.

    On pages unlike those that the weights were learned from no block is sure, but the article's are the
    surest. Where prose is chosen, a lower threshold may not add more than there is: that is something else,
    such as comments. Where next to nothing is chosen, it is right only where it takes most of what is there:
    else the page is made of something else than an article.
    """
    chosen = [block for block, score in scores.items() if score >= threshold]
    size = _size(page, chosen)
    if chosen:
        lower = threshold * min(1.0, _sureness(page, scores) / _SURE)
        more = [block for block, score in scores.items() if score >= lower]
        if _size(page, more) <= _GROWTH * size:
            chosen = more
    if not scores or size >= _FEW:
        return chosen
    lower = max(_LOWEST, min(threshold, _OF_BEST * max(scores.values())))
    likely = [block for block, score in scores.items() if score >= lower]
    return likely if _size(page, likely) >= _MOST * _size(page, scores) else chosen


def _size(page: WalkedPage, blocks: Iterable[int]) -> int:
    return sum([len(page.texts[block]) for block in blocks])


def _sureness(page: WalkedPage, scores: Mapping[int, float]) -> float:
    """The score that the surest part of the prose in question reaches."""
    lengths = [(score, len(page.texts[block])) for block, score in scores.items() if score >= _DOUBT_FROM]
    prose = sorted([item for item in lengths if item[1] >= _PROSE], reverse=True)
    left = _SUREST_PART * sum([length for _, length in prose])
    for score, length in prose:
        left -= length
        if left <= 0:
            return score
    return _SURE


def _of_a_kind(page: WalkedPage, chosen: Sequence[int], scores: Mapping[int, float], measured: Measured) -> list[int]:
    """The blocks, those in doubt as blocks like them are.

    One between chosen blocks of the same box, tag and class is chosen too, unless it is mostly links. One of whose
    kind, by its tag and class and those of its box, most text is not chosen, is not either.
    """
    tags, names, parents = page.container_tags, page.container_tokens, page.container_parents
    places, texts = page.places, page.texts
    picked = set(chosen)
    ends: dict[tuple[int, str, str], tuple[int, int]] = {}
    for block in chosen:
        place = places[block]
        like = (parents[place], tags[place], names[place])
        ends[like] = (ends[like][0] if like in ends else block, block)
    balance: defaultdict[tuple[str, ...], int] = defaultdict(int)
    kinds = []
    for block, row in zip(measured.candidates, measured.rows, strict=True):
        place = places[block]
        parent = parents[place]
        if block not in picked and scores[block] >= _DOUBT_FROM and row[_LINK_SHARE] <= _FEW_LINKS:
            first, last = ends.get((parent, tags[place], names[place]), (block, block))
            if first < block < last:
                picked.add(block)
        kind = (tags[place], names[place], tags[parent], names[parent])
        kinds.append(kind)
        balance[kind] += len(texts[block]) if block in picked else -len(texts[block])
    return [
        block
        for block, kind in zip(measured.candidates, kinds, strict=True)
        if block in picked and (scores[block] >= _DOUBT_TO or balance[kind] >= 0)
    ]


def _inside(page: WalkedPage, chosen: list[int], scope: Scope) -> list[int] | None:
    """The chosen blocks that stand in the scope, or all that do where the scorer has no say there.

    `None` where the scope is not to be followed: it holds nothing, or, where the scorer has a say, so little
    of what the scorer would take that the rules must be older than the page.
    """
    inside = scope.blocks(page)
    if not scope.prune:
        return inside or None
    both = sorted(set(chosen).intersection(inside))
    found, all_chosen = (sum([len(page.texts[block]) for block in blocks]) for blocks in (both, chosen))
    return both if found and found >= _LEAST_INSIDE * all_chosen else None
