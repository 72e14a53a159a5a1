"""What a publisher's rules say of where in a page the article stands."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import attrs

from newsparse.formats.html.walk import Flag, WalkedPage

__all__ = ["Scope"]


@attrs.frozen
class Scope:
    """Where the article stands.

    Attributes:
        elements: The elements that hold it; empty where the extraction is to find it.
        stripped: Elements that are no part of it.
        prune: Whether the scorer may leave out blocks that stand in `elements`.
    """

    elements: Collection[Any] = ()
    stripped: Collection[Any] = ()
    prune: bool = False

    def blocks(self, page: WalkedPage) -> list[int]:
        """The numbers of the visible blocks inside."""
        known = {element: place for place, element in enumerate(page.container_elements)} if self.elements else {}
        holders = {_container(element, known) for element in self.elements}
        inside: list[bool] = []
        for place, parent in enumerate(page.container_parents):
            inside.append(place in holders or (parent >= 0 and inside[parent]))
        flags = page.container_flags
        return [block for block, place in enumerate(page.places) if inside[place] and not flags[place] & Flag.HIDDEN]


def _container(element: Any, known: dict[Any, int]) -> int:
    """The container that an element is, or that an inline element stands in; it is then known of those passed."""
    way = []
    while element is not None and element not in known:
        way.append(element)
        element = element.getparent()
    place = -1 if element is None else known[element]
    known.update(dict.fromkeys(way, place))
    return place
