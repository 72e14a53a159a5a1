"""Collected articles in a Parquet file, by way of part files that are joined at the end."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from newsparse.cli.collect.record import Record, readable_name
from newsparse.cli.options import CommandError
from newsparse.record import RESULT_COLUMNS
from newsparse.record import Record as Row

if TYPE_CHECKING:
    from newsparse.arrow import ParquetParts

__all__ = ["ParquetSink"]

_ROWS_OF_A_PART: Final = 5_000
_CHARACTERS_OF_A_PART: Final = 8_000_000
_SECONDS_OF_A_PART: Final = 60


class ParquetSink:
    """Rows in part files beside the output, each there whole or not at all."""

    def __init__(self, path: Path) -> None:
        """Look at what an earlier run left.

        Raises:
            CommandError: pyarrow is not installed.
        """
        try:
            import newsparse.arrow  # noqa: F401  # to say at once that pyarrow is missing
        except ImportError as error:
            raise CommandError(str(error)) from error
        self._path = path
        self._names: set[str] = set()
        self._size = 0

    @cached_property
    def _parts(self) -> ParquetParts:
        """What an earlier run left; another run may be using it until this one has its journal."""
        from newsparse.arrow import ParquetParts

        return ParquetParts(self._path)

    def resume(self, state: Mapping[str, Any]) -> list[str]:
        """Remove parts that no checkpoint vouches for."""
        removed = self._parts.cut(int(state.get("parts", 0)))
        return [f"{removed} part files after the last checkpoint are written again"] if removed else []

    def keep_existing(self, *, resuming: bool) -> list[str]:
        """Begin with the rows of the output.

        Raises:
            SchemaError: It is of another version.
        """
        from newsparse.arrow import read_records

        if resuming:
            self._names.update(self._parts.values("source"))
            return []
        for row in read_records(self._path, RESULT_COLUMNS) if self._path.exists() else ():
            self._names.add(row["source"])
            self._add(tuple(row.values()))
            if self._full():
                self.checkpoint()
        return []

    def holds(self, name: str, place: str) -> bool:
        """Whether there is a row for it."""
        return readable_name(name) in self._names

    def write(self, record: Record, place: str) -> None:
        """Add a row."""
        self._add(record.row)

    def _add(self, row: Row) -> None:
        self._parts.add(row)
        self._size += sum(len(value) for value in row if isinstance(value, str))

    def checkpoint(self) -> Mapping[str, Any]:
        """Save the rows; how many parts there are."""
        if self._parts.waiting:
            self._parts.save()
            self._size = 0
        return {"parts": len(self._parts.parts)}

    def due(self, seconds: float) -> bool:
        """A part should have many rows, and not take much memory before it is saved."""
        return self._full() or seconds >= _SECONDS_OF_A_PART

    def _full(self) -> bool:
        return self._parts.waiting >= _ROWS_OF_A_PART or self._size >= _CHARACTERS_OF_A_PART

    def finish(self, state: Mapping[str, Any]) -> None:
        """Join the parts."""
        self.resume(state)
        self._parts.join()

    def close(self) -> None:
        """Leave the parts for another run."""
        if "_parts" in vars(self):
            self._parts.close()
