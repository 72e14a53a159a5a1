"""Captions of pictures on pages: what is the caption, and who is to be credited, told apart by elements or by words."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any, Final

from newsparse.blocks.pictures import Caption, read_caption
from newsparse.blocks.text import squeeze

__all__ = ["HIDDEN_LABEL", "caption_and_credit"]

HIDDEN_LABEL: Final = re.compile(
    r"(?<![\w-])(?:(?:u-)?visually-?hidden|sr-only|screen-?reader(?:-text|-only)?|show-for-sr)(?![\w-])"
)
"""Classes of words that only screen readers say, such as "Image caption"."""
_WORD: Final = (
    r"(?:photo|photograph|photographer|foto|fotograf|fotografie|image|bild|picture|pic|video|credit|copyright|quelle"
    r"|source|imagen|crédit|写真|图|圖|사진)s?"
)
_LABEL: Final = rf"(?:{_WORD}\s+{_WORD}|{_WORD})(?:\s(?:by|von|courtesy of))?\s*[:：]|©|\(c\)"
_BY: Final = r"(?:photo|photograph|image|picture|video)s?\s(?:by|courtesy\sof)(?=\s)"
# A label with its colon may follow words where it has a capital, "photo by" only the end of a sentence or a bracket.
_AT_THE_END: Final = re.compile(
    rf"(?:(?:(?:^|[(\[|;,/–—.!?”\"»-])\s*|\s+(?=[A-ZÀ-Þ写图圖사]))(?i:{_LABEL})"
    rf"|(?:^|[(\[|–—.!?”\"»]\s*)(?i:{_BY}))\s*(?P<credit>[^()\[\]]{{2,120}}?)\s*[)\]]?\s*$"
)
_AT_THE_START: Final = re.compile(rf"^(?:{_LABEL}|{_BY})\s*", re.IGNORECASE)
_NEAR_END: Final = 200
_ENDS: Final = frozenset('.!?”"»')
_HIDDEN_CREDIT: Final = re.compile(r"^(?:(?:image|photo|picture)\s)?(?:source|credit)s?\W*$", re.IGNORECASE)
_BRACKETS: Final = ("()", "[]")
_MOST_PARTS: Final = 200
_MOST_TEXTS: Final = 20


def caption_and_credit(holder: Any) -> Caption:
    """The caption and the credit in a `figcaption` or what stands for one; the credit without labels and brackets.

    What only screen readers say is no part of them, but may tell where in the figure the credit stands.
    """
    labels = {part for part in holder.iter() if _is_hidden(part)}
    caption, credit = read_caption(holder, skip=labels)
    if caption and not credit and (found := _AT_THE_END.search(caption[-_NEAR_END:])):
        rest = caption[: len(caption) - len(found[0])] + (found[0][0] if found[0][0] in _ENDS else "")
        caption, credit = rest.strip() or None, found["credit"].strip()
    if not credit:
        credit = _labelled_credit(holder)
    return caption, _name_in(credit) if credit else None


def _is_hidden(part: Any) -> bool:
    names = part.get("class", "") if isinstance(part.tag, str) else ""
    return HIDDEN_LABEL.search(names) is not None


def _labelled_credit(holder: Any) -> str | None:
    """What follows a hidden label such as "Image source" in the figure around a caption."""
    figure = next(holder.iterancestors("figure"), holder)
    for at, part in enumerate(figure.iter("span", "p", "div", "small")):
        if at == _MOST_PARTS:
            break
        if _is_hidden(part) and _HIDDEN_CREDIT.match(squeeze(part.text or "")):
            around = part.getparent()
            said = "".join(islice(around.itertext(), _MOST_TEXTS)).partition(part.text)[2]
            return squeeze(said) or None
    return None


def _name_in(credit: str) -> str | None:
    """A credit without brackets around it and a label before it."""
    for opening, closing in _BRACKETS:
        if credit.startswith(opening) and credit.endswith(closing) and credit.count(opening) == 1:
            credit = credit[1:-1].strip()
    return _AT_THE_START.sub("", credit).strip() or None
