"""Times as the bodies of the sources write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final, TypeAlias
from zoneinfo import ZoneInfo

__all__ = ["DATE_LINES", "Moment", "in_zone", "mail_time", "naive_time"]

Moment: TypeAlias = "tuple[datetime | date, str | None]"
"""When, and the bare local time in words where its zone cannot be told."""

_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_EUROPEAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\s*-\s*(\d{1,2}):(\d{2})", re.ASCII)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:?\d{2})", re.ASCII)
_MAIL = re.compile(
    r"(?:[A-Za-z]{3},?\s+)?(\d{1,2})\s+([A-Za-z]{3})[a-z]*\s+(\d{4})\s+(\d{2}):(\d{2})(?::(\d{2}))?"
    r"\s+(GMT|UTC?|Z|[+-]\d{4})",
    re.ASCII,
)
_NAIVE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?)?", re.ASCII)


def mail_time(text: str) -> datetime | None:
    """A time of the form that mail and feeds use (RFC 5322, section 3.3)."""
    match = _MAIL.fullmatch(text.strip())
    if match is None or match[2].lower() not in _MONTHS:
        return None
    day, _, year, hour, minute, second, zone = match.groups()
    offset = timedelta(0)
    if zone[0] in "+-":
        offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[3:])) * (-1 if zone[0] == "-" else 1)
    try:
        month = _MONTHS.index(match[2].lower()) + 1
        moment = datetime(int(year), month, int(day), int(hour), int(minute), int(second or 0), tzinfo=UTC)
        return moment.replace(tzinfo=timezone(offset))
    except ValueError:
        return None


def _iso_time(text: str) -> datetime | None:
    """A time in ISO 8601 with its offset."""
    match = _ISO.fullmatch(text.strip())
    if match is None:
        return None
    try:
        return datetime.fromisoformat(match[0])
    except ValueError:
        return None


def _european_time(text: str) -> datetime | None:
    """`05/04/2024 - 00:13`, without a zone."""
    match = _EUROPEAN.fullmatch(text.strip())
    if match is None:
        return None
    day, month, year, hour, minute = map(int, match.groups())
    try:
        return datetime(year, month, day, hour, minute)  # noqa: DTZ001  # the zone is the outlet's, not the text's
    except ValueError:
        return None


DATE_LINES: Final[Mapping[str, Callable[[str], datetime | None]]] = {
    "european": _european_time,
    "iso": _iso_time,
    "mail": mail_time,
}
"""How the first line of a body may give the time, by name."""


def naive_time(text: str) -> Moment | None:
    """A day, or a day and a time without a zone, which is kept in words beside the day."""
    match = _NAIVE.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day, hour, minute, second = match.groups()
    try:
        if hour is None:
            return date(int(year), int(month), int(day)), None
        moment = datetime(int(year), int(month), int(day), int(hour), int(minute), int(second or 0))  # noqa: DTZ001
    except ValueError:
        return None
    return moment.date(), moment.isoformat()


def in_zone(local: datetime, zone: str, captured: datetime | None) -> Moment:
    """A local time with the offset it had.

    Of the hour that is repeated when daylight saving time ends, the capture tells which it was, if it came less than
    an hour after; else only the day is certain.

    Args:
        local: The time without a zone.
        zone: A name of the IANA database.
        captured: When the article was fetched: always after it was published.
    """
    first = local.replace(tzinfo=ZoneInfo(zone))
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return first, None
    for moment in (second, first):
        if captured is not None and timedelta(0) <= captured - moment.astimezone(UTC) < timedelta(hours=1):
            return moment, None
    return local.date(), local.isoformat()
