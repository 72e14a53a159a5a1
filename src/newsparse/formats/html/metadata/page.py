"""What a page says about itself outside its text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from itertools import accumulate, islice
from typing import Any, cast
from urllib.parse import urljoin

import attrs
from lxml import etree

from newsparse.blocks.addresses import clean_url
from newsparse.content import is_allowed_url
from newsparse.formats.html.metadata import jsonld
from newsparse.formats.html.metadata.headings import links_home, own_heading, repeating
from newsparse.formats.html.metadata.headline import Headline
from newsparse.formats.html.metadata.hosts import host_names, is_front_page, same_page
from newsparse.formats.html.metadata.places import OUTSIDE_TAGS, is_outside
from newsparse.formats.html.metadata.text import fold, line, node_text
from newsparse.formats.html.walk import WalkedPage


def xpath(path: str) -> Callable[..., Any]:
    """A compiled XPath that gives plain strings; `lxml-stubs` leave open what else it may give."""
    return cast("Callable[..., Any]", etree.XPath(path, smart_strings=False))


# Paths begin with `descendant::`, which costs libxml2 a good deal less than `//`.
_STATE = xpath("descendant::script[contains(., 'ublish')]/text()")
_STATE_OR_ATTRIBUTES = xpath("//script[contains(., 'ublish')]/text() | //@*[contains(., 'datePublished')]")
_MOST_SCRIPTS = 30
_PROSE = 140
_ITEMPROP = xpath("descendant::*[@itemprop]")
_ITEMPROP_WORDS = ("ublished", "odified", "reated", "uthor")
_TEST_ID = xpath("descendant::*[@data-testid]")


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
        written_base: The `href` of the first `base` that has one, or an empty string.
        walked: The blocks and named elements of the page.
        markup: The page's bytes: a search there spares one through the tree.
        title: The title, once it is chosen; `headline` needs it.
        url_origin: Who says which address the page came from, in words.
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
    written_base: str
    walked: WalkedPage
    markup: bytes
    title: str = ""
    url_origin: str = "given"

    @cached_property
    def base(self) -> str | None:
        """What relative addresses resolve against, as far as the page's own address is not needed."""
        return _resolve(self.url, self.written_base)

    def resolving_base(self, canonical: str | None) -> str | None:
        """What relative addresses of the story resolve against: the page's `base`, then its address, then that."""
        own = self.url or canonical
        joined = _resolve(own, self.written_base) if self.written_base else own
        return joined if joined is not None and joined.startswith(("http://", "https://")) else own

    @cached_property
    def nodes(self) -> tuple[jsonld.Node, ...]:
        """All JSON-LD objects of the page."""
        return jsonld.nodes(self.scripts)

    @cached_property
    def about(self) -> tuple[jsonld.Node, ...]:
        """The JSON-LD objects that describe this page, surest first."""
        return jsonld.about_page(self.nodes, self._strangeness)

    def _strangeness(self, node: jsonld.Node) -> int:
        """0 for an object with an address or a headline of this page, more for one that has neither, or has others."""
        said = list(jsonld.addresses(node))
        if any(same_page(address, own) for address in said for own in self._own_addresses):
            return 0
        if fold(jsonld.text(node.data.get("headline"))) in self._own_headlines:
            return 0
        return 2 if said and self._own_addresses else 1

    @cached_property
    def _own_addresses(self) -> tuple[str, ...]:
        """The address of the page, and those that it names as its own."""
        named = (*self.meta.get("og:url", ())[:1], *self.links.get("canonical", ())[:1])
        return tuple(dict.fromkeys(address for address in (self.url, *named) if address))

    @cached_property
    def _own_headlines(self) -> frozenset[str]:
        """What the page's headings and Open Graph call it, folded."""
        return frozenset(map(fold, (*self.headings, *self.meta.get("og:title", ())[:1]))) - {""}

    @cached_property
    def by_id(self) -> Mapping[str, Mapping[str, Any]]:
        """JSON-LD objects by `@id`, where they say more than it."""
        return {
            key: node.data
            for node in self.nodes
            if isinstance(key := node.data.get("@id"), str) and len(node.data) > 1 and "name" in node.data
        }

    @cached_property
    def pictures_by_id(self) -> Mapping[str, Mapping[str, Any]]:
        """JSON-LD objects with an address by `@id`, among them the pictures that articles refer to."""
        return {
            key: node.data
            for node in self.nodes
            if isinstance(key := node.data.get("@id"), str) and ("url" in node.data or "contentUrl" in node.data)
        }

    @cached_property
    def microdata(self) -> Mapping[str, list[Any]]:
        """Elements with an `itemprop` of a date or an author, by its lower-cased words."""
        found: dict[str, list[Any]] = {}
        if b"itemprop" not in self.markup:
            return found
        for element in _ITEMPROP(self.root):
            names = element.get("itemprop")
            if any(word in names for word in _ITEMPROP_WORDS):
                for name in names.lower().split():
                    found.setdefault(name, []).append(element)
        return found

    @cached_property
    def _headings(self) -> tuple[tuple[Any, str, bool], ...]:
        """The first `h1` elements that have text, each with it and with whether it is the site's name."""
        texts = ((head, node_text(head)) for head in self.heads[:20])
        return tuple((head, text, links_home(head, text, self._own_address)) for head, text in texts if text)

    @property
    def _own_address(self) -> str:
        """The address of the page, or one that it names as its own; empty where neither is known."""
        return next(iter(self._own_addresses), "")

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """Texts of the `h1` elements, those left out that are the site's name."""
        return tuple(text for _, text, is_site in self._headings if not is_site)

    @property
    def site_headings(self) -> tuple[str, ...]:
        """Texts of those that are the site's name."""
        return tuple(text for _, text, is_site in self._headings if is_site)

    @cached_property
    def site_names(self) -> frozenset[str]:
        """Folded names the site goes by: its own, its publisher's, and the words of its host."""
        names = {fold(value.lstrip("@")) for key in _SITE_KEYS for value in self.meta.get(key, ())}
        for node in self.nodes:
            if node.types & _SITE_TYPES:
                names.update(
                    fold(text) for key in ("name", "alternateName") for text in jsonld.texts(node.data.get(key))
                )
        names.update(map(fold, self.site_headings))
        names.update(host_names(self._own_address))
        # Some pages name their web site as they name the page.
        titles = {fold(jsonld.text(node.data.get("headline"))) for node in self.about}
        titles.update({fold(title) for title in self.meta.get("og:title", ())}.intersection(map(fold, self.headings)))
        return frozenset(name for name in names if name) - titles

    @cached_property
    def _places(self) -> dict[re.Pattern[str], dict[str, bool]]:
        return {}

    def is_outside(
        self, element: Any, also: re.Pattern[str], tags: frozenset[str] = OUTSIDE_TAGS, *, footer: bool = True
    ) -> bool:
        """Whether an element stands in a part that is not of the story; `also` names more of these.

        The footer of the headline's own box is of the story, for what it says, unless `footer` is false.
        """
        known = self._places.setdefault(also, {})
        return is_outside(element, also, known, self.headline, tags, footer=footer)

    @cached_property
    def own_heading(self) -> tuple[Any, str] | None:
        """The first heading that links to the page itself and stands in its `title`, and its text; or `None`."""
        return own_heading(self.walked, self.title_tag, self._is_own)

    def _is_own(self, link: Any) -> bool:
        """Whether a link leads to the page that it stands on."""
        target = self.absolute(link.get("href") or "", self.resolving_base(self._own_address or None))
        known = (self.url, *self.links.get("canonical", ()), *self.meta.get("og:url", ()))
        if target is None or is_front_page(target):
            return False
        return any(same_page(target, address) for address in known if address)

    @cached_property
    def headline(self) -> Headline:
        """The first heading of level one, or the one that links to the page where only that is the title.

        On a page without a heading of level one, it is what repeats the title.
        """
        first = next((heading for heading, _, is_site in self._headings if not is_site), None)
        title = fold(self.title)
        if first is None:
            first = repeating(self.title, self.blocks())
        elif title not in map(fold, self.headings) and self.own_heading is not None:
            element, text = self.own_heading
            first = element if fold(text) == title else first
        return Headline(self.walked, first)

    @cached_property
    def _named(self) -> tuple[list[Any], list[str]]:
        """The elements with a class, id or test name, and these names."""
        elements, names = self.walked.named, self.walked.names
        if b"data-testid" in self.markup:
            tested = _TEST_ID(self.root)
            elements = [*elements, *tested]
            names = [*names, *(element.get("data-testid") for element in tested)]
        return elements, names

    @cached_property
    def _vocabulary(self) -> tuple[list[str], str, list[int]]:
        """The different names of elements, all in lower case as one text, and where each begins in it."""
        names = list(dict.fromkeys(self._named[1]))
        folded = [name.lower() for name in names]
        return names, "\0".join(folded), list(accumulate([len(name) + 1 for name in folded], initial=0))

    def named(self, words: tuple[str, ...]) -> list[Any]:
        """The elements whose class, id or test name holds one of the words in lower case, each once.

        They come in reading order, those with such a test name last. A word is looked up in all names at once,
        since they are many and hardly any holds it.
        """
        names, together, starts = self._vocabulary
        found: set[str] = set()
        for word in words:
            at = together.find(word)
            while at >= 0:
                number = bisect_right(starts, at) - 1
                found.add(names[number])
                at = together.find(word, starts[number + 1])
        if not found:
            return []
        return list(dict.fromkeys([element for element, name in zip(*self._named, strict=True) if name in found]))

    def blocks(self) -> Iterator[tuple[str, Any]]:
        """The page's texts, each with the element that holds it."""
        elements = self.walked.container_elements
        return ((text, elements[place]) for text, place in zip(self.walked.texts, self.walked.places, strict=True))

    def is_below_prose(self, element: Any) -> bool:
        """Whether an element stands in the story's second long text or below it, where other stories are named."""
        places = self._container_places
        holder = next((part for part in (element, *element.iterancestors()) if part in places), None)
        return holder is not None and places[holder] >= self._prose_place

    @cached_property
    def _container_places(self) -> dict[Any, int]:
        return {element: place for place, element in enumerate(self.walked.container_elements)}

    @cached_property
    def _prose_place(self) -> int:
        """The number of the container that the second long text after the headline stands in."""
        start = self._container_places.get(self.headline.element, 0)
        blocks = zip(self.walked.texts, self.walked.places, strict=True)
        long = (place for text, place in blocks if len(text) >= _PROSE and place > start)
        return next(islice(long, 1, None), len(self.walked.container_elements))

    def state(self) -> Iterator[str]:
        """Texts of long scripts and attributes that carry the page's data."""
        may_be_in_attributes = b"datePublished" in self.markup
        yield from (_STATE_OR_ATTRIBUTES if may_be_in_attributes else _STATE)(self.root)[:_MOST_SCRIPTS]

    def first_meta(self, *keys: str) -> tuple[str, str] | None:
        """The first non-empty content among the keys, and the key that had it."""
        for key in keys:
            for value in self.meta.get(key, ()):
                if text := line(value):
                    return text, key
        return None

    def absolute(self, address: str, base: str | None = None) -> str | None:
        """The address as an absolute http(s) URL, or `None` where it cannot be one.

        Args:
            address: What is written.
            base: What it resolves against if it is relative; the page's `base` if not given.
        """
        address, base = "".join(address.split()), base or self.base
        try:
            is_full = address.startswith(("https://", "http://"))
            full = address if is_full or not base else urljoin(base, address)
        except ValueError:
            return None
        written = full if is_allowed_url(full) else clean_url(full)
        return written if written and is_allowed_url(written, ("http", "https")) else None


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


def _resolve(url: str | None, address: str) -> str | None:
    try:
        return urljoin(url or "", address.strip()) or None
    except ValueError:
        return url
