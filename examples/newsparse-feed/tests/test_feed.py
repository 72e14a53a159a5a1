import json
from datetime import UTC, date, datetime, timedelta, timezone

import newsparse_feed
import pytest
from newsparse_feed import ENTRY, FEED

import newsparse
from newsparse import Image, ReadError, Registry
from newsparse.testing import check_format

STORY = "The council met on Tuesday evening and decided, after three hours of debate, to rebuild the old bridge. "
BODY = f"<p>{STORY * 3}</p><p>Second. {STORY * 2}</p>"

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<!-- made by hand -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>The Daily</title><link>https://example.org/</link><language>en-gb</language>
<item><title>Bridge &amp; river</title><link>https://example.org/bridge</link>
<pubDate>Wed, 01 May 2024 07:30:00 +0200</pubDate><dc:creator>Ada Low</dc:creator>
<category>Bridges</category><category>Council</category>
<description>The bridge will be rebuilt.</description>
<content:encoded><![CDATA[{BODY}]]></content:encoded>
<media:content url="https://example.org/bridge.jpg" medium="image"/></item>
<item><title>Nothing</title><link>https://example.org/nothing</link></item>
<item><link>https://example.org/short</link><description>&lt;p&gt;{STORY * 3}&lt;/p&gt;</description></item>
</channel></rss>
"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Blatt</title>
<author><name>Redaktion</name></author>
<entry><title type="html">Br&lt;b&gt;ü&lt;/b&gt;cke</title><link href="https://example.org/b"/>
<published>2024-05-01T07:30:00Z</published><updated>2024-05-02</updated>
<content type="html">{BODY.replace("<", "&lt;")}</content></entry></feed>
"""

JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "J",
        "language": "en",
        "items": [
            {
                "id": "1",
                "url": "https://example.org/1",
                "title": "One",
                "content_text": f"{STORY * 3}\n\nSecond. {STORY * 3}",
                "date_published": "2024-05-01T07:30:00",
                "authors": [{"name": "Bo Reed"}],
                "tags": ["x", "y"],
                "image": "https://example.org/1.jpg",
            },
            "no item",
            {"id": "3", "url": "https://example.org/3"},
        ],
    }
)


def read(text):
    return list(newsparse.parse_all(text.encode()))


def rss(*items, start=""):
    return f'{start}<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>T</title>' + (
        "".join(f"<item>{item}</item>" for item in items) + "</channel></rss>"
    )


def test_the_laws_hold():
    registry = Registry([newsparse_feed])
    samples = [RSS.encode(), ATOM.encode(), JSON.encode()]
    assert check_format(FEED, max_examples=40, samples=samples, registry=registry)
    assert check_format(ENTRY, max_examples=40, samples=[b"<!-- newsparse-feed: one entry --><p>Rain</p>"])


def test_rss_entries_are_articles_with_their_full_content():
    first, nothing, short = read(RSS)
    article = first.article
    assert article.title == "Bridge & river"
    assert article.published == datetime(2024, 5, 1, 7, 30, tzinfo=timezone(timedelta(hours=2)))
    assert article.authors == ("Ada Low",)
    assert article.keywords == ("Bridges", "Council")
    assert article.summary == "The bridge will be rebuilt."
    assert article.image.url == "https://example.org/bridge.jpg"
    assert (article.language, article.publisher) == ("en-GB", "The Daily")
    assert article.url == "https://example.org/bridge"
    assert article.paragraphs == ((STORY * 3).strip(), f"Second. {STORY * 2}".strip())
    assert isinstance(nothing.error, ReadError)
    assert "entry 2 ('Nothing') has no content" in str(nothing.error)
    assert short.article.paragraphs == ((STORY * 3).strip(),)


def test_an_entry_is_read_whole_however_short_it_is():
    text = "&lt;p&gt;Rain.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;&lt;a href='/more'&gt;More&lt;/a&gt;&lt;/li&gt;&lt;/ul&gt;"
    (result,) = read(rss(f"<title>Weather</title><link>https://example.org/w</link><description>{text}</description>"))
    assert result.article.title == "Weather"
    assert result.article.text == "Rain.\n\nMore"
    assert [link.url for link in result.article.links] == ["https://example.org/more"]


def test_a_picture_that_the_entry_shows_is_its_lead_image_with_caption_and_stands_there_only():
    item = {
        "image": "https://example.org/1.jpg",
        "content_html": "<p>One</p><figure><img src='https://example.org/1.jpg'><figcaption>Rain</figcaption></figure>",
    }
    (result,) = read(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [item]}))
    assert result.article.image == Image("https://example.org/1.jpg", caption="Rain")
    assert result.article.text == "One"
    assert len(result.article.body) == 1


def test_an_entry_that_shows_nothing_is_reported():
    (result,) = read(rss("<description>&lt;script&gt;run()&lt;/script&gt;</description>"))
    assert "the entry has no content" in str(result.error)


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("jane@example.online (Jane Doe)", ("Jane Doe",)),
        ("Jane Doe &lt;jane@example.org&gt;", ("Jane Doe",)),
        ("desk@example.online", ()),
        ("Jane Doe", ("Jane Doe",)),
    ],
)
def test_addresses_of_authors_are_left_out(author, names):
    (result,) = read(rss(f"<author>{author}</author><description>Rain</description>"))
    assert result.article.authors == names


def test_the_only_time_of_an_rss_entry_is_that_of_its_publication():
    (result,) = read(rss("<dc:date>2024-05-01T07:30:00Z</dc:date><description>Rain</description>"))
    assert result.article.published == datetime(2024, 5, 1, 7, 30, tzinfo=UTC)
    assert result.article.modified is None


def test_markup_and_references_are_no_part_of_a_summary_or_name():
    entry = (
        '<entry><summary type="html">More [&amp;#8230;]</summary><content type="html">Rain, at last</content></entry>'
    )
    title = '<title type="html">The &lt;b&gt;Post&lt;/b&gt;</title>'
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom">{title}{entry}</feed>'
    (result,) = read(feed)
    assert (result.article.summary, result.article.publisher) == ("More […]", "The Post")


def test_a_feed_with_entities_of_its_own_is_known():
    (result,) = read(rss("<description>a&nbsp;b</description>", start='<!DOCTYPE rss [<!ENTITY nbsp "&#160;">]>'))
    assert result.article.text == "a b"


def test_entries_keep_the_time_at_which_the_feed_was_archived():
    archived = datetime(2024, 5, 2, tzinfo=UTC)
    results = newsparse.parse_all(newsparse.Source(RSS.encode(), known={"archived": archived, "title": "The feed"}))
    articles = [result.article for result in results if result.article]
    assert {article.archived for article in articles} == {archived}
    assert articles[0].title == "Bridge & river"


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("a &#xD83D;&#xDE00; b &amp;", "a \U0001f600 b &"),
        ("a &#55357; b", "a \ufffd b"),
        ("a &#x110000; b", "a \ufffd b"),
        (f"a &#{'9' * 5000}; b", "a \ufffd b"),
        ("a &#0000228; b", "a ä b"),
    ],
)
def test_references_to_what_is_no_character_harm_nothing_else(written, text):
    (result,) = read(rss(f"<description>{written}</description>"))
    assert result.article.text == text


def test_a_feed_that_is_cut_off_gives_its_entries_and_says_so():
    whole = rss("<description>One &</description>", "<description>Two</description>")
    assert [result.article.text for result in read(whole + "\n<!-- made by hand -->\n")] == ["One &", "Two"]
    first, last = read(whole[: whole.index("<item><description>Two")])
    assert first.article.text == "One &"
    assert "the feed is cut off" in str(last.error)


def test_atom_entries_take_the_feeds_author_and_language():
    (result,) = read(ATOM)
    article = result.article
    assert article.title == "Brücke"
    assert article.authors == ("Redaktion",)
    assert article.language == "de"
    assert article.published == datetime(2024, 5, 1, 7, 30, tzinfo=UTC)
    assert article.modified == date(2024, 5, 2)


def test_json_entries():
    first, broken, empty = read(JSON)
    article = first.article
    assert article.title == "One"
    assert article.published == date(2024, 5, 1)
    assert article.authors == ("Bo Reed",)
    assert article.keywords == ("x", "y")
    assert len(article.paragraphs) == 2
    assert isinstance(broken.error, ReadError)
    assert isinstance(empty.error, ReadError)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_feeds_in_other_encodings_are_known(encoding):
    text = RSS.replace('encoding="UTF-8"', "")
    assert next(newsparse.parse_all(text.encode(encoding))).article.title == "Bridge & river"


@pytest.mark.parametrize("text", ["<rss", "<feed xmlns='http://www.w3.org/2005/Atom'", "{", "[1]", ""])
def test_what_is_no_feed_is_a_read_error(text):
    (result,) = newsparse.parse_all(text.encode() or b" ", format="feed")
    assert isinstance(result.error, ReadError)


@pytest.mark.parametrize(
    "url", ["https://[::1", "https://", "javascript:alert(1)", "https://exa mple.org/x", "/relative"]
)
def test_an_address_that_is_none_is_left_out(url):
    item = {"url": url, "image": url, "content_text": STORY * 5}
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [item]}
    (result,) = read(json.dumps(feed))
    assert result.article.url is None
    assert result.article.image is None


def test_a_page_that_mentions_rss_is_no_feed():
    page = f"<html><head><title>RSS</title></head><body><p>&lt;rss&gt; {STORY * 5}</p></body></html>"
    assert newsparse.parse_text(page).title == "RSS"
