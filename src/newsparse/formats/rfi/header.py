"""The frame of a seed file: stamp, title and address, rule, body. Cut without losing a byte.

Nothing in the head is escaped, so the title may hold any bracket. What is damaged is read where only one
reading is possible, and refused with its line where not.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Final, TypeAlias

import attrs

from newsparse.blocks.addresses import clean_url
from newsparse.blocks.text import clean_text
from newsparse.content import is_allowed_url, single_line
from newsparse.errors import ReadError
from newsparse.formats.rfi.signature import ADDRESS, BLANK, LINE, RULE, STAMP
from newsparse.spans import WEB

__all__ = ["EPOCH", "SeedFile", "cut", "stamp_text", "title_markup"]

Place: TypeAlias = tuple[int, int]

_DATE = re.compile("\\s*日期(?:：|:)[ \t]*([^\r\n]*)".encode())
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)
_MOST_DIGITS: Final = 15  # the year 10000 is reached with them


@attrs.frozen(kw_only=True)
class SeedFile:
    """A seed file, and where its parts stand.

    Attributes:
        data: The whole file in UTF-8, without a byte-order mark.
        stamp: Where the stamp stands, `None` in the older variant.
        title: Where the title stands.
        address: Where the address stands; empty where there is none.
        date: Where the date of the older variant stands, `None` in the present one.
        body: Where the body stands, without the line ends around it.
    """

    data: bytes
    stamp: Place | None
    title: Place
    address: Place
    date: Place | None
    body: Place

    def part(self, place: Place) -> bytes:
        """The bytes of a part."""
        return self.data[place[0] : place[1]]

    @property
    def archived(self) -> datetime | None:
        """The stamp as a time in UTC; `None` for one that is no time, or of a year beyond 9999."""
        if self.stamp is None:
            return None
        digits = self.part(self.stamp).strip()
        if len(digits) > _MOST_DIGITS or not re.fullmatch(rb"-?[0-9]+", digits):
            return None
        try:
            return EPOCH + timedelta(milliseconds=int(digits))
        except OverflowError:
            return None

    @property
    def url(self) -> str | None:
        """The address as written, if it is one."""
        written = self.part(self.address).decode()
        url = written if is_allowed_url(written) else clean_url(written)
        return url if url and is_allowed_url(url, WEB) else None

    @property
    def headline(self) -> str:
        """The title with its references decoded once."""
        return read_title(self.part(self.title).decode())

    def with_parts(self, parts: dict[Place, bytes]) -> bytes:
        """The file with other bytes in some places, which do not overlap."""
        out: list[bytes] = []
        at = 0
        for start, end in sorted(parts):
            out += (self.data[at:start], parts[start, end])
            at = end
        return b"".join((*out, self.data[at:]))


def read_title(written: str) -> str:
    """A title of the head as text: references with a semicolon are decoded, once; backslashes stay."""
    if "&" in written:
        written = _REFERENCE.sub(lambda match: unescape(match[0]), written)
    return single_line(clean_text(written))


def title_markup(title: str) -> str:
    """A title as the head writes it: as it is, unless it would then be read as another."""
    return title if read_title(title) == title else title.replace("&", "&amp;")


def stamp_text(archived: datetime | None) -> str:
    """A time as the stamp writes it: milliseconds since 1970, rounded down, or what the producer writes for none."""
    return "NaN" if archived is None else str((archived - EPOCH) // _MILLISECOND)


def cut(data: bytes) -> SeedFile:
    """Find the parts of a file.

    Args:
        data: The file in UTF-8, without a byte-order mark.

    Raises:
        ReadError: There is no head, or none with an address; names the line.
    """
    stamp = STAMP.match(data)
    start = _skip_blank(data, stamp.end() if stamp else 0)
    rule = RULE.search(data, max(start - 1, 0))
    head = None
    if rule is not None:
        head = _head(data, start, rule.start())
        after = rule.end()
    if head is None:
        # Without a rule, or with one that belongs to the body, only a head that is one line can be told.
        line = LINE.match(data, start)
        assert line is not None  # it matches anything
        head = _head(data, start, line.end())
        after = line.end()
    if head is None:
        raise _refusal(data, start, rule)
    date = _DATE.match(data, after)
    body = _skip_blank(data, date.end() if date else after)
    return SeedFile(
        data=data,
        stamp=stamp.span(1) if stamp else None,
        title=head[0],
        address=head[1],
        date=date.span(1) if date else None,
        body=(body, max(body, len(data.rstrip(b"\r\n")))),
    )


def _skip_blank(data: bytes, at: int) -> int:
    blank = BLANK.match(data, at)
    assert blank is not None  # it matches anything
    return blank.end()


def _head(data: bytes, start: int, end: int) -> tuple[Place, Place] | None:
    """Where title and address stand between two places.

    The title ends at the last `](` before an absolute address; no address holds white space, and it
    ends at the last bracket.
    """
    text = data[start:end]
    end = start + len(text.rstrip())
    start += len(text) - len(text.lstrip())
    if end - start < 4 or data[start : start + 1] != b"[" or data[end - 1 : end] != b")":
        return None
    last_word = max(data.rfind(space, start, end) for space in (b" ", b"\t", b"\n", b"\r")) + 1
    cuts = [match.end() for match in ADDRESS.finditer(data, max(start, last_word - 2), end)]
    if cuts:
        return (start + 1, cuts[-1] - 2), (cuts[-1], end - 1)
    if data[end - 3 : end] == b"]()":
        return (start + 1, end - 3), (end - 1, end - 1)
    return None


def _refusal(data: bytes, start: int, rule: re.Match[bytes] | None) -> ReadError:
    line = data.count(b"\n", 0, start) + 1
    first = LINE.match(data, start)
    head = first[0].strip() if first else b""
    if not head.startswith(b"["):
        return ReadError("there is no head, [title](address), before the rule", line=line)
    if b"](" not in head:
        return ReadError("the head has no address after its title: [title](address)", line=line)
    if not head.endswith(b")") and rule is None:
        return ReadError("the file is cut off in its head, [title](address)", line=line)
    return ReadError("the head has no absolute address: [title](https://...)", line=line)
