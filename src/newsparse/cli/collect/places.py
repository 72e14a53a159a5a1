"""Where in an output folder an article goes: the tree of the inputs is kept, and no two inputs share a place."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path, PurePath

from newsparse.bulk.inputs import Input
from newsparse.bulk.listing import stem_of_path

__all__ = ["Places"]


class Places:
    """Gives each document a path without suffix, from its input's path alone.

    A single folder's inputs stand as they stand in it. Others keep the path by which they were named; where that
    leads out of the current folder, below `_outside`. `page.html` becomes `page`, unless a neighbour would too: then
    all that were named together keep their whole names. So do those of several patterns. The documents of a container
    stand in a folder with its whole name, by their number.
    """

    def __init__(self, paths: Sequence[str] | None) -> None:
        """Know what was named; `None` for names that come one by one, which are all kept whole."""
        stems = Counter(map(_full_stem, paths or ()))
        patterns = paths is not None and len(paths) > 1 and any(map(glob.has_magic, paths))
        self._whole = paths is None or patterns or max(stems.values(), default=0) > 1
        self._root = paths[0] if paths is not None and len(paths) == 1 and Path(paths[0]).is_dir() else None

    def of(self, input: Input, index: int, *, inner: bool) -> str:
        """The place of a document; `index` counts those of its input from 0."""
        whole = self._whole or input.crowded
        path = self._relative(input)
        if inner:
            return os.path.join(path, f"{index + 1:06}")  # noqa: PTH118  # names need not be valid text
        return path if whole else stem_of_path(path)

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


def _full_stem(path: str) -> str:
    return stem_of_path(os.path.abspath(path))  # noqa: PTH100  # names need not be valid text, and links are not followed
