"""The tree of a body, made ready for reading by an outlet's rules."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from lxml.etree import XPath, _Element

from newsparse.formats.rfi.outlets import Outlet
from newsparse.markup import parse_html

if TYPE_CHECKING:
    from newsparse.limits import Limits

__all__ = ["find", "find_text", "parse_body", "prepare"]

# What each attribute of a tag begins with on its own line in the page, and run into the name in the file.
_RUN_TOGETHER = re.compile(
    rb"<(video-player|picture|section|source|figure|button|iframe|video|span|time|div|img|svg)"
    rb"(?=[a-z@:][a-z0-9:.@-]*=[\"'])"
)
_FOOTER: Final = "获取更多RSS".encode()
_FOOTER_PATH: Final = "//div[starts-with(normalize-space(text()), '获取更多RSS')]"


@cache
def _compiled(path: str) -> XPath:
    """Kept, since the same few are used for every file; a compiled path holds nothing of a tree."""
    return XPath(path)


def find(root: _Element, path: str) -> list[_Element]:
    """The elements that a path leads to, in document order."""
    found = _compiled(path)(root)
    return [item for item in found if isinstance(item, _Element)] if isinstance(found, list) else []


def find_text(root: _Element, path: str) -> str | None:
    """The first text that a path leads to."""
    found = _compiled(path)(root)
    return str(found[0]) if isinstance(found, list) and found else None


def parse_body(body: bytes, outlet: Outlet, *, limits: Limits, name: str | None) -> _Element:
    """The tree of a body; tags are repaired first where the outlet's have run together."""
    if outlet.repair:
        body = _RUN_TOGETHER.sub(rb"<\1 ", body)
    if b"\0" in body:
        body = body.replace(b"\0", b"")
    return parse_html(body, limits=limits, name=name)


def prepare(root: _Element, outlet: Outlet, body: bytes) -> set[_Element]:
    """Rename what is to be read as another element; give what is to be left out."""
    for condition, tag in outlet.rename:
        for element in find(root, f"//*[{condition}]"):
            _rename(element, tag)
    skip = {element for path in outlet.left_out_paths for element in find(root, path)}
    if outlet.left_out:
        for element in find(root, f"//*[{' or '.join(outlet.left_out)}]"):
            skip.add(element)
            before = element.getprevious() if element.tag == "p" else None
            if before is not None and before.tag == "hr":
                skip.add(before)
    if _FOOTER in body:
        for footer in find(root, _FOOTER_PATH):
            skip.update(_with_rule(footer))
    if outlet.end is not None:
        first = find(root, f"(//*[{outlet.end}])[1]")
        if first:
            skip.update(_from_here_on(first[0]))
    return skip


def _rename(element: _Element, tag: str) -> None:
    if tag == "iframe":
        # A player of the site's own has its video's address in an attribute that HTML does not know.
        source = next((source for inner in element.iter() if (source := inner.get("source"))), None)
        if source is not None:
            element.set("src", source)
    element.tag = tag


def _with_rule(footer: _Element) -> list[_Element]:
    """The footer, and the rule and line break that set it off."""
    found = [footer]
    for before in footer.itersiblings(preceding=True):
        if before.tag not in {"hr", "br"} or (before.tail or "").strip():
            break
        found.append(before)
    return found


def _from_here_on(element: _Element) -> list[_Element]:
    """An element and all after it; bare text after it goes with it."""
    found: list[_Element] = [element]
    at: _Element | None = element
    while at is not None:
        at.tail = None
        for sibling in at.itersiblings():
            sibling.tail = None
            found.append(sibling)
        at = at.getparent()
    return found
