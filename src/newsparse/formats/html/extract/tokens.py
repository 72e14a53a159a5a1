"""Learned scores of class names and of words: how much each speaks for article text, or against it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import attrs

__all__ = ["Tokens", "names_of", "words_of"]

_SUBWORDS = re.compile("[a-z]{2,}")
_MOST_KNOWN: Final = 20_000
_LONGEST_KNOWN: Final = 200


@attrs.frozen
class Tokens:
    """Learned scores: how much a class name or a word speaks for (above 0) or against a block."""

    names: Mapping[str, float] = attrs.field(factory=dict)
    words: Mapping[str, float] = attrs.field(factory=dict)
    # Pages of one site share their class attributes; what they score is looked up once. It changes no result.
    _known: dict[str, float] = attrs.field(factory=dict, init=False, repr=False, eq=False)

    def of_names(self, text: str) -> float:
        """The score of a class or id attribute."""
        known = self._known.get(text)
        if known is None:
            known = _name_score(text, self.names)
            if len(text) <= _LONGEST_KNOWN and len(self._known) < _MOST_KNOWN:
                self._known[text] = known
        return known


def _name_score(text: str, names: Mapping[str, float]) -> float:
    """The strongest word for and the strongest against, together; parts count where the name is unknown."""
    low = high = 0.0
    for name in text.lower().split():
        score = names.get(name)
        for known in (score,) if score is not None else [names.get(part, 0.0) for part in _SUBWORDS.findall(name)]:
            if known < low:
                low = known
            elif known > high:
                high = known
    return low + high


def names_of(tokens: str) -> set[str]:
    """The names and parts of names in a class or id attribute."""
    tokens = tokens.lower()
    return {*_SUBWORDS.findall(tokens), *tokens.split()}


def words_of(text: str) -> list[str]:
    """The words of a short block that scores are learned for, with the marks that stick to them."""
    return text.lower().split()
