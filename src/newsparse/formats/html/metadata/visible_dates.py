"""Dates as pages show them to people, in many languages, calendars and forms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Final, TypeAlias

from newsparse.formats.html.metadata.calendars import from_persian, year_of_era
from newsparse.formats.html.metadata.moments import Moment, day_in, with_clock
from newsparse.formats.html.metadata.months import month_number, persian_month_number

__all__ = ["parse_visible"]

Found: TypeAlias = "re.Match[str]"

_REST: Final = r"(?P<rest>.{0,40})"
_WORD: Final = r"[^\s\d!-/:-@\[-`{-~،]"
_EAST_ASIAN: Final = re.compile(
    r"(?P<era>令和|平成|昭和|民國|民国)?\s?(?P<year>\d{1,4}|元)\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일號号]?"
    + _REST
)
_VIETNAMESE: Final = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})(?:,|\s+năm)?\s+(?P<year>\d{4})(?!\d)" + _REST, re.IGNORECASE
)
_DAY_MONTH: Final = re.compile(
    r"(?<![\d:])(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|ª|°|\.|-|,)?\s{0,2}(?:(?:de|of|di)\s{1,2}|d['’])?"
    rf"(?P<month>(?:{_WORD}{{2,15}}|{_WORD}(?=\.))(?:\.[^\W\d_](?=\.))?)\.?[,،]?\s{{0,2}}(?:/\S{{3,12}}\s)?(?:de|del|of|พ\.ศ\.|-)?\s{{0,2}}"
    r"(?P<year>\d{4})(?!\d)" + _REST
)
_MONTH_DAY: Final = re.compile(
    rf"(?<![^\W\d_])(?P<month>{_WORD}{{3,15}})\.?\s{{1,2}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,2}}"
    r"(?P<year>\d{4})(?!\d)" + _REST
)
_YEAR_MONTH_DAY: Final = re.compile(
    rf"(?<!\d)(?P<year>\d{{4}})\.?(?:\sm\.)?\s{{1,2}}(?P<month>{_WORD}{{3,15}})\.?\s{{1,2}}(?P<day>\d{{1,2}})(?!\d)"
    + _REST
)
_LATVIAN: Final = re.compile(
    rf"(?<!\d)(?P<year>\d{{4}})\.\s?gada\s(?P<day>\d{{1,2}})\.\s?(?P<month>{_WORD}{{3,15}})" + _REST, re.IGNORECASE
)
_NUMERIC: Final = re.compile(
    r"(?<![\d/.\-])(?P<first>\d{1,4})(?P<sep>[./\-]|\.\s)(?P<second>\d{1,2})(?P=sep)(?P<third>\d{4}|\d{1,2})"
    r"(?!\d|[./\-]\d)" + _REST
)
# Months of two words lose their space, to be one word as all others are.
_TWO_WORDS: Final = re.compile("(كانون|تشرين) ال")
# What every form above has: a digit, and a year of four digits, a year sign, or digits parted as in `3/4/19`. Most
# lines have no digit, which is told at a fifth of the cost.
_DIGIT: Final = re.compile(r"\d")
_DATE_LIKE: Final = re.compile(r"\d{4}|\d(?:[./\-]|\.\s)\d|[元\d]\s?年")

# What stands between a day and its time: marks, at most one word, such as the weekday, and "at".
_AT: Final = (
    r"a las|a les|alle ore|alle|at|às|as|à|kell|klockan|klo|kl\.?|o godz\.?|o godzinie|godz\.?|la ora|ore|ora|om|o|ob"
    r"|um|в|о|у|u|v|saat|pukul|στις|lúc|เวลา"
)
_FILLER: Final = re.compile(
    r"[\s,;|•·–—@()\-.،]*(?:[^\W\d_]{1,12}[.)]?[\s,]+)??"
    rf"(?:(?:{_AT})(?!\w)\s?|오전\s?|오후\s?|上午|下午|午前|午後)?[\s,:|•·–—\-]*(?=\d{{1,2}}\s?[:.hH]\s?\d{{2}})",
    re.IGNORECASE,
)
_AFTERNOON: Final = re.compile(r"오후|下午|午後|\d\s?(?:م(?!\w)|مساء|পিএম)")
_HOURS_KANJI: Final = re.compile(r"(\d{1,2})\s?[時时시]\s?(\d{1,2})\s?[分분]")
# A time with its zone, the weekday perhaps behind it, right before a day; one with a dot only where `am` or `pm` tell.
_CLOCK_BEFORE: Final = re.compile(
    r"(?<![\d:.–-])(?P<clock>\d{1,2}(?::\d{2}(?:\s?[ap]\.?m\b\.?)?|\.\d{2}\s?[ap]\.?m\b\.?)(?:\s\(?[A-Z]{1,4}T\b\)?|\s(?:GMT|UTC)\b)?)"
    r"(?:\son)?[\s,|·•–—-]{1,3}(?:[^\W\d_]{2,12}[.,]{0,2}\s)?$",
    re.IGNORECASE,
)
_ZONE_AFTER: Final = re.compile(r"\s\(?(?P<zone>[A-Z]{1,4}T|GMT|UTC)\b")
_LONGEST_CLOCK: Final = 36
_INDIAN: Final = frozenset({"en-in", "hi", "ta", "te", "bn", "mr", "gu", "kn", "ml", "pa"})

_MONTH_FIRST: Final = frozenset({"en", "en-us", "en-ph", "es-us", "fil"})
_FIRST_OF_LAST_CENTURY: Final = 69  # years of two digits, as POSIX reads them
_PERSIAN_YEARS: Final = range(1300, 1500)
_BUDDHIST_YEARS: Final = range(2400, 2700)
_BUDDHIST: Final = 543


def parse_visible(text: str, language: str | None) -> Moment | None:
    """Find the first date written for people in a text.

    Args:
        text: A line of the page, such as `Posted on March 3, 2019 at 5:04 pm`.
        language: The page's language, which decides whether `3/4/2019` is in April or in March, and whether
            `24.3.5` begins with the year.

    Returns:
        An aware datetime where a zone is said, a naive one where only a time is, else a date; `None` where there is
        no date, or where day and month cannot be told apart. Years of the Persian, Buddhist and Minguo calendars and
        of Japanese eras are those of the Gregorian one.
    """
    text = text[:500]
    if not _DIGIT.search(text) or not _DATE_LIKE.search(text):
        return None
    if not text.isascii():
        text = _TWO_WORDS.sub(r"\1ال", text)
    best: tuple[int, Moment] | None = None
    for pattern, read in _FORMS:
        for found in pattern.finditer(text):
            day = read(found, language)
            if day is not None:
                if best is None or found.start() < best[0]:
                    best = (found.start(), _with_time(day, found, language))
                break
    return best[1] if best else None


def _east_asian_day(found: Found, language: str | None) -> date | None:
    year = year_of_era(found["year"], found["era"])
    return None if year is None else _day(year, int(found["month"]), found["day"])


def _named_day(found: Found, language: str | None) -> date | None:
    word, year = found["month"], int(found["year"])
    if year in _PERSIAN_YEARS:
        return from_persian(year, persian_month_number(word), int(found["day"]))
    month = int(word) if word.isdecimal() else month_number(word, language)
    return _day(year, month, found["day"])


def _day(year: int, month: int | None, day: str) -> date | None:
    return day_in(year - _BUDDHIST if year in _BUDDHIST_YEARS else year, month if month and month <= 12 else None, day)


def _numeric_day(found: Found, language: str | None) -> date | None:
    first, second, third = found["first"], found["second"], found["third"]
    if len(first) == 4:
        return _year_first(int(first), int(second), third)
    if len(first) > 2:
        return None
    if len(third) == 2 and (language or "").lower()[:2] == "ko":
        return _year_first(2000 + int(first), int(second), third)
    year = int(third)
    if len(third) == 2:
        year += 2000 if year < _FIRST_OF_LAST_CENTURY else 1900
    one, two = int(first), int(second)
    if one > 12:
        day, month = one, two
    elif two > 12 or (found["sep"] == "/" and (language or "").lower() in _MONTH_FIRST):
        day, month = two, one
    elif found["sep"] != "/" or language:
        day, month = one, two
    else:
        return None
    return _day(year, month, str(day))


def _year_first(year: int, month: int, day: str) -> date | None:
    if len(day) > 2:
        return None
    return from_persian(year, month, int(day)) if year in _PERSIAN_YEARS else _day(year, month, day)


def _with_time(day: date, found: Found, language: str | None) -> Moment:
    """The day with the time of day that follows it, as in `, at 5:04 pm EDT`, or stands right before it."""
    rest = found["rest"]
    if "IST" in rest and (language or "").lower() in _INDIAN:
        rest = rest.replace("IST", "+0530")  # elsewhere it is Israel's or Ireland's time as well
    if hours := _HOURS_KANJI.search(rest[:20]):
        rest = rest[: hours.start()] + f"{hours[1]}:{hours[2].zfill(2)}"
    filler = _FILLER.match(rest)
    if filler is None:
        start = found.start()
        before = _CLOCK_BEFORE.search(found.string[max(0, start - _LONGEST_CLOCK) : start])
        if before is None:
            return day
        zone = _ZONE_AFTER.match(rest)
        return with_clock(day, f"{before['clock']} {zone['zone'] if zone else ''}", said=True)
    moment = with_clock(day, rest[filler.end() :], said=True)
    if isinstance(moment, datetime) and moment.hour < 12 and _AFTERNOON.search(rest):
        moment += timedelta(hours=12)
    return moment


_FORMS: Final[Iterable[tuple[re.Pattern[str], Callable[[Found, str | None], date | None]]]] = (
    (_EAST_ASIAN, _east_asian_day),
    (_VIETNAMESE, _named_day),
    (_DAY_MONTH, _named_day),
    (_MONTH_DAY, _named_day),
    (_YEAR_MONTH_DAY, _named_day),
    (_LATVIAN, _named_day),
    (_NUMERIC, _numeric_day),
)
