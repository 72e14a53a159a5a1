"""What is counted of one article, from whatever the articles are kept in."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import attrs

from newsparse.article import Article, Result
from newsparse.compression import SUFFIXES
from newsparse.reasons import why
from newsparse.record import moment_of, readable
from newsparse.source import Source
from newsparse.structure import INPUT_KEY
from newsparse.words import count_words

if TYPE_CHECKING:
    from newsparse.bulk.inputs import Input
    from newsparse.bulk.setup import Options
    from newsparse.limits import Limits
    from newsparse.registry import Registry
    from newsparse.sites import Site

__all__ = ["FIELDS", "Fact", "facts_of"]

FIELDS: Final = (
    "title",
    "text",
    "url",
    "published",
    "modified",
    "authors",
    "language",
    "publisher",
    "summary",
    "image",
    "section",
    "keywords",
)
"""The fields whose absence is counted, in the order they are told."""

_BEGINNING: Final = b'{"newsparse":'
_LINES: Final = tuple(f"{lines}{end}" for lines in (".jsonl", ".ndjson") for end in ("", *SUFFIXES))
_COLUMNS: Final = (
    "source",
    "published_offset",
    "published_on",
    "modified_offset",
    "modified_on",
    "archived",
    "archived_offset",
    "format",
    "error_type",
    *FIELDS,
)


@attrs.frozen(kw_only=True)
class Fact:
    """What is counted of one input.

    Attributes:
        source: The input's name.
        error: Why there is no article: the error's type; `None` where there is one.
        reason: The error in words; `None` also where a table tells that an input could not be read before.
        url: The article's address.
        published: When it was published.
        archived: The day it was archived.
        publisher: Who published it: the publisher's name, else the host of its address.
        language: Its language.
        words: How many words its text has.
        missing: Those of `FIELDS` that are empty.
        format: The format it was read from.
    """

    source: str
    error: str | None = None
    reason: str | None = None
    url: str | None = None
    published: datetime | date | None = None
    archived: date | None = None
    publisher: str | None = None
    language: str | None = None
    words: int = 0
    missing: frozenset[str] = frozenset()
    format: str | None = None


def facts_of(
    path: str | os.PathLike[str] | Source,
    *,
    registry: Registry,
    workers: int | None = None,
    encoding: str | None = None,
    limits: Limits | None = None,
    sites: Sequence[Site] = (),
    exclude: Iterable[str] = (),
) -> Iterator[Fact]:
    """The facts of everything under a path.

    Args:
        path: A Parquet file or a folder of them, a file of JSON lines, or anything that `parse_many` reads. A `Source`
            holds JSON lines, if its first line is an object, or else what `parse_many` reads.
        registry: What files are read with.
        workers: How many processes read files; one for each usable core if `None`.
        encoding: The encoding of files that are no table and no JSON lines, if you know it.
        limits: How much one file may need, as for `newsparse.parse`.
        sites: Publisher rules to read pages with.
        exclude: What to leave out of folders, as for `newsparse.parse_many`.

    Raises:
        SchemaError: A Parquet file is no table of articles, or one of another version.
        ImportError: It is a Parquet file and there is no pyarrow.
        OSError: A Parquet file or a file of JSON lines cannot be read.
    """
    from newsparse.bulk.inputs import expand
    from newsparse.bulk.setup import Options

    options = Options(encoding=encoding, limits=limits, sites=tuple(sites))
    if isinstance(path, Source):
        return _of_lines(path) if _holds_lines(path) else _of_files(expand(path), registry, workers, options)
    place = Path(path)
    if place.suffix == ".parquet" or (place.is_dir() and any(place.glob("*.parquet"))):
        return _of_table(place)
    if place.name.endswith(_LINES):
        return _of_lines(Source(path=place))
    return _of_files(expand(place, exclude=exclude), registry, workers, options)


def _of_files(inputs: Iterable[Input], registry: Registry, workers: int | None, options: Options) -> Iterator[Fact]:
    from newsparse.bulk.many import outcomes
    from newsparse.bulk.setup import RegistrySpec, Setup

    setup = Setup(RegistrySpec.of(registry), options, _of_result)
    for outcome in outcomes(setup, inputs, registry, workers=workers, ordered=True):
        if outcome.value is not None:
            yield outcome.value


def _of_result(result: Result, registry: Registry) -> Fact:
    if result.article is None:
        assert result.error is not None  # a Result has the one or the other
        kind, reason = type(result.error).__name__, readable(why(result.error))
        return Fact(source=readable(result.source), error=kind, reason=reason, format=result.format)
    return _of_article(result.article, readable(result.source), result.format)


def _of_article(article: Article, source: str, format: str | None) -> Fact:
    return Fact(
        source=source,
        url=article.url,
        published=article.published,
        archived=article.archived.date() if article.archived else None,
        publisher=article.publisher or _host(article.url),
        language=article.language,
        words=article.word_count,
        missing=frozenset(name for name in FIELDS if not getattr(article, name)),
        format=format,
    )


def _holds_lines(source: Source) -> bool:
    """Whether the first line is a whole object, and not alone; or so long an article that its end is not in sight."""
    first, end, rest = source.head.partition(b"\n")
    if not end:
        return first.startswith(_BEGINNING)
    try:
        return bool(rest.strip()) and isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _of_lines(source: Source) -> Iterator[Fact]:
    with source.open() as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield _of_line(line, f"{source.name}:{number}")


def _of_line(line: bytes, where: str) -> Fact:
    try:
        data = json.loads(line)
        article = Article.from_dict(_ours(data))
    except (ValueError, TypeError, RecursionError) as error:
        return Fact(source=where, error="ReadError", reason=f"no article of newsparse: {error}", format="json")
    name = data.get(INPUT_KEY)
    return _of_article(article, name if isinstance(name, str) else where, None)


def _ours(data: Any) -> Any:
    """The data of a line; anybody's would make an article of some kind, without a word where the names differ."""
    if isinstance(data, dict) and "newsparse" not in data:
        raise ValueError("the line lacks the key 'newsparse', the version of its form")
    return data


def _of_table(path: Path) -> Iterator[Fact]:
    from newsparse.arrow import read_records

    for number, row in enumerate(read_records(path, _COLUMNS), 1):
        yield _of_row(row, f"{path}:{number}")


def _of_row(row: Mapping[str, Any], where: str) -> Fact:
    source = row["source"] or where
    if row["error_type"] is not None:
        return Fact(source=source, error=row["error_type"], format=row["format"])
    published = moment_of(row, "published")
    archived = moment_of(row, "archived")
    there = {**row, "published": published, "modified": moment_of(row, "modified")}
    return Fact(
        source=source,
        url=row["url"],
        published=published,
        archived=archived.date() if isinstance(archived, datetime) else None,
        publisher=row["publisher"] or _host(row["url"]),
        language=row["language"],
        words=count_words(row["text"] or ""),
        missing=frozenset(name for name in FIELDS if not there[name]),
        format=row["format"],
    )


def _host(url: str | None) -> str | None:
    return urlsplit(url).hostname if url else None
