"""Lines above and below a story that say by whom it is and when, which the article's fields say already."""

from __future__ import annotations

from datetime import date
from typing import Final

from newsparse.formats.html.extract.features import Context
from newsparse.formats.html.metadata.moments import day_of
from newsparse.formats.html.metadata.visible_dates import parse_visible

__all__ = ["is_credit_line", "tells_of_author"]

_LONGEST: Final = 100
_LONGEST_DATE: Final = 60
# What stands around the names in a byline, such as "By" or "Von unserer Redakteurin", has at most so many letters.
_AROUND_NAMES: Final = 16
_LONGEST_PORTRAIT: Final = 600


def is_credit_line(text: str, context: Context) -> bool:
    """Whether a line names the article's authors and hardly anything else, or its day and little else."""
    if len(text) > _LONGEST:
        return False
    folded = text.casefold()
    names = [name.casefold() for name in context.authors if name.casefold() in folded]
    for name in names:
        folded = folded.replace(name, " ")
    if names and sum(map(str.isalpha, folded)) <= _AROUND_NAMES:
        return True
    return len(text) <= _LONGEST_DATE and bool(context.days) and _day(text, context.language) in context.days


def tells_of_author(text: str, context: Context) -> bool:
    """Whether a text at the end of an article begins with an author's full name, as in "Ann Other is our editor"."""
    if len(text) > _LONGEST_PORTRAIT:
        return False
    folded = text.lstrip("*–—-•_ ").casefold()
    names = [name.casefold() for name in context.authors if " " in name]
    return any(folded.startswith(name) and not folded.startswith((":", "'s ", "’s "), len(name)) for name in names)


def _day(text: str, language: str | None) -> date | None:
    moment = parse_visible(text, language)
    return None if moment is None else day_of(moment)
