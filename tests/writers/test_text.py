"""The text writer gives the reading text, in lines as wide as wanted."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsparse
from newsparse import Article, Code, List
from newsparse.testing import articles


def test_title_byline_and_reading_text_stand_below_each_other():
    article = Article(
        title="Title",
        authors=["Ann Author"],
        published=date(2024, 4, 4),
        body=["One.", List(["a", "b"]), Code("x\n  y")],
    )
    assert newsparse.dumps(article, "text") == "Title\n\nAnn Author · 2024-04-04\n\nOne.\n\na\n\nb\n\nx\n  y\n"


@given(articles())
def test_every_paragraph_is_there(article):
    text = newsparse.dumps(article, "text")
    assert article.text in text
    assert article.title in text


@given(articles(), st.integers(1, 100))
def test_wrapping_changes_nothing_but_white_space(article, width):
    plain = newsparse.dumps(article, "text")
    wrapped = newsparse.dumps(article, "text", width=width)
    assert "".join(wrapped.split()) == "".join(plain.split())


def columns(line):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def test_lines_are_no_wider_than_asked():
    article = Article(
        title="t", body=["The council met on Tuesday. " * 20, "总理星期二在议会表示，政府将提出预算案。" * 10]
    )
    lines = newsparse.dumps(article, "text", width=40).splitlines()
    assert max(map(columns, lines)) <= 40
    assert len(lines) > 15


def test_a_word_longer_than_a_line_stays_whole():
    word = "x" * 50
    assert word in newsparse.dumps(Article(title="t", body=[f"a {word} b"]), "text", width=10).splitlines()


def test_a_width_that_is_none_is_refused():
    with pytest.raises(ValueError, match="width"):
        newsparse.registry.Registry(discover=False).formats()["text"].write(Article(title="t"), width=0)
