"""An article as one flat row: the values that a table keeps in columns, and the article again from them.

Nothing here needs a table library, so that worker processes can make rows without loading one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta, timezone
from json.encoder import encode_basestring as _quoted
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs

from newsparse.article import Article, Result
from newsparse.content import Block, Heading, Image, List, Paragraph
from newsparse.spans import Span, Spans
from newsparse.structure import block_to_dict

if TYPE_CHECKING:
    from newsparse.registry import Registry

__all__ = [
    "ARTICLE_COLUMNS",
    "RESULT_COLUMNS",
    "Record",
    "article_of",
    "moment_of",
    "readable",
    "record_of",
    "result_record",
]

Record: TypeAlias = tuple[Any, ...]

ARTICLE_COLUMNS: Final = (
    "url",
    "title",
    "text",
    "published",
    "published_offset",
    "published_on",
    "modified",
    "modified_offset",
    "modified_on",
    "archived",
    "archived_offset",
    "authors",
    "language",
    "publisher",
    "summary",
    "section",
    "keywords",
    "image",
    "body",
    "extra",
)
RESULT_COLUMNS: Final = ("source", *ARTICLE_COLUMNS, "error", "error_type", "format", "plugin")

_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001  # moments are counted without their zone, then moved by it
_MICROSECOND: Final = timedelta(microseconds=1)
_NO_ARTICLE: Final = (None,) * len(ARTICLE_COLUMNS)
_IMAGE_FIELDS: Final = tuple(field.name for field in attrs.fields(Image))
_AS_THEY_ARE: Final = ("url", "language", "publisher", "summary", "section")


def record_of(article: Article) -> Record:
    """The article's values in the order of `ARTICLE_COLUMNS`.

    A moment is three values: microseconds since 1970 in UTC, the offset that was written in seconds, and the
    day by that offset. A bare date has only the day. The body and `extra` are JSON.
    """
    return (
        article.url,
        article.title,
        article.text,
        *_moment(article.published),
        *_moment(article.modified),
        *_moment(article.archived)[:2],
        list(article.authors),
        article.language,
        article.publisher,
        article.summary,
        article.section,
        list(article.keywords),
        None if article.image is None else attrs.asdict(article.image),
        _body_json(article.body),
        _json(article.extra.thaw()) if article.extra else None,
    )


def article_of(values: Mapping[str, Any]) -> Article:
    """The article of which `record_of` gave the values, by column name.

    Raises:
        TypeError: A value is of the wrong type.
        ValueError: A value is not one the article can hold.
    """
    fields = {name: values.get(name) for name in _AS_THEY_ARE}
    return Article(
        **fields,
        title=values.get("title") or "",
        body=_body(values.get("body")),
        published=moment_of(values, "published"),
        modified=moment_of(values, "modified"),
        archived=_instant(values.get("archived"), values.get("archived_offset")),
        authors=values.get("authors") or (),
        keywords=values.get("keywords") or (),
        image=_image(values.get("image")),
        extra=json.loads(values.get("extra") or "{}"),
    )


def result_record(result: Result, registry: Registry) -> Record:
    """A result's values in the order of `RESULT_COLUMNS`; those of the article are `None` where there is an error."""
    error = result.error
    return (
        readable(result.source),
        *(_NO_ARTICLE if result.article is None else record_of(result.article)),
        None if error is None else readable(str(error)),
        None if error is None else type(error).__name__,
        result.format,
        getattr(error, "plugin", None) or _plugin_of(result.format, registry),
    )


def _plugin_of(format: str | None, registry: Registry) -> str | None:
    """The name of the plugin that a format comes from."""
    standing = registry.formats().get(format) if format is not None else None
    if standing is None:
        return None
    return next((plugin.name for plugin in registry.plugins for own in plugin.formats if own is standing), None)


def readable(text: str) -> str:
    r"""Text that UTF-8 can say: bytes of file names that are no text are written `\xe9`."""
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:
        return text.encode("utf-8", "backslashreplace").decode("utf-8")


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def _body_json(blocks: Iterable[Block]) -> str:
    """The blocks as `Article.to_dict` has them; those of text, nearly all, without the detour over dicts."""
    return f"[{','.join(map(_block_json, blocks))}]"


def _block_json(block: Block) -> str:
    if isinstance(block, Paragraph):
        return f'{{"type":"paragraph","text":{_spans_json(block.spans)}}}'
    if isinstance(block, Heading):
        return f'{{"type":"heading","level":{block.level},"text":{_spans_json(block.spans)}}}'
    if isinstance(block, List):
        ordered = '"ordered":true,' if block.ordered else ""
        return f'{{"type":"list",{ordered}"items":[{",".join(map(_body_json, block.items))}]}}'
    return _json(block_to_dict(block))


def _spans_json(spans: Spans) -> str:
    if len(spans) == 1 and spans[0].href is None and not spans[0].marks:
        return _quoted(spans[0].text)
    return f"[{','.join(map(_span_json, spans))}]"


def _span_json(span: Span) -> str:
    href = "" if span.href is None else f',"href":{_quoted(span.href)}'
    marks = f',"marks":[{",".join(map(_quoted, sorted(span.marks)))}]' if span.marks else ""
    return f'{{"text":{_quoted(span.text)}{href}{marks}}}'


def _moment(moment: datetime | date | None) -> tuple[int | None, int | None, date | None]:
    if moment is None:
        return None, None, None
    if not isinstance(moment, datetime):
        return None, None, moment
    offset = moment.utcoffset()
    assert offset is not None  # Article takes no naive times
    # By plain arithmetic: in UTC, a moment of the year 1 or 9999 may lie outside what datetime can say.
    microseconds = (moment.replace(tzinfo=None) - _EPOCH - offset) // _MICROSECOND
    return microseconds, int(offset.total_seconds()), moment.date()


def moment_of(values: Mapping[str, Any], name: str) -> datetime | date | None:
    """The moment or day that a record has under `name`, `name_offset` and `name_on`."""
    moment = _instant(values.get(name), values.get(f"{name}_offset"))
    return values.get(f"{name}_on") if moment is None else moment


def _instant(microseconds: int | None, seconds: int | None) -> datetime | None:
    if microseconds is None:
        return None
    offset = timedelta(seconds=seconds or 0)
    try:
        return (_EPOCH + (timedelta(microseconds=microseconds) + offset)).replace(tzinfo=timezone(offset))
    except OverflowError as error:
        raise ValueError(f"{microseconds} microseconds since 1970 are before the year 1 or after 9999") from error


def _body(text: str | None) -> Any:
    return Article.from_dict({"body": json.loads(text)}).body if text else ()


def _image(values: Mapping[str, Any] | None) -> Image | None:
    if values is None or values.get("url") is None:
        return None
    return Image(values["url"], **{name: values.get(name) for name in _IMAGE_FIELDS if name != "url"})
