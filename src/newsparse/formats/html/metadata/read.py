"""Everything a page says about its article, read in one step."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import attrs

from newsparse.content import Image
from newsparse.formats.html.metadata import language, page_fields
from newsparse.formats.html.metadata.authors import Credit, read_authors
from newsparse.formats.html.metadata.choice import Trace, pick
from newsparse.formats.html.metadata.collect import collect
from newsparse.formats.html.metadata.dates import Dates, read_dates
from newsparse.formats.html.metadata.images import read_image
from newsparse.formats.html.metadata.titles import read_title
from newsparse.formats.html.walk import WalkedPage


@attrs.frozen(kw_only=True)
class Metadata:
    """What a page says about its article; fields as in `newsparse.Article`.

    Attributes:
        base: What relative addresses of the page resolve against.
        article_body: JSON-LD `articleBody` as plain text, where the page carries the story there.
        is_article: `True` or `False` where JSON-LD or Open Graph say whether the page is an article,
            `None` where they say nothing.
    """

    title: str = ""
    url: str | None = None
    base: str | None = None
    published: datetime | date | None = None
    modified: datetime | date | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    publisher: str | None = None
    summary: str | None = None
    image: Image | None = None
    keywords: tuple[str, ...] = ()
    section: str | None = None
    article_body: str | None = None
    is_article: bool | None = None
    extra: Mapping[str, Any] = attrs.field(factory=dict)


def read_metadata(
    root: Any, walked: WalkedPage, *, url: str | None, markup: bytes, trace: Trace = None, url_origin: str = "given"
) -> Metadata:
    """Read a page's metadata; never raises, whatever the page holds.

    Args:
        root: The `html` element of a parsed page.
        walked: Its blocks and named elements.
        markup: The bytes that it was parsed from.
        url: The address the page came from, if known.
        url_origin: Who says so, in words.
        trace: A list to which every candidate of every field is added, with the reason why it
            was taken or passed over; `None` costs nothing.

    Returns:
        The fields the page has; times aware with a fixed offset, or dates.
    """
    page = collect(root, url, walked, markup)
    page.url_origin = url_origin
    address = pick("url", page_fields.addresses(page), trace)
    tongue = pick("language", language.offers(page), trace)
    page.title = read_title(page, trace)
    dates = read_dates(page, tongue, trace)
    credit = read_authors(page, trace)
    return Metadata(
        title=page.title,
        url=address,
        base=page.resolving_base(address),
        published=dates.published,
        modified=dates.modified,
        authors=credit.names,
        language=tongue,
        publisher=pick("publisher", page_fields.publishers(page), trace),
        summary=pick("summary", page_fields.summaries(page), trace),
        image=read_image(page, trace),
        keywords=pick("keywords", page_fields.keywords(page), trace) or (),
        section=pick("section", page_fields.sections(page), trace),
        article_body=page_fields.article_body(page),
        is_article=page_fields.is_article(page),
        extra=_extra(dates, credit),
    )


def _extra(dates: Dates, credit: Credit) -> dict[str, Any]:
    """What has no field of its own: bare times, the day of a first edition, and the agencies among the authors."""
    extra: dict[str, Any] = {}
    if dates.published_local:
        extra["published_local"] = dates.published_local
    if dates.modified_local:
        extra["modified_local"] = dates.modified_local
    if dates.first_published:
        extra["first_published"] = dates.first_published
    if credit.agencies:
        extra["agencies"] = list(credit.agencies)
    return extra
