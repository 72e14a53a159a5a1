"""One walk over the tree of a page, to flat lists of text blocks and the containers they stand in.

A container is a block-level element; a block is a run of inline text in one container, ended by the
next block-level edge or by two line breaks. Everything later works on these lists and never goes back
to the tree but for pictures and embeds. The walk keeps its own stack, since pages nest deeper than
Python recurses, and it visits each node once.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

import attrs

from newsparse.blocks.embeds import AMP_PLAYERS
from newsparse.blocks.pictures import emoji

__all__ = ["Flag", "Mark", "WalkedPage", "walk"]

Node = Any
"""An element, comment or processing instruction of lxml; its stubs know no common type."""

Run = tuple[str, Node, int]
"""Text, the `a` element around it or `None`, and the bits of its marks."""


class Mark:
    """Bits for what inline elements say of a run of text."""

    STRONG: Final = 1
    EMPHASIS: Final = 2
    CODE: Final = 4
    SUBSCRIPT: Final = 8
    SUPERSCRIPT: Final = 16
    STRIKE: Final = 32
    TIME: Final = 64


class Flag:
    """Bits for the kinds of element that a container stands in, itself included."""

    ARTICLE: Final = 1
    MAIN: Final = 2
    ASIDE: Final = 4
    NAV: Final = 8
    FOOTER: Final = 32
    FORM: Final = 64
    FIGURE: Final = 128
    CAPTION: Final = 256
    LIST: Final = 512
    TABLE: Final = 1024
    QUOTE: Final = 2048
    CODE: Final = 4096
    HIDDEN: Final = 16384
    HEADING: Final = 131072


# Kinds of element by what the walk does with them; up to `_MARK` it goes inside.
_INLINE, _BLOCK, _LINK, _MARK, _SILENT, _BREAK, _MEDIA, _RULE, _ASIDE = range(9)

_BLOCKS = (
    "html body div p section article main header footer aside nav h1 h2 h3 h4 h5 h6 ul ol li dl dt dd "
    "table thead tbody tfoot tr td th caption colgroup figure figcaption blockquote q-block pre address form "
    "fieldset legend details summary center hgroup dir menu dialog frameset noframes search listing xmp "
    "plaintext"
)

_KINDS: Final[dict[object, int]] = {
    **dict.fromkeys(_BLOCKS.split(), _BLOCK),
    **dict.fromkeys("head script style template title meta link base svg".split(), _SILENT),
    **dict.fromkeys(("img", "picture", "video", "audio", "iframe", "object", "embed", "amp-img", *AMP_PLAYERS), _MEDIA),
    **dict.fromkeys("b strong em i cite dfn var code kbd samp tt sub sup del s strike time".split(), _MARK),
    **dict.fromkeys("noscript button select textarea datalist input progress meter canvas".split(), _ASIDE),
    "a": _LINK,
    "br": _BREAK,
    "hr": _RULE,
}

_MARKS: Final[dict[str, int]] = {
    "b": Mark.STRONG,
    "strong": Mark.STRONG,
    "em": Mark.EMPHASIS,
    "i": Mark.EMPHASIS,
    "cite": Mark.EMPHASIS,
    "dfn": Mark.EMPHASIS,
    "var": Mark.EMPHASIS,
    "code": Mark.CODE,
    "kbd": Mark.CODE,
    "samp": Mark.CODE,
    "tt": Mark.CODE,
    "sub": Mark.SUBSCRIPT,
    "sup": Mark.SUPERSCRIPT,
    "del": Mark.STRIKE,
    "s": Mark.STRIKE,
    "strike": Mark.STRIKE,
    "time": Mark.TIME,
}

_FLAGS: Final[dict[str, int]] = {
    "article": Flag.ARTICLE,
    "main": Flag.MAIN,
    "aside": Flag.ASIDE,
    "nav": Flag.NAV,
    "footer": Flag.FOOTER,
    "form": Flag.FORM,
    "figure": Flag.FIGURE,
    "figcaption": Flag.CAPTION,
    "ul": Flag.LIST,
    "ol": Flag.LIST,
    "table": Flag.TABLE,
    "blockquote": Flag.QUOTE,
    "pre": Flag.CODE,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Flag.HEADING),
}

_LINE_BREAK: Final[Run] = ("\n", None, -1)


@attrs.define
class WalkedPage:
    """What a walk found: containers and blocks as parallel lists, in document order.

    A container's number is its place in the lists that begin with `container_`; parents come before
    their children. A block's `place` is the number of its container.
    """

    container_parents: list[int] = attrs.field(factory=list)
    container_tags: list[str] = attrs.field(factory=list)
    container_tokens: list[str] = attrs.field(factory=list)
    container_flags: list[int] = attrs.field(factory=list)
    container_depths: list[int] = attrs.field(factory=list)
    container_elements: list[Node] = attrs.field(factory=list)
    places: list[int] = attrs.field(factory=list)
    texts: list[str] = attrs.field(factory=list)
    runs: list[list[Run]] = attrs.field(factory=list)
    media: list[tuple[int, int, Node, Node]] = attrs.field(factory=list)
    """Blocks before it, its container, the element, and the link around it or `None`."""
    rules: list[tuple[int, int]] = attrs.field(factory=list)
    """Of each `hr`, the blocks before it and its container."""
    skipped: list[tuple[int, Node, str]] = attrs.field(factory=list)
    """Blocks before it, the element, and the reason its text is not looked at."""
    mail_fields: list[int] = attrs.field(factory=list)
    """The containers of fields for an e-mail address."""
    named: list[Node] = attrs.field(factory=list)
    """The elements with a class or an id, inline ones too."""
    names: list[str] = attrs.field(factory=list)
    """Class and id of each of them."""

    def end_of(self, place: int) -> int:
        """The number that follows those of a container and of all containers in it."""
        depths = self.container_depths
        depth = depths[place]
        return next((inner for inner in range(place + 1, len(depths)) if depths[inner] <= depth), len(depths))

    def blocks_of(self, place: int) -> tuple[int, int]:
        """The numbers of the first block in a container and of the first after it."""
        places, end = self.places, self.end_of(place)
        count = len(places)
        first = next((block for block in range(count) if places[block] >= place), count)
        return first, next((block for block in range(first, count) if not place <= places[block] < end), count)


def walk(root: Node, stripped: Collection[Node] = ()) -> WalkedPage:  # noqa: C901, PLR0912, PLR0915 - the one hot loop: a call a node would double its time
    """Flatten a page.

    Args:
        root: The root element; nodes beside it in the document are walked too.
        stripped: Elements that a publisher's rules leave out.
    """
    page = WalkedPage()
    parents, tags, tokens = page.container_parents, page.container_tags, page.container_tokens
    flags, depths, elements = page.container_flags, page.container_depths, page.container_elements
    blocks, kinds, all_names, all_named = page.texts, _KINDS, page.names, page.named

    stack: list[tuple[Node, int, Node, int]] = []
    runs: list[Run] = []
    container, link, marks = -1, None, 0
    node = root
    while True:
        tag = node.tag
        kind = kinds.get(tag)
        if kind is None:
            # Elements of no known name are inline to browsers; those with a hyphen are components, which
            # sites use as boxes. A tag that is no string is a comment: only its tail is text.
            kind = _SILENT if tag.__class__ is not str else _BLOCK if "-" in tag else _INLINE
        if stripped and node in stripped:
            page.skipped.append((len(blocks), node, "site rule"))
        elif kind <= _MARK:
            style = node.get(b"style")
            hidden = node.get(b"hidden") is not None or (style is not None and _hides(style))
            if hidden and kind != _BLOCK:
                page.skipped.append((len(blocks), node, "hidden"))
            else:
                inner_container, inner_link, inner_marks = container, link, marks
                name, mark = node.get(b"class"), node.get(b"id")
                names = f"{name} {mark}" if name and mark else name or mark or ""
                if names:
                    all_named.append(node)
                    all_names.append(names)
                if kind == _BLOCK:
                    if runs:
                        _add_block(page, container, runs)
                        runs = []
                    inherited = _FLAGS.get(tag, 0)
                    depth = 0
                    if container >= 0:
                        inherited |= flags[container]
                        depth = depths[container] + 1
                    if hidden:
                        inherited |= Flag.HIDDEN
                    inner_container = len(parents)
                    parents.append(container)
                    tags.append(tag)
                    tokens.append(names)
                    flags.append(inherited)
                    depths.append(depth)
                    elements.append(node)
                elif kind == _LINK:
                    inner_link = node
                elif kind == _MARK:
                    inner_marks |= _MARKS[tag]
                text = node.text
                if text and (runs or not text.isspace()):
                    runs.append((text, inner_link, inner_marks))
                if len(node):
                    stack.append((node, container, link, marks))
                    container, link, marks = inner_container, inner_link, inner_marks
                    node = node[0]
                    continue
                if kind == _BLOCK and runs:
                    _add_block(page, inner_container, runs)
                    runs = []
        elif kind == _BREAK:
            if runs:
                if _ends_with_break(runs):
                    _add_block(page, container, runs)
                    runs = []
                else:
                    runs.append(_LINE_BREAK)
        elif kind == _MEDIA:
            said = emoji(node) if tag == "img" else None
            if said:
                runs.append((said, link, marks))
            else:
                page.media.append((len(blocks), container, node, link))
            if tag == "embed":
                # libxml2 does not know that it holds nothing: what follows it stands inside.
                text = node.text
                if text and (runs or not text.isspace()):
                    runs.append((text, link, marks))
                if len(node):
                    stack.append((node, container, link, marks))
                    node = node[0]
                    continue
            elif len(node) or node.text:
                page.skipped.append((len(blocks), node, tag))
        elif kind == _RULE:
            if runs:
                _add_block(page, container, runs)
                runs = []
            page.rules.append((len(blocks), container))
        elif tag == "svg":
            page.skipped.append((len(blocks), node, "drawing"))
        elif kind == _ASIDE:
            if tag == "noscript":
                # Pictures that load late stand here for readers without scripts.
                page.media.extend((len(blocks), container, picture, link) for picture in node.iter("img"))
            elif tag == "input" and _asks_for_mail(node):
                page.mail_fields.append(container)
            page.skipped.append((len(blocks), node, "control" if tag != "noscript" else tag))
        while True:
            text = node.tail
            if text and (runs or not text.isspace()):
                runs.append((text, link, marks))
            follower = node.getnext()
            if follower is not None:
                node = follower
                break
            if not stack:
                if runs:
                    _add_block(page, max(container, 0), runs)
                return page
            inner_container = container
            node, container, link, marks = stack.pop()
            if inner_container != container and runs:
                _add_block(page, inner_container, runs)
                runs = []


def _hides(style: str) -> bool:
    """Whether no browser shows what has that style.

    `aria-hidden` is no such thing: it hides from readers aloud alone.
    """
    if "none" not in style and "hidden" not in style:
        return False
    style = style.replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style


def _asks_for_mail(field: Node) -> bool:
    """Whether a form's field is for an e-mail address, by its type or by what it is called."""
    kind = (field.get("type") or "text").lower()
    return kind == "email" or (
        kind == "text" and any("mail" in (field.get(name) or "").lower() for name in ("name", "id", "placeholder"))
    )


def _ends_with_break(runs: list[Run]) -> bool:
    for text, _, marks in reversed(runs):
        if marks < 0:
            return True
        if not text.isspace():
            return False
    return False


def _add_block(page: WalkedPage, container: int, runs: list[Run]) -> None:
    text = runs[0][0] if len(runs) == 1 else "".join([run[0] for run in runs])
    text = " ".join(text.split())
    if text:
        page.places.append(container)
        page.texts.append(text)
        page.runs.append(runs)
