"""Captions and credits of pictures: the lead image's and those in the story, by one rule."""

from __future__ import annotations

import pytest
from lxml import html

from newsparse.formats.html.credits import caption_and_credit


def told(figcaption: str, beside: str = "") -> tuple[str | None, str | None]:
    figure = html.fromstring(f"<figure><img src=/b.jpg>{beside}<figcaption>{figcaption}</figcaption></figure>")
    return caption_and_credit(figure.find("figcaption"))


@pytest.mark.parametrize(
    ("figcaption", "caption"),
    [
        ("The bridge. Photo: Ann Lee/AP", "The bridge."),
        ("The bridge. Foto: Ann Lee/AP", "The bridge."),
        ("The bridge (Photo: Ann Lee/AP)", "The bridge"),
        ("The bridge (Bild: Ann Lee/AP)", "The bridge"),
        ("The bridge; Foto: Ann Lee/AP", "The bridge"),
        ("The bridge | © Ann Lee/AP", "The bridge"),
        ("The bridge. (Photo by Ann Lee/AP)", "The bridge."),
        ("The bridge. Photo courtesy of Ann Lee/AP", "The bridge."),
        ("“The bridge is down.” Photo by Ann Lee/AP", "“The bridge is down.”"),
        ("The bridge Image credit: Ann Lee/AP", "The bridge"),
        ("Photograph: Ann Lee/AP", None),
        ("The bridge. <span class=credit>(Ann Lee/AP)</span>", "The bridge."),
        ("The bridge. <span class=credit>Photo by Ann Lee/AP</span>", "The bridge."),
        ("The bridge. <cite>© Ann Lee/AP</cite>", "The bridge."),
        ("<b class=sr-only>Image caption, </b>The bridge. <i class=credit>Ann Lee/AP</i>", "The bridge."),
    ],
)
def test_a_credit_is_a_name_and_the_caption_comes_without_it(figcaption: str, caption: str | None) -> None:
    assert told(figcaption) == (caption, "Ann Lee/AP")


@pytest.mark.parametrize(
    "figcaption",
    [
        "The bridge.",
        "She sent a photo by mail to the mayor.",
        "One photo: the bridge in May",
        "A picture by Monet hangs in the hall",
        "The source: a spring above the town",
    ],
)
def test_a_caption_that_only_speaks_of_a_photo_is_whole(figcaption: str) -> None:
    assert told(figcaption) == (figcaption, None)


def test_brackets_around_each_of_two_names_stay() -> None:
    assert told("The bridge. <cite>(Ann Lee) and (Bob Ray)</cite>") == ("The bridge.", "(Ann Lee) and (Bob Ray)")


def test_a_hidden_label_tells_where_the_credit_stands() -> None:
    source = '<p><span class="visually-hidden">Image source, </span>Getty Images</p>'
    caption = '<span class="visually-hidden">Image caption, </span>The bridge.'
    assert told(caption, source) == ("The bridge.", "Getty Images")
    assert told("The bridge.", "<p><span>Image source, </span>Getty Images</p>") == ("The bridge.", None)
    assert told("The bridge.", '<p><span class="sr-only">Open in full size</span>x</p>') == ("The bridge.", None)
