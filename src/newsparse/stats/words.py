"""Numbers, dates and names as people read them; the same words in the text and in the page."""

from __future__ import annotations

from datetime import date
from typing import Final

from newsparse.stats.measure import LENGTH_BOUNDS, Statistics

__all__ = [
    "FIELD_NAMES",
    "class_name",
    "headline",
    "language_name",
    "month_name",
    "number",
    "plural",
    "share",
    "shortened",
    "span",
]

FIELD_NAMES: Final = {
    "title": "title",
    "text": "text",
    "url": "address",
    "published": "date of publication",
    "modified": "date of change",
    "authors": "authors",
    "language": "language",
    "publisher": "publisher",
    "summary": "summary",
    "image": "lead image",
    "section": "section",
    "keywords": "keywords",
}

_ADDRESS: Final = 120
_MONTHS: Final = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_LANGUAGES: Final = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German",
    "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish",
    "fr": "French", "ha": "Hausa", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian",
    "id": "Indonesian", "it": "Italian", "ja": "Japanese", "km": "Khmer", "ko": "Korean", "lt": "Lithuanian",
    "lv": "Latvian", "ms": "Malay", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovene", "sr": "Serbian", "sv": "Swedish",
    "sw": "Swahili", "ta": "Tamil", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def number(value: int) -> str:
    """`12,345`."""
    return f"{value:,}"


def share(part: int, whole: int) -> str:
    """`12.3 %`; never 0 or 100 where that is not so."""
    if not whole or part in (0, whole):
        return "0 %" if part == 0 else "100 %"
    percent = 100 * part / whole
    if percent < 0.1:
        return "< 0.1 %"
    return "> 99.9 %" if percent > 99.9 else f"{percent:.1f} %"


def span(first: date | None, last: date | None) -> str:
    """The days from one to the other."""
    if first is None or last is None:
        return "no dates"
    return first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"


def month_name(period: str) -> str:
    """`2024-03` as `Mar 2024`; a year as it is."""
    year, _, month = period.partition("-")
    return f"{_MONTHS[int(month) - 1]} {year}" if month else year


def language_name(tag: str | None) -> str:
    """The English name of a language tag where it is common, with the tag."""
    if tag is None:
        return "unknown"
    name = _LANGUAGES.get(tag.partition("-")[0])
    return f"{name} ({tag})" if name else tag


def shortened(address: str) -> str:
    """An address that takes a line or two: of a longer one the beginning and the end."""
    return address if len(address) <= _ADDRESS else f"{address[: _ADDRESS - 31]}…{address[-30:]}"


def class_name(at: int) -> str:
    """The lengths of a class of `Lengths.classes`, such as `200–299`."""
    if at == 0:
        return "0"
    if at == len(LENGTH_BOUNDS):
        return f"{number(LENGTH_BOUNDS[-1])} or more"
    low, high = LENGTH_BOUNDS[at - 1], LENGTH_BOUNDS[at] - 1
    return f"{number(low)}–{number(high)}"


def headline(statistics: Statistics) -> str:
    """One sentence that says what the archive is."""
    articles = _count(statistics.articles, "article")
    publishers = _count(len(statistics.publishers), "publisher")
    known = len([tag for tag in statistics.languages if tag])
    languages = f" in {_count(known, 'language')}" if known else ""
    when = f", {span(statistics.first, statistics.last)}" if statistics.first else ""
    return f"{articles} of {publishers}{languages}{when}"


def _count(value: int, noun: str) -> str:
    return f"{number(value)} {plural(value, noun)}"


def plural(value: int, noun: str) -> str:
    """The noun as it stands after the number."""
    return noun if value == 1 else f"{noun}s"
