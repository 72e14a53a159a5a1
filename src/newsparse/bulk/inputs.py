"""From what the caller names (files, folders, patterns, sources) to single inputs, one at a time."""

from __future__ import annotations

import bisect
import errno
import glob
import os
import stat
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias, cast

import attrs

from newsparse.errors import NewsparseError
from newsparse.source import Source, SourceLike

__all__ = ["Entry", "Input", "SealedSource", "entries", "expand", "seal"]

FileId: TypeAlias = tuple[int, int]
Entry: TypeAlias = tuple[FileId, str]
"""A name in a folder, whether there is anything of that name or not."""


@attrs.frozen
class SealedSource:
    """A `Source` in a form that travels between processes."""

    fields: tuple[tuple[str, Any], ...]

    def open(self) -> Source:
        """The source."""
        return Source(**dict(self.fields))


class Input(NamedTuple):
    """One file or source to be read.

    Attributes:
        name: What its result is called.
        source: Its path, or what it is; `None` where there is only an error.
        error: Why it cannot be read.
        root: The folder, as the caller named it, in which it was found.
        skip: How many of its documents need not be read, where it is a container.
        crowded: Whether files in its folder differ only in what follows the last or, where they are compressed, the
            last but one dot of their names.
    """

    name: str
    source: str | SealedSource | None
    error: NewsparseError | OSError | None = None
    root: str | None = None
    skip: int = 0
    crowded: bool = False

    def open(self) -> Source:
        """The source to parse; raises the error where there is one."""
        if self.error is not None:
            raise self.error
        if isinstance(self.source, SealedSource):
            return self.source.open()
        assert self.source is not None  # there is an error where there is no source
        return Source(path=self.source)


def seal(source: SourceLike) -> SealedSource:
    """A source that travels; a file object is read to its end.

    Raises:
        OSError: A file object cannot be read.
        NewsparseError: It holds more than the limits allow.
    """
    if isinstance(source, bytes):
        return SealedSource((("data", source),))
    opened = source if isinstance(source, Source) else Source(file=source)  # type: ignore[arg-type]  # no path here
    origin: tuple[str, Any] = ("data", opened.data) if opened.path is None else ("path", str(opened.path))
    names = ("name", "url", "media_type", "encoding", "limits", "nesting")
    known = {"known": dict(opened.known)}
    fields = {name: getattr(opened, name) for name in names} | known
    return SealedSource((origin, *fields.items()))


def expand(sources: SourceLike | Iterable[SourceLike], *, avoid: Collection[Entry] = ()) -> Iterator[Input]:
    """Each input that the sources stand for, in an order that depends on names alone.

    A folder stands for the files in it and below it, hidden ones (`.name`) left out, links followed; a `str` that
    is no file for the files that match it as a pattern. What cannot be had is an input with its error.

    Args:
        sources: Paths, folders, patterns, bytes, binary file objects, `Source`s.
        avoid: What is passed over in folders, as `entries` tells it.
    """
    if isinstance(sources, (str, os.PathLike, bytes, Source)) or hasattr(sources, "read"):
        sources = [cast("SourceLike", sources)]
    for source in sources:
        if isinstance(source, (str, os.PathLike)):
            yield from _expand_path(os.fspath(source), avoid)
        else:
            yield _single(source)


def _single(source: Any) -> Input:
    given = getattr(source, "name", None)
    name = given if isinstance(given, str) else "(bytes)"
    try:
        return Input(name, seal(source))
    except (NewsparseError, OSError) as error:
        return Input(name, None, error)


def _expand_path(path: str, avoid: Collection[Entry]) -> Iterator[Input]:
    try:
        status = os.stat(path)  # noqa: PTH116  # names that are no valid text stay as they are
    except OSError as error:
        if error.errno == errno.ENOENT and glob.has_magic(path) and not os.path.lexists(path):
            yield from _expand_pattern(path, avoid)
        else:
            yield Input(path, None, error)
        return
    if stat.S_ISDIR(status.st_mode):
        yield from _walk(path, avoid)
    else:
        yield Input(path, path)


def _expand_pattern(pattern: str, avoid: Collection[Entry]) -> Iterator[Input]:
    found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207  # an absolute pattern is fine
    if not found:
        yield Input(pattern, None, FileNotFoundError(errno.ENOENT, "No file matches", pattern))
    for path in found:
        if not os.path.isdir(path):  # noqa: PTH112  # as above
            yield Input(path, path)
        elif "**" not in pattern:
            yield from _walk(path, avoid)


def _walk(root: str, avoid: Collection[Entry]) -> Iterator[Input]:
    """The files of a folder and the folders below it, each folder's entries by name.

    Only the names of the folders that are open at a time are held.
    """
    todo = [_Folder.open(root, root, frozenset())]
    while todo:
        folder = todo[-1]
        if isinstance(folder, Input):
            yield folder
            todo.pop()
        elif folder.is_done:
            todo.pop()
        else:
            found = folder.next(avoid)
            if isinstance(found, Input):
                yield found
            elif found is not None:
                todo.append(found)


class _Folder:
    """A folder on the way, with the names that are still to be visited.

    They are held as one string, a fifth of what a list of them takes: a folder may hold millions. Behind each stands a
    slash, and NUL before it where it is `odd`: no plain file but, say, a link, and looked at when it is its turn.
    """

    __slots__ = ("_at", "_names", "above", "crowded", "here", "path", "root")

    def __init__(
        self, path: str, root: str, names: list[str], odd: set[str], here: FileId, above: frozenset[FileId]
    ) -> None:
        self.path = path
        self.here = here
        self.root = root
        self.above = above
        names.sort()
        self.crowded = _share_a_stem(names, path)
        for at, name in enumerate(names if odd else ()):
            if name in odd:
                names[at] = f"{name}\0"
        names.append("")
        self._names = "/".join(names)
        self._at = 0

    @classmethod
    def open(cls, path: str, root: str, above: frozenset[FileId]) -> _Folder | Input:
        """The folder, or an input that says why it cannot be listed."""
        names, odd = [], set()
        try:
            with os.scandir(path) as entries:
                for entry in entries:
                    names.append(entry.name)
                    if not entry.is_file(follow_symlinks=False):
                        odd.add(entry.name)
            here = _identity(os.stat(path))  # noqa: PTH116  # as in _expand_path
        except OSError as error:
            return Input(path, None, error, root)
        if here in above:
            reason = "A link leads back to a folder that it stands in"
            return Input(path, None, OSError(errno.ELOOP, reason, path), root)
        return cls(path, root, names, odd, here, above | {here})

    @property
    def is_done(self) -> bool:
        """Whether every name has been visited."""
        return self._at == len(self._names)

    def next(self, avoid: Collection[Entry]) -> _Folder | Input | None:
        """What the next name stands for; `None` for what is passed over."""
        end = self._names.index("/", self._at)
        written = self._names[self._at : end]
        self._at = end + 1
        name = written.removesuffix("\0")
        if name.startswith(".") or (avoid and (self.here, name) in avoid):
            return None
        path = os.path.join(self.path, name)  # noqa: PTH118  # as in _expand_path
        if name == written:
            return Input(path, path, root=self.root, crowded=self.crowded)
        return self._look_at(path)

    def _look_at(self, path: str) -> _Folder | Input:
        try:
            status = os.stat(path)  # noqa: PTH116  # as in _expand_path
        except OSError as error:
            return Input(path, None, error, self.root)
        if stat.S_ISDIR(status.st_mode):
            return _Folder.open(path, self.root, self.above)
        if stat.S_ISREG(status.st_mode):
            return Input(path, path, root=self.root, crowded=self.crowded)
        return Input(path, None, OSError(errno.EINVAL, _kind(status.st_mode), path), self.root)


def _share_a_stem(names: list[str], folder: str) -> bool:
    """Whether files of the sorted names are the same up to their suffixes.

    Those with a dot have the same beginning up to the first one, and so stand in one run of the list.
    """
    beginning = None
    stems: set[str] = set()
    for name in names:
        first, dot, _ = name.partition(".")
        if not dot:
            if _continued(name, names) and os.path.isfile(os.path.join(folder, name)):  # noqa: PTH113, PTH118
                return True
            continue
        if first != beginning:
            beginning = first
            stems.clear()
        stem = _stem(name)
        if stem in stems:
            return True
        stems.add(stem)
    return False


def _continued(name: str, names: list[str]) -> bool:
    """Whether some of the sorted names go on with a dot after this one."""
    after = bisect.bisect_left(names, f"{name}.")
    return after < len(names) and names[after].startswith(f"{name}.")


def _stem(name: str) -> str:
    stem, dot, suffix = name.rpartition(".")
    if dot and suffix.lower() in ("gz", "bz2", "xz", "zst"):
        stem, dot, _ = stem.rpartition(".") if "." in stem else (stem, dot, "")
    return stem if dot else name


def _identity(status: os.stat_result) -> FileId:
    return status.st_dev, status.st_ino


def _kind(mode: int) -> str:
    kinds = ((stat.S_ISSOCK, "socket"), (stat.S_ISFIFO, "pipe"), (stat.S_ISBLK, "device"), (stat.S_ISCHR, "device"))
    what = next((name for test, name in kinds if test(mode)), "special file")
    return f"This is a {what}, not a file"


def entries(paths: Iterable[Path]) -> frozenset[Entry]:
    """The names of the paths in their folders, which must exist."""
    return frozenset((_identity(path.parent.stat()), path.name) for path in paths)
