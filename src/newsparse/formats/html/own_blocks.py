"""Reads blocks back from the markup that `newsparse.formats.html.write_blocks` makes.

Strictly: whatever the writer does not write, in the order it nests it, is a `ForeignError`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from lxml import etree

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
from newsparse.formats.html.write_blocks import MARK_TAGS

__all__ = [
    "NOT_OURS",
    "ForeignError",
    "blocks_of",
    "children",
    "is_silent",
    "is_text",
    "plain",
    "read_blocks",
    "read_image",
]

_MARKS: Final[Mapping[str, Any]] = {tag: mark for mark, tag in MARK_TAGS.items()}
_INLINE: Final = frozenset({*_MARKS, "a", "br"})
_UNSEEN: Final = (etree._Comment, etree._ProcessingInstruction, etree._Entity)
_SILENT: Final = frozenset({"script", "style", "template"})
_LANGUAGE_CLASS: Final = "language-"


class ForeignError(Exception):
    """Something that the writer does not write."""


NOT_OURS: Final = (ForeignError, ValueError, TypeError, LookupError, RecursionError)
"""What reading markup raises that the writer did not write: it is not its form, or not in the model."""


def blocks_of(element: etree._Element) -> tuple[Block, ...] | None:
    """The blocks that were written into an element, or `None` where there is anything else in it."""
    try:
        return tuple(read_blocks(element, 0))
    except NOT_OURS:
        return None


def children(element: etree._Element) -> Iterator[etree._Element]:
    """The elements in an element that holds no words of its own; comments and scripts left out."""
    if is_text(element.text):
        raise ForeignError
    for child in element:
        if is_text(child.tail):
            raise ForeignError
        if not is_silent(child):
            yield child


def is_text(text: str | None) -> bool:
    """Whether there are words between two elements."""
    return text is not None and bool(text.strip())


def is_silent(element: etree._Element) -> bool:
    """Whether an element says nothing: a comment, a script."""
    return isinstance(element, _UNSEEN) or element.tag in _SILENT


def _only(element: etree._Element, *allowed: str) -> dict[str, str]:
    """An element's attributes, all of which must be allowed."""
    attributes = {str(name): str(value) for name, value in element.attrib.items()}
    if attributes.keys() - set(allowed):
        raise ForeignError
    return attributes


def plain(element: etree._Element) -> str:
    """The text of an element that holds line breaks at most."""
    out = [element.text or ""]
    for child in element:
        if child.tag == "br":
            out.append("\n")
        elif not is_silent(child):
            raise ForeignError
        out.append(child.tail or "")
    return "".join(out)


def read_blocks(element: etree._Element, depth: int) -> list[Block]:
    """The blocks in an element that stands in so many quotes and lists."""
    if depth > MAX_NESTING:
        raise ForeignError
    return [_block(child, depth) for child in children(element)]


def _block(element: etree._Element, depth: int) -> Block:
    read = _READERS.get(str(element.tag))
    if read is None:
        raise ForeignError
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
        elif not is_silent(child):
            raise ForeignError
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
    return read_image(element) if element.get("data-embed") is None else _embed(element)


def read_image(figure: etree._Element) -> Image:
    """The picture of a figure."""
    _only(figure)
    picture, *captions = children(figure)
    href = None
    if picture.tag == "a":
        href = _only(picture, "href")["href"]
        (picture,) = children(picture)
    given = _only(picture, "src", "alt")
    if picture.tag != "img" or len(captions) > 1:
        raise ForeignError
    caption, credit = _caption(captions[0]) if captions else (None, None)
    return Image(given["src"], alt=given.get("alt"), caption=caption, credit=credit, href=href)


def _caption(element: etree._Element) -> tuple[str, str | None]:
    if element.tag != "figcaption":
        raise ForeignError
    out, credit = [element.text or ""], None
    for child in element:
        if child.tag == "small" and credit is None:
            credit = plain(child)
        elif child.tag == "br" and credit is None:
            out.append("\n")
        elif not is_silent(child):
            raise ForeignError
        if credit is not None and is_text(child.tail):
            raise ForeignError
        out.append(child.tail or "")
    return "".join(out), credit


def _embed(figure: etree._Element) -> Embed:
    kind = _only(figure, "data-embed")["data-embed"]
    text = url = None
    for child in children(figure):
        if child.tag == "blockquote" and text is None:
            text = plain(child)
        elif child.tag == "figcaption" and url is None:
            (link,) = children(child)
            url = _only(link, "href")["href"]
            if plain(link) != url:
                raise ForeignError
        else:
            raise ForeignError
    embed: Any = Embed
    result: Embed = embed(kind, url, text)
    return result


def _quote(element: etree._Element, depth: int) -> Block:
    _only(element)
    return Quote(read_blocks(element, depth + 1))


def _list(element: etree._Element, depth: int) -> Block:
    _only(element)
    items = []
    for item in children(element):
        if item.tag != "li":
            raise ForeignError
        _only(item)
        words = all(is_silent(child) or child.tag in _INLINE for child in item)
        items.append([Paragraph(_spans(item))] if words else read_blocks(item, depth + 1))
    return List(items, ordered=element.tag == "ol")


def _table(element: etree._Element, depth: int) -> Block:
    _only(element)
    (rows,) = children(element)
    if rows.tag != "tbody":
        raise ForeignError
    return Table([[_cell(cell) for cell in _row(row)] for row in children(rows)])


def _row(element: etree._Element) -> Iterator[etree._Element]:
    if element.tag != "tr":
        raise ForeignError
    return children(element)


def _cell(element: etree._Element) -> Cell:
    given = _only(element, "colspan", "rowspan")
    if element.tag not in ("td", "th"):
        raise ForeignError
    colspan, rowspan = int(given.get("colspan", 1)), int(given.get("rowspan", 1))
    return Cell(_spans(element), header=element.tag == "th", colspan=colspan, rowspan=rowspan)


def _code(element: etree._Element, depth: int) -> Block:
    _only(element)
    (code,) = children(element)
    name = _only(code, "class").get("class")
    if code.tag != "code" or (name is not None and not name.startswith(_LANGUAGE_CLASS)):
        raise ForeignError
    return Code(plain(code), language=None if name is None else name.removeprefix(_LANGUAGE_CLASS))


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
