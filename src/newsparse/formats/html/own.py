"""Reads the documents that `newsparse.formats.html.write` makes, by their markup.

Everything a document holds is either in the writer's vocabulary, in the writer's order of nesting, or the
document is not (or no longer) the writer's own and belongs to the extractor. So nothing that somebody
added to a document is dropped here. Comments and scripts say nothing and may stand anywhere.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from newsparse.article import Article
from newsparse.content import (
    MAX_NESTING,
    Block,
    Cell,
    Code,
    Divider,
    Embed,
    Heading,
    Image,
    List,
    Paragraph,
    Quote,
    Span,
    Table,
)
from newsparse.formats.html.write import GENERATOR, MARK_TAGS

if TYPE_CHECKING:
    from newsparse.source import Source

__all__ = ["blocks_of", "is_own", "read_own"]

_MARKS: Final[Mapping[str, Any]] = {tag: mark for mark, tag in MARK_TAGS.items()}
_INLINE: Final = frozenset({*_MARKS, "a", "br"})
_UNSEEN: Final = (etree._Comment, etree._ProcessingInstruction, etree._Entity)
_SILENT: Final = frozenset({"script", "style", "template"})
_LANGUAGE_CLASS: Final = "language-"


class _ForeignError(Exception):
    """Something that the writer does not write."""


def is_own(root: etree._Element) -> bool:
    """Whether a document says that it was written here, in a form that this release reads."""
    return any(meta.get("content") == GENERATOR for meta in root.iter("meta") if meta.get("name") == "generator")


def read_own(root: etree._Element, source: Source) -> Article | None:
    """The article that was written, or `None` where the document has been changed since."""
    try:
        articles = [element for element in root.iter("article") if element.get("itemtype")]
        if len(articles) != 1 or _words_outside(root, articles[0]):
            return None
        header, body = _children(articles[0])
        if header.tag != "header" or body.get("itemprop") != "articleBody":
            return None
        fields = {**_head(root), **_header(header)}
        fields["url"] = fields["url"] or source.url
        return Article(**fields, body=_blocks(body, 0), language=root.get("lang"))
    except (_ForeignError, ValueError, TypeError, LookupError, RecursionError):
        # What is not in the model (an empty heading, an unknown scheme) was not written by the writer.
        return None


def blocks_of(element: etree._Element) -> tuple[Block, ...] | None:
    """The blocks that were written into an element, or `None` where there is anything else in it."""
    try:
        return tuple(_blocks(element, 0))
    except (_ForeignError, ValueError, TypeError, LookupError, RecursionError):
        return None


def _words_outside(root: etree._Element, article: etree._Element) -> bool:
    """Whether there is anything to read in the page beside its article."""
    body = root.find("body")
    if body is None or article.getparent() is not body:
        return True
    return any(element is not article for element in _children(body))


def _children(element: etree._Element) -> Iterator[etree._Element]:
    """The elements in an element that holds no words of its own; comments and scripts left out."""
    if _is_text(element.text):
        raise _ForeignError
    for child in element:
        if _is_text(child.tail):
            raise _ForeignError
        if not _is_silent(child):
            yield child


def _is_text(text: str | None) -> bool:
    return text is not None and bool(text.strip())


def _is_silent(element: etree._Element) -> bool:
    return isinstance(element, _UNSEEN) or element.tag in _SILENT


def _only(element: etree._Element, *allowed: str) -> dict[str, str]:
    """An element's attributes, all of which must be allowed."""
    attributes = {str(name): str(value) for name, value in element.attrib.items()}
    if attributes.keys() - set(allowed):
        raise _ForeignError
    return attributes


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
    for element in _children(header):
        if element.tag == "h1" and "title" not in fields:
            fields["title"] = _plain(element)
        elif element.tag == "figure" and "image" not in fields:
            fields["image"] = _image(element)
        elif element.tag == "p":
            for part in _parts(element):
                _fact(part, fields)
        else:
            raise _ForeignError
    return fields


def _parts(line: etree._Element) -> Iterator[etree._Element]:
    """The elements of the byline or the dateline, between which there are only separators."""
    if _is_text(line.text):
        raise _ForeignError
    for part in line:
        if not _is_silent(part):
            yield part
        if _is_text((part.tail or "").strip(" ,/")):
            raise _ForeignError


def _fact(part: etree._Element, fields: dict[str, Any]) -> None:
    match part.get("itemprop"):
        case "author":
            fields["authors"].append(_plain(part))
        case "datePublished":
            fields["published"] = _moment(part.get("datetime") or "")
        case "dateModified":
            fields["modified"] = _moment(part.get("datetime") or "")
        case _:
            raise _ForeignError


def _moment(text: str) -> date | datetime:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _plain(element: etree._Element) -> str:
    """The text of an element that holds line breaks at most."""
    out = [element.text or ""]
    for child in element:
        if child.tag == "br":
            out.append("\n")
        elif not _is_silent(child):
            raise _ForeignError
        out.append(child.tail or "")
    return "".join(out)


def _blocks(element: etree._Element, depth: int) -> list[Block]:
    if depth > MAX_NESTING:
        raise _ForeignError
    return [_block(child, depth) for child in _children(element)]


def _block(element: etree._Element, depth: int) -> Block:
    read = _READERS.get(str(element.tag))
    if read is None:
        raise _ForeignError
    return read(element, depth)


def _spans(element: etree._Element, href: str | None = None, marks: frozenset[Any] = frozenset()) -> Iterator[Span]:
    """The spans of inline text. No mark stands in itself, so this recurses eight levels at most."""
    yield from _span(element.text, href, marks)
    for child in element:
        tag = str(child.tag)
        if tag == "br":
            yield Span("\n", href, marks)
        elif tag == "a" and href is None and not marks:
            yield from _spans(child, _only(child, "href")["href"])
        elif tag in _MARKS and _MARKS[tag] not in marks:
            _only(child)
            yield from _spans(child, href, marks | {_MARKS[tag]})
        elif not _is_silent(child):
            raise _ForeignError
        yield from _span(child.tail, href, marks)


def _span(text: str | None, href: str | None, marks: frozenset[Any]) -> Iterator[Span]:
    if text:
        yield Span(text, href, marks)


def _paragraph(element: etree._Element, depth: int) -> Block:
    _only(element)
    return Paragraph(_spans(element))


def _heading(element: etree._Element, depth: int) -> Block:
    _only(element)
    return Heading(_spans(element), level=int(str(element.tag)[1]))


def _figure(element: etree._Element, depth: int) -> Block:
    return _image(element) if element.get("data-embed") is None else _embed(element)


def _image(figure: etree._Element) -> Image:
    _only(figure)
    picture, *captions = _children(figure)
    href = None
    if picture.tag == "a":
        href = _only(picture, "href")["href"]
        (picture,) = _children(picture)
    given = _only(picture, "src", "alt")
    if picture.tag != "img" or len(captions) > 1:
        raise _ForeignError
    caption, credit = _caption(captions[0]) if captions else (None, None)
    return Image(given["src"], alt=given.get("alt"), caption=caption, credit=credit, href=href)


def _caption(element: etree._Element) -> tuple[str, str | None]:
    if element.tag != "figcaption":
        raise _ForeignError
    out, credit = [element.text or ""], None
    for child in element:
        if child.tag == "small" and credit is None:
            credit = _plain(child)
        elif child.tag == "br" and credit is None:
            out.append("\n")
        elif not _is_silent(child):
            raise _ForeignError
        if credit is not None and _is_text(child.tail):
            raise _ForeignError
        out.append(child.tail or "")
    return "".join(out), credit


def _embed(figure: etree._Element) -> Embed:
    kind = _only(figure, "data-embed")["data-embed"]
    text = url = None
    for child in _children(figure):
        if child.tag == "blockquote" and text is None:
            text = _plain(child)
        elif child.tag == "figcaption" and url is None:
            (link,) = _children(child)
            url = _only(link, "href")["href"]
            if _plain(link) != url:
                raise _ForeignError
        else:
            raise _ForeignError
    embed: Any = Embed
    result: Embed = embed(kind, url, text)
    return result


def _quote(element: etree._Element, depth: int) -> Block:
    _only(element)
    return Quote(_blocks(element, depth + 1))


def _list(element: etree._Element, depth: int) -> Block:
    _only(element)
    items = []
    for item in _children(element):
        if item.tag != "li":
            raise _ForeignError
        _only(item)
        words = all(_is_silent(child) or child.tag in _INLINE for child in item)
        items.append([Paragraph(_spans(item))] if words else _blocks(item, depth + 1))
    return List(items, ordered=element.tag == "ol")


def _table(element: etree._Element, depth: int) -> Block:
    _only(element)
    (rows,) = _children(element)
    if rows.tag != "tbody":
        raise _ForeignError
    return Table([[_cell(cell) for cell in _row(row)] for row in _children(rows)])


def _row(element: etree._Element) -> Iterator[etree._Element]:
    if element.tag != "tr":
        raise _ForeignError
    return _children(element)


def _cell(element: etree._Element) -> Cell:
    given = _only(element, "colspan", "rowspan")
    if element.tag not in ("td", "th"):
        raise _ForeignError
    colspan, rowspan = int(given.get("colspan", 1)), int(given.get("rowspan", 1))
    return Cell(_spans(element), header=element.tag == "th", colspan=colspan, rowspan=rowspan)


def _code(element: etree._Element, depth: int) -> Block:
    _only(element)
    (code,) = _children(element)
    name = _only(code, "class").get("class")
    if code.tag != "code" or (name is not None and not name.startswith(_LANGUAGE_CLASS)):
        raise _ForeignError
    return Code(_plain(code), language=None if name is None else name.removeprefix(_LANGUAGE_CLASS))


def _divider(element: etree._Element, depth: int) -> Block:
    _only(element)
    return Divider()


_READERS: Final[Mapping[str, Callable[[etree._Element, int], Block]]] = {
    "p": _paragraph,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    "figure": _figure,
    "blockquote": _quote,
    "ul": _list,
    "ol": _list,
    "table": _table,
    "pre": _code,
    "hr": _divider,
}
