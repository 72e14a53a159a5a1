import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from newsparse_feed import FEED

import newsparse
from newsparse import ReadError
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


def test_the_laws_hold():
    assert check_format(FEED, max_examples=40, samples=[RSS.encode(), ATOM.encode(), JSON.encode()])


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
