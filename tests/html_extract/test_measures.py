"""The benchmark's measures, against cases worked out by hand."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType

import pytest

PLACE = Path(__file__).parents[2] / "benchmarks" / "extraction" / "measures.py"


@pytest.fixture(scope="module")
def measures() -> ModuleType:
    spec = importlib.util.spec_from_file_location("extraction_measures", PLACE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_a_token_is_a_word_or_a_character_where_words_are_not_parted(measures: ModuleType):
    assert measures.tokens("Die Brücke, 桥梁 2") == ["Die", "Brücke", "桥", "梁", "2"]


def test_multisets_count_repeated_words(measures: ModuleType):
    assert measures.multiset_scores(Counter("aab"), Counter("ab")) == (1.0, 2 / 3, 0.8)
    assert measures.multiset_scores(Counter(), Counter()) == (1.0, 1.0, 1.0)
    assert measures.multiset_scores(Counter("a"), Counter()) == (0.0, 0.0, 0.0)


def test_shingles_are_runs_of_four_words_and_a_short_text_is_one(measures: ModuleType):
    assert list(measures.shingles("a b c d e")) == [("a", "b", "c", "d"), ("b", "c", "d", "e")]
    assert list(measures.shingles("a b")) == [("a", "b")]


def test_segments_are_looked_for_in_collapsed_text(measures: ModuleType):
    assert measures.segment_counts("one\n two three", ["one two", "four"], ["three", "five"]) == (1, 1, 1)


def test_names_are_compared_without_case_and_order(measures: ModuleType):
    assert measures.author_counts(["Ann Other", "Bo Lee"], ["bo  lee", "Staff"]) == (1, 1, 1)


@pytest.mark.parametrize(
    ("found", "day", "minute"),
    [
        (datetime(2024, 5, 1, 23, 30, 59, tzinfo=UTC), True, True),
        (datetime(2024, 5, 1, 23, 31, tzinfo=UTC), True, False),
        (date(2024, 5, 2), True, False),
        (None, False, False),
    ],
)
def test_the_day_is_that_of_the_place_and_the_minute_needs_a_zone(
    measures: ModuleType, found: datetime | date | None, day: bool, minute: bool
):
    scores = measures.score("fundus", {"date": "2024-05-02 01:30:10+02:00"}, measures.Output(published=found))
    assert (scores.day, scores.minute) == (day, minute)


def test_the_lead_image_is_known_by_its_file(measures: ModuleType):
    assert measures.same_image(["https://a.example/x/b.jpg?w=3"], ["https://cdn.example/y/b.jpg", "z"])
    assert not measures.same_image(["https://a.example/b.jpg"], ["https://a.example/c.jpg", "https://a.example/b.jpg"])
