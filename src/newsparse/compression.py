"""Undoing gzip, bzip2, xz and zstd, known by their first bytes, as a stream."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from typing import IO, BinaryIO, Final, cast

__all__ = ["MAGIC_LENGTH", "RESUMING", "SUFFIXES", "compression_of", "decompressed", "is_decompression_error"]

MAGIC_LENGTH: Final = 6
SUFFIXES: Final = (".gz", ".bz2", ".xz", ".zst")
"""What the names of compressed files end with."""
GZIP_BUFFER: Final = 65_536
RESUMING: Final = frozenset({"gzip"})
"""Compressions whose streams go on behind what is damaged, where they are read on."""


def _gzip(file: BinaryIO) -> IO[bytes]:
    from newsparse.gzip_members import GzipMembers

    return io.BufferedReader(GzipMembers(file), GZIP_BUFFER)


def _bzip2(file: BinaryIO) -> IO[bytes]:
    import bz2

    return bz2.BZ2File(file, "rb")


def _xz(file: BinaryIO) -> IO[bytes]:
    import lzma

    return lzma.LZMAFile(file, "rb")


def _zstd(file: BinaryIO) -> IO[bytes]:
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    return cast("IO[bytes]", zstd.ZstdFile(file, "rb"))


_OPENERS: Final[tuple[tuple[bytes, str, Callable[[BinaryIO], IO[bytes]]], ...]] = (
    (b"\x1f\x8b\x08", "gzip", _gzip),
    (b"BZh", "bzip2", _bzip2),
    (b"\xfd7zXZ\x00", "xz", _xz),
    (b"\x28\xb5\x2f\xfd", "zstd", _zstd),
)


def compression_of(head: bytes) -> str | None:
    """The name of the compression whose signature the bytes begin with."""
    for magic, name, _ in _OPENERS:
        if head.startswith(magic) and (name != "bzip2" or head[3:4] in b"123456789"):
            return name
    return None


def decompressed(file: BinaryIO, compression: str) -> BinaryIO:
    """A stream of the decompressed bytes; closing it leaves `file` open."""
    opener = next(opener for _, name, opener in _OPENERS if name == compression)
    return cast("BinaryIO", opener(file))


def is_decompression_error(error: Exception) -> bool:
    """Whether an exception says that compressed bytes are damaged, whichever module it is from."""
    if isinstance(error, (EOFError, OSError)) and getattr(error, "errno", None) is None:
        return True
    return type(error).__name__ in ("LZMAError", "ZstdError", "error", "BadGzipFile")
