"""Days and years of other calendars than the Gregorian."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

__all__ = ["from_persian", "year_of_era"]

# Years before the first of each era, in the Gregorian calendar.
_ERAS: Final = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
_LONG_MONTHS: Final = 6
_CYCLE: Final = 33
# The first of Farvardin of the year 1309, with which a cycle of 33 years begins, 8 of them leap.
_FIRST: Final = date(1930, 3, 21)
_FIRST_YEAR: Final = 1309
_LEAP: Final = frozenset({0, 4, 8, 12, 16, 20, 24, 28})


def year_of_era(year: str, era: str | None) -> int | None:
    """The Gregorian year for one of a Japanese era or of the Republic of China.

    Args:
        year: Its number in digits, or the sign for the first.
        era: The era's name; `None` for a year that is written in full.
    """
    if era is None:
        return int(year) if year != "元" and len(year) == 4 else None
    return _ERAS[era] + (1 if year == "元" else int(year))


def from_persian(year: int, month: int | None, day: int) -> date | None:
    """The Gregorian day of one of the solar Hijri calendar of Iran, in years from 1309 on; `None` for no day.

    Leap years come in cycles of 33 years: the first, and every fourth after it up to the 29th, as they have come or
    are announced from 1309 to 1408.
    """
    if month is None or not 1 <= month <= 12 or year < _FIRST_YEAR:
        return None
    longest = 31 if month <= _LONG_MONTHS else 30 if month < 12 or _is_leap(year) else 29
    if not 1 <= day <= longest:
        return None
    years = sum(366 if _is_leap(past) else 365 for past in range(_FIRST_YEAR, year))
    months = (month - 1) * 31 - max(0, month - 1 - _LONG_MONTHS)
    return _FIRST + timedelta(days=years + months + day - 1)


def _is_leap(year: int) -> bool:
    return (year - _FIRST_YEAR) % _CYCLE in _LEAP
