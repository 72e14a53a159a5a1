"""Where collected articles go: standard output, JSON lines, a folder of files.

A sink writes records, says at a checkpoint where it stands, and can go back to where it stood. What a reader may find
under the output's own name is always whole: lines are gathered in `NAME.part`, which takes the name at the end, and
each file of a folder is renamed when it is written.
"""

from __future__ import annotations

import errno
import json
import os
import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from newsparse.cli.collect.record import Record, readable_name
from newsparse.cli.files import replace_file
from newsparse.cli.options import CommandError
from newsparse.structure import INPUT_KEY

__all__ = ["FolderSink", "LinesSink", "Sink", "StandardOutput"]


class Sink(Protocol):
    """What can take records."""

    def resume(self, state: Mapping[str, Any]) -> list[str]:
        """Go back to where a checkpoint left it (an empty state: to the beginning); remarks for people."""

    def keep_existing(self, *, resuming: bool) -> list[str]:
        """Go on from what an earlier run finished, and know what is in it; remarks for people."""

    def holds(self, name: str, place: str) -> bool:
        """Whether it is among what `keep_existing` found."""

    def write(self, record: Record, place: str) -> None:
        """Take the record of an article; `place` is the path of a file of its own, without suffix."""

    def checkpoint(self) -> Mapping[str, Any]:
        """Bring everything to disk; where it stands now."""

    def due(self, seconds: float) -> bool:
        """Whether there should be a checkpoint, `seconds` after the last one."""

    def finish(self, state: Mapping[str, Any]) -> None:
        """Give the output its name, at the last checkpoint; may be done again by another run."""

    def close(self) -> None:
        """Let go of files, leaving the rest for another run."""


class StandardOutput:
    """Articles one after the other, an empty line between those that are not lines of JSON."""

    def __init__(self, *, lines: bool, for_people: bool = False) -> None:
        self._between = b"" if lines else b"\n"
        self._for_people = for_people
        self._first = True

    def resume(self, state: Mapping[str, Any]) -> list[str]:
        """There is nothing to go back to."""
        return []

    def keep_existing(self, *, resuming: bool) -> list[str]:
        """There is nothing to go on from."""
        return []

    def holds(self, name: str, place: str) -> bool:
        """It holds nothing."""
        return False

    def write(self, record: Record, place: str) -> None:
        """Print it: for people in the encoding of their terminal, else the very bytes."""
        data = record.data if self._first else self._between + record.data
        if self._for_people:
            sys.stdout.write(data.decode())
        sys.stdout.flush()
        if not self._for_people:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        self._first = False

    def checkpoint(self) -> Mapping[str, Any]:
        """Nothing to keep."""
        return {}

    def due(self, seconds: float) -> bool:
        """Never."""
        return False

    def finish(self, state: Mapping[str, Any]) -> None:
        """Nothing to do."""

    def close(self) -> None:
        """Nothing to do."""


class LinesSink:
    """Lines in `NAME.part`, which becomes `NAME` at the end."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.part = path.with_name(f"{path.name}.part")
        self._file: BinaryIO | None = None
        self._names: set[str] = set()

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

    def keep_existing(self, *, resuming: bool) -> list[str]:
        """Begin with the lines of the output; what was cut off is dropped.

        Raises:
            CommandError: The output holds something else, of which nothing would be left.
        """
        assert self._file is not None  # resume comes first
        source = self.part if resuming else self.path
        if not source.exists():
            return []
        if not resuming and self._is_foreign():
            self.close()
            self.part.unlink(missing_ok=True)
            raise CommandError(f"{self.path} holds no articles that newsparse wrote; name another file to add to")
        lost = 0
        with source.open("rb") as existing:
            for line in existing:
                if not is_record(line):
                    lost += len(line)
                    continue
                self._names.add(name_in_line(line) or "")
                if not resuming:
                    self._file.write(line)
        if not lost:
            return []
        return [f"{source} held {lost} bytes that are no whole record, as a crash leaves them; they are dropped"]

    def _is_foreign(self) -> bool:
        with self.path.open("rb") as existing:
            return not may_be_ours(existing.readline())

    def holds(self, name: str, place: str) -> bool:
        """Whether there is a line for it."""
        return readable_name(name) in self._names

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

    def due(self, seconds: float) -> bool:
        """Every second: what is behind the last checkpoint is read again."""
        return seconds >= 1

    def finish(self, state: Mapping[str, Any]) -> None:
        """Take the name."""
        if self._file is not None:
            self._file.flush()
        self.close()
        if self.part.exists():
            self.part.replace(self.path)

    def close(self) -> None:
        """Close the file; what is behind the last checkpoint may be lost."""
        if self._file is not None:
            file, self._file = self._file, None
            with suppress(OSError):  # a full disk has been told already
                file.close()


_NAME = re.compile(rb'\{"newsparse":\d+,"newsparse_input":("(?:[^"\\]|\\.)*")')


_BEGINNING = b'{"newsparse":'


def is_record(line: bytes) -> bool:
    """Whether a line is a whole record; one that was cut off may have another behind it."""
    if not line.endswith(b"}\n"):
        return False
    if _NAME.match(line) and line.count(_BEGINNING) == 1:
        return True  # as all that the command writes, told at a hundredth of the cost
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def may_be_ours(line: bytes) -> bool:
    """Whether a line is a record, or what a crash has left of one."""
    if line.startswith(_BEGINNING) or _BEGINNING.startswith(line):
        return True
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(data, dict) and "newsparse" in data


def name_in_line(line: bytes) -> str | None:
    """The input that a record names; `None` where it names none."""
    found = _NAME.match(line)
    try:
        name = json.loads(found[1]) if found else json.loads(line).get(INPUT_KEY)
    except (ValueError, AttributeError):
        return None
    return name if isinstance(name, str) else None


class FolderSink:
    """A file for each article."""

    def __init__(self, folder: Path, suffix: str | None) -> None:
        self._folder = folder
        self._suffix = suffix
        self._part = folder / ".newsparse.part"  # one name, so that a run can clear away what a killed one left
        self._made: str | None = None

    def resume(self, state: Mapping[str, Any]) -> list[str]:
        """Files that no checkpoint vouches for are whole all the same, and written again."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._part.unlink(missing_ok=True)
        return []

    def path_of(self, place: str, source: str) -> Path:
        """The path of an article's file; one whose format has no suffix keeps that of its input."""
        return self._folder / f"{place}{self._suffix or Path(source).suffix or '.txt'}"

    def keep_existing(self, *, resuming: bool) -> list[str]:
        """The files themselves tell what is there."""
        return []

    def holds(self, name: str, place: str) -> bool:
        """Whether there is a file for it."""
        return self.path_of(place, name).exists()

    def write(self, record: Record, place: str) -> None:
        """Write the file."""
        path = self.path_of(place, record.source)
        if os.path.exists(record.source) and path.exists() and path.samefile(record.source):  # noqa: PTH110  # no valid text
            raise FileExistsError(errno.EEXIST, "it would take the place of its input; name another folder", str(path))
        folder = str(path.parent)
        if folder != self._made:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._made = folder
        replace_file(path, record.data, self._part)

    def checkpoint(self) -> Mapping[str, Any]:
        """Nothing to keep."""
        return {}

    def due(self, seconds: float) -> bool:
        """Every second: what is behind the last checkpoint is read again."""
        return seconds >= 1

    def finish(self, state: Mapping[str, Any]) -> None:
        """Nothing to do."""

    def close(self) -> None:
        """Nothing to do."""
