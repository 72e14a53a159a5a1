"""Where a page shows its headline, and what stands close to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain, islice
from typing import Any

import attrs

from newsparse.formats.html.metadata.headings import LESSER_HEADINGS
from newsparse.formats.html.metadata.text import line
from newsparse.formats.html.walk import Run, WalkedPage

__all__ = ["Headline"]

_MOST_BEFORE = 20
_NEAR = 250
_LONGEST_PIECE = 300
_POST = re.compile(r"(?<![\w-])(?:hentry|h-entry|post|blog-post|entry)(?![\w-])")
_MAIN = frozenset({"article", "main"})
_ENDS = LESSER_HEADINGS | {"p", "footer"}


@attrs.frozen(slots=False)
class Headline:
    """A headline in its page.

    Attributes:
        walked: The page's blocks.
        element: What shows the headline, or `None`.
    """

    walked: WalkedPage
    element: Any

    @cached_property
    def around(self) -> frozenset[Any]:
        """The elements that it stands in."""
        return frozenset() if self.element is None else frozenset(self.element.iterancestors())

    @property
    def article(self) -> Any:
        """The outermost `article` or `main` that it stands in, or `None`."""
        around = () if self.element is None else self.element.iterancestors("article", "main")
        return next(reversed(list(around)), None)

    @cached_property
    def own_box(self) -> Any:
        """The innermost `article`, or box named as one in microformats or by blogs, that it stands in; or `None`."""
        around = () if self.element is None else self.element.iterancestors()
        return next((part for part in around if part.tag == "article" or _POST.search(part.get("class") or "")), None)

    @cached_property
    def _footer_below(self) -> Any:
        """The first `footer` below it that no paragraph and no other heading stands before, or `None`."""
        if self._place is None:
            return None
        tags = self.walked.container_tags
        end = next((below for below in range(self._place + 1, len(tags)) if tags[below] in _ENDS), None)
        return None if end is None or tags[end] != "footer" else self.walked.container_elements[end]

    def has_footer(self, element: Any) -> bool:
        """Whether a footer is of its story: it ends its own box, or stands right below it, as by-lines of Drupal do."""
        own = self.own_box
        return (own is not None and element.getparent() is own) or element is self._footer_below

    def own_first(self, elements: Iterable[Any]) -> list[Any]:
        """Elements, those of its own box before others, else in the order given."""
        own = self.own_box
        if own is None:
            return list(elements)
        return sorted(elements, key=lambda element: all(part is not own for part in element.iterancestors()))

    @cached_property
    def before(self) -> tuple[str, ...]:
        """The last pieces of text before it, the nearest first, each on one line."""
        if self._place is None:
            return ()
        start, _ = self.walked.blocks_of(self._place)
        runs = chain.from_iterable(map(reversed, reversed(self.walked.runs[:start])))
        return tuple(islice(_lines(runs), _MOST_BEFORE))

    def after(self, most: int) -> Iterator[str]:
        """The first pieces of text after it, each on one line; where the page shows none, of its main part."""
        known, rest = self._after
        for at in range(most):
            if at == len(known):
                piece = next(rest, None)
                if piece is None:
                    return
                known.append(piece)
            yield known[at]

    @cached_property
    def _after(self) -> tuple[list[str], Iterator[str]]:
        return [], _lines(self._below())

    def links_below(self, paths: tuple[str, ...]) -> list[Any]:
        """The links close below it whose address holds one of the paths."""
        links = dict.fromkeys(link for _, link, _ in islice(self._below(), _NEAR) if link is not None)
        return [link for link in links if any(path in (link.get("href") or "") for path in paths)]

    def _below(self) -> Iterator[Run]:
        """The runs of text after it; where it is not among the page's blocks, of the page's main part."""
        page = self.walked
        if self._place is not None:
            _, end = page.blocks_of(self._place)
            return chain.from_iterable(islice(page.runs, end, None))
        main = next((place for place, tag in enumerate(page.container_tags) if tag in _MAIN), None)
        return iter(()) if main is None else chain.from_iterable(islice(page.runs, *page.blocks_of(main)))

    @cached_property
    def _place(self) -> int | None:
        """The number of the container that it is; `None` where it is none, or stands in what is not walked."""
        elements = self.walked.container_elements
        return elements.index(self.element) if self.element in elements else None


def _lines(runs: Iterable[Run]) -> Iterator[str]:
    """Pieces of text on one line each; long ones, which are the story's, as an empty line."""
    return (line(text) if len(text) < _LONGEST_PIECE else "" for text, _, _ in runs if not text.isspace())
