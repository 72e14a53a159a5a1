"""A Parquet file that is written in parts, each of which is there whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from newsparse.arrow.joining import UNFINISHED, Joining, read_part, write_part
from newsparse.arrow.schema import RESULT_SCHEMA
from newsparse.arrow.tables import column_values, in_batches
from newsparse.record import Record

__all__ = ["ParquetParts"]

_NOTE: Final = b"newsparse.note"


class ParquetParts:
    """Rows on their way to one Parquet file, safe from one `save` to the next.

    Rows are gathered in memory. `save` writes them as a part file in a folder beside the output, `NAME.parts`, and
    renames it when it is whole and on the disk. A thread joins the parts to the output while further rows are gathered;
    `join` waits for it, gives the output its name and removes the parts. A program that dies in between finds its parts
    again; what it had gathered since the last `save` it must add again.

        parts = ParquetParts("out.parquet")
        done = list(parts.notes())                  # what earlier runs said when they saved
        for name, result in todo:
            parts.add(result_record(result, registry))
            if parts.waiting >= 20_000:
                parts.save(note=name)
        parts.save(note=name)
        parts.join()

    A program that keeps a journal of its own need not use notes: it writes `len(parts.parts)` there after each `save`,
    and gives it to `cut` when it comes back.
    """

    def __init__(self, path: str | os.PathLike[str], *, schema: pa.Schema = RESULT_SCHEMA) -> None:
        """Find the parts that are there, and remove what was left half-written.

        Args:
            path: The output.
            schema: The columns of the rows, in their order.

        Raises:
            OSError: The folder of the parts cannot be read.
        """
        self._path = Path(path)
        self._schema = schema
        self._rows: list[Record] = []
        self._joined = False
        self._joining: Joining | None = None
        self.folder = self._path.with_name(f"{self._path.name}.parts")
        for left in self.folder.glob(f"*{UNFINISHED}"):
            left.unlink()
        self._remove_joined()
        self._count = len(self.parts)

    @property
    def parts(self) -> list[Path]:
        """The whole part files, in the order they were written."""
        return sorted(self.folder.glob("part-*.arrow"))

    @property
    def waiting(self) -> int:
        """How many rows are gathered and not yet saved."""
        return len(self._rows)

    def cut(self, count: int) -> int:
        """Go back to when there were this many parts: later ones and gathered rows are forgotten.

        Returns:
            How many parts were removed.

        Raises:
            OSError: There are fewer, and no output that they were joined to.
        """
        parts = self.parts
        self._joined = not parts and count > 0 and self._path.exists()
        if len(parts) < count and not self._joined:
            raise OSError(errno.ENOENT, f"there are {len(parts)} whole parts, not {count}", str(self.folder))
        if self._joining is not None and self._joining.count > count:
            self.close()
        for part in reversed(parts[count:]):
            part.unlink()
        self._rows = []
        self._count = count
        return max(0, len(parts) - count)

    def add(self, record: Record) -> None:
        """Gather a row."""
        self._rows.append(record)

    def save(self, *, note: str = "") -> Path:
        """Write the gathered rows as a part that outlives the program, and begin a new one.

        Args:
            note: What to find with the part later, such as which inputs it finishes. Rows and note are there
                together or not at all.

        Returns:
            The part file.

        Raises:
            OSError: It could not be written; the rows are still gathered.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        part = self.folder / f"part-{self._count:08}.arrow"
        schema = self._schema.with_metadata({**(self._schema.metadata or {}), _NOTE: note.encode()})
        write_part(part, schema, in_batches(self._rows, schema))
        self._rows = []
        self._count += 1
        self._hand_on()
        return part

    def _hand_on(self) -> Joining:
        """Give the thread the parts that it has not had."""
        if self._joining is None:
            self._joining = Joining(self._path, self._schema)
        for part in self.parts[self._joining.count :]:
            self._joining.add(part)
        return self._joining

    def notes(self) -> Iterator[str]:
        """The note of each part, in the order they were written."""
        for part in self.parts:
            with pa.memory_map(os.fspath(part)) as mapped, pa.ipc.open_file(mapped) as reader:
                metadata: Mapping[bytes, bytes] = reader.schema.metadata or {}
            yield metadata.get(_NOTE, b"").decode()

    def values(self, column: str) -> Iterator[Any]:
        """The values of a column in the parts, in the order they were written."""
        for part in self.parts:
            for batch in read_part(part):
                yield from column_values(batch.column(column), self._schema.field(column).type)

    def join(self) -> int:
        """Make the output of the parts, and remove them; rows not saved are not in it.

        May be called again by a program that was ended during it: after `cut` it knows whether the output is made.

        Returns:
            How many rows the output has.

        Raises:
            OSError: It could not be written; the parts are still there.
        """
        if not self._joined:
            joining, self._joining = self._hand_on(), None
            joining.finish()
            # First all parts at once, so that there is never a folder with some of them.
            if self.folder.exists():
                self.folder.rename(self._joined_folder)
            self._joined = True
        self._remove_joined()
        rows: int = pq.read_metadata(self._path).num_rows
        return rows

    def close(self) -> None:
        """Give up an output that was not joined; its parts stay for another run."""
        if self._joining is not None:
            self._joining.close()
            self._joining = None

    @property
    def _joined_folder(self) -> Path:
        return self.folder.with_name(f"{self.folder.name}.joined")

    def _remove_joined(self) -> None:
        shutil.rmtree(self._joined_folder, ignore_errors=True)
