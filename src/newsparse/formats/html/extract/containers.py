"""What the scorer looks at in containers: how much prose each holds, how far it stands from most of it, its names.

Lists run parallel to the page's containers, with one place more at their end: that of -1, above the root.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Final

import attrs

from newsparse.formats.html.extract.tokens import Tokens
from newsparse.formats.html.walk import WalkedPage

__all__ = ["Paths", "Sums", "used_containers"]

Column = Sequence[float]

_HOLDERS: Final = frozenset("p li blockquote h1 h2 h3 h4 h5 h6 dd dt td pre".split())


def used_containers(page: WalkedPage) -> list[int]:
    """The containers that hold text, parents first."""
    parents = page.container_parents
    used = {-1}
    for holder in set(page.places):
        place = holder
        while place not in used:
            used.add(place)
            place = parents[place]
    used.discard(-1)
    return sorted(used)


@attrs.frozen
class Sums:
    """Sums over containers and all they hold, and over the blocks before each block."""

    prose: list[float]
    share: list[float]
    links: list[float]
    blocks: list[int]
    first: list[int]
    before: list[float]
    dense: int
    dense_share: float
    outside: list[float]
    with_media: list[float]

    @classmethod
    def of(cls, page: WalkedPage, used: Sequence[int], sizes: Column, links: Column, prose: Column) -> Sums:
        """Add up, from the length, the share in links and the prose of each block.

        Args:
            page: The page's blocks.
            used: The containers that hold text, parents first.
            sizes: The length of each block.
            links: The share of it in links.
            prose: The length of what in it is prose.
        """
        # One more than there are containers: the place -1, above the root, is the last.
        count = len(page.container_tags) + 1
        chars, linked, sums = [0.0] * count, [0.0] * count, [0.0] * count
        blocks, first = [0] * count, [len(sizes)] * count
        backwards = map(reversed, (range(len(sizes)), page.places, sizes, links, prose))
        for block, place, size, link, in_prose in zip(*backwards, strict=True):
            chars[place] += size
            blocks[place] += 1
            first[place] = block
            if link:
                linked[place] += size * link
            if in_prose:
                sums[place] += in_prose
        dense = _densest(page, used, sums)
        parents = page.container_parents
        for place in reversed(used):
            parent = parents[place]
            chars[parent] += chars[place]
            linked[parent] += linked[place]
            sums[parent] += sums[place]
            blocks[parent] += blocks[place]
            if first[place] < first[parent]:  # noqa: PLR1730 - `min` takes twice as long
                first[parent] = first[place]
        total = sums[0] + 1
        share = sums.copy()
        for place in used:
            share[place] /= total
            linked[place] /= chars[place] + 1
        before = list(accumulate(prose, initial=0.0))
        outside, with_media = _distances(page, used, dense), _with_media(page, used, blocks)
        return cls(sums, share, linked, blocks, first, before, dense, share[dense], outside, with_media)


def _densest(page: WalkedPage, used: Sequence[int], direct: Sequence[float]) -> int:
    """The container whose children and grandchildren hold most prose."""
    votes = [0.0] * len(direct)
    parents, tags = page.container_parents, page.container_tags
    for place in used:
        prose = direct[place]
        if prose:
            weight = 1.0 if tags[place] in _HOLDERS else 0.3
            votes[place] += prose * (1.3 - weight)
            up = parents[place]
            if up >= 0:
                votes[up] += prose * weight
                up = parents[up]
                if up >= 0:
                    votes[up] += prose * 0.4
    return max(used, key=votes.__getitem__)


def _distances(page: WalkedPage, used: Sequence[int], dense: int) -> list[float]:
    """For every container, how many levels of the way to the densest one it does not share."""
    parents, depths = page.container_parents, page.container_depths
    deepest = depths[dense]
    missing = [-1.0] * len(parents)
    place = dense
    while place >= 0:
        missing[place] = float(deepest - depths[place])
        place = parents[place]
    for place in used:
        if missing[place] < 0:
            parent = parents[place]
            missing[place] = missing[parent] if parent >= 0 else float(deepest)
    return missing


def _with_media(page: WalkedPage, used: Sequence[int], blocks: Sequence[int]) -> list[float]:
    """For every container with one block, whether the largest box of that block alone holds a picture or a player.

    Then the block is likely a caption.
    """
    parents = page.container_parents
    holders = {-1}
    for _, holder, _, _ in page.media:
        place = holder
        while place not in holders:
            holders.add(place)
            place = parents[place]
    found = [0.0] * (len(parents) + 1)
    for place in used:
        if blocks[place] == 1:
            parent = parents[place]
            if blocks[parent] == 1:
                found[place] = found[parent]
            elif place in holders:
                found[place] = 1.0
    return found


@attrs.frozen
class Paths:
    """Scores of the class names of each container, and over the way from the root to it."""

    own: list[float]
    low: list[float]
    high: list[float]
    total: list[float]

    @classmethod
    def of(cls, page: WalkedPage, used: Sequence[int], tokens: Tokens) -> Paths:
        """Score the names of the containers that hold text."""
        count = len(page.container_tags) + 1
        own, low, high, total = [0.0] * count, [0.0] * count, [0.0] * count, [0.0] * count
        texts, parents = page.container_tokens, page.container_parents
        score_of = tokens.of_names
        for place in used:
            text, parent = texts[place], parents[place]
            score = score_of(text) if text else 0.0
            least, most = low[parent], high[parent]
            if score:
                own[place] = score
                total[place] = total[parent] * 0.8 + score
                if score < least:
                    least = score
                elif score > most:
                    most = score
            else:
                total[place] = total[parent]
            low[place], high[place] = least, most
        return cls(own, low, high, total)
