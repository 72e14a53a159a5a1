"""Pictures and players: which of a page belong to its article, with their captions and credits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from posixpath import basename
from typing import Final
from urllib.parse import urlsplit

import attrs

from newsparse.blocks.addresses import clean_url
from newsparse.blocks.embeds import read_player
from newsparse.blocks.pictures import is_no_photo, pixels, read_image
from newsparse.content import Block, Divider, Embed, Image
from newsparse.formats.html.credits import caption_and_credit
from newsparse.formats.html.extract.captions import holds_caption, is_named_caption, is_picture_box
from newsparse.formats.html.metadata.hosts import is_front_page
from newsparse.formats.html.walk import Flag, Node, WalkedPage

__all__ = ["Insertions", "find_insertions", "find_lead", "without"]

_PICTURES: Final = frozenset({"img", "picture", "amp-img"})
# Smaller pictures are icons and portraits of authors.
_ICON: Final = 60
# Text of a caption and its credit; more, without chosen text beside it, is another story's teaser.
_CAPTION_LENGTH: Final = 400
_LEVELS: Final = 5
# Containers of a box that are looked at for a caption.
_NEAR: Final = 50

Insertions = list[tuple[int, int, Block]]
"""Blocks before it, its container, and the picture, player or divider."""


@attrs.frozen
class _Sums:
    """Over each container and all it holds: letters chosen, letters left out, of them in links, and pictures."""

    kept: list[int]
    left: list[int]
    linked: list[int]
    media: list[int]


def find_insertions(page: WalkedPage, kept: Sequence[int], base_url: str | None) -> Insertions:
    """The pictures, players and dividers that stand in the article, in reading order.

    A picture belongs to the article where the largest box around it without chosen text holds no more
    text than a caption has, and stands in a container that holds a good part of the article.
    """
    if not kept or not (page.media or page.rules):
        return []
    sums = _sums(page, kept)
    last = _end(page, kept)
    found: Insertions = []
    for before, place, node, link in page.media:
        if before > last or place < 0:
            continue
        if _belongs(page, sums, place):
            made = _read(page, sums, place, node, link, base_url)
            if made is not None:
                found.append((before, place, made))
    for before, place in page.rules:
        if kept[0] < before <= kept[-1] and place >= 0 and sums.kept[place] * 5 > sums.kept[0]:
            found.append((before, place, Divider()))
    found.sort(key=lambda item: item[0])
    return list(_once(found))


def _end(page: WalkedPage, kept: Sequence[int]) -> int:
    """The number of the block that ends the story: the first after its text that is no caption of a picture."""
    end = kept[-1] + 1
    while end < len(page.places) and holds_caption(page, end):
        end += 1
    return end


def find_lead(image: Image | None, insertions: Insertions, kept: Sequence[int]) -> Image | None:
    """The lead image with what the page says of it.

    It is the one that the metadata name; without such, the first before the article's text.
    """
    if image is None:
        leading = (block for before, _, block in insertions if before <= kept[0] and isinstance(block, Image))
        return next(
            (image for image in leading if not is_no_photo(image.url) and not is_front_page(image.href or "-")), None
        )
    name = _file_name(image.url)
    for _, _, block in insertions:
        if isinstance(block, Image) and _file_name(block.url) == name:
            return attrs.evolve(
                image,
                alt=block.alt or image.alt,
                caption=block.caption or image.caption,
                credit=block.credit or image.credit,
            )
    return image


def without(insertions: Insertions, image: Image | None) -> Insertions:
    """The insertions but for an image, whatever its size: it is known by its file's name."""
    if image is None:
        return insertions
    name = _file_name(image.url)
    return [
        item
        for item in insertions
        if not (isinstance(item[2], Image) and (item[2].url == image.url or _file_name(item[2].url) == name))
    ]


def _file_name(url: str) -> str:
    try:
        path = urlsplit(url).path
    except ValueError:
        return url
    return basename(path) or url


def _sums(page: WalkedPage, kept: Sequence[int]) -> _Sums:
    count = len(page.container_tags)
    inside, left, linked, media = [0] * count, [0] * count, [0] * count, [0] * count
    chosen = bytearray(len(page.places))
    for block in kept:
        chosen[block] = 1
    flags = page.container_flags
    for is_chosen, place, text, runs in zip(chosen, page.places, page.texts, page.runs, strict=True):
        if is_chosen:
            inside[place] += len(text)
        elif not flags[place] & Flag.CAPTION:
            left[place] += len(text)
            if runs[0][1] is not None:
                linked[place] += len(text)
    for _, place, _, _ in page.media:
        if place >= 0:
            media[place] += 1
    parents = page.container_parents
    for place in range(count - 1, 0, -1):
        in_kept, in_left, in_media = inside[place], left[place], media[place]
        if (in_kept or in_left or in_media) and (parent := parents[place]) >= 0:
            inside[parent] += in_kept
            left[parent] += in_left
            linked[parent] += linked[place]
            media[parent] += in_media
    return _Sums(inside, left, linked, media)


def _belongs(page: WalkedPage, sums: _Sums, place: int) -> bool:
    parents = page.container_parents
    box = -1
    while place >= 0 and not sums.kept[place]:
        box = place
        place = parents[place]
    if place < 0 or sums.kept[place] * 3 < sums.kept[0]:
        return False
    if box < 0:
        return True
    if page.container_flags[box] & (Flag.NAV | Flag.FOOTER | Flag.FORM):
        return False
    text, linked = sums.left[box], sums.linked[box]
    return text <= _CAPTION_LENGTH * max(1, sums.media[box]) and (linked <= 30 or linked * 4 < text)


def _read(
    page: WalkedPage, sums: _Sums, place: int, node: Node, link: Node, base_url: str | None
) -> Image | Embed | None:
    if node.tag not in _PICTURES:
        player = read_player(node, base_url)
        return player if player is not None and player.kind != "other" else None
    if _is_icon(node):
        return None
    address = link.get("href") if link is not None else None
    image = read_image(node, base_url, href=clean_url(address, base_url) if address else None)
    if image is None:
        return None
    holder = _caption_holder(page, sums, place)
    if holder is None:
        return image
    caption, credit = caption_and_credit(holder)
    return attrs.evolve(image, caption=caption, credit=credit)


def _is_icon(node: Node) -> bool:
    sizes = [pixels(node, name) for name in ("width", "height")]
    return any(size is not None and size < _ICON for size in sizes)


def _caption_holder(page: WalkedPage, sums: _Sums, place: int) -> Node | None:
    """The element that holds the caption of the picture in a container.

    It stands in the same figure, or in the largest box around the picture without other pictures or
    chosen text, and is a `figcaption` or called a caption; or it is all text of a box for the picture.
    """
    parents, flags, depths = page.container_parents, page.container_flags, page.container_depths
    box = place
    for _ in range(_LEVELS):
        parent = parents[box]
        if parent < 0 or sums.kept[parent] or (sums.media[parent] > 1 and not flags[parent] & Flag.FIGURE):
            break
        box = parent
    for inner in range(box + 1, min(box + _NEAR, len(parents))):
        if depths[inner] <= depths[box]:
            break
        if page.container_tags[inner] == "figcaption" or _may_be_named_caption(page.container_tokens[inner]):
            return page.container_elements[inner]
    return _own_box(page, sums, place)


def _own_box(page: WalkedPage, sums: _Sums, place: int) -> Node | None:
    """The innermost box with text around a picture that is named for it, unless the text is the story's or long."""
    for _ in range(_LEVELS):
        if place < 0 or sums.kept[place] or sums.left[place] > _CAPTION_LENGTH:
            return None
        if sums.left[place] and is_picture_box(page, place):
            return page.container_elements[place]
        place = page.container_parents[place]
    return None


def _may_be_named_caption(names: str) -> bool:
    return "caption" in names.lower() or is_named_caption(names)


def _once(found: Insertions) -> Iterator[tuple[int, int, Block]]:
    """Each picture once: pages repeat them for small screens and for readers without scripts."""
    seen: set[str] = set()
    for item in found:
        url = getattr(item[2], "url", None)
        if url is not None:
            name = _file_name(url)
            if url in seen or (len(name) > 12 and name in seen):
                continue
            seen.update((url, name))
        yield item
