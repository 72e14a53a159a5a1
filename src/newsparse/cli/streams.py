"""The standard streams as the command needs them in any locale."""

from __future__ import annotations

import codecs
import io
import json
import os
import sys
from typing import Final

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
    """Let text for people pass through any encoding."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        codecs.register_error(_NAME, _plainer)
        sys.stdout.reconfigure(errors=_NAME)


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
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, sys.stdout.fileno())
    os.close(quiet)
