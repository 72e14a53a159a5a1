"""Every exception and warning of newsparse: data as attributes, the message made from the data.

Each says what happened, where, and what the reader of the message can do next.
All of them survive pickling, since bulk parsing hands errors between processes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsparse.article import Article

__all__ = [
    "ContainerError",
    "LimitError",
    "NewsparseError",
    "NoArticleError",
    "PluginError",
    "PluginWarning",
    "ReadError",
    "SchemaError",
    "UnknownFormatError",
    "WorkerError",
    "WriteError",
]

_OURS = "newsparse"


class NewsparseError(Exception):
    """The root of what newsparse raises on purpose.

    Attributes:
        source: The name of what was being read or written, `None` where it had none.
    """

    source: str | None

    def __init__(self, *, source: str | None = None) -> None:
        super().__init__()
        self.source = source

    def _what(self) -> str:
        return "something newsparse could not do"

    def __str__(self) -> str:
        return f"{self.source}: {self._what()}" if self.source else self._what()

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (type(self), self.__dict__.copy()))


def _rebuild(kind: type[NewsparseError], state: dict[str, Any]) -> NewsparseError:
    """Make an error again from its attributes; exceptions pickle by position, ours are keyword-only."""
    error = kind.__new__(kind)
    error.__dict__.update(state)
    return error


class UnknownFormatError(NewsparseError):
    """No format recognised the input, or none has the name that was asked for.

    Attributes:
        verdicts: What each format that was asked said, by format name.
        wanted: The format name that was asked for, `None` where it was to be detected; where a file's suffix
            was to say it, the suffix, `.` alone where it has none.
        known: The names or suffixes that could have been asked for.
        blank: Whether there is nothing to recognise: the input is empty, or only white space.
        kind: What its first bytes show the input to be, such as "a tar archive", where that is known.
        advice: What to do with an input of that kind.
    """

    def __init__(
        self,
        *,
        source: str | None = None,
        verdicts: Mapping[str, str] | None = None,
        wanted: str | None = None,
        known: tuple[str, ...] = (),
        blank: bool = False,
        kind: str | None = None,
        advice: str | None = None,
    ) -> None:
        super().__init__(source=source)
        self.verdicts = dict(verdicts or {})
        self.wanted = wanted
        self.known = known
        self.blank = blank
        self.kind = kind
        self.advice = advice

    def _what(self) -> str:
        names = ", ".join(self.known) or "none"
        if self.wanted is not None and self.wanted.startswith("."):
            suffix = self.wanted[1:]
            what = f"no format writes files that end in .{suffix}" if suffix else "the file name has no suffix"
            return f"{what}; name a format with format=, or end it in one of: {names}"
        if self.wanted is not None:
            return f"there is no format named {self.wanted!r} that can do this; those that can: {names}"
        tried = "; ".join(f"{name}: {verdict}" for name, verdict in self.verdicts.items())
        tried = tried or "no format that reads is registered"
        if self.blank:
            return f"this input is empty, or only white space ({tried}); see whether it was saved whole"
        if self.kind is not None:
            return f"this is {self.kind}, which no format reads; {self.advice}"
        return (
            f"no format recognises this input ({tried}); "
            "name one with format= (--format), or install a plugin that reads it"
        )


class ReadError(NewsparseError):
    """The bytes are not valid for the format that reads them.

    Attributes:
        format: The name of that format, `None` before a format was chosen.
        reason: What is wrong.
        line: The line it is on, counted from 1, where that is known.
    """

    def __init__(
        self,
        reason: str,
        *,
        source: str | None = None,
        format: str | None = None,
        line: int | None = None,
    ) -> None:
        super().__init__(source=source)
        self.reason = reason
        self.format = format
        self.line = line

    def _what(self) -> str:
        where = f" on line {self.line}" if self.line is not None else ""
        reader = f"not valid {self.format}" if self.format else "cannot be read"
        return f"{reader}{where}: {self.reason}"


class NoArticleError(ReadError):
    """The page holds no article: a front page, a list of links, an error page.

    Attributes:
        article: The metadata that was found, with an empty body; `None` where there was none.
    """

    def __init__(
        self,
        reason: str,
        *,
        source: str | None = None,
        format: str | None = None,
        article: Article | None = None,
    ) -> None:
        super().__init__(reason, source=source, format=format)
        self.article = article

    def _what(self) -> str:
        return f"no article in this page: {self.reason}; newsparse.explain tells what it holds"


class ContainerError(NewsparseError):
    """The input holds several documents where one was asked for.

    Attributes:
        format: The container's format.
    """

    def __init__(self, *, source: str | None = None, format: str | None = None) -> None:
        super().__init__(source=source)
        self.format = format

    def _what(self) -> str:
        kind = f"this {self.format} file" if self.format else "this file"
        return f"{kind} holds several documents; read them with newsparse.parse_all (newsparse parse FILE)"


class LimitError(NewsparseError):
    """The input is over one of the limits that keep time and memory in proportion.

    Attributes:
        limit: The field of `newsparse.Limits` that was met.
        value: The limit's value.
        found: What the input needs, where that is known.
        fixed: Whether it is libxml2's own limit, which no argument raises.
    """

    def __init__(
        self, limit: str, value: int, *, found: int | None = None, fixed: bool = False, source: str | None = None
    ) -> None:
        super().__init__(source=source)
        self.limit = limit
        self.value = value
        self.found = found
        self.fixed = fixed

    def _what(self) -> str:
        found = f" (found: {self.found})" if self.found is not None else ""
        advice = f"raise it with limits=Limits({self.limit}=...) (--limit {self.limit}=N)"
        if self.fixed:
            advice = "libxml2 keeps no more, so flatten the markup before parsing it"
        return f"over the limit {self.limit}={self.value}{found}; {advice}"


class WriteError(NewsparseError):
    """The format cannot say what the article holds.

    Attributes:
        format: The format that was to be written.
        field: The article's field that cannot be said.
        reason: Why.
    """

    def __init__(
        self, reason: str, *, format: str | None = None, field: str | None = None, source: str | None = None
    ) -> None:
        super().__init__(source=source)
        self.reason = reason
        self.format = format
        self.field = field

    def _what(self) -> str:
        name = f" as {self.format}" if self.format else ""
        field = f"{self.field}: " if self.field else ""
        return f"cannot be written{name}: {field}{self.reason}"


class SchemaError(NewsparseError):
    """A table's columns are not those that articles are kept in.

    Attributes:
        version: The schema version that the table says it is of, `None` where it says none.
        wanted: The version that this release reads.
        differences: What is missing or of another type, one phrase for each column.
    """

    def __init__(
        self, *, version: int | str | None, wanted: int, differences: tuple[str, ...], source: str | None = None
    ) -> None:
        super().__init__(source=source)
        self.version = version
        self.wanted = wanted
        self.differences = differences

    def _what(self) -> str:
        table = "a table without a schema version" if self.version is None else f"a table of version {self.version}"
        what = "; ".join(self.differences) or "its columns are the same, their meaning may not be"
        return (
            f"{table}, and this release reads version {self.wanted}: {what}; "
            "write it again from the source files, or read it with the release that wrote it"
        )


class PluginError(NewsparseError):
    """A plugin broke the contract, or raised what it should not.

    Attributes:
        plugin: The plugin's name, as `NEWSPARSE_DISABLE` takes it.
        distribution: The installed distribution that it comes from, if any.
        version: That distribution's version.
        action: What it was asked to do: load, sniff, read, split, write, carry, ...
        format: The format concerned, if any.
        reason: What it did.
    """

    def __init__(
        self,
        reason: str,
        *,
        plugin: str,
        action: str,
        distribution: str | None = None,
        version: str | None = None,
        format: str | None = None,
        source: str | None = None,
    ) -> None:
        super().__init__(source=source)
        self.reason = reason
        self.plugin = plugin
        self.action = action
        self.distribution = distribution
        self.version = version
        self.format = format

    def _what(self) -> str:
        whose = f" of {self.distribution} {self.version or ''}".rstrip() if self.distribution else ""
        what = f" format {self.format!r}" if self.format else ""
        advice = "report it to the plugin's authors" if self.distribution else "mend it"
        said = f"plugin {self.plugin!r}{whose} failed to {self.action}{what}: {self.reason}; "
        if self.distribution == _OURS:
            return f"{said}please report it, with the input, to the authors of newsparse"
        return f"{said}{advice}, or go on without it: NEWSPARSE_DISABLE={self.plugin}"


class WorkerError(NewsparseError):
    """A worker process of bulk parsing ended while it read this input; the others were read.

    Attributes:
        reason: How it ended: killed by a signal, out of memory, over the time limit.
        timeout: The time limit in seconds, where the input was over it.
    """

    def __init__(self, reason: str, *, source: str | None = None, timeout: float | None = None) -> None:
        super().__init__(source=source)
        self.reason = reason
        self.timeout = timeout

    def _what(self) -> str:
        if self.timeout is not None:
            return f"not read within the time limit of {self.timeout:g} seconds; give it more with timeout= (--timeout)"
        return self.reason


class PluginWarning(UserWarning):
    """A plugin could not be used; everything else goes on without it."""
