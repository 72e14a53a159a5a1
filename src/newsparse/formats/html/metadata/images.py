"""The lead image: the one a reader sees, recognised by what JSON-LD and Open Graph say it is.

The declared image is often a crop for social networks with a name of its own, so the picture in
the page that shows the same is taken where there is one, else the story's first picture in a
figure, else the declared one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

import attrs

from newsparse.blocks.pictures import (
    ADDRESS_ATTRIBUTES,
    image_address,
    is_no_photo,
    pixels,
    sources_of,
)
from newsparse.content import Image
from newsparse.formats.html.credits import caption_and_credit
from newsparse.formats.html.metadata.choice import Offer, Trace, tell
from newsparse.formats.html.metadata.page import Page
from newsparse.formats.html.metadata.places import ancestry, marks
from newsparse.formats.html.metadata.text import line

_META_KEYS = (
    "og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src", "parsely-image-url",
    "sailthru.image.full", "itemprop:image", "thumbnail",
)  # fmt: skip
_OTHERS = re.compile(
    r"logo|avatar|author|byline|advert|banner|sponsor|(?<![a-z])share|social|icon|app-?store|teaser|related|recommend|promo(?!t)|comment"
)
_LEAD = re.compile(
    r"lead|hero|featured|cover|aufmacher|opener|main|post-thumbnail|wp-post-image|header|top|title", re.IGNORECASE
)
_SIZE_SUFFIX = re.compile(r"[-_@]?\d{2,4}x\d{0,4}|[-_]scaled|\.(?:jpe?g|png|webp|avif|gif)", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_MOST_IMAGES = 80
_MOST_LEADING = 12
_SMALLEST = 150
_LIKELY, _SURE = 2, 3
_MOST_DECLARED = 6
_SHORTEST_NAME = 6


@attrs.frozen
class _Shown:
    """An image of the page that may be its story's: the element, its best address, its rank."""

    element: Any
    url: str
    rank: int


def read_image(page: Page, trace: Trace) -> Image | None:
    """The article's lead image with its alternative text, caption and credit, or `None`."""
    declared = list(_declared(page))
    wanted = [offer.value for offer in declared if offer.flaw is None]
    shown = _same_as(page, wanted)
    if shown is None:
        leading = _leading(page)
        shown = leading if leading and leading.rank >= (_LIKELY if wanted else 1) else None
    url = shown.url if shown else next(iter(wanted), None)
    if trace is not None:
        offers = [*declared, *([Offer(shown.url, f"img, rank {shown.rank}")] if shown else [])]
        taken = next((offer for offer in reversed(offers) if offer.value == url), None)
        tell("image", offers, taken, "the picture in the page that shows the same, or leads the story", trace)
    if url is None:
        return None
    return _described(url, shown.element) if shown else Image(url)


def _declared(page: Page) -> Iterator[Offer[str]]:
    for key in _META_KEYS[:1]:
        for value in page.meta.get(key, ())[:3]:
            yield _checked(page, value, f"meta:{key}")
    for node in page.about:
        for key in ("image", "thumbnailUrl"):
            for value in _json_images(node.data.get(key), page):
                yield _checked(page, value, f"json-ld:{node.path}.{key}")
    for key in _META_KEYS[1:]:
        for value in page.meta.get(key, ())[:3]:
            yield _checked(page, value, f"meta:{key}")


def _json_images(value: Any, page: Page) -> Iterator[str]:
    for said in (value if isinstance(value, list) else [value])[:4]:
        is_reference = isinstance(said, dict) and len(said) <= 2 and isinstance(said.get("@id"), str)
        item = page.pictures_by_id.get(said["@id"], said) if is_reference else said
        address = (item.get("url") or item.get("contentUrl")) if isinstance(item, dict) else item
        if isinstance(address, list):
            address = next(iter(address), None)
        if isinstance(address, str):
            yield address


def _checked(page: Page, raw: str, origin: str) -> Offer[str]:
    url = page.absolute(line(raw))
    if url is None:
        return Offer(raw, origin, "no absolute http(s) address")
    return Offer(url, origin, "a logo or a placeholder" if is_no_photo(url) else None)


def _same_as(page: Page, wanted: list[str]) -> _Shown | None:
    """The picture in the page that shows what one of the declared addresses does."""
    if not wanted:
        return None
    raw: list[str] = []
    for url in wanted[:_MOST_DECLARED]:
        names = [name for name in (_file(url), *_tokens(url)) if len(name) >= _SHORTEST_NAME]
        for at, (element, below) in enumerate(page.images[:_MOST_IMAGES]):
            if at == len(raw):
                raw.append(_addresses(element))
            if any(name in raw[at] for name in names) and (shown := _shown(page, element, below)):
                return shown
    return None


def _leading(page: Page) -> _Shown | None:
    """The first picture that surely leads the story, else the one that most likely does."""
    best: _Shown | None = None
    under = [pair for pair in page.images if pair[1]]
    for element, below in under[:_MOST_LEADING] or page.images[:_MOST_LEADING]:
        shown = _shown(page, element, below)
        if shown and (best is None or shown.rank > best.rank):
            best = shown
            if best.rank >= _SURE:
                break
    return best


def _shown(page: Page, element: Any, below: bool) -> _Shown | None:
    """An image as one of the story's, or `None` where it is none of them."""
    if _is_small(element) or page.is_outside(element, _OTHERS, footer=False):
        return None
    url = image_address(element, page.base)
    if url is None or not url.startswith("http") or is_no_photo(url):
        return None
    rank = _rank(element, below=below)
    return _Shown(element, url, rank) if rank >= 0 else None


def _addresses(element: Any) -> str:
    """All addresses of an `img` and of its `picture`, for looking names up in them."""
    holders = (element, *sources_of(element))
    text = " ".join([value for holder in holders for name, value in holder.items() if name in ADDRESS_ATTRIBUTES])
    return (unquote(text) if "%" in text else text).lower()


def _is_small(element: Any) -> bool:
    width, height = pixels(element, "width"), pixels(element, "height")
    return bool((width and width < _SMALLEST) or (height and height < _SMALLEST * 0.6))


def _rank(element: Any, *, below: bool) -> int:
    """How likely an image leads the story: 2 is likely, 3 is sure, below 0 it links to another."""
    rank = 1 if below else 0
    for up, part in enumerate(ancestry(element)):
        if part.tag in {"figure", "picture"} or (up < 3 and _LEAD.search(marks(part))):
            rank += 1
        elif part.tag == "a" and not _is_picture(part.get("href") or ""):
            rank -= 1
        elif part.tag in {"article", "main"}:
            rank += 1
    return rank


def _is_picture(address: str) -> bool:
    return (
        not address
        or address.startswith("#")
        or bool(re.search(r"\.(?:jpe?g|png|webp|gif)(?:$|\?)", address, re.IGNORECASE))
    )


def _file(url: str) -> str:
    name = unquote(urlsplit(url).path.rstrip("/").rsplit("/", 1)[-1]).lower()
    return _SIZE_SUFFIX.sub("", name)


def _tokens(url: str) -> frozenset[str]:
    """Parts of an address that name one picture: long words of its path that hold digits."""
    parts = urlsplit(url)
    text = unquote(f"{parts.path.rsplit('/', 6)[-1] if parts.path.count('/') > 6 else parts.path} {parts.query}")
    words = {_SIZE_SUFFIX.sub("", word.lower()) for word in _TOKEN.findall(text)}
    return frozenset(word for word in words if len(word) >= 8 and any(map(str.isdigit, word)) and not _is_day(word))


def _is_day(word: str) -> bool:
    return len(word) <= 10 and word.replace("-", "").isdigit() and word[:2] in {"19", "20"}


def _described(url: str, element: Any) -> Image:
    figure = next((parent for parent in element.iterancestors("figure")), None)
    around = None if figure is None else next(figure.iter("figcaption"), None)
    caption, credit = (None, None) if around is None else caption_and_credit(around)
    return Image(url, alt=line(element.get("alt") or "") or None, caption=caption, credit=credit)
