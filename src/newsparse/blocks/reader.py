"""One walk over a fragment of a tree, with its own stack, that makes blocks and spans.

An element opens by the rule of its name (`rules.py`): it changes the style of the text, parts the text, opens
a container such as a quote, or is read whole. What stands open is kept in a list, so depth costs nothing but
memory.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from typing import Final, Literal, TypeAlias

from lxml import etree
from lxml.etree import _Element

from newsparse.blocks.addresses import clean_url
from newsparse.blocks.embeds import post_address
from newsparse.blocks.text import clean_text
from newsparse.content import (
    MAX_NESTING,
    Block,
    Embed,
    Heading,
    Image,
    Mark,
    Paragraph,
    Span,
    Spans,
    trusted_paragraph,
    trusted_text,
)
from newsparse.spans import is_settled, trusted_span

__all__ = ["Close", "Note", "Open", "Reader", "end_part", "make_spans", "read_blocks", "read_spans"]

Note: TypeAlias = "Callable[[str, _Element, str], None]"
"""Told of what is left out or changed: the reason, the element, the words or the address."""

Style: TypeAlias = "tuple[str | None, frozenset[Mark], int]"
"""Link, marks, and level of the heading that the text is in (0 for none)."""

Close: TypeAlias = "Callable[[Reader, _Element], None]"
Open: TypeAlias = "Callable[[Reader, _Element], Close | Literal[False] | None]"
"""Opens an element. `False`: it has been read, its content is not walked. A function: it closes it."""

PLAIN: Final[Style] = (None, frozenset(), 0)
_UNSEEN: Final = string.whitespace + "\xa0\xad\u3000\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_MOST_UNSEEN: Final = 64  # characters; nobody writes more of them without a word


class Reader:
    """The state of one walk: the text gathered since the last break, and the blocks made so far."""

    __slots__ = (
        "base_url", "blocks", "inline", "items", "largest", "nesting", "note", "pictures",
        "rules", "runs", "saved", "skip", "style", "was_break",
    )  # fmt: skip

    def __init__(
        self,
        rules: Mapping[str, Open],
        base_url: str | None,
        *,
        skip: Container[_Element] | None,
        note: Note | None,
        largest: bool,
    ) -> None:
        self.rules = rules
        self.base_url = base_url
        self.skip = skip
        self.note = note
        self.largest = largest
        self.inline = False
        self.blocks: list[Block] = []
        self.runs: list[tuple[str, Style]] = []
        self.pictures: list[Image] = []
        self.style = PLAIN
        self.was_break = False
        self.nesting = 0
        self.items: list[list[Block]] | None = None
        self.saved: list[tuple[list[Block], list[list[Block]] | None]] = []

    def walk(self, elements: Iterable[_Element]) -> None:  # noqa: C901, PLR0912  # apart it takes half as long again
        """Read elements and what stands in them."""
        rule_of, skip, add = self.rules.get, self.skip, self.add
        frames: list[tuple[Iterator[_Element], _Element, Close | None, Style]] = []
        children = iter(elements)
        while True:
            for element in children:
                tag = element.tag
                if skip is None or element not in skip:
                    style = self.style
                    rule = rule_of(tag)
                    close = rule(self, element) if rule is not None else None if isinstance(tag, str) else False
                    if close is not False:
                        text = element.text
                        if text:
                            if not text.isspace():
                                self.was_break = False
                                self.runs.append((text, self.style))
                            elif self.runs:
                                self.runs.append((" ", self.style))
                        if len(element):
                            frames.append((children, element, close, style))
                            children = iter(element)
                            break
                        if close is end_part:
                            if self.runs:
                                self.part()
                        elif close is not None:
                            close(self, element)
                    self.style = style
                if frames and (text := element.tail):
                    add(text)
            else:
                if not frames:
                    return
                children, element, close, style = frames.pop()
                if close is end_part:
                    if self.runs or self.pictures:
                        self.part()
                elif close is not None:
                    close(self, element)
                self.style = style
                if frames and (text := element.tail):
                    add(text)

    def add(self, text: str) -> None:
        """Text in the present style."""
        if text.isspace():
            if self.runs:
                self.runs.append((" ", self.style))
            return
        self.was_break = False
        self.runs.append((text, self.style))

    def line_break(self) -> None:
        """A line break; the second in a row parts paragraphs."""
        if self.was_break and not self.inline and not self.style[2]:
            self.part()
        elif self.runs:
            self.runs.append(("\n", self.style))
            self.was_break = True

    def part(self) -> None:
        """End the paragraph: what has been gathered becomes a block."""
        if self.runs:
            if self.inline:
                self.runs.append(("\n", self.style))
                return
            self.was_break = False
            block = _block(self.runs)
            self.runs = []
            if block is not None:
                self.blocks.append(block)
        if self.pictures:
            self.blocks.extend(self.pictures)
            self.pictures = []

    def picture(self, image: Image) -> None:
        """A picture: where it stands in running text, after the paragraph."""
        last = self.pictures[-1] if self.pictures else self.blocks[-1] if self.blocks else None
        if isinstance(last, Image) and last.url == image.url:
            return
        self.pictures.append(image)
        if not self.runs:
            self.part()

    def picture_link(self, link: _Element | None = None) -> str | None:
        """Where a picture in a link leads to; the link is the one given, or the one that is open."""
        written = link.get("href") if link is not None else None
        href = clean_url(written, self.base_url) if written else self.style[0]
        return href if href and not href.startswith(("mailto:", "tel:", "data:")) else None

    def post(self, element: _Element) -> Literal[False]:
        """An element that a script turns into the post of a social network."""
        self.part()
        url = post_address(element, self.base_url)
        text = "".join([span.text for span in read_spans(element, base_url=self.base_url, skip=self.skip)])
        if url or text:
            self.blocks.append(Embed("post", url, text or None))
        return False

    def open_container(self) -> bool:
        """Gather the blocks that follow on their own; `False` where nesting has reached its cap."""
        self.part()
        if self.nesting >= MAX_NESTING:
            return False
        self.nesting += 1
        self.saved.append((self.blocks, self.items))
        self.blocks = []
        self.items = None
        return True

    def close_container(self) -> list[Block]:
        """The blocks gathered since the container was opened."""
        self.part()
        inner = self.blocks
        self.blocks, self.items = self.saved.pop()
        self.nesting -= 1
        return inner


def end_part(reader: Reader, element: _Element) -> None:
    """Close an element that parts the text."""
    reader.part()


def _block(runs: list[tuple[str, Style]]) -> Paragraph | Heading | None:
    """The paragraph or heading that has been gathered, `None` where there is nothing to see."""
    text, style = runs[0]
    single = len(runs) == 1
    whole = text if single else "".join([text for text, _ in runs])
    if len(whole) < _MOST_UNSEEN and not whole.strip(_UNSEEN):
        return None
    level = style[2]
    # What `is_settled` would say of most text, without the call.
    if not level and ((whole.isprintable() and "  " not in whole) or is_settled(whole)):
        if single:
            return trusted_text(text.strip(), style[0], style[1])
        return trusted_paragraph(_settled_spans(runs))
    spans = make_spans(runs)
    if not any(span.text.strip() for span in spans):
        return None  # control characters were all there was
    return Heading(spans, level=level) if level else Paragraph(spans)


def _settled_spans(runs: list[tuple[str, Style]]) -> Spans:
    """Spans in their normal form, of runs that have it but for neighbours alike and space at the edges."""
    # Joined at the end: adding to a long text copies it each time.
    pieces = [[runs[0][0].lstrip()]]
    styles = [runs[0][1]]
    for text, style in runs[1:]:
        last = styles[-1]
        if style is last or (style[0] == last[0] and style[1] == last[1]):
            pieces[-1].append(text)
        else:
            pieces.append([text])
            styles.append(style)
    texts = ["".join(inner) for inner in pieces]
    while not (end := texts[-1].rstrip()):
        texts.pop()
        styles.pop()
    texts[-1] = end
    return tuple([trusted_span(text, style[0], style[1]) for text, style in zip(texts, styles, strict=True)])


def make_spans(runs: list[tuple[str, Style]]) -> list[Span]:
    """Runs of text as the constructors of blocks take them."""
    spans: list[Span] = []
    texts: list[str] = []
    href, marks = runs[0][1][:2]
    for text, style in runs:
        if style[0] != href or style[1] != marks:
            spans.append(_span(texts, href, marks))
            texts = []
            href, marks = style[:2]
        texts.append(text)
    spans.append(_span(texts, href, marks))
    return spans


def _span(texts: list[str], href: str | None, marks: frozenset[Mark]) -> Span:
    """A span; what is in its normal form is known to be sound, the rest is cleaned and checked.

    A text that is a line break alone comes from `br`; those inside other texts are the source's own lines.
    """
    text = "".join(texts)
    if is_settled(text):
        return trusted_span(text, href, marks)
    return Span("".join([text if text == "\n" else clean_text(text) for text in texts]), href, marks)


def _elements(of: _Element | Iterable[_Element]) -> Iterable[_Element]:
    return (of,) if isinstance(of, etree._Element) else of


def read_blocks(
    of: _Element | Iterable[_Element],
    *,
    base_url: str | None = None,
    skip: Container[_Element] | None = None,
    note: Note | None = None,
    largest_images: bool = True,
) -> tuple[Block, ...]:
    """The blocks of an element or of several, without the text after them.

    Quotes and lists nest at most `MAX_NESTING` deep; what is deeper is flattened. Scripts, styles, controls and
    vector drawings are left out; of `noscript` only pictures are read. Two `br` part paragraphs, one is a line break.

    Args:
        of: An element, or several in reading order.
        base_url: What relative addresses resolve against; links that stay relative lose their address.
        skip: Elements to leave out with all they hold (not with the text after them).
        note: Told of dropped links and of visible words left out.
        largest_images: Whether the widest candidate of a `srcset` goes before a real `src`.
    """
    from newsparse.blocks.rules import BLOCK_RULES

    reader = Reader(BLOCK_RULES, base_url, skip=skip, note=note, largest=largest_images)
    reader.walk(_elements(of))
    reader.part()
    return tuple(reader.blocks)


def read_spans(
    of: _Element | Iterable[_Element],
    *,
    base_url: str | None = None,
    skip: Container[_Element] | None = None,
    note: Note | None = None,
) -> Spans:
    """The inline text of an element or of several, in the normal form of a block's spans.

    Blocks inside become lines, pictures and players are left out.
    """
    from newsparse.blocks.rules import INLINE_RULES

    reader = Reader(INLINE_RULES, base_url, skip=skip, note=note, largest=True)
    reader.inline = True
    reader.walk(_elements(of))
    block = _block(reader.runs) if reader.runs else None
    return block.spans if block is not None else ()
