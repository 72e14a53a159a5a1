"""The story where scripts take it from, for pages whose visible text is poor: `articleBody`, `noscript`, state objects.

Frameworks put what they draw into a script: `__NEXT_DATA__`, `__NUXT_DATA__`, `window.__STATE__ = {...}`.
Their shapes differ from site to site, but the story is always the most prose under one path.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from newsparse.blocks import clean_text, read_blocks
from newsparse.content import Block, Paragraph
from newsparse.formats.html.extract.lengths import length_of
from newsparse.formats.html.walk import Node, WalkedPage
from newsparse.limits import Limits
from newsparse.markup import parse_html

__all__ = ["blocks_of_text", "noscript_story", "state_blocks"]

_LEAST_SCRIPT: Final = 500
# Letters that a string of prose has, and that a story made of such strings has.
_LEAST_STRING: Final = 80
_LEAST_STORY: Final = 400
_OBJECT: Final = re.compile(
    r"^\s*(?:(?:var|let|const)\s+|window\s*\.\s*|self\s*\.\s*)?[\w$.\[\]\"']{1,80}\s*=\s*(?=[{\[\"'])"
)
_MARKUP: Final = re.compile(r"<(?:p|div|br|h[1-6]|ul|section|article)\b[^<>]{0,500}>", re.IGNORECASE)
_SPACES: Final = re.compile(r"\n\s*\n|\n")

Path = tuple[str, ...]


def blocks_of_text(text: str, *, base_url: str | None, limits: Limits) -> tuple[Block, ...]:
    """Blocks of a story that stands as a string: markup, or text with a paragraph a line."""
    if _MARKUP.search(text):
        return read_blocks(parse_html(text, limits=limits), base_url=base_url)
    lines = (clean_text(line).strip() for line in _SPACES.split(text))
    return tuple(Paragraph(line) for line in lines if line)


def noscript_story(page: WalkedPage, *, base_url: str | None) -> tuple[Node, tuple[Block, ...]] | None:
    """The `noscript` with most text, and its blocks; `None` where none holds as much as a story."""
    elements = [node for _, node, reason in page.skipped if reason == "noscript"]
    largest = max(elements, key=_length, default=None)
    if largest is None or _length(largest) < _LEAST_STORY:
        return None
    shown = copy.deepcopy(largest)
    shown.tag, shown.tail = "div", None
    return largest, read_blocks(shown, base_url=base_url)


def _length(node: Node) -> int:
    return sum(len(text.strip()) for text in node.itertext())


def state_blocks(root: Node, *, base_url: str | None, limits: Limits) -> tuple[Block, ...]:
    """The story out of the state objects in a page's scripts; empty where there is none."""
    best: list[str] = []
    for data in _objects(root):
        story = _story(data)
        if _prose(story) > _prose(best):
            best = story
    if _prose(best) < _LEAST_STORY:
        return ()
    blocks: list[Block] = []
    for text in best:
        blocks.extend(blocks_of_text(text, base_url=base_url, limits=limits))
    return tuple(blocks)


def _objects(root: Node) -> Iterator[Any]:
    """The JSON in the page's scripts, metadata aside."""
    decoder = json.JSONDecoder(strict=False)
    for script in root.iter("script"):
        text = script.text
        kind = (script.get("type") or "").lower()
        if not text or len(text) < _LEAST_SCRIPT or "ld+json" in kind:
            continue
        start = 0
        if "json" not in kind:
            head = _OBJECT.match(text)
            if head is None:
                continue
            start = head.end()
        try:
            data, _ = decoder.raw_decode(text, start + len(text[start:]) - len(text[start:].lstrip()))
        except (ValueError, RecursionError):
            continue
        yield data


def _story(data: Any) -> list[str]:
    """All texts under the path that has most prose, in order.

    Numbers of lists do not count as part of a path, so that the paragraphs of a list belong together; short ones too.
    """
    found: dict[Path, dict[str, None]] = {}
    waiting: list[tuple[Path, Any]] = [((), data)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, str):
            if value.strip() and not _is_for_programs(value):
                found.setdefault(path, {})[value] = None
        elif isinstance(value, dict):
            # Keys by which things are filed are no part of the shape.
            waiting.extend(((*path[-8:], key), inner) for key, inner in reversed(value.items()))
        elif isinstance(value, list):
            waiting.extend((path, inner) for inner in reversed(value))
    best = max(found.values(), key=_prose, default={})
    return list(best) if _prose(best) else []


def _prose(texts: Iterable[str]) -> int:
    """How long the prose among some texts is."""
    lengths = [length_of(text) for text in texts if _is_spaced(text)]
    return sum([length for length in lengths if length >= _LEAST_STRING])


def _is_for_programs(text: str) -> bool:
    head = text[:400]
    return head.lstrip()[:1] in {"{", "["} or "function(" in head or head.startswith(("http", "data:", "/"))


def _is_spaced(text: str) -> bool:
    head = text[:400]
    return head.count(" ") * 12 > len(head) or not head.isascii()
