"""Data tables of a page, which are kept or left out whole: half a table is worse than either."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import chain
from typing import Final, TypeAlias

from newsparse.blocks.tables import is_data
from newsparse.formats.html.extract.company import announces
from newsparse.formats.html.walk import WalkedPage

__all__ = ["Tables", "data_tables", "mean_score", "unscored", "with_whole_tables"]

Tables: TypeAlias = Mapping[int, Sequence[int]]
"""The numbers of the blocks in each data table, by the table's container."""

# So many short blocks of a table, evenly spread, speak for all of them.
_SAMPLE: Final = 24
_SHORT: Final = 60
# The mean score that is enough for a table in an article, and for one that the story announces. Single cells look less
# like a story than they are.
_ENOUGH: Final = 0.3
_ENOUGH_ANNOUNCED: Final = 0.15


def data_tables(page: WalkedPage) -> Tables:
    """The tables with text that hold data, as opposed to those that lay out a page."""
    found: dict[int, list[int]] = {}
    parents, tags = page.container_parents, page.container_tags
    if "table" not in tags:
        return found
    around: list[int] = []
    for place, (tag, parent) in enumerate(zip(tags, parents, strict=True)):
        around.append(place if tag == "table" else around[parent] if parent >= 0 else -1)
    for block, place in enumerate(page.places):
        if around[place] >= 0:
            found.setdefault(around[place], []).append(block)
    return {place: blocks for place, blocks in found.items() if is_data(page.container_elements[place])}


def unscored(page: WalkedPage, tables: Tables, candidates: Collection[int]) -> set[int]:
    """The candidates in large tables that need no score, since enough others speak for their table."""
    spared: set[int] = set()
    for blocks in tables.values():
        if len(blocks) > _SAMPLE:
            own = [block for block in blocks if block in candidates and len(page.texts[block]) < _SHORT]
            step = -(-len(own) // _SAMPLE) or 1
            spared.update(set(own).difference(own[::step]))
    return spared


def mean_score(blocks: Sequence[int], scores: Mapping[int, float]) -> float:
    """The mean of the scores that blocks have, 0 where none has one."""
    known = [scores[block] for block in blocks if block in scores]
    return sum(known) / len(known) if known else 0.0


def with_whole_tables(
    page: WalkedPage, tables: Tables, chosen: Sequence[int], scores: Mapping[int, float]
) -> list[int]:
    """The chosen blocks, and of each data table all or none, as the mean of its scores says.

    Where nothing is chosen but in tables, a story may be set in one, and none is left out for others in it.
    """
    inside = set(chain.from_iterable(tables.values()))
    result = set(chosen)
    if not result <= inside:
        result -= inside
    for blocks in tables.values():
        before = blocks[0] - 1
        enough = _ENOUGH_ANNOUNCED if before in result and announces(page, before) else _ENOUGH
        if mean_score(blocks, scores) >= enough:
            result.update(blocks)
    return sorted(result)
