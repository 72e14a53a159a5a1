"""From the runs of a block to its spans."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeAlias

from newsparse.blocks.addresses import clean_url
from newsparse.blocks.text import clean_text
from newsparse.content import Mark as MarkName
from newsparse.content import Span
from newsparse.formats.html.walk import Mark, Node, Run
from newsparse.spans import is_settled, trusted_span

__all__ = ["Inline", "is_seen"]

Style: TypeAlias = "tuple[Node, int]"
"""The link around a text, or `None`, and the bits of its marks."""

_PLAIN: Final[Style] = (None, 0)
_MARK_NAMES: Final[tuple[tuple[int, MarkName], ...]] = (
    (Mark.STRONG, "strong"),
    (Mark.EMPHASIS, "emphasis"),
    (Mark.CODE, "code"),
    (Mark.SUBSCRIPT, "subscript"),
    (Mark.SUPERSCRIPT, "superscript"),
    (Mark.STRIKE, "strike"),
)
_ALL_MARKS: Final = 63
_MARK_SETS: Final = tuple(
    frozenset(name for bit, name in _MARK_NAMES if marks & bit) for marks in range(_ALL_MARKS + 1)
)
"""The names of marks by their bits."""
# White space that blocks keep, as in French before marks of punctuation; and U+0085, which is none in pages.
_KEPT_SPACES: Final = re.compile("[\x85\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
# What has no width of its own; editors put one into a paragraph to keep it from vanishing.
_UNSEEN: Final = " \xad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_FEW: Final = 3


def is_seen(text: str) -> bool:
    """Whether anything of a text has a width."""
    return len(text) > _FEW or bool(text.strip(_UNSEEN))


class Inline:
    """Makes spans; resolves each link once."""

    __slots__ = ("_base_url", "_links")

    def __init__(self, base_url: str | None) -> None:
        """Resolve relative links against an address."""
        self._base_url = base_url
        self._links: dict[Node, str | None] = {}

    def style_of(self, runs: Sequence[Run], text: str) -> tuple[str | None, frozenset[MarkName]] | None:
        """The link and the marks of a block that has the same ones throughout and its text in the normal form.

        Args:
            runs: The runs of the block.
            text: Their text, as the walk has it.

        Returns:
            `None` for any other block.
        """
        if not (_is_uniform(runs) and is_settled(text)):
            return None
        _, link, marks = runs[0]
        return self._href(link) if link is not None else None, _MARK_SETS[marks & _ALL_MARKS]

    def spans(self, runs: Iterable[Run]) -> list[Span]:
        """Spans of runs; neighbours of one link and the same marks are joined first, which saves making most."""
        parts: list[tuple[str, Style]] = []
        pieces: list[str] = []
        present = _PLAIN
        for text, link, marks in runs:
            if marks < 0:
                pieces.append("\n")
                continue
            style = (link, marks & _ALL_MARKS)
            if style != present:
                if pieces:
                    parts.append(("".join(pieces), present))
                    pieces = []
                present = style
            pieces.append(clean_text(text))
        if pieces:
            parts.append(("".join(pieces), present))
        return [self._span(text, style) for text, style in (_loosened(parts) if any(map(_is_tight, parts)) else parts)]

    def _span(self, text: str, style: Style) -> Span:
        link, marks = style
        href = self._href(link) if link is not None else None
        return (trusted_span if is_settled(text) else Span)(text, href, _MARK_SETS[marks])

    def _href(self, link: Node) -> str | None:
        if link not in self._links:
            written = link.get("href")
            self._links[link] = clean_url(written, self._base_url) if written else None
        return self._links[link]


def _is_tight(part: tuple[str, Style]) -> bool:
    """Whether a link or marks hold space at an edge."""
    text, style = part
    return style != _PLAIN and (text[:1].isspace() or text[-1:].isspace())


def _loosened(parts: Sequence[tuple[str, Style]]) -> Iterator[tuple[str, Style]]:
    """The parts, space at the edge of a link or of marks outside of them; between parts of one link it is in that."""
    links = [None, *(link for _, (link, _) in parts), None]
    for at, (text, style) in enumerate(parts, start=1):
        inner, link = text.strip(), style[0]
        before, after = ((link if other is link else None, 0) for other in (links[at - 1], links[at + 1]))
        if not inner:
            yield text, before if before == after else _PLAIN
            continue
        start = text.index(inner)
        if start:
            yield text[:start], before
        yield inner, style
        if start + len(inner) < len(text):
            yield text[start + len(inner) :], after


def _is_uniform(runs: Sequence[Run]) -> bool:
    """Whether a block has the same link and marks throughout, and no line break nor space that the walk evens out."""
    _, link, marks = runs[0]
    for text, other, bits in runs:
        if other is not link or bits != marks:
            return False
        if not (text.isascii() or text.isprintable()) and _KEPT_SPACES.search(text):
            return False
    return True
