"""The scorer: trees as data, and the weights that are shipped."""

from __future__ import annotations

from math import exp

import pytest

from newsparse.formats.html.extract.features import NAMES, Context, measure
from newsparse.formats.html.extract.phrases import PHRASE_NAMES, phrase_numbers
from newsparse.formats.html.extract.scorer import load, make_model
from newsparse.formats.html.walk import walk
from newsparse.markup import parse_html

from .pages import article_page, paragraphs

STUMP = [[0, 10.0], [-1.0], [2.0]]
NO_SCORES = {"threshold": 0.5, "names": {}, "words": {}, "phrases": {}}


def model_of(trees: list[list[list[float]]], bounds: list[list[float]]):
    return make_model({"features": [*NAMES, *PHRASE_NAMES], "trees": trees, "bounds": bounds, **NO_SCORES})


def row(first: float, text: str = "") -> list[float | str]:
    return [first, *[0.0] * (len(NAMES) - 1), text]


def test_a_split_sends_the_threshold_itself_to_the_left():
    model = model_of([STUMP], [[0.0, 0.0]])
    assert model.probability(*row(10.0)) == pytest.approx(1 / (1 + exp(1.0)))
    assert model.probability(*row(10.1)) == pytest.approx(1 / (1 + exp(-2.0)))


def test_a_block_outside_of_a_stages_bounds_is_decided_there():
    trees = [STUMP] * 20
    assert model_of(trees, [[-5.0, 5.0], [0.0, 0.0]]).probability(*row(0.0)) == pytest.approx(1 / (1 + exp(10.0)))
    assert model_of(trees, [[-50.0, 50.0], [0.0, 0.0]]).probability(*row(0.0)) == pytest.approx(1 / (1 + exp(20.0)))


def test_phrases_are_looked_at_from_the_first_stage_that_asks_for_them():
    on_phrases = [[len(NAMES), -0.5], [-1.0], [2.0]]
    data = {"features": [*NAMES, *PHRASE_NAMES], **NO_SCORES, "phrases": {"read more": -1.5, "council": 0.5}}
    model = make_model({**data, "trees": [STUMP] * 10 + [on_phrases] * 10, "bounds": [[-50.0, 15.0], [0.0, 0.0]]})
    assert model.probability(*row(0.0, "Read more!")) == pytest.approx(1 / (1 + exp(20.0)))
    assert model.probability(*row(0.0, "The council met.")) == pytest.approx(1 / (1 + exp(-10.0)))
    assert model.probability(*row(11.0, "Read more!")) == pytest.approx(1 / (1 + exp(-20.0)))


def test_the_numbers_of_phrases_are_of_their_scores():
    scores = {"read": -0.5, "more": -1.0, "read more": -2.0, "©": -3.0, "the": 0.2}
    assert phrase_numbers("Read more © the", scores.get) == pytest.approx((-3.0, -6.5 / 4, -6.3 / 5, -3.3 / 4, 1.0))
    assert phrase_numbers("nothing known", scores.get) == (0.0, 0.0, 0.0, 0.0, 0.0)


def test_phrases_of_a_long_text_are_those_of_both_its_ends():
    scores = {"beginning": 1.0, "middle": 5.0, "end": -1.0}
    text = "The beginning" + " and" * 100 + " a middle" + " and" * 100 + " the end"
    assert phrase_numbers(text, scores.get) == (-1.0, 0.0, 0.0, 0.0, 0.0)


def test_weights_for_other_features_are_refused():
    with pytest.raises(ValueError, match="run the training again"):
        make_model({"features": ["chars"], "trees": [], "bounds": [], **NO_SCORES})


def test_the_shipped_weights_fit_the_code_and_are_made_once():
    assert load() is load()


def test_every_measured_block_has_all_numbers():
    page = walk(parse_html(article_page(paragraphs())))
    measured = measure(page, Context(title="Council votes to rebuild the mill bridge"), load().tokens)
    assert {len(numbers) for *numbers, _ in measured.rows} == {len(NAMES)}
    assert [text for *_, text in measured.rows] == [page.texts[block] for block in measured.candidates]
    assert [page.texts[block] for block in measured.titles] == ["Council votes to rebuild the mill bridge"]


def test_a_block_alone_in_a_box_with_a_picture_is_measured_as_such():
    markup = (
        "<div><p>The council met.</p><div class=photo><div><img src=/a.jpg></div><div><p>The bridge in March</p></div>"
        "</div><p>It <img src=/b.jpg> voted.</p><p>It left.</p></div>"
    )
    page = walk(parse_html(markup))
    measured = measure(page, Context(), load().tokens)
    at = NAMES.index("with_media")
    assert [(text, numbers[at]) for *numbers, text in measured.rows] == [
        ("The council met.", 0.0),
        ("The bridge in March", 1.0),
        ("It voted.", 1.0),
        ("It left.", 0.0),
    ]
