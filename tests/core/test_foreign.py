"""Files of other kinds that hold pages: told by name, never read as one page."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile

import pytest

import newsparse
from newsparse import UnknownFormatError
from newsparse.foreign import foreign_kind

PAGE = (
    b"<html><head><title>Ferry</title></head><body><article><h1>Ferry</h1>"
    + b"<p>The old ferry returned to the harbour on Monday, after eleven years in a dock of the north.</p>" * 5
    + b"</article></body></html>"
)


def tar_archive() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name in ("a.html", "b.html"):
            member = tarfile.TarInfo(name)
            member.size = len(PAGE)
            archive.addfile(member, io.BytesIO(PAGE))
    return out.getvalue()


def zip_archive(first: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(first, "application/epub+zip")
        archive.writestr("page.html", PAGE)
    return out.getvalue()


FILES = {
    "a tar archive": tar_archive(),
    "a zip archive": zip_archive("first.txt"),
    "an EPUB book": zip_archive("mimetype"),
    "a web archive": b"WARC/1.0\r\nWARC-Type: response\r\n\r\nHTTP/1.1 200 OK\r\n\r\n" + PAGE,
    "a PDF document": b"%PDF-1.7\n" + PAGE,
    "a feed": b"<!-- made anew --><rss version='2.0'><channel><item><description><![CDATA[" + PAGE,
    "a sitemap": b"<urlset><url><loc>https://a.example/</loc></url></urlset><p>",
    "JSON of another program": json.dumps([{"id": 1, "html": PAGE.decode()}]).encode(),
    "an SQL dump": b"-- MySQL dump 10.13\nINSERT INTO posts VALUES (1, '" + PAGE,
    "a mailbox": b"From a@mail.example Thu Jan  1 10:00:00 2026\nSubject: News\n\n" + PAGE,
    "an e-mail message": b"Return-Path: <a@mail.example>\r\nReceived: from x\r\n by y\r\n\r\n" + PAGE,
    "Markdown with front matter": b"---\nlayout: post\ntitle: Ferry\n---\n" + PAGE,
    "a picture": b"\x89PNG\r\n\x1a\n" + PAGE,
    "a Parquet table": b"PAR1" + PAGE,
}


@pytest.mark.parametrize("kind", FILES)
def test_a_file_of_another_kind_is_named_and_not_read_as_a_page(kind: str) -> None:
    with pytest.raises(UnknownFormatError) as caught:
        newsparse.parse(FILES[kind])
    assert caught.value.kind == kind
    assert caught.value.advice is not None
    assert f"this is {kind}, which no format reads; {caught.value.advice}" in str(caught.value)


def test_one_with_a_byte_order_mark_is_known_too() -> None:
    with pytest.raises(UnknownFormatError, match="JSON of another program"):
        newsparse.parse(b"\xef\xbb\xbf" + FILES["JSON of another program"])


@pytest.mark.parametrize(
    "before",
    [
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
        b"Date: Mon, 12 Jan 2026 10:00:00 GMT\r\nContent-Type: text/html\r\n\r\n",
        b"[Update] ",
        b"{{ headline }} ",
        b"From our correspondent: ",
        b"--- ",
        b"<?xml version='1.0'?>\n<!-- a page --> ",
    ],
)
def test_words_before_a_page_make_it_no_other_kind(before: bytes) -> None:
    assert foreign_kind(before + PAGE) is None
    assert newsparse.parse(before + PAGE).title == "Ferry"


def test_a_caller_who_names_the_format_has_it_read() -> None:
    assert newsparse.parse(FILES["an e-mail message"], format="html").title == "Ferry"


@pytest.mark.parametrize("start", [b"<!--", b"<?a ", b" " * 8, b"---\n", b"From: a\n ", b"[{", b"From 10:00\n"])
def test_many_beginnings_of_a_kind_are_looked_at_in_no_more_time_than_one(start: bytes) -> None:
    assert foreign_kind(start * 2_000_000) is None
