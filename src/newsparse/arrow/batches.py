"""`parse_batches`: from batches of bytes or paths to batches of articles, for whatever engine carries them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import attrs
import pyarrow as pa

from newsparse.api import default_registry
from newsparse.arguments import a_str
from newsparse.arrow.schema import RESULT_SCHEMA, column_names, is_bytes, is_text
from newsparse.arrow.tables import batch_of
from newsparse.bulk.documents import Reader
from newsparse.bulk.inputs import Input, SealedSource
from newsparse.bulk.setup import Options, RegistrySpec, Setup
from newsparse.errors import ReadError
from newsparse.record import Record, result_record
from newsparse.registry import Registry
from newsparse.source import Limits

if TYPE_CHECKING:
    from newsparse.sites import Site

__all__ = ["parse_batches", "parse_table"]

ROWS_OUT = 1024
BYTES_OUT = 16 * 1024 * 1024


def parse_batches(  # noqa: PLR0913  # the options of parse, and which columns hold what
    batches: Iterable[pa.RecordBatch],
    *,
    column: str | None = None,
    names: str | None = None,
    urls: str | None = None,
    keep: Sequence[str] = (),
    format: str | None = None,
    encoding: str | None = None,
    limits: Limits | None = None,
    sites: Sequence[Site] = (),
    plugins: Iterable[object] = (),
    registry: Registry | None = None,
) -> Iterator[pa.RecordBatch]:
    """Read the article of each row, as `parse_many` would.

    A row that holds a container gives a row for each document in it, in place. What cannot be read is a row with
    `error` and `error_type` and without an article; nothing but wrong arguments raises.

    Args:
        batches: Batches of one schema.
        column: The column that holds bytes, or the paths of files; if `None`, the only column of bytes, or where there
            is none the only column of text.
        names: The column with what to call each input in `source` and in messages; if `None`, the column `path` where
            there is one.
        urls: The column with the address that the bytes came from; relative links resolve against it.
        keep: Columns to hand on, in front of those of `RESULT_SCHEMA`.
        format: Name of a registered format; detected from the bytes if `None`.
        encoding: The encoding of the bytes, if you know it.
        limits: How much reading one input may need.
        sites: Publisher rules to use before the registered ones.
        plugins: Plugins besides the registry's: paths of plugin files, modules, `Format`s or objects with hooks.
        registry: The registry to read with; if `None`, the default one of the process that this runs in.

    Returns:
        Batches of the columns kept and those of `RESULT_SCHEMA`.

    Raises:
        ValueError: The columns named are not there, or it is not clear which one to read.
        TypeError: An argument is of another type; one of the batches, when it comes.
        UnknownFormatError: There is no format of the name given.
    """
    _check_types(batches, column=column, names=names, urls=urls)
    kept = column_names(keep, "keep")
    registry = default_registry() if registry is None else registry
    spec = RegistrySpec.of(registry, plugins)
    if len(spec.plugins) > len(RegistrySpec.of(registry).plugins):
        registry = spec.make()
    # Refuses what no row can be read with.
    registry.documents(b"", format=format, encoding=encoding, limits=limits, sites=tuple(sites))
    options = Options(format=format, encoding=encoding, limits=limits, sites=tuple(sites))
    reader = Reader(Setup(spec, options, result_record), registry)
    return _parsed(batches, reader, column, names, urls, kept)


def parse_table(table: pa.Table, **options: Any) -> pa.Table:
    """`parse_batches` for engines that hand over tables.

    Args:
        table: The rows.
        **options: The arguments of `parse_batches`.

    Returns:
        The columns kept and those of `RESULT_SCHEMA`.

    Raises:
        ValueError: As for `parse_batches`.
        TypeError: As for `parse_batches`.
        UnknownFormatError: As for `parse_batches`.
    """
    if not isinstance(table, pa.Table):
        raise TypeError(f"table: expected a pyarrow Table, not {type(table).__name__}")
    kept = [_field(table.schema, name) for name in column_names(options.get("keep", ()), "keep")]
    return pa.Table.from_batches(parse_batches(table.to_batches(), **options), _schema(kept))


def _check_types(batches: Iterable[pa.RecordBatch], **columns: str | None) -> None:
    if isinstance(batches, pa.Table):
        raise TypeError("batches: expected an iterable of pyarrow RecordBatch, not Table; parse_table takes that")
    if isinstance(batches, pa.RecordBatch):
        raise TypeError("batches: expected an iterable of pyarrow RecordBatch, not a single one; write [batch]")
    if not isinstance(batches, Iterable):
        raise TypeError(f"batches: expected an iterable of pyarrow RecordBatch, not {type(batches).__name__}")
    for name, value in columns.items():
        if value is not None:
            a_str(value, name)


def _parsed(
    batches: Iterable[pa.RecordBatch],
    reader: Reader[Record],
    column: str | None,
    names: str | None,
    urls: str | None,
    keep: tuple[str, ...],
) -> Iterator[pa.RecordBatch]:
    for number, batch in enumerate(batches):
        if not isinstance(batch, pa.RecordBatch):
            raise TypeError(f"batches[{number}]: expected a pyarrow RecordBatch, not {type(batch).__name__}")
        rows = _Rows.of(batch, column, names, urls)
        schema = _schema([_field(batch.schema, name) for name in keep])
        for places, records in _chunks(rows, reader):
            kept = batch.select(list(keep)).take(pa.array(places, pa.int64())).columns if keep else []
            yield pa.RecordBatch.from_arrays([*kept, *batch_of(records, RESULT_SCHEMA).columns], schema=schema)


def _chunks(rows: _Rows, reader: Reader[Record]) -> Iterator[tuple[list[int], list[Record]]]:
    """Records with the number of the row that each comes from, in pieces bounded in rows and bytes."""
    body = RESULT_SCHEMA.get_field_index("body")
    places: list[int] = []
    records: list[Record] = []
    size = 0
    for at, input in enumerate(rows):
        for record in _records(input, reader):
            places.append(at)
            records.append(record)
            size += len(record[body] or "")
            if len(records) >= ROWS_OUT or size >= BYTES_OUT:
                yield places, records
                places, records, size = [], [], 0
    if records:
        yield places, records


def _records(input: Input, reader: Reader[Record]) -> Iterator[Record]:
    if input.error is not None:
        return iter([reader.failed(input.name, input.error)])
    return reader.read(input)


def _schema(kept: Sequence[pa.Field]) -> pa.Schema:
    twice = sorted({field.name for field in kept} & {*RESULT_SCHEMA.names})
    if twice:
        raise ValueError(f"keep: {twice[0]!r} is a column of the result too; rename it first")
    return pa.schema([*kept, *RESULT_SCHEMA], RESULT_SCHEMA.metadata)


@attrs.frozen
class _Rows:
    """The columns of a batch that say what to read."""

    cells: pa.Array
    names: pa.Array | None
    urls: pa.Array | None

    @classmethod
    def of(cls, batch: pa.RecordBatch, column: str | None, names: str | None, urls: str | None) -> _Rows:
        """Find the columns.

        Raises:
            ValueError: One is not there or of the wrong type, or it is not clear which one to read.
        """
        chosen = _only_column(batch.schema) if column is None else column
        type = _field(batch.schema, chosen).type
        if not (is_bytes(type) or is_text(type)):
            raise ValueError(f"column {chosen!r} holds {type}, neither bytes nor paths")
        if names is None and "path" in batch.schema.names and chosen != "path":
            names = "path"
        return cls(batch.column(chosen), _text_column(batch, names), _text_column(batch, urls))

    def __iter__(self) -> Iterator[Input]:
        for at, cell in enumerate(self.cells):
            value = cell.as_py()
            name = self.names[at].as_py() if self.names is not None else None
            url = self.urls[at].as_py() if self.urls is not None else None
            yield _input(value, name, url)


def _input(value: bytes | str | None, name: str | None, url: str | None) -> Input:
    if value is None:
        called = name or "(bytes)"
        return Input(called, None, ReadError("the row holds nothing", source=called))
    if isinstance(value, str):
        fields: tuple[tuple[str, Any], ...] = (("path", value), ("name", name or value), ("url", url))
        return Input(name or value, SealedSource(fields))
    return Input(name or "(bytes)", SealedSource((("data", value), ("name", name), ("url", url))))


def _only_column(schema: pa.Schema) -> str:
    for fits, what in ((is_bytes, "bytes"), (is_text, "text")):
        found = [field.name for field in schema if fits(field.type)]
        if len(found) == 1:
            return str(found[0])
        if found:
            raise ValueError(f"several columns hold {what}: {', '.join(found)}; say which one to read with column=")
    raise ValueError(f"no column holds bytes or paths; there are: {', '.join(schema.names) or 'none'}")


def _field(schema: pa.Schema, name: str) -> pa.Field:
    if name not in schema.names:
        raise ValueError(f"there is no column {name!r}; there are: {', '.join(schema.names) or 'none'}")
    return schema.field(name)


def _text_column(batch: pa.RecordBatch, name: str | None) -> pa.Array | None:
    if name is None:
        return None
    type = _field(batch.schema, name).type
    if not is_text(type):
        raise ValueError(f"column {name!r} holds {type}, not text")
    return batch.column(name)
