"""Hostile pages are read in one go, or refused by a limit; nothing recurses over their depth."""

from __future__ import annotations

import pytest

import newsparse
from newsparse.formats.html.extract import Context, extract
from newsparse.formats.html.extract.node_paths import NodePaths
from newsparse.formats.html.walk import walk
from newsparse.markup import parse_html

from .pages import article_page, paragraphs


def outcome(data: bytes) -> newsparse.Article | newsparse.NewsparseError:
    """The article or the error that a page gives."""
    try:
        return newsparse.parse(data, format="html")
    except newsparse.NewsparseError as error:
        return error


LONG_SRCSET = "a" * 4980 + " b c"
WORDS = "The quick brown fox jumps over the lazy dog, and then it sleeps in the sun for an hour. "


@pytest.mark.parametrize(
    "markup",
    [
        "<table><tr><td>" * 300 + WORDS + "</td></tr></table>" * 300,
        "<ul><li>" * 600 + WORDS,
        "<blockquote>" * 1500 + WORDS,
        "<b><i>" * 700 + WORDS,
        "<a href=x>" * 3000 + WORDS,
        "<p>" * 50_000 + WORDS,
        "<br>" * 100_000 + WORDS,
        "<img src=x.jpg>" * 20_000 + WORDS,
        "<figure>" + "<img src=x.jpg><figcaption>c</figcaption>" * 5_000 + WORDS,
        # A step over all its cells for each of them takes a minute.
        "<table><tr><th>a<th>b</tr>" + "<tr><td>a 1</td><td>b 2</td></tr>" * 30_000 + "</table>" + WORDS,
        "<frameset><frame src=a><noframes>" + WORDS,
        "<p>\x00\x01" + WORDS,
        "<xmp>" + WORDS,
        "<select>" * 100 + WORDS,
        # Each of these took minutes when a step was made over the whole for each of its parts.
        f"<meta name=author content='{'word ' * 40_000}'><p>" + WORDS,
        '<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"a'
        + " " * 200_000
        + 'b"}</script>'
        + WORDS,
        "".join(
            f"<img src=x{at}.jpg srcset='{LONG_SRCSET}' data-srcset='{LONG_SRCSET}' data-lazy-srcset='{LONG_SRCSET}'>"
            for at in range(10)
        )
        + WORDS,
        "<picture>" + f"<source srcset='{LONG_SRCSET}'>" * 20 + "<img src=x.jpg></picture>" + WORDS,
        "<meta property=og:image content=https://example.org/boats2024.jpg><picture><source srcset='"
        + "%41" * 500_000
        + "'></source>"
        + "<img src=x.jpg>" * 1000
        + WORDS,
        f"<base href='https://example.org/{'a' * 100_000}/'>" + "<p>word <a href=b>link</a> words</p>" * 5_000 + WORDS,
    ],
    ids=lambda markup: markup[:12],
)
def test_a_hostile_page_gives_an_article_or_an_error_of_ours(markup: str):
    assert isinstance(outcome(markup.encode()), newsparse.Article | newsparse.NoArticleError | newsparse.LimitError)


@pytest.mark.parametrize("cut", range(7, 2000, 97))
def test_a_page_cut_off_anywhere_is_read(cut: int):

    page = article_page("<table><tr><td>" + paragraphs() + "</td></tr></table>").encode()[:cut]
    assert isinstance(outcome(page), newsparse.Article | newsparse.NoArticleError)


def test_an_empty_page_has_no_blocks():
    root = parse_html("")
    extraction = extract(root, walk(root), Context())
    assert extraction.blocks == ()
    assert not extraction.is_article
    assert extraction.kept() == extraction.dropped() == ()


def test_the_places_of_very_many_siblings_are_told():
    explanation = newsparse.explain(article_page(paragraphs() + "<p>x y</p>" * 30_000).encode())
    assert explanation.dropped[-1].place.startswith("/html/body/")


def test_places_are_written_as_lxml_writes_them():
    root = parse_html(article_page(paragraphs() + "<ul><li>a<li>b<p>c</ul><x-y>d</x-y><!-- e --><x-y>f</x-y><p>g"))
    paths, tree = NodePaths(), root.getroottree()
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    assert [paths(element) for element in elements] == [tree.getpath(element) for element in elements]


@pytest.mark.parametrize(
    ("body", "markup"), [("p", "<p>word words</p>" * 30_000), ("i", "<b>" * 900 + "<i>word words </i>" * 30_000)]
)
def test_rules_that_name_very_many_elements_are_followed(body: str, markup: str):
    # Looking at all elements anew, or going up from each to the root, takes a minute.
    site = newsparse.Site("example.org", body=body)
    article = newsparse.parse(f"<h1>T</h1>{markup}".encode(), url="https://example.org/1", sites=[site])
    assert article.text.count("word words") == 30_000
