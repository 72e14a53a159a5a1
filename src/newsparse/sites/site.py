"""`Site`: what one publisher's pages look like, as data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import attrs

from newsparse.sites.selector import SelectorError, check_selector

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

__all__ = ["Site"]

SELECTOR_FIELDS = (
    "title",
    "body",
    "authors",
    "published",
    "modified",
    "image",
    "summary",
    "section",
    "keywords",
    "strip",
)


def _strings(value: str | Iterable[str]) -> tuple[str, ...]:
    """One selector may stand without brackets around it."""
    strings = (value,) if isinstance(value, str) else tuple(value)
    for item in strings:
        if not isinstance(item, str):
            raise TypeError(f"expected str, not {type(item).__name__}")
    return strings


def _pairs(value: Iterable[Iterable[str]]) -> tuple[tuple[str, str], ...]:
    pairs = []
    for pair in value:
        first, second = _strings(pair)
        pairs.append((first, second))
    return tuple(pairs)


def _host(pattern: str) -> str:
    """A host pattern in lower case and ASCII, as addresses on the wire have it.

    Raises:
        ValueError: It is an address or a path, no host.
    """
    sign = pattern[:1] if pattern[:1] in (".", "=") else ""
    name = pattern[len(sign) :].strip().rstrip(".").lower()
    if not name.isascii():
        name = name.encode("idna").decode("ascii")
    if not name or any(character in name for character in "/:@?# *"):
        raise ValueError(f"{pattern!r} is no host name, such as 'example.com'")
    return sign + name


def _hosts(value: str | Iterable[str]) -> tuple[str, ...]:
    return tuple(_host(pattern) for pattern in _strings(value))


@attrs.frozen(repr=False)
class Site:
    """Rules for the pages of one publisher; checked when made.

    A selector is CSS, with `::attr(name)` at its end for an attribute, or XPath 1.0 after the prefix
    `xpath:`. Of several selectors for a field the first that finds something counts; those of `strip`
    all count. What no selector finds is left to the generic extraction.

    Attributes:
        hosts: `example.com` is that host and all below it, `=example.com` that host (with and without
            `www.`) alone, `.example.com` only the hosts below it.
        name: What messages call it; the first host if left out.
        title: The headline.
        body: The elements that hold the article; where one selector finds several, all of them.
        authors: One element or attribute for each name.
        published: The time of publication; of a `<time>` its `datetime`, of a `<meta>` its `content`.
        modified: The time of the last change.
        image: The lead image.
        summary: The standfirst.
        section: The section of the site.
        keywords: One element or attribute for each.
        strip: What is no part of the article, wherever it stands.
        strip_tokens: Ids and class names whose elements are no part of the article.
        strip_images: Parts of image addresses; images with one of them are no part of the article.
        replace: Pairs of texts; the first is replaced by the second in the markup before it is parsed.
        prune: Whether the generic extraction has a say too: what it takes for boilerplate is left out inside
            `body`, and a `body` that holds little of what it takes for the article is passed over as outdated.
        timezone: Name of the time zone of times that say none, such as `Europe/Paris`.
        date_formats: `strptime` patterns of the dates; tried before the general reading of dates.
        publisher: The publisher's name, where the page is not to decide it.
        language: A BCP 47 tag, where the page is not to decide it.
        directives: Names and values that newsparse keeps and does not act on.

    Raises:
        ValueError: A host, selector, time zone or date pattern is not valid; names the site and the selector.
    """

    hosts: tuple[str, ...] = attrs.field(converter=_hosts)
    name: str = attrs.field(default="", kw_only=True)
    title: tuple[str, ...] = attrs.field(default=(), converter=_strings, kw_only=True)
    body: tuple[str, ...] = attrs.field(default=(), converter=_strings, kw_only=True)
    authors: tuple[str, ...] = attrs.field(default=(), converter=_strings, kw_only=True)
    published: tuple[str, ...] = attrs.field(default=(), converter=_strings, kw_only=True)
    modified: tuple[str, ...] = attrs.field(default=(), converter=_strings, kw_only=True)
    image: tuple[str, ...] = attrs.field(default=(), converter=_strings, kw_only=True)
    summary: tuple[str, ...] = attrs.field(default=(), converter=_strings, kw_only=True)
    section: tuple[str, ...] = attrs.field(default=(), converter=_strings, kw_only=True)
    keywords: tuple[str, ...] = attrs.field(default=(), converter=_strings, kw_only=True)
    strip: tuple[str, ...] = attrs.field(default=(), converter=_strings, kw_only=True)
    strip_tokens: tuple[str, ...] = attrs.field(default=(), converter=_strings, kw_only=True)
    strip_images: tuple[str, ...] = attrs.field(default=(), converter=_strings, kw_only=True)
    replace: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=_pairs, kw_only=True)
    prune: bool = attrs.field(default=False, kw_only=True)
    timezone: str | None = attrs.field(default=None, kw_only=True)
    date_formats: tuple[str, ...] = attrs.field(default=(), converter=_strings, kw_only=True)
    publisher: str | None = attrs.field(default=None, kw_only=True)
    language: str | None = attrs.field(default=None, kw_only=True)
    directives: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=_pairs, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not self.hosts:
            raise ValueError(f"site {self.name!r}: hosts is empty")
        if not self.name:
            object.__setattr__(self, "name", self.hosts[0].lstrip("=."))
        for field in SELECTOR_FIELDS:
            for selector in getattr(self, field):
                self._check(field, selector)
        if self.timezone is not None:
            self._check_timezone()

    def _check(self, field: str, selector: str) -> None:
        try:
            check_selector(selector)
        except SelectorError as error:
            raise ValueError(f"site {self.name!r}: {field}: {selector!r}: {error}") from error

    def _check_timezone(self) -> None:
        try:
            self.zone()
        except (ValueError, OSError, KeyError) as error:
            raise ValueError(
                f"site {self.name!r}: timezone: {self.timezone!r} is no zone of the IANA database, "
                "such as 'Europe/Paris'"
            ) from error

    def __repr__(self) -> str:
        return f"<Site {self.name!r} for {', '.join(self.hosts)}>"

    def zone(self) -> ZoneInfo | None:
        """The time zone of times on the site's pages that say none."""
        from zoneinfo import ZoneInfo

        return None if self.timezone is None else ZoneInfo(self.timezone)
