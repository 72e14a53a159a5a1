"""What the markdown writer gives means, to a CommonMark parser, what the article says."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt

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
    Span,
    Table,
)
from newsparse.content import walk
from newsparse.testing import articles, blocks, spans

BLOCKS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "pre", "td", "th", "blockquote", "ul", "ol", "hr", "div"}


def written(*body, **fields):
    return newsparse.dumps(Article(body=body, **fields), "markdown")


def rendered(markdown):
    """The tree that CommonMark with tables makes of it."""
    page = MarkdownIt("commonmark", {"maxNesting": 200}).enable("table").render(markdown)
    return html.fragment_fromstring(page, create_parent="div")


def pieces_of(tree):
    """The words of each innermost block, white space as in the article's own text."""
    out = [""]

    def add(text):
        out[-1] += text or ""

    def visit(element):
        if not isinstance(element.tag, str):
            return
        if element.tag in BLOCKS:
            out.append("")
        if element.tag == "br":
            add("\n")
        add(element.text)
        for child in element:
            visit(child)
            tail = child.tail or ""
            add(tail.removeprefix("\n") if child.tag == "br" else tail)
        if element.tag in BLOCKS:
            out.append("")

    visit(tree)
    return [settled for piece in out if (settled := settle(piece))]


def settle(text):
    return re.sub(r"[ \t\xa0]*\n[ \t\xa0]*", "\n", re.sub(r"[ \t\xa0]+", " ", text)).strip()


def expected_pieces(article):
    out = []
    for block in walk(article.body):
        if isinstance(block, Table):
            out += [cell.text for row in block.rows for cell in row]
        elif isinstance(block, (Paragraph, Heading, Code)):
            out.append(block.text)
        elif isinstance(block, Embed):
            out += [block.text or "", block.url or ""]
    return [settled for piece in out if (settled := settle(piece))]


def without_images(items):
    return [block for block in items if not any(isinstance(inner, Image) for inner in walk([block]))]


@given(st.lists(blocks(), min_size=1, max_size=4).map(without_images))
def test_the_rendered_text_is_the_articles_text(body):
    article = Article(body=body)
    assert pieces_of(rendered(newsparse.dumps(article, "markdown"))) == expected_pieces(article)


MARKS = {"strong": "strong", "em": "emphasis", "s": "strike", "sub": "subscript", "sup": "superscript", "code": "code"}


def spans_of(element, href=None, marks=frozenset()):
    """The spans of a rendered paragraph."""
    yield Span(element.text or "", href, marks)
    for child in element:
        if child.tag == "br":
            yield Span("\n", href, marks)
            yield Span((child.tail or "").removeprefix("\n"), href, marks)
            continue
        inner = child.get("href") if child.tag == "a" else href
        yield from spans_of(child, inner, marks | {MARKS[child.tag]} if child.tag in MARKS else marks)
        yield Span(child.tail or "", href, marks)


def verbatim():
    """CommonMark that leaves addresses as they are written and refuses none."""
    parser = MarkdownIt("commonmark").enable("table")
    parser.normalizeLink = lambda url: url
    parser.validateLink = lambda url: True
    return parser


@given(spans().filter(lambda made: "\u2028" not in "".join(span.text for span in made)))
def test_links_and_marks_survive(made):
    page = verbatim().render(newsparse.dumps(Article(body=[Paragraph(made)]), "markdown"))
    tree = html.fragment_fromstring(page)
    assert tree.tag == "p"
    assert Paragraph(spans_of(tree)) == Paragraph(made)


@given(blocks())
def test_blocks_keep_their_kind(block):
    kinds = {
        Paragraph: "p",
        Heading: f"h{getattr(block, 'level', 0)}",
        Image: "p",
        Quote: "blockquote",
        List: "ol" if getattr(block, "ordered", False) else "ul",
        Table: "table",
        Code: "pre",
        Divider: "hr",
    }
    tree = rendered(newsparse.dumps(Article(body=[block]), "markdown"))
    if isinstance(block, Embed):
        assert {child.tag for child in tree} <= {"p", "blockquote"}
    else:
        assert [child.tag for child in tree] == [kinds[type(block)]]


def test_the_article_opens_with_title_byline_and_picture():
    text = written(
        "One sentence.",
        title="A * title #",
        authors=["Ann Author", "Bo Byline"],
        published=datetime(2024, 4, 4, 22, 15, tzinfo=timezone(timedelta(hours=2))),
        image=Image("https://example.org/a.jpg", alt="what it shows", caption="A caption.", credit="AFP"),
    )
    assert text == (
        "# A \\* title \\#\n\n"
        "Ann Author · Bo Byline · 2024-04-04 22:15+02:00\n\n"
        "![what it shows](https://example.org/a.jpg)\\\n*A caption.* (AFP)\n\n"
        "One sentence.\n"
    )


def test_plain_words_are_not_cluttered_with_escapes():
    assert written("It cost -5 snake_case dollars! (No. 1: a+b = c & d, 50% off)") == (
        "It cost -5 snake_case dollars! (No. 1: a+b = c & d, 50% off)\n"
    )


def test_two_lists_in_a_row_stay_two():
    tree = rendered(
        written(List(["a"]), List(["b"]), List(["c"]), List(["d"], ordered=True), List(["e"], ordered=True))
    )
    assert [child.tag for child in tree] == ["ul", "ul", "ul", "ol", "ol"]


def test_a_list_of_single_paragraphs_is_tight():
    assert written(List(["a", "b"])) == "- a\n- b\n"


def test_a_table_without_header_cells_gets_an_empty_head():
    assert written(Table([["a", "b"], ["c"]])) == "|  |  |\n| --- | --- |\n| a | b |\n| c |  |\n"


def test_a_table_with_joined_cells_is_html():
    tree = rendered(written(Table([[Cell("a", header=True, colspan=2)], ["b", "c"]])))
    assert [cell.get("colspan") for cell in tree.iter("th")] == ["2"]


def test_code_with_fences_inside_keeps_them():
    tree = rendered(written(Code("```\n````\nx\n```", language="markdown")))
    assert tree.find("pre/code").text == "```\n````\nx\n```\n"
    assert tree.find("pre/code").get("class") == "language-markdown"


def test_a_mark_between_letters_of_a_script_without_spaces_works():
    tree = rendered(written(Paragraph([Span("他说"), Span("“不。”", marks={"strong"}), Span("然后")])))
    assert tree.find(".//strong").text == "“不。”"


def test_an_exclamation_mark_before_a_link_makes_no_picture():
    tree = rendered(written(Paragraph([Span("Look!"), Span("here", href="https://example.org/")])))
    assert tree.find(".//img") is None
    assert tree.find(".//a").text == "here"


def parsed_front_matter(text):
    _, block, rest = text.split("---\n", 2)
    return yaml.safe_load(block), rest


@given(articles())
def test_front_matter_says_what_the_article_says(article):
    text = newsparse.dumps(article, "markdown", front_matter=True)
    fields = yaml.safe_load(text.removeprefix("---\n").partition("\n---\n")[0])
    assert fields["title"] == article.title
    for name in ("url", "language", "publisher", "summary", "section"):
        assert fields.get(name) == getattr(article, name)
    for name in ("authors", "keywords"):
        assert tuple(fields.get(name, ())) == getattr(article, name)
    for name in ("published", "modified", "archived"):
        moment = fields.get(name)
        assert (datetime.fromisoformat(moment) if isinstance(moment, str) else moment) == getattr(article, name)
    assert fields.get("extra", {}) == article.extra
    if article.image is not None:
        assert fields["image"]["url"] == article.image.url
        assert fields["image"].get("caption") == article.image.caption


def test_front_matter_is_followed_by_the_body_alone():
    text = newsparse.dumps(
        Article(title="--- x: &a", published=date(2024, 4, 4), body=["One sentence."]), "markdown", front_matter=True
    )
    assert text == '---\ntitle: "--- x: &a"\npublished: 2024-04-04\n---\n\nOne sentence.\n'


def test_a_very_long_key_of_extra_is_still_yaml():
    extra = {"k" * 2000: {"inner": [1, None, True, "x"]}}
    fields, _ = parsed_front_matter(newsparse.dumps(Article(title="t", extra=extra), "markdown", front_matter=True))
    assert fields["extra"] == extra


def test_an_unknown_option_is_a_type_error():
    with pytest.raises(TypeError, match="fragment"):
        newsparse.dumps(Article(title="t"), "markdown", fragment=True)
