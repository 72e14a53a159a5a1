"""What a publisher's rules say of a page, laid over what the page's metadata say."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import attrs

from newsparse.blocks import clean_url
from newsparse.content import Image
from newsparse.formats.html.metadata.moments import parse_machine, parse_visible
from newsparse.sites import Site, apply_site, match_site, replace_text

if TYPE_CHECKING:
    from newsparse.formats.html.metadata import Metadata
    from newsparse.source import Source

__all__ = ["Ruled", "read_rules"]


@attrs.frozen
class Ruled:
    """The rules for a page, and what they found.

    Attributes:
        markup: The page's markup, with the rules' replacements made.
        site: The rules, `None` where no publisher's are for the page.
        body: The elements that hold the article; empty where extraction decides.
        stripped: The elements that are no part of it.
        used: For each field that was found, the selector.
        notes: What the rules were to find and did not.
    """

    markup: bytes
    site: Site | None = None
    body: tuple[Any, ...] = ()
    stripped: frozenset[Any] = frozenset()
    used: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()

    def apply(self, root: Any, metadata: Metadata) -> tuple[Metadata, Ruled]:
        """Look the rules' selectors up in the page; what they find beats the metadata."""
        if self.site is None:
            return metadata, self
        site, found = self.site, apply_site(self.site, root)
        changes: dict[str, Any] = {
            name: value
            for name in ("title", "authors", "summary", "section", "keywords")
            if (value := getattr(found, name))
        }
        changes |= {name: value for name in ("publisher", "language") if (value := getattr(site, name))}
        for name in ("published", "modified"):
            moment = _moment(getattr(found, name), site, metadata.language)
            if moment is not None:
                changes[name] = moment
        address = clean_url(found.image, metadata.url) if found.image else None
        if address is not None and not address.startswith(("mailto:", "tel:")):
            changes["image"] = Image(address)
        ruled = attrs.evolve(
            self,
            body=found.body,
            stripped=found.stripped,
            used=found.used,
            notes=found.notes,
        )
        return attrs.evolve(metadata, **changes), ruled


def read_rules(source: Source) -> Ruled:
    """The rules for the page's host, if the program or a plugin gave any."""
    markup = source.utf8
    sites = source.sites
    site = match_site(sites, source.url) if sites and source.url else None
    if site is None:
        return Ruled(markup)
    if site.replace:
        markup = replace_text(site, source.text).encode("utf-8", "replace")
    return Ruled(markup, site)


def _moment(text: str, site: Site, language: str | None) -> datetime | date | None:
    if not text:
        return None
    for pattern in site.date_formats:
        try:
            # A pattern says by itself whether it reads a zone and a time.
            found = datetime.strptime(text, pattern)  # noqa: DTZ007
        except ValueError:
            continue
        if any(mark in pattern for mark in ("%H", "%I", "%c", "%X")):
            return _zoned(found, site)
        return found.date()
    moment = parse_machine(text) or parse_visible(text, language)
    if isinstance(moment, datetime):
        return _zoned(moment, site)
    return moment


def _zoned(moment: datetime, site: Site) -> datetime | date:
    """The time in the site's zone where it has none; the day alone where nobody knows the zone."""
    if moment.tzinfo is None:
        if site.timezone is None:
            return moment.date()
        moment = moment.replace(tzinfo=ZoneInfo(site.timezone))
    return datetime.fromisoformat(moment.isoformat())
