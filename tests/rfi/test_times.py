"""When an article was published, by the body's own time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from tests.rfi.files import BBC, CDT, DW, FT, NYT, REUTERS, RFA, VOA, read

import newsparse


def stamp(*moment: int) -> str:
    return str(int(datetime(*moment, tzinfo=UTC).timestamp() * 1000))


def offset(hours: int) -> timezone:
    return timezone(timedelta(hours=hours))


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("05/04/2024 - 00:13", datetime(2024, 4, 5, 0, 13, tzinfo=offset(2))),
        ("03/02/2024 - 01:43", datetime(2024, 2, 3, 1, 43, tzinfo=offset(1))),
        ("23/10/2020 - 09:05", datetime(2020, 10, 23, 9, 5, tzinfo=offset(2))),
    ],
)
def test_rfi_times_are_of_paris_with_daylight_saving(written, published):
    assert read(f"<div>{written}</div><div><p>x</p></div>").published == published


def test_the_hour_that_comes_twice_is_decided_by_the_stamp():
    body = "<div>29/10/2023 - 02:30</div><div><p>x</p></div>"
    first = read(body, stamp=stamp(2023, 10, 29, 0, 45))
    second = read(body, stamp=stamp(2023, 10, 29, 1, 45))
    assert first.published == datetime(2023, 10, 29, 2, 30, tzinfo=offset(2))
    assert second.published == datetime(2023, 10, 29, 2, 30, tzinfo=offset(1))


def test_of_the_hour_that_comes_twice_only_the_day_is_certain_where_the_stamp_is_late():
    article = read("<div>29/10/2023 - 02:30</div><div><p>x</p></div>", stamp=stamp(2023, 10, 29, 9, 0))
    assert article.published == date(2023, 10, 29)
    assert article.extra["published_local"] == "2023-10-29T02:30:00"


def test_a_time_that_does_not_exist_is_no_time_and_stays_in_the_text():
    article = read("<div>31/02/2024 - 25:00</div><div><p>x</p></div>")
    assert article.published is None
    assert article.paragraphs[0] == "31/02/2024 - 25:00"


@pytest.mark.parametrize(
    ("url", "line", "published"),
    [
        (DW, "<div><i><br>2022-08-03T14:30:43.533Z</i></div>", datetime(2022, 8, 3, 14, 30, 43, 533000, UTC)),
        (
            VOA,
            "<div><i>Thu, 21 Mar 2024 17:53:17 GMT</i></div>",
            datetime(2024, 3, 21, 17, 53, 17, tzinfo=UTC),
        ),
        (REUTERS, "<div><i>2021-03-29T01:19:39Z</i></div>", datetime(2021, 3, 29, 1, 19, 39, tzinfo=UTC)),
        (BBC, '<main><div><time dateTime="2021-11-10">19 分钟前</time></div>', date(2021, 11, 10)),
    ],
)
def test_each_source_gives_its_time_in_its_own_form(url, line, published):
    article = read(f"{line}<p>第一段。</p>", url=url)
    assert article.published == published
    assert article.text == "第一段。"


def test_a_time_without_a_zone_gives_the_day_and_is_kept_in_words():
    article = read(
        '<time pudate="2022-03-16 05:58:59" datetime="2022-03-16 05:58:59">2022年3月16日</time><section><p>'
        "x</p></section>",
        url=NYT,
    )
    assert article.published == date(2022, 3, 16)
    assert article.extra["published_local"] == "2022-03-16T05:58:59"
    assert article.text == "x"


@pytest.mark.parametrize("url", [RFA, CDT])
def test_the_stamp_is_the_publication_where_it_is_the_feeds_own_date(url):
    article = read("<p>x</p>", url=url)
    assert article.published == article.archived == datetime(2024, 5, 6, 6, 5, 2, tzinfo=UTC)


def test_the_stamp_is_not_the_publication_where_it_is_the_capture():
    assert read("<p>x</p>", url=FT).published is None


def test_the_older_variant_states_its_date_in_the_head():
    head = "[晴天](https://chinadigitaltimes.net/chinese/2020/07/a/)\n------\n"
    data = f"{head}日期：Thu, 02 Jul 2020 07:39:48 +0000\n\n<p>x</p>\n"
    article = newsparse.parse(data.encode())
    assert article.published == article.archived == datetime(2020, 7, 2, 7, 39, 48, tzinfo=UTC)
    assert article.text == "x"
