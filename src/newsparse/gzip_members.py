"""The members of a gzip file one after the other, RFC 1952, and past the damaged ones."""

from __future__ import annotations

import io
import zlib
from typing import Any, BinaryIO, Final

__all__ = ["GzipMembers"]

_MAGIC: Final = b"\x1f\x8b\x08"
_STEP: Final = 65_536
# What is decompressed in the step in which the damage is noticed is lost.
_MOST: Final = 16_384
# zlib reads one member with its header and checks its length and checksum.
_ONE_MEMBER: Final = 16 + zlib.MAX_WBITS


class GzipMembers(io.RawIOBase):
    """The decompressed bytes of all members; damage is told once, and whoever reads on gets the members behind it.

    `gzip.GzipFile` would stay where the damage is. A web archive holds each record in a member of its own, so that one
    bad sector need not cost all that comes after it.
    """

    def __init__(self, file: BinaryIO) -> None:
        """Read from the file's present place; closing leaves it open."""
        super().__init__()
        self._file = file
        self._waiting = b""
        self._member: Any = None  # zlib does not name the type of its objects
        self._lost = False

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer with bytes of one member.

        Raises:
            zlib.error: The member is damaged, or what follows the last one is none.
            EOFError: The file ends inside a member.
            OSError: The file cannot be read.
        """
        while self._member is not None or self._begin():
            data = self._inflate(min(len(buffer), _MOST))
            if data:
                buffer[: len(data)] = data
                return len(data)
        return 0

    def _begin(self) -> bool:
        """Go to the next member, past zeros or, where the last one is damaged, past anything; whether there is one."""
        while True:
            if self._lost:
                at = self._waiting.find(_MAGIC)
                self._waiting = self._waiting[at if at >= 0 else 1 - len(_MAGIC) :]
            else:
                self._waiting = self._waiting.lstrip(b"\0")
            if self._waiting.startswith(_MAGIC):
                self._member = zlib.decompressobj(_ONE_MEMBER)
                self._lost = False
                return True
            more = self._file.read(_STEP) if self._lost or _MAGIC.startswith(self._waiting) else b""
            if not more and self._waiting and not self._lost:
                self._lost = True
                raise zlib.error("what follows a gzip member is neither another one nor zeros")
            if not more:
                return False
            self._waiting += more

    def _inflate(self, size: int) -> bytes:
        given = self._waiting or self._file.read(_STEP)
        try:
            data: bytes = self._member.decompress(given, size)
        except zlib.error:
            # The next member may begin in the piece that the damage was noticed in, but not where this one did.
            self._member, self._waiting, self._lost = None, given[1:], True
            raise
        if self._member.eof:
            self._member, self._waiting = None, self._member.unused_data
        elif data or given:
            self._waiting = self._member.unconsumed_tail
        else:
            self._member = None
            raise EOFError("the file ends inside a gzip member")
        return data
