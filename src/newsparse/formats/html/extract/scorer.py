"""How likely each block is article text: gradient-boosted trees, evaluated in plain Python.

The weights are data, made by `benchmarks.training`. Trees become nested conditional expressions of
Python, compiled once on first use: that takes a fifth of the time of walking arrays.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from math import exp
from typing import Any, Final

import attrs

from newsparse.formats.html.extract.features import NAMES
from newsparse.formats.html.extract.tokens import Tokens

__all__ = ["STAGE", "Model", "load", "make_model"]

Row = Sequence[float]
Trees = Callable[[Row], float]

STAGE: Final = 10
"""Trees a stage; after a stage, a block whose sum is outside of the stage's bounds is decided."""


@attrs.frozen
class Model:
    """A model ready to score.

    Attributes:
        tokens: The learned scores of names and words, which the features need.
        threshold: The probability from which a block is kept.
        stages: Sums of trees, one stage after the other, each with the bounds that leave a block undecided.
    """

    tokens: Tokens
    threshold: float
    stages: tuple[tuple[Trees, float, float], ...]

    def probability(self, row: Row) -> float:
        """How likely the block with these numbers is article text, between 0 and 1.

        Where the first stages decide, it is a rough figure on the right side of the threshold.
        """
        score = 0.0
        for stage, low, high in self.stages:
            score += stage(row)
            if score < low or score > high:
                break
        return 1.0 / (1.0 + exp(-score))


@lru_cache(maxsize=1)
def load() -> Model:
    """The model that the package ships; read and compiled on first use."""
    data = files("newsparse.formats.html.extract").joinpath("weights.json").read_bytes()
    return make_model(json.loads(data))


def make_model(data: dict[str, Any]) -> Model:
    """A model from its data.

    Args:
        data: `features`, the names that the numbers of a row must have; `trees`, each a list in which a
            split is feature, threshold and then both branches, and a leaf its value alone, in a list;
            `bounds` of every stage; `threshold`, `names` and `words`.

    Raises:
        ValueError: The data were made for other features than the code measures.
    """
    if tuple(data["features"]) != NAMES:
        raise ValueError("the weights were made for other features; run the training again")
    trees = data["trees"]
    stages = tuple(
        (_compile(trees[start : start + STAGE]), low, high)
        for start, (low, high) in zip(range(0, len(trees), STAGE), data["bounds"], strict=True)
    )
    return Model(Tokens(data["names"], data["words"]), data["threshold"], stages)


def _compile(trees: Sequence[Sequence[float]]) -> Trees:
    used = sorted({int(feature) for tree in trees for feature in _features_of(tree)})
    unpacked = "".join(f"    f{feature} = row[{feature}]\n" for feature in used)
    total = " + ".join(f"({_expression(iter(tree))})" for tree in trees)
    scope: dict[str, Any] = {}
    source = f"def stage(row):\n{unpacked}    return {total or 0.0}\n"
    # The source is made of nothing but numbers from the package's own data.
    exec(compile(source, "<trees>", "exec"), {"__builtins__": {}}, scope)
    stage: Trees = scope["stage"]
    return stage


def _features_of(tree: Sequence[Any]) -> Iterator[int]:
    return (item[0] for item in tree if len(item) == 2)


def _expression(nodes: Iterator[Any]) -> str:
    """The conditional expression of the tree that begins at the next node; trees are some ten levels deep."""
    node = next(nodes)
    if len(node) == 1:
        return repr(float(node[0]))
    feature, threshold = node
    left = _expression(nodes)
    right = _expression(nodes)
    return f"({left} if f{int(feature)} <= {float(threshold)!r} else {right})"
