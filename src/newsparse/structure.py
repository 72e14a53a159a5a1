"""An article as JSON values, and back: `Article.to_dict` and `Article.from_dict`.

Fields that hold their default are left out. A block is an object with its kind under `type`; text that is
one plain span is a string. Wrong data is refused with its place, such as `body[3].items[0][1].level`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

import attrs

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
    Spans,
    Table,
)

__all__ = ["INPUT_KEY", "SCHEMA_VERSION", "VERSION_KEY", "article_from_dict", "article_to_dict"]

SCHEMA_VERSION: Final = 1
"""The version of this form; it rises when a reader of the old one would go wrong."""

INPUT_KEY: Final = "newsparse_input"
"""The key under which bulk parsing names the input of a line of JSON; no part of the article."""

VERSION_KEY: Final = "newsparse"
"""The key that holds the version, by which an object of ours is known."""

_FIELDS: Final = tuple(field.name for field in attrs.fields(Article) if field.name != "origin")


def article_to_dict(article: Article) -> dict[str, Any]:
    """The article as JSON values, with what has no field under `extra`."""
    data: dict[str, Any] = {VERSION_KEY: SCHEMA_VERSION, "title": article.title}
    for name in ("url", "language", "publisher", "summary", "section"):
        data[name] = getattr(article, name)
    for name in ("published", "modified", "archived"):
        moment = getattr(article, name)
        data[name] = None if moment is None else moment.isoformat()
    data["authors"] = list(article.authors)
    data["keywords"] = list(article.keywords)
    data["image"] = None if article.image is None else _image(article.image)
    data["body"] = [block_to_dict(block) for block in article.body]
    data["extra"] = article.extra.thaw()
    return {key: value for key, value in data.items() if value is not None and value not in ([], {})}


def _spans(spans: Spans) -> Any:
    if len(spans) == 1 and spans[0].href is None and not spans[0].marks:
        return spans[0].text
    return [_span(span) for span in spans]


def _span(span: Span) -> Any:
    data: dict[str, Any] = {"text": span.text}
    if span.href is not None:
        data["href"] = span.href
    if span.marks:
        data["marks"] = sorted(span.marks)
    return data


def _present(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None and value is not False}


def _image(image: Image) -> dict[str, Any]:
    return _present(url=image.url, alt=image.alt, caption=image.caption, credit=image.credit, href=image.href)


def _cell(cell: Cell) -> dict[str, Any]:
    return _present(
        text=_spans(cell.spans),
        header=cell.header,
        colspan=cell.colspan if cell.colspan > 1 else None,
        rowspan=cell.rowspan if cell.rowspan > 1 else None,
    )


_WRITERS: Final[Mapping[type, Callable[[Any], dict[str, Any]]]] = {
    Paragraph: lambda block: {"type": "paragraph", "text": _spans(block.spans)},
    Heading: lambda block: {"type": "heading", "level": block.level, "text": _spans(block.spans)},
    Image: lambda block: {"type": "image", **_image(block)},
    Quote: lambda block: {"type": "quote", "blocks": [block_to_dict(inner) for inner in block.blocks]},
    List: lambda block: {
        "type": "list",
        **_present(ordered=block.ordered),
        "items": [[block_to_dict(inner) for inner in item] for item in block.items],
    },
    Table: lambda block: {"type": "table", "rows": [[_cell(cell) for cell in row] for row in block.rows]},
    Code: lambda block: {"type": "code", **_present(text=block.text, language=block.language)},
    Embed: lambda block: {"type": "embed", **_present(kind=block.kind, url=block.url, text=block.text)},
    Divider: lambda block: {"type": "divider"},
}


def block_to_dict(block: Block) -> dict[str, Any]:
    """One block as JSON values."""
    return _WRITERS[type(block)](block)


def article_from_dict(data: Mapping[str, Any]) -> Article:
    """The article of which `article_to_dict` gave the data; keys that are no field's name go to `extra`."""
    if not isinstance(data, Mapping):
        raise TypeError(f"expected an object, not {type(data).__name__}")
    version = data.get(VERSION_KEY, SCHEMA_VERSION)
    if not isinstance(version, int) or isinstance(version, bool) or not 1 <= version <= SCHEMA_VERSION:
        raise ValueError(
            f"{VERSION_KEY}: schema version {version!r} is not one this release reads (1 to {SCHEMA_VERSION})"
        )
    fields: dict[str, Any] = {}
    given = data.get("extra")
    extra = {} if given is None else dict(_mapping(given, "extra"))
    for key, value in data.items():
        if key in _FIELDS:
            if value is not None and key != "extra":
                fields[key] = _READERS.get(key, _as_is)(value, key)
        elif key not in (VERSION_KEY, INPUT_KEY):
            extra[key] = value
    return Article(**fields, extra=extra)


def _as_is(value: Any, where: str) -> Any:
    return value


def _mapping(value: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise TypeError(f"{where}: expected an object, not {type(value).__name__}")
    return value


def _sequence(value: Any, where: str) -> Sequence[Any]:
    if not isinstance(value, (list, tuple)):
        raise TypeError(f"{where}: expected an array, not {type(value).__name__}")
    return value


def _moment(value: Any, where: str) -> datetime | date:
    if not isinstance(value, str):
        raise TypeError(f"{where}: expected a str, not {type(value).__name__}")
    try:
        return date.fromisoformat(value) if len(value) == len("2024-01-31") else datetime.fromisoformat(value)
    except ValueError as error:
        raise ValueError(f"{where}: {value!r} is no ISO 8601 date or time") from error


def _read_spans(value: Any, where: str) -> Any:
    if isinstance(value, str):
        return value
    spans = []
    for at, item in enumerate(_sequence(value, where)):
        here = f"{where}[{at}]"
        members = {"text": item} if isinstance(item, str) else _mapping(item, here)
        spans.append(_construct(Span, {"marks": (), **members}, here))
    return spans


def _with_spans(fields: dict[str, Any], where: str) -> dict[str, Any]:
    """The members of a block or cell that holds text, with the spans of its `text`."""
    if "spans" in fields:
        raise TypeError(f"{where}.spans: no key of this form; text stands under 'text'")
    spans = _read_spans(fields.pop("text", ""), f"{where}.text")
    return {"spans": spans, **fields}


def _construct(kind: Callable[..., Any], values: Mapping[str, Any], where: str) -> Any:
    """Call a constructor, with the place in front of what it complains about."""
    try:
        return kind(**values)
    except TypeError as error:
        raise TypeError(f"{where}: {error}") from error
    except ValueError as error:
        raise ValueError(f"{where}: {error}") from error


def _image_from(value: Any, where: str) -> Image:
    image: Image = _construct(Image, _mapping(value, where), where)
    return image


def _rows(value: Any, where: str) -> list[list[Cell]]:
    rows = []
    for at, row in enumerate(_sequence(value, where)):
        cells = []
        for across, cell in enumerate(_sequence(row, f"{where}[{at}]")):
            here = f"{where}[{at}][{across}]"
            cells.append(_construct(Cell, _with_spans(dict(_mapping(cell, here)), here), here))
        rows.append(cells)
    return rows


def _blocks(value: Any, where: str, depth: int = 0) -> list[Block]:
    if depth > MAX_NESTING:
        raise ValueError(f"{where}: nested deeper than {MAX_NESTING}")
    return [_block(item, f"{where}[{at}]", depth) for at, item in enumerate(_sequence(value, where))]


def _items(value: Any, where: str, depth: int) -> list[list[Block]]:
    return [_blocks(item, f"{where}[{at}]", depth) for at, item in enumerate(_sequence(value, where))]


_KINDS: Final[Mapping[str, type]] = {
    "paragraph": Paragraph,
    "heading": Heading,
    "image": Image,
    "quote": Quote,
    "list": List,
    "table": Table,
    "code": Code,
    "embed": Embed,
    "divider": Divider,
}


def _block(value: Any, where: str, depth: int) -> Block:
    """One block of JSON values."""
    fields = dict(_mapping(value, where))
    name = fields.pop("type", None)
    kind = _KINDS.get(name) if isinstance(name, str) else None
    if kind is None:
        raise ValueError(f"{where}.type: {name!r} is none of {sorted(_KINDS)}")
    if kind in (Paragraph, Heading):
        fields = _with_spans(fields, where)
    for key, read in (("blocks", _blocks), ("items", _items)):
        if key in fields:
            fields[key] = read(fields[key], f"{where}.{key}", depth + 1)
    if "rows" in fields:
        fields["rows"] = _rows(fields["rows"], f"{where}.rows")
    block: Block = _construct(kind, fields, where)
    return block


_READERS: Final[Mapping[str, Callable[[Any, str], Any]]] = {
    "published": _moment,
    "modified": _moment,
    "archived": _moment,
    "image": _image_from,
    "body": _blocks,
}
