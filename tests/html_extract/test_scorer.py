"""The scorer: trees as data, and the weights that are shipped."""

from __future__ import annotations

from math import exp

import pytest

from newsparse.formats.html.extract.features import NAMES, Context, measure
from newsparse.formats.html.extract.scorer import load, make_model
from newsparse.formats.html.walk import walk
from newsparse.markup import parse_html

from .pages import article_page, paragraphs

STUMP = [[0, 10.0], [-1.0], [2.0]]


def model_of(trees: list[list[list[float]]], bounds: list[list[float]]):
    return make_model(
        {"features": list(NAMES), "trees": trees, "bounds": bounds, "threshold": 0.5, "names": {}, "words": {}}
    )


def row(first: float) -> list[float]:
    return [first] + [0.0] * (len(NAMES) - 1)


def test_a_split_sends_the_threshold_itself_to_the_left():
    model = model_of([STUMP], [[0.0, 0.0]])
    assert model.probability(*row(10.0)) == pytest.approx(1 / (1 + exp(1.0)))
    assert model.probability(*row(10.1)) == pytest.approx(1 / (1 + exp(-2.0)))


def test_a_block_outside_of_a_stages_bounds_is_decided_there():
    trees = [STUMP] * 20
    assert model_of(trees, [[-5.0, 5.0], [0.0, 0.0]]).probability(*row(0.0)) == pytest.approx(1 / (1 + exp(10.0)))
    assert model_of(trees, [[-50.0, 50.0], [0.0, 0.0]]).probability(*row(0.0)) == pytest.approx(1 / (1 + exp(20.0)))


def test_weights_for_other_features_are_refused():
    with pytest.raises(ValueError, match="run the training again"):
        make_model({"features": ["chars"], "trees": [], "bounds": [], "threshold": 0.5, "names": {}, "words": {}})


def test_the_shipped_weights_fit_the_code_and_are_made_once():
    assert load() is load()


def test_every_measured_block_has_all_numbers():
    page = walk(parse_html(article_page(paragraphs())))
    measured = measure(page, Context(title="Council votes to rebuild the mill bridge"), load().tokens)
    assert {len(numbers) for numbers in measured.rows} == {len(NAMES)}
    assert [page.texts[block] for block in measured.titles] == ["Council votes to rebuild the mill bridge"]
