"""Which text is the caption of a picture: that of `figcaption`, of what is named for one, and that in its box."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import chain, islice, takewhile
from typing import Final

from newsparse.formats.html.walk import Flag, WalkedPage

__all__ = ["captions", "holds_caption", "is_named_caption", "is_picture_box"]

_NAME: Final = re.compile(
    r"(?:(?<![A-Za-z])(?:caption|cutline|img[-_]?desc(?:r|ription)?)|Caption|Cutline)(?:[-_]?[Tt]ext)?(?![a-z])"
)
_LONGEST: Final = 400
# Names of a box for a picture; what stands in it beside the picture is about it.
_BOX: Final = re.compile(r"photo|image|picture|foto|(?<![a-z])(?:img|bild)", re.IGNORECASE)
_MOST_CONTAINERS: Final = 60
_NO_CAPTION: Final = Flag.HEADING | Flag.TABLE | Flag.QUOTE | Flag.CODE | Flag.LIST
# Where more than this part of a text stands in such boxes, it is a story told under pictures.
_MOST: Final = 0.5


def is_named_caption(names: str) -> bool:
    """Whether a class or id is that of a caption."""
    return ("aption" in names or "utline" in names or "desc" in names) and _NAME.search(names) is not None


def holds_caption(page: WalkedPage, block: int) -> bool:
    """Whether a block is a caption, by the element that it stands in or its class, or by that of the box around it.

    Classes tell nothing of a heading, which may stand in a box with the lead image, as a standfirst does.
    """
    place = page.places[block]
    flags = page.container_flags[place]
    if flags & Flag.CAPTION:
        return True
    if flags & Flag.HEADING or len(page.texts[block]) >= _LONGEST:
        return False
    names, parent = page.container_tokens, max(page.container_parents[place], 0)
    return any(name and is_named_caption(name) for name in (names[place], names[parent]))


def is_picture_box(page: WalkedPage, place: int) -> bool:
    """Whether a container is a `figure`, or is named for a picture and not for a quote that goes with one."""
    names = page.container_tokens[place]
    if "quote" in names.lower():
        return False
    return page.container_tags[place] == "figure" or _BOX.search(names) is not None


def captions(page: WalkedPage, chosen: Sequence[int]) -> set[int]:
    """The chosen blocks that are captions."""
    found = {block for block in chosen if holds_caption(page, block)}
    boxed = _in_picture_boxes(page, chosen)
    size, told = (sum([len(page.texts[block]) for block in blocks]) for blocks in (chosen, boxed))
    return found | boxed if told <= _MOST * size else found


def _in_picture_boxes(page: WalkedPage, chosen: Sequence[int]) -> set[int]:
    """The chosen blocks that stand right in small boxes of pictures."""
    flags, places, parents = page.container_flags, page.places, page.container_parents
    pictures = sorted([place for _, place, _, _ in page.media])
    known = {-1: False}
    found = set()
    for block in chosen if pictures else ():
        place = places[block]
        if flags[place] & _NO_CAPTION:
            continue
        for box in (place, parents[place]):
            if box not in known:
                known[box] = is_picture_box(page, box) and _holds_picture_and_little_else(page, box, block, pictures)
            if known[box]:
                found.add(block)
    return found


def _holds_picture_and_little_else(page: WalkedPage, box: int, block: int, pictures: Sequence[int]) -> bool:
    """Whether a container is small and holds a picture.

    Args:
        page: The page's blocks.
        box: The container.
        block: A block in it.
        pictures: The containers of the page's pictures, in order.
    """
    depths, places, texts = page.container_depths, page.places, page.texts
    last = min(box + _MOST_CONTAINERS, len(depths))
    end = next((inner for inner in range(box + 1, last) if depths[inner] <= depths[box]), last)
    nearest = bisect_left(pictures, box)
    if end - box >= _MOST_CONTAINERS or nearest == len(pictures) or pictures[nearest] >= end:
        return False
    before = takewhile(lambda other: box <= places[other] < end, range(block - 1, -1, -1))
    after = takewhile(lambda other: box <= places[other] < end, range(block, len(places)))
    return sum([len(texts[other]) for other in islice(chain(before, after), _LONGEST)]) < _LONGEST
