"""Dates and times as pages write them for machines, in sloppy forms; and the time of day behind any date."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TypeAlias

from newsparse.formats.html.metadata.months import month_number

Moment: TypeAlias = datetime | date
"""An aware `datetime`, a naive one where no zone was said, or a `date` where no time was."""

_ISO = re.compile(
    r"(?P<year>\d{4})(?P<sep>[-/.]?)(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})"
    r"(?:(?:T|\s|_|,|-){1,3}(?P<clock>\d.*))?",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})\s?[:.hH]\s?(?P<minute>\d{2})(?:\s?[:.]\s?(?P<second>\d{2}))?(?:[.,:]\d{1,9})?"
    r"(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?",
    re.IGNORECASE,
)
_PACKED_CLOCK = re.compile(r"(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?")
_OFFSET = (re.compile(r"\s*(?:\(?(?:UTC|GMT)\s?)?(?P<sign>[+\-−])\s?(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?\b"),)
# In text for people `10:00 - 5 comments` and `10:00-12:00` say no zone: there it has four digits, or stands apart.
_OFFSET_SAID = tuple(
    re.compile(pattern)
    for pattern in (
        r"\s*\(?(?:UTC|GMT)\s?(?P<sign>[+\-−])\s?(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?\b",
        r"\s*(?P<sign>\+)(?P<hours>\d{2}):?(?P<minutes>[034][05])\b",
        r"\s*(?P<sign>[\-−])(?P<hours>\d{2})(?P<minutes>[034][05])\b",
        r"\s+(?P<sign>[\-−])(?P<hours>\d{2}):(?P<minutes>[034][05])\b",
    )
)
_ZONE_WORD = re.compile(r"\s*,?\s*\(?(?P<word>Z|[A-Z]{2,5})\b")
_RFC = re.compile(
    r"(?:[A-Za-z]{3,9}\.?,?\s+)?(?P<day>\d{1,2})[\s-](?P<month>[A-Za-z]{3,9})\.?,?[\s-](?P<year>\d{4}),?\s+(?P<clock>\d.*)"
)
_JS = re.compile(
    r"[A-Za-z]{3}\s+(?P<month>[A-Za-z]{3})\s+(?P<day>\d{1,2})\s+"
    r"(?:(?P<year>\d{4})\s+(?P<clock>\d.*)|(?P<clock2>\d\d:\d\d:\d\d.*)\s(?P<year2>\d{4}))"
)
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?(?:\.\d+)?")

# Only abbreviations that mean one offset wherever they are used; IST, CST, BST and AST do not.
_ZONES = {
    "Z": 0, "UTC": 0, "GMT": 0, "UT": 0, "WET": 0, "WEST": 60, "CET": 60, "CEST": 120, "MEZ": 60, "MESZ": 120,
    "EET": 120, "EEST": 180, "MSK": 180, "EST": -300, "EDT": -240, "CDT": -300, "MST": -420, "MDT": -360,
    "PST": -480, "PDT": -420, "JST": 540, "KST": 540, "SAST": 120, "AEST": 600, "AEDT": 660, "NZST": 720,
    "NZDT": 780, "WIB": 420, "HKT": 480, "SGT": 480, "PKT": 300, "EAT": 180, "CAT": 120, "WAT": 60, "TRT": 180,
}  # fmt: skip
# Names of a zone's time in both halves of the year.
_PLACES = {"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles"}
_EARLIEST_YEAR, _LATEST_YEAR = 1800, 2100


def day_of(moment: Moment) -> date:
    """The day of a moment, in its own zone."""
    return moment.date() if isinstance(moment, datetime) else moment


def zone(minutes: int) -> timezone:
    """A fixed offset from UTC."""
    return timezone(timedelta(minutes=minutes)) if minutes else UTC


def parse_machine(text: str) -> Moment | None:
    """Read a date meant for machines: ISO 8601 in its sloppy forms, RFC 2822, JavaScript, epochs.

    Args:
        text: The value of an attribute or of a JSON member.

    Returns:
        An aware datetime where a zone is said, a naive one where only a time is, else a date;
        `None` where it is none of these forms.
    """
    text = text.strip().strip("\"'").strip()[:100]
    if _EPOCH.fullmatch(text):
        return _epoch(text)
    if found := _ISO.match(text):
        return _combine(found["year"], int(found["month"]), found["day"], found["clock"])
    if found := _RFC.match(text):
        month = month_number(found["month"])
        return _combine(found["year"], month, found["day"], found["clock"])
    if found := _JS.match(text):
        month = month_number(found["month"])
        return _combine(found["year"] or found["year2"], month, found["day"], found["clock"] or found["clock2"])
    return None


def _epoch(text: str) -> datetime:
    seconds = float(text)
    if seconds > 1e11:
        seconds /= 1000
    return datetime.fromtimestamp(seconds, UTC)


def day_in(year: str | int, month: int | None, day: str | int) -> date | None:
    """The day, if there is one, in the years that articles may be of."""
    number = int(year)
    if month is None or not _EARLIEST_YEAR <= number <= _LATEST_YEAR:
        return None
    try:
        return date(number, month, int(day))
    except ValueError:
        return None


def _combine(year: str, month: int | None, day: str, clock: str | None) -> Moment | None:
    when = day_in(year, month, day)
    if when is None or not clock:
        return when
    return with_clock(when, clock)


def with_clock(when: date, clock: str, *, said: bool = False) -> Moment:
    """The day at the time of day that a text begins with, with its zone if it says one.

    Args:
        when: The day.
        clock: The text.
        said: Whether it is text for people, who write more than zones behind a time.
    """
    found = _CLOCK.match(clock) or _PACKED_CLOCK.match(clock)
    if found is None:
        return when
    hour, half = int(found["hour"]), found.groupdict().get("half")
    if half and hour <= 12:
        hour = hour % 12 + (12 if half in "pP" else 0)
    try:
        moment = datetime(when.year, when.month, when.day, hour, int(found["minute"]), int(found["second"] or 0))  # noqa: DTZ001 -- naive until a zone is known
    except ValueError:
        return when
    offset = _offset(clock[found.end() :], _OFFSET_SAID if said else _OFFSET, moment)
    return moment if offset is None else moment.replace(tzinfo=offset)


def _offset(rest: str, patterns: tuple[re.Pattern[str], ...], moment: datetime) -> timezone | None:
    found = next(filter(None, (pattern.match(rest) for pattern in patterns)), None)
    if found:
        minutes = int(found["hours"]) * 60 + int(found["minutes"] or 0)
        if minutes <= 14 * 60:
            return zone(minutes if found["sign"] == "+" else -minutes)
        return None
    found = _ZONE_WORD.match(rest)
    if found and found["word"] in _ZONES:
        return zone(_ZONES[found["word"]])
    return _offset_in(_PLACES[found["word"]], moment) if found and found["word"] in _PLACES else None


def _offset_in(place: str, moment: datetime) -> timezone:
    from zoneinfo import ZoneInfo

    offset = ZoneInfo(place).utcoffset(moment)
    assert offset is not None  # it gives one for every moment
    return zone(offset // timedelta(minutes=1))
