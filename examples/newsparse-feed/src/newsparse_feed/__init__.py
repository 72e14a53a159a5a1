"""Feeds as containers: every entry of an RSS, Atom or JSON feed is a document of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from newsparse import Confidence, Format, ReadError, Source, hookimpl
from newsparse_feed.entry import Entry
from newsparse_feed.jsonfeed import json_entries
from newsparse_feed.xmlfeed import xml_entries

__all__ = ["FEED", "newsparse_formats"]

_ROOT = re.compile(
    rb"(?>\s+|<\?[^>]{0,500}>|<!--(?:[^-]|-(?!->)){0,2000}-->|<!DOCTYPE[^>]{0,500}>)*+"
    rb"<(?:rss\b|(?:\w+:)?RDF\b[^>]{0,2000}purl\.org/rss|(?:\w+:)?feed\b[^>]{0,2000}w3\.org/2005/Atom)",
    re.IGNORECASE,
)
_JSON_VERSION = re.compile(rb'"version"\s*:\s*"https?:(?:\\?/){2}jsonfeed\.org(?:\\?/)version')


def sniff(source: Source) -> Confidence:
    """A feed is known by its root element, a JSON feed by its version."""
    # Also in UTF-16, whose every other byte is zero here.
    head = source.head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe").replace(b"\0", b"")
    if _ROOT.match(head) or _is_json(head):
        return Confidence.SPECIFIC
    return Confidence.NO


def _is_json(head: bytes) -> bool:
    return head.lstrip().startswith(b"{") and _JSON_VERSION.search(head) is not None


def split(source: Source) -> Iterator[Source | ReadError]:
    """Each entry as a source with its text, its address and what the feed says of it."""
    text = source.text
    entries = json_entries(text) if text.lstrip().startswith("{") else xml_entries(text, url=source.url)
    for number, entry in enumerate(entries, 1):
        yield _document(source, entry, number)


def _document(source: Source, entry: Entry, number: int) -> Source | ReadError:
    name = entry.url or f"{source.name or 'feed'}#{number}"
    if not entry.html.strip():
        reason = f"entry {number} ({entry.title or 'without a title'!r}) has no content"
        return ReadError(reason, source=name, format="feed")
    page = entry.as_page().encode("utf-8", "replace")
    return source.inner(page, name=name, url=entry.url, media_type="text/html; charset=utf-8", known=entry.known())


FEED = Format(
    name="feed",
    summary="RSS, Atom and JSON feeds: every entry",
    media_types=("application/rss+xml", "application/atom+xml", "application/feed+json"),
    suffixes=(".rss", ".atom"),
    sniff=sniff,
    split=split,
)


@hookimpl
def newsparse_formats() -> Iterable[Format]:
    """The formats that this plugin adds."""
    return [FEED]
