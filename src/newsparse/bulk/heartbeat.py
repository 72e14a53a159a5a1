"""What each worker is reading at this moment, kept where its death cannot take it away.

A small file, mapped into the memory of this process and of every worker. A pipe would do as well and cost a system call
and a wake-up for each document; this costs the copying of 24 bytes.
"""

from __future__ import annotations

import mmap
import os
import struct
import tempfile
from typing import Final

import attrs

__all__ = ["Beat", "Heartbeats"]

_LAYOUT: Final = struct.Struct("<qqq")
_IDLE: Final = -1


@attrs.frozen
class Beat:
    """The document that a worker is reading.

    Attributes:
        task: The number of its input.
        index: How many documents of the input come before it.
        inner: Whether it stands inside a container.
    """

    task: int
    index: int
    inner: bool


class Heartbeats:
    """One place for each worker; a worker writes its own and nobody else's."""

    def __init__(self, path: str, map: mmap.mmap) -> None:
        self.path = path
        self._map = map

    @classmethod
    def make(cls, places: int) -> Heartbeats:
        """New places, all idle."""
        handle, path = tempfile.mkstemp(prefix="newsparse-")
        try:
            os.write(handle, _LAYOUT.pack(_IDLE, 0, 0) * places)
            return cls(path, mmap.mmap(handle, _LAYOUT.size * places))
        finally:
            os.close(handle)

    @classmethod
    def open(cls, path: str) -> Heartbeats:
        """The places that another process made."""
        with open(path, "r+b") as file:  # noqa: PTH123  # a name given by our own parent process
            return cls(path, mmap.mmap(file.fileno(), 0))

    def begin(self, place: int, task: int, index: int, *, inner: bool) -> None:
        """Say that a document is being read."""
        _LAYOUT.pack_into(self._map, _LAYOUT.size * place, task, index, inner)

    def rest(self, place: int) -> None:
        """Say that none is."""
        _LAYOUT.pack_into(self._map, _LAYOUT.size * place, _IDLE, 0, 0)

    def look(self, place: int) -> Beat | None:
        """What the worker said last; `None` while it reads nothing."""
        task, index, inner = _LAYOUT.unpack_from(self._map, _LAYOUT.size * place)
        return None if task == _IDLE else Beat(task, index, bool(inner))

    def close(self, *, remove: bool = False) -> None:
        """Let go of the places; `remove` in the process that made them."""
        self._map.close()
        if remove:
            os.unlink(self.path)  # noqa: PTH108  # as above
