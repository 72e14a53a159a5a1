"""What went wrong, in words for people."""

from __future__ import annotations

import os

__all__ = ["why"]


def why(error: BaseException) -> str:
    """The message of an error: of a system's error its file, its reason without its number, and what was noted."""
    if not isinstance(error, OSError) or error.strerror is None:
        return str(error)
    # Arrow tells where in its code it met the error, and puts the system's words at the end.
    words = os.strerror(error.errno) if error.errno else ""
    reason = words if words and words in error.strerror else error.strerror
    reason = "; ".join((reason[:1].lower() + reason[1:], *getattr(error, "__notes__", ())))
    return reason if error.filename is None else f"{os.fsdecode(error.filename)}: {reason}"
