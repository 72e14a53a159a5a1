"""Text as a tree holds it, made into text as blocks may hold it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["CONTROLS", "clean_lines", "clean_text", "squeeze", "words_of"]

CONTROLS: Final = ("button", "select", "textarea", "progress", "meter", "canvas", "dialog")
"""Elements whose words are for those who use a page, not for its readers."""

# What content refuses, and what means a space in markup but a line break in blocks.
_ODD = re.compile("[\x00-\x1f\x7f-\xa0\ud800-\udfff\ufffe\uffff]")
_BREAKING = re.compile("[\t\n\x0b\x0c\r]+")
_REFUSED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

# Numbers that old pages mean in windows-1252, as the HTML standard reads them (13.2.5.84).
_WINDOWS_1252 = {
    code: text
    for code, text in ((code, bytes([code]).decode("cp1252", "ignore")) for code in range(0x80, 0xA0))
    if text
}


def _replacement(match: re.Match[str]) -> str:
    return _WINDOWS_1252.get(ord(match[0]), "")


def clean_text(text: str) -> str:
    """Text without line breaks of the source and without the characters that no block may hold.

    C1 controls become what windows-1252 has in their place; other controls, lone surrogates and
    noncharacters are dropped. Edges and runs of spaces are left to the block's constructor.
    """
    if text.isprintable() or _ODD.search(text) is None:
        return text
    return _REFUSED.sub(_replacement, _BREAKING.sub(" ", text))


def clean_lines(text: str) -> str:
    """`clean_text` for preformatted text: line breaks and tabs stay."""
    return _REFUSED.sub(_replacement, text)


def squeeze(text: str) -> str:
    """Clean text on one line, runs of space as one, edges trimmed."""
    return " ".join(clean_text(text).split())


def words_of(element: _Element) -> str:
    """The words of an element and of all that stands in it, on one line; comments say nothing."""
    return squeeze("".join(map(str, element.itertext())))
