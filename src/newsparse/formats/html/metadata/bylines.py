"""The text of a byline, with a mark between what its markup keeps apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import attrs
from lxml import etree

from newsparse.formats.html.credits import HIDDEN_LABEL
from newsparse.formats.html.metadata.text import INLINE, SILENT, line, node_text

__all__ = ["byline_text", "is_hidden"]

_BAR = " | "
# A longer text is no list of names, and what stands in its elements is anything.
_LONGEST = 120
_MARKS = frozenset(",:;/&+([|•·-–—'’\"“”„!?")
# Elements that hold one part of a person's name.
_PART_OF_NAME = re.compile("first|given|last|family|surname|prenom|vorname|nachname|apellido")


@attrs.define
class _Gap:
    """What stands between two pieces of text: ends and beginnings of elements, and white space."""

    block: bool = False
    ended: bool = False
    began: bool = False
    space: bool = False
    in_name: bool = False

    def pass_by(self, element: Any, *, begins: bool) -> None:
        if element.tag not in INLINE:
            self.block = True
        elif begins:
            self.began = True
            self.in_name = self.in_name or bool(_PART_OF_NAME.search((element.get("class") or "").lower()))
        else:
            self.ended = True


def is_hidden(element: Any) -> bool:
    """Whether an element is shown to screen readers alone, as the labels of a byline are."""
    return bool(HIDDEN_LABEL.search((element.get("class") or "").lower()))


def byline_text(element: Any) -> str:
    """The visible text of a byline on one line, with a bar between names and jobs in elements of their own.

    Where nothing of it is visible, its whole text.
    """
    if not len(element):
        return line(element.text or "")
    text = last = ""
    for piece, gap in _pieces(element):
        text += _between(last, piece, gap) + piece if last else piece
        last = piece
        if len(text) > _LONGEST:
            return node_text(element)
    return line(text) or node_text(element)


def _pieces(element: Any) -> Iterator[tuple[str, _Gap]]:
    """The pieces of text in an element, each with what stands before it."""
    gap = _Gap()
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        begins = event == "start"
        if begins and node is not element and (node.tag in SILENT or is_hidden(node)):
            walk.skip_subtree()
            continue
        gap.pass_by(node, begins=begins)
        raw = (node.text if begins else node.tail if node is not element else "") or ""
        piece = line(raw)
        gap.space = gap.space or raw[:1].isspace()
        if piece:
            yield piece, gap
            gap = _Gap(space=raw[-1].isspace())


def _between(left: str, right: str, gap: _Gap) -> str:
    """What to put between two pieces of text: a bar where they are two things, else a space or nothing."""
    plain = " " if gap.space or gap.block or gap.in_name else ""
    if gap.in_name or left[-1] in _MARKS or right[0] in _MARKS or right[0] in ".)]":
        return plain
    left_words, right_words = _words(left), _words(right)
    in_two = gap.ended and gap.began
    if gap.block or (in_two and not gap.space):
        return _BAR if left_words > 1 or right_words > 1 else " "
    if in_two:
        return _BAR if left_words > 1 and right_words > 1 else " "
    is_glued = not gap.space and len(left) > 1 and not right[0].islower()
    return _BAR if is_glued and max(left_words, right_words) > 1 else plain


def _words(text: str) -> int:
    """How many words a text has; a name in a script without spaces and cases counts for two."""
    return len(text.split()) if text.isascii() or text.lower() != text.upper() else 2
