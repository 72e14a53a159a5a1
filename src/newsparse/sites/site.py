"""`Site`: what one publisher's pages look like, as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

import attrs

from newsparse.article import Article
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
    """One selector may stand without brackets around it; what is none is told once the site has a name."""
    return (value,) if isinstance(value, str) or not isinstance(value, Iterable) else tuple(value)


def _pairs(value: Iterable[Iterable[str]]) -> tuple[tuple[str, str], ...]:
    """As `_strings`; a pair that is none stays as it is."""
    pairs: Any = (value,)
    if isinstance(value, Iterable) and not isinstance(value, (str, Mapping)):
        pairs = tuple(tuple(pair) if isinstance(pair, list) else pair for pair in value)
    return cast("tuple[tuple[str, str], ...]", pairs)


def _is_pair(value: object) -> bool:
    return isinstance(value, tuple) and len(value) == 2 and all(isinstance(item, str) for item in value)


def _host(pattern: str) -> str:
    """A host pattern in lower case and ASCII, as addresses on the wire have it.

    Raises:
        ValueError: It is an address or a path, no host.
    """
    if not isinstance(pattern, str):
        raise TypeError(f"site: hosts: expected str, not {type(pattern).__name__}")
    sign = pattern[:1] if pattern[:1] in (".", "=") else ""
    name = pattern[len(sign) :].strip().rstrip(".").lower()
    if not name.isascii():
        name = name.encode("idna").decode("ascii")
    if not name or name.startswith((".", "=")) or any(character in name for character in "/:@?# *"):
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
        TypeError: A value is of the wrong type; names the site and the field.
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
        for attribute in attrs.fields(Site):
            self._check_type(attribute.name, getattr(self, attribute.name))
        for field in SELECTOR_FIELDS:
            for selector in getattr(self, field):
                self._check(field, selector)
        if self.timezone is not None:
            self._check_timezone()
        for pattern in self.date_formats:
            self._check_date_format(pattern)
        self._check_values()

    def _check_type(self, field: str, value: object) -> None:
        """What TOML or a program may have as something else."""
        if field in ("replace", "directives"):
            wanted, fits = "pairs of str, such as [['old', 'new']]", all(map(_is_pair, cast("Any", value)))
        elif isinstance(value, tuple):
            wanted, fits = "a str or several", all(isinstance(item, str) for item in value)
        elif field == "prune":
            wanted, fits = "true or false", isinstance(value, bool)
        else:
            wanted, fits = "a str", value is None or isinstance(value, str)
        if not fits:
            raise TypeError(f"site {self.name!r}: {field}: expected {wanted}, not {value!r:.60}")

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

    def _check_date_format(self, pattern: str) -> None:
        try:
            datetime.strptime("", pattern)  # noqa: DTZ007  # only to have the pattern compiled
        except ValueError as error:
            if "does not match" not in str(error):
                raise ValueError(f"site {self.name!r}: date_formats: {pattern!r}: {error}") from error

    def _check_values(self) -> None:
        """What an article cannot hold is told here, not on some page."""
        try:
            Article(publisher=self.publisher, language=self.language)
        except ValueError as error:
            raise ValueError(f"site {self.name!r}: {error}") from error

    def __repr__(self) -> str:
        return f"<Site {self.name!r} for {', '.join(self.hosts)}>"

    def zone(self) -> ZoneInfo | None:
        """The time zone of times on the site's pages that say none."""
        from zoneinfo import ZoneInfo

        return None if self.timezone is None else ZoneInfo(self.timezone)
