"""What a page says about itself outside its text, gathered in one pass over the tree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from operator import itemgetter
from typing import Any
from urllib.parse import urljoin, urlsplit

import attrs
from lxml import etree

from newsparse.formats.html.metadata import jsonld
from newsparse.formats.html.metadata.text import fold, line, node_text

_FOLLOWING = etree.XPath("following::*[position() <= 300]")
_PRECEDING = etree.XPath("preceding::*[position() <= 20]")
_STATE = etree.XPath("//script[contains(., 'ublish')]/text() | //@*[contains(., 'datePublished')]")
_MOST_SCRIPTS = 30
_NO_TEXT = frozenset({"script", "style", "option", "noscript", "template", "svg", "button"})
_NAMELESS = (None, None, None)
_ITEMPROP = etree.XPath("//*[@itemprop]")


@attrs.define(slots=False)
class Page:
    """The parts of a page that metadata is read from.

    Attributes:
        root: The `html` element.
        url: The address the page came from, if known.
        meta: Contents of `meta` elements by lower-cased name, property or itemprop.
        links: Addresses of `link` elements by relation.
        heads: The `h1` elements.
        times: The `time` elements.
        images: The `img` elements, each with whether it stands below the first `h1`.
        title_tag: Text of the first `title`.
        scripts: Texts of the JSON-LD scripts.
        base: What relative addresses resolve against.
    """

    root: Any
    url: str | None
    meta: Mapping[str, list[str]]
    links: Mapping[str, list[str]]
    heads: list[Any]
    times: list[Any]
    images: list[tuple[Any, bool]]
    title_tag: str
    scripts: list[str]
    base: str | None

    @cached_property
    def nodes(self) -> tuple[jsonld.Node, ...]:
        """All JSON-LD objects of the page."""
        return jsonld.nodes(self.scripts)

    @cached_property
    def about(self) -> tuple[jsonld.Node, ...]:
        """The JSON-LD objects that describe this page, surest first."""
        return jsonld.about_page(self.nodes)

    @cached_property
    def by_id(self) -> Mapping[str, Mapping[str, Any]]:
        """JSON-LD objects by `@id`, where they say more than it."""
        return {
            key: node.data
            for node in self.nodes
            if isinstance(key := node.data.get("@id"), str) and len(node.data) > 1 and "name" in node.data
        }

    @cached_property
    def microdata(self) -> Mapping[str, list[Any]]:
        """Elements with an `itemprop`, by its lower-cased words."""
        found: dict[str, list[Any]] = {}
        for element in _ITEMPROP(self.root):
            for name in element.get("itemprop").lower().split():
                found.setdefault(name, []).append(element)
        return found

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """Texts of the `h1` elements, empty ones left out."""
        return tuple(text for head in self.heads[:20] if (text := node_text(head)))

    @cached_property
    def site_names(self) -> frozenset[str]:
        """Folded names the site goes by: its own, its publisher's, and the words of its host."""
        names = {fold(value.lstrip("@")) for key in _SITE_KEYS for value in self.meta.get(key, ())}
        for node in self.nodes:
            if node.types & _SITE_TYPES:
                names.update(
                    fold(text) for key in ("name", "alternateName") for text in jsonld.texts(node.data.get(key))
                )
        names.update(_host_names(self.url or next(iter(self.meta.get("og:url", ())), "")))
        # Some pages name their web site as they name the page.
        titles = {fold(jsonld.text(node.data.get("headline"))) for node in self.about}
        return frozenset(name for name in names if name) - titles

    @cached_property
    def head(self) -> Any:
        """The first `h1` with text, or `None`."""
        return next((head for head in self.heads if node_text(head)), None)

    @cached_property
    def _by_name(self) -> dict[tuple[str | None, ...], list[tuple[int, Any]]]:
        """The elements of the page with their place in it, by what they are called.

        A page has few different names, so a pattern is tried a few hundred times and not for each element; XPath
        with as many `contains` takes a hundred times as long.
        """
        found: dict[tuple[str | None, ...], list[tuple[int, Any]]] = {}
        for place, element in enumerate(self.root.iter()):
            # Bytes, since lxml encodes a str anew for each element.
            name = (element.get(b"class"), element.get(b"id"), element.get(b"data-testid"))
            if name != _NAMELESS:
                if name in found:
                    found[name].append((place, element))
                else:
                    found[name] = [(place, element)]
        return found

    def named(self, pattern: re.Pattern[str]) -> list[Any]:
        """The elements whose class, id or test name matches, in reading order."""
        found: list[tuple[int, Any]] = []
        for name, elements in self._by_name.items():
            if pattern.search(" ".join(filter(None, name))):
                found += elements
        return [element for _, element in sorted(found, key=itemgetter(0))]

    def before_heading(self) -> Iterator[str]:
        """The last pieces of text before that heading, the nearest first."""
        for element in reversed(_PRECEDING(self.head)) if self.head is not None else ():
            if element.tag not in _NO_TEXT:
                for piece in (element.tail, element.text):
                    if piece and (text := line(piece)):
                        yield text

    def state(self) -> Iterator[str]:
        """Texts of long scripts and attributes that carry the page's data."""
        for element in _STATE(self.root)[:_MOST_SCRIPTS]:
            yield str(element)

    def after_heading(self, most: int) -> Iterator[str]:
        """The first pieces of text after that heading, each on one line."""
        head = self.head
        if head is None:
            return
        for element in _FOLLOWING(head):
            if element.tag not in _NO_TEXT:
                for piece in (element.text, element.tail):
                    if piece and (text := line(piece)):
                        yield text
                        most -= 1
            if most <= 0:
                return

    def first_meta(self, *keys: str) -> tuple[str, str] | None:
        """The first non-empty content among the keys, and the key that had it."""
        for key in keys:
            for value in self.meta.get(key, ()):
                if text := line(value):
                    return text, key
        return None

    def absolute(self, address: str) -> str | None:
        """The address as an absolute http(s) URL, or `None` where it cannot be one."""
        address = "".join(address.split())
        try:
            full = urljoin(self.base, address) if self.base else address
            parts = urlsplit(full)
        except ValueError:
            return None
        return full if parts.scheme.lower() in {"http", "https"} and parts.netloc else None


_SITE_KEYS = (
    "og:site_name",
    "application-name",
    "apple-mobile-web-app-title",
    "twitter:site",
    "publisher",
    "dc.publisher",
    "dcterms.publisher",
    "article:publisher",
    "cre",
    "copyright",
)
_SITE_TYPES = frozenset({"organization", "newsmediaorganization", "website", "corporation", "newspaper"})


def _host_names(url: str) -> set[str]:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return set()
    labels = host.removeprefix("www.").split(".")
    names = {fold(host), fold(host.removeprefix("www."))}
    names.update(fold(label) for label in labels[:-1] if len(label) > 3)
    names.update(fold(".".join(labels[at:])) for at in range(len(labels) - 1))
    return names


def collect(root: Any, url: str | None) -> Page:
    """Gather a page's parts in one pass over the elements that can hold them."""
    meta: dict[str, list[str]] = {}
    links: dict[str, list[str]] = {}
    heads: list[Any] = []
    times: list[Any] = []
    images: list[tuple[Any, bool]] = []
    scripts: list[str] = []
    title = ""
    base = url
    for element in root.iter("meta", "link", "script", "title", "h1", "time", "base", "img"):
        tag = element.tag
        if tag == "meta":
            _add_meta(element, meta)
        elif tag == "link":
            if (relation := element.get("rel")) and (address := element.get("href")):
                links.setdefault(relation.lower(), []).append(address)
        elif tag == "script":
            if "ld+json" in (element.get("type") or "").lower() and element.text:
                scripts.append(element.text)
        elif tag == "h1":
            heads.append(element)
        elif tag == "img":
            images.append((element, bool(heads)))
        elif tag == "time":
            times.append(element)
        elif tag == "title":
            # An <svg> has titles too.
            title = title or (line(element.text or "") if _is_page_title(element) else "")
        elif base == url and element.get("href"):
            base = _resolve(url, element.get("href"))
    return Page(root, url, meta, links, heads, times, images, title, scripts, base)


def _is_page_title(element: Any) -> bool:
    parent = element.getparent()
    return parent is None or parent.tag in {"head", "html", "body"}


def _add_meta(element: Any, meta: dict[str, list[str]]) -> None:
    content = element.get("content")
    if not content:
        return
    for attribute in ("property", "name", "itemprop", "http-equiv"):
        if key := element.get(attribute):
            for word in key.lower().split() if attribute == "property" else (key.strip().lower(),):
                values = meta.setdefault(f"itemprop:{word}" if attribute == "itemprop" else word, [])
                if content not in values and len(values) < 200:
                    values.append(content)


def _resolve(url: str | None, address: str) -> str | None:
    try:
        return urljoin(url or "", address)
    except ValueError:
        return url
