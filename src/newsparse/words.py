"""Counting words in every script."""

from __future__ import annotations

import re

__all__ = ["count_words"]

_HAN_KANA = "\u3005\u3007\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_UNSPACED = "\u0e01-\u0e4e\u0e81-\u0ece\u1000-\u109f\u1780-\u17dd"
_IDEOGRAPHS = re.compile(f"[{_HAN_KANA}]")
_UNSPACED_LETTERS = re.compile(f"[{_UNSPACED}]")
_OTHER = re.compile(f"[{_HAN_KANA}{_UNSPACED}]+")
# Vowel signs and points are no word characters to Python, yet stand inside words.
_LETTER = "\\w\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0dff"
_WORDS = re.compile(f"[{_LETTER}]+(?:['’-][{_LETTER}]+)*")


def count_words(text: str) -> int:
    """How many words a text has.

    Han characters and kana count one each; scripts without spaces between words (Thai, Lao, Khmer,
    Burmese) count one word for five letters.
    """
    ideographs = len(_IDEOGRAPHS.findall(text))
    unspaced = -(-len(_UNSPACED_LETTERS.findall(text)) // 5)
    return ideographs + unspaced + len(_WORDS.findall(_OTHER.sub(" ", text)))
