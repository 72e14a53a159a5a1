"""The standard streams as the command needs them, whatever the locale and whoever has closed them."""

from __future__ import annotations

import codecs
import errno
import io
import json
import os
import sys
from contextlib import suppress
from typing import Any, Final

__all__ = ["fit_streams", "forget_stdout", "print_json"]

_PLAINER: Final = {
    **dict.fromkeys("█▉▊▋▌", "#"),
    **dict.fromkeys("▍▎▏", ""),
    **dict.fromkeys("–—", "-"),
    **dict.fromkeys("‘’", "'"),
    **dict.fromkeys("“”", '"'),
    "…": "...",
    "×": "x",
}
"""What stands for signs of ours, and for quotation marks, where a stream lacks them."""

_NAME: Final = "newsparse.plainer"


def fit_streams() -> None:
    """Let text for people pass through any encoding, and a stream that is closed say so when it is used."""
    _fill_closed()
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(_Closed("standard input is closed; name a file"))
    if sys.stdout is None:
        sys.stdout = io.TextIOWrapper(_Closed("standard output is closed; nothing can be printed"), write_through=True)
    if sys.stderr is None:
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)  # there is nobody to tell
    if isinstance(sys.stdout, io.TextIOWrapper):
        codecs.register_error(_NAME, _plainer)
        sys.stdout.reconfigure(errors=_NAME)


def _fill_closed() -> None:
    """Take the numbers of closed streams, or the next file that is opened gets one, and what is printed."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)


class _Closed(io.RawIOBase):
    """Stands for a stream that the program was started without."""

    def __init__(self, message: str) -> None:
        self._message = message

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        raise OSError(errno.EBADF, self._message)

    def write(self, data: Any) -> int:
        raise OSError(errno.EBADF, self._message)


def _plainer(error: UnicodeError) -> tuple[str, int]:
    """For characters that a stream lacks, others of the same meaning, or their numbers."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(map(_shown, lacking)), error.end


def _shown(character: str) -> str:
    return _PLAINER.get(character, character.encode("ascii", "backslashreplace").decode())


def print_json(data: object) -> None:
    """Print for programs: UTF-8 in any locale; half a character, as odd file names hold, as its escape."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")
    sys.stdout.buffer.flush()


def forget_stdout() -> None:
    """Let the interpreter's last flush go nowhere instead of failing again."""
    with suppress(io.UnsupportedOperation):  # it was closed from the start, and holds nothing
        number = sys.stdout.fileno()
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, number)
        os.close(quiet)
