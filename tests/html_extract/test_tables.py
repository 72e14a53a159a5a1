"""Data tables: which they are, and that an article has each whole or not at all."""

from __future__ import annotations

from typing import Any

from newsparse.formats.html.extract.decide import Decision, decide
from newsparse.formats.html.extract.features import Context, measure
from newsparse.formats.html.extract.scorer import Model
from newsparse.formats.html.extract.tables import data_tables
from newsparse.formats.html.extract.tokens import Tokens
from newsparse.formats.html.walk import WalkedPage, walk
from newsparse.markup import parse_html

STORY = "<p>The council met on Tuesday evening to talk about the bridge that the flood took in March. 90</p>"


def decided(markup: str) -> tuple[WalkedPage, Decision, list[str]]:
    """The decision over a page on which each text ends with its own score in per cent, and the texts looked at."""
    page = walk(parse_html(markup))
    looked_at: list[str] = []

    def probability(*numbers: Any) -> float:
        looked_at.append(numbers[-1])
        return float(numbers[-1].rpartition(" ")[2]) / 100

    measured = measure(page, Context(), Tokens())
    return page, decide(page, measured, Model(Tokens(), 0.45, probability), data_tables(page)), looked_at


def texts(page: WalkedPage, blocks: list[int]) -> list[str]:
    return [page.texts[block] for block in blocks]


def rows(*scores: int) -> str:
    return "".join(f"<tr><td>Town {score}</td><td>No {score}</td></tr>" for score in scores)


def test_tables_of_short_cells_hold_data_and_those_around_other_tables_do_not():
    page = walk(parse_html(f"<table><tr><td>{STORY}<table>{rows(1, 2)}</table></td></tr></table><p>End.</p>"))
    assert [texts(page, list(blocks)) for blocks in data_tables(page).values()] == [
        ["Town 1", "No 1", "Town 2", "No 2"]
    ]


def test_a_table_is_kept_whole_when_its_cells_are_likely_in_the_mean():
    page, decision, _ = decided(
        f"{STORY}<table>{rows(80, 5, 60)}<tr><td><a href=/x>A link</a></td></tr></table>{STORY}"
    )
    assert len(decision.kept) == len(page.texts)


def test_a_table_is_left_out_whole_when_they_are_not_and_that_is_said():
    page, decision, _ = decided(f"{STORY}<table>{rows(80, 2, 3, 4)}</table>{STORY}")
    assert texts(page, list(decision.kept)) == [STORY[3:-4]] * 2
    assert set(decision.reasons.values()) == {"score of its table"}
    assert len(decision.reasons) == 8


def test_where_all_that_is_chosen_stands_in_a_table_it_stays():
    page, decision, _ = decided(f"<table>{rows(90, 1, 2, 3, 4)}</table>")
    assert texts(page, list(decision.kept)) == ["Town 90", "No 90"]


def test_of_a_large_table_some_short_cells_speak_for_all():
    page, decision, looked_at = decided(f"{STORY}<table>{rows(*range(20, 60))}</table>{STORY}")
    assert len(looked_at) == 2 + 20
    assert len(decision.kept) == len(page.texts) == 82
    assert decision.scores.keys() == set(range(82))


def test_text_in_cells_of_a_large_table_is_looked_at_all_the_same():
    long = "".join(f"<tr><td>{STORY.replace('Tuesday', f'day {day}')}</td><td>no 90</td></tr>" for day in range(40))
    _, decision, looked_at = decided(f"<table><tr><th>Day 1</th><th>Night 2</th></tr>{long}</table>")
    assert sum("council" in text for text in looked_at) == 40
    assert len(decision.kept) == len(decision.scores) == 82
