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
