"""Blocks that are kept for the sake of others: items of lists, headings, code, tables that are announced."""

from __future__ import annotations

import re
from typing import Any

import pytest

from newsparse.formats.html.extract.decide import Decision, decide
from newsparse.formats.html.extract.features import Context, measure
from newsparse.formats.html.extract.scorer import Model
from newsparse.formats.html.extract.tables import data_tables
from newsparse.formats.html.extract.tokens import Tokens
from newsparse.formats.html.walk import walk
from newsparse.markup import parse_html

STORY = "<p>The council met on Tuesday evening to talk about the bridge that the flood took in March. 90</p>"
ANNOUNCEMENT = "<p>These are the parts of the bridge that the council wants to save 90:</p>"


def probability(*numbers: Any) -> float:
    """The score that a text ends with, in per cent."""
    found = re.search(r"(\d+):?$", numbers[-1])
    assert found is not None
    return int(found[1]) / 100


def decided(markup: str) -> tuple[list[str], Decision]:
    """The texts that are kept of a page, without their scores."""
    page = walk(parse_html(markup))
    decision = decide(page, measure(page, Context(), Tokens()), Model(Tokens(), 0.45, probability), data_tables(page))
    return [page.texts[block] for block in decision.kept], decision


def items(*scores: int, tag: str = "li", names: str = "") -> str:
    """Each item of another class, so that none is kept for being like another."""
    return "".join(f"<{tag} class='{names}x{at}'>Part {score}</{tag}>" for at, score in enumerate(scores))


@pytest.mark.parametrize("scores", [(80, 20, 80), (20, 80, 80), (80, 80, 20), (80, 20), (20, 80)])
def test_a_list_of_which_half_is_chosen_is_kept_whole(scores: tuple[int, ...]):
    kept, _ = decided(f"{STORY}<ul>{items(*scores)}</ul>{STORY}")
    assert kept[1:-1] == [f"Part {score}" for score in scores]


def test_one_of_which_less_is_chosen_is_not():
    kept, _ = decided(f"{STORY}<ul>{items(80, 20, 25)}</ul>{STORY}")
    assert kept[1:-1] == ["Part 80"]


def test_a_list_of_single_paragraphs_counts_and_one_of_cards_does_not():
    single = "<li><p>Part 20</p></li><li><p>Part 80</p></li>"
    assert decided(f"{STORY}<ul>{single}</ul>{STORY}")[0][1:-1] == ["Part 20", "Part 80"]
    cards = "<li><h4 class=a>Tower 80</h4><p class=b>A part 20</p></li>" * 2
    assert "A part 20" not in decided(f"{STORY}<ul>{cards}</ul>{STORY}")[0]


def test_terms_and_what_they_mean_are_a_list():
    terms = "<dl><dt>Arch 20</dt><dd>What carries the road 80</dd></dl>"
    assert decided(f"{STORY}{terms}{STORY}")[0][1:-1] == ["Arch 20", "What carries the road 80"]


def test_a_list_that_the_story_announces_is_kept_whatever_its_scores():
    assert len(decided(f"{ANNOUNCEMENT}<ul>{items(20, 15, 25)}</ul>{STORY}")[0]) == 5
    assert len(decided(f"{STORY}{ANNOUNCEMENT}<ul>{items(20, 15, 25)}</ul>")[0]) == 5


@pytest.mark.parametrize(
    "list_",
    [
        f"<ul>{items(5, 6, 7)}</ul>",
        "<ul><li><a href=/a>Other story 40</a></li><li><a href=/b>A third story 40</a></li></ul>",
        "<ul>" + "<li>Of <a href=/a>another story about the mills of the town</a> 40</li>" * 2 + "</ul>",
        f"<div>{items(20, 15, 25, tag='p')}</div>",
    ],
    ids=["hopeless", "bare links", "links", "no list"],
)
def test_what_cannot_be_the_list_that_is_announced_is_not_kept(list_: str):
    assert len(decided(f"{STORY}{ANNOUNCEMENT}{list_}{STORY}")[0]) == 3


@pytest.mark.parametrize("line", ["<p>Follow us 90:</p>", f"<h2>{ANNOUNCEMENT[3:-4]}</h2>", STORY])
def test_a_label_a_heading_and_a_sentence_announce_nothing(line: str):
    assert "Part 20" not in decided(f"{STORY}{line}<ul>{items(20, 15, 25)}</ul>{STORY}")[0]


@pytest.mark.parametrize(("score", "is_kept"), [(20, True), (10, False)])
def test_a_table_that_the_story_announces_needs_less(score: int, is_kept: bool):
    rows = "".join(f"<tr><td>{place} {score}</td><td>Two {score}</td></tr>" for place in ("North", "South"))
    table = f"<table>{rows}</table>"
    assert (f"North {score}" in decided(f"{ANNOUNCEMENT}{table}{STORY}")[0]) is is_kept
    assert f"North {score}" not in decided(f"{STORY}{table}{STORY}")[0]
    advertisement = ANNOUNCEMENT.replace("90:", "5:")
    assert f"North {score}" not in decided(f"{STORY}{advertisement}{table}{STORY}")[0]


def test_a_heading_between_the_story_is_kept():
    assert "Costs 20" in decided(f"{STORY}<h2>Costs 20</h2>{STORY}")[0]
    other = STORY.replace("Tuesday", "Friday")
    assert "Costs 20" in decided(f"<div>{STORY}</div><section><h2>Costs 20</h2>{other}</section>")[0]


@pytest.mark.parametrize(
    "markup",
    [
        f"{STORY}<section><h2>Costs 20</h2></section>{STORY}",
        f"{STORY}<h2>Costs 20</h2><p>Sign up 10</p>{STORY}",
        f"{STORY}<h2><a href=/c>Costs of bridges and dams</a> now 20</h2>{STORY}",
        f"{STORY}<h2>Read more: costs 20</h2>{STORY}",
        f"<h2>Costs 20</h2>{STORY}",
    ],
    ids=["another box", "over something else", "a link", "leads onward", "before the story"],
)
def test_other_headings_need_a_score_of_their_own(markup: str):
    assert not any("osts" in text for text in decided(markup)[0])


def test_a_heading_at_the_end_is_left_out_unless_a_picture_follows():
    kept, decision = decided(f"{STORY}{STORY}<h2>The author 80</h2><h3>Her life 80</h3><p>Sign up 10</p>")
    assert len(kept) == 1 + 1
    assert list(decision.reasons.values()).count("heading of what is left out") == 2
    pictured = f"{STORY}<h2>The bridge 80</h2><img src=https://example.org/bridge.jpg width=800 height=600>"
    assert "The bridge 80" in decided(pictured)[0]


def test_headings_alone_are_kept():
    assert len(decided("<h2>The flood took the old bridge 90</h2><h2>A new one comes 90</h2>")[0]) == 2


def test_code_between_the_story_is_kept_with_the_numbers_of_its_lines():
    code = "<table><tr><td><pre>1 2 3</pre></td><td><pre>let x = 5</pre></td></tr></table>"
    assert decided(f"{STORY}{code}{STORY}")[0][1:-1] == ["1 2 3", "let x = 5"]
    assert "let x = 5" not in decided(f"{STORY}<p>Sign up 10</p><p>Go away 10</p>{code}{STORY}")[0]
    assert "let x = 5" not in decided(f"{STORY}{code}")[0]
