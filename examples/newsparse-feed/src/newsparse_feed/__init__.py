"""Feeds as containers: every entry of an RSS, Atom or JSON feed is a document of its own.

Two formats: `feed` takes the entries out, and `feed-entry` reads one. An entry is the article and nothing else,
so it must not be read as a web page is, which looks for an article among other things and may find none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from newsparse import Article, Confidence, Format, Image, ReadError, Source, hookimpl
from newsparse.formats.html.fragment import read_fragment
from newsparse_feed.entry import Entry
from newsparse_feed.jsonfeed import json_entries
from newsparse_feed.xmlfeed import xml_entries

__all__ = ["ENTRY", "FEED", "newsparse_formats"]

_ROOT = re.compile(
    rb"(?>\s+|<\?[^>]{0,500}>|<!--(?:[^-]|-(?!->)){0,2000}-->|<!DOCTYPE[^>\[]{0,500}(?:\[[^\]]{0,9000}\]\s*)?>)*+"
    rb"<(?:rss\b|(?:\w+:)?RDF\b[^>]{0,2000}purl\.org/rss"
    rb"|(?:\w+:)?feed\b[^>]{0,2000}(?:w3\.org/2005/Atom|purl\.org/atom/ns))",
    re.IGNORECASE,
)
_ENTRY_MARK = "<!-- newsparse-feed: one entry -->"
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
    data = f"{_ENTRY_MARK}\n{entry.html}".encode("utf-8", "replace")
    # What the feed itself was taken from, such as a web archive, knows when that was.
    known = {name: value for name, value in source.known.items() if name == "archived"} | entry.known()
    return source.inner(data, name=name, url=entry.url, encoding="utf-8", known=known)


def sniff_entry(source: Source) -> Confidence:
    """What `split` made."""
    return Confidence.SPECIFIC if source.head.startswith(_ENTRY_MARK.encode()) else Confidence.NO


def read_entry(source: Source) -> Article:
    """All of the entry's text; newsparse adds what the feed knows of it."""
    body = read_fragment(source.text, base_url=source.url, limits=source.limits)
    if not body:
        raise ReadError("the entry has no content")
    lead = source.known.get("image")
    shown = next((block for block in body if isinstance(block, Image) and lead and block.url == lead.url), None)
    return Article(url=source.url, image=shown, body=[block for block in body if block is not shown])


FEED = Format(
    name="feed",
    summary="RSS, Atom and JSON feeds: every entry",
    media_types=("application/rss+xml", "application/atom+xml", "application/feed+json"),
    suffixes=(".rss", ".atom"),
    sniff=sniff,
    split=split,
)

ENTRY = Format(name="feed-entry", summary="one entry of a feed, as feed makes it", sniff=sniff_entry, read=read_entry)


@hookimpl
def newsparse_formats() -> Iterable[Format]:
    """The formats that this plugin adds."""
    return [FEED, ENTRY]
