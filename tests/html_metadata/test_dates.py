from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from newsparse.formats.html.metadata.calendars import from_persian
from newsparse.formats.html.metadata.moments import Moment, parse_machine
from newsparse.formats.html.metadata.visible_dates import parse_visible

from .pages import ld, news, page, read


def at(hours: float, *parts: int) -> datetime:
    return datetime(*parts, tzinfo=timezone(timedelta(hours=hours)))  # type: ignore[misc,arg-type]  # year first


def bare(*parts: int) -> datetime:
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001 -- what a page without a zone says


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-05-06T10:20:30Z", at(0, 2024, 5, 6, 10, 20, 30)),
        ("2024-05-06T10:20:30.123456789+02:00", at(2, 2024, 5, 6, 10, 20, 30)),
        ("2024-05-06T10:20+0530", at(5.5, 2024, 5, 6, 10, 20)),
        ("2024-05-06T10:20:30-04", at(-4, 2024, 5, 6, 10, 20, 30)),
        ("2024-05-06 10:20:30 +02:00", at(2, 2024, 5, 6, 10, 20, 30)),
        ("2024-05-06 10:20:30 UTC", at(0, 2024, 5, 6, 10, 20, 30)),
        ("2024-05-06 10:20:30 CEST", at(2, 2024, 5, 6, 10, 20, 30)),
        ("2024-05-06T10:20:30", bare(2024, 5, 6, 10, 20, 30)),
        ("2024-05-06", date(2024, 5, 6)),
        ("2024/5/6", date(2024, 5, 6)),
        ("20240506", date(2024, 5, 6)),
        ("20240506T102030Z", at(0, 2024, 5, 6, 10, 20, 30)),
        ("Mon, 06 May 2024 10:20:30 +0200", at(2, 2024, 5, 6, 10, 20, 30)),
        ("Mon, 06 May 2024 10:20:30 GMT", at(0, 2024, 5, 6, 10, 20, 30)),
        ("6 May 2024 10:20 EST", at(-5, 2024, 5, 6, 10, 20)),
        ("Mon May 06 2024 10:20:30 GMT+0200 (CEST)", at(2, 2024, 5, 6, 10, 20, 30)),
        ("Mon May 6 10:20:30 UTC 2024", at(0, 2024, 5, 6, 10, 20, 30)),
        ("1714990830", datetime.fromtimestamp(1714990830, UTC)),
        ("1714990830000", datetime.fromtimestamp(1714990830, UTC)),
        ("2024-05-06T25:61:00Z", date(2024, 5, 6)),
        ("2024-13-06", None),
        ("2024-02-30", None),
        ("today", None),
        ("", None),
    ],
)
def test_dates_for_machines_are_read_in_sloppy_forms(text: str, moment: Moment | None) -> None:
    assert parse_machine(text) == moment


@pytest.mark.parametrize(
    ("text", "language", "moment"),
    [
        ("Posted on March 3, 2019", "en", date(2019, 3, 3)),
        ("Posted on March 3, 2019 at 5:04 pm", "en", bare(2019, 3, 3, 17, 4)),
        ("March 3, 2019 5:04 PM EDT", "en", at(-4, 2019, 3, 3, 17, 4)),
        ("July 3, 2024, 5:04 p.m. ET", "en", at(-4, 2024, 7, 3, 17, 4)),
        ("January 3, 2024 5:04 PM PT", "en", at(-8, 2024, 1, 3, 17, 4)),
        ("2:14 PM EST, Wed November 20, 2024", "en", at(-5, 2024, 11, 20, 14, 14)),
        ("6:00 AM PST · November 20, 2024", "en", at(-8, 2024, 11, 20, 6)),
        ("5:00 AM on Nov 20, 2024 EST", "en", at(-5, 2024, 11, 20, 5)),
        ("5:00 AM on Nov 20, 2024 CST", "en", bare(2024, 11, 20, 5)),
        ("5.30 pm, Wed 20 November 2024", "en", bare(2024, 11, 20, 17, 30)),
        ("Open 10:00-12:00, Monday 20 November 2024", "en", date(2024, 11, 20)),
        ("20 November 2024, 05:30 IST", "en-IN", at(5.5, 2024, 11, 20, 5, 30)),
        ("20 November 2024, 05:30 IST", "en-IE", bare(2024, 11, 20, 5, 30)),
        ("20 dicembre 2024", "it", date(2024, 12, 20)),
        ("20 december 2024", "nl", date(2024, 12, 20)),
        ("20 diciembre 2024", "es", date(2024, 12, 20)),
        ("20 dezembro de 2024", "pt", date(2024, 12, 20)),
        ("20 of December 2024", "en", date(2024, 12, 20)),
        ("le 20 d'octobre 2024", "fr", date(2024, 10, 20)),
        ("20 พ.ย. 2567", "th", date(2024, 11, 20)),
        ("20 septembar 2024", "bs", date(2024, 9, 20)),
        ("20 غشت 2024", "ar", date(2024, 8, 20)),
        ("20 ное 2024", "bg", date(2024, 11, 20)),
        ("20 നവംബർ 2024", "ml", date(2024, 11, 20)),
        ("20 նոյեմբերի 2024", "hy", date(2024, 11, 20)),
        ("20 noyabr 2024", "az", date(2024, 11, 20)),
        ("20 лістапада 2024", "be", date(2024, 11, 20)),
        ("20 नवं 2024", "hi", date(2024, 11, 20)),
        ("3rd of March 2019", "en", date(2019, 3, 3)),
        ("Sept. 3, 2019", "en", date(2019, 9, 3)),
        ("3. März 2019, 17:04 Uhr", "de", bare(2019, 3, 3, 17, 4)),
        ("Publié le 3 février 2019 à 17h04", "fr", bare(2019, 2, 3, 17, 4)),
        ("3 de marzo de 2019", "es", date(2019, 3, 3)),
        ("3 marca 2019", "pl", date(2019, 3, 3)),
        ("3 марта 2019, 17:04", "ru", bare(2019, 3, 3, 17, 4)),
        ("3 Ağustos 2019", "tr", date(2019, 8, 3)),
        ("2019年3月3日 17:04", "ja", bare(2019, 3, 3, 17, 4)),
        ("2019年3月3日 午後5時04分", "ja", bare(2019, 3, 3, 17, 4)),
        ("2019년 3월 3일", "ko", date(2019, 3, 3)),
        ("3 มีนาคม 2562", "th", date(2019, 3, 3)),
        ("3/4/2019", "en-US", date(2019, 3, 4)),
        ("3/4/2019", "en-GB", date(2019, 4, 3)),
        ("3/4/2019", "fr", date(2019, 4, 3)),
        ("13/4/2019", None, date(2019, 4, 13)),
        ("3/4/2019", None, None),
        ("03.04.2019", None, date(2019, 4, 3)),
        ("03.04.19 10:15", "de", bare(2019, 4, 3, 10, 15)),
        ("12.05.98", "de", date(1998, 5, 12)),
        ("12.05.68", "de", date(2068, 5, 12)),
        ("March 3, 2019 10:00 - 5 comments", "en", bare(2019, 3, 3, 10, 0)),
        ("3. März 2019, 10:30 - 12 Kommentare", "de", bare(2019, 3, 3, 10, 30)),
        ("March 3, 2019, 10:00-12:00", "en", bare(2019, 3, 3, 10, 0)),
        ("March 3, 2019, 10:00 - 12:00", "en", bare(2019, 3, 3, 10, 0)),
        ("March 3, 2019 10:00 -0500", "en", at(-5, 2019, 3, 3, 10, 0)),
        ("March 3, 2019 10:00 -05:00", "en", at(-5, 2019, 3, 3, 10, 0)),
        ("March 3, 2019 10:00 +05:30", "en", at(5.5, 2019, 3, 3, 10, 0)),
        ("March 3, 2019 10:00 (GMT-5)", "en", at(-5, 2019, 3, 3, 10, 0)),
        ("March 3, 2019 10:00 UTC +2", "en", at(2, 2019, 3, 3, 10, 0)),
        ("March 3, 2019 10:00 CDT", "en", at(-5, 2019, 3, 3, 10, 0)),
        ("March 3, 2019 10:00 +15:00", "en", bare(2019, 3, 3, 10, 0)),
        ("5 tháng 3 2019", "vi", date(2019, 3, 5)),
        ("Thứ ba, ngày 5 tháng 3 năm 2019 17:04", "vi", bare(2019, 3, 5, 17, 4)),
        ("5 كانون الثاني 2019", "ar", date(2019, 1, 5)),
        ("5 تشرين الأول 2019", "ar", date(2019, 10, 5)),
        ("5. listopada 2019.", "hr", date(2019, 10, 5)),
        ("5 listopada 2019", "pl", date(2019, 11, 5)),
        ("5 ²² 2019", "en", None),
        ("05 de março de 2024 às 14:32", "pt", bare(2024, 3, 5, 14, 32)),
        ("5 maart 2024 om 14:32", "nl", bare(2024, 3, 5, 14, 32)),
        ("5. maaliskuuta 2024 klo 14.32", "fi", bare(2024, 3, 5, 14, 32)),
        ("5 martie 2024, ora 14:32", "ro", bare(2024, 3, 5, 14, 32)),
        ("2024年3月5日(火) 14:32", "ja", bare(2024, 3, 5, 14, 32)),
        ("5 Mart 2024 Salı 14:32", "tr", bare(2024, 3, 5, 14, 32)),
        ("5. ožujka 2024. u 14:32", "hr", bare(2024, 3, 5, 14, 32)),
        ("2024.03.05. 14:32", "hu", bare(2024, 3, 5, 14, 32)),
        ("5 марта 2024 г. 14:32", "ru", bare(2024, 3, 5, 14, 32)),
        ("14:32, 5 March 2024", "en", bare(2024, 3, 5, 14, 32)),
        ("14:32 05.03.2024", "de", bare(2024, 3, 5, 14, 32)),
        ("5 mars 2024 klockan 14.32", "sv", bare(2024, 3, 5, 14, 32)),
        ("5 marca 2024, godz. 14:32", "pl", bare(2024, 3, 5, 14, 32)),
        ("5 Μαρτίου 2024 στις 14:32", "el", bare(2024, 3, 5, 14, 32)),
        ("2024. 3. 5. 14:32", "ko", bare(2024, 3, 5, 14, 32)),
        ("24.03.05 14:32", "ko", bare(2024, 3, 5, 14, 32)),
        ("2024-03-05 오후 2:32", "ko", bare(2024, 3, 5, 14, 32)),
        ("5 مارس 2024 02:32 م", "ar", bare(2024, 3, 5, 14, 32)),
        ("5 ΜΑΡΤΙΟΥ 2024", "el", date(2024, 3, 5)),
        ("5 de març de 2024", "ca", date(2024, 3, 5)),
        ("5. märts 2024", "et", date(2024, 3, 5)),
        ("5 مارچ 2024", "ur", date(2024, 3, 5)),
        ("5. marca 2024", "sl", date(2024, 3, 5)),
        ("5. марта 2024.", "sr", date(2024, 3, 5)),
        ("5. mars 2024", "is", date(2024, 3, 5)),
        ("۱۵ اسفند ۱۴۰۲", "fa", date(2024, 3, 5)),
        ("1402/12/15", "fa", date(2024, 3, 5)),
        ("令和6年3月5日", "ja", date(2024, 3, 5)),
        ("民國113年3月5日", "zh-TW", date(2024, 3, 5)),
        ("5 มีนาคม พ.ศ. 2567", "th", date(2024, 3, 5)),
        ("2024 m. kovo 5 d.", "lt", date(2024, 3, 5)),
        ("2024. gada 5. martā", "lv", date(2024, 3, 5)),
        ("5 آذار/مارس 2024", "ar", date(2024, 3, 5)),
        ("5 آذار، 2024", "ar", date(2024, 3, 5)),
        ("2024/3/5(火)", "ja", date(2024, 3, 5)),
        ("5 March 2024, 3 comments 14:32", "en", date(2024, 3, 5)),
        ("5 KASIM 2024", "tr", date(2024, 11, 5)),
        ("5 EKİM 2024", "tr", date(2024, 10, 5)),
        ("令和元年5月1日", "ja", date(2019, 5, 1)),
        ("3.4.5", "de", None),
        ("1402/13/1", "fa", None),
        ("no date here, 2019", "en", None),
        ("99.99.2019", "de", None),
    ],
)
def test_dates_for_people_are_read_by_the_language_of_the_page(
    text: str, language: str | None, moment: Moment | None
) -> None:
    assert parse_visible(text, language) == moment


def test_json_ld_is_trusted_before_meta_tags() -> None:
    meta = '<meta property="article:published_time" content="2024-05-07T08:00:00Z">'
    assert read(page(news(datePublished="2024-05-06T10:20:30+02:00") + meta)).published == at(2, 2024, 5, 6, 10, 20, 30)


def test_a_time_without_a_zone_is_a_day_and_the_bare_time_is_kept_beside_it() -> None:
    found = read(page(news(datePublished="2024-05-06T10:20:00")))
    assert found.published == date(2024, 5, 6)
    assert found.extra["published_local"] == "2024-05-06T10:20"


def test_a_time_without_a_zone_takes_that_of_another_place_with_the_same_time() -> None:
    meta = '<meta property="article:published_time" content="2024-05-06T10:20:30+02:00">'
    assert read(page(news(datePublished="2024-05-06T10:20:30") + meta)).published == at(2, 2024, 5, 6, 10, 20, 30)


def test_a_day_is_completed_by_a_time_on_that_day() -> None:
    body = '<h1>x</h1><time datetime="2024-05-06T10:20:30Z">May 6</time>'
    assert read(page(news(datePublished="2024-05-06"), body)).published == at(0, 2024, 5, 6, 10, 20, 30)


def test_a_change_before_the_publication_is_not_believed() -> None:
    members = {"datePublished": "2024-05-06T10:20:30Z", "dateModified": "2024-05-05T10:20:30Z"}
    assert read(page(news(**members))).modified is None
    members["dateModified"] = "2024-05-07T10:20:30Z"
    assert read(page(news(**members))).modified == at(0, 2024, 5, 7, 10, 20, 30)


@pytest.mark.parametrize(
    "body",
    [
        '<time class="entry-date" datetime="2019-03-03">3 Mar</time>',
        "<time>March 3, 2019</time>",
        '<span itemprop="datePublished" content="2019-03-03">x</span>',
        '<span class="post-date">March 3, 2019</span>',
        "<p>Published March 3, 2019</p>",
        '<div class="meta-info"><span>By Jane Doe</span><span>March 3, 2019</span></div>',
        '<script>window.state = {"publishedAt":"2019-03-03T00:00"}</script>',
        '<div data-state="{&quot;datePublished&quot;:&quot;2019-03-03&quot;}"></div>',
        r'<script>window.state = "{\"publishedAt\":\"2019-03-03\"}"</script>',
        "<script>window.state = '{&quot;publishedAt&quot;:&quot;2019-03-03&quot;}'</script>",
    ],
)
def test_dates_are_found_in_visible_markup_and_state(body: str) -> None:
    assert read(page("", f"<h1>Boats</h1>{body}"), url=None).published == date(2019, 3, 3)


def test_letters_of_the_name_of_a_quotation_mark_are_none() -> None:
    assert read(page("", "<h1>Boats</h1><script>publishedAt;u:q2019-03-03</script>"), url=None).published is None


def test_a_date_above_the_heading_is_found() -> None:
    assert read(page("", "<p>March 3, 2019</p><h1>Boats</h1><p>Text</p>"), url=None).published == date(2019, 3, 3)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/2019/03/03/boats",
        "https://example.org/news/2019-03-03-boats.html",
        "https://example.org/a/20190303/boats",
        "https://example.org/2019/mar/03/boats",
        "https://example.org/2019/March/3/boats",
    ],
)
def test_the_address_tells_the_day_where_nothing_else_does(url: str) -> None:
    assert read(page(), url=url).published == date(2019, 3, 3)


def test_an_address_without_a_month_names_no_day() -> None:
    assert read(page(), url="https://example.org/2019/top/03/boats").published is None


def test_the_address_says_which_of_two_numbers_is_the_month() -> None:
    american = page("", "<h1>Boats</h1><p>03/10/2019 10:30 CET</p>").replace("<html>", '<html lang="en">')
    assert read(american, url="https://a.example/x").published == at(1, 2019, 3, 10, 10, 30)
    assert read(american, url="https://a.example/2019/october/03/x").published == at(1, 2019, 10, 3, 10, 30)
    assert read(american, url="https://a.example/2019/11/03/x").published == date(2019, 11, 3)


def test_a_day_that_the_address_names_goes_before_what_the_page_shows_first() -> None:
    body = '<p>20 November 2024, 10:30 CET</p><h1>Boats</h1><p>Text.</p><time datetime="2024-11-12">12 Nov</time>'
    assert read(page("", body), url="https://a.example/x").published == date(2024, 11, 12)
    assert read(page("", body), url="https://a.example/2024/11/20/x").published == at(1, 2024, 11, 20, 10, 30)


def test_a_time_among_the_paragraphs_goes_after_a_line_below_the_headline() -> None:
    prose = "<p>" + "The ferry went across the water and came back before the tide turned. " * 3 + "</p>"
    other = '<div class="box"><a href="/other">Other</a> <time datetime="2024-11-12">12 Nov</time></div>'
    body = f"<h1>Boats</h1><p>20 November 2024</p>{prose}{prose}{other}{prose}"
    assert read(page("", body), url=None).published == date(2024, 11, 20)
    assert read(page("", body.replace("<p>20 November 2024</p>", "")), url=None).published == date(2024, 11, 12)


@pytest.mark.parametrize(
    ("stated", "shown", "moment"),
    [
        ("2024-05-06", "6 May 2024, 10:20 CEST", at(2, 2024, 5, 6, 10, 20)),
        ("2024-05-06T10:20:30", "6 May 2024, 10:20 CEST", at(2, 2024, 5, 6, 10, 20)),
        ("2024-05-06T10:20:30", "6 May 2024, 11:20 CEST", date(2024, 5, 6)),
        ("2024-05-06", "Updated 6 May 2024, 10:20 CEST", date(2024, 5, 6)),
        ("2024-05-06T10:20:30Z", "6 May 2024, 10:20 CEST", at(0, 2024, 5, 6, 10, 20, 30)),
    ],
)
def test_what_the_markup_leaves_open_is_taken_from_what_the_page_shows(
    stated: str, shown: str, moment: date | datetime
) -> None:
    body = f"<h1>Ferry returns</h1><p>{shown}</p>"
    assert read(page(news(datePublished=stated), body)).published == moment


@pytest.mark.parametrize(
    "lines",
    [
        "<p>Updated 7 May 2024</p><p>Published 6 May 2024</p>",
        "<p>Updated 7 May 2024 | Published 6 May 2024</p>",
        "<p>Aktualisiert: 7. Mai 2024 – Erstellt: 6. Mai 2024</p>",
        "<p>Published 6 May 2024</p><p>Updated 7 May 2024</p>",
    ],
)
def test_a_change_that_stands_before_the_publication_is_not_taken_for_it(lines: str) -> None:
    assert read(page("", f"<h1>Boats</h1>{lines}"), url=None).published == date(2024, 5, 6)
    other = "<p>Text.</p>" * 14 + '<div class="date">5 May 2024</div>'
    assert read(page("", f"<h1>Boats</h1>{lines}{other}"), url=None).published == date(2024, 5, 6)


def test_dates_of_comments_and_other_stories_are_passed_over() -> None:
    other = '<aside><time datetime="2020-01-01"></time></aside>'
    other += '<div class="comments"><time datetime="2020-01-02"></time></div>'
    assert read(page("", f"<h1>Boats</h1>{other}"), url=None).published is None


def test_a_blog_that_shows_an_earlier_day_than_it_stamps_is_believed() -> None:
    post = ld({"@type": "BlogPosting", "headline": "Boats", "datePublished": "2024-05-06T10:20:30Z"})
    shown = page(post, "<h1>Boats</h1><p>March 3, 2019</p>")
    assert read(shown, url=None).published == date(2019, 3, 3)
    changed = page(post, "<h1>Boats</h1><p>Updated March 3, 2019</p>")
    assert read(changed, url=None).published == at(0, 2024, 5, 6, 10, 20, 30)
    # Where the address has the day that is stamped, the post was not built anew.
    assert read(shown, url="https://example.org/2024/05/06/boats").published == at(0, 2024, 5, 6, 10, 20, 30)


def test_a_news_article_is_not_dated_by_its_text() -> None:
    body = "<h1>Ferry returns</h1><p>March 3, 2019</p>"
    assert read(page(news(datePublished="2024-05-06T10:20:30Z"), body)).published == at(0, 2024, 5, 6, 10, 20, 30)


def test_a_page_without_json_ld_that_shows_a_much_earlier_day_is_believed() -> None:
    stamped = page('<meta property="article:published_time" content="2024-05-06T01:20:00Z">', "<h1>Knots</h1>{}")
    assert read(stamped.format("<p>12 March 2019</p>"), None).published == date(2019, 3, 12)
    # A day apart is the same moment seen from another zone.
    assert read(stamped.format("<p>5 May 2024</p>"), None).published == at(0, 2024, 5, 6, 1, 20)
    assert read(stamped.format("<p>Updated</p><p>12 March 2019</p>"), None).published == at(0, 2024, 5, 6, 1, 20)


def test_a_line_below_the_headline_is_believed_before_elements_elsewhere() -> None:
    others = '<div class="tile-date">9 July 2024</div>'
    assert read(page("", f"{others}<h1>Knots</h1><p>6 May 2024</p>"), None).published == date(2024, 5, 6)
    begins = "<p>6 May 2024 – The school by the harbour taught its hundredth class how to tie a bowline.</p>"
    assert read(page("", f"{others}<h1>Knots</h1>{begins}"), None).published == date(2024, 5, 6)
    mentions = "<p>The storm of 6 May 2024 is over, and the ferry sails again</p>"
    assert read(page("", f"{others}<h1>Knots</h1>{mentions}"), None).published == date(2024, 7, 9)


def test_a_day_above_the_heading_is_believed_before_those_far_below() -> None:
    far = "<p>Well said.</p>" * 14 + "<p>8 May 2024</p>"
    assert read(page("", f"<p>6 May 2024</p><h1>Knots</h1>{far}"), None).published == date(2024, 5, 6)


def test_words_that_a_page_hides_or_that_are_for_its_users_are_no_lines_below_the_headline() -> None:
    hidden = '<p><button>7 May 2024</button><span style="display:none">8 May 2024</span></p>'
    assert read(page("", f"<h1>Knots</h1>{hidden}<p>6 May 2024</p>"), None).published == date(2024, 5, 6)


def test_lines_are_read_behind_the_box_of_the_headline_and_not_inside_of_it() -> None:
    head = "<header><h1>Knots of <i>9 May 2024</i></h1></header>"
    assert read(page("", f"<div>7 May 2024{head}6 May 2024</div>"), None).published == date(2024, 5, 6)


def test_a_page_without_heading_shows_its_day_in_its_main_part() -> None:
    body = "<p>7 May 2024</p><main><p>6 May 2024</p></main><p>8 May 2024</p>"
    assert read(page("", body), None).published == date(2024, 5, 6)
    assert read(page("", "<p>7 May 2024</p>"), None).published is None
    assert read(page("", "<main><p>Text.</p></main><p>7 May 2024</p>"), None).published is None
    assert read(page("", f"<noscript><h1>Knots</h1></noscript>{body}"), None).published == date(2024, 5, 6)


def test_a_microformats_title_has_the_moment_of_what_it_shows() -> None:
    body = '<h1>Knots</h1><p><abbr class="published" title="2024-05-06T10:20:30+02:00">{}</abbr></p>'
    for shown in ("6 May 2024", "yesterday", ""):
        assert read(page("", body.format(shown)), None).published == at(2, 2024, 5, 6, 10, 20, 30)
    assert read(page("", body.format("6 May 2024").replace("2024-", "see 2024-")), None).published == date(2024, 5, 6)


def test_microdata_beside_the_story_counts_where_nothing_else_does() -> None:
    beside = '<aside><time itemprop="datePublished" datetime="2024-05-06T10:20:30Z">6 May</time></aside>'
    assert read(page("", f"<h1>Knots</h1>{beside}"), None).published == at(0, 2024, 5, 6, 10, 20, 30)
    assert read(page("", f"<h1>Knots</h1><p>7 May 2024</p>{beside}"), None).published == date(2024, 5, 7)
    assert read(page("", f"<h1>Knots</h1>{beside}"), "https://a.example/2024/05/08/x").published == date(2024, 5, 8)


def test_a_title_of_marks_alone_is_repeated_nowhere() -> None:
    body = "<p>5 May 2023</p><p>—</p><p>6 May 2024</p>"
    assert read(page("<title>…</title>", body), None).published is None
    assert read(page("<title>Knots</title>", body.replace("—", "Knots")), None).published == date(2024, 5, 6)


def test_bare_text_behind_the_box_of_the_headline_is_looked_at() -> None:
    body = "<div><dl><dt>Knots</dt></dl>6 May 2024</div><p>Text.</p><p>7 July 2025</p>"
    assert read(page("<title>Knots</title>", body), None).published == date(2024, 5, 6)
    assert read(page("", "<h1>Knots</h1>6 May 2024<p>7 July 2025</p>"), None).published == date(2024, 5, 6)


def test_comments_inside_a_text_do_not_hide_it() -> None:
    body = "<h1>Knots</h1><p> <!-- -->6 May<!-- --> 2024</p>"
    assert read(page("", body), None).published == date(2024, 5, 6)


@pytest.mark.parametrize("tag", ["h2", "h5", "p", "div"])
def test_what_repeats_the_title_stands_for_a_missing_h1(tag: str) -> None:
    others = "<p><a href=/knots>Two Knots, tied!</a></p><p>7 July 2024</p>" if tag == "h2" else ""
    body = f"{others}<{tag}>Two knots tied</{tag}><p>6 May 2024</p><p>By Jane Doe</p>"
    meta = read(page('<meta property="og:title" content="Two knots tied">', body), url=None)
    assert (meta.published, meta.authors) == (date(2024, 5, 6), ("Jane Doe",))


GUIDE = ld({"@type": "Article", "headline": "Knots", "datePublished": "2019-03-12T10:20:30Z"})


@pytest.mark.parametrize("line", ["6 May 2024", "Last updated: May 6, 2024", "Monday, May 6, 2024"])
def test_a_guide_that_shows_the_day_of_its_present_edition_alone_is_dated_by_it(line: str) -> None:
    meta = read(page(GUIDE, f"<h1>Knots</h1><p>By Jane Doe</p><p>{line}</p>"))
    assert meta.published == date(2024, 5, 6)
    assert meta.extra["first_published"] == "2019-03-12T10:20:30+00:00"


def test_the_first_edition_may_have_a_time_without_a_zone() -> None:
    guide = GUIDE.replace("30Z", "30")
    assert read(page(guide, "<h1>Knots</h1><p>6 May 2024</p>")).extra["first_published"] == "2019-03-12T10:20:30"


@pytest.mark.parametrize(
    "shown",
    [
        "<p>12 March 2019</p><p>Updated 6 May 2024</p>",
        "<p>Updated 6 May 2024</p><p>Published 12 March 2019</p>",
        "<p>6 May 2024</p><p>8 May 2024</p>",
        "<p>3.12.2019</p>",
        "<p>The school by the harbour opens its doors again on 6 May 2030</p>",
        "<p>Text.</p>" * 13 + "<p>6 May 2024</p>",
    ],
)
def test_a_guide_that_shows_other_days_too_is_dated_by_its_markup(shown: str) -> None:
    meta = read(page(GUIDE, f"<h1>Knots</h1>{shown}"))
    assert meta.published == at(0, 2019, 3, 12, 10, 20, 30)
    assert "first_published" not in meta.extra


@pytest.mark.parametrize(
    ("year", "month", "day", "gregorian"),
    [
        (1357, 11, 22, date(1979, 2, 11)),
        (1379, 1, 1, date(2000, 3, 20)),
        (1402, 12, 29, date(2024, 3, 19)),
        (1402, 12, 30, None),
        (1403, 1, 1, date(2024, 3, 20)),
        (1403, 6, 31, date(2024, 9, 21)),
        (1403, 7, 31, None),
        (1403, 12, 30, date(2025, 3, 20)),
        (1408, 12, 30, date(2030, 3, 20)),
        (1403, None, 1, None),
        (1300, 1, 1, None),
    ],
)
def test_days_of_iran_are_those_of_its_calendar(year: int, month: int | None, day: int, gregorian: date | None) -> None:
    assert from_persian(year, month, day) == gregorian


@pytest.mark.parametrize(
    ("host", "day"),
    [
        ("www.gazette.co.uk", date(2024, 3, 5)),
        ("gazette.com.au", date(2024, 3, 5)),
        ("gazette.example", date(2024, 5, 3)),
        ("gazette.us", date(2024, 5, 3)),
    ],
)
def test_the_host_tells_how_its_english_writes_dates(host: str, day: date) -> None:
    markup = '<html lang="en"><h1>Ferry returns</h1><p class="date">05/03/2024</p><p>Text.</p></html>'
    assert read(markup, url=f"https://{host}/a").published == day


FERRY = "https://www.harbour-gazette.example/ferry-returns"
UPDATED = '<time datetime="2024-06-05T08:00:00Z">5 Jun 2024</time>'
FIRST = '<time datetime="2024-06-03T08:00:00Z">3 Jun 2024</time>'


@pytest.mark.parametrize(
    "line",
    [
        f"<p>Last updated {UPDATED}. First published {FIRST}</p>",
        f"<p>Aktualisiert: {UPDATED} · Veröffentlicht: {FIRST}</p>",
        f"<p><span>Updated</span> {UPDATED}</p><p><span>Published</span> {FIRST}</p>",
        f"<p>{FIRST} (updated {UPDATED})</p>",
        f"<p>Updated {UPDATED} · {FIRST}</p>",
        f"<p>{UPDATED.replace('>5', '>Updated 5')} {FIRST}</p>",
        f"<p>{FIRST} {UPDATED.replace('<time', '<time class=updated')}</p>",
    ],
)
def test_of_two_times_the_words_before_them_tell_which_is_of_the_publication(line: str) -> None:
    found = read(page("", f"<h1>Ferry returns</h1>{line}<p>It rained.</p>"), url=FERRY)
    assert found.published == datetime(2024, 6, 3, 8, tzinfo=UTC)
    assert found.modified == datetime(2024, 6, 5, 8, tzinfo=UTC)


def test_the_word_published_before_a_time_goes_before_a_time_that_nothing_is_said_of() -> None:
    found = read(page("", f"<h1>Ferry returns</h1><p>{UPDATED} · Published {FIRST}</p><p>It rained.</p>"), url=FERRY)
    assert found.published == datetime(2024, 6, 3, 8, tzinfo=UTC)


def test_a_change_that_only_text_tells_of_is_read() -> None:
    line = "Published June 3, 2024 | Updated June 5, 2024"
    found = read(page("", f"<h1>Ferry returns</h1><p>{line}</p><p>It rained.</p>"), url=FERRY)
    assert (found.published, found.modified) == (date(2024, 6, 3), date(2024, 6, 5))


def test_a_single_time_of_a_change_stands_for_the_publication_and_no_change_is_made_up() -> None:
    found = read(page("", f"<h1>Ferry returns</h1><p>Updated {UPDATED}</p><p>It rained.</p>"), url=FERRY)
    assert found.published == datetime(2024, 6, 5, 8, tzinfo=UTC)
    assert read(page("", f"<h1>Ferry returns</h1><p>{FIRST}</p><p>It rained.</p>"), url=FERRY).modified is None
