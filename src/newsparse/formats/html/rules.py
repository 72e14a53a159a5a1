"""What a publisher's rules say of a page, laid over what the page's metadata say."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import attrs

from newsparse.blocks import clean_url
from newsparse.content import Image
from newsparse.formats.html.extract import Scope
from newsparse.formats.html.metadata.choice import overrule
from newsparse.formats.html.metadata.moments import parse_machine
from newsparse.formats.html.metadata.names import split_names
from newsparse.formats.html.metadata.text import line
from newsparse.formats.html.metadata.visible_dates import parse_visible
from newsparse.sites import Site, SiteReading, apply_site, match_site, replace_text

if TYPE_CHECKING:
    from newsparse.formats.html.metadata import Metadata
    from newsparse.formats.html.metadata.choice import Trace
    from newsparse.source import Source

__all__ = ["Ruled", "read_rules"]


@attrs.frozen
class Ruled:
    """The rules for a page, and what they found.

    Attributes:
        markup: The page's markup, with the rules' replacements made.
        site: The rules, `None` where no publisher's are for the page.
        scope: Where the article stands, as far as the rules say.
        notes: What the rules were to find and did not.
    """

    markup: bytes
    site: Site | None = None
    scope: Scope | None = None
    notes: tuple[str, ...] = ()

    def apply(self, root: Any, metadata: Metadata, trace: Trace) -> tuple[Metadata, Ruled]:
        """Look the rules' selectors up in the page; what they find beats the metadata."""
        if self.site is None:
            return metadata, self
        found = apply_site(self.site, root)
        changes = _with_moments(self.site, metadata, _fields(found, metadata))
        used = dict(found.used)
        for field, value in changes.items():
            if field != "extra":
                said = value.url if isinstance(value, Image) else value
                origin = f"site {self.site.name!r}: {used.get(field, field)}"
                overrule(field, said, origin, "a publisher's rule", trace)
        scope = Scope(found.body, found.stripped, prune=self.site.prune)
        ruled = attrs.evolve(self, scope=scope, notes=found.notes)
        return attrs.evolve(metadata, **changes), ruled


def read_rules(source: Source, url: str | None) -> Ruled:
    """The rules for an address, if the program or a plugin gave any."""
    markup = source.utf8
    site = match_site(source.sites, url) if url is not None else None
    if site is None:
        return Ruled(markup)
    if site.replace:
        markup = replace_text(site, source.text).encode("utf-8", "replace")
    return Ruled(markup, site)


def _fields(found: SiteReading, metadata: Metadata) -> dict[str, Any]:
    """The fields that the rules found, in the form that an article holds them in."""
    site = found.site
    fields: dict[str, Any] = {name: line(getattr(found, name)) for name in ("title", "summary", "section")}
    fields["authors"] = tuple(dict.fromkeys(name for text in found.authors for name in split_names(line(text))))
    fields["keywords"] = tuple(filter(None, map(line, found.keywords)))
    fields |= {name: getattr(site, name) for name in ("publisher", "language")}
    fields |= {name: _moment(getattr(found, name), site, metadata.language) for name in ("published", "modified")}
    fields["image"] = _image(found.image, metadata)
    return {name: value for name, value in fields.items() if value}


def _image(address: str, metadata: Metadata) -> Image | None:
    """The image; with the caption that the metadata found, where both mean the same one."""
    url = clean_url(address, metadata.url) if address else None
    if url is None or not url.startswith(("http://", "https://", "data:image/")):
        return None
    known = metadata.image
    return known if known is not None and known.url == url else Image(url)


def _with_moments(site: Site, metadata: Metadata, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields, and the moments that the page tells without a zone, in the site's where the rules find none."""
    changes = dict(fields)
    extra = dict(metadata.extra)
    for name in ("published", "modified"):
        local = extra.get(f"{name}_local")
        if local is not None and (name in fields or site.timezone is not None):
            del extra[f"{name}_local"]
            changes.setdefault(name, _zoned(datetime.fromisoformat(local), site))
    return changes if extra == dict(metadata.extra) else {**changes, "extra": extra}


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
