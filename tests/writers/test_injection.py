"""What the writers give is inert, whatever the article holds.

`injection/` holds one attack a line, as JSON strings: those of the text files go into every text of an
article, those of `urls.jsonl` into every address. The output is read by parsers that are not ours, and
everything in it that could run, load or submit something is looked for.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import html5lib
import pytest
import yaml
from hypothesis import given
from markdown_it import MarkdownIt

import newsparse
from newsparse import (
    Article,
    Cell,
    Code,
    Embed,
    Heading,
    Image,
    List,
    Paragraph,
    Quote,
    Span,
    Table,
)
from newsparse.content import is_allowed_url, plain_text
from newsparse.spans import PICTURE, WEB
from newsparse.testing import articles

FOLDER = Path(__file__).parent / "injection"
TEXTS = {
    path.stem: [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    for path in sorted(FOLDER.glob("*.jsonl"))
}
URLS = TEXTS.pop("urls")
ATTACKS = [pytest.param(text, id=f"{kind}-{at}") for kind, texts in TEXTS.items() for at, text in enumerate(texts)]
BODY_TAGS = set(
    "html head body title article header h1 h2 h3 h4 h5 h6 div p span time figure figcaption img a small "
    "blockquote ul ol li table thead tbody tr th td pre code strong em s sub sup br hr meta link script".split()
)
ADDRESSES = {"href", "src"}
ATTRIBUTES = ADDRESSES | set(
    "alt lang dir charset name property content rel type itemprop itemscope itemtype class datetime data-embed colspan "
    "rowspan start".split()
)


def article_of(text, url="https://example.org/"):
    """An article that holds a text, and an address, wherever it can hold one."""
    text = plain_text(re.sub("[\x00-\x08\x0e-\x1f\x7f-\x9f]", "", text)) or "x"
    home = "https://example.org/"
    image = Image(url if is_allowed_url(url, PICTURE) else home, alt=text, caption=text, credit=text, href=url)
    marks = ("strong", "emphasis", "code", "subscript", "superscript", "strike")
    marked = [Span(text, marks={mark}) for mark in marks]
    spans = [Span(text), Span(text, href=url), *marked, Span(text, href=url, marks=marks)]
    return Article(
        title=text,
        url=url if is_allowed_url(url, WEB) else home,
        authors=[text, text],
        publisher=text,
        summary=text,
        section=text,
        keywords=[text],
        image=image,
        extra={text: [text, {text: text}]},
        body=[
            text,
            Paragraph(spans),
            Heading(spans),
            image,
            Quote([Paragraph(spans), image]),
            List([[Paragraph(spans)], [Paragraph(spans), Code(text)]]),
            Table([[Cell(spans, header=True)], [Cell(spans)]]),
            Table([[Cell(spans, colspan=2)], [Cell(text), Cell(text)]]),
            Code(text),
            Embed("video", url, text),
            Embed("post", None, text),
        ],
    )


def dangers(page, *, document):
    """What a browser would see in a page that may not be there."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            yield f"a comment: {element.text!r}"
            continue
        if element.tag not in BODY_TAGS or (element.tag in ("meta", "link", "script") and not document):
            yield f"<{element.tag}>"
        if element.tag == "script" and element.get("type") != "application/ld+json":
            yield "a script that runs"
        if element.tag == "link" and element.get("rel") != "canonical":
            yield f"a link to {element.get('rel')}"
        for name, value in element.attrib.items():
            if name not in ATTRIBUTES:
                yield f"{element.tag}[{name}]"
            if name in ADDRESSES and not is_allowed_url(value):
                yield f"{element.tag}[{name}={value!r}]"


def linked_data(page):
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    (script,) = tree.iter("script")
    return json.loads(script.text)


def rendered(markdown):
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    parser.normalizeLink = lambda url: url
    return parser.render(markdown)


@pytest.mark.parametrize("name", ["html", "json", "markdown", "yaml"])
def test_there_are_attacks_of_every_kind(name):
    assert len(TEXTS[name]) > 10


@pytest.mark.parametrize("text", ATTACKS)
def test_documents_are_inert(text):
    article = article_of(text)
    page = newsparse.dumps(article, "html")
    assert list(dangers(page, document=True)) == []
    assert linked_data(page)["headline"] == article.title
    assert newsparse.parse(page.encode()) == article


@pytest.mark.parametrize("text", ATTACKS)
def test_fragments_are_inert(text):
    assert list(dangers(newsparse.dumps(article_of(text), "html", fragment=True), document=False)) == []


@pytest.mark.parametrize("text", ATTACKS)
def test_rendered_markdown_is_inert(text):
    assert list(dangers(rendered(newsparse.dumps(article_of(text), "markdown")), document=False)) == []


@pytest.mark.parametrize("text", ATTACKS)
def test_front_matter_holds_what_it_was_given_and_no_more(text):
    article = article_of(text)
    markdown = newsparse.dumps(article, "markdown", front_matter=True)
    block = markdown.removeprefix("---\n").partition("\n---\n")[0]
    fields = yaml.safe_load(block)
    assert set(fields) == {"title", "url", "authors", "publisher", "summary", "section", "keywords", "image", "extra"}
    assert fields["title"] == article.title
    assert fields["extra"] == article.extra


@pytest.mark.parametrize("url", URLS)
def test_addresses_break_out_of_nothing(url):
    article = article_of("words", url)
    page = newsparse.dumps(article, "html")
    assert list(dangers(page, document=True)) == []
    assert newsparse.parse(page.encode()) == article
    assert list(dangers(rendered(newsparse.dumps(article, "markdown")), document=False)) == []


@given(articles())
def test_every_generated_article_is_inert_in_every_format(article):
    assert list(dangers(newsparse.dumps(article, "html"), document=True)) == []
    assert list(dangers(newsparse.dumps(article, "html", fragment=True), document=False)) == []
    assert list(dangers(rendered(newsparse.dumps(article, "markdown")), document=False)) == []


@given(articles())
def test_text_holds_nothing_that_a_terminal_obeys(article):
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", newsparse.dumps(article, "text"))
