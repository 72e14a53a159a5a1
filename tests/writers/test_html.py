"""What the HTML writer makes: a valid document that others understand and that reads back by its markup."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta, timezone

import attrs
import html5lib
import pytest
from hypothesis import given, settings
from lxml import html

import newsparse
from newsparse import (
    Article,
    Cell,
    Code,
    Divider,
    Embed,
    Heading,
    Image,
    List,
    Paragraph,
    Quote,
    Source,
    Span,
    Table,
    WriteError,
)
from newsparse.formats.html.own import is_own, read_own
from newsparse.markup import parse_html
from newsparse.testing import articles

# Code points that HTML itself calls an error, however they are written.
NONCHARACTERS = re.compile(
    "[\ufdd0-\ufdef" + "".join(f"{chr(p << 16 | 0xFFFE)}{chr(p << 16 | 0xFFFF)}" for p in range(1, 17)) + "]"
)
WHOLE = Article(
    title='A title with <b>, & and "quotes"',
    url="https://example.org/news/1?a=1&b=2",
    published=datetime(2024, 4, 4, 22, 15, 1, tzinfo=timezone(timedelta(hours=2))),
    modified=date(2024, 4, 5),
    archived=datetime(2024, 4, 6, tzinfo=UTC),
    authors=["Ann Author", "Bo, Byline"],
    language="en",
    publisher="The Paper",
    summary="What it is about.",
    image=Image("https://example.org/a.jpg", alt="alt", caption="A caption\nin two lines", credit="© AFP"),
    keywords=["one", "two"],
    section="World",
    extra={"id": 7, "nested": {"list": [1, 2.5, None, "-->"]}},
    body=[
        Paragraph([Span("A "), Span("link", href="https://example.org/x"), Span(" and\na break.")]),
        Heading("Background", level=3),
        Quote(["Quoted.", Quote(["Deeper."])]),
        List(["one", ["two", List(["inner"], ordered=True)]]),
        Table([[Cell("a", header=True, colspan=2)], [Cell("b"), Cell("c", rowspan=2)]]),
        Code("if a < b:\n\treturn", language="python"),
        Embed("video", "https://video.example.org/1"),
        Embed("post", "https://social.example.org/1", "Words of\nthe post"),
        Divider(),
        "The end.",
    ],
)


def written(article, **options):
    return newsparse.dumps(article, "html", **options)


def tree_of(article, **options):
    return html.document_fromstring(written(article, **options))


def has_noncharacters(article):
    return NONCHARACTERS.search(written(article)) is not None


@settings(max_examples=40)
@given(articles().filter(lambda article: not has_noncharacters(article)))
def test_every_document_is_valid_to_a_strict_parser(article):
    html5lib.HTMLParser(strict=True).parse(written(article))


def test_a_document_reads_back_by_its_markup_alone():
    text = re.sub(r"<script.*?</script>", "", written(WHOLE))
    assert newsparse.parse(text.encode()) == WHOLE


def test_the_body_is_what_stands_in_the_markup():
    text = written(WHOLE).replace("The end.", "The new end.")
    assert newsparse.parse(text.encode()) == attrs.evolve(WHOLE, body=(*WHOLE.body[:-1], Paragraph("The new end.")))


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("<p>", "<p><!-- a comment --><script>track()</script>"),
        lambda text: text.replace("<html", "<!-- saved from the web -->\n<html", 1),
        lambda text: text.replace("</li>", "<!-- x --></li>").replace("<tr>", "<tr><!-- x -->"),
        lambda text: text.replace("</head>", "<script src='https://example.org/x.js'></script></head>"),
        lambda text: text.replace("</body>", "</body><!-- x -->"),
        lambda text: text.replace("<code", "<!-- x --><code"),
    ],
)
def test_what_says_nothing_changes_nothing(change):
    assert newsparse.parse(change(written(WHOLE)).encode()) == WHOLE


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_a_document_survives_another_encoding(encoding):
    assert newsparse.parse(written(WHOLE).encode(encoding), encoding=encoding) == WHOLE


def test_a_document_survives_another_encoding_that_it_names_itself():
    text = written(attrs.evolve(WHOLE, title="中国新闻")).replace('charset="utf-8"', 'charset="gb18030"')
    assert newsparse.parse(text.encode("gb18030")).title == "中国新闻"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>The end.</p>", "<p>The end.</p><section>Added words.</section>"),
        ("<p>The end.</p>", "<p>The end.</p>Added words."),
        ("</article>", "</article><p>Added words.</p>"),
        ("<li>one</li>", "<li>one</li>Added words."),
        ("<h1 ", "<p>Added words.</p><h1 "),
        ("</tbody>", "</tbody><caption>Added words.</caption>"),
        ("</figcaption>", "</figcaption>Added words."),
        ("<h3>", "<h3 onclick='x()'>"),
        ("Deeper.", "<font>Deeper.</font>"),
        ('href="https://example.org/x"', 'href="javascript:alert(1)"'),
    ],
)
def test_a_document_that_was_changed_is_no_longer_ours(before, after):
    text = written(WHOLE).replace(before, after, 1)
    root = parse_html(text)
    assert is_own(root)
    assert read_own(root, Source(text=text)) is None


def test_a_document_that_was_changed_is_read_like_any_page():
    prose = [f"The council met for the {n}. time, and after a long debate it adopted the plan." for n in range(6)]
    added = "The mayor, who had been away, underlined on Monday that she would have voted for it, too."
    text = written(Article(title="The plan", body=prose))
    text = text.replace("</div>", f"<p>{added.replace('underlined', '<u>underlined</u>')}</p></div>")
    assert newsparse.parse(text.encode()).paragraphs == (*prose, added)


def test_deep_nesting_that_claims_to_be_ours_is_left_to_the_extractor():
    text = written(WHOLE).replace("<p>The end.</p>", "<blockquote>" * 40 + "<p>Deep.</p>" + "</blockquote>" * 40)
    assert read_own(parse_html(text), Source(text=text)) is None


def test_the_head_says_the_facts_to_those_who_look_there():
    tree = tree_of(WHOLE)
    assert tree.get("lang") == "en"
    assert tree.findtext("head/title") == WHOLE.title
    assert tree.xpath("//link[@rel='canonical']/@href") == [WHOLE.url]
    assert tree.xpath("//meta[@property='og:title']/@content") == [WHOLE.title]
    assert tree.xpath("//meta[@property='article:published_time']/@content") == ["2024-04-04T22:15:01+02:00"]
    assert tree.xpath("//meta[@property='article:tag']/@content") == ["one", "two"]
    assert tree.xpath("//meta[@name='author']/@content") == ["Ann Author", "Bo, Byline"]
    data = json.loads(tree.findtext(".//script[@type='application/ld+json']"))
    assert data["@type"] == "NewsArticle"
    assert data["headline"] == WHOLE.title
    assert data["author"] == [{"@type": "Person", "name": name} for name in WHOLE.authors]
    assert data["publisher"] == {"@type": "Organization", "name": "The Paper"}
    assert data["image"]["creditText"] == "© AFP"


def test_the_charset_comes_first():
    assert written(WHOLE).startswith('<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>')


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("he-IL", "rtl"), ("zh", None), (None, None)])
def test_scripts_that_run_to_the_left_do(language, direction):
    assert tree_of(Article(title="t", language=language)).get("dir") == direction


def test_a_fragment_is_the_body_alone():
    text = written(Article(title="t", body=["One.", List(["two"])]), fragment=True)
    assert text == "<p>One.</p>\n<ul>\n<li>two</li>\n</ul>\n"


def test_an_article_without_anything_is_a_valid_document_too():
    html5lib.HTMLParser(strict=True).parse(written(Article()))
    assert newsparse.parse(written(Article()).encode()) == Article()


def test_an_address_that_the_document_lacks_is_the_one_it_came_from():
    data = written(Article(title="t")).encode()
    assert newsparse.parse(data, url="https://example.org/1").url == "https://example.org/1"


def test_an_integer_that_python_does_not_write_is_a_write_error():
    with pytest.raises(WriteError, match="extra"):
        written(Article(title="t", extra={"n": 10**5000}))


def test_an_unknown_option_is_a_type_error():
    with pytest.raises(TypeError, match="indent"):
        written(WHOLE, indent=2)
