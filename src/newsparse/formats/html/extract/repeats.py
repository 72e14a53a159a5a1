"""Texts that stand in a story twice: copies of what is shown elsewhere, and items that say the same of several things.

Pages repeat themselves for small screens, as pull quotes and as previews. An author who writes the same twice does so
in places of one kind, such as lists, not at once and not for long.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from newsparse.formats.html.extract.lengths import length_of
from newsparse.formats.html.walk import WalkedPage

__all__ = ["copies"]

# Shorter texts, such as names in an interview, may well come twice.
_SHORTEST: Final = 80
# So many long texts that follow on each other and are all repeated are a copy of a part of the story.
_MANY: Final = 4


def copies(page: WalkedPage, kept: Sequence[int]) -> set[int]:
    """The blocks that are copies of earlier ones.

    Args:
        page: The page's blocks.
        kept: The numbers of those of the story, in order.
    """
    first: dict[str, int] = {}
    found: set[int] = set()
    run: list[tuple[int, int]] = []
    before = -1
    for block in (block for block in kept if length_of(page.texts[block]) > _SHORTEST):
        known = len(first)
        original = first.setdefault(page.texts[block], block)
        if _parent(page, original) == _parent(page, block):
            found |= _copies_among(page, run, known)
            run = []
        elif original == before:
            found.add(block)
        else:
            run.append((block, original))
        before = block
    return found | _copies_among(page, run, len(first))


def _copies_among(page: WalkedPage, run: Sequence[tuple[int, int]], known: int) -> set[int]:
    """The copies among blocks that follow on each other, each with what it repeats.

    Args:
        page: The page's blocks.
        run: Those blocks.
        known: How many different texts stand before them; where all are repeated, that is a copy of the story.
    """
    are_many = len(run) >= min(_MANY, known)
    return {block for block, original in run if are_many or _kind(page, block) != _kind(page, original)}


def _parent(page: WalkedPage, block: int) -> int:
    return page.container_parents[page.places[block]]


def _kind(page: WalkedPage, block: int) -> tuple[str, ...]:
    """The tags and classes of a block and of what it stands in."""
    tags, names, place, parent = page.container_tags, page.container_tokens, page.places[block], _parent(page, block)
    return tags[place], names[place], tags[parent], names[parent]
