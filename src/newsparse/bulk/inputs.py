"""From what the caller names (files, folders, patterns, sources) to single inputs, one at a time."""

from __future__ import annotations

import errno
import glob
import os
import stat
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias, cast

import attrs

from newsparse.bulk.excluded import Excluded
from newsparse.bulk.listing import ODD, Listing, stem_of_path
from newsparse.errors import NewsparseError
from newsparse.source import Source, SourceLike, explain_mistake

__all__ = ["Entry", "Input", "SealedSource", "entries", "expand", "seal"]

_EXPECTED: Final = "a path, bytes, a binary file object or a Source"
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
    if isinstance(source, (bytes, bytearray, memoryview)):
        return SealedSource((("data", bytes(source)),))
    opened = source if isinstance(source, Source) else Source(file=source)  # type: ignore[arg-type]  # no path here
    origin: tuple[str, Any] = ("data", opened.data) if opened.path is None else ("path", str(opened.path))
    if opened.is_text:
        origin = ("text", opened.text)
    names = ("name", "url", "media_type", "encoding", "limits", "nesting")
    others = {"known": dict(opened.known), "sites": tuple(opened.own_sites)}
    fields = {name: getattr(opened, name) for name in names} | others
    return SealedSource((origin, *fields.items()))


def expand(
    sources: SourceLike | Iterable[SourceLike], *, avoid: Collection[Entry] = (), exclude: Iterable[str] = ()
) -> Iterator[Input]:
    """Each input that the sources stand for, in an order that depends on names alone.

    A folder stands for the files in it and below it, hidden ones (`.name`) left out, links followed; a `str` that
    is no file for the files that match it as a pattern. What cannot be had is an input with its error.

    Args:
        sources: Paths, folders, patterns, bytes, binary file objects, `Source`s.
        avoid: What is passed over in folders, as `entries` tells it.
        exclude: Patterns of what else is passed over in folders and among what patterns match.

    Raises:
        TypeError: The sources are none, or, as they come, one of several is none.
    """
    omitted = _Omitted(avoid, Excluded(exclude))
    if _is_one(sources):
        return _expand_each([cast("SourceLike", sources)], omitted)
    if not isinstance(sources, Iterable):
        raise TypeError(f"sources: expected {_EXPECTED}, or an iterable of them, not {type(sources).__name__}")
    return _expand_each(cast("Iterable[SourceLike]", sources), omitted)


@attrs.frozen
class _Omitted:
    """What is passed over where inputs are looked for, and not named."""

    entries: Collection[Entry]
    excluded: Excluded

    def holds(self, path: str, folder: str) -> bool:
        """Whether a path that a pattern matched, in the folder that it names, is passed over."""
        if self.excluded.leaves_out(path[len(folder) :].lstrip(os.sep)):
            return True
        if not self.entries:
            return False
        parent, name = os.path.split(path)
        return (_identity(os.stat(parent or os.curdir)), name) in self.entries  # noqa: PTH116  # as in _expand_path


def _expand_each(sources: Iterable[SourceLike], omitted: _Omitted) -> Iterator[Input]:
    for number, source in enumerate(sources):
        if isinstance(source, (str, os.PathLike)):
            yield from _expand_path(os.fspath(source), omitted)
        elif _is_one(source):
            yield _single(source)
        else:
            raise TypeError(f"sources[{number}]: expected {_EXPECTED}, not {type(source).__name__}")


def _is_one(source: object) -> bool:
    known = (str, os.PathLike, bytes, bytearray, memoryview, Source)
    return isinstance(source, known) or hasattr(source, "read")


def _single(source: Any) -> Input:
    given = getattr(source, "name", None)
    name = given if isinstance(given, str) else "(bytes)"
    try:
        return Input(name, seal(source))
    except (NewsparseError, OSError) as error:
        return Input(name, None, error)


def _expand_path(path: str, omitted: _Omitted) -> Iterator[Input]:
    try:
        status = os.stat(path)  # noqa: PTH116  # names that are no valid text stay as they are
    except OSError as error:
        if error.errno == errno.ENOENT and glob.has_magic(path) and not os.path.lexists(path):
            yield from _expand_pattern(path, omitted)
        else:
            explain_mistake(error, path)
            yield Input(path, None, error)
        return
    except ValueError:
        yield Input(
            path, None, OSError(errno.EINVAL, "a name holds no NUL; are names parted by it? then give -0", path)
        )
        return
    if stat.S_ISDIR(status.st_mode):
        yield from _walk(path, omitted)
    else:
        yield Input(path, path)


def _expand_pattern(pattern: str, omitted: _Omitted) -> Iterator[Input]:
    found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207  # an absolute pattern is fine
    if not found:
        yield Input(pattern, None, FileNotFoundError(errno.ENOENT, "No file matches", pattern))
    folder = _named_folder(pattern)
    found = [path for path in found if not omitted.holds(path, folder)]
    crowded = max(Counter(map(stem_of_path, found)).values(), default=0) > 1
    for path in found:
        if not os.path.isdir(path):  # noqa: PTH112  # as above
            yield Input(path, path, crowded=crowded)
        elif "**" not in pattern:
            yield from _walk(path, omitted)


def _named_folder(pattern: str) -> str:
    """The folder that a pattern names as it is, in which others are looked for."""
    while glob.has_magic(pattern):
        pattern = os.path.dirname(pattern)  # noqa: PTH120  # as above
    return pattern


def _walk(root: str, omitted: _Omitted) -> Iterator[Input]:
    """The files of a folder and the folders below it, each folder's entries by name.

    Only the names of the folders that are open at a time are held.
    """
    todo = [_Folder.open(root, root, omitted, frozenset())]
    while todo:
        folder = todo[-1]
        if isinstance(folder, Input):
            yield folder
            todo.pop()
            continue
        name = next(folder.names, None)
        found = None if name is None else folder.visit(name)
        if name is None:
            todo.pop()
        elif isinstance(found, Input):
            yield found
        elif found is not None:
            todo.append(found)


class _Folder:
    """A folder on the way, with the names that are still to be visited."""

    __slots__ = ("above", "crowded", "here", "names", "omitted", "path", "root")

    def __init__(
        self, path: str, root: str, omitted: _Omitted, listing: Listing, here: FileId, above: frozenset[FileId]
    ) -> None:
        self.path = path
        self.here = here
        self.root = root
        self.omitted = omitted
        self.above = above
        self.names = iter(listing)
        self.crowded = listing.crowded

    @classmethod
    def open(cls, path: str, root: str, omitted: _Omitted, above: frozenset[FileId]) -> _Folder | Input:
        """The folder, or an input that says why it cannot be listed."""
        try:
            here = _identity(os.stat(path))  # noqa: PTH116  # as in _expand_path
            if here not in above:
                listing = Listing(path, omitted.excluded.in_folder(path, root))
                return cls(path, root, omitted, listing, here, above | {here})
        except OSError as error:
            return Input(path, None, error, root)
        reason = "A link leads back to a folder that it stands in"
        return Input(path, None, OSError(errno.ELOOP, reason, path), root)

    def visit(self, listed: str) -> _Folder | Input | None:
        """What a name of the listing stands for; `None` for what is passed over."""
        name = listed.removesuffix(ODD)
        avoid = self.omitted.entries
        if name.startswith(".") or (avoid and (self.here, name) in avoid):
            return None
        path = os.path.join(self.path, name)  # noqa: PTH118  # as in _expand_path
        if name == listed:
            return Input(path, path, root=self.root, crowded=self.crowded)
        return self._look_at(path)

    def _look_at(self, path: str) -> _Folder | Input:
        try:
            status = os.stat(path)  # noqa: PTH116  # as in _expand_path
        except OSError as error:
            return Input(path, None, error, self.root)
        if stat.S_ISDIR(status.st_mode):
            return _Folder.open(path, self.root, self.omitted, self.above)
        if stat.S_ISREG(status.st_mode):
            return Input(path, path, root=self.root, crowded=self.crowded)
        return Input(path, None, OSError(errno.EINVAL, _kind(status.st_mode), path), self.root)


def _identity(status: os.stat_result) -> FileId:
    return status.st_dev, status.st_ino


def _kind(mode: int) -> str:
    kinds = ((stat.S_ISSOCK, "socket"), (stat.S_ISFIFO, "pipe"), (stat.S_ISBLK, "device"), (stat.S_ISCHR, "device"))
    what = next((name for test, name in kinds if test(mode)), "special file")
    return f"This is a {what}, not a file"


def entries(paths: Iterable[Path]) -> frozenset[Entry]:
    """The names of the paths in their folders, which must exist."""
    return frozenset((_identity(path.parent.stat()), path.name) for path in paths)
