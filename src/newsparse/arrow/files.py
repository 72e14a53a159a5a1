"""Articles in Parquet files: written and read in batches, so that a file need not fit in memory."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from newsparse.arrow.schema import ARTICLE_SCHEMA, RESULT_SCHEMA, checked, column_names
from newsparse.arrow.tables import articles_of, column_values, in_batches, records_of
from newsparse.article import Article

__all__ = ["COMPRESSION", "files_of", "open_writer", "read_parquet", "read_records", "write_parquet"]

COMPRESSION: Final = "zstd"
_LEVEL: Final = 1
_REPEATED: Final = (
    *("language", "publisher", "section", "format", "plugin", "error_type"),
    *(f"{moment}_{part}" for moment in ("published", "modified", "archived") for part in ("offset", "on")),
    *(f"{names}.list.{item}" for names in ("authors", "keywords") for item in ("element", "item")),
)
"""The columns whose values come again and again; to look for such among texts takes as long as to write them."""

_ROWS_IN_A_READ: Final = 1024


def write_parquet(articles: Iterable[Article], path: str | os.PathLike[str]) -> int:
    """Write articles to a Parquet file of `ARTICLE_SCHEMA`; a reader never sees a part of it.

    Args:
        articles: The articles; taken one batch at a time.
        path: The file; one that is there is replaced when the new one is whole.

    Returns:
        How many articles were written.

    Raises:
        OSError: The file cannot be written.
        TypeError: What is given is no iterable of articles.
    """
    records = records_of(articles)
    target = Path(path)
    unfinished = target.with_name(f".{target.name}.unfinished")
    count = 0
    _check_place(unfinished, target)
    try:
        with open_writer(unfinished, ARTICLE_SCHEMA) as writer:
            for batch in in_batches(records, ARTICLE_SCHEMA):
                writer.write_batch(batch)
                count += len(batch)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return count


def _check_place(unfinished: Path, target: Path) -> None:
    """See that there can be such a file, before articles are taken; the error names the one that was asked for."""
    try:
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        unfinished.open("wb").close()
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from error


def open_writer(path: Path, schema: pa.Schema) -> pq.ParquetWriter:
    """A writer with the settings that all our files are written with."""
    repeated = list(_REPEATED)
    return pq.ParquetWriter(path, schema, compression=COMPRESSION, compression_level=_LEVEL, use_dictionary=repeated)


def read_parquet(path: str | os.PathLike[str]) -> Iterator[Article]:
    """The articles of a Parquet file, or of a folder of them, read as they are asked for.

    Rows of inputs that were not read are passed over, as are columns besides those of `ARTICLE_SCHEMA`.

    Args:
        path: A file, or a folder in which an engine left its part files.

    Raises:
        SchemaError: A file lacks columns of `ARTICLE_SCHEMA`, or is of another version of it.
        OSError: A file cannot be read, or is no Parquet file.
    """
    wanted = {*ARTICLE_SCHEMA.names, "error"}
    for file in files_of(path):
        with _open(file) as parquet:
            schema = parquet.schema_arrow
            checked(schema, source=str(file))
            columns = [name for name in schema.names if name in wanted]
            for batch in parquet.iter_batches(_ROWS_IN_A_READ, columns=columns):
                yield from articles_of(batch)


def read_records(path: str | os.PathLike[str], columns: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Some columns of the articles' rows, failed ones included, as dicts; no article is made of them.

    Times are microseconds since 1970 in UTC, as `newsparse.record` has them.

    Args:
        path: As for `read_parquet`.
        columns: Names out of `RESULT_SCHEMA`; one that a file lacks is `None` in its rows.

    Raises:
        SchemaError: As for `read_parquet`.
        OSError: As for `read_parquet`.
        TypeError: The columns are one `str`.
    """
    return _rows(path, column_names(columns, "columns"))


def _rows(path: str | os.PathLike[str], columns: Sequence[str]) -> Iterator[dict[str, Any]]:
    missing = dict.fromkeys(columns)
    for file in files_of(path):
        with _open(file) as parquet:
            checked(parquet.schema_arrow, source=str(file))
            present = [name for name in columns if name in parquet.schema_arrow.names]
            for batch in parquet.iter_batches(_ROWS_IN_A_READ, columns=present):
                values = [column_values(batch.column(name), RESULT_SCHEMA.field(name).type) for name in present]
                for row in zip(*values, strict=True):
                    yield missing | dict(zip(present, row, strict=True))


def files_of(path: str | os.PathLike[str]) -> list[Path]:
    """The file itself, or the Parquet files of a folder and the folders below it, by name."""
    root = Path(path)
    if not root.is_dir():
        return [root]
    found = (file for file in root.rglob("*.parquet") if not _is_hidden(file.relative_to(root)))
    return sorted(found)


def _is_hidden(path: Path) -> bool:
    return any(part.startswith((".", "_")) for part in path.parts)


def _open(file: Path) -> pq.ParquetFile:
    with file.open("rb"):  # where it cannot be, Python's error names the file, as Arrow's does not
        pass
    try:
        return pq.ParquetFile(file)
    except pa.ArrowInvalid as error:
        raise OSError(f"{file}: not a whole Parquet file: {error}") from error
