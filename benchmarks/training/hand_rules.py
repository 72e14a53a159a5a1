"""Hand-made rules over the same numbers, to compare the learned weights with."""

from __future__ import annotations

from typing import Any

from newsparse.formats.html.extract.features import NAMES
from newsparse.formats.html.extract.tokens import Tokens

_AT = {name: place for place, name in enumerate(NAMES)}


class HandRules:
    """Takes what stands in the densest container and reads as prose, a heading or an item of it."""

    tokens = Tokens()
    threshold = 0.5

    def probability(self, *row: Any) -> float:
        """1 for article text, 0 for all else."""

        def value(name: str) -> float:
            return float(row[_AT[name]])

        if value("in_footer") or value("in_aside"):
            return 0.0
        inside = value("outside") <= 1 or value("grand_share") > 0.5
        prose = value("chars") >= 60 and value("ends") > 0 and value("link_share") < 0.4
        heading = 3 <= value("tag") <= 5 and value("prose_before") > 0 and value("prose_after") > 0.05
        item = value("tag") in {6, 7, 8, 9} and value("link_share") < 0.4 and value("parent_link") < 0.3
        return 1.0 if inside and (prose or heading or item) else 0.0
