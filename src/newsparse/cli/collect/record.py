"""What a worker hands back for one document: its article as it is to be written, and what the summary counts."""

from __future__ import annotations

import enum
import json
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

import attrs

from newsparse.article import Article, Result
from newsparse.cli.show import article_for_people
from newsparse.errors import NewsparseError, NoArticleError
from newsparse.reasons import why
from newsparse.record import result_record
from newsparse.registry import Registry
from newsparse.structure import INPUT_KEY, SCHEMA_VERSION

__all__ = ["LINES", "PEOPLE", "ROWS", "Kind", "Record", "Renderer", "readable_name"]

LINES: Final = "json lines"
PEOPLE: Final = "for people"
ROWS: Final = "table rows"


@enum.unique
class Kind(enum.Enum):
    """What became of a document."""

    ARTICLE = "article"
    NO_ARTICLE = "no article"
    FAILED = "failed"


@attrs.frozen
class Record:
    """One document's outcome.

    Attributes:
        source: The document's name.
        kind: What became of it.
        data: The article as it is written, or `rows`.
        row: The article's values, where it goes into a table.
        reason: Why there is no article: the name of the error's type.
        message: The error in words.
        format: The format that read it.
        publisher: The article's publisher, or the host of its address.
        language: The article's language.
        year: The year of publication, or that of the archive.
    """

    source: str
    kind: Kind
    data: bytes = b""
    row: Any = None
    reason: str | None = None
    message: str | None = None
    format: str | None = None
    publisher: str | None = None
    language: str | None = None
    year: int | None = None


@attrs.frozen
class Renderer:
    """Makes the record of a result; runs in the workers.

    Attributes:
        to: A format's name, or one of `LINES`, `PEOPLE` and `ROWS`.
        options: Those of the format's writer.
    """

    to: str
    options: Mapping[str, Any] = {}

    def __call__(self, result: Result, registry: Registry) -> Record:
        """The record of a result."""
        if result.article is None:
            assert result.error is not None  # a Result has the one or the other
            return _failure(result, result.error)
        try:
            data, row = self._written(result, result.article, registry)
        except NewsparseError as error:
            return _failure(result, error)
        article = result.article
        return Record(
            result.source,
            Kind.ARTICLE,
            data,
            row,
            format=result.format,
            publisher=article.publisher or (urlsplit(article.url).hostname if article.url else None),
            language=article.language,
            year=_year(article),
        )

    def _written(self, result: Result, article: Article, registry: Registry) -> tuple[bytes, Any]:
        if self.to == LINES:
            return json_line(result.source, article), None
        if self.to == PEOPLE:
            return article_for_people(article).encode(), None
        if self.to == ROWS:
            return b"", result_record(result, registry)
        return registry.encode(article, self.to, **self.options), None


def _year(article: Article) -> int | None:
    """The year it is from; as in statistics, where the source tells none, that of the archive."""
    day = article.published_on or article.archived
    return day.year if day else None


def _failure(result: Result, error: NewsparseError | OSError) -> Record:
    kind = Kind.NO_ARTICLE if isinstance(error, NoArticleError) else Kind.FAILED
    message = readable_name(why(error))
    return Record(result.source, kind, reason=type(error).__name__, message=message, format=result.format)


def json_line(name: str, article: Article) -> bytes:
    """One line of JSON with the article, the input's name beside its fields."""
    data = {"newsparse": SCHEMA_VERSION, INPUT_KEY: readable_name(name), **article.to_dict()}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def readable_name(name: str) -> str:
    r"""A name in which bytes that are no valid text, as file names may hold, are written `\xe9`, others `\ud800`."""
    try:
        data = name.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        data = name.encode("utf-8", "backslashreplace")
    return data.decode("utf-8", "backslashreplace")
