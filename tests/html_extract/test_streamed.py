"""Parts of a page that React sends behind the rest of it are read where they are shown."""

from __future__ import annotations

import pytest
from lxml import etree

import newsparse
from newsparse.formats.html.streamed import put_in_place
from newsparse.formats.html.walk import Flag, walk
from newsparse.markup import parse_html

from .pages import PARAGRAPHS, article_page, paragraphs


def put(body: str) -> list[str]:
    """The texts of a page in reading order, after its parts were put in their places; hidden ones in brackets."""
    data = body.encode()
    root = parse_html(data)
    put_in_place(root, data)
    page = walk(root)
    hidden = [page.container_flags[place] & Flag.HIDDEN for place in page.places]
    return [f"[{text}]" if unseen else text for text, unseen in zip(page.texts, hidden, strict=True)]


def test_a_part_goes_where_its_template_stands():
    body = '<p>a</p><template id="B:0"></template><p>d</p><div hidden id="S:0"><p>b</p>c</div><p>e</p>'
    assert put(body) == ["a", "b", "c", "d", "e"]


def test_parts_of_parts_go_there_too_in_whatever_order_they_come():
    first = '<div hidden id="S:a">b<template id="P:b"></template>d</div>'
    second = '<div hidden id="S:b"><p>c</p></div>'
    for parts in (first + second, second + first):
        assert put(f'<p>a</p><div><template id="B:a"></template></div><p>e</p>{parts}') == list("abcde")


def test_what_follows_a_template_or_a_part_stays_where_it_is():
    body = '<p>a</p><template id="B:0"></template>wait<p>c</p><div hidden id="S:0"><p>b</p></div>tail'
    assert put(body) == ["a", "b", "wait", "c", "tail"]


@pytest.mark.parametrize(
    "body",
    [
        '<p>a</p><div hidden id="S:0">b</div>',
        '<p>a</p><template id="B:1"></template><div hidden id="S:0">b</div>',
        '<p>a</p><div hidden id="S:0"><template id="B:0"></template>b</div>',
    ],
    ids=["no template", "another's template", "its own template"],
)
def test_a_part_without_a_place_outside_of_it_stays_hidden(body: str):
    assert put(body) == ["a", "[b]"]


def test_parts_that_stand_in_each_other_are_not_moved_in_circles():
    one = '<div hidden id="S:1">a<template id="B:2"></template></div>'
    other = '<div hidden id="S:2">b<template id="B:1"></template></div>'
    data = f"<main>{one}{other}</main>".encode()
    root = parse_html(data)
    put_in_place(root, data)
    assert sorted(etree.tostring(root, method="text", encoding="unicode")) == ["a", "b"]


@pytest.mark.parametrize("step", [1, -1], ids=["outer first", "inner first"])
def test_parts_of_parts_go_so_deep_and_no_deeper(step: int):
    parts = [f'<div hidden id="S:{n}">{n}<template id="B:{n + 1}"></template></div>' for n in range(1, 21)]
    found = put(f'<p>a</p><template id="B:1"></template>{"".join(parts[::step])}')
    data = "".join(parts[::step]).encode()
    root = parse_html(data)
    put_in_place(root, data)
    page = walk(root)
    assert max(page.container_depths) < 12
    assert sorted(text.strip("[]") for text in found) == sorted(["a", *map(str, range(1, 21))])


def test_a_story_that_is_sent_in_parts_is_read_whole():
    first, *rest = PARAGRAPHS
    story = f'<p>{first}</p><template id="B:0"></template><p>{rest[-1]}</p>'
    behind = (
        f'<div hidden id="S:0">{"".join(f"<p>{text}</p>" for text in rest[:-1])}</div><script>$RC("B:0","S:0")</script>'
    )
    page = article_page(story).replace("</body>", f"{behind}</body>")
    assert newsparse.parse(page.encode()).paragraphs == PARAGRAPHS
    assert newsparse.parse(article_page(paragraphs()).encode()).paragraphs == PARAGRAPHS
