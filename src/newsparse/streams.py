"""Streams that sources are read through: guarded by a limit, opened again, borrowed from the caller."""

from __future__ import annotations

import io
from typing import Any, BinaryIO, Final, cast

from newsparse.compression import RESUMING, is_decompression_error
from newsparse.errors import LimitError, ReadError

__all__ = ["CHUNK", "Guarded", "Replayed", "read_up_to"]

CHUNK: Final = 65536


def read_up_to(file: BinaryIO, size: int) -> bytes:
    """Read until `size` bytes or the end; one `read` of a pipe may give less."""
    data = file.read(size)
    if len(data) >= size or not data:
        return data
    pieces = [data]
    missing = size - len(data)
    while missing > 0:
        data = file.read(missing)
        if not data:
            break
        pieces.append(data)
        missing -= len(data)
    return b"".join(pieces)


class Guarded(io.RawIOBase):
    """A stream that stops a read to the end at a limit and tells damaged compression as a `ReadError`.

    Where the damage comes inside a read of some bytes, those before it are given, and the next read tells. The read
    after that goes on behind the damage, where the compression allows it; elsewhere it raises the very same error.
    """

    def __init__(
        self, stream: BinaryIO, *, limit: str, allowed: int, name: str | None, compression: str | None
    ) -> None:
        self._stream = stream
        self._limit = limit
        self._allowed = allowed
        self._name = name
        self._compression = compression
        self._damage: ReadError | None = None
        self._end: ReadError | None = None

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer; what buffered readers ask for."""
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def read(self, size: int | None = -1) -> bytes:
        """Up to `size` bytes; all of them, inside the limit, if it is negative or `None`."""
        if size is None or size < 0:
            data = self._guard(self._stream.read, self._allowed + 1)
            if len(data) > self._allowed:
                raise LimitError(self._limit, self._allowed, source=self._name)
            return data
        return self._from_stream(size)

    def readline(self, size: int | None = -1) -> bytes:
        """One line, inside the limit; at most `size` bytes of it where that is not negative."""
        if size is not None and size >= 0:
            return self._guard(self._stream.readline, size)
        line = self._guard(self._stream.readline, self._allowed + 1)
        if len(line) > self._allowed:
            raise LimitError(self._limit, self._allowed, source=self._name)
        return line

    def _from_stream(self, size: int) -> bytes:
        if self._compression is None:
            return self._guard(self._stream.read, size)
        if self._damage is not None:
            damage, self._damage = self._damage, None
            raise damage
        pieces: list[bytes] = []
        missing = size
        while missing > 0:
            try:
                data = self._guard(cast("io.BufferedReader", self._stream).read1, missing)
            except ReadError as error:
                if not pieces:
                    raise
                self._damage = error
                break
            if not data:
                break
            pieces.append(data)
            missing -= len(data)
        return b"".join(pieces)

    def _guard(self, read: Any, size: int) -> bytes:
        if self._end is not None:
            raise self._end
        try:
            data: bytes = read(size)
        except Exception as error:
            if self._compression is None or not is_decompression_error(error):
                raise
            told = ReadError(f"the {self._compression} data is damaged or cut off: {error}", source=self._name)
            if self._compression not in RESUMING or isinstance(error, EOFError):
                self._end = told
            raise told from error
        return data


class Replayed:
    """A caller's file object, opened again from where it stood when it was given.

    What cannot seek is remembered as far as the head was read, and can be read to its end once.
    """

    def __init__(self, file: BinaryIO, name: str | None) -> None:
        if isinstance(file, io.TextIOBase) or not hasattr(file, "read"):
            raise TypeError(f"Source: file= is a binary file object, not {type(file).__name__}")
        self._file = file
        self._start = file.tell() if _seekable(file) else None
        self._name = name
        self._remembered = bytearray()
        self._spent = False

    def open(self, *, remember: bool) -> BinaryIO:
        """The stream from its start; what is read of it can be read again where `remember` is set."""
        if self._start is not None:
            self._file.seek(self._start)
            return cast("BinaryIO", _Borrowed(self._file))
        if self._spent:
            raise ReadError("this stream can be read only once; give its bytes", source=self._name)
        self._spent = not remember
        before = bytes(self._remembered)
        return cast("BinaryIO", _Borrowed(self._file, before, self._remembered if remember else None))


def _seekable(file: BinaryIO) -> bool:
    try:
        return file.seekable()
    except AttributeError:
        return False


class _Borrowed(io.RawIOBase):
    """A file object of the caller's, left open when this is closed."""

    def __init__(self, file: BinaryIO, before: bytes = b"", memory: bytearray | None = None) -> None:
        self._file = file
        self._before = before
        self._memory = memory

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer; what buffered readers ask for."""
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def read(self, size: int | None = -1) -> bytes:
        """Up to `size` bytes, all that is left if it is negative or `None`."""
        if size is None or size < 0:
            return b"".join(iter(lambda: self.read(CHUNK), b""))
        if self._before:
            data, self._before = self._before[:size], self._before[size:]
            return data
        data = self._file.read(size) or b""
        if self._memory is not None:
            self._memory += data
        return data
