"""The parts of a page that metadata is read from, gathered in one pass over the tree."""

from __future__ import annotations

from typing import Any

from newsparse.formats.html.metadata.page import Page
from newsparse.formats.html.metadata.text import line
from newsparse.formats.html.walk import WalkedPage

__all__ = ["collect"]

_TAGS = ("meta", "link", "script", "title", "h1", "time", "base", "img", "amp-img")
# A longer one is put before each relative address of a page for nothing.
_LONGEST_BASE = 2000
_MOST_VALUES = 200


def collect(root: Any, url: str | None, walked: WalkedPage, markup: bytes) -> Page:
    """Gather a page's parts in one pass over the elements that can hold them."""
    found: dict[str, list[Any]] = {tag: [] for tag in _TAGS}
    images: list[tuple[Any, bool]] = []
    for element in root.iter(*_TAGS):
        if element.tag in ("img", "amp-img"):
            images.append((element, bool(found["h1"])))
        else:
            found[element.tag].append(element)
    meta: dict[str, list[str]] = {}
    for element in found["meta"]:
        _add_meta(element, meta)
    links: dict[str, list[str]] = {}
    for element in found["link"]:
        if (relation := element.get("rel")) and (address := element.get("href")):
            links.setdefault(relation.lower(), []).append(address)
    # An <svg> has titles too.
    titles = (line(element.text or "") for element in found["title"] if _is_page_title(element))
    bases = (element.get("href") for element in found["base"])
    return Page(
        root,
        url,
        meta,
        links,
        found["h1"],
        found["time"],
        images,
        next(filter(None, titles), ""),
        [
            element.text
            for element in found["script"]
            if "ld+json" in (element.get("type") or "").lower() and element.text
        ],
        next((base for base in bases if base and len(base) <= _LONGEST_BASE), ""),
        walked,
        markup,
    )


def _is_page_title(element: Any) -> bool:
    parent = element.getparent()
    return parent is None or parent.tag in {"head", "html", "body"}


def _add_meta(element: Any, meta: dict[str, list[str]]) -> None:
    content = element.get("content")
    if not content:
        return
    for attribute in ("property", "name", "itemprop", "http-equiv"):
        if key := element.get(attribute):
            for word in key.lower().split() if attribute == "property" else (key.strip().lower(),):
                values = meta.setdefault(f"itemprop:{word}" if attribute == "itemprop" else word, [])
                if content not in values and len(values) < _MOST_VALUES:
                    values.append(content)
