"""How long a text is, whatever its script: a Chinese sentence has a third of the letters of an English one."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["length_of"]

# Thai, kana, Han, Hangul, and the full-width marks between them.
_DENSE: Final = re.compile("[\u0e00-\u0e7f\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uff00-\uffef]")
_WEIGHT: Final = 3


def length_of(text: str) -> int:
    """The number of letters, those of dense scripts counted as three."""
    return len(text) if text.isascii() else len(text) + (_WEIGHT - 1) * len(_DENSE.findall(text))
