"""Pictures: which address is the picture's, and what is caption and what is credit."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit

from newsparse.blocks.addresses import clean_url, largest_of_srcset
from newsparse.blocks.text import CONTROLS, squeeze
from newsparse.content import Image, is_allowed_url
from newsparse.spans import PICTURE

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = [
    "ADDRESS_ATTRIBUTES", "Caption", "emoji", "image_address", "is_credit", "is_no_photo", "pixels", "read_caption",
    "read_image", "sources_of",
]  # fmt: skip

Caption: TypeAlias = "tuple[str | None, str | None]"

_SRCSETS = ("srcset", "data-srcset", "data-lazy-srcset", "data-original-set")
_LAZY = (
    "data-src", "data-original", "data-lazy-src", "data-lazy", "data-original-src", "data-actualsrc",
    "data-hi-res-src", "data-image", "data-image-src", "data-img-src", "data-full-src", "data-url", "data-lazyload",
)  # fmt: skip
ADDRESS_ATTRIBUTES = frozenset({"src", *_SRCSETS, *_LAZY})
"""The attributes of `img` and `source` that may hold a picture's address."""
_PLACEHOLDERS = frozenset({"spacer", "placeholder", "transparent", "1x1", "lazyload", "lazyloader", "lazyloading"})
# Words that photographs may have in their names too; alone they are no photograph's name.
_PLACEHOLDERS_ALONE = frozenset(
    {"blank", "pixel", "loading", "loader", "lazy", "grey", "gray", "clear", "trans", "dot"}
)
# Parts of the paths of pictures that show nothing of a story.
_NO_PHOTO = tuple(
    "placeholder spacer blank. pixel logo favicon sprite avatar gravatar loading lazy. transparent grey- icon- icon_"
    " icon. icon/ icons/ badge emoji fallback social-share socialshare og-image opengraph default-image default_image"
    " defaultimage default-og default-share default-social default-thumb default_thumb /1x1".split()
)
# A file is called by words such as these alone where it is for any page, by one of the second kind at least.
_GENERAL = frozenset(
    "default defaults share sharing social media og ogp image images img picture pic photo fb facebook "
    "twitter x card up for no noimage none not available missing thumb thumbnail site general generic meta "
    "preview cover banner large small big new the home main".split()
)
_TELLING = frozenset("default defaults share sharing social og ogp fb facebook noimage no missing none generic".split())
_FILE_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_SIZE = 6  # digits
_MOST_IN_PICTURE = 100  # elements
_LONG_ENOUGH = 1024  # characters of a data address below which it is a placeholder, not a picture
_NOTHING = frozenset({"0", "1", "2", "0px", "1px", "2px"})
_CREDIT_NAME = re.compile(
    r"credit|copyright|photographer|byline|fuente|quelle|agency|attribution|(?:^|[\s_-])(?:source|author)",
    re.IGNORECASE,
)
_CREDIT_TEXT = re.compile(
    r"(?:©|\(c\)|\(C\)|photo(?:graph)?(?: by)? ?:|image credit|credit ?:|图像来源|图片来源|圖像來源|圖片來源)",
    re.IGNORECASE,
)
_LEADING_WORD = re.compile(
    r"^(?:(?:image |photo |picture )?credits?|(?:image |photo )?source|图像来源|图片来源|圖像來源|圖片來源)"
    r"(?:\.{3}|\s*[:：，,])\s*",
    re.IGNORECASE,
)
_CREDIT_AFTER = "Credit..."  # stands hidden between caption and credit on pages made with React
_EMOJI = frozenset({"emoji", "wp-smiley", "emojione", "twemoji", "W_img_face", "inline-emoji"})
_UNSEEN = frozenset({"script", "style", "template", "noscript", "svg", "img", *CONTROLS})


def is_no_photo(url: str) -> bool:
    """Whether an address is that of a logo, a placeholder or the picture that a site shares where a story has none."""
    try:
        path = urlsplit(url).path.lower()
    except ValueError:
        return False
    if path.endswith(".svg") or any(word in path for word in _NO_PHOTO):
        return True
    words = set(_FILE_WORD.findall(path.rpartition("/")[2].rpartition(".")[0]))
    return words <= _GENERAL and not words.isdisjoint(_TELLING)


def is_spacer(img: _Element) -> bool:
    """Whether a picture is declared to be at most two pixels high or wide."""
    return img.get("width") in _NOTHING or img.get("height") in _NOTHING


def _real(url: str | None) -> bool:
    if not url:
        return False
    if url[:5].lower() == "data:":
        return len(url) > _LONG_ENOUGH and not url.startswith(("data:image/gif", "data:image/svg"))
    return not url.startswith(("about:", "#", "javascript:")) and not _is_placeholder(url)


def emoji(img: _Element) -> str | None:
    """What a picture that stands for a character says; `None` for other pictures."""
    names = img.get("class")
    if names and not _EMOJI.isdisjoint(names.split()):
        return img.get("alt", "")
    return None


def pixels(img: _Element, name: str) -> int | None:
    """A picture's `width` or `height`; `None` where it says none, or one in other units."""
    size = (img.get(name) or "").removesuffix("px")
    return int(size) if size.isascii() and size.isdigit() and len(size) < _LONGEST_SIZE else None


def _is_placeholder(url: str) -> bool:
    path = url.partition("?")[0].partition("#")[0]
    words = path[path.rfind("/") + 1 :].lower().replace("-", "_").replace(".", "_").split("_")
    if not _PLACEHOLDERS.isdisjoint(words):
        return True
    return len(words) > 1 and _PLACEHOLDERS_ALONE.issuperset(words[:-1])


def image_address(img: _Element, base_url: str | None = None, *, largest: bool = True) -> str | None:
    """The address of the picture that an `img` or `picture` stands for, `None` for a placeholder.

    Args:
        img: An `img`, `amp-img` or `picture` element.
        base_url: What relative addresses resolve against.
        largest: Whether the widest candidate of a `srcset` goes before a real `src`.
    """
    for url in _candidates(img, largest=largest):
        if url and _real(url):
            cleaned = clean_url(url, base_url)
            if cleaned is not None and is_allowed_url(cleaned, PICTURE):
                return cleaned
    return None


def _candidates(img: _Element, *, largest: bool) -> Iterator[str | None]:
    """The addresses that a picture may have, the best first."""
    if img.tag == "picture":
        sources: Iterable[_Element] = img.iter("source")
        img = next(img.iter("img", "amp-img"), img)
    else:
        sources = sources_of(img)
    if not largest:
        yield img.get("src")
    for holder in chain((img,), sources):
        yield from (largest_of_srcset(value) for name in _SRCSETS if (value := holder.get(name)))
    yield from map(img.get, _LAZY)
    yield img.get("src")


def sources_of(img: _Element) -> Iterable[_Element]:
    """Each `source` of an `img` in a `picture`, in the order they are written.

    Those before another `img` are that one's: a `picture` that was never closed holds all that follow it.
    """
    found: list[_Element] = []
    if not _is_in_picture(img):
        return found
    at = img
    for _ in range(_MOST_IN_PICTURE):
        before = at.getprevious()
        before = at.getparent() if before is None else before
        if before is None or before.tag in {"img", "amp-img", "picture"}:
            break
        if before.tag == "source":
            found.append(before)
        at = before
    return reversed(found)


def _is_in_picture(img: _Element) -> bool:
    """Whether an `img` stands in a `picture`; libxml2 does not know that `source` is empty."""
    parent = img.getparent()
    for _ in range(8):
        if parent is None or parent.tag != "source":
            break
        parent = parent.getparent()
    return parent is not None and parent.tag == "picture"


def read_image(img: _Element, base_url: str | None, *, href: str | None = None, largest: bool = True) -> Image | None:
    """The picture that an `img` or `picture` stands for; `None` for spacers and placeholders."""
    if is_spacer(img):
        return None
    url = image_address(img, base_url, largest=largest)
    if url is None:
        return None
    inner = next(img.iter("img"), img) if img.tag == "picture" else img
    alt = inner.get("alt")
    return Image(url, alt=squeeze(alt) if alt else None, href=href)


def is_credit(element: _Element, text: str) -> bool:
    """Whether a part of a caption names the photographer, the agency or the rights."""
    if element.tag == "cite":
        return True
    names = f"{element.get('class', '')} {element.get('itemprop', '')}"
    return (len(names) > 1 and _CREDIT_NAME.search(names) is not None) or _CREDIT_TEXT.match(text) is not None


def read_caption(element: _Element, *, skip: Container[_Element] | None = None) -> Caption:
    """The caption and the credit that stand in an element such as `figcaption`.

    Credit is what stands in `cite`, in an element whose class says so, or begins with ©.
    """
    caption: list[str] = []
    credit: list[str] = []
    for holder, text in _pieces(element, skip):
        (credit if holder is not None else caption).append(text)
    said = squeeze("".join(caption))
    owed = _LEADING_WORD.sub("", squeeze(" ".join(credit)))
    if not owed and _CREDIT_AFTER in said:
        said, _, owed = map(str.strip, said.partition(_CREDIT_AFTER))
    return said or None, owed or None


def _pieces(root: _Element, skip: Container[_Element] | None) -> list[tuple[_Element | None, str]]:
    """Texts in order, each with the element that makes it a credit."""
    found: list[tuple[_Element | None, str]] = []
    waiting: list[tuple[_Element | None, _Element | str, bool]] = [(None, root, False)]
    while waiting:
        holder, item, inside = waiting.pop()
        if isinstance(item, str):
            found.append((holder, item))
            continue
        if not isinstance(item.tag, str) or item.tag in _UNSEEN or (skip is not None and item in skip):
            continue
        if holder is None and inside and is_credit(item, squeeze(item.text or "")):
            holder = item
        waiting.extend(_content(item, holder))
    return found


def _content(element: _Element, holder: _Element | None) -> list[tuple[_Element | None, _Element | str, bool]]:
    """What stands in an element, last first."""
    parts: list[tuple[_Element | None, _Element | str, bool]] = []
    if element.tag not in _RUNNING:
        parts.append((holder, " ", True))
    if element.text:
        parts.append((holder, element.text, True))
    for child in element:
        parts.append((holder, child, True))
        if child.tail:
            parts.append((holder, child.tail, True))
    if element.tag not in _RUNNING:
        parts.append((holder, " ", True))
    parts.reverse()
    return parts


_RUNNING = frozenset({"a", "span", "b", "i", "em", "strong", "u", "sub", "sup", "font", "mark", "small"})
