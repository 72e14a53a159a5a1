"""The head of a seed file: every variant of the specification, and what is damaged."""

from __future__ import annotations

from datetime import UTC, datetime

import attrs
import pytest
from tests.rfi.files import ELSEWHERE, RFI, read, seed

import newsparse
from newsparse import ReadError, Source, UnknownFormatError
from newsparse.format import Confidence
from newsparse.formats.rfi import FORMAT

COLUMN = "https://www.rfi.fr/cn/%E4%B8%93%E6%A0%8F%E6%A3%80%E7%B4%A2/%E4%BB%8A%E6%97%A5%E7%BB%8F%E6%B5%8E/20231022-a"


def title(written: str, url: str = RFI) -> str:
    return read("<p>x</p>", title=written, url=url).title


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("专栏作家被指&quot;夸大&quot;失业率", '专栏作家被指"夸大"失业率'),
        ("称又是一片 &quot;布满 &quot;的土地", '称又是一片 "布满 "的土地'),
        ("[live 直播 ] 第一轮投票", "[live 直播 ] 第一轮投票"),
        ("刚果(布)加油站告罄", "刚果(布)加油站告罄"),
        ("品牌\\“囚爱\\“手环", "品牌\\“囚爱\\“手环"),
        ("“It“s my duty”: 纪念", "“It“s my duty”: 纪念"),
        ("工资2200  \t北京人", "工资2200 北京人"),
        ("《任务4》上映　多伦多", "《任务4》上映　多伦多"),
        ("A & B, AT&T; R&D &notit", "A & B, AT&T; R&D &notit"),
        ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
        ("a ](http b", "a ](http b"),
        ("见[原文](https://a.example/)与回应", "见[原文](https://a.example/)与回应"),
        ("CLONE - 鲍彤 :“六四” - 要闻分析", "CLONE - 鲍彤 :“六四” - 要闻分析"),
        ("【视频】专访", "【视频】专访"),
        ("people｜一句话", "people｜一句话"),
    ],
)
def test_a_title_is_what_stands_before_the_last_address_with_its_references_decoded_once(written, meant):
    assert title(written) == meant


def test_the_name_of_the_site_is_no_part_of_an_rfi_title():
    assert title("大雪封路 – 法国国际广播电台 - RFI") == "大雪封路"
    assert title("大雪封路 – 法国国际广播电台 - RFI", ELSEWHERE) == "大雪封路 – 法国国际广播电台 - RFI"


def test_a_title_with_long_space_is_read_in_one_go():
    # Asking at each space whether the site's name follows takes minutes.
    space = "\u3000" * 200_000
    assert title(f"大雪{space}封路{space}– 法国国际广播电台 - RFI") == f"大雪{space}封路"
    assert title(f"大雪{space}- ferry") == f"大雪{space}- ferry"


def test_a_column_is_no_part_of_an_rfi_title_where_the_address_confirms_it():
    assert title("电池金属供应 - 今日经济", COLUMN) == "电池金属供应"
    assert title("电池金属供应 - 法国文艺欣赏", COLUMN) == "电池金属供应 - 法国文艺欣赏"


@pytest.mark.parametrize(
    "url",
    [
        "http://www.rfi.fr//cn/%E4%B8%AD%E5%9B%BD/20201212-a",
        "http://www.rfi.fr//cn/contenu/20201023-a",
        "https://www.dw.com/zh/%E8%B5%B7%E6%BA%90%20/a-55968549",
        "https://www.dw.com/zh/%E8%A1%8C%E5%8B%95?/a-67504263",
        "https://cn.ft.com/story/001091179?full=y",
        "https://chinadigitaltimes.net/chinese/2020/10/%e3%80%90%e5%9b%be/",
        "https://a.example/wiki/A_(b)_[c]'d",
    ],
)
def test_an_address_stays_as_it_is_written(url):
    assert read("<p>x</p>", url=url).url == url


def test_the_stamp_is_in_milliseconds_and_utc():
    assert read("<p>x</p>", stamp="1712268901000").archived == datetime(2024, 4, 4, 22, 15, 1, tzinfo=UTC)
    assert read("<p>x</p>", stamp="-1").archived == datetime(1969, 12, 31, 23, 59, 59, 999000, tzinfo=UTC)


@pytest.mark.parametrize("stamp", ["NaN", "1517414400000000", "9" * 60, "", "Infinity", " "])
def test_a_stamp_that_is_no_time_of_this_calendar_is_none_and_is_kept_in_the_bytes(stamp):
    data = seed("<p>x</p>", stamp=stamp)
    article = newsparse.parse(data)
    assert article.archived is None
    assert newsparse.encode(article, "rfi") == data


@pytest.mark.parametrize(
    ("change", "name"),
    [
        (lambda data: data.replace(b"\n", b"\r\n"), "CRLF"),
        (lambda data: data.replace(b"\n", b"\r"), "CR"),
        (lambda data: b"\xef\xbb\xbf" + data, "BOM"),
        (lambda data: data.rstrip(b"\n"), "no final newline"),
        (lambda data: data + b"\n\n", "blank lines at the end"),
        (lambda data: b"\n" + data, "a blank line before"),
        (lambda data: data.replace(b"------\n\n", b"------\n"), "no blank line"),
        (lambda data: data.replace(b"------\n", b"----------\n"), "a longer rule"),
        (lambda data: data.replace(b"------\n", b""), "no rule"),
        (lambda data: data.replace(b"\n------", b"\n\n------"), "a blank line before the rule"),
        (lambda data: data.replace(b"<p>", b"\0<p>\0"), "NUL"),
        (lambda data: data.replace(b"<!--", b"<!-- ").replace(b"-->", b" -->"), "spaces in the stamp"),
    ],
)
def test_odd_frames_are_read_as_the_plain_one_and_kept_to_the_byte(change, name):
    plain = seed("<p>第一班船。</p>")
    odd = change(plain)
    article = newsparse.parse(odd)
    assert article == newsparse.parse(plain)
    assert newsparse.encode(article, "rfi") == odd


def test_a_title_over_two_lines_is_one_line():
    data = seed("<p>x</p>", title="上半\n下半")
    assert newsparse.parse(data).title == "上半 下半"


def test_a_file_cut_off_in_its_body_is_read_as_far_as_it_goes():
    data = seed("<p>第一段。</p><p>第二段就在这里断了</p>")[:-12]
    article = newsparse.parse(data, encoding="utf-8")
    assert article.paragraphs[0] == "第一段。"


def test_an_empty_body_is_an_article_without_blocks():
    assert newsparse.parse(seed("")).body == ()
    assert newsparse.parse(b"<!--1714975502000-->\n[t](https://a.example/)\n------").body == ()


@pytest.mark.parametrize(
    ("data", "line", "reason"),
    [
        (b"<!--1714975502000-->\n[t](https://a.exa", 2, "cut off"),
        (b"<!--1714975502000-->\n[t]()\n------\n\n<p>x</p>\n", 2, "no absolute address"),
        (b"<!--1714975502000-->\n[t]\n------\n\n<p>x</p>\n", 2, "no address"),
        (b"<!--1714975502000-->\n[t](/relative)\n------\n\n<p>x</p>\n", 2, "no absolute address"),
        (b"<!--1714975502000-->\n\n------\n\n<p>x</p>\n", 3, "no head"),
        (b"<!--1714975502000-->\n------\n\n<p>x</p>\n", 2, "no head"),
    ],
)
def test_a_head_that_cannot_be_told_is_refused_with_its_line_and_the_reason(data, line, reason):
    with pytest.raises(ReadError, match=reason) as caught:
        newsparse.parse(data, format="rfi")
    assert caught.value.line == line
    assert caught.value.format == "rfi"


@pytest.mark.parametrize(
    "data",
    [
        b"# Notes\n\n[a link](https://a.example/)\n------\n\nwords in Markdown\n",
        b"rfi\n------\n\n- [a](https://a.example/)\n",
        b"<!-- a comment -->\n<p>a page</p>",
        b"<!--1-->\n<p>a page</p>",
        b"",
    ],
)
def test_what_only_looks_like_a_seed_file_is_left_to_other_formats(data):
    assert FORMAT.sniff(Source(data)) is Confidence.NO


@pytest.mark.parametrize("stamp", ["2024-04-04", "xx", "invalid date", "1712268901000.5", " a word "])
def test_a_stamp_of_any_words_is_one_before_a_whole_head_and_markup(stamp):
    article = newsparse.parse(seed("<p>第一班船。</p>", stamp=stamp))
    assert article.archived is None
    assert article == attrs.evolve(newsparse.parse(seed("<p>第一班船。</p>")), archived=None)


def test_a_comment_before_a_link_in_markdown_is_no_stamp():
    data = b"<!-- toc -->\n[a link](https://a.example/)\n------\n\nwords in Markdown\n"
    assert FORMAT.sniff(Source(data)) is Confidence.NO


@pytest.mark.parametrize("title", ["Frost", "", "[Frost](now)"])
def test_an_article_without_an_address_is_known_when_read_back(title):
    article = newsparse.Article(title=title, publisher="P", body=["It rained."])
    assert newsparse.parse(newsparse.encode(article, "rfi")) == article


def test_an_index_of_the_archive_is_no_article():
    with pytest.raises(UnknownFormatError):
        newsparse.parse("rfi\n------\n\n没有文章\n".encode())


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030"])
def test_a_file_in_another_encoding_is_known_by_its_label_or_mark(encoding):
    data = seed("<p>第一班船。</p>")
    coded = data.decode().encode(encoding)
    label = None if encoding == "utf-16" else encoding
    assert newsparse.parse(coded, encoding=label) == newsparse.parse(data)
