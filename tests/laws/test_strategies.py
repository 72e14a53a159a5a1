"""The strategies give what they promise: everything an article may hold, and files of every state."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

import newsparse
from newsparse import (
    Article,
    Code,
    Divider,
    Embed,
    Heading,
    Image,
    List,
    NewsparseError,
    Paragraph,
    Quote,
    Table,
)
from newsparse.content import MAX_NESTING
from newsparse.testing import articles, blocks, damaged, json_values, lines, pages, paragraphs, seed_files, spans, urls

QUICK = settings(max_examples=3000, database=None, derandomize=True, phases=[Phase.generate], deadline=None)


def some(strategy, condition):
    return find(strategy, condition, settings=QUICK)


@pytest.mark.parametrize("kind", [Paragraph, Heading, Image, Quote, List, Table, Code, Embed, Divider])
def test_every_kind_of_block_comes(kind):
    some(blocks(), lambda block: isinstance(block, kind))


@pytest.mark.parametrize(
    "piece",
    ["](", "]]>", "------", "<!--", "\\", "&amp;", "\u3000", "\u0301", "\u202e", "字", "العربية", "ภาษาไทย", "\n"],
)
def test_every_piece_of_text_that_breaks_formats_comes(piece):
    some(paragraphs(), lambda text: piece in text)


@pytest.mark.parametrize("size", [1, 1000])
def test_short_and_long_texts_come(size):
    some(lines(), lambda text: len(text) == 1 if size == 1 else len(text) > size)


@pytest.mark.parametrize("field", [name for name in Article.__slots__ if name not in ("origin", "__weakref__")])
def test_every_field_is_sometimes_empty_and_sometimes_not(field):
    empty = getattr(Article(), field)
    some(articles(), lambda article: getattr(article, field) == empty)
    some(articles(), lambda article: getattr(article, field) != empty)


def test_blocks_are_nested_as_deep_as_they_may_be():
    some(blocks(), lambda block: getattr(block, "nesting", 0) == MAX_NESTING)


def test_marks_and_links_come_together():
    some(spans(), lambda made: any(span.href and len(span.marks) > 1 for span in made))


def test_extra_holds_control_characters_and_big_integers():
    some(json_values(), lambda data: "\\u0000" in repr(data) or "\\x00" in repr(data))
    some(json_values(), lambda data: any(isinstance(value, int) and value > 2**64 for value in data.values()))


@given(articles(title=st.just("T"), extra=st.just({})))
def test_fields_can_be_pinned(article):
    assert article.title == "T"
    assert article.extra == {}


def test_a_field_that_does_not_exist_is_a_type_error():
    with pytest.raises(TypeError, match="titel"):
        articles(titel=st.just("T"))


@settings(suppress_health_check=[], max_examples=30)
@given(articles())
def test_articles_pass_the_health_checks_and_their_own_constructors(article):
    assert Article.from_dict(article.to_dict()) == article


@given(urls())
def test_addresses_are_ones_that_an_article_may_hold(url):
    assert Article(url=url).url == url


@given(seed_files(well_formed=True))
def test_well_formed_seed_files_are_read(data):
    assert newsparse.parse(data, format="rfi").title


@given(pages(well_formed=True))
def test_well_formed_pages_have_an_article(data):
    assert newsparse.parse(data, format="html").text


@pytest.mark.parametrize(("strategy", "format"), [(seed_files(), "rfi"), (pages(), "html")], ids=["rfi", "html"])
def test_some_files_are_damaged_beyond_reading(strategy, format):
    def unreadable(data):
        try:
            newsparse.parse(data, format=format)
        except NewsparseError:
            return True
        return False

    some(damaged(strategy), unreadable)


def test_the_health_check_for_slowness_is_the_only_one_the_kit_leaves_out():
    from newsparse.testing.check import _PROFILE

    assert tuple(_PROFILE.suppress_health_check) == (HealthCheck.too_slow,)
