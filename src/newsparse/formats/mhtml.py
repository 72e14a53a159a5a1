"""The `mhtml` format: web pages that browsers save in a single file, with what they show (RFC 2557). Read only.

The file is a message of several parts. The one that is the page is read as any page is, with the address that it was
saved from. Only its parts' bounds are looked for, so that megabytes of pictures cost no more than passing over them.
"""

from __future__ import annotations

import binascii
import re
import string
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import attrs

from newsparse.article import Article
from newsparse.errors import ReadError
from newsparse.format import Confidence, Format
from newsparse.source import HEAD_LENGTH
from newsparse.spans import WEB, is_allowed_url

if TYPE_CHECKING:
    from email.message import Message

    from newsparse.source import Source

__all__ = ["FORMAT"]

_LEADING: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*+")
_FIELD: Final = re.compile(rb"[A-Za-z][A-Za-z0-9-]{0,80}[ \t]*:")
_BLANK_LINE: Final = re.compile(rb"\r?\n[ \t]*+\r?\n")
_SAVED: Final = re.compile(
    rb'^(?:Snapshot-Content-Location|From[ \t]*:[ \t]*"?<?Saved by)\b', re.MULTILINE | re.IGNORECASE
)
_MIME: Final = re.compile(rb"^MIME-Version[ \t]*:", re.MULTILINE | re.IGNORECASE)
_RELATED: Final = re.compile(rb"^Content-Type[ \t]*:\s*multipart/related\b", re.MULTILINE | re.IGNORECASE)
_OF_INTEREST: Final = re.compile(rb"html|multipart", re.IGNORECASE)
_PARAMETER: Final = re.compile(r';\s*+([\w-]++)\s*+=\s*+(?:"((?:[^"\\]|\\.)*+)"|([^\s;"]*+))', re.DOTALL)
_PAGES: Final = ("text/html", "application/xhtml+xml")
_DEEPEST: Final = 8
_NO_BASE64: Final = bytes(set(range(256)) - {*string.ascii_letters.encode(), *string.digits.encode(), *b"+/"})


def _sniff(source: Source) -> Confidence:
    head = source.head
    start = _start(head)
    if not _FIELD.match(head, start):
        return Confidence.NO
    blank = _BLANK_LINE.search(head, start)
    header = head[start : blank.start() if blank else None]
    ours = _SAVED.search(header) or (_MIME.search(header) and _RELATED.search(header))
    return Confidence.SPECIFIC if ours else Confidence.NO


def _start(data: bytes) -> int:
    """Where the first line that is not blank begins."""
    leading = _LEADING.match(data)
    return leading.end() if leading else 0


@attrs.frozen
class _Part:
    """A message or a part of one.

    Attributes:
        fields: Its header.
        start: Where in the file its body begins.
        end: Where that ends.
    """

    fields: Message
    start: int
    end: int

    def field(self, name: str) -> str:
        """A field of the header on one line; empty where there is none."""
        value = str(self.fields.get(name, "")).encode("latin-1", "replace").decode("utf-8", "replace")
        return " ".join(value.split())

    @property
    def kind(self) -> str:
        """Its media type."""
        return self.fields.get_content_type()

    def parameter(self, name: str) -> str | None:
        """A parameter of its media type."""
        for found in _PARAMETER.finditer(str(self.fields.get("Content-Type", ""))):
            if found[1].lower() == name:
                return found[3] if found[2] is None else re.sub(r"\\(.)", r"\1", found[2])
        return None


def _split(source: Source) -> Iterator[Source | ReadError]:
    data = source.data
    message = _part(data, _start(data), len(data))
    page = _page(_pages(data, message, _DEEPEST), message.parameter("start"))
    if page is None:
        raise ReadError("it is no message with a web page among its parts")
    yield source.inner(
        _decoded(data[page.start : page.end], page.field("Content-Transfer-Encoding")),
        name=source.name,
        url=_address(message, page) or source.url,
        media_type=page.field("Content-Type"),
        encoding=source.encoding,
        known={**source.known, **_saved(message)},
    )


def _part(data: bytes, start: int, end: int) -> _Part:
    """A part of the file; one without a blank line is all header."""
    from email.parser import HeaderParser  # costs more than the rest of this module, and is seldom wanted

    longest = min(end, start + HEAD_LENGTH)
    blank = _BLANK_LINE.search(data, start, longest)
    header = data[start : blank.start() if blank else longest].strip()
    # In Latin-1 each byte is a character, which is what boundaries are made of.
    return _Part(HeaderParser().parsestr(header.decode("latin-1")), blank.end() if blank else longest, end)


def _page(pages: Iterator[_Part], start: str | None) -> _Part | None:
    """The page that the message names as the one to start with, else the first; the others are frames in it."""
    first = None
    for page in pages:
        if start is None or page.field("Content-ID") == start.strip():
            return page
        first = first or page
    return first


def _pages(data: bytes, part: _Part, levels: int) -> Iterator[_Part]:
    """The web pages among the parts of a part, and of the parts of those."""
    if part.kind in _PAGES:
        yield part
    boundary = part.parameter("boundary")
    if not boundary or not levels or part.fields.get_content_maintype() != "multipart":
        return
    for start, end in _bounds(data, part, boundary.rstrip().encode("latin-1", "replace")):
        if _OF_INTEREST.search(data, start, min(end, start + HEAD_LENGTH)):
            yield from _pages(data, _part(data, start, end), levels - 1)


def _bounds(data: bytes, part: _Part, boundary: bytes) -> Iterator[tuple[int, int]]:
    """Where each part of a part begins and ends; the last need not be closed, since files get cut off."""
    mark = b"\n--" + boundary
    begun: int | None = None
    at = data.find(mark, max(part.start - 1, 0), part.end)
    while at >= 0:
        line_end = data.find(b"\n", at + len(mark), part.end)
        line_end = part.end if line_end < 0 else line_end
        rest = data[at + len(mark) : line_end].rstrip()
        if rest in (b"", b"--"):
            if begun is not None:
                yield begun, at
            if rest:
                return
            begun = line_end
        at = data.find(mark, line_end, part.end)
    if begun is not None:
        yield begun, part.end


def _decoded(body: bytes, coding: str) -> bytes:
    """The bytes that were coded, as far as they are there."""
    if coding.lower() == "quoted-printable":
        return binascii.a2b_qp(body)
    if coding.lower() == "base64":
        letters = body.translate(None, _NO_BASE64)
        letters = letters[: len(letters) - (len(letters) % 4 == 1)]
        return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))
    return body


def _address(message: _Part, page: _Part) -> str | None:
    """The address that the page was saved from."""
    fields = (
        message.field("Snapshot-Content-Location"),
        message.field("Content-Location"),
        page.field("Content-Location"),
    )
    # A long one may stand on several lines, whose ends are no part of it.
    addresses = (field.replace(" ", "") for field in fields)
    return next((address for address in addresses if is_allowed_url(address, WEB)), None)


def _saved(message: _Part) -> Mapping[str, Any]:
    """When the page was saved, where that is told with its zone."""
    from email.utils import parsedate_to_datetime

    try:
        moment: datetime = parsedate_to_datetime(message.field("Date"))
        return {"archived": Article(archived=moment).archived}
    except (TypeError, ValueError, OverflowError, IndexError):
        return {}


FORMAT: Final = Format(
    name="mhtml",
    summary="web pages saved by a browser in a single file (MHTML)",
    media_types=("multipart/related", "application/x-mimearchive"),
    suffixes=(".mhtml", ".mht"),
    sniff=_sniff,
    split=_split,
)
