"""Blocks that go with others, whatever their own score: items of a list, headings over text, code between text.

The scorer looks at blocks one by one, and single words or commands look like menus and forms. A story that announces a
list and has half of it is worse than one that has all of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from newsparse.formats.html.extract.features import NAMES
from newsparse.formats.html.extract.onward import leads_onward
from newsparse.formats.html.walk import Flag, WalkedPage

__all__ = ["Rows", "announces", "headings_of_nothing", "link_share", "with_company"]

Rows = Mapping[int, Sequence[Any]]
"""The numbers of the blocks that were measured; the others are bare links."""

_LINK_SHARE: Final = NAMES.index("link_share")
_ITEMS: Final = frozenset({"li", "dt", "dd"})
_HEADINGS: Final = frozenset({"h2", "h3", "h4", "h5", "h6"})
# Lines as short as this are labels: what they announce may be a box that is none of the story.
_SHORTEST_ANNOUNCEMENT: Final = 30
# A list that a story announces is no menu: it has at most this share in links, and this mean score.
_FEW_LINKS: Final = 0.5
_LEAST_SCORE: Final = 0.1
# Code has text of the story so many blocks before it and after it, among them its line numbers.
_NEAR: Final = 2


def announces(page: WalkedPage, block: int) -> bool:
    """Whether a line of text ends in a colon, so that what follows belongs to it."""
    text = page.texts[block]
    return text.endswith((":", "：")) and len(text) >= _SHORTEST_ANNOUNCEMENT and _tag(page, block) not in _HEADINGS


def with_company(page: WalkedPage, chosen: Sequence[int], rows: Rows, scores: Mapping[int, float]) -> list[int]:
    """The chosen blocks, and those between them that go with them."""
    chosen = _with_bare_links(page, chosen, rows)
    result = set(chosen)
    seen: set[int] = set()
    for before, after in pairwise([*chosen, len(page.texts)]):
        first, last = before + 1, after - 1
        if first > last:
            continue
        if after < len(page.texts):
            result.update(_between(page, first, last, rows))
        for block, is_announced in ((first, announces(page, before)), (last, False)):
            place = _list_of(page, block)
            if place >= 0 and place not in seen:
                seen.add(place)
                result.update(_whole_list(page, place, block, result, rows, scores, is_announced))
    return sorted(result)


def headings_of_nothing(page: WalkedPage, kept: Sequence[int]) -> set[int]:
    """The headings at a story's end whose text or picture is not part of it."""
    followed = {before for before, _, _, _ in page.media}
    end = len(kept)
    while end and _tag(page, kept[end - 1]) in _HEADINGS and kept[end - 1] + 1 not in followed:
        end -= 1
    return set(kept[end:]) if end else set()


def _with_bare_links(page: WalkedPage, chosen: Sequence[int], rows: Rows) -> list[int]:
    """Add the blocks that are nothing but a short link where they stand among chosen ones.

    They are never scored: half of all blocks are such links, nearly all in menus. Inside an article
    they are items of lists, headings and cells of tables, between chosen blocks of the same container.
    """
    parents, places = page.container_parents, page.places
    picked = set(chosen)
    result = []
    for before, after in zip(chosen, [*chosen[1:], len(places)], strict=True):
        result.append(before)
        between = range(before + 1, after)
        if after == len(places) or not between or any(block in rows for block in between):
            continue
        near = (places[before], places[after])
        above = (parents[near[0]], parents[near[1]])
        result.extend(
            block
            for block in between
            if block not in picked
            and (places[block] in near or parents[places[block]] in above)
            and not leads_onward(page.texts[block])
        )
    return result


def _between(page: WalkedPage, first: int, last: int, rows: Rows) -> Sequence[int]:
    """Of the blocks between two chosen ones the heading of what follows, or the code."""
    if first == last and _heads(page, first, rows):
        return (first,)
    near = range(max(first, last + 1 - _NEAR), min(first + _NEAR, last + 1))
    return [block for block in near if page.container_flags[page.places[block]] & Flag.CODE]


def _heads(page: WalkedPage, block: int, rows: Rows) -> bool:
    """Whether a block is a heading in the box of the one after it, and not one of links."""
    return (
        _tag(page, block) in _HEADINGS
        and _parent(page, block) == _parent(page, block + 1)
        and link_share(rows, block) <= _FEW_LINKS
        and not leads_onward(page.texts[block])
    )


def _whole_list(
    page: WalkedPage,
    place: int,
    block: int,
    chosen: set[int],
    rows: Rows,
    scores: Mapping[int, float],
    is_announced: bool,
) -> Sequence[int]:
    """All blocks of a list of single texts of which half is chosen, or which the story announces.

    Args:
        page: The page's blocks.
        place: The list.
        block: One of its blocks.
        chosen: The blocks that are chosen so far.
        rows: The numbers of those that were measured.
        scores: Their scores.
        is_announced: Whether the line before says that the list follows.
    """
    low, high = block, block + 1
    while low and _list_of(page, low - 1) == place:
        low -= 1
    while high < len(page.texts) and _list_of(page, high) == place:
        high += 1
    blocks = range(low, high)
    if len({_item_of(page, other) for other in blocks}) < len(blocks):
        return ()
    if 2 * len(chosen.intersection(blocks)) >= len(blocks):
        return blocks
    links = sum([link_share(rows, other) for other in blocks])
    score = sum([scores.get(other, 0.0) for other in blocks])
    is_list = links <= _FEW_LINKS * len(blocks) and score >= _LEAST_SCORE * len(blocks)
    return blocks if is_announced and is_list else ()


def _item_of(page: WalkedPage, block: int) -> int:
    """The item of a list that a block is all of, or stands right inside; -1 for none."""
    place = page.places[block]
    if page.container_tags[place] in _ITEMS:
        return place
    parent = page.container_parents[place]
    return parent if parent >= 0 and page.container_tags[parent] in _ITEMS else -1


def _list_of(page: WalkedPage, block: int) -> int:
    item = _item_of(page, block)
    return page.container_parents[item] if item >= 0 else -1


def link_share(rows: Rows, block: int) -> float:
    """The share of a block in links."""
    row = rows.get(block)
    return 1.0 if row is None else row[_LINK_SHARE]


def _tag(page: WalkedPage, block: int) -> str:
    return page.container_tags[page.places[block]]


def _parent(page: WalkedPage, block: int) -> int:
    return page.container_parents[page.places[block]]
