"""The records of a WARC file one after the other, and past the damaged ones.

FastWARC finds the records and parses their headers; it stops at the first line that is no record's. The
tape below keeps what it has read since the last record began, so that reading can go on from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from newsparse import ReadError

__all__ = ["Damage", "Response", "responses"]

# Where a record may begin again: a version line and a header line.
_RECORD = re.compile(rb"\n(?=WARC/\d\.\d\r?\n[A-Za-z-]+:)")
_STEP = 65536


@dataclass(frozen=True)
class Response:
    """An HTTP response as the archive holds it.

    Attributes:
        offset: Where its record begins in the decompressed file.
        url: The record's target URI.
        date: When it was fetched.
        media_type: Its `Content-Type`, parameters included, in lower case; may be empty.
        headers: Its HTTP headers by name in lower case.
        length: The bytes of its body, as the record says.
        body: The body as sent; `None` where it is longer than allowed.
    """

    offset: int
    url: str
    date: datetime | None
    media_type: str
    headers: Mapping[str, str]
    length: int
    body: bytes | None


@dataclass(frozen=True)
class Damage:
    """A record that cannot be had.

    Attributes:
        offset: Where it begins in the decompressed file.
        reason: What is wrong with it.
        cut_off: Whether the file ends inside it, or its length is wrong and others stand in it.
    """

    offset: int
    reason: str
    cut_off: bool = False


def responses(stream: BinaryIO, *, max_bytes: int) -> Iterator[Response | Damage]:
    """Every successful HTTP response of a decompressed WARC file, damaged records as `Damage`."""
    tape = _Tape(stream, keep=max_bytes + _STEP)
    last = 0
    while True:
        try:
            for record in ArchiveIterator(tape, record_types=WarcRecordType.any_type, auto_decode="none"):
                last = record.stream_pos
                tape.forget(last)
                found = _response(record, last, max_bytes)
                if found is not None:
                    yield found
                if isinstance(found, Damage) and found.cut_off:
                    break
            else:
                return
        except ReadError as error:
            yield Damage(last, f"the record that begins here, or what follows it, cannot be had: {error.reason}")
        except (OSError, ValueError) as error:
            yield Damage(last, f"what follows the record that begins here is none ({error})")
        again: int | None = last
        while again == last:
            try:
                again = tape.wind_to_record(after=last)
            except ReadError as error:
                yield Damage(last, f"nor can what follows that: {error.reason}")
        if again is None:
            return
        last = again


def _response(record: WarcRecord, offset: int, max_bytes: int) -> Response | Damage | None:
    """What a record holds; `None` where that is no successful response."""
    if not record.headers.get("Content-Length", "").strip().isdigit():
        return Damage(offset, "the record has no valid Content-Length")
    if record.record_type != WarcRecordType.response or not record.is_http:
        return None
    http = record.http_headers
    if http is None or http.status_code is None:
        return Damage(offset, "the record holds no HTTP response")
    if not 200 <= http.status_code < 300:
        return None
    url = record.headers.get("WARC-Target-URI", "").strip().strip("<>")
    length = record.content_length
    body = None if length > max_bytes else record.reader.read()
    if body is not None and len(body) < length:
        reason = f"the record of {url} is cut off: {len(body)} of {length} bytes are there"
        return Damage(offset, reason, cut_off=True)
    headers = {name.lower(): value for name, value in http.items()}
    media_type = headers.get("content-type", "").lower()
    return Response(offset, url, record.record_date, media_type, headers, length, body)


class _Tape:
    """A stream that can be wound back as far as the record that was read last."""

    def __init__(self, stream: BinaryIO, *, keep: int) -> None:
        self._stream = stream
        self._keep = keep
        self._kept = bytearray()
        self._start = 0
        self._told: ReadError | None = None
        self.at = 0

    def read(self, size: int = _STEP) -> bytes:
        """The next bytes; those wound back come first."""
        inside = self.at - self._start
        if inside == len(self._kept):
            self._kept += self._next(size if size > 0 else _STEP)
            self._drop(len(self._kept) - self._keep)
            inside = self.at - self._start
        data = bytes(self._kept[inside : inside + size] if size > 0 else self._kept[inside:])
        self.at += len(data)
        return data

    def _next(self, size: int) -> bytes:
        """The next bytes of the stream; what stands behind damage begins a line."""
        try:
            return self._stream.read(size)
        except ReadError as error:
            if error is self._told:
                return b""  # there is nothing behind it
            self._told = error
            self._kept += b"\n"
            raise

    def tell(self) -> int:
        """Where the next byte stands in the decompressed file."""
        return self.at

    def forget(self, offset: int) -> None:
        """Never wind back beyond this place."""
        self._drop(offset - self._start)

    def _drop(self, count: int) -> None:
        if count > 0:
            del self._kept[:count]
            self._start += count

    def wind_to_record(self, *, after: int) -> int | None:
        """Wind to the next place where a record may begin; `None` if there is none."""
        begin = max(after - self._start, 0)
        while True:
            match = _RECORD.search(self._kept, begin)
            if match:
                self.at = self._start + match.end()
                return self.at
            data = self._next(_STEP)
            if not data:
                return None
            self._drop(len(self._kept) - _STEP)
            begin = 0
            self._kept += data
