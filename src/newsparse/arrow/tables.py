"""Records to Arrow and back; articles to tables and back."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pyarrow as pa

from newsparse.arrow.schema import ARTICLE_SCHEMA, checked
from newsparse.article import Article
from newsparse.record import ARTICLE_COLUMNS, Record, article_of, record_of

__all__ = ["articles_of", "batch_of", "column_values", "from_table", "in_batches", "records_of", "to_table"]

ROWS_IN_A_BATCH = 4096
BYTES_IN_A_BATCH = 16 * 1024 * 1024


def to_table(articles: Iterable[Article]) -> pa.Table:
    """The articles as a table of `ARTICLE_SCHEMA`, one row each.

    Raises:
        TypeError: What is given is no iterable of articles.
    """
    batches = in_batches(records_of(articles), ARTICLE_SCHEMA)
    return pa.Table.from_batches(batches, ARTICLE_SCHEMA)


def records_of(articles: Iterable[Article]) -> Iterator[Record]:
    """The articles' rows; refuses what is no article, saying which one it is."""
    if not isinstance(articles, Iterable):
        raise TypeError(f"articles: expected an iterable of Article, not {type(articles).__name__}")
    return map(_record, itertools.count(), articles)


def _record(number: int, article: Article) -> Record:
    if not isinstance(article, Article):
        raise TypeError(f"articles[{number}]: expected an Article, not {type(article).__name__}")
    return record_of(article)


def from_table(table: pa.Table | pa.RecordBatch) -> list[Article]:
    """The articles of a table, equal to those it was made of.

    Columns besides those of `ARTICLE_SCHEMA` are passed over, as are the rows of inputs that were not read (`error` is
    not null).

    Raises:
        SchemaError: The table lacks columns of `ARTICLE_SCHEMA`, or is of another version of it.
        TypeError: It is no table.
        ValueError: A value is not one that an article can hold.
    """
    if not isinstance(table, (pa.Table, pa.RecordBatch)):
        raise TypeError(f"table: expected a pyarrow Table or RecordBatch, not {type(table).__name__}")
    checked(table.schema)
    batches = [table] if isinstance(table, pa.RecordBatch) else table.to_batches()
    return [article for batch in batches for article in articles_of(batch)]


def batch_of(records: Sequence[Record], schema: pa.Schema) -> pa.RecordBatch:
    """Records as a batch; each has its values in the order of the schema's columns."""
    columns: Iterable[Sequence[Any]] = zip(*records, strict=True) if records else ((),) * len(schema)
    arrays = [pa.array(values, field.type) for values, field in zip(columns, schema, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def in_batches(
    records: Iterable[Record], schema: pa.Schema, *, rows: int = ROWS_IN_A_BATCH
) -> Iterator[pa.RecordBatch]:
    """Records as batches that are bounded in rows and bytes."""
    body = schema.get_field_index("body")
    waiting: list[Record] = []
    size = 0
    for record in records:
        waiting.append(record)
        size += len(record[body] or "")
        if len(waiting) >= rows or size >= BYTES_IN_A_BATCH:
            yield batch_of(waiting, schema)
            waiting, size = [], 0
    if waiting:
        yield batch_of(waiting, schema)


def articles_of(batch: pa.RecordBatch) -> Iterator[Article]:
    """The articles of a batch whose schema was checked, without the rows that hold none."""
    columns = {name: column_values(batch.column(name), ARTICLE_SCHEMA.field(name).type) for name in ARTICLE_COLUMNS}
    failed = batch.column("error").is_valid().to_pylist() if "error" in batch.schema.names else [False] * len(batch)
    for at, failure in enumerate(failed):
        if not failure:
            yield article_of({name: values[at] for name, values in columns.items()})


def column_values(column: pa.Array, type: pa.DataType) -> list[Any]:
    """Python values; times as microseconds, since Python's own stop at the year 1 and at 9999."""
    exact = column if column.type == type else column.cast(type)
    values: list[Any] = (exact.cast(pa.int64()) if pa.types.is_timestamp(type) else exact).to_pylist()
    return values
