"""Scores of class names, words and phrases, fitted to labelled pages: how much each speaks for article text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Set
from math import log

import attrs

from benchmarks.training.pages import Sample
from newsparse.formats.html.extract.features import measure
from newsparse.formats.html.extract.phrases import phrases_of
from newsparse.formats.html.extract.tokens import Tokens, names_of, words_of

_SHORT = 160
_LONGEST = 400
# A name seen on few pages may be chance; it is drawn to the mean as by so many pages more.
_PRIOR_PAGES = 4
_FEWEST = 3
_WEAKEST = 0.3
# Shares of a block's text from which it counts as kept, and up to which as left out.
_KEPT = 0.7
_LEFT = 0.3
_FEWEST_WITH_PHRASE = 10


@attrs.frozen
class Learned:
    """Scores of names and words, which the features need, and of phrases, which the scorer needs."""

    tokens: Tokens
    phrases: Mapping[str, float]


@attrs.frozen
class Shares:
    """What one page says of names, words and phrases.

    Attributes:
        names: For each name the share of the text it stands over that is the article's.
        words: For each word of short blocks the share of them that are the article's.
        kept: The phrases of blocks that are the article's.
        left: The phrases of blocks that are not; some phrases are in both.
    """

    names: Mapping[str, float]
    words: Mapping[str, float]
    kept: Set[str]
    left: Set[str]


def shares(sample: Sample) -> Shares:
    """Count one page; text below a container counts for all names on the way to it."""
    page = sample.walked
    ways: list[frozenset[str]] = []
    for tokens, parent in zip(page.container_tokens, page.container_parents, strict=True):
        above = ways[parent] if parent >= 0 else frozenset()
        ways.append(above | names_of(tokens) if tokens else above)
    by_way: dict[frozenset[str], list[float]] = defaultdict(lambda: [0.0, 0.0])
    words: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for text, place, label in zip(page.texts, page.places, sample.labels, strict=True):
        if label is None:
            continue
        size = min(len(text), _LONGEST)
        _add(by_way[ways[place]], label * size, size)
        if len(text) <= _SHORT:
            for word in sorted(set(words_of(text))):
                _add(words[word], float(label > 0.5), 1.0)
    names: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for way, (good, all_) in by_way.items():
        for name in way:
            _add(names[name], good, all_)
    return Shares(_ratios(names), _ratios(words), *_phrases(sample))


def _phrases(sample: Sample) -> tuple[set[str], set[str]]:
    """The phrases of the blocks that are scored, where the truth tells of them."""
    kept: set[str] = set()
    left: set[str] = set()
    for block in measure(sample.walked, sample.context, Tokens()).candidates:
        label = sample.labels[block]
        if label is not None and not _LEFT <= label <= _KEPT:
            (kept if label > _KEPT else left).update(phrases_of(sample.walked.texts[block]))
    return kept, left


def _add(sums: list[float], good: float, all_: float) -> None:
    sums[0] += good
    sums[1] += all_


def _ratios(sums: Mapping[str, list[float]]) -> dict[str, float]:
    return {key: sums[key][0] / sums[key][1] for key in sorted(sums)}


def fit(pages: Iterable[Shares]) -> Learned:
    """Log-odds against the mean, of every name and word on enough pages, drawn to 0 where pages are few."""
    pages = list(pages)
    tokens = Tokens(_fit(pages, lambda page: page.names), _fit(pages, lambda page: page.words))
    return Learned(tokens, _fit_phrases(pages))


def _fit(pages: list[Shares], part: Callable[[Shares], Mapping[str, float]]) -> dict[str, float]:
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for page in pages:
        for key, share in part(page).items():
            _add(sums[key], share, 1.0)
    mean = sum(good for good, _ in sums.values()) / sum(all_ for _, all_ in sums.values())
    found = {}
    for key in sorted(sums):
        good, count = sums[key]
        if count >= _FEWEST and len(key) <= 40:
            score = round(_log_odds((good + _PRIOR_PAGES * mean) / (count + _PRIOR_PAGES)) - _log_odds(mean), 1)
            if abs(score) >= _WEAKEST:
                found[key] = score
    return found


def _fit_phrases(pages: list[Shares]) -> dict[str, float]:
    """The log-odds of standing in what is kept, of every phrase on enough pages."""
    kept = Counter(phrase for page in pages for phrase in page.kept)
    left = Counter(phrase for page in pages for phrase in page.left)
    found = {}
    for phrase in sorted({*kept, *left}):
        if kept[phrase] + left[phrase] >= _FEWEST_WITH_PHRASE:
            score = round(log((kept[phrase] + 1.5) / (left[phrase] + 1.5)), 1)
            if score:
                found[phrase] = score
    return found


def _log_odds(share: float) -> float:
    share = min(max(share, 0.005), 0.995)
    return log(share / (1 - share))
