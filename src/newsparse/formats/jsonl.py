"""The `jsonl` format: a file of JSON lines, each an article as the `json` format writes it. Read only.

It is what `newsparse parse -o out.jsonl` writes, and a program that writes one `dumps(article, "json")` after the
other. Lines of other programs are left alone: each line of ours says so under the key `newsparse`.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from newsparse.errors import LimitError, ReadError
from newsparse.format import Confidence, Format
from newsparse.formats.json import ascii_head, decoded, utf_16_of
from newsparse.source import HEAD_LENGTH
from newsparse.streams import CHUNK
from newsparse.structure import INPUT_KEY, VERSION_KEY

if TYPE_CHECKING:
    from newsparse.source import Source

__all__ = ["FORMAT"]

_OURS: Final = re.compile(rb'\{\s*"newsparse"\s*:\s*\d')
_FROM_AN_INPUT: Final = re.compile(rb'\{\s*"newsparse"\s*:\s*\d+\s*,\s*"newsparse_input"\s*:')
_NAME: Final = re.compile(r"\.(?:jsonl|ndjson)(?:\.\w+)?\Z", re.IGNORECASE)
_OF_A_LINE: Final = "application/json"
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def _sniff(source: Source) -> Confidence:
    head = ascii_head(source).lstrip()
    if not head.startswith(b"{"):
        return Confidence.NO
    first, _, rest = head.partition(b"\n")
    rest = rest.lstrip()
    if rest:
        ours = _is_ours(first) or bool(_OURS.match(first) and _OURS.match(rest))
    else:
        ours = len(source.head) == HEAD_LENGTH and _is_of_lines(first, source)
    return Confidence.SPECIFIC if ours else Confidence.NO


def _is_ours(line: bytes) -> bool:
    """Whether a line is a whole object of ours."""
    try:
        return _has_version(json.loads(line))
    except (ValueError, RecursionError):
        return False


def _has_version(data: Any) -> bool:
    return isinstance(data, dict) and isinstance(data.get(VERSION_KEY), int)


def _is_of_lines(first: bytes, source: Source) -> bool:
    """Of a first line without an end in sight: whether what it begins with or the name tells that others follow."""
    if source.media_type == _OF_A_LINE or not _OURS.match(first):
        return False
    return _FROM_AN_INPUT.match(first) is not None or _NAME.search(source.name or "") is not None


def _split(source: Source) -> Iterator[Source | ReadError | LimitError]:
    _refuse_foreign(source)
    limit = source.limits.max_bytes
    with source.open() as stream:
        for number, line in enumerate(_lines(_reader(source, stream), limit), 1):
            if line is None:
                yield LimitError("max_bytes", limit, source=f"{source.name or '(bytes)'}:{number}")
            elif isinstance(line, ReadError):
                yield _error(line.reason, source, number)
            elif line.strip():
                yield _document(source, line, number)


def _refuse_foreign(source: Source) -> None:
    """End at once where every line would be refused: the name alone says JSON lines, and they are another program's."""
    first = ascii_head(source).lstrip().partition(b"\n")[0]
    try:
        foreign = not _has_version(json.loads(first))
    except (ValueError, RecursionError):
        return
    if foreign:
        raise ReadError("these JSON lines are no articles of newsparse's, which have the key 'newsparse'")


def _document(source: Source, line: bytes, number: int) -> Source | ReadError:
    """The source of one line, by the name of the input that it was made from, where it tells that."""
    encoding = source.encoding if utf_16_of(source) is None else "utf-8"
    name = f"{source.name or '(bytes)'}:{number}"
    inner = source.inner(line, name=name, media_type=_OF_A_LINE, encoding=encoding)
    if not line.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{"):
        return _error("this line is no JSON object", source, number)
    try:
        data = decoded(inner.text, inner)
    except ReadError as error:
        return _error(error.reason, source, number)
    if not _has_version(data):
        return _error("an object without the key 'newsparse' is none of newsparse's", source, number)
    recorded = data.get(INPUT_KEY)
    if isinstance(recorded, str) and recorded.strip() and not _SURROGATE.search(recorded):
        inner.name = recorded
    return inner


def _error(reason: str, source: Source, line: int) -> ReadError:
    return ReadError(reason, source=source.name or "(bytes)", format="jsonl", line=line)


class _Line:
    """A line that is read in pieces; of one that is over the limit nothing is held."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._length = 0
        self._pieces: list[bytes] = []

    def add(self, piece: bytes) -> None:
        """Go on with it."""
        self._length += len(piece)
        if self._length > self._limit:
            self._pieces.clear()
        else:
            self._pieces.append(piece)

    def end(self) -> bytes | None:
        """The whole line, `None` if it is over the limit; the next one begins."""
        line = None if self._length > self._limit else b"".join(self._pieces)
        self._length = 0
        self._pieces.clear()
        return line


def _lines(read: Callable[[], bytes], limit: int) -> Iterator[bytes | ReadError | None]:
    """Line by line: `None` for one that is over the limit, an error where compressed data is damaged."""
    line = _Line(limit)
    told: ReadError | None = None
    while True:
        try:
            data = read()
        except ReadError as error:
            if error is told:
                return  # there is nothing behind it
            told = error
            yield line.end()
            yield error
            continue
        *ends, rest = data.split(b"\n")
        for end in ends:
            line.add(end)
            yield line.end()
        line.add(rest)
        if not data:
            yield line.end()
            return


def _reader(source: Source, stream: BinaryIO) -> Callable[[], bytes]:
    """Gives the next bytes of a stream, those of UTF-16 as UTF-8, where a line end is a byte."""
    codec = utf_16_of(source)
    if codec is None:
        return lambda: stream.read(CHUNK)
    decoder = codecs.getincrementaldecoder(codec)("replace")

    def read() -> bytes:
        while data := stream.read(CHUNK):
            # What ends inside a character may give none yet.
            if text := decoder.decode(data):
                return text.encode()
        return decoder.decode(b"", final=True).encode()

    return read


FORMAT: Final = Format(
    name="jsonl",
    summary="JSON lines: a line for each article, as parse -o writes them",
    media_types=("application/jsonl", "application/x-ndjson"),
    suffixes=(".jsonl", ".ndjson"),
    sniff=_sniff,
    split=_split,
)
