"""Fragments of hostile form: nothing is looked at anew for each element that stands around it, or beside it."""

from __future__ import annotations

import pytest

from newsparse.blocks import read_blocks
from newsparse.content import text_pieces
from newsparse.markup import parse_html

BASE = "https://paper.example/news/1"


# Each of these took minutes.
@pytest.mark.parametrize(
    "markup",
    [
        "<table><tr><td>" * 600 + "<b>word</b>" * 60_000,
        ("<table><tr><td>" + "<b>word</b>" * 100) * 600,
    ],
    ids=["around", "beside"],
)
def test_tables_in_each_other_are_looked_at_once(markup):
    blocks = read_blocks(parse_html(markup), base_url=BASE)
    assert sum(piece.count("word") for piece in text_pieces(blocks)) == 60_000


# Each of these took minutes.
@pytest.mark.parametrize(
    "markup",
    [
        "<picture>" * 1500 + "<b>word</b>" * 60_000,
        "<picture>" * 1500 + "<b></b>" * 60_000 + "word",
        "<picture>word" + "<img>" * 20_000 + "<source srcset='#'></source>" * 20_000,
        f"<picture>word<source srcset='{'# 1w, ' * 20_000}'></source>" + "<img>" * 2_000,
        "<figure>" * 600 + "<b>word</b>" * 60_000,
    ],
    ids=["words", "words at the end", "sources", "a long source", "figures"],
)
def test_pictures_that_were_never_closed_are_looked_at_once(markup):
    blocks = read_blocks(parse_html(markup), base_url=BASE, skip=())
    assert sum(piece.count("word") for piece in text_pieces(blocks)) == markup.count("word")


def test_very_many_pieces_of_one_style_are_joined_in_one_go():
    # Adding each to the text before it takes minutes.
    (block,) = read_blocks(parse_html("<p>" + f"<span>{'word ' * 20}</span>" * 100_000))
    assert len(block.text) == 10_000_000 - 1


def test_very_many_pieces_between_items_of_a_list_go_to_the_item_before_in_one_go():
    # Adding each to those before it takes minutes.
    (found,) = read_blocks(parse_html("<ul><li>a</li>" + "<p>x</p><li></li>" * 300_000 + "<li>b</li></ul>"))
    assert [len(item) for item in found.items] == [300_001, 1]
