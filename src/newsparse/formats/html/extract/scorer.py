"""How likely each block is article text: gradient-boosted trees, evaluated in plain Python.

The weights are data, made by `benchmarks.training`. Trees become nested conditional expressions of
Python, compiled once on first use: that takes a fifth of the time of walking arrays.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from importlib.resources import files
from math import exp
from typing import Any, Final

import attrs

from newsparse.formats.html.extract.features import NAMES
from newsparse.formats.html.extract.phrases import PHRASE_NAMES, phrase_numbers
from newsparse.formats.html.extract.tokens import Tokens

__all__ = ["STAGE", "Model", "load", "make_model"]

STAGE: Final = 10
"""Trees a stage; after a stage, a block whose sum is outside of the stage's bounds is decided."""


@attrs.frozen
class Model:
    """A model ready to score.

    Attributes:
        tokens: The learned scores of names and words, which the features need.
        threshold: The probability from which a block is kept.
        probability: How likely the block with these numbers and this text, given as one argument each, is article
            text, between 0 and 1. Where the first stages decide, it is a rough figure on the right side of the
            threshold.
    """

    tokens: Tokens
    threshold: float
    probability: Callable[..., float]


@lru_cache(maxsize=1)
def load() -> Model:
    """The model that the package ships; read and compiled on first use."""
    data = files("newsparse.formats.html.extract").joinpath("weights.json").read_bytes()
    return make_model(json.loads(data))


def make_model(data: dict[str, Any]) -> Model:
    """A model from its data.

    Args:
        data: `features`, the names of the numbers of a row and of those of its phrases; `trees`, each a list in which
            a split is feature, threshold and then both branches, and a leaf its value alone, in a list;
            `bounds` of every stage; `threshold`; the scores of `names`, `words` and `phrases`.

    Raises:
        ValueError: The data were made for other features than the code measures.
    """
    if tuple(data["features"]) != (*NAMES, *PHRASE_NAMES):
        raise ValueError("the weights were made for other features; run the training again")
    numbers = partial(phrase_numbers, score=data["phrases"].get)
    probability = _compile(data["trees"], data["bounds"], numbers)
    return Model(Tokens(data["names"], data["words"]), data["threshold"], probability)


def _compile(
    trees: Sequence[Sequence[Any]], bounds: Sequence[tuple[float, float]], phrase_numbers: Callable[[str], Any]
) -> Callable[..., float]:
    """All stages as one function; numbers that come as arguments need not be taken out of a row for each stage."""
    late = range(len(NAMES), len(NAMES) + len(PHRASE_NAMES))
    lines = [f"def probability({', '.join(map(_name, range(len(NAMES))))}, text):", "    score = 0.0"]
    measured = False
    for start, (low, high) in zip(range(0, len(trees), STAGE), bounds, strict=True):
        stage = trees[start : start + STAGE]
        if not measured and any(node[0] in late for tree in stage for node in tree if len(node) > 1):
            lines.append(f"    {', '.join(map(_name, late))} = phrase_numbers(text)")
            measured = True
        total = " + ".join(f"({_expression(iter(tree))})" for tree in stage)
        lines.append(f"    score += {total}")
        lines.append(f"    if score < {low!r} or score > {high!r}: return 1.0 / (1.0 + exp(-score))")
    lines.append("    return 1.0 / (1.0 + exp(-score))")
    scope: dict[str, Any] = {"__builtins__": {}, "exp": exp, "phrase_numbers": phrase_numbers}
    # The source is made of nothing but numbers from the package's own data.
    exec(compile("\n".join(lines), "<trees>", "exec"), scope)
    probability: Callable[..., float] = scope["probability"]
    return probability


def _name(feature: float) -> str:
    return f"f{int(feature)}"


def _expression(nodes: Iterator[Any]) -> str:
    """The conditional expression of the tree that begins at the next node; trees are some ten levels deep."""
    node = next(nodes)
    if len(node) == 1:
        return repr(float(node[0]))
    feature, threshold = node
    left = _expression(nodes)
    right = _expression(nodes)
    return f"({left} if {_name(feature)} <= {float(threshold)!r} else {right})"
