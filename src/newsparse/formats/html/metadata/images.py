"""The lead image: the one a reader sees, recognised by what JSON-LD and Open Graph say it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

from newsparse.article import Image
from newsparse.formats.html.metadata.choice import Offer, Trace, tell
from newsparse.formats.html.metadata.page import Page
from newsparse.formats.html.metadata.text import line, node_text

_PLACEHOLDER = re.compile(
    r"placeholder|spacer|blank\.|pixel|1x1|default[-_]?(?:image|og|share|social)|logo|favicon|sprite|avatar|gravatar|loading|lazy\.|transparent|grey-|icon[-_./]|badge|emoji",
    re.I,
)


def read_image(page: Page, trace: Trace) -> Image | None:
    """The article's lead image, or `None`."""
    offers = list(_declared(page))
    taken = next((offer for offer in offers if offer.flaw is None), None)
    tell("image", offers, taken, "first that is no placeholder", trace)
    return Image(taken.value) if taken else None


def _declared(page: Page) -> Iterator[Offer[str]]:
    for key in (
        "og:image",
        "og:image:url",
        "og:image:secure_url",
        "twitter:image",
        "twitter:image:src",
        "parsely-image-url",
        "sailthru.image.full",
        "thumbnail",
    ):
        for value in page.meta.get(key, ())[:2]:
            yield _checked(page, value, f"meta:{key}")


def _checked(page: Page, raw: str, origin: str) -> Offer[str]:
    url = page.absolute(line(raw))
    if url is None:
        return Offer(raw, origin, "no address")
    if _PLACEHOLDER.search(urlsplit(url).path):
        return Offer(url, origin, "a logo or a placeholder")
    return Offer(url, origin)
