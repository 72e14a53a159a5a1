"""Which containers hold the caption of a picture: those of `figcaption`, and those that are named for one."""

from __future__ import annotations

import re
from typing import Final

from newsparse.formats.html.walk import Flag, WalkedPage

__all__ = ["holds_caption", "is_named_caption"]

_NAME: Final = re.compile(
    r"(?:(?<![A-Za-z])(?:caption|cutline|img[-_]?desc(?:r|ription)?)|Caption|Cutline)(?:[-_]?[Tt]ext)?(?![a-z])"
)
_LONGEST: Final = 400


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
