"""The `html` format: plain web pages, and the documents that newsparse itself writes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsparse.format import Confidence, Format

if TYPE_CHECKING:
    from newsparse.article import Article
    from newsparse.explanation import Explanation
    from newsparse.source import Source

__all__ = ["FORMAT"]

_BEGINS: Final = re.compile(
    rb"(?>\s+|<!--.*?-->|<\?xml[^>]*>)*+<(?:!doctype\s+html|html|head|body|title|meta|link|base|frameset)\b",
    re.IGNORECASE | re.DOTALL,
)
_OTHER_XML: Final = re.compile(rb"\s*<\?xml\b", re.IGNORECASE)
_TAG: Final = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|div|p|article|section|main|span|h[1-6]|table|ul|ol|a|br|img|b|i|em|strong)"
    rb"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_LOOKED_AT: Final = 4096


def _sniff(source: Source) -> Confidence:
    head = source.head
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or head[:64].count(0) > 16:
        head = head.replace(b"\0", b"").lstrip(b"\xff\xfe")
    head = head.removeprefix(b"\xef\xbb\xbf")
    if _BEGINS.match(head):
        return Confidence.GENERIC
    if _OTHER_XML.match(head) or b"\0" in head[:_LOOKED_AT]:
        return Confidence.NO
    return Confidence.GENERIC if _TAG.search(head[:_LOOKED_AT]) else Confidence.NO


def _read(source: Source) -> Article:
    from newsparse.formats.html.read import read

    return read(source)


def _explain(source: Source) -> Explanation:
    from newsparse.formats.html.read import explain

    return explain(source)


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
