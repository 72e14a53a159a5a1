"""What a broken law says: the law, what differs, and the example that shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import attrs

from newsparse.article import Article

__all__ = ["LawBrokenError", "difference", "shown"]

_WIDTH: Final = 2000
_COMPARED: Final = tuple(field.name for field in attrs.fields(Article) if field.eq)


class LawBrokenError(AssertionError):
    """A format breaks a law.

    Attributes:
        law: The law's name, such as `L1 model`.
        format: The format's name.
        reason: What went wrong.
        example: The articles and bytes that show it, by what they are.
    """

    def __init__(self, law: str, format: str, reason: str, example: Mapping[str, Any]) -> None:
        super().__init__(law, format, reason, example)
        self.law = law
        self.format = format
        self.reason = reason
        self.example = dict(example)

    def __str__(self) -> str:
        lines = [f"{self.law}: the format {self.format!r} breaks this law: {self.reason}"]
        lines += [f"  {name}: {shown(value)}" for name, value in self.example.items()]
        return "\n".join(lines)


def shown(value: object) -> str:
    """A value for people: an article as the fields it has, and nothing without end."""
    text = _article(value) if isinstance(value, Article) else repr(value)
    if len(text) > _WIDTH:
        return f"{text[:_WIDTH]}... ({len(text)} characters)"
    return text


def _article(article: Article) -> str:
    defaults = Article()
    given = (
        f"{name}={getattr(article, name)!r}" for name in _COMPARED if getattr(article, name) != getattr(defaults, name)
    )
    return f"Article({', '.join(given)})"


def difference(one: object, other: object, one_is: str, other_is: str) -> str:
    """Where two outcomes differ, a line for each field."""
    if not (isinstance(one, Article) and isinstance(other, Article)):
        return f"  {one_is}: {shown(one)}\n  {other_is}: {shown(other)}"
    return "\n".join(
        f"  {where}\n    {one_is}: {shown(left)}\n    {other_is}: {shown(right)}"
        for name in _COMPARED
        for where, left, right in _differing(name, getattr(one, name), getattr(other, name))
    )


def _differing(name: str, left: Any, right: Any) -> list[tuple[str, Any, Any]]:
    """The places of one field that differ; of a body only the first."""
    if left == right:
        return []
    if name != "body":
        return [(name, left, right)]
    for at, (mine, theirs) in enumerate(zip(left, right, strict=False)):
        if mine != theirs:
            return [(f"body[{at}]", mine, theirs)]
    at = min(len(left), len(right))
    return [(f"body[{at}:]", left[at:], right[at:])]
