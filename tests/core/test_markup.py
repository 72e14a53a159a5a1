"""Markup to a tree: nothing dropped, or an error that says which limit was met."""

from __future__ import annotations

import pytest

from newsparse import LimitError, Limits
from newsparse.markup import parse_html


def words(markup: str | bytes, limits: Limits | None = None) -> list[str]:
    root = parse_html(markup) if limits is None else parse_html(markup, limits=limits)
    return " ".join(root.itertext()).split()


def attributes(count: int) -> str:
    return "<div " + " ".join(f"a{number}=1" for number in range(count)) + ">x</div>"


@pytest.mark.parametrize("markup", ["", " ", "<!-- nothing -->", b""])
def test_an_empty_page_is_an_empty_document(markup: str | bytes) -> None:
    assert parse_html(markup).tag == "html"


def test_text_after_the_end_of_the_page_is_put_back() -> None:
    markup = "<html><body><p>one</p></body></html>two<p>three</p><html><head><title>four</title></head></html>"
    assert words(markup) == ["one", "two", "three", "four"]
    assert parse_html(markup).getnext() is None


@pytest.mark.parametrize(
    ("markup", "body"),
    [
        ("<title>T</title><article>one</article>", ["article"]),
        ("<meta charset=utf-8><main>one</main>two<p>three", ["main", "p"]),
        ("<head><title>T</title><header>one</header></head><body class=a>two<p>three", ["header", "p"]),
        ("<title>T</title><x-one>one</x-one><meta name=a><section>two</section>", ["x-one", "section"]),
    ],
)
def test_what_stands_before_any_body_tag_is_part_of_the_body(markup: str, body: list[str]) -> None:
    root = parse_html(markup)
    found = root.find("body")
    assert found is not None
    assert [element.tag for element in found] == body
    assert " ".join(found.itertext()) in "one two three"
    assert found.get("class") == ("a" if "class=a" in markup else None)
    assert {element.tag for element in root.iterfind("head/*")} <= {"title", "meta"}


def test_a_page_without_body_keeps_what_follows() -> None:
    assert "x" in words("<html><frameset><frame></frameset></html>x")


@pytest.mark.parametrize(
    "rest", ["<h1>one</h1>", "<main>one</main>", "<p>one</p><form></form>", "<button>one</button>"]
)
def test_a_button_whose_end_libxml2_does_not_see_is_a_box(rest: str) -> None:
    root = parse_html(f"<button class=menu><div>Menu<div></button>{rest}<p>two</p>")
    box = root.find(".//*[@class='menu']")
    assert box is not None
    assert box.tag == "div"
    assert " ".join(box.itertext()).split() == ["Menu", "one", "two"]


@pytest.mark.parametrize("tag", ["select", "datalist", "progress", "meter", "canvas", "video", "audio", "object"])
def test_so_is_a_player_or_the_like(tag: str) -> None:
    root = parse_html(f"<header><{tag}><div>Menu<div></{tag}></header><{tag}>two</{tag}><article>one</article>")
    assert next(root.iterfind(".//article")).xpath("boolean(ancestor::header/div)")
    assert not root.xpath(f"boolean(//article/ancestor::{tag})")
    assert [" ".join(inner.itertext()) for inner in root.iter(tag)] == ["two"]


def test_all_of_those_around_the_rest_of_the_page_become_boxes() -> None:
    root = parse_html("<object><audio>none</audio><video><div>Menu<div></video></object><h1>one</h1>")
    heading = root.find(".//h1")
    assert heading is not None
    assert {around.tag for around in heading.iterancestors()} == {"html", "body", "div"}
    assert len(list(root.iter("audio"))) == 1


def test_a_button_that_holds_what_a_button_may_is_one() -> None:
    root = parse_html("<button><div><h3>More</h3><p>about</p></div></button><h1>one</h1><button>two</button>")
    assert [" ".join(button.itertext()) for button in root.iter("button")] == ["More about", "two"]


def test_comments_and_instructions_are_left_out() -> None:
    assert words("<p>a<!-- b -->c<?php d ?></p>") == ["ac"]


@pytest.mark.parametrize("encoding", ['<?xml version="1.0" encoding="gb2312"?>', "<meta charset=gb2312>"])
def test_declared_encodings_do_not_matter_any_more(encoding: str) -> None:
    assert words(f"{encoding}<p>Grüße 你好</p>") == ["Grüße", "你好"]


def test_a_lone_surrogate_does_not_cut_the_page_off() -> None:
    assert words("<p>a\ud800b</p><p>c</p>")[-1] == "c"


def test_text_nodes_over_ten_megabytes_are_kept() -> None:
    assert len("".join(parse_html("<p>" + "x" * 10_500_000).itertext())) == 10_500_000


@pytest.mark.parametrize("beyond", [1, 1000])
def test_nesting_as_deep_as_libxml2_keeps_is_read_and_deeper_is_a_limit(beyond: int) -> None:
    deepest = Limits().max_depth - 2
    assert words("<div>" * deepest + "x")[-1] == "x"
    with pytest.raises(LimitError) as caught:
        parse_html("<div>" * (deepest + beyond) + "x", name="page")
    assert (caught.value.limit, caught.value.source) == ("max_depth", "page")
    assert "flatten" in str(caught.value)


def test_a_lower_depth_limit_counts_elements() -> None:
    limits = Limits(max_depth=4)
    assert words("<div><p>x</p></div>", limits) == ["x"]
    with pytest.raises(LimitError, match="max_depth"):
        parse_html("<div><div><p>x</p></div></div>", limits=limits)


def test_nodes_are_limited() -> None:
    assert parse_html("<p>x" * 9, limits=Limits(max_nodes=9)) is not None
    with pytest.raises(LimitError, match="max_nodes"):
        parse_html("<p>x" * 10, limits=Limits(max_nodes=9))


@pytest.mark.parametrize(
    "page",
    [
        attributes(12_000),
        "<p>text</p>" * 9000 + attributes(12_000),
        attributes(12_000).replace("=1", "='>'"),
        attributes(12_000)[:-9],
        "<div " + " ".join(f"a{number}" for number in range(12_000)) + ">x",
        "<div " + " ".join(f"a{number}" + " x='>'" * (number % 1500 == 7) for number in range(12_000)) + ">x",
    ],
)
def test_too_many_attributes_in_one_tag_are_a_limit(page: str) -> None:
    with pytest.raises(LimitError, match="max_attributes"):
        parse_html(page)


def test_as_many_attributes_as_the_default_allows_are_read() -> None:
    assert len(next(parse_html(attributes(10_000)).iter("div")).attrib) == 10_000
    with pytest.raises(LimitError, match="found: 10001"):
        parse_html(attributes(10_001))


def test_attributes_at_a_lower_limit_are_read_and_over_it_refused() -> None:
    limits = Limits(max_attributes=20)
    assert words(attributes(20), limits) == ["x"]
    with pytest.raises(LimitError) as caught:
        parse_html(attributes(21), limits=limits)
    assert caught.value.found == 21


@pytest.mark.parametrize(
    "page",
    [
        "<script>" + "if (a<b) { c = 'd' } " * 30_000 + "</script><p>x</p>",
        "<!--" + " a=1" * 30_000 + "--><p>x</p>",
        "<p>" + "word " * 30_000 + "</p>",
        "<p>" + "word > " * 30_000 + "</p>",
        "<script>if (a<b) {}" + "c('>') " * 30_000 + "</script><p>x</p>",
        "<p title='" + "a=1 " * 30_000 + "'>x</p>",
    ],
)
def test_what_only_looks_like_many_attributes_is_read(page: str) -> None:
    assert parse_html(page) is not None
