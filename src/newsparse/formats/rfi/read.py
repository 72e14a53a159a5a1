"""Seed file to Article."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from newsparse.article import Article
from newsparse.errors import ReadError
from newsparse.formats.rfi.body import Body, Told, read_body
from newsparse.formats.rfi.header import SeedFile, cut
from newsparse.formats.rfi.outlets import Outlet, outlet_for
from newsparse.formats.rfi.own import TRIMMED, read_own
from newsparse.formats.rfi.times import mail_time
from newsparse.formats.rfi.tree import parse_body

if TYPE_CHECKING:
    from newsparse.limits import Limits
    from newsparse.source import Source

__all__ = ["read", "read_file"]

_COLUMN = re.compile(r"(?<=\s)[-–](?=\s)")


def read(source: Source, *, told: Told | None = None) -> Article:
    """The article of a seed file.

    Args:
        source: The file.
        told: Told of what is left out.

    Raises:
        newsparse.ReadError: The head cannot be told without guessing; names the line.
        newsparse.LimitError: The body is over a limit.
    """
    seed = cut(source.utf8)
    return read_file(seed, limits=source.limits, name=source.name, origin=source, told=told)


def read_file(
    seed: SeedFile, *, limits: Limits, name: str | None, origin: Source | None = None, told: Told | None = None
) -> Article:
    """The article of a file that has been cut into its parts."""
    url = seed.url
    outlet = outlet_for(url)
    markup = seed.part(seed.body)
    archived, dated = _stamps(seed)
    root = parse_body(markup, outlet, limits=limits, name=name)
    own = read_own(root) if b"data-newsparse" in markup[:200] else None
    if own is not None:
        title = _headline(seed.headline, url or "", outlet) if own.pop(TRIMMED) else seed.headline
        try:
            return Article(title=title, url=url, archived=archived, origin=origin, **own)
        except (ValueError, TypeError):
            # Somebody has changed the facts into what no article holds; the blocks are still there to be read.
            own = None
    if url is None:
        raise ReadError("the head has no absolute address: [title](https://...)", line=_line(seed))
    body = read_body(root, outlet, markup, base_url=url, captured=archived, told=told)
    return Article(
        title=_headline(seed.headline, url, outlet),
        body=body.blocks,
        url=url,
        published=body.published or dated,
        archived=archived,
        authors=body.authors,
        language=outlet.language,
        publisher=outlet.publisher,
        summary=body.summary,
        image=body.image,
        keywords=body.keywords,
        extra=_extra(body),
        origin=origin,
    )


def _stamps(seed: SeedFile) -> tuple[datetime | None, datetime | None]:
    """When the file was stamped, and the date that the older variant states."""
    dated = mail_time(seed.part(seed.date).decode()) if seed.date else None
    return seed.archived if seed.stamp else dated, dated


def _line(seed: SeedFile) -> int:
    return seed.data.count(b"\n", 0, seed.title[0]) + 1


def _headline(title: str, url: str, outlet: Outlet) -> str:
    """The title without the site's name, and without the column's where the address confirms it."""
    if outlet.title_end is not None:
        match = outlet.title_end.search(title)
        if match is not None and match.end() == len(title):
            title = title[: match.start()].rstrip() or title
    if outlet.columns:
        cuts = list(_COLUMN.finditer(title))
        if cuts and title[cuts[-1].end() :].strip() in unquote(urlsplit(url).path).split("/"):
            title = title[: cuts[-1].start()].rstrip() or title
    return title


def _extra(body: Body) -> dict[str, Any]:
    """What the body knows and the article has no field for."""
    extra: dict[str, Any] = {}
    if body.published_local is not None:
        extra["published_local"] = body.published_local
    if body.credits:
        extra["credits"] = list(body.credits)
    if body.card:
        extra["card"] = dict(body.card)
    return extra
