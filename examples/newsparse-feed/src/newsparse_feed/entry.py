"""One entry of a feed, whichever kind of feed it stood in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from html import escape
from typing import Any
from urllib.parse import urlsplit

from newsparse import Image

__all__ = ["Entry", "as_url", "line", "lines", "paragraphs", "when"]

_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Entry:
    """An entry: its text as HTML, and what the feed says of it; empty where it says nothing."""

    html: str
    title: str = ""
    url: str | None = None
    published: datetime | date | None = None
    modified: datetime | date | None = None
    authors: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    summary: str = ""
    image: str | None = None
    language: str = ""
    publisher: str = ""

    def known(self) -> dict[str, Any]:
        """The fields of `Article` that the feed knows."""
        fields: dict[str, Any] = {
            "title": self.title,
            "published": self.published,
            "modified": self.modified,
            "authors": self.authors,
            "keywords": self.keywords,
            "summary": self.summary,
            "language": self.language if _LANGUAGE.fullmatch(self.language) else None,
            "publisher": self.publisher,
            "image": None if self.image is None else Image(self.image),
        }
        return {name: value for name, value in fields.items() if value}


def line(value: object) -> str:
    """A text as one clean line; empty for what is no text."""
    return " ".join(_NO_TEXT.sub("", value).split()) if isinstance(value, str) else ""


def lines(values: Iterable[object]) -> tuple[str, ...]:
    """Clean lines, each once, empty ones left out."""
    return tuple(dict.fromkeys(filter(None, map(line, values))))


def as_url(value: object) -> str | None:
    """An address if it is an absolute one of the web."""
    url = line(value)
    try:
        is_of_the_web = urlsplit(url).scheme in ("http", "https")
        return Image(url).url if is_of_the_web else None
    except ValueError:
        return None


def when(value: object) -> datetime | date | None:
    """A moment in RFC 822 or ISO 8601; only the day where no zone is said."""
    text = line(value)
    if _DAY.fullmatch(text):
        return _or_none(date.fromisoformat, text)
    moment = _or_none(datetime.fromisoformat, text) or _or_none(parsedate_to_datetime, text)
    if isinstance(moment, datetime) and moment.tzinfo is None:
        return moment.date()
    return moment


def _or_none(parse: Any, text: str) -> Any:
    try:
        return parse(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def paragraphs(text: str) -> str:
    """Plain text as HTML: blank lines separate paragraphs."""
    parts = (part.strip() for part in re.split(r"\n\s*\n", text))
    return "".join(f"<p>{escape(part)}</p>" for part in parts if part)
