"""How a seed file is known, and the shapes of its lines. Knows nothing of markup, so sniffing is cheap."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsparse.source import Source

__all__ = ["ADDRESS", "BLANK", "LINE", "RULE", "STAMP", "is_seed_file"]

STAMP = re.compile(rb"\s*<!--([^\r\n]{0,80}?)-->[ \t]*(?:\r\n?|\n|\Z)")
_KNOWN_STAMP = re.compile(rb"\s*(?:-?[0-9]*|NaN|-?Infinity|undefined|null)\s*")
RULE = re.compile(rb"(?<=[\r\n])[ \t]*-{3,}[ \t]*(?:\r\n?|\n|\Z)")
_DATE = re.compile(rb"\s*[^\r\n<]{0,20}[A-Z][a-z]{2}, [0-9]{1,2} [A-Z][a-z]{2} [0-9]{4} ")
LINE = re.compile(rb"[^\r\n]*")
BLANK = re.compile(rb"(?:[ \t]*(?:\r\n?|\n))*")
_LONGEST_HEAD = 20_000
_OWN = b"<article data-newsparse="
ADDRESS = re.compile(rb"\]\((?=(?:https?|ftp)://|mailto:|tel:|data:image/)", re.IGNORECASE)


def is_seed_file(source: Source) -> bool:
    """Whether a source begins as a seed file does, whatever its encoding."""
    head = source.head
    if source.encoding is not None or head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        from newsparse.decoding import decode

        head = decode(head, encoding=source.encoding).text.encode("utf-8", "replace")
    return looks_like_a_seed_file(head.removeprefix(codecs.BOM_UTF8))


def looks_like_a_seed_file(head: bytes) -> bool:
    """Whether the first lines have the format's form: a stamp and a head, or a head with rule and body."""
    stamp = STAMP.match(head)
    if stamp is not None:
        return _after_stamp(head, stamp)
    start = BLANK.match(head)
    line = LINE.match(head, start.end() if start else 0)
    if line is None or not line[0].lstrip().startswith(b"[") or ADDRESS.search(line[0]) is None:
        return False
    rule = RULE.search(head, line.end(), line.end() + 200)
    if rule is None or not head[line.end() : rule.start()].isspace():
        return False
    return _DATE.match(head, rule.end()) is not None or head[rule.end() : rule.end() + 80].lstrip().startswith(b"<")


def _after_stamp(head: bytes, stamp: re.Match[bytes]) -> bool:
    """A stamp of digits says enough with a bracket or a rule after it; another wants a head with an address.

    What no producer is known to write as a stamp wants the rule and the markup below the head as well, since it may be
    a comment of another format. So does a head without an address, which only newsparse writes.
    """
    start = BLANK.match(head, stamp.end())
    assert start is not None  # it matches anything
    at = start.end()
    known = _KNOWN_STAMP.fullmatch(stamp[1]) is not None
    if known and len(stamp[1].strip()) >= 9:
        return head.startswith((b"[", b"---"), at)
    if not head.startswith(b"[", at):
        return False
    if known and ADDRESS.search(head, at, at + _LONGEST_HEAD) is not None:
        return True
    rule = RULE.search(head, at, at + _LONGEST_HEAD)
    if rule is None:
        return False
    above, below = head[at : rule.start()].rstrip(), head[rule.end() : rule.end() + 80].lstrip()
    if above.endswith(b"]()"):
        return below.startswith(_OWN)
    return above.endswith(b")") and ADDRESS.search(above) is not None and below.startswith(b"<")
