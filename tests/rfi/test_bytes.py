"""What is written: every byte that still says what the article says, and bodies of our own."""

from __future__ import annotations

from datetime import date

import attrs
import pytest
from hypothesis import given, reject, settings
from tests.rfi.files import CDT, ELSEWHERE, RFI, seed

import newsparse
from newsparse import Article, Paragraph, Quote, Source, WriteError
from newsparse.formats.rfi import FORMAT
from newsparse.testing import articles, seed_files

FILE = seed(
    "<div>06/05/2024 - 08:05</div><p><strong>导语。</strong></p><div><p>第一段。</p><p>第二段。</p></div>",
    title="港口&quot;重开&quot; – 法国国际广播电台 - RFI",
)


def changed_lines(before: bytes, after: bytes) -> list[int]:
    old, new = before.split(b"\n"), after.split(b"\n")
    assert len(old) == len(new)
    return [at for at, (one, other) in enumerate(zip(old, new, strict=True), 1) if one != other]


@pytest.fixture
def article() -> Article:
    return newsparse.parse(FILE)


def test_an_article_that_has_not_changed_gives_its_file_back(article):
    assert newsparse.encode(article, "rfi") == FILE


def test_a_new_title_changes_the_head_line_alone(article):
    written = newsparse.encode(attrs.evolve(article, title="[新] & <旧> &amp;"), "rfi")
    assert changed_lines(FILE, written) == [2]
    assert newsparse.parse(written).title == "[新] & <旧> &amp;"


def test_a_new_address_changes_the_head_line_alone_and_keeps_the_title_as_written(article):
    written = newsparse.encode(attrs.evolve(article, url=RFI + "-2"), "rfi")
    assert changed_lines(FILE, written) == [2]
    assert b"&quot;" in written


def test_a_new_stamp_changes_the_first_line_alone(article):
    written = newsparse.encode(attrs.evolve(article, archived=None), "rfi")
    assert changed_lines(FILE, written) == [1]
    assert written.startswith(b"<!--NaN-->")


def test_a_new_body_changes_the_body_line_alone(article):
    changed = attrs.evolve(article, body=(*article.body, Paragraph("第三段。")))
    written = newsparse.encode(changed, "rfi")
    assert changed_lines(FILE, written) == [5]
    assert newsparse.parse(written) == changed


def test_an_address_of_another_source_writes_the_body_anew_since_other_rules_would_read_it(article):
    changed = attrs.evolve(article, url=ELSEWHERE)
    written = newsparse.encode(changed, "rfi")
    assert changed_lines(FILE, written) == [2, 5]
    assert newsparse.parse(written) == changed


def test_odd_frames_stay_around_a_new_title():
    odd = b"\xef\xbb\xbf" + FILE.replace(b"\n", b"\r\n").rstrip()
    written = newsparse.encode(attrs.evolve(newsparse.parse(odd), title="x"), "rfi")
    assert changed_lines(odd, written) == [2]


def test_the_older_variant_keeps_its_frame():
    head = "[晴天](https://chinadigitaltimes.net/chinese/2020/07/a/)\n------\n"
    data = f"{head}日期：Thu, 02 Jul 2020 07:39:48 +0000\n\n<p>x</p>\n".encode()
    article = newsparse.parse(data)
    assert newsparse.encode(article, "rfi") == data
    assert changed_lines(data, newsparse.encode(attrs.evolve(article, title="雨"), "rfi")) == [1]


def test_an_article_that_was_read_from_another_format_is_written_whole():
    origin = Source(b'{"newsparse": 1}', name="a.json")
    article = Article(title="题", url=ELSEWHERE, body="一段。", authors=("甲乙",), origin=origin)
    assert newsparse.parse(newsparse.encode(article, "rfi")) == article


def test_a_body_of_our_own_that_somebody_added_to_loses_nothing():
    written = newsparse.encode(Article(title="t", url=CDT, body="一段。"), "rfi")
    added = written.replace(b"</article>", "</article><p>又一段。</p>".encode())
    assert newsparse.parse(added).paragraphs == ("一段。", "又一段。")


def test_facts_of_our_own_that_somebody_broke_do_not_hide_the_text():
    written = newsparse.encode(Article(title="t", url=CDT, body="一段。", published=date(2024, 5, 6)), "rfi")
    broken = written.replace(b"2024-05-06", b"2024-05-06T00:00:00")
    assert newsparse.parse(broken).text == "一段。"


@pytest.mark.parametrize("added", ["<script>var a = '<p>no</p>'</script>", "<!-- a comment -->", "<style>p{}</style>"])
def test_scripts_and_comments_in_a_body_say_nothing(added, article):
    assert newsparse.parse(FILE.replace("<p>第二段".encode(), f"{added}<p>第二段".encode())) == article
    own = newsparse.encode(Article(title="t", url=CDT, body=("一段。", "又一段。")), "rfi")
    assert newsparse.parse(own.replace("<p>又".encode(), f"{added}<p>又".encode())) == newsparse.parse(own)


@pytest.mark.parametrize("url", ["https://a.example/](http://b.example/", "https://a.example/?q=](https://c.example"])
def test_an_address_that_cannot_be_told_from_the_title_is_refused(url):
    with pytest.raises(WriteError) as caught:
        newsparse.encode(Article(title="t", url=url), "rfi")
    assert caught.value.format == "rfi"


def test_what_is_written_is_inert():
    hostile = Article(
        title="<script>alert(1)</script>",
        url=CDT,
        summary='"><script>alert(2)</script>',
        body=(Paragraph("<img src=x onerror=alert(3)>"), Quote(["</article><script>"])),
        extra={"a": '"><script>'},
    )
    body = newsparse.encode(hostile, "rfi").split(b"\n")[4]
    assert b"<script" not in body
    assert b"<img" not in body


@given(seed_files())
def test_every_file_that_is_read_is_given_back(data):
    try:
        data.decode("utf-8")
        article = newsparse.parse(data, format="rfi")
    except (UnicodeDecodeError, newsparse.NewsparseError):
        return
    assert newsparse.encode(article, "rfi") == data


@given(seed_files())
def test_without_its_origin_what_was_read_is_written_and_read_again(data):
    try:
        article = attrs.evolve(newsparse.parse(data, format="rfi"), origin=None)
    except newsparse.NewsparseError:
        return
    written = newsparse.encode(article, "rfi")
    assert newsparse.parse(written, format="rfi") == FORMAT.carry(article)


@given(articles())
def test_every_article_with_an_address_is_carried_but_for_parts_of_a_millisecond(article):
    try:
        written = newsparse.encode(article, "rfi")
    except WriteError:
        reject()
    assert written.count(b"\n") == 5
    assert FORMAT.read(Source(written)) == FORMAT.carry(article)


@settings(max_examples=20)
@given(articles(), seed_files(well_formed=True))
def test_any_change_to_an_article_from_a_file_is_written(changed, data):
    before = newsparse.parse(data, format="rfi")
    article = attrs.evolve(changed, origin=before.origin)
    try:
        written = newsparse.encode(article, "rfi")
    except WriteError:
        return
    assert newsparse.parse(written, format="rfi") == FORMAT.carry(article)
