"""What the words of a block say of it: learned scores of words and of pairs of words, and lead-ins to other stories.

To look at every word of a block takes as long as all else that is measured of it, so this is done only for blocks that
the rest leaves in doubt.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from typing import Final

from newsparse.formats.html.extract.onward import leads_onward

__all__ = ["PHRASE_NAMES", "phrase_numbers", "phrases_of"]

PHRASE_NAMES: Final = ("phrase_min", "phrase_low", "phrase_mean", "phrase_high", "leads_onward")
"""The names of the numbers of a block, in order."""

# Words, and the marks that stand alone in notes on rights, in links onward and in ways back.
_WORDS = re.compile(r"\w+|[@©|→»]")
# What is said of a text's place on the page stands at its beginning, or at its end.
_BEGINNING: Final = 280
_END: Final = 140
_FEW: Final = 4


def phrases_of(text: str) -> set[str]:
    """The words of a block, and the pairs of words that follow on each other; of a long one, of both its ends."""
    text = text.lower()
    words = _WORDS.findall(text if len(text) <= _BEGINNING + _END else text[:_BEGINNING])
    phrases = {*words, *map(" ".join, itertools.pairwise(words))}
    if len(text) > _BEGINNING + _END:
        words = _WORDS.findall(text[-_END:])
        phrases.update(words, map(" ".join, itertools.pairwise(words)))
    return phrases


def phrase_numbers(text: str, score: Callable[[str], float | None]) -> tuple[float, float, float, float, float]:
    """The least score of a phrase, the means of the four least, of all and of the four greatest, and 1 for a lead-in.

    Args:
        text: The text of a block.
        score: The learned score of a phrase, `None` where it has none.
    """
    # In order, since sums of the same numbers in another order can differ, and that of a set does.
    known = sorted(filter(None, map(score, phrases_of(text))))
    onward = float(leads_onward(text))
    if not known:
        return 0.0, 0.0, 0.0, 0.0, onward
    few = min(_FEW, len(known))
    return known[0], sum(known[:few]) / few, sum(known) / len(known), sum(known[-few:]) / few, onward
