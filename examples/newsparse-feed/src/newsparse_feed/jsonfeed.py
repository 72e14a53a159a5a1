"""JSON Feed, version 1 and 1.1: https://www.jsonfeed.org/version/1.1/."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from newsparse import ReadError
from newsparse_feed.entry import Entry, as_url, line, lines, paragraphs, when

__all__ = ["json_entries"]


def json_entries(text: str) -> Iterator[Entry]:
    """The entries of a JSON feed.

    Raises:
        ReadError: It is not JSON, or no feed.
    """
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"not JSON: {error}") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise ReadError("the JSON feed has no list of items")
    for item in items:
        yield _entry(item if isinstance(item, dict) else {}, feed)


def _entry(item: Mapping[str, Any], feed: Mapping[str, Any]) -> Entry:
    html = item.get("content_html")
    if not isinstance(html, str):
        text = item.get("content_text")
        html = paragraphs(text if isinstance(text, str) else line(item.get("summary")))
    return Entry(
        html=html,
        title=line(item.get("title")),
        url=as_url(item.get("url")) or as_url(item.get("external_url")),
        published=when(item.get("date_published")),
        modified=when(item.get("date_modified")),
        authors=_authors(item) or _authors(feed),
        keywords=lines(_list(item, "tags")),
        summary=line(item.get("summary")),
        image=as_url(item.get("image")) or as_url(item.get("banner_image")),
        language=line(item.get("language")) or line(feed.get("language")),
        publisher=line(feed.get("title")),
    )


def _authors(holder: Mapping[str, Any]) -> tuple[str, ...]:
    """Version 1 has one `author`, version 1.1 a list of them."""
    people = [*_list(holder, "authors"), holder.get("author")]
    return lines(person.get("name") for person in people if isinstance(person, dict))


def _list(holder: Mapping[str, Any], key: str) -> list[Any]:
    value = holder.get(key)
    return value if isinstance(value, list) else []
