"""Every built-in format keeps the laws."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import settings
from hypothesis import strategies as st

from newsparse import Article, NoArticleError, Registry, WriteError
from newsparse.testing import articles, check_format, pages, seed_files

pytestmark = pytest.mark.hypothesis

FORMATS = Registry(discover=False).formats()
LINES = st.lists(articles(), min_size=2, max_size=3).map(lambda some: b"".join(map(FORMATS["json"].write, some)))
SAVED = (
    b"From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n%b\n\n%b\n--b--\n"
)
MESSAGES = pages(well_formed=True).map(lambda page: SAVED % (b"Content-Type: text/html", page))
PAGE = (
    b"<article><h1>Frost</h1>" + b"<p>After a cold night the harbour was frozen, and no ferry left before noon.</p>" * 3
)
SAMPLES = {
    "jsonl": b'{"newsparse": 1, "title": "Frost"}\n{"newsparse": 1, "title": "Snow"}\n',
    "mhtml": SAVED % (b"Content-Type: text/html", PAGE),
}
FILES = {"html": pages(), "jsonl": LINES, "mhtml": MESSAGES, "rfi": seed_files()}
READS = {"L4 total", "L7 deterministic", "L9 known", "L10 modest"}
READS_AND_WRITES = READS | {"L1 model", "L3 settled", "L8 indifferent"}


def profile():
    """The kit's own fixed profile, or the long one where the whole run has it."""
    loaded = settings()
    return None if loaded.derandomize else loaded


def check(name, **options):
    fixed = profile() is None
    return set(
        check_format(
            FORMATS[name],
            files=FILES.get(name),
            profile=profile(),
            max_examples=60 if fixed else None,
            **options,
        )
    )


@pytest.mark.parametrize("name", ["html", "json"])
def test_a_format_that_reads_and_writes_keeps_every_law(name):
    assert check(name) == READS_AND_WRITES


def test_the_seed_format_gives_back_every_byte_too(seed_file):
    assert check("rfi", samples=[seed_file.read_bytes()], lossless=True) == READS_AND_WRITES | {"L2 bytes"}


@pytest.mark.parametrize("name", ["jsonl", "mhtml"])
def test_a_container_keeps_the_laws_of_readers(name):
    assert check(name, samples=[SAMPLES[name]]) == READS


@pytest.mark.parametrize("name", ["markdown", "text"])
def test_a_format_that_only_writes_is_deterministic(name):
    assert check(name) == {"L7 deterministic"}


def test_a_stamp_that_no_seed_file_can_say_is_a_write_error():
    moment = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=8)))
    article = Article(title="t", url="https://example.org/", archived=moment)
    assert FORMATS["rfi"].carry(article) == article
    with pytest.raises(WriteError, match="archived"):
        FORMATS["rfi"].write(article)


@pytest.mark.parametrize("data", [b"\x01", b"<p>\x01</p>", b"<h1>\x01</h1><p>\x7f", b"<ul><li>\x01</ul><pre>\x02"])
def test_a_page_of_control_characters_holds_no_article(data):
    with pytest.raises(NoArticleError):
        Registry(discover=False).parse(data, format="html")


def test_no_built_in_format_is_left_out():
    assert set(FORMATS) == {"html", "json", "jsonl", "markdown", "mhtml", "rfi", "text"}
