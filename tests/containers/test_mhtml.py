"""A web page that a browser saved in a single file is read as the page that it was."""

from __future__ import annotations

import base64
import gzip
import quopri
import time
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsparse
from newsparse import (
    Article,
    Confidence,
    LimitError,
    Limits,
    NewsparseError,
    ReadError,
    Registry,
    Source,
    UnknownFormatError,
)
from newsparse.testing import damaged, pages

REGISTRY = Registry(discover=False)
URL = "https://harbour.example/news/ferry"
PROSE = "<p>The ferry was repaired and runs again from Monday on, with more passengers than the port expected.</p>"
PAGE = f"<html><head><title>Ferry</title></head><body><article><h1>Ferry</h1>{PROSE * 4}</article></body></html>"
CHROME = f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {URL}\r\nMIME-Version: 1.0\r\n"
PLAIN = "MIME-Version: 1.0\r\n"


def part(body: bytes | str, *fields: str, kind: str = "text/html", coding: str = "8bit") -> bytes:
    data = body.encode() if isinstance(body, str) else body
    coded = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring}.get(coding, bytes)(data)
    return (
        "\r\n".join((f"Content-Type: {kind}", f"Content-Transfer-Encoding: {coding}", *fields, "", "")).encode() + coded
    )


def message(
    *parts: bytes, head: str = CHROME, more: str = "", boundary: str = "b", kind: str = "multipart/related"
) -> bytes:
    fields = f'{head}Content-Type: {kind}; boundary="{boundary}"{more}\r\n\r\n'
    mark = f"\r\n--{boundary}".encode()
    return fields.encode() + b"".join(mark + b"\r\n" + each for each in parts) + mark + b"--\r\n"


def bid(data: bytes, **known: object) -> Confidence:
    bids = {each.entry.format.name: each.confidence for each in REGISTRY.detect(Source(data, **known))}
    return bids["mhtml"]


PICTURE = part(bytes(300), kind="image/gif", coding="base64")
WANTED = REGISTRY.parse(PAGE.encode(), url=URL)


# How it is known.


@pytest.mark.parametrize(
    "head",
    [
        CHROME,
        PLAIN,
        "\ufeff\r\n" + CHROME,
        'From: "Saved by Windows Internet Explorer 11"\r\nSubject: Ferry\r\n',
        f"snapshot-content-location: {URL}\r\n",
        "mime-version: 1.0\r\nX-Other: a\r\n b\r\n",
    ],
)
def test_it_is_known_by_its_header(head):
    data = message(part(PAGE), head=head)
    assert bid(data) is Confidence.SPECIFIC
    assert bid(data.replace(b"\r\n", b"\n")) is Confidence.SPECIFIC
    assert REGISTRY.parse(data).text == WANTED.text


@pytest.mark.parametrize(
    "data",
    [
        PAGE.encode(),
        b"Note: MIME-Version: 1.0 and multipart/related\n\nText",
        b"Subject: a letter\nMIME-Version: 1.0\nContent-Type: text/plain\n\nContent-Type: multipart/related",
        b"Title: a\n\n" + CHROME.encode(),
        b"{}",
        b"x" * 70_000,
    ],
)
def test_nothing_else_is_claimed(data):
    assert bid(data) is Confidence.NO


def test_a_mere_name_or_media_type_does_not_make_a_message_of_a_page():
    for known in ({"name": "page.mhtml"}, {"name": "page.MHT"}, {"media_type": "multipart/related; boundary=b"}):
        assert REGISTRY.parse(Source(PAGE.encode(), url=URL, **known)) == WANTED
        assert bid(b"no message", **known) is Confidence.SUFFIX
        with pytest.raises(UnknownFormatError, match="no message with a web page"):
            REGISTRY.parse(Source(b"no message", **known))


# Which part is the page, and what it says.


@pytest.mark.parametrize("coding", ["quoted-printable", "base64", "8bit", "7bit", "binary", "Base64"])
def test_the_page_is_decoded(coding):
    data = message(part(PAGE, coding=coding.lower()), PICTURE).replace(coding.lower().encode(), coding.encode())
    assert REGISTRY.parse(data) == WANTED
    assert REGISTRY.parse(gzip.compress(data)) == WANTED


def test_it_is_one_document_by_the_name_of_its_file(tmp_path):
    path = tmp_path / "ferry.mhtml"
    path.write_bytes(message(part(PAGE)))
    for workers in (0, 1):
        (result,) = newsparse.parse_many([path], workers=workers)
        assert (result.source, result.article, result.format) == (str(path), WANTED, "html")


def test_the_page_to_start_with_is_the_one_that_is_named_else_the_first():
    frame = part(f"<html><body>{PROSE}</body></html>", "Content-ID: <frame@mhtml.blink>")
    page = part(PAGE, "Content-ID: <page@mhtml.blink>")
    assert REGISTRY.parse(message(PICTURE, page, frame)) == WANTED
    assert REGISTRY.parse(message(PICTURE, frame, page, more='; start="<page@mhtml.blink>"')) == WANTED
    assert REGISTRY.parse(message(page, frame, more='; start="<lost@mhtml.blink>"')) == WANTED


def test_the_page_may_stand_in_parts_of_parts_or_alone():
    inner = message(part("Ferry", kind="text/plain"), part(PAGE), head="", boundary="bb", kind="multipart/alternative")
    assert REGISTRY.parse(message(inner, PICTURE)) == WANTED
    assert REGISTRY.parse(CHROME.encode() + part(PAGE, coding="base64")) == WANTED
    assert REGISTRY.parse(message(part(PAGE, kind="application/xhtml+xml"))) == WANTED


def test_lines_that_only_look_like_a_boundary_are_text():
    page = PAGE.replace("</article>", "<pre>\n--bb\n--b x\n --b\n</pre></article>")
    article = REGISTRY.parse(message(part(page), PICTURE))
    assert article.body[-1].text == "--bb\n--b x\n --b"


def test_the_charset_of_the_part_and_the_callers_word_count():
    page = PAGE.replace("Ferry", "Паром")
    label = 'text/html; charset="windows-1251"'
    assert REGISTRY.parse(message(part(page.encode("cp1251"), kind=label, coding="base64"))).title == "Паром"
    assert REGISTRY.parse(message(part(page.encode("koi8-r"), kind=label)), encoding="koi8-r").title == "Паром"


@pytest.mark.parametrize(
    ("head", "field", "url"),
    [
        (CHROME, "Content-Location: https://elsewhere.example/", URL),
        (f"{PLAIN}Content-Location: {URL}\r\n", "Content-Location: https://elsewhere.example/", URL),
        (PLAIN, f"Content-Location: {URL}", URL),
        (PLAIN, "Content-Location:\r\n https://harbour.example\r\n\t/news/ferry", URL),
        (PLAIN, "Content-Location: file:///C:/ferry.htm", None),
        (PLAIN, "Content-Location: cid:frame@mhtml.blink", None),
        (PLAIN, "Content-Location: https://[bad", None),
        (PLAIN, "X-Other: 1", None),
    ],
)
def test_the_address_is_the_one_that_it_was_saved_from(head, field, url):
    page = PAGE.replace("</article>", "<p><a href='/timetable'>The timetable of the ferry</a> stays.</p></article>")
    article = REGISTRY.parse(message(part(page, field), head=head))
    assert article.url == url
    if url:
        assert [link.url for link in article.links] == ["https://harbour.example/timetable"]
    article = REGISTRY.parse(message(part(page, field), head=head), url="https://given.example/")
    assert article.url == (url or "https://given.example/")


@pytest.mark.parametrize(
    ("date", "archived"),
    [
        ("Tue, 7 May 2024 21:04:05 +0000", datetime(2024, 5, 7, 21, 4, 5, tzinfo=UTC)),
        ("Tue, 7 May 2024 21:04:05 -0000", None),
        ("Tue, 7 May 2024 21:04:05", None),
        ("Tue, 7 May 2024 21:04:05 +9999", None),
        ("Tue, 99 May 2024 21:04:05 +0000", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_the_time_of_saving_is_that_of_the_archive_where_its_zone_is_told(date, archived):
    article = REGISTRY.parse(message(part(PAGE), head=f"{CHROME}Date: {date}\r\n"))
    assert article.archived == archived


def test_what_an_outer_container_knows_counts():
    source = Source(message(part(PAGE)), known={"publisher": "The Pile", "archived": datetime(2024, 1, 1, tzinfo=UTC)})
    article = REGISTRY.parse(source)
    assert (article.publisher, article.archived) == ("The Pile", datetime(2024, 1, 1, tzinfo=UTC))


def test_explain_tells_of_the_page():
    explanation = REGISTRY.explain(message(part(PAGE)))
    assert [bid.format for bid in explanation.bids if bid.chosen] == ["mhtml", "html"]
    assert (explanation.format, explanation.article) == ("html", WANTED)
    assert len(explanation.kept) == len(WANTED.body)


# What is not whole.


@pytest.mark.parametrize(
    "parts", [(), (PICTURE,), (part("A letter", kind="text/plain"),), (part("<svg/>", kind="image/svg+xml"),)]
)
def test_a_message_without_a_page_says_so(parts):
    with pytest.raises(ReadError, match="no message with a web page among its parts"):
        REGISTRY.parse(message(*parts))


@pytest.mark.parametrize("coding", ["quoted-printable", "base64", "8bit"])
def test_a_file_that_is_cut_off_gives_what_it_has(coding):
    whole = message(part(PAGE, coding=coding))
    for lost in range(20, 60):
        article = REGISTRY.parse(whole[:-lost])
        assert article.title == "Ferry"
        assert len(article.body) in (3, 4)


@pytest.mark.parametrize("coding", ["quoted-printable", "base64"])
@given(st.binary(max_size=80))
def test_no_coding_is_damaged_too_much_to_be_read(coding, body):
    fields = f"{PLAIN}Content-Type: text/html\r\nContent-Transfer-Encoding: {coding}\r\n\r\n".encode()
    (found,) = REGISTRY.formats()["mhtml"].split(Source(fields + body))
    assert isinstance(found, Source)


PIECES = (
    b"\n--b", b"--", b"\r\n", b"\n", b"\n\n", b"Content-Type: ", b"text/html", b"multipart/related", b"; boundary=",
    b'"', b"\\", b"b", b";", b"charset=", b"\xff", b"\x85", b"\0", b"Content-Transfer-Encoding: base64\n",
    b"=?utf-8?Q?=ff?=", b"Date: 1 Jan 1 00:00 +0000\n", b"Date: Mon, 1 Jan 99999999999 0:0 +1\n",
    b": x\n", b"https://[", b"<p>x", b"start=x", b"Snapshot-Content-Location: ",
)  # fmt: skip
NOISE = st.binary(max_size=80) | st.lists(st.sampled_from(PIECES), max_size=30).map(b"".join)


@given(st.sampled_from((CHROME.encode(), PLAIN.encode(), b"")), NOISE)
def test_any_bytes_behind_the_header_are_read_or_refused(head, noise):
    for data in (head + noise, head + b"Content-Type: multipart/related; boundary=b\n\n--b\n" + noise):
        for result in REGISTRY.parse_all(data, format="mhtml"):
            assert isinstance(result.article, Article) or isinstance(result.error, NewsparseError)
            assert not isinstance(result.error, newsparse.PluginError)


@given(damaged(pages(well_formed=True).map(lambda page: message(part(page, coding="quoted-printable"), PICTURE))))
def test_damaged_files_are_read_or_refused(data):
    for result in REGISTRY.parse_all(data, format="mhtml"):
        assert not isinstance(result.error, newsparse.PluginError)


# What it costs.


def seconds(data: bytes) -> float:
    begun = time.process_time()
    with suppress(ReadError):
        list(REGISTRY.formats()["mhtml"].split(Source(data)))
    return time.process_time() - begun


def nested(count: int) -> bytes:
    levels = b"".join(b"\n--b\nContent-Type: multipart/mixed; boundary=b\n\n" for _ in range(count))
    return CHROME.encode() + b"Content-Type: multipart/related; boundary=b\n\n" + levels + part(PAGE)


# Every part is looked at, since the one to start with is not among them.
LAST = "; start=x"
HOSTILE = {
    "pictures": lambda size: message(part(PAGE), part(bytes(size), kind="image/png", coding="base64"), more=LAST),
    "empty parts": lambda size: message(part(PAGE), b"\n--b" * (size // 8), more=LAST),
    "parts in parts": lambda size: nested(size // 160),
    "looks like a boundary": lambda size: message(part(PAGE), b"\n--bb" * (size // 8), more=LAST),
    "spaces": lambda size: message(part(PAGE), b"\n--b" + b" " * size + b"x\n" + b"\n  " * (size // 4), more=LAST),
    "headers": lambda size: CHROME.encode() + b"X: y\n" * (size // 8) + b"\n" + PAGE.encode(),
    "parameters": lambda size: message(part(PAGE), more='; a="' + ';b="' * (size // 8)),
    "quotes": lambda size: message(part(PAGE), more='; a="' + '\\"' * (size // 8) + ";" * size),
    "equals signs": lambda size: message(part(b"=" * size, coding="8bit").replace(b"8bit", b"quoted-printable")),
    "no base64": lambda size: message(part(b"a-" * (size // 2)).replace(b"8bit", b"base64")),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_time_grows_with_the_size_and_no_faster(kind):
    made = HOSTILE[kind]
    seconds(made(10_000))
    small, large = (min(seconds(made(size)) for _ in range(3)) for size in (500_000, 2_000_000))
    assert large < 0.05 + 10 * small
    assert large < 5


def test_limits_are_kept():
    with pytest.raises(LimitError, match="max_bytes"):
        REGISTRY.parse(message(part(PAGE)), limits=Limits(max_bytes=500))
    with pytest.raises(LimitError, match="max_decompressed_bytes"):
        REGISTRY.parse(gzip.compress(message(part(PAGE), b"x" * 99_999)), limits=Limits(max_decompressed_bytes=9999))
