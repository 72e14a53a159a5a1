"""The names in a folder, in order, in little memory: a folder may hold millions of them."""

from __future__ import annotations

import heapq
import os
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from newsparse.compression import SUFFIXES

__all__ = ["ODD", "Listing", "stem_of", "stem_of_path"]

ODD: Final = "\0"
"""What a name ends in that is no plain file but, say, a link or a folder, and is to be looked at in its turn."""

_RUN: Final = 4096
_END: Final = "/"


class Listing:
    """The names of a folder, sorted.

    They are held in sorted runs, each in one string, a fifth of what a list of them takes, and merged on the way out.

    Attributes:
        crowded: Whether files in it differ only in what follows the last or, where they are compressed, the last but
            one dot of their names.
    """

    def __init__(self, folder: str, leave_out: Callable[[str], bool] | None = None) -> None:
        """List a folder.

        Args:
            folder: Its path.
            leave_out: Tells of a name whether to pass it over.

        Raises:
            OSError: It cannot be listed.
        """
        self._runs: list[str] = []
        with os.scandir(folder) as entries:
            run = []
            for entry in entries:
                if leave_out is not None and leave_out(entry.name):
                    continue
                run.append(entry.name if entry.is_file(follow_symlinks=False) else f"{entry.name}{ODD}")
                if len(run) == _RUN:
                    self._runs.append(_packed(run))
                    run = []
            self._runs.append(_packed(run))
        self.crowded = _share_a_stem((name.removesuffix(ODD) for name in self), folder)

    def __iter__(self) -> Iterator[str]:
        """The names; `ODD` stands behind one that is no plain file."""
        return heapq.merge(*map(_unpacked, self._runs)) if len(self._runs) > 1 else _unpacked(self._runs[0])


def _packed(names: list[str]) -> str:
    """The names as one string, a slash, which no name holds, behind each."""
    names.sort()
    return "".join(f"{name}{_END}" for name in names)


def _unpacked(run: str) -> Iterator[str]:
    at = 0
    while at < len(run):
        end = run.index(_END, at)
        yield run[at:end]
        at = end + 1


def _share_a_stem(names: Iterable[str], folder: str) -> bool:
    """Whether files of the sorted names are the same up to their suffixes.

    Those with a dot have the same beginning up to the first one, and so stand in one run of the names. One without a
    dot stands before all that begin with it.
    """
    beginning = None
    stems: set[str] = set()
    begun: list[str] = []
    for name in names:
        while begun and not name.startswith(begun[-1]):
            begun.pop()
        first, dot, _ = name.partition(".")
        if not dot:
            begun.append(name)
            continue
        if first != beginning:
            if first in begun and os.path.isfile(os.path.join(folder, first)):  # noqa: PTH113, PTH118  # as listed
                return True
            beginning = first
            stems.clear()
        stem = stem_of(name)
        if stem in stems:
            return True
        stems.add(stem)
    return False


def stem_of_path(path: str) -> str:
    """A path whose last name is without its suffix, that of compression included."""
    head, tail = os.path.split(path)
    return os.path.join(head, stem_of(tail) or tail)  # noqa: PTH118  # names need not be valid text


def stem_of(name: str) -> str:
    """A name without its suffix, that of compression included; empty for one that begins with its only dot."""
    stem, dot, suffix = name.rpartition(".")
    if f".{suffix.lower()}" in SUFFIXES:
        stem, dot, _ = stem.rpartition(".") if "." in stem else (stem, dot, "")
    return stem if dot else name
