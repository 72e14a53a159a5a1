"""Files that are there whole or not at all."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

__all__ = ["behind_link", "replace_file", "write_file"]


def behind_link(path: Path) -> Path:
    """The file that a link leads to, which is there or will be; what is no link is itself."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def write_file(path: Path, data: bytes) -> None:
    """Write a file that the caller named, through a link too, in a folder that need not be there yet.

    Raises:
        OSError: It cannot be written; the error names it, or a folder that it should stand in.
    """
    path = behind_link(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise OSError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path.parent)) from error
    replace_file(path, data)


def replace_file(path: Path, data: bytes, part: Path | None = None) -> None:
    """Write a file so that nobody ever sees a part of it; what is no regular file is written to.

    Raises:
        OSError: It cannot be written; the error names it, not the file that was to become it.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    part = part or path.with_name(f".newsparse-{os.getpid()}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except BaseException as error:
        with suppress(OSError):
            part.unlink()
        if isinstance(error, OSError):
            raise OSError(error.errno, error.strerror, str(path)) from error
        raise
