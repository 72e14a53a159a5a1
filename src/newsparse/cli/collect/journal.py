"""The journal beside an output: what is whole in it, so that a run that was ended can be taken up.

One JSON object a line. The first tells the command; each other one is a checkpoint: which inputs are finished since
the one before, how far the output had got, what was counted. A checkpoint is written after what it vouches for; a line
without its end is none. So whatever moment the run is ended at, the output can be cut back to the last checkpoint, and
everything after it is read again.
"""

from __future__ import annotations

import collections
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, Final

import attrs

from newsparse.cli.options import CommandError

__all__ = ["Checkpoint", "Finished", "Journal"]

_VERSION: Final = 1


@attrs.frozen
class Checkpoint:
    """What is finished.

    Attributes:
        done: The names of the inputs finished since the checkpoint before, in order.
        partial: A container that is being read, and how many of its documents are done.
        state: Where the output stands, in its own terms.
        counts: What was counted since the checkpoint before.
        finished: Whether the run came to its end, and only names have to be put right.
    """

    done: tuple[str, ...] = ()
    partial: tuple[str, int] | None = None
    state: Mapping[str, Any] = attrs.field(factory=dict)
    counts: Mapping[str, int] = attrs.field(factory=dict)
    finished: bool = False

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Checkpoint:
        """The checkpoint of a line of the journal."""
        partial = data["partial"]
        return cls(
            tuple(data["done"]), tuple(partial) if partial else None, data["state"], data["counts"], data["finished"]
        )


class Journal:
    """A journal that is being written; locked, so that no two runs write one output."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self.path = path
        self._file = file

    @classmethod
    def open(cls, path: Path, command: Mapping[str, Any], *, restart: bool = False) -> Journal:
        """Open the journal, new or as an earlier run of the same command left it.

        Raises:
            CommandError: Another run is writing it, or it belongs to another command.
            OSError: It cannot be opened.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a+b")
        journal = cls(path, file)
        try:
            _lock(file, path)
            if restart:
                file.truncate(0)
            journal._begin(command)
        except BaseException:
            file.close()
            raise
        return journal

    def _begin(self, command: Mapping[str, Any]) -> None:
        self._cut_tail()
        self._file.seek(0)
        first = self._file.readline()
        if not first:
            self._append({"newsparse_journal": _VERSION, "command": dict(command)})
            return
        begun = _header(first, self.path)
        if begun != json.loads(json.dumps(command)):
            told = " ".join(str(word) for word in begun.get("arguments", ()))
            raise CommandError(
                f"{self.path} belongs to another command that is not finished: newsparse parse {told}; "
                "give that again to go on with it, or --restart to begin anew"
            )

    def _cut_tail(self) -> None:
        """Drop a line that was not written to its end."""
        size = self._file.seek(0, os.SEEK_END)
        end = size
        while end > 0:
            start = max(0, end - 65536)
            self._file.seek(start)
            at = self._file.read(end - start).rfind(b"\n")
            if at >= 0:
                end = start + at + 1
                break
            end = start
        if end < size:
            self._file.truncate(end)

    def checkpoints(self) -> Iterator[Checkpoint]:
        """Every checkpoint so far, oldest first."""
        with self.path.open("rb") as file:
            file.readline()
            for line in file:
                yield Checkpoint.of(json.loads(line))

    def write(self, checkpoint: Checkpoint) -> None:
        """Add a checkpoint, on disk when this returns."""
        self._append(attrs.asdict(checkpoint))

    def _append(self, data: Mapping[str, Any]) -> None:
        self._file.seek(0, os.SEEK_END)
        self._file.write(json.dumps(data, separators=(",", ":")).encode() + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self, *, remove: bool = False) -> None:
        """Let go of it; `remove` where the run is finished."""
        if remove and os.name != "nt":
            self.path.unlink(missing_ok=True)  # while it is locked, so that no other run has begun with it
        self._file.close()
        if remove:
            self.path.unlink(missing_ok=True)


def _header(line: bytes, path: Path) -> Mapping[str, Any]:
    try:
        data = json.loads(line)
        if data["newsparse_journal"] == _VERSION:
            command: Mapping[str, Any] = data["command"]
            return command
    except (ValueError, TypeError, KeyError):
        pass
    raise CommandError(f"{path} is no journal of this version of newsparse; move it away, or give --restart")


def _lock(file: BinaryIO, path: Path) -> None:
    try:
        try:
            import fcntl
        except ImportError:
            import msvcrt

            file.seek(1 << 40)  # far behind the end: what is locked there cannot be read by others
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]  # Windows alone has it
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise CommandError(f"another run is writing this output: {path} is locked", status=1) from error


class Finished:
    """Tells whether an input is finished, in the order that they come in.

    As long as the inputs come as they came to the run before, it holds none of their names.
    """

    def __init__(self, names: Iterator[str]) -> None:
        self._names = names
        self._next = next(names, None)
        self._others: collections.Counter[str] | None = None

    def take(self, name: str) -> bool:
        """Whether an input of this name is finished; each is told once."""
        if self._others is None:
            if self._next is None:
                return False
            if self._next == name:
                self._next = next(self._names, None)
                return True
            self._others = collections.Counter([self._next, *self._names])
        if self._others[name] <= 0:
            return False
        self._others[name] -= 1
        return True
