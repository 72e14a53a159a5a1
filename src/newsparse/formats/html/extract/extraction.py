"""From the blocks of a page to those of its article; and, when asked, why."""

from __future__ import annotations

from typing import Any, Final

import attrs

from newsparse.content import Block, Image, text_pieces
from newsparse.explanation import Dropped, Kept
from newsparse.formats.html.extract.build import build
from newsparse.formats.html.extract.decide import Decision, decide
from newsparse.formats.html.extract.features import Context, measure
from newsparse.formats.html.extract.pictures import find_insertions, find_lead, without
from newsparse.formats.html.extract.scope import Scope
from newsparse.formats.html.extract.scorer import load
from newsparse.formats.html.extract.state import blocks_of_text, noscript_story, state_blocks
from newsparse.formats.html.extract.tables import data_tables
from newsparse.formats.html.walk import WalkedPage
from newsparse.limits import DEFAULT_LIMITS, Limits

__all__ = ["Extraction", "extract"]

# Visible text shorter than this, in letters, is poor: the story may stand in the page's data.
_POOR: Final = 600
# Looking through the scripts takes longer than all else; only a page that shows next to nothing is worth it.
_NOTHING: Final = 250
# Less than this is no article, whatever else the page says.
_LEAST: Final = 120


@attrs.frozen(eq=False)
class Extraction:
    """What was extracted from a page.

    Attributes:
        blocks: The body in reading order.
        lead_image: The lead image with what the page says of it; it is not in `blocks`.
        is_article: Whether the page holds an article, as far as its text tells.
        source: Where the body comes from: `page`, `articleBody`, `noscript` or `state`.
    """

    blocks: tuple[Block, ...]
    lead_image: Image | None
    is_article: bool
    source: str
    _page: WalkedPage
    _decision: Decision
    _node: Any = None
    _base_url: str | None = None

    @property
    def scoped(self) -> bool:
        """Whether a publisher's rules said where the article stands, and were followed."""
        return self._decision.scoped

    def kept(self) -> tuple[Kept, ...]:
        """Every block of text that is in the body, with its place and score."""
        from newsparse.formats.html.extract.reasons import kept, kept_elsewhere

        if self.source != "page":
            return kept_elsewhere(self.blocks, self.source, self._node)
        return kept(self._page, self._decision)

    def dropped(self) -> tuple[Dropped, ...]:
        """Every run of text that is not in the body, with its place and the rule or score that left it out."""
        from newsparse.formats.html.extract.reasons import dropped, dropped_for

        if self.source != "page":
            return dropped_for(self._page, self._decision, self.source, self._node)
        return dropped(self._page, self._decision)

    def warnings(self) -> tuple[str, ...]:
        """What the body says and an article cannot hold: links and pictures without an absolute address."""
        from newsparse.formats.html.extract.reasons import lost_addresses

        return lost_addresses(self._page, self._decision, self._base_url) if self.source == "page" else ()


def extract(
    root: Any,
    page: WalkedPage,
    context: Context,
    *,
    base_url: str | None = None,
    image: Image | None = None,
    scope: Scope | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Extraction:
    """Find the article's body in a page.

    Args:
        root: The `html` element.
        page: Its blocks.
        context: What the metadata say; the block that repeats the title is left out.
        base_url: What relative addresses resolve against.
        image: The lead image that the metadata name.
        scope: Where a publisher's rules say that the article stands.
        limits: For markup inside of data.
    """
    model = load()
    tables = data_tables(page)
    decision = decide(page, measure(page, context, model.tokens), model, tables, scope)
    kept = decision.kept
    size = sum([len(page.texts[block]) for block in kept])
    insertions = find_insertions(page, kept, base_url)
    lead = find_lead(image, insertions, kept)
    stated = None if decision.scoped else _stated(root, page, size, context.article_body, base_url, limits)
    if stated is not None:
        source, blocks, node = stated
        return Extraction(blocks, lead, True, source, page, decision, node)
    blocks = build(page, kept, without(insertions, lead), base_url, tables)
    return Extraction(blocks, lead, size >= _LEAST, "page", page, decision, base_url=base_url)


def _stated(
    root: Any, page: WalkedPage, size: int, article_body: str, base_url: str | None, limits: Limits
) -> tuple[str, tuple[Block, ...], Any] | None:
    """The story from where scripts take it, where that holds clearly more than what is visible."""
    if len(article_body) > max(2 * size, _LEAST):
        blocks = blocks_of_text(article_body, base_url=base_url, limits=limits)
        if blocks:
            return "articleBody", blocks, None
    if size < _POOR:
        found = noscript_story(page, base_url=base_url)
        if found is not None and _length(found[1]) > 2 * size:
            return "noscript", found[1], found[0]
    if size < _NOTHING:
        blocks = state_blocks(root, base_url=base_url, limits=limits)
        if _length(blocks) > 2 * size:
            return "state", blocks, None
    return None


def _length(blocks: tuple[Block, ...]) -> int:
    return sum(map(len, text_pieces(blocks)))
