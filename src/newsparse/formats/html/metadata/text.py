"""Text as metadata holds it: one line, decoded, without what no text may hold."""

from __future__ import annotations

import html
import re
from typing import Any

from lxml import etree

_REFUSED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u200b\u200e\u200f\ufeff\u00ad]")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_ENTITY = re.compile(r"&(?:#?\w{1,30});")
_NO_WORD = bytes(code for code in range(128) if not chr(code).isalnum())

LONGEST = 10_000
"""Characters of a metadata value that are looked at; what is longer is no title, name or date."""


def line(value: str) -> str:
    """One line of clean text: entities decoded (twice-encoded ones too), tags and controls gone."""
    value = value[:LONGEST]
    for _ in range(2):
        if "&" not in value or not _ENTITY.search(value):
            break
        value = html.unescape(value)
    if "<" in value:
        value = _TAG.sub(" ", value)
    # What is refused is not printable, and most texts are: a test much cheaper than the replacement.
    if not value.isprintable():
        value = _REFUSED.sub("", value)
    return " ".join(value.split())


_PARAGRAPH_END = re.compile(r"</?(?:p|br|div|li|h[1-6]|blockquote|tr)\b[^<>]{0,500}>", re.IGNORECASE)


def paragraphs(value: str) -> str:
    """A text that may hold HTML as plain paragraphs, one a line."""
    if "&lt;" in value and "<" not in value:
        value = html.unescape(value)
    value = _TAG.sub(" ", _PARAGRAPH_END.sub("\n", value)) if "<" in value else value
    value = html.unescape(value).replace("\r", "\n")
    lines = _REFUSED.sub("", value).replace("\xa0", " ").split("\n")
    return "\n".join(stripped for line in lines if (stripped := line.strip()))


def fold(value: str) -> str:
    """What is left of a text when case, spacing, quotation marks and punctuation do not count."""
    if value.isascii():
        return value.encode().translate(None, _NO_WORD).decode().lower()
    return "".join(filter(str.isalnum, value)).casefold()


INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd mark q ruby s samp small span strong sub sup"
    " time tt u var wbr".split()
)
"""Elements that part no words."""
SILENT = frozenset("script style noscript template svg button select".split())
"""Elements whose text is no part of the page's."""


def _is_another(span: Any, before: str) -> bool:
    """Whether a `span` begins another text than that of the element right before it: `<i>Opinion</i><span>Boats`."""
    previous = span.getprevious()
    if previous is None or previous.tail or previous.get("class") == span.get("class"):
        return False
    return len(before) > 1 and not before[-1].isupper() and next(span.itertext(), "")[:1].isupper()


def node_text(element: Any, longest: int = LONGEST) -> str:
    """The visible text of an element on one line; block elements and `br` part words."""
    if not len(element):
        return line(element.text or "")
    pieces: list[str] = []
    length = 0
    last = ""
    silent: Any = None
    for event, node in etree.iterwalk(element, events=("start", "end")):
        opening = event == "start"
        if silent is None and opening:
            if node.tag in SILENT and node is not element:
                silent = node
                continue
            parted = node.tag not in INLINE or (node.tag == "span" and _is_another(node, last))
            pieces.append(f" {node.text or ''}" if parted else node.text or "")
            length += len(pieces[-1])
        elif not opening and silent in {None, node} and node is not element:
            silent = None
            pieces.append((node.tail or "") if node.tag in INLINE else f" {node.tail or ''}")
            length += len(pieces[-1])
        last = (pieces[-1] if pieces else "") or last
        if length > longest:
            break
    return line("".join(pieces))
