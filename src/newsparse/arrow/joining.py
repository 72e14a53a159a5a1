"""One Parquet file made of part files, in a thread of its own, while further parts are still to come."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from newsparse.arrow.files import open_writer

__all__ = ["UNFINISHED", "Joining", "on_disk", "read_part", "write_part"]

UNFINISHED: Final = ".unfinished"


class Joining:
    """The file that parts are joined to; it takes its name at the end.

    Compressing is most of the work, and goes on beside Python's own: Arrow holds no lock of the interpreter's then.

    Attributes:
        count: How many parts it was given.
    """

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        """Begin the file.

        Args:
            path: The name that it takes in `finish`.
            schema: The columns of all parts.
        """
        self.count = 0
        self._path = path
        self._unfinished = path.with_name(f"{path.name}{UNFINISHED}")
        self._schema = schema
        self._thread = ThreadPoolExecutor(1)
        self._opened: Future[pq.ParquetWriter] = self._thread.submit(self._open)
        self._written: list[Future[None]] = []

    def _open(self) -> pq.ParquetWriter:
        # One that another program has open stays that program's.
        self._unfinished.unlink(missing_ok=True)
        return open_writer(self._unfinished, self._schema)

    def add(self, part: Path) -> None:
        """Give it the next part; what goes wrong with it is raised by `finish`."""
        self._written.append(self._thread.submit(self._write, part))
        self.count += 1

    def _write(self, part: Path) -> None:
        writer = self._opened.result()
        for batch in read_part(part):
            writer.write_batch(batch.replace_schema_metadata(self._schema.metadata))

    def finish(self) -> None:
        """Wait for all parts, and give the file its name.

        Raises:
            OSError: Something could not be read or written; the file is gone.
        """
        try:
            writer = self._opened.result()
            for part in self._written:
                part.result()
            writer.close()
            with self._unfinished.open("rb+") as file:
                os.fsync(file.fileno())
            self._unfinished.replace(self._path)
        finally:
            self.close()

    def close(self) -> None:
        """Give the work up, where it is not finished."""
        self._thread.shutdown(cancel_futures=True)
        if not self._opened.cancelled() and self._opened.exception() is None:
            with suppress(OSError):  # a full disk keeps it from writing its end, which nobody wants
                self._opened.result().close()
        self._unfinished.unlink(missing_ok=True)


def write_part(part: Path, schema: pa.Schema, batches: Iterator[pa.RecordBatch]) -> None:
    """Write a part file, which is there whole or not at all.

    It has Arrow's file format, <https://arrow.apache.org/docs/format/Columnar.html#ipc-file-format>, uncompressed:
    it is soon read once and removed.

    Raises:
        OSError: It could not be written; nothing of it is there.
    """
    with on_disk(part) as unfinished, pa.ipc.new_file(os.fspath(unfinished), schema) as writer:
        for batch in batches:
            writer.write_batch(batch)


def read_part(part: Path) -> Iterator[pa.RecordBatch]:
    """The batches of a part file."""
    with pa.memory_map(os.fspath(part)) as mapped, pa.ipc.open_file(mapped) as reader:
        for number in range(reader.num_record_batches):
            yield reader.get_batch(number)


@contextmanager
def on_disk(path: Path) -> Iterator[Path]:
    """Another name to write a file under; it takes its own when it is whole and on the disk."""
    unfinished = path.with_name(f"{path.name}{UNFINISHED}")
    try:
        yield unfinished
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
