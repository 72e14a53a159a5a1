"""Names that the caller wants left out of folders, by patterns as shells have them."""

from __future__ import annotations

import fnmatch
import os
import re
from collections.abc import Callable, Iterable

__all__ = ["Excluded"]


class Excluded:
    """What a few patterns leave out: by its name, or by its path from the folder that was given."""

    def __init__(self, patterns: Iterable[str]) -> None:
        """Take the patterns; a slash at the end of one means nothing.

        Raises:
            TypeError: They are one `str`, or one of them is none.
        """
        if isinstance(patterns, str) or not isinstance(patterns, Iterable):
            raise TypeError(f"exclude: expected a list of patterns, not {type(patterns).__name__}")
        given = list(patterns)
        for number, pattern in enumerate(given):
            if not isinstance(pattern, str):
                raise TypeError(f"exclude[{number}]: expected a str, not {type(pattern).__name__}")
        ignoring = re.IGNORECASE if os.path.normcase("A") == "a" else 0  # as the system's own names
        together = "|".join(fnmatch.translate(_plain(pattern).rstrip("/")) for pattern in given)
        self._match = re.compile(together, ignoring).match if given else None

    def in_folder(self, folder: str, root: str) -> Callable[[str], bool] | None:
        """Tells of a name in a folder below `root` whether it is left out; `None` where nothing is."""
        match = self._match
        if match is None:
            return None
        start = "" if folder == root else f"{_plain(os.path.relpath(folder, root))}/"
        return lambda name: bool(match(name) or match(start + name))

    def leaves_out(self, path: str) -> bool:
        """Whether a relative path, or a folder on it, is left out."""
        match = self._match
        if match is None:
            return False
        parts = _plain(path).split("/")
        return any(match(part) or match("/".join(parts[: at + 1])) for at, part in enumerate(parts))


def _plain(path: str) -> str:
    return path.replace(os.sep, "/")
