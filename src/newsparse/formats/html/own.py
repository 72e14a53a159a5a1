"""Reads the documents that `newsparse.formats.html.write` makes, by their markup.

Everything a document holds is either in the writer's vocabulary, in the writer's order of nesting, or the
document is not (or no longer) the writer's own and belongs to the extractor. So nothing that somebody
added to a document is dropped here. Comments and scripts say nothing and may stand anywhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from lxml import etree

from newsparse.article import Article
from newsparse.formats.html.own_blocks import (
    NOT_OURS,
    ForeignError,
    children,
    is_silent,
    is_text,
    plain,
    read_blocks,
    read_image,
)
from newsparse.formats.html.write import GENERATOR

if TYPE_CHECKING:
    from newsparse.source import Source

__all__ = ["is_own", "read_own"]


def is_own(root: etree._Element) -> bool:
    """Whether a document says that it was written here, in a form that this release reads."""
    return any(meta.get("content") == GENERATOR for meta in root.iter("meta") if meta.get("name") == "generator")


def read_own(root: etree._Element, source: Source) -> Article | None:
    """The article that was written, or `None` where the document has been changed since."""
    try:
        articles = [element for element in root.iter("article") if element.get("itemtype")]
        if len(articles) != 1 or _words_outside(root, articles[0]):
            return None
        header, body = children(articles[0])
        if header.tag != "header" or body.get("itemprop") != "articleBody":
            return None
        fields = {**_head(root), **_header(header)}
        fields["url"] = fields["url"] or source.url
        return Article(**fields, body=read_blocks(body, 0), language=root.get("lang"))
    except NOT_OURS:
        return None


def _words_outside(root: etree._Element, article: etree._Element) -> bool:
    """Whether there is anything to read in the page beside its article."""
    body = root.find("body")
    if body is None or article.getparent() is not body:
        return True
    return any(element is not article for element in children(body))


def _head(root: etree._Element) -> dict[str, Any]:
    named: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = meta.get("property", meta.get("name"))
        if name is not None:
            named.setdefault(name, []).append(meta.get("content", ""))
    link = next((link for link in root.iter("link") if link.get("rel") == "canonical"), None)
    first = {name: contents[0] for name, contents in named.items()}
    archived = first.get("newsparse:archived")
    extra = json.loads(first.get("newsparse:extra", "{}"))
    return {
        "url": None if link is None else link.get("href"),
        "summary": first.get("description"),
        "publisher": first.get("og:site_name"),
        "section": first.get("article:section"),
        "keywords": named.get("article:tag", ()),
        "archived": None if archived is None else datetime.fromisoformat(archived),
        "extra": extra,
    }


def _header(header: etree._Element) -> dict[str, Any]:
    fields: dict[str, Any] = {"authors": []}
    for element in children(header):
        if element.tag == "h1" and "title" not in fields:
            fields["title"] = plain(element)
        elif element.tag == "figure" and "image" not in fields:
            fields["image"] = read_image(element)
        elif element.tag == "p":
            for part in _parts(element):
                _fact(part, fields)
        else:
            raise ForeignError
    return fields


def _parts(line: etree._Element) -> Iterator[etree._Element]:
    """The elements of the byline or the dateline, between which there are only separators."""
    if is_text(line.text):
        raise ForeignError
    for part in line:
        if not is_silent(part):
            yield part
        if is_text((part.tail or "").strip(" ,/")):
            raise ForeignError


def _fact(part: etree._Element, fields: dict[str, Any]) -> None:
    match part.get("itemprop"):
        case "author":
            fields["authors"].append(plain(part))
        case "datePublished":
            fields["published"] = _moment(part.get("datetime") or "")
        case "dateModified":
            fields["modified"] = _moment(part.get("datetime") or "")
        case _:
            raise ForeignError


def _moment(text: str) -> date | datetime:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
