"""How moments and texts are shown to people, in files and in terminals alike."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime

__all__ = ["columns", "readable"]


def readable(moment: datetime | date) -> str:
    """A moment to the minute with its zone, or a day, in the order of ISO 8601."""
    return moment.isoformat(" ", "minutes") if isinstance(moment, datetime) else moment.isoformat()


def columns(text: str) -> int:
    """How many cells of a terminal a text takes: letters of East Asia two, marks above others none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )
