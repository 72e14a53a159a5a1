"""Boosted trees over the features of blocks: made ready, fitted, and turned into the package's data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import log
from typing import Any

import attrs
import lightgbm
import numpy as np

from benchmarks.training.pages import FOLDS, Sample
from benchmarks.training.scores import Learned, Shares, fit
from newsparse.formats.html.extract.features import NAMES, measure
from newsparse.formats.html.extract.phrases import PHRASE_NAMES, phrase_numbers
from newsparse.formats.html.extract.scorer import STAGE
from newsparse.formats.html.walk import Flag

TREES = 120
# To look at phrases takes time, so the first trees, which decide most blocks, do without.
TREES_WITHOUT_PHRASES = 60
THRESHOLD = 0.45
_LOG_ODDS = round(log(THRESHOLD / (1 - THRESHOLD)), 4)
# Share of all weight that may be decided by fewer than all trees otherwise than by all.
FLIPPED = 0.003
PARAMETERS = {
    # Labels are shares of a block's text, so the loss is that of probabilities, not of classes.
    "objective": "cross_entropy",
    "num_leaves": 24,
    "learning_rate": 0.09,
    "min_data_in_leaf": 40,
    "min_sum_hessian_in_leaf": 1.0,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 2.0,
    "max_bin": 127,
    "verbose": -1,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "seed": 7,
}


@attrs.frozen
class Rows:
    """The measured blocks of one page, ready to learn from.

    Attributes:
        candidates: The numbers of the blocks.
        values: Their features.
        wanted: The share of each block's text that is the article's.
        weights: How much each counts; 0 where the truth does not tell.
    """

    candidates: Sequence[int]
    values: Any
    wanted: Any
    weights: Any


def rows(sample: Sample, learned: Learned) -> Rows:
    """Measure one page as production does, with scores that were fitted without it."""
    measured = measure(sample.walked, sample.context, learned.tokens)
    found = [(*numbers, *phrase_numbers(text, learned.phrases.get)) for *numbers, text in measured.rows]
    values = np.array(found, dtype=np.float64).reshape(len(found), len(NAMES) + len(PHRASE_NAMES))
    wanted, weights = _wanted(sample, measured.candidates)
    return Rows(measured.candidates, values, wanted, weights)


def _wanted(sample: Sample, candidates: Sequence[int]) -> tuple[Any, Any]:
    """A page counts by the share of its article that a mistake would cost, whatever its length."""
    page = sample.walked
    labels = np.array([np.nan if label is None else label for label in sample.labels], dtype=np.float64)
    sizes = np.array([len(text) for text in page.texts], dtype=np.float64)
    known = ~np.isnan(labels)
    if sample.corpus == "trafilatura":
        # Its truth is a few segments of each page, so that each counts alike.
        weights = np.where(known, 0.5 + np.minimum(sizes, 200) / 200, 0.0)
        weights *= 6 / max(1.0, weights.sum())
    else:
        total = max(200.0, float((np.nan_to_num(labels) * sizes).sum()))
        weights = np.where(known, np.minimum(sizes / total, 0.3) * 20 + 0.03, 0.0)
    captions = [bool(page.container_flags[place] & Flag.CAPTION) for place in page.places]
    weights = np.where(np.array(captions, dtype=bool), 0.0, weights)
    chosen = np.array(candidates, dtype=int)
    return np.nan_to_num(labels)[chosen], weights[chosen]


def train(pages: Sequence[Rows], *, trees: int = TREES) -> lightgbm.Booster:
    """Fit the trees."""
    values = np.concatenate([page.values for page in pages])
    wanted = np.concatenate([page.wanted for page in pages])
    weights = np.concatenate([page.weights for page in pages])
    counts = weights > 0
    values, wanted, weights = values[counts], wanted[counts], weights[counts]
    without = values.copy()
    without[:, len(NAMES) :] = 0.0
    names = [*NAMES, *PHRASE_NAMES]
    early = lightgbm.train(
        PARAMETERS, lightgbm.Dataset(without, wanted, weight=weights, feature_name=names), TREES_WITHOUT_PHRASES
    )
    data = lightgbm.Dataset(values, wanted, weight=weights, feature_name=names, free_raw_data=False)
    return lightgbm.train(PARAMETERS, data, trees - TREES_WITHOUT_PHRASES, init_model=early)


def out_of_fold(samples: Sequence[Sample], counted: Sequence[Shares], held_out: int | None = None) -> Iterator[Rows]:
    """Measure pages with scores fitted to neither their own fold nor the one held out."""
    for fold in range(FOLDS):
        learned = learned_without(samples, counted, {fold, held_out})
        yield from (rows(sample, learned) for sample in samples if sample.fold == fold)


def learned_without(samples: Sequence[Sample], counted: Sequence[Shares], folds: set[int | None]) -> Learned:
    """Scores fitted to the pages of all other folds."""
    return fit(page for page, sample in zip(counted, samples, strict=True) if sample.fold not in folds)


def bounds(booster: lightgbm.Booster, pages: Sequence[Rows]) -> list[tuple[float, float]]:
    """For each stage of trees the sums below and above which later trees hardly ever change the decision.

    They are chosen so that over all stages `FLIPPED` of the rows' weight is decided otherwise than by
    all trees.
    """
    values = np.concatenate([page.values for page in pages])
    weights = np.concatenate([page.weights for page in pages]) + 1e-3
    stages = range(STAGE, booster.num_trees() + 1, STAGE)
    kept = booster.predict(values, raw_score=True) > _LOG_ODDS
    allowed = FLIPPED * weights.sum() / len(stages)
    open_ = np.ones(len(values), dtype=bool)
    found = []
    for count in stages:
        sums = booster.predict(values[open_], raw_score=True, num_iteration=count)
        low = _bound(sums, (weights * kept)[open_], allowed)
        high = -_bound(-sums, (weights * ~kept)[open_], allowed)
        low, high = round(min(low, _LOG_ODDS), 3), round(max(high, _LOG_ODDS), 3)
        found.append((low, high))
        open_[open_] = (sums >= low) & (sums <= high)
        if not open_.any():
            break
    return found + [(_LOG_ODDS, _LOG_ODDS)] * (len(stages) - len(found))


def _bound(sums: Any, wrong: Any, allowed: float) -> float:
    """The sum below which no more than the allowed weight would be decided wrongly."""
    order = np.argsort(sums, kind="stable")
    place = int(np.searchsorted(np.cumsum(wrong[order]), allowed))
    return float(sums[order[min(place, len(order) - 1)]])


def export(booster: lightgbm.Booster, learned: Learned, limits: Sequence[tuple[float, float]]) -> dict[str, Any]:
    """The model as the package's data, in the form that `scorer.make_model` reads."""
    dumped = booster.dump_model()
    return {
        "features": [*NAMES, *PHRASE_NAMES],
        "threshold": THRESHOLD,
        "bounds": [list(pair) for pair in limits],
        "names": dict(learned.tokens.names),
        "words": dict(learned.tokens.words),
        "phrases": dict(learned.phrases),
        "trees": [list(_nodes(tree["tree_structure"])) for tree in dumped["tree_info"]],
    }


def _nodes(tree: Mapping[str, Any]) -> Iterator[list[float]]:
    """The nodes of a tree, each split before its left and then its right branch."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if "leaf_value" in node:
            yield [float(f"{node['leaf_value']:.4g}")]
        else:
            yield [node["split_feature"], float(f"{node['threshold']:.5g}")]
            waiting += [node["right_child"], node["left_child"]]
