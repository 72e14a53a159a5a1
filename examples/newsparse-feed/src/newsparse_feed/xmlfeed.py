"""RSS and Atom, read by feedparser."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

import feedparser

from newsparse import ReadError
from newsparse_feed.entry import Entry, as_url, line, lines, paragraphs, when

__all__ = ["xml_entries"]

_ROOT_END = re.compile(r"</(?:\w{1,20}:)?(?:rss|feed|RDF)\s{0,20}>", re.IGNORECASE)
_REFERENCE = re.compile(r"&#(?:[xX]0*([0-9a-fA-F]+)|0*([0-9]+));?")
_MOST_DIGITS = 10
_BEYOND = 0x110000
_TAIL = 2000  # characters; comments and white space may follow the root


def xml_entries(text: str, *, url: str | None) -> Iterator[Entry]:
    """The entries of an RSS or Atom feed.

    Args:
        text: The feed, decoded.
        url: The address it came from; relative links resolve against it.

    Raises:
        ReadError: It is neither; or, after the last entry, it is cut off.
    """
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url or ""}
    # feedparser cleans HTML of what a browser should not run; newsparse never runs it, and knows embeds.
    data = _sound(text).encode("utf-8")
    parsed = feedparser.parse(io.BytesIO(data), response_headers=headers, sanitize_html=False)
    if not parsed.get("version") and not parsed.entries:
        raise ReadError(f"neither RSS nor Atom: {parsed.get('bozo_exception', 'no such root element')}")
    # The one time of an RSS entry is that of its publication, also where it stands in a dc:date.
    is_rss = str(parsed.get("version")).startswith("rss")
    for item in parsed.entries:
        yield _entry(item, parsed.feed, is_rss=is_rss)
    # Other faults of its XML feedparser reads past.
    if parsed.bozo and not _ROOT_END.search(text[-_TAIL:]):
        raise ReadError("the feed is cut off: its root element has no end, and entries may be missing or not whole")


def _sound(text: str) -> str:
    """The text without references to what is no character, which feedparser fails over.

    Some feeds write one beyond the first 65,536 as the two halves that UTF-16 has for it.
    """
    return _REFERENCE.sub(_character, text).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _character(match: re.Match[str]) -> str:
    digits, base = (match[1], 16) if match[1] else (match[2], 10)
    number = int(digits, base) if len(digits) <= _MOST_DIGITS else _BEYOND
    if number >= _BEYOND:
        return "\ufffd"
    return chr(number) if 0xD800 <= number <= 0xDFFF else match[0]


def _entry(item: Mapping[str, Any], feed: Mapping[str, Any], *, is_rss: bool) -> Entry:
    html, summary = _content(item)
    published, modified = when(item.get("published")), _modified(item)
    if is_rss and published is None:
        published, modified = modified, None
    return Entry(
        html=html,
        title=line(_plain(item.get("title_detail"))),
        url=as_url(item.get("link")),
        published=published,
        modified=modified,
        authors=_authors(item) or _authors(feed),
        keywords=lines(tag.get("term") for tag in item.get("tags", [])),
        summary=summary,
        image=_image(item),
        language=line(item.get("language")) or line(feed.get("language")),
        publisher=line(_plain(feed.get("title_detail"))),
    )


def _authors(holder: Mapping[str, Any]) -> tuple[str, ...]:
    names = [person.get("name") for person in holder.get("authors", [])]
    said = str(holder.get("author") or "")
    if "@" in said:
        # feedparser ends an address after the fourth letter of its last part: "jane@example.online (Jane Doe)".
        names[-1:] = [" ".join(word for word in re.split(r"[\s<>()]+", said) if "@" not in word)]
    return lines(names)


def _modified(item: Mapping[str, Any]) -> datetime | date | None:
    # Asked for where it is not, feedparser gives the time of publication.
    updated = item["updated"] if "updated" in item else None  # noqa: SIM401 -- `get` is what gives it
    return when(updated) if updated != item.get("published") else None


def _content(item: Mapping[str, Any]) -> tuple[str, str]:
    """The fullest text of the entry as HTML, and the summary if that is another text."""
    summary = item.get("summary_detail") or {}
    contents = [content for content in item.get("content", []) if content.get("value")]
    if not contents:
        return _as_html(summary), ""
    fullest = max(contents, key=lambda content: len(content["value"]))
    other = "" if summary.get("value") in (None, fullest["value"]) else _plain(summary)
    return _as_html(fullest), line(other)


def _as_html(content: Mapping[str, Any]) -> str:
    value = str(content.get("value") or "")
    return paragraphs(value) if content.get("type") == "text/plain" else value


def _plain(detail: Mapping[str, Any] | None) -> str:
    """A text construct without its markup."""
    if not detail:
        return ""
    value = str(detail.get("value") or "")
    if detail.get("type") == "text/plain" or not ("<" in value or "&" in value):
        return value
    from lxml.html import fromstring

    return str(fromstring(f"<div>{value}</div>").text_content())


def _image(item: Mapping[str, Any]) -> str | None:
    media = [*item.get("media_content", []), *item.get("enclosures", [])]
    pictures = [one for one in media if one.get("medium") == "image" or str(one.get("type")).startswith("image/")]
    found = [one.get("url") or one.get("href") for one in (*pictures, *item.get("media_thumbnail", []))]
    return next((url for url in map(as_url, found) if url), None)
