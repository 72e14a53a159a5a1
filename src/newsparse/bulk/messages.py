"""Messages between this process and a worker: pickles with their length in front, over a pipe."""

from __future__ import annotations

import pickle
import struct
from typing import Any, BinaryIO, Final

__all__ = ["Inbox", "send"]

_LENGTH: Final = struct.Struct("<Q")
_KEPT: Final = 1 << 20


def send(pipe: BinaryIO, message: object) -> None:
    """Write one message."""
    data = pickle.dumps(message, protocol=5)
    pipe.write(_LENGTH.pack(len(data)))
    pipe.write(data)
    pipe.flush()


class Inbox:
    """The messages that come over a pipe.

    All but the largest are received into one piece of memory. To ask for a new one each time would leave the heap in
    pieces, which grow to megabytes over a long run.
    """

    def __init__(self, pipe: BinaryIO) -> None:
        self._pipe = pipe
        self._buffer = bytearray()

    def receive(self) -> Any:
        """Read one message.

        Raises:
            EOFError: The other side is gone, in the middle of a message or before one.
        """
        head = self._pipe.read(_LENGTH.size)
        if len(head) < _LENGTH.size:
            raise EOFError
        (length,) = _LENGTH.unpack(head)
        if length > _KEPT:
            return self._load(bytearray(length), length)
        if length > len(self._buffer):
            self._buffer = bytearray(length)
        return self._load(self._buffer, length)

    def _load(self, buffer: bytearray, length: int) -> Any:
        with memoryview(buffer)[:length] as data:
            if self._pipe.readinto(data) < length:  # type: ignore[attr-defined]  # typeshed's BinaryIO lacks it
                raise EOFError
            return pickle.loads(data)  # from our own child or parent process
