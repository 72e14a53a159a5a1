"""Messages between this process and a worker: pickles with their length in front, over a pipe."""

from __future__ import annotations

import pickle
import struct
from typing import Any, BinaryIO, Final

__all__ = ["receive", "send", "send_bytes"]

_LENGTH: Final = struct.Struct("<Q")


def send(pipe: BinaryIO, message: object) -> None:
    """Write one message."""
    send_bytes(pipe, pickle.dumps(message, protocol=5))


def send_bytes(pipe: BinaryIO, data: bytes) -> None:
    """Write one message that is pickled already."""
    pipe.write(_LENGTH.pack(len(data)))
    pipe.write(data)
    pipe.flush()


def receive(pipe: BinaryIO) -> Any:
    """Read one message.

    Raises:
        EOFError: The other side is gone, in the middle of a message or before one.
    """
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError
    return pickle.loads(data)  # from our own child or parent process
