"""What a body says: the article's blocks, and the facts that stand among them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

import attrs

from newsparse.blocks import read_blocks
from newsparse.blocks.reader import Note
from newsparse.blocks.text import words_of
from newsparse.content import Block, Divider, Heading, Image, List, Paragraph, Quote, Span, Spans
from newsparse.formats.rfi.outlets import OTHER, Outlet
from newsparse.formats.rfi.times import DATE_LINES, Moment, in_zone, naive_time
from newsparse.formats.rfi.tree import find, find_text, prepare

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Body", "Told", "read_body"]

Told = Callable[[str, str], None]
"""Told of each run of words that is left out: the reason, and the words."""

_LONGEST_HEADING: Final = 40
_LONGEST_DATELINE: Final = 30
_SENTENCE_END = re.compile(r"[。，,；;、]|\.\s*$")
_STARS = re.compile(r"[*＊](?:\s*[*＊]){2,}")
_STAR: Final = "*＊"
_NAMES = re.compile(r"\s*[,，、/／;；]\s*|\s+(?:and|与|和|及)\s+")
_TEMPLATE_VALUES: Final = frozenset({"作者名", "标签名称", "未知"})
_TEXT: Final = (Paragraph, Heading, List, Quote)
_AUTHOR_LABEL: Final = "作者"


@attrs.frozen(kw_only=True)
class Body:
    """The article as far as its body tells it."""

    blocks: tuple[Block, ...] = ()
    published: datetime | date | None = None
    published_local: str | None = None
    authors: tuple[str, ...] = ()
    summary: str | None = None
    image: Image | None = None
    keywords: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    card: tuple[tuple[str, str], ...] = ()


@attrs.define
class _Draft:
    """A body while it is being read."""

    outlet: Outlet
    blocks: list[Block]
    told: Told | None
    credits: list[str] = attrs.field(factory=list)
    authors: list[str] = attrs.field(factory=list)
    moment: datetime | None = None
    summary: str | None = None
    image: Image | None = None

    def leave_out(self, reason: str, text: str) -> None:
        if self.told is not None:
            self.told(reason, text)


def read_body(
    root: _Element,
    outlet: Outlet,
    markup: bytes,
    *,
    base_url: str | None,
    captured: datetime | None,
    told: Told | None = None,
) -> Body:
    """Read the tree of a body by its outlet's rules.

    Args:
        root: The tree; it is changed.
        outlet: The rules.
        markup: The body as bytes, to see cheaply what cannot be in the tree.
        base_url: The article's address.
        captured: When the article was fetched.
        told: Told of what is left out.
    """
    authors = _named_authors(root, outlet)
    dated = _dated(root, outlet)
    keywords = tuple(dict.fromkeys(_texts(find(root, outlet.keywords)))) if outlet.keywords else ()
    card = _card(root, outlet)
    footnotes = _texts(find(root, outlet.footnotes)) if outlet.footnotes else []
    lead = _standfirst(root, outlet, base_url)
    skip = prepare(root, outlet, markup)
    if lead is not None:
        skip.add(lead[0])
    _tell_skipped(skip, told)
    blocks = read_blocks(root, base_url=base_url, skip=skip or None, note=_noting(told), largest_images=False)
    draft = _Draft(outlet=outlet, blocks=list(blocks), told=told, credits=footnotes, authors=authors)
    for step in _STEPS:
        step(draft)
    if lead is not None and lead[1]:
        draft.summary = "".join([span.text for span in lead[1]])
        draft.blocks.insert(0, Paragraph(lead[1]))
    published, local = _published(draft, dated, captured)
    return Body(
        blocks=tuple(draft.blocks),
        published=published,
        published_local=local,
        authors=tuple(dict.fromkeys([*draft.authors, *_card_authors(card)])),
        summary=draft.summary,
        image=draft.image,
        keywords=keywords,
        credits=tuple(draft.credits),
        card=card,
    )


def _texts(elements: Iterable[_Element]) -> list[str]:
    return [text for element in elements if (text := words_of(element))]


def _noting(told: Told | None) -> Note | None:
    return None if told is None else lambda reason, element, words: told(reason, words)


def _tell_skipped(skip: set[_Element], told: Told | None) -> None:
    if told is None:
        return
    for element in skip:
        parent = element.getparent()
        if (parent is None or parent not in skip) and (words := words_of(element)):
            told("not part of the article, by the outlet's rules", words)


def _named_authors(root: _Element, outlet: Outlet) -> list[str]:
    if outlet.authors is None:
        return []
    found = [name for text in _texts(find(root, outlet.authors)) for name in _NAMES.split(text)]
    return [name for name in found if name and (outlet.not_authors is None or not outlet.not_authors.search(name))]


def _dated(root: _Element, outlet: Outlet) -> Moment | None:
    written = find_text(root, outlet.date_path) if outlet.date_path else None
    return naive_time(written) if written else None


def _card(root: _Element, outlet: Outlet) -> tuple[tuple[str, str], ...]:
    """The labels and values of a card, template defaults left out."""
    if outlet.card is None:
        return ()
    pairs: list[tuple[str, str]] = []
    for card in find(root, outlet.card):
        for label in card.iter("strong", "b"):
            name = words_of(label).rstrip(":：")
            value = _value_after(label)
            if name and value and value not in _TEMPLATE_VALUES:
                pairs.append((name, value))
    return tuple(pairs)


def _value_after(label: _Element) -> str:
    """What stands between a label and the next line."""
    words = [label.tail or ""]
    for sibling in label.itersiblings():
        if sibling.tag in {"br", "strong", "b", "p", "div"}:
            break
        words += [words_of(sibling), sibling.tail or ""]
    return " ".join("".join(words).split())


def _card_authors(card: Sequence[tuple[str, str]]) -> list[str]:
    return [name for label, value in card if label == _AUTHOR_LABEL for name in _NAMES.split(value) if name]


def _standfirst(root: _Element, outlet: Outlet, base_url: str | None) -> tuple[_Element, Spans] | None:
    """The element that holds the standfirst, and its text; the text may be empty."""
    found = find(root, outlet.standfirst) if outlet.standfirst else []
    if not found:
        return None
    paragraphs = [block for block in read_blocks(found[0], base_url=base_url) if isinstance(block, Paragraph)]
    if len(paragraphs) > 1 or (outlet.bold_headings and paragraphs and not _is_bold(paragraphs[0].spans)):
        return None
    return found[0], _plain(paragraphs[0].spans) if paragraphs else ()


def _is_bold(spans: Spans) -> bool:
    return all("strong" in span.marks or not span.text.strip() for span in spans)


def _plain(spans: Spans) -> Spans:
    """The same text without the bold that only says what kind of block it is."""
    return Paragraph([attrs.evolve(span, marks=span.marks - {"strong"}) for span in spans]).spans


def _published(
    draft: _Draft, dated: Moment | None, captured: datetime | None
) -> tuple[datetime | date | None, str | None]:
    moment = draft.moment
    if moment is not None:
        if moment.tzinfo is not None:
            return moment, None
        if draft.outlet.zone is not None:
            return in_zone(moment, draft.outlet.zone, captured)
    if dated is not None:
        return dated
    return (captured, None) if draft.outlet.stamp_is_published else (None, None)


def _open(draft: _Draft) -> None:
    """Take the line that gives the time, and the word that stands for a missing picture after it."""
    form = draft.outlet.date_line
    first = draft.blocks[0] if draft.blocks else None
    if form is None or not isinstance(first, Paragraph):
        return
    draft.moment = DATE_LINES[form](first.text)
    if draft.moment is None:
        return
    del draft.blocks[0]
    second = draft.blocks[0] if draft.blocks else None
    if isinstance(second, Paragraph) and second.text == "Array":
        draft.leave_out("stands for a missing picture", second.text)
        del draft.blocks[0]


def _drop_headline(draft: _Draft) -> None:
    """A body that begins with the page's own headline repeats the head of the file."""
    first = draft.blocks[0] if draft.blocks else None
    if draft.outlet.language is None and isinstance(first, Heading) and first.level == 1:
        draft.leave_out("the page's headline", first.text)
        del draft.blocks[0]


def _end(draft: _Draft) -> None:
    """Cut at the first paragraph that says that the article is over."""
    pattern = draft.outlet.end_line
    if pattern is None:
        return
    for at, block in enumerate(draft.blocks):
        if isinstance(block, Paragraph) and pattern.match(block.text):
            for left in draft.blocks[at:]:
                draft.leave_out("stands after the article", getattr(left, "text", "") or "")
            del draft.blocks[at:]
            return


def _sign(draft: _Draft) -> None:
    """Take the authors of a line that names them after the text."""
    pattern = draft.outlet.signature
    if pattern is None:
        return
    for at in range(len(draft.blocks) - 1, max(-1, len(draft.blocks) - 5), -1):
        block = draft.blocks[at]
        match = pattern.fullmatch(block.text) if isinstance(block, Paragraph) else None
        if match is not None and isinstance(block, Paragraph):
            draft.authors += [name for name in _NAMES.split(match["names"]) if name]
            draft.credits.append(block.text)
            del draft.blocks[at]
            return


def _sort_paragraphs(draft: _Draft) -> None:
    """Leave out credits, fillers and links to other articles; find rules made of stars."""
    if draft.outlet is OTHER:
        draft.blocks = [
            Divider() if type(block) is Paragraph and block.spans[0].text[0] in _STAR and _is_stars(block) else block
            for block in draft.blocks
        ]
        return
    kept: list[Block] = []
    for block in draft.blocks:
        if isinstance(block, Paragraph):
            settled = _settled(draft, block)
            if settled is not None:
                kept.append(settled)
        elif isinstance(block, List) and draft.outlet.related_lists and _only_links(block):
            draft.leave_out("links to other articles", _list_text(block))
        elif not (isinstance(block, Image) and any(part in block.url for part in draft.outlet.not_pictures)):
            kept.append(block)
    draft.blocks = kept


def _settled(draft: _Draft, block: Paragraph) -> Block | None:
    outlet, text = draft.outlet, block.text
    if outlet.credit_line is not None and outlet.credit_line.fullmatch(text):
        draft.credits.append(text)
        return None
    if outlet.filler is not None and outlet.filler.fullmatch(text):
        draft.leave_out("filler", text)
        return None
    return Divider() if _is_stars(block) else block


def _is_stars(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.spans[0].text[0] in _STAR and _STARS.fullmatch(block.text) is not None


def _only_links(block: List) -> bool:
    return all(
        isinstance(inner, Paragraph) and all(span.href or not span.text.strip() for span in inner.spans)
        for item in block.items
        for inner in item
    )


def _list_text(block: List) -> str:
    return " ".join(inner.text for item in block.items for inner in item if isinstance(inner, Paragraph))


def _take_image(draft: _Draft) -> None:
    """A picture before the text is the lead image."""
    for at, block in enumerate(draft.blocks):
        if isinstance(block, Image):
            draft.image = block
            del draft.blocks[at]
            return
        if isinstance(block, _TEXT):
            return


def _join_dateline(draft: _Draft) -> None:
    """A place of writing that stands outside the first paragraph belongs to it."""
    if not draft.outlet.dateline:
        return
    for at, block in enumerate(draft.blocks[:-1]):
        if not isinstance(block, Paragraph):
            continue
        after = draft.blocks[at + 1]
        if len(block.text) <= _LONGEST_DATELINE and block.text.endswith(("—", "–")) and isinstance(after, Paragraph):
            draft.blocks[at : at + 2] = [Paragraph((*block.spans, Span(" "), *after.spans))]
        return


def _set_standfirst(draft: _Draft) -> None:
    if not draft.outlet.bold_standfirst:
        return
    for at, block in enumerate(draft.blocks):
        if isinstance(block, Paragraph):
            if _is_bold(block.spans):
                spans = _plain(block.spans)
                draft.blocks[at] = Paragraph(spans)
                draft.summary = "".join([span.text for span in spans])
            return
        if isinstance(block, _TEXT):
            return


def _set_headings(draft: _Draft) -> None:
    """A short paragraph all in bold that is no sentence is a subheading."""
    if not draft.outlet.bold_headings:
        return
    for at, block in enumerate(draft.blocks):
        if (
            isinstance(block, Paragraph)
            and "strong" in block.spans[0].marks
            and len(block.text) <= _LONGEST_HEADING
            and _is_bold(block.spans)
            and not _SENTENCE_END.search(block.text)
        ):
            draft.blocks[at] = Heading(_plain(block.spans))


_STEPS: Final[tuple[Callable[[_Draft], None], ...]] = (
    _open,
    _drop_headline,
    _end,
    _sign,
    _sort_paragraphs,
    _take_image,
    _join_dateline,
    _set_standfirst,
    _set_headings,
)
"""What is done with the blocks, in this order."""
