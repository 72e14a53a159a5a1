"""`Source`: the bytes of one input and what is known about them."""

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

from newsparse.compression import MAGIC_LENGTH, compression_of, decompressed
from newsparse.decoding import Decoded, decode, without_surrogates
from newsparse.errors import LimitError, ReadError
from newsparse.limits import DEFAULT_LIMITS, Limits
from newsparse.spans import WEB, is_allowed_url
from newsparse.streams import Guarded, Replayed, read_up_to

if TYPE_CHECKING:
    from newsparse.sites import Site

__all__ = ["DEFAULT_LIMITS", "HEAD_LENGTH", "Limits", "Source", "SourceLike", "explain_mistake"]

HEAD_LENGTH: Final = 65536
"""How many bytes `Source.head` holds at most."""

_NOTHING: Mapping[str, Any] = MappingProxyType({})


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
        "_damage",
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
        _check_options(encoding, limits)
        self.path = None if path is None else Path(path)
        self.name = name if name is not None else _name_of(path, file)
        self.url = None if url is None else _absolute(url)
        self.media_type = media_type
        self.encoding = encoding
        self.limits = limits
        self._sites = sites
        self.known = MappingProxyType(dict(known)) if known else _NOTHING
        self.nesting = nesting
        self._file = None if file is None else Replayed(file, self.name)
        self._raw = None if data is None else bytes(data)
        self._head: bytes | None = None
        self._damage: ReadError | None = None
        self._data: bytes | None = None
        self._decoded: Decoded | None = None
        if text is not None:
            self._decoded = Decoded(without_surrogates(text).removeprefix("\ufeff"), "utf-8", "text")
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

    @property
    def own_sites(self) -> Sequence[Site]:
        """The publisher rules that it was made with, without the registered ones."""
        return () if callable(self._sites) else self._sites

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
        changed._set_options(url, encoding, limits, sites)
        return changed

    def _set_options(
        self,
        url: str | None,
        encoding: str | None,
        limits: Limits | None,
        sites: Sequence[Site] | Callable[[], Sequence[Site]] | None,
    ) -> None:
        """Set options in place: for who has made the source, since a copy takes as long as sniffing."""
        if url is not None:
            self.url = _absolute(url)
        _check_options(encoding, self.limits if limits is None else limits)
        if encoding is not None and encoding != self.encoding:
            self.encoding = encoding
            if not self.is_text:
                self._decoded = None
        if limits is not None:
            self.limits = limits
        if sites is not None:
            self._sites = sites

    @property
    def head(self) -> bytes:
        """What `sniff` decides by, the first 64 kB, decompressed, or what is there before damaged data.

        Raises:
            OSError: The file cannot be read.
            ReadError: Nothing of the compressed data can be had.
        """
        if self._head is None:
            self._head = self._read_head()
        return self._head

    def _read_head(self) -> bytes:
        if self._data is not None:
            return self._data[:HEAD_LENGTH]
        with self._open_raw(remember=True) as file:
            start = read_up_to(file, HEAD_LENGTH + 1)
        if len(start) <= HEAD_LENGTH:
            self._raw = start
        if compression_of(start) is None:
            return start[:HEAD_LENGTH]
        with self._open(remember=True) as file:
            found = file.read(HEAD_LENGTH)
            try:
                return found + read_up_to(file, HEAD_LENGTH - len(found))
            except ReadError as error:
                # A container gives what stands before the damage; who needs all of the data is told then.
                self._damage = error
                return found

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
        self._check_size()
        return self._data

    def _check_size(self) -> None:
        """Hold bytes that are here to the limits, which may have changed since they were read."""
        raw, data, limits = self._raw, self._data, self.limits
        if raw is not None and len(raw) > limits.max_bytes:
            raise LimitError("max_bytes", limits.max_bytes, source=self.name)
        if data is not None and data is not raw and len(data) > limits.max_decompressed_bytes:
            raise LimitError("max_decompressed_bytes", limits.max_decompressed_bytes, source=self.name)

    def _read_raw(self) -> bytes:
        if self._raw is None:
            limit = self.limits.max_bytes
            with self._open_raw(remember=False) as file:
                self._raw = read_up_to(file, limit + 1)
        self._check_size()
        return self._raw

    def _open_raw(self, *, remember: bool) -> BinaryIO:
        if self._raw is not None:
            return io.BytesIO(self._raw)
        if self._file is not None:
            return self._file.open(remember=remember)
        assert self.path is not None  # the constructor takes exactly one origin
        try:
            return self.path.open("rb")
        except OSError as error:
            explain_mistake(error, self.name or "")
            raise

    def open(self) -> AbstractContextManager[BinaryIO]:
        """The decompressed bytes as a stream, for containers that must not be held whole.

        A file object that cannot seek is opened once only.

        Raises:
            OSError: The file cannot be read.
            ReadError: The compressed data is damaged (while reading). Who reads on gets what stands behind the damage,
                if it is gzip; else the very same error.
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
            compression = compression_of(buffered.peek(MAGIC_LENGTH)[:MAGIC_LENGTH])
            try:
                if compression is None:
                    stream, limit = cast("BinaryIO", buffered), "max_bytes"
                else:
                    stream, limit = decompressed(cast("BinaryIO", buffered), compression), "max_decompressed_bytes"
                allowed: int = getattr(self.limits, limit)
                guarded = Guarded(stream, limit=limit, allowed=allowed, name=self.name, compression=compression)
                yield cast("BinaryIO", guarded)
            finally:
                buffered.detach()

    @property
    def decoded(self) -> Decoded:
        """The text, its encoding, and how that was settled."""
        data = self.data
        if self._decoded is None:
            self._decoded = decode(data, encoding=self.encoding, media_type=self.media_type)
        return self._decoded

    @property
    def is_text(self) -> bool:
        """Whether it was made of text that was decoded already, which no encoding changes."""
        return self._decoded is not None and self._decoded.how == "text"

    @property
    def text(self) -> str:
        """The decoded text, without a byte-order mark; U+FFFD stands for what cannot be decoded."""
        return self.decoded.text

    @property
    def utf8(self) -> bytes:
        """The text as UTF-8 bytes without a byte-order mark, which is what parsers read fastest."""
        decoded = self.decoded
        if decoded.how in ("utf-8", "ascii", "text") and decoded.encoding == "utf-8" and "\ufffd" not in decoded.text:
            return self.data
        return without_surrogates(decoded.text).encode()


SourceLike: TypeAlias = "str | os.PathLike[str] | bytes | BinaryIO | Source"


def explain_mistake(error: OSError, name: str) -> None:
    """Say with the error what newcomers mean when they give as a path what is none."""
    if name.lstrip().startswith("<"):
        error.add_note("A str is always a path; markup that is text already goes to newsparse.parse_text.")
    elif re.match("(?i)https?:/", name):
        error.add_note("newsparse opens no network connection; fetch the page, and parse its bytes with url= (--url).")


def _check_options(encoding: str | None, limits: Limits) -> None:
    if encoding is not None and not isinstance(encoding, str):
        raise TypeError(f"encoding: expected a str, not {type(encoding).__name__}")
    if not isinstance(limits, Limits):
        raise TypeError(f"limits: expected Limits, not {type(limits).__name__}")


def _absolute(url: str) -> str:
    if not isinstance(url, str):
        raise TypeError(f"url: expected a str, not {type(url).__name__}")
    url = url.strip()  # lists of addresses come with line ends
    if not is_allowed_url(url, WEB):
        raise ValueError(f"url: {url[:80]!r} is not an absolute URL, such as 'https://example.org/news/1'")
    return url


def _name_of(path: str | os.PathLike[str] | None, file: BinaryIO | None) -> str | None:
    if path is not None:
        return os.fspath(path)
    name = getattr(file, "name", None)
    return name if isinstance(name, str) else None
