"""Where in an output folder an article goes: the tree of the inputs is kept, and no two inputs share a place."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path, PurePath

from newsparse.bulk.inputs import Input
from newsparse.compression import SUFFIXES

__all__ = ["Places"]


class Places:
    """Gives each document a path without suffix, from its input's path alone.

    A single folder's inputs stand as they stand in it. Others keep the path by which they were named; where that
    leads out of the current folder, below `_outside`. `page.html` becomes `page`, unless a neighbour would too: then
    both keep their whole names. The documents of a container stand in a folder with its whole name, by their number.
    """

    def __init__(self, paths: Sequence[str] | None) -> None:
        """Know what was named; `None` for names that come one by one, which are all kept whole."""
        self._whole = paths is None
        paths = paths or ()
        self._root = paths[0] if len(paths) == 1 and Path(paths[0]).is_dir() else None
        self._stems = Counter(_full_stem(path) for path in paths)

    def of(self, input: Input, index: int, *, inner: bool) -> str:
        """The place of a document; `index` counts those of its input from 0."""
        whole = self._whole or input.crowded or (input.root is None and self._stems[_full_stem(input.name)] > 1)
        path = self._relative(input)
        if inner:
            return os.path.join(path, f"{index + 1:06}")  # noqa: PTH118  # names need not be valid text
        return path if whole else _stem(path)

    def _relative(self, input: Input) -> str:
        if not isinstance(input.source, str):
            return input.name
        if self._root is not None and input.root == self._root:
            return os.path.relpath(input.source, self._root)
        path = os.path.relpath(input.source)
        parts = PurePath(path).parts
        if parts[0] != os.pardir and not Path(path).is_absolute():
            return path
        absolute = Path(input.source).absolute()
        drive = absolute.drive.replace(":", "").strip("/\\")
        return os.path.join("_outside", drive, *absolute.parts[1:])  # noqa: PTH118  # as above


def _stem(path: str) -> str:
    """The path without its suffix, that of compression included."""
    head, tail = os.path.split(path)
    name = PurePath(tail)
    if name.suffix.lower() in SUFFIXES:
        name = name.with_suffix("")
    return os.path.join(head, name.stem or tail)  # noqa: PTH118


def _full_stem(path: str) -> str:
    return _stem(os.path.abspath(path))  # noqa: PTH100  # names need not be valid text, and links are not followed
