"""Which blocks of a page belong to the article, found by aligning them with the truth's text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from benchmarks.extraction.measures import collapse, tokens

# How far after the last aligned block a short block is looked for, in tokens.
_REACH = 60
_RUN = 4


def labels(corpus: str, truth: dict[str, Any], texts: Sequence[str]) -> list[float | None]:
    """The share of each block's text that is in the truth; `None` where the truth does not tell.

    Args:
        corpus: The corpus of the page, which says of what kind its truth is.
        truth: The page's truth.
        texts: The texts of the blocks in reading order.
    """
    if corpus == "trafilatura":
        return _from_segments(texts, truth["with"], truth["without"])
    return _from_text(texts, truth.get("text") or "")


def _from_segments(texts: Sequence[str], wanted: Sequence[str], unwanted: Sequence[str]) -> list[float | None]:
    keep = [collapse(segment) for segment in wanted]
    drop = [collapse(segment) for segment in unwanted]
    found: list[float | None] = []
    for text in texts:
        good = any(_overlap(text, segment) for segment in keep)
        bad = any(_overlap(text, segment) for segment in drop)
        found.append(None if good == bad else float(good))
    return found


def _overlap(text: str, segment: str) -> bool:
    return segment in text or (len(text) > 20 and text in segment)


def _from_text(texts: Sequence[str], truth: str) -> list[float | None]:
    wanted = tokens(truth)
    runs: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(wanted) - _RUN + 1):
        runs.setdefault(tuple(wanted[at : at + _RUN]), []).append(at)
    split = [tokens(text) for text in texts]
    found = [_covered(words, runs) for words in split]
    starts, ends = _anchors(split, found, runs, len(wanted))
    for block, words in enumerate(split):
        if 0 < len(words) < _RUN:
            low, high = ends[block], min(starts[block], ends[block] + _REACH)
            found[block] = float(_occurs(words, wanted[low : high + len(words)]))
    return list(found)


def _covered(words: Sequence[str], runs: dict[tuple[str, ...], list[int]]) -> float:
    if len(words) < _RUN:
        return 0.0
    covered = [False] * len(words)
    for at in range(len(words) - _RUN + 1):
        if tuple(words[at : at + _RUN]) in runs:
            covered[at : at + _RUN] = [True] * _RUN
    return sum(covered) / len(words)


def _anchors(
    split: Sequence[Sequence[str]], found: Sequence[float], runs: dict[tuple[str, ...], list[int]], total: int
) -> tuple[list[int], list[int]]:
    """For every block: where in the truth the text after it begins, and where that before it ended."""
    first = [-1] * len(split)
    end, ends = 0, []
    for block, words in enumerate(split):
        ends.append(end)
        if found[block] > 0.5:
            places = [places for at in range(len(words)) if (places := runs.get(tuple(words[at : at + _RUN])))]
            after = [place for place in places[0] if place >= end - 2]
            first[block] = after[0] if after else places[0][0]
            end = max(end, min(first[block] + len(words), total)) if after else end
    start, starts = total, []
    for block in range(len(split) - 1, -1, -1):
        starts.append(start)
        if first[block] >= 0:
            start = first[block]
    starts.reverse()
    return starts, ends


def _occurs(words: Sequence[str], among: Sequence[str]) -> bool:
    size = len(words)
    return any(list(among[at : at + size]) == list(words) for at in range(len(among) - size + 1))
