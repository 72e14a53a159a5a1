"""Why each run of text of a page is in the body or not: made when asked for, out of the decisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from newsparse.blocks.addresses import clean_url
from newsparse.blocks.pictures import read_image
from newsparse.content import Block, text_pieces
from newsparse.explanation import Dropped, Kept
from newsparse.formats.html.extract.decide import Decision
from newsparse.formats.html.extract.node_paths import NodePaths
from newsparse.formats.html.walk import Flag, Node, WalkedPage

__all__ = ["dropped", "dropped_for", "kept", "kept_elsewhere", "lost_addresses"]

_KINDS: Final = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    "li": "list",
    "td": "table",
    "th": "table",
    "blockquote": "quote",
    "pre": "code",
}
# What a relative address is tried against, to tell it from no address at all.
_ANY_PAGE: Final = "https://page.invalid/"
_UNSEEN: Final = frozenset({"script", "style", "template"})


def kept(page: WalkedPage, decision: Decision) -> tuple[Kept, ...]:
    """The blocks of text that are in the body."""
    path = NodePaths()
    return tuple(
        Kept(
            kind=_KINDS.get(page.container_tags[page.places[block]], "paragraph"),
            place=path(page.container_elements[page.places[block]]),
            text=page.texts[block],
            score=_rounded(decision.scores.get(block)),
        )
        for block in decision.kept
    )


def kept_elsewhere(blocks: Sequence[Block], source: str, node: Node) -> tuple[Kept, ...]:
    """The blocks of a body that stands elsewhere than in the visible text."""
    place = source if node is None else NodePaths()(node)
    return tuple(
        Kept(kind=type(block).__name__.lower(), place=place, text=text, score=None)
        for block in blocks
        for text in text_pieces([block])
    )


def dropped_for(page: WalkedPage, decision: Decision, source: str, node: Node) -> tuple[Dropped, ...]:
    """The visible text, all of which is left out for a body that stands elsewhere."""
    reasons = {**decision.reasons, **dict.fromkeys(decision.kept, f"the story stands in {source}")}
    where = None if node is None else NodePaths()(node)
    found = dropped(page, Decision((), decision.scores, reasons))
    return tuple(item for item in found if item.place != where)


def dropped(page: WalkedPage, decision: Decision) -> tuple[Dropped, ...]:
    """The runs of text that are not in the body, in reading order."""
    path = NodePaths()
    chosen = frozenset(decision.kept)
    found: list[tuple[int, Dropped]] = []
    for block, (text, place) in enumerate(zip(page.texts, page.places, strict=True)):
        if block not in chosen:
            reason, score = _reason(page, decision, block)
            where = path(page.container_elements[place])
            found.append((block, Dropped(place=where, text=text, reason=reason, score=score)))
    for before, node, reason in page.skipped:
        text = " ".join(" ".join(_texts(node)).split())
        if text:
            found.append((before, Dropped(place=path(node), text=text, reason=reason)))
    found.sort(key=lambda item: item[0])
    return tuple(item for _, item in found)


def lost_addresses(page: WalkedPage, decision: Decision, base_url: str | None) -> tuple[str, ...]:
    """The links of the body, and the pictures between its blocks, whose addresses no article can hold."""
    advice = "" if base_url is not None else "; relative ones need the page's own: give it with url= (--url)"
    lost: dict[str, None] = {}
    for block in decision.kept:
        for link in {run[1]: None for run in page.runs[block] if run[1] is not None}:
            written = link.get("href")
            if written and not written.startswith("#") and clean_url(written, base_url) is None:
                lost[f"link without an absolute address of an allowed scheme{advice}: {written:.200}"] = None
    if base_url is None and decision.kept:
        for before, _, node, _ in page.media:
            if decision.kept[0] <= before <= decision.kept[-1] + 1 and read_image(node, None) is None:
                image = read_image(node, _ANY_PAGE)
                if image is not None:
                    written = image.url.removeprefix(_ANY_PAGE)
                    lost[f"picture without an absolute address{advice}: {written:.200}"] = None
    return tuple(lost)


def _reason(page: WalkedPage, decision: Decision, block: int) -> tuple[str, float | None]:
    score = _rounded(decision.scores.get(block))
    rule = decision.reasons.get(block)
    if rule is not None:
        return rule, score
    if page.container_flags[page.places[block]] & Flag.HIDDEN:
        return "hidden", score
    return ("bare link", None) if score is None else ("score", score)


def _rounded(score: float | None) -> float | None:
    return None if score is None else round(score, 3)


def _texts(node: Node) -> Iterator[str]:
    """The text in an element that was not looked into; it may be deep, so without recursion."""
    stack = [node]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            yield item
            continue
        if item.tag.__class__ is not str or item.tag in _UNSEEN:
            continue
        for child in reversed(item):
            if child.tail:
                stack.append(child.tail)
            stack.append(child)
        if item.text:
            yield item.text
