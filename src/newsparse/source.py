"""`Source`: the bytes of one input and what is known about them; `Limits`: how much of it is read."""

from __future__ import annotations

import copy
import io
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, BinaryIO, Final, TypeAlias, cast

import attrs

from newsparse.compression import compression_of, decompressed, is_decompression_error
from newsparse.content import is_allowed_url
from newsparse.decoding import Decoded, decode
from newsparse.errors import LimitError, ReadError

if TYPE_CHECKING:
    from newsparse.sites import Site

__all__ = ["HEAD_LENGTH", "Limits", "Source", "SourceLike"]

HEAD_LENGTH: Final = 65536
"""How many bytes `Source.head` holds at most."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_NOTHING: Mapping[str, Any] = MappingProxyType({})


def _positive(instance: Limits, attribute: attrs.Attribute[int], value: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"Limits.{attribute.name}: expected an int, not {type(value).__name__}")
    if value < 1:
        raise ValueError(f"Limits.{attribute.name}: {value} is not positive")


@attrs.frozen(kw_only=True)
class Limits:
    """How much one input may need before reading it stops with a `LimitError`.

    The defaults are beyond every real page; they bound what hostile input can cost.

    Attributes:
        max_bytes: Bytes of one input as stored. A container that is read as a stream is not held to it,
            each document inside it is.
        max_decompressed_bytes: Bytes of one input after decompression.
        max_depth: Levels of nested elements. libxml2 itself keeps no more than 2,047.
        max_nodes: Start tags of one page.
        max_attributes: Attributes of one start tag; libxml2's time is quadratic in them.
        max_sources: Documents of one container.
        max_nesting: Containers inside containers.
    """

    max_bytes: int = attrs.field(default=256 * 1024 * 1024, validator=_positive)
    max_decompressed_bytes: int = attrs.field(default=512 * 1024 * 1024, validator=_positive)
    max_depth: int = attrs.field(default=2040, validator=_positive)
    max_nodes: int = attrs.field(default=10_000_000, validator=_positive)
    max_attributes: int = attrs.field(default=10_000, validator=_positive)
    max_sources: int = attrs.field(default=100_000_000, validator=_positive)
    max_nesting: int = attrs.field(default=8, validator=_positive)


DEFAULT_LIMITS: Final = Limits()


class Source:
    """The bytes of one input, read and decoded when asked for, with what is known about them.

    A source is made of exactly one of bytes, a path, a binary file object, or text that is decoded already.
    Formats get their input as a source; containers make sources of what they hold with `inner`.

    Attributes:
        name: What messages call it: the path, the file object's name, or what the container says.
        path: The path it is read from, if any.
        url: The address the bytes came from, if known; relative links resolve against it.
        media_type: The media type it was served or stored with, if known.
        encoding: The caller's word on the encoding, if any.
        limits: What reading it may need.
        known: Fields of `Article` that its container knows already.
        nesting: How many containers it stands in.
    """

    __slots__ = (
        "_data",
        "_decoded",
        "_file",
        "_head",
        "_raw",
        "_sites",
        "encoding",
        "known",
        "limits",
        "media_type",
        "name",
        "nesting",
        "path",
        "url",
    )

    def __init__(  # noqa: PLR0913  # one keyword for each thing that may be known about some bytes
        self,
        data: bytes | None = None,
        *,
        path: str | os.PathLike[str] | None = None,
        file: BinaryIO | None = None,
        text: str | None = None,
        name: str | None = None,
        url: str | None = None,
        media_type: str | None = None,
        encoding: str | None = None,
        limits: Limits = DEFAULT_LIMITS,
        sites: Sequence[Site] | Callable[[], Sequence[Site]] = (),
        known: Mapping[str, Any] = _NOTHING,
        nesting: int = 0,
    ) -> None:
        """Make a source of one of `data`, `path`, `file` and `text`.

        Raises:
            TypeError: None or several of them are given, or one is of the wrong type.
            ValueError: `url` is not absolute.
        """
        if sum(given is not None for given in (data, path, file, text)) != 1:
            raise TypeError("Source: give exactly one of data, path=, file= and text=")
        if data is not None and not isinstance(data, (bytes, bytearray, memoryview)):
            raise TypeError(f"Source: data is bytes, not {type(data).__name__}; give a path as path=, text as text=")
        self.path = None if path is None else Path(path)
        self.name = name if name is not None else _name_of(path, file)
        self.url = None if url is None else _absolute(url)
        self.media_type = media_type
        self.encoding = encoding
        self.limits = limits
        self._sites = sites
        self.known = MappingProxyType(dict(known)) if known else _NOTHING
        self.nesting = nesting
        self._file = None if file is None else _Replayed(file, self.name)
        self._raw = None if data is None else bytes(data)
        self._head: bytes | None = None
        self._data: bytes | None = None
        self._decoded: Decoded | None = None
        if text is not None:
            self._decoded = Decoded(_without_surrogates(text).removeprefix("\ufeff"), "utf-8", "text")
            self._data = self._raw = self._decoded.text.encode()

    def __repr__(self) -> str:
        return f"<Source {self.name or '(bytes)'}>"

    def inner(
        self,
        data: bytes,
        *,
        name: str | None = None,
        url: str | None = None,
        media_type: str | None = None,
        encoding: str | None = None,
        known: Mapping[str, Any] = _NOTHING,
    ) -> Source:
        """A document that this source contains; it keeps the limits and publisher rules."""
        return Source(
            data,
            name=name,
            url=url,
            media_type=media_type,
            encoding=encoding,
            limits=self.limits,
            sites=self._sites,
            known=known,
            nesting=self.nesting + 1,
        )

    @property
    def sites(self) -> Sequence[Site]:
        """The publisher rules that apply, the caller's before the registered ones."""
        if callable(self._sites):
            self._sites = self._sites()
        return self._sites

    def with_options(
        self,
        *,
        url: str | None = None,
        encoding: str | None = None,
        limits: Limits | None = None,
        sites: Sequence[Site] | Callable[[], Sequence[Site]] | None = None,
    ) -> Source:
        """The same bytes with other options; `None` keeps what there is."""
        changed = copy.copy(self)
        if url is not None:
            changed.url = _absolute(url)
        if encoding is not None and encoding != self.encoding:
            changed.encoding = encoding
            if self._decoded is not None and self._decoded.how != "text":
                changed._decoded = None
        if limits is not None:
            changed.limits = limits
        if sites is not None:
            changed._sites = sites
        return changed

    @property
    def head(self) -> bytes:
        """The first 64 kB, decompressed: what `sniff` decides by.

        Raises:
            OSError: The file cannot be read.
            ReadError: The compressed data is damaged within them.
        """
        if self._head is None:
            self._head = self._read_head()
        return self._head

    def _read_head(self) -> bytes:
        if self._data is not None:
            return self._data[:HEAD_LENGTH]
        with self._open_raw(remember=True) as file:
            start = _read_up_to(file, HEAD_LENGTH + 1)
        if len(start) <= HEAD_LENGTH:
            self._raw = start
        if compression_of(start) is None:
            return start[:HEAD_LENGTH]
        with self._open(remember=True) as file:
            return _read_up_to(file, HEAD_LENGTH)

    @property
    def data(self) -> bytes:
        """All bytes, decompressed.

        Raises:
            OSError: The file cannot be read.
            ReadError: The compressed data is damaged.
            LimitError: There are more than the limits allow.
        """
        if self._data is None:
            raw = self._read_raw()
            if compression_of(raw) is None:
                self._data = raw
            else:
                with self.open() as file:
                    self._data = file.read()
        return self._data

    def _read_raw(self) -> bytes:
        if self._raw is None:
            limit = self.limits.max_bytes
            with self._open_raw(remember=False) as file:
                self._raw = _read_up_to(file, limit + 1)
        self._check("max_bytes", len(self._raw), at_least=True)
        return self._raw

    def _check(self, limit: str, found: int, *, at_least: bool = False) -> None:
        allowed: int = getattr(self.limits, limit)
        if found > allowed:
            raise LimitError(limit, allowed, found=None if at_least else found, source=self.name)

    def _open_raw(self, *, remember: bool) -> BinaryIO:
        if self._raw is not None:
            return io.BytesIO(self._raw)
        if self._file is not None:
            return self._file.open(remember=remember)
        assert self.path is not None  # the constructor takes exactly one origin
        return self.path.open("rb")

    def open(self) -> AbstractContextManager[BinaryIO]:
        """The decompressed bytes as a stream, for containers that must not be held whole.

        A file object that cannot seek is opened once only.

        Raises:
            OSError: The file cannot be read.
            ReadError: The compressed data is damaged (while reading).
            LimitError: A single `read()` to the end is over the limits.
        """
        return self._open(remember=False)

    @contextmanager
    def _open(self, *, remember: bool) -> Iterator[BinaryIO]:
        if self._data is not None:
            yield io.BytesIO(self._data)
            return
        with self._open_raw(remember=remember) as raw:
            buffered = io.BufferedReader(cast("io.RawIOBase", raw), HEAD_LENGTH)
            compression = compression_of(buffered.peek(6)[:6])
            try:
                if compression is None:
                    yield cast("BinaryIO", _Guarded(cast("BinaryIO", buffered), self, "max_bytes", None))
                else:
                    stream = decompressed(cast("BinaryIO", buffered), compression)
                    yield cast("BinaryIO", _Guarded(stream, self, "max_decompressed_bytes", compression))
            finally:
                buffered.detach()

    @property
    def decoded(self) -> Decoded:
        """The text, its encoding, and how that was settled."""
        if self._decoded is None:
            self._decoded = decode(self.data, encoding=self.encoding, media_type=self.media_type)
        return self._decoded

    @property
    def text(self) -> str:
        """The decoded text, without a byte-order mark; U+FFFD stands for what cannot be decoded."""
        return self.decoded.text

    @property
    def utf8(self) -> bytes:
        """The text as UTF-8 bytes without a byte-order mark: what parsers read fastest."""
        decoded = self.decoded
        if decoded.how in ("utf-8", "ascii", "text") and decoded.encoding == "utf-8" and "\ufffd" not in decoded.text:
            return self.data
        return _without_surrogates(decoded.text).encode()


SourceLike: TypeAlias = "str | os.PathLike[str] | bytes | BinaryIO | Source"


def _read_up_to(file: BinaryIO, size: int) -> bytes:
    """Read until `size` bytes or the end; one `read` of a pipe may give less."""
    data = file.read(size)
    if len(data) == size or not data:
        return data
    pieces = [data]
    missing = size - len(data)
    while missing:
        data = file.read(missing)
        if not data:
            break
        pieces.append(data)
        missing -= len(data)
    return b"".join(pieces)


def _absolute(url: str) -> str:
    if not isinstance(url, str):
        raise TypeError(f"url: expected a str, not {type(url).__name__}")
    if not is_allowed_url(url):
        raise ValueError(f"url: {url[:80]!r} is not an absolute URL, such as 'https://example.org/news/1'")
    return url


def _name_of(path: str | os.PathLike[str] | None, file: BinaryIO | None) -> str | None:
    if path is not None:
        return os.fspath(path)
    name = getattr(file, "name", None)
    return name if isinstance(name, str) else None


def _without_surrogates(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text


class _Guarded(io.RawIOBase):
    """A stream that stops a read to the end at a limit and tells damaged compression as a `ReadError`."""

    def __init__(self, stream: BinaryIO, source: Source, limit: str, compression: str | None) -> None:
        self._stream = stream
        self._source = source
        self._limit = limit
        self._compression = compression

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def read(self, size: int | None = -1) -> bytes:
        """Up to `size` bytes; all of them, inside the limit, if it is negative or `None`."""
        if size is None or size < 0:
            allowed: int = getattr(self._source.limits, self._limit)
            data = self._from_stream(allowed + 1)
            self._source._check(self._limit, len(data), at_least=True)
            return data
        return self._from_stream(size)

    def readline(self, size: int | None = -1) -> bytes:
        """One line, inside the limit."""
        allowed: int = getattr(self._source.limits, self._limit)
        return self._guard(self._stream.readline, allowed if size is None or size < 0 else size)

    def _from_stream(self, size: int) -> bytes:
        return self._guard(self._stream.read, size)

    def _guard(self, read: Any, size: int) -> bytes:
        try:
            data: bytes = read(size)
        except Exception as error:
            if self._compression is None or not is_decompression_error(error):
                raise
            reason = f"the {self._compression} data is damaged or cut off: {error}"
            raise ReadError(reason, source=self._source.name) from error
        return data


class _Replayed:
    """A caller's file object, opened again from where it stood when it was given.

    What cannot seek is remembered as far as the head was read, and can be read to its end once.
    """

    def __init__(self, file: BinaryIO, name: str | None) -> None:
        if isinstance(file, io.TextIOBase) or not hasattr(file, "read"):
            raise TypeError(f"Source: file= is a binary file object, not {type(file).__name__}")
        self._file = file
        self._start = file.tell() if _seekable(file) else None
        self._name = name
        self._remembered = bytearray()
        self._spent = False

    def open(self, *, remember: bool) -> BinaryIO:
        if self._start is not None:
            self._file.seek(self._start)
            return cast("BinaryIO", _Borrowed(self._file))
        if self._spent:
            raise ReadError("this stream can be read only once; give its bytes", source=self._name)
        self._spent = not remember
        before = bytes(self._remembered)
        return cast("BinaryIO", _Borrowed(self._file, before, self._remembered if remember else None))


def _seekable(file: BinaryIO) -> bool:
    try:
        return file.seekable()
    except AttributeError:
        return False


class _Borrowed(io.RawIOBase):
    """A file object of the caller's, left open when this is closed."""

    def __init__(self, file: BinaryIO, before: bytes = b"", memory: bytearray | None = None) -> None:
        self._file = file
        self._before = before
        self._memory = memory

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def read(self, size: int | None = -1) -> bytes:
        """Up to `size` bytes, all that is left if it is negative or `None`."""
        if size is None or size < 0:
            return b"".join(iter(lambda: self.read(HEAD_LENGTH), b""))
        if self._before:
            data, self._before = self._before[:size], self._before[size:]
            return data
        data = self._file.read(size) or b""
        if self._memory is not None:
            self._memory += data
        return data
