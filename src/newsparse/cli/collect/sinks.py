"""Where collected articles go: standard output, JSON lines, a folder of files.

A sink writes records, says at a checkpoint where it stands, and can go back to where it stood. What a reader may find
under the output's own name is always whole: lines are gathered in `NAME.part`, which takes the name at the end, and
each file of a folder is renamed when it is written.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from newsparse.cli.collect.record import Kind, Record
from newsparse.cli.options import CommandError

__all__ = ["FolderSink", "LinesSink", "Sink", "StandardOutput", "replace_file"]


class Sink(Protocol):
    """What can take records."""

    def resume(self, state: Mapping[str, Any]) -> list[str]:
        """Go back to where a checkpoint left it (an empty state: to the beginning); remarks for people."""

    def write(self, record: Record, place: str) -> None:
        """Take the record of an article; `place` is the path of a file of its own, without suffix."""

    def checkpoint(self) -> Mapping[str, Any]:
        """Bring everything to disk; where it stands now."""

    def due(self) -> bool:
        """Whether so much has been written since the last checkpoint that there should be one."""

    def finish(self) -> None:
        """Give the output its name; may be done twice."""

    def close(self) -> None:
        """Let go of files, leaving the rest for another run."""


class StandardOutput:
    """Articles one after the other, an empty line between those that are not lines of JSON."""

    def __init__(self, *, lines: bool) -> None:
        self._between = b"" if lines else b"\n"
        self._first = True

    def resume(self, state: Mapping[str, Any]) -> list[str]:
        """There is nothing to go back to."""
        return []

    def write(self, record: Record, place: str) -> None:
        """Print it."""
        sys.stdout.flush()
        sys.stdout.buffer.write(record.data if self._first else self._between + record.data)
        sys.stdout.buffer.flush()
        self._first = False

    def checkpoint(self) -> Mapping[str, Any]:
        """Nothing to keep."""
        return {}

    def due(self) -> bool:
        """Never."""
        return False

    def finish(self) -> None:
        """Nothing to do."""

    def close(self) -> None:
        """Nothing to do."""


class LinesSink:
    """Lines in `NAME.part`, which becomes `NAME` at the end."""

    def __init__(self, path: Path, *, kinds: frozenset[Kind] = frozenset({Kind.ARTICLE})) -> None:
        self.path = path
        self.part = path.with_name(f"{path.name}.part")
        self.kinds = kinds
        self._file: BinaryIO | None = None

    def resume(self, state: Mapping[str, Any]) -> list[str]:
        """Cut the file back to the length that it had."""
        length = state.get("length", 0)
        self.part.parent.mkdir(parents=True, exist_ok=True)
        self._file = file = self.part.open("r+b" if self.part.exists() else "w+b")
        there = file.seek(0, os.SEEK_END)
        if there < length:
            raise CommandError(
                f"{self.part} holds {there} bytes where the journal says {length}; give --restart to begin anew",
                status=1,
            )
        file.truncate(length)
        file.seek(length)
        if there > length > 0:
            return [f"cut {self.part} back to the last checkpoint: {there - length} bytes after it are read again"]
        return []

    def write(self, record: Record, place: str) -> None:
        """Add a line."""
        assert self._file is not None  # resume comes first
        self._file.write(record.data)

    def checkpoint(self) -> Mapping[str, Any]:
        """The length so far."""
        assert self._file is not None
        self._file.flush()
        os.fsync(self._file.fileno())
        return {"length": self._file.tell()}

    def due(self) -> bool:
        """Lines are cheap to write twice."""
        return False

    def finish(self) -> None:
        """Take the name."""
        self.close()
        if self.part.exists():
            self.part.replace(self.path)

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            file, self._file = self._file, None
            file.close()


class FolderSink:
    """A file for each article."""

    def __init__(self, folder: Path, suffix: str | None) -> None:
        self._folder = folder
        self._suffix = suffix
        self._made: str | None = None

    def resume(self, state: Mapping[str, Any]) -> list[str]:
        """Files that no checkpoint vouches for are whole all the same, and written again."""
        self._folder.mkdir(parents=True, exist_ok=True)
        return []

    def path_of(self, place: str, source: str) -> Path:
        """The path of an article's file; one whose format has no suffix keeps that of its input."""
        return self._folder / f"{place}{self._suffix or Path(source).suffix or '.txt'}"

    def write(self, record: Record, place: str) -> None:
        """Write the file."""
        path = self.path_of(place, record.source)
        folder = str(path.parent)
        if folder != self._made:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._made = folder
        replace_file(path, record.data)

    def checkpoint(self) -> Mapping[str, Any]:
        """Nothing to keep."""
        return {}

    def due(self) -> bool:
        """Files are whole one by one."""
        return False

    def finish(self) -> None:
        """Nothing to do."""

    def close(self) -> None:
        """Nothing to do."""


def replace_file(path: Path, data: bytes) -> None:
    """Write a file so that nobody ever sees a part of it; what is no regular file is written to."""
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    part = path.with_name(f".{path.name[:200]}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
