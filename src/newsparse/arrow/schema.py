"""The columns of articles in a table, their version, and what to say of a table of another version."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import attrs
import pyarrow as pa

from newsparse.content import Image
from newsparse.errors import SchemaError
from newsparse.record import ARTICLE_COLUMNS, RESULT_COLUMNS

__all__ = ["ARTICLE_SCHEMA", "RESULT_SCHEMA", "SCHEMA_VERSION", "checked", "column_names", "is_bytes", "is_text"]

SCHEMA_VERSION: Final = 1
"""The version of the columns; it rises when a reader of the old ones would go wrong."""

_VERSION_KEY: Final = b"newsparse.schema"
_METADATA: Final = {_VERSION_KEY: str(SCHEMA_VERSION).encode()}
_TIME: Final = pa.timestamp("us", tz="UTC")
_TYPES: Final = {
    "published": _TIME,
    "published_offset": pa.int32(),
    "published_on": pa.date32(),
    "modified": _TIME,
    "modified_offset": pa.int32(),
    "modified_on": pa.date32(),
    "archived": _TIME,
    "archived_offset": pa.int32(),
    "authors": pa.list_(pa.string()),
    "keywords": pa.list_(pa.string()),
    "image": pa.struct([(field.name, pa.string()) for field in attrs.fields(Image)]),
}

ARTICLE_SCHEMA: Final = pa.schema([(name, _TYPES.get(name, pa.string())) for name in ARTICLE_COLUMNS], _METADATA)
"""The columns of an article. Its metadata hold the version under `newsparse.schema`."""

RESULT_SCHEMA: Final = pa.schema([(name, _TYPES.get(name, pa.string())) for name in RESULT_COLUMNS], _METADATA)
"""The columns of what became of an input: its name, the article's columns, and how reading it went."""


def column_names(names: Sequence[str], where: str) -> tuple[str, ...]:
    """The names of columns; refuses one `str`, whose letters are none, naming the argument."""
    if isinstance(names, str) or not isinstance(names, Iterable):
        raise TypeError(f"{where}: expected a list of column names, not {type(names).__name__}")
    return tuple(names)


def checked(schema: pa.Schema, *, source: str | None = None) -> pa.Schema:
    """The schema that a table of articles is to be cast to: our type for each of our columns, in our order.

    Tables that passed through an engine have lost the version and may say the same in another type: large strings,
    dictionaries, times of another unit. Those are taken.

    Raises:
        SchemaError: The table is of another version, or lacks columns, or has them in a type that says less.
    """
    version = _version(schema)
    differences = tuple(_differences(schema))
    if differences or version not in (None, SCHEMA_VERSION):
        raise SchemaError(
            version=version,
            wanted=SCHEMA_VERSION,
            differences=differences + _unknown(schema, version),
            source=source,
        )
    return ARTICLE_SCHEMA


def _version(schema: pa.Schema) -> int | str | None:
    value = (schema.metadata or {}).get(_VERSION_KEY)
    if value is None:
        return None
    text: str = value.decode("utf-8", "replace")
    return int(text) if text.isdecimal() else text


def _differences(schema: pa.Schema) -> list[str]:
    found = []
    for field in ARTICLE_SCHEMA:
        count = len(schema.get_all_field_indices(field.name))
        if count != 1:
            found.append(f"column {field.name!r} is {'missing' if count == 0 else 'there twice'}")
        elif not _says_as_much(schema.field(field.name).type, field.type):
            found.append(f"column {field.name!r} is {schema.field(field.name).type}, not {field.type}")
    return found


def _unknown(schema: pa.Schema, version: int | str | None) -> tuple[str, ...]:
    """Columns that another version has besides ours."""
    known = {*RESULT_COLUMNS}
    if version in (None, SCHEMA_VERSION):
        return ()
    return tuple(f"column {name!r} is not known here" for name in schema.names if name not in known)


def _says_as_much(found: pa.DataType, wanted: pa.DataType) -> bool:
    """Whether values of one type can be cast to the other without loss."""
    if found == wanted or pa.types.is_null(found):
        return True
    if pa.types.is_dictionary(found):
        return _says_as_much(found.value_type, wanted)
    if pa.types.is_list(wanted):
        return _is_list(found) and _says_as_much(found.value_type, wanted.value_type)
    if pa.types.is_struct(wanted):
        if not pa.types.is_struct(found):
            return False
        inner = {field.name: field.type for field in found}
        return all(field.name in inner and _says_as_much(inner[field.name], field.type) for field in wanted)
    return any(test(found) and test(wanted) for test in (pa.types.is_timestamp, pa.types.is_integer, is_text))


def _is_list(type: pa.DataType) -> bool:
    return bool(pa.types.is_list(type) or pa.types.is_large_list(type))


def is_text(type: pa.DataType) -> bool:
    """Whether a column of the type holds text, however it is laid out."""
    return bool(pa.types.is_string(type) or pa.types.is_large_string(type) or pa.types.is_string_view(type))


def is_bytes(type: pa.DataType) -> bool:
    """Whether a column of the type holds bytes, however they are laid out."""
    return bool(pa.types.is_binary(type) or pa.types.is_large_binary(type) or pa.types.is_binary_view(type))
