"""Parts of a page that were sent behind the rest of it, put where a script puts them.

React sends what takes long to make after the page, in hidden boxes that have the number of a template in it: `S:1` goes
where `B:1` or `P:1` stands (react-dom, since version 18; `$RC` and `$RS` in such pages). What a browser shows in the
meantime stands behind the template and stays; hardly ever is it text.
"""

from __future__ import annotations

from itertools import islice
from typing import Any, Final

__all__ = ["put_in_place"]

_PART: Final = "S:"
_PLACES: Final = ("B:", "P:")
_SIGN: Final = b'id="S:'
_MOST_PARTS: Final = 1000
# Real ones stand three deep; without an end a page of a few megabytes would become a million levels deep.
_MOST_NESTED: Final = 8


def put_in_place(root: Any, markup: bytes) -> None:
    """Move each part of a page to its template.

    Args:
        root: The `html` element.
        markup: The bytes that it was parsed from: a search there spares most pages one through the tree.
    """
    if _SIGN not in markup:
        return
    templates = {name: template for template in root.iter("template") if (name := template.get("id") or "")}
    parts = (element for element in list(root.iter("*")) if (element.get("id") or "").startswith(_PART))
    # Of each part, how many stand in each other in it, itself included.
    nested = dict.fromkeys(islice(parts, _MOST_PARTS), 1)
    for part in nested:
        number = part.get("id").removeprefix(_PART)
        template = next((templates[place + number] for place in _PLACES if place + number in templates), None)
        around = [] if template is None else [up for up in template.iterancestors() if up in nested]
        if template is not None and part not in around and len(around) + nested[part] <= _MOST_NESTED:
            for levels, outer in enumerate(around, start=1):
                nested[outer] = max(nested[outer], levels + nested[part])
            _move(part, template)


def _move(part: Any, template: Any) -> None:
    """Put a part right behind its template, before what follows that."""
    part.attrib.pop("hidden", None)
    _leave_tail(part)
    part.tail, template.tail = template.tail, None
    template.addnext(part)


def _leave_tail(part: Any) -> None:
    """Make what follows an element the text of what stands before it, so that it does not move along."""
    previous = part.getprevious()
    if previous is not None:
        previous.tail = (previous.tail or "") + (part.tail or "")
    else:
        parent = part.getparent()
        parent.text = (parent.text or "") + (part.tail or "")
