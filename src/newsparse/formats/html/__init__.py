"""The `html` format: plain web pages, and the documents that newsparse itself writes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsparse.errors import ReadError
from newsparse.foreign import foreign_kind
from newsparse.format import Confidence, Format

if TYPE_CHECKING:
    from newsparse.article import Article
    from newsparse.explanation import Explanation
    from newsparse.source import Source

__all__ = ["FORMAT"]

_BEGINS: Final = re.compile(
    rb"(?>\s+|<!--.*?-->|<\?xml[^>]*>)*+"
    rb"<(?:!doctype\s+html|html|head|body|title|meta|link|base|frameset|style|script|noscript|iframe)\b",
    re.IGNORECASE | re.DOTALL,
)
_OTHER_XML: Final = re.compile(rb"\s*<\?xml\b", re.IGNORECASE)
_TAG: Final = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|div|p|article|section|main|span|h[1-6]|table|ul|ol|a|br|img|b|i|em|strong)"
    rb"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_LOOKED_AT: Final = 4096
# What stands in no text: the "binary data bytes" of the MIME Sniffing Standard.
_BINARY: Final = bytes([*range(9), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20)])
_STRAY: Final = 8  # a damaged page may hold so many of them


def _sniff(source: Source) -> Confidence:
    head = source.head
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or head[:64].count(0) > 16:
        head = head.replace(b"\0", b"").lstrip(b"\xff\xfe")
    head = head.removeprefix(b"\xef\xbb\xbf")
    if _BEGINS.match(head):
        return Confidence.GENERIC
    if _OTHER_XML.match(head) or b"\0" in head[:_LOOKED_AT] or foreign_kind(source.head) is not None:
        return Confidence.NO
    return Confidence.GENERIC if _TAG.search(head[:_LOOKED_AT]) else Confidence.NO


def _is_binary(source: Source) -> bool:
    """Whether the bytes are an image, an archive or the like that somebody named or calls a page."""
    start = source.text[:_LOOKED_AT].encode("utf-8", "replace")
    binary = len(start) - len(start.translate(None, _BINARY))
    return binary > max(_STRAY, len(start) // 50) and _sniff(source) is Confidence.NO


def _read(source: Source) -> Article:
    from newsparse.formats.html.read import read

    if _is_binary(source):
        raise ReadError("this is no text, but an image, an archive or other binary data")
    return read(source)


def _explain(source: Source) -> Explanation:
    from newsparse.explanation import Explanation
    from newsparse.formats.html.read import explain

    return Explanation() if _is_binary(source) else explain(source)


def _write(article: Article, *, fragment: bool = False) -> bytes:
    from newsparse.formats.html.write import write_html

    return write_html(article, fragment=fragment)


def _carry(article: Article) -> Article:
    from newsparse.formats.html.write import carry

    return carry(article)


FORMAT: Final = Format(
    name="html",
    summary="web pages: the article without the page around it",
    media_types=("text/html", "application/xhtml+xml"),
    suffixes=(".html", ".htm", ".xhtml"),
    sniff=_sniff,
    read=_read,
    write=_write,
    carry=_carry,
    explain=_explain,
)
