"""Kinds of files that articles come in, or beside, and that no built-in format reads: known by their first bytes.

Markup inside them would else pass for a page: a web archive, a mailbox or a table of a database holds many pages, and
read as one they give one article out of the parts of several.
"""

from __future__ import annotations

import re
from typing import Final

import attrs

__all__ = ["Kind", "foreign_kind"]


@attrs.frozen
class Kind:
    """A kind of file.

    Attributes:
        name: What it is, with its article.
        advice: What to do with it.
    """

    name: str
    advice: str


_UNPACK: Final = "unpack it, and parse the folder"
_NO_TEXT: Final = "it holds no text that newsparse reads"
_CONVERT: Final = "convert it to HTML first, or install a plugin that reads it"
_COLUMN: Final = "take the markup of each article out of it, and give it to newsparse.parse_text"
_PLUGIN: Final = "the plugin {0} in the examples of newsparse's repository reads it"

# Offset, bytes, kind. A more telling signature stands before a more general one.
_SIGNATURES: Final = (
    (0, b"%PDF-", Kind("a PDF document", _CONVERT)),
    (30, b"mimetypeapplication/epub+zip", Kind("an EPUB book", "unpack it, and parse the pages in it")),
    (30, b"mimetypeapplication/vnd.oasis", Kind("an OpenDocument file", _CONVERT)),
    (30, b"[Content_Types].xml", Kind("an Office document", _CONVERT)),
    (0, b"PK\x03\x04", Kind("a zip archive", _UNPACK)),
    (257, b"ustar", Kind("a tar archive", _UNPACK)),
    (0, b"7z\xbc\xaf\x27\x1c", Kind("a 7-Zip archive", _UNPACK)),
    (0, b"Rar!\x1a\x07", Kind("a RAR archive", _UNPACK)),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind("an Office document", _CONVERT)),
    (0, b"{\\rtf", Kind("an RTF document", _CONVERT)),
    (0, b"\x89PNG\r\n", Kind("a picture", _NO_TEXT)),
    (0, b"\xff\xd8\xff", Kind("a picture", _NO_TEXT)),
    (0, b"GIF8", Kind("a picture", _NO_TEXT)),
    (0, b"bplist00", Kind("a property list, such as Safari's web archives", "save the page as HTML")),
    (0, b"PAR1", Kind("a Parquet table", "read articles from it with newsparse.arrow.from_table")),
    (0, b"SQLite format 3\0", Kind("an SQLite database", _COLUMN)),
    (0, b"WARC/", Kind("a web archive", _PLUGIN.format("newsparse-warc"))),
)
_BEGINNINGS: Final = (
    (re.compile(rb"RIFF.{4}WEBP|\0\0\0.ftyp", re.DOTALL), Kind("a picture or a film", _NO_TEXT)),
    (
        re.compile(rb"(?>\s+|<!--.{0,2000}?-->|<\?[^>]{0,300}>)*+<(?:rss|feed|rdf:RDF)\b", re.DOTALL),
        Kind("a feed", _PLUGIN.format("newsparse-feed")),
    ),
    (
        re.compile(rb"(?>\s+|<!--.{0,2000}?-->|<\?[^>]{0,300}>)*+<(?:urlset|sitemapindex)\b", re.DOTALL),
        Kind("a sitemap", "it lists addresses, and newsparse downloads nothing"),
    ),
    (re.compile(rb"\s*+(?:\[\s*+)?+\{\s*+(?:\"|\})"), Kind("JSON of another program", _COLUMN)),
    (re.compile(rb"-- (?:MySQL|MariaDB|PostgreSQL|phpMyAdmin|SQLite)|\s*+INSERT INTO "), Kind("an SQL dump", _COLUMN)),
    (
        re.compile(rb"From [^\r\n]{1,200} \d\d:\d\d(?::\d\d)?[^\r\n]{0,40}\r?\n[A-Za-z-]{2,40}: "),
        Kind("a mailbox", "take the HTML part out of each message with Python's mailbox module"),
    ),
    (
        re.compile(
            rb"(?:(?:Return-Path|Received|Delivered-To|MIME-Version|Message-ID|From|Subject|Date): [^\r\n]*\r?\n"
            rb"(?:[ \t][^\r\n]*\r?\n)*+){2}",
            re.IGNORECASE,
        ),
        Kind("an e-mail message", "take the HTML part out of it with Python's email module"),
    ),
    (
        re.compile(rb"---\r?\n(?:[^\r\n]*\r?\n){0,40}?title:"),
        Kind("Markdown with front matter", _PLUGIN.format("newsparse-jekyll")),
    ),
)


def foreign_kind(head: bytes) -> Kind | None:
    """What the first bytes of a file show it to be, where that is no page and nothing that newsparse reads.

    Args:
        head: The first bytes, decompressed; 4 kB are enough.
    """
    head = head.removeprefix(b"\xef\xbb\xbf")
    for offset, signature, kind in _SIGNATURES:
        if head.startswith(signature, offset):
            return kind
    return next((kind for pattern, kind in _BEGINNINGS if pattern.match(head, 0, 8192)), None)
