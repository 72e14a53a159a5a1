"""Which containers hold the caption of a picture: those of `figcaption`, and those that are named for one."""

from __future__ import annotations

import re
from typing import Final

from newsparse.formats.html.walk import Flag, Page

__all__ = ["holds_caption", "is_named_caption"]

_NAME: Final = re.compile(
    r"(?:(?<![A-Za-z])(?:caption|cutline|img[-_]?desc(?:r|ription)?)|Caption|Cutline)(?:[-_]?[Tt]ext)?(?![a-z])"
)
_PARTS: Final = ("aption", "utline", "desc")
_LONGEST: Final = 400


def is_named_caption(names: str) -> bool:
    """Whether a class or id is that of a caption."""
    return any(part in names for part in _PARTS) and _NAME.search(names) is not None


def holds_caption(page: Page, block: int) -> bool:
    """Whether a block is a caption, by the element that it stands in or its class, or by that of the box around it."""
    place = page.places[block]
    if page.container_flags[place] & Flag.CAPTION:
        return True
    names, parent = page.container_tokens, page.container_parents[place]
    named = is_named_caption(names[place]) or (parent >= 0 and is_named_caption(names[parent]))
    return named and len(page.texts[block]) < _LONGEST
