"""The end of a Parquet file, in which it says where everything in it stands.

pyarrow cannot make one file of several without decoding and compressing every value again, which takes as long as it
took to write them. Their row groups can be taken over as bytes; only the places told in the footers must be moved. A
footer is in Thrift's compact form, which is read here whatever fields it holds, and written back the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO, Final, TypeAlias

import attrs

__all__ = ["MAGIC", "Footer", "read_footer", "write_footer"]

Fields: TypeAlias = dict[int, tuple[int, Any]]
"""The fields of a struct by their number, each with its type."""

MAGIC: Final = b"PAR1"
"""What a Parquet file begins and ends with."""

_TRUE, _FALSE, _BYTE, _DOUBLE, _BINARY, _LIST, _STRUCT = 1, 2, 3, 7, 8, 9, 12
_INTEGERS: Final = (4, 5, 6)
# FileMetaData, RowGroup, ColumnChunk and ColumnMetaData of parquet.thrift.
_SCHEMA, _ROWS, _ROW_GROUPS = 2, 3, 4
_COLUMNS, _GROUP_PLACE, _ORDINAL = 1, 5, 7
_CHUNK_PLACES, _METADATA = (2, 4, 6), 3
_PAGE_PLACES: Final = (9, 10, 11, 14)


@attrs.frozen
class Footer:
    """What a Parquet file says about itself.

    Attributes:
        fields: The fields of its `FileMetaData`.
        at: Where the footer begins, which is where the row groups end.
    """

    fields: Fields
    at: int

    @property
    def schema(self) -> object:
        """The columns; equal for files whose row groups may stand together."""
        return self.fields[_SCHEMA]

    @property
    def rows(self) -> int:
        """How many rows there are."""
        rows: int = self.fields[_ROWS][1]
        return rows

    def row_groups(self, move: int) -> list[bytes]:
        """The descriptions of its row groups, for a file in which they stand `move` bytes further on."""
        return [_moved(group, move) for group in self.fields[_ROW_GROUPS][1][1]]


def read_footer(file: BinaryIO) -> Footer:
    """The footer of a Parquet file.

    Raises:
        ValueError: There is none, or it holds what no footer does.
    """
    size = file.seek(0, 2)
    file.seek(max(0, size - 8))
    end = file.read(8)
    at = size - 8 - int.from_bytes(end[:4], "little")
    if end[4:] != MAGIC or at < len(MAGIC):
        raise ValueError("not a whole Parquet file")
    file.seek(at)
    try:
        return Footer(_Reading(file.read(size - 8 - at)).struct(), at)
    except IndexError as error:
        raise ValueError("the footer of the Parquet file is damaged") from error


def write_footer(file: BinaryIO, like: Footer, row_groups: Iterable[bytes], rows: int) -> None:
    """End a Parquet file, as the one with the footer `like` ends, but with these row groups and so many rows."""
    groups = (_LIST, (_STRUCT, list(row_groups)))
    footer = bytearray()
    _write_struct(footer, {**like.fields, _ROWS: (6, rows), _ROW_GROUPS: groups})
    file.write(footer + len(footer).to_bytes(4, "little") + MAGIC)


def _moved(group: Fields, move: int) -> bytes:
    columns = [_moved_column(column, move) for column in group[_COLUMNS][1][1]]
    fields = {**_shifted(group, (_GROUP_PLACE,), move), _COLUMNS: (_LIST, (_STRUCT, columns))}
    fields.pop(_ORDINAL, None)  # its number among the row groups; may be left away
    out = bytearray()
    _write_struct(out, fields)
    return bytes(out)


def _moved_column(column: Fields, move: int) -> Fields:
    moved = _shifted(column, _CHUNK_PLACES, move)
    if _METADATA in moved:
        moved[_METADATA] = (_STRUCT, _shifted(moved[_METADATA][1], _PAGE_PLACES, move))
    return moved


def _shifted(fields: Fields, places: Iterable[int], move: int) -> Fields:
    """The fields with these places moved; 0 stands for one that is not told."""
    moved = {number: (6, fields[number][1] + move) for number in places if number in fields and fields[number][1]}
    return fields | moved


class _Reading:
    """Values one after the other out of bytes."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def struct(self) -> Fields:
        fields: Fields = {}
        number = 0
        while head := self._byte():
            step, kind = head >> 4, head & 15
            number = number + step if step else self._signed()
            fields[number] = (kind, kind == _TRUE if kind in (_TRUE, _FALSE) else self._value(kind))
        return fields

    def _value(self, kind: int) -> Any:
        if kind in _INTEGERS:
            return self._signed()
        if kind == _BINARY:
            return self._bytes(self._unsigned())
        if kind == _STRUCT:
            return self.struct()
        if kind == _LIST:
            return self._list()
        if kind == _DOUBLE:
            return self._bytes(8)
        if kind in (_TRUE, _FALSE, _BYTE):  # truths, where they stand in a list
            return self._byte()
        raise ValueError(f"the footer of the Parquet file holds a value of type {kind}")

    def _list(self) -> tuple[int, list[Any]]:
        head = self._byte()
        count, kind = head >> 4, head & 15
        if count == 15:
            count = self._unsigned()
        return kind, [self._value(kind) for _ in range(count)]

    def _byte(self) -> int:
        byte = self._data[self._at]
        self._at += 1
        return byte

    def _bytes(self, count: int) -> bytes:
        end = self._at + count
        if end > len(self._data):
            raise IndexError
        data, self._at = self._data[self._at : end], end
        return data

    def _unsigned(self) -> int:
        value = shift = 0
        while True:
            byte = self._byte()
            value |= (byte & 127) << shift
            if byte < 128:
                return value
            shift += 7

    def _signed(self) -> int:
        value = self._unsigned()
        return (value >> 1) ^ -(value & 1)


def _write_struct(out: bytearray, fields: Fields) -> None:
    before = 0
    for number, (given, value) in sorted(fields.items()):
        kind = (_TRUE if value else _FALSE) if given in (_TRUE, _FALSE) else given
        if 0 < number - before < 16:
            out.append((number - before) << 4 | kind)
        else:
            out.append(kind)
            _write_signed(out, number)
        if kind not in (_TRUE, _FALSE):
            _write_value(out, kind, value)
        before = number
    out.append(0)


def _write_value(out: bytearray, kind: int, value: Any) -> None:
    if kind in _INTEGERS:
        _write_signed(out, value)
    elif kind == _BINARY:
        _write_unsigned(out, len(value))
        out += value
    elif kind == _LIST:
        _write_list(out, *value)
    elif isinstance(value, bytes):  # a double, or a struct that is written already
        out += value
    elif kind == _STRUCT:
        _write_struct(out, value)
    else:
        out.append(value)


def _write_list(out: bytearray, kind: int, values: list[Any]) -> None:
    if len(values) < 15:
        out.append(len(values) << 4 | kind)
    else:
        out.append(0xF0 | kind)
        _write_unsigned(out, len(values))
    for value in values:
        _write_value(out, kind, value)


def _write_unsigned(out: bytearray, value: int) -> None:
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)


def _write_signed(out: bytearray, value: int) -> None:
    _write_unsigned(out, value << 1 if value >= 0 else (-value << 1) - 1)
