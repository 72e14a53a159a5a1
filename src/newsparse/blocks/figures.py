"""`figure` and what older pages use for it: a picture with its caption and credit."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Literal

import attrs

from newsparse.blocks.embeds import POSTS
from newsparse.blocks.pictures import Caption, read_caption, read_image
from newsparse.blocks.reader import Close, Note, Open, Reader, end_part
from newsparse.blocks.text import CONTROLS, words_of
from newsparse.content import Embed, Image

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["FIGURE_RULES", "is_caption_class", "read_as_caption"]

_PICTURES = ("img", "amp-img")
_OTHER_CONTENT = frozenset((
    "figure", "blockquote", "table", "pre", "iframe", "video", "audio", "object", "embed", "ul", "ol",
    "h2", "h3", "h4", *(f"amp-{name}" for name in ("iframe", "youtube", "video")),
))  # fmt: skip
# A figure with more than this in all, or more than this beside its caption, was never closed: it holds
# text that follows it.
_CAPTION_LETTERS = 1000
_LABEL_LETTERS = 60
_CAPTION_CLASSES = frozenset(
    {
        "caption", "wp-caption-text", "wp-element-caption", "gallery-caption", "image-caption", "img-caption",
        "photo-caption", "picture-caption", "media-caption", "figure-caption", "caption-text",
    }
)  # fmt: skip


def is_caption_class(classes: str) -> bool:
    """Whether a class attribute calls an element the caption of a picture."""
    return "caption" in classes and not _CAPTION_CLASSES.isdisjoint(classes.split())


def _figure(reader: Reader, element: _Element) -> Close | Literal[False]:
    reader.part()
    pictures: list[_Element] = []
    captions: list[_Element] = []
    for inner in _inside(element, reader.skip):
        tag = inner.tag
        if tag in _OTHER_CONTENT:
            return end_part
        if tag in _PICTURES:
            pictures.append(inner)
        elif tag == "figcaption":
            captions.append(inner)
    images = _images(reader, element, pictures)
    if images:
        return _pictures(reader, element, images, captions)
    words = words_of(element)
    if len(words) > _CAPTION_LETTERS:
        return end_part
    if reader.note is not None and words:
        reader.note("caption of a picture without an address", element, words)
    return False


def _pictures(
    reader: Reader, element: _Element, images: list[Image], captions: list[_Element]
) -> Close | Literal[False]:
    """The pictures of a figure, the last of them with the caption and the credit."""
    whole = read_caption(element, skip=reader.skip)
    said = [read_caption(holder, skip=reader.skip) for holder in captions] or [whole]
    beside = _letters([whole]) - _letters(said)
    if beside > _LABEL_LETTERS or _letters([whole]) > _CAPTION_LETTERS:
        return end_part
    caption = " ".join([text for text, _ in said if text]) or None
    credit = " ".join([text for _, text in said if text]) or (whole[1] if beside > 0 else None)
    if caption or credit:
        images[-1] = attrs.evolve(images[-1], caption=caption, credit=credit)
    for image in images:
        reader.picture(image)
    if reader.note is not None:
        _note_left_out(reader.note, element, whole[0] if beside > 0 else None)
    return False


def _letters(said: Iterable[Caption]) -> int:
    """How many characters captions and credits have, without space."""
    return sum(len("".join(text.split())) for parts in said for text in parts if text)


def _note_left_out(note: Note, figure: _Element, label: str | None) -> None:
    if label:
        note("words beside the caption of a picture", figure, label)
    for control in figure.iter(*CONTROLS):
        if words := words_of(control):
            note("control", control, words)


def _inside(element: _Element, skip: Container[_Element] | None) -> Iterator[_Element]:
    """What stands in an element, without what is left out and all that it holds."""
    left_out: set[_Element] = set()
    for inner in element.iterdescendants():
        if skip is not None and (inner in skip or inner.getparent() in left_out):
            left_out.add(inner)
        else:
            yield inner


def _images(reader: Reader, figure: _Element, pictures: list[_Element]) -> list[Image]:
    """The pictures of a figure; those for readers without scripts only where there are no others."""
    shown: dict[str, Image] = {}
    unscripted: dict[str, Image] = {}
    for img in pictures:
        holders = _holders(img, figure)
        link = next((holder for holder in holders if holder.tag == "a"), None)
        image = read_image(img, reader.base_url, href=reader.picture_link(link), largest=reader.largest)
        if image is not None:
            without = any(holder.tag == "noscript" for holder in holders)
            (unscripted if without else shown).setdefault(image.url, image)
    return list((shown or unscripted).values())


def _holders(img: _Element, figure: _Element) -> list[_Element]:
    """What a picture stands in inside its figure, the nearest eight: a link or `noscript` is near."""
    holders: list[_Element] = []
    parent = img.getparent()
    while parent is not None and parent is not figure and len(holders) < 8:
        holders.append(parent)
        parent = parent.getparent()
    return holders


def read_as_caption(reader: Reader, element: _Element) -> bool:
    """Make an element the caption of the picture right before it; whether there was one to take it."""
    reader.part()
    last = reader.blocks[-1] if reader.blocks else None
    if not isinstance(last, Image) or last.caption is not None:
        return False
    caption, credit = read_caption(element, skip=reader.skip)
    reader.blocks[-1] = attrs.evolve(last, caption=caption, credit=credit or last.credit)
    return True


def _figcaption(reader: Reader, element: _Element) -> Close | Literal[False]:
    """A caption outside a plain figure: of the picture before it, or a paragraph of its own."""
    if read_as_caption(reader, element):
        return False
    if reader.blocks and isinstance(reader.blocks[-1], Embed):
        if reader.note is not None:
            reader.note("caption of a player", element, words_of(element))
        return False
    return end_part


def part_or_caption(reader: Reader, element: _Element) -> Close | Literal[False]:
    """A `p` or `div`: a part of the text, unless its class makes it a caption or a post."""
    if reader.runs or reader.pictures:
        reader.part()
    classes = element.get("class")
    if classes is None:
        return end_part
    if not POSTS.isdisjoint(classes.split()):
        return reader.post(element)
    if "caption" in classes and is_caption_class(classes) and next(element.iter(*_PICTURES), None) is None:
        return False if read_as_caption(reader, element) else end_part
    return end_part


FIGURE_RULES: Mapping[str, Open] = {
    "figure": _figure,
    "figcaption": _figcaption,
    "p": part_or_caption,
    "div": part_or_caption,
}
