"""The smaller fields: address, publisher, summary, keywords, section, and whether it is an article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsparse.formats.html.metadata import jsonld
from newsparse.formats.html.metadata.choice import Offer
from newsparse.formats.html.metadata.hosts import is_front_page, same_site
from newsparse.formats.html.metadata.page import Page
from newsparse.formats.html.metadata.text import fold, line, paragraphs

_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}")
_LONGEST_NAME = 60
_TIGHT_COMMA = re.compile(r",\S")
# What publishing systems say where nobody chose a section.
_NO_SECTIONS = frozenset(
    ("", *"uncategorized uncategorised home homepage frontpage post posts article articles all".split())
)
_BAR = re.compile(r"\s+(?:\||-|–|—|·|•|»|«|::)+(?:\s+|$)|\s*[｜|](?:\s*|$)")
_MOST_KEYWORDS = 100
_ARTICLE_OG_TYPES = frozenset({"article", "newsarticle", "news", "blog", "article.news", "blogpost", "post"})
_NO_ARTICLE_TYPES = frozenset({"collectionpage", "searchresultspage", "profilepage", "videogallery", "contactpage"})


def addresses(page: Page) -> Iterator[Offer[str]]:
    """Canonical addresses in order of trust; one on another site is not believed."""
    declared = [(value, "link:canonical") for value in page.links.get("canonical", ())]
    declared += [(value, "meta:og:url") for value in page.meta.get("og:url", ())]
    for raw, origin in declared:
        url = page.absolute(line(raw))
        if url is None:
            yield Offer(raw, origin, "no absolute http(s) address")
        elif page.url and not same_site(url, page.url):
            yield Offer(url, origin, "on another site than the page came from")
        elif page.url and is_front_page(url) and not is_front_page(page.url):
            yield Offer(url, origin, "the site's front page")
        else:
            yield Offer(url, origin)
    if page.url:
        given = page.absolute(page.url)
        yield Offer(given or page.url, page.url_origin, None if given else "no absolute http(s) address")


def publishers(page: Page) -> list[Offer[str]]:
    """Names of the site or paper; those that are the page's own title, which some say by mistake, last."""
    title = fold(page.title)
    return sorted(_publishers(page), key=lambda offer: fold(offer.value) == title)


def _publishers(page: Page) -> Iterator[Offer[str]]:
    """Names in order of trust; of the two best places, one with an address goes after one with a name."""
    stated = [_named(value, "meta:og:site_name") for value in page.meta.get("og:site_name", ())]
    yield from sorted([*stated, *_declared_publishers(page)], key=lambda offer: _is_address(offer.value))
    for node in page.nodes:
        if "website" in node.types:
            for value in jsonld.texts(node.data.get("name")):
                yield _named(value, f"json-ld:{node.path}.name")
    for key in (
        "application-name",
        "apple-mobile-web-app-title",
        "dc.publisher",
        "dcterms.publisher",
        "citation_publisher",
        "publisher",
    ):
        for value in page.meta.get(key, ()):
            yield _named(value, f"meta:{key}")
    for text in page.site_headings:
        yield _named(text, "h1 that links home")
    yield from _beside_the_title(page)


def _beside_the_title(page: Page) -> Iterator[Offer[str]]:
    """What the `title` element has behind the headline, last, or before it, first: the site's name, by custom."""
    before, found, behind = page.title_tag.partition(page.title) if page.title else ("", "", "")
    if found:
        last, first = _BAR.split(behind)[-1], _BAR.split(before)[0]
        for name, parted in ((last, _BAR.match(behind)), (first, _BAR.search(before))):
            if parted and len(name.strip()) <= _LONGEST_NAME:
                yield _named(name, "title")


def _declared_publishers(page: Page) -> Iterator[Offer[str]]:
    for node in page.about:
        publisher = node.data.get("publisher")
        if isinstance(publisher, dict) and "name" not in publisher and isinstance(key := publisher.get("@id"), str):
            publisher = page.by_id.get(key)
        for value in jsonld.texts(publisher):
            yield _named(value, f"json-ld:{node.path}.publisher")


def _is_address(name: str) -> bool:
    """Whether a name is a domain or a word of one, as in `example.org` and `dailyexample`."""
    return (" " not in name and name.isascii() and name.islower()) or _DOMAIN.fullmatch(name) is not None


def _named(value: str, origin: str) -> Offer[str]:
    text = line(value)
    if not text or len(text) > 120:
        return Offer(text, origin, "no name")
    return Offer(text, origin, "an address" if "://" in text or text.startswith("@") else None)


def summaries(page: Page) -> Iterator[Offer[str]]:
    """Standfirsts and descriptions."""
    keys = (
        "og:description",
        "description",
        "twitter:description",
        "dc.description",
        "dcterms.description",
        "sailthru.description",
    )
    for node in page.about:
        if jsonld.is_article(node):
            for value in jsonld.texts(node.data.get("description")):
                yield Offer(value, f"json-ld:{node.path}.description")
    for key in keys:
        for value in page.meta.get(key, ()):
            text = line(value)
            yield Offer(text, f"meta:{key}", None if text else "empty")


def sections(page: Page) -> Iterator[Offer[str]]:
    """Names of the section the article stands in."""
    for node in page.about:
        if jsonld.is_article(node):
            for value in jsonld.texts(node.data.get("articleSection")):
                yield _section(value, f"json-ld:{node.path}.articleSection")
    for key in (
        "article:section",
        "og:article:section",
        "parsely-section",
        "section",
        "dcterms.subject",
        "cxenseparse:section",
    ):
        for value in page.meta.get(key, ()):
            yield _section(value, f"meta:{key}")


def _section(value: str, origin: str) -> Offer[str]:
    """A section's name; of a list of them, which is told by its commas, the first."""
    text = line(value)
    if text.count(",") > 1 or _TIGHT_COMMA.search(text):
        text = next(filter(None, map(str.strip, text.split(","))), "")
    is_name = len(text) <= _LONGEST_NAME and "://" not in text and fold(text) not in _NO_SECTIONS
    return Offer(text, origin, None if is_name else "no name of a section")


def keywords(page: Page) -> Iterator[Offer[tuple[str, ...]]]:
    """Lists of keywords, the most trusted first."""
    for node in page.about:
        if jsonld.is_article(node):
            yield _keywords(list(jsonld.texts(node.data.get("keywords"))), f"json-ld:{node.path}.keywords")
    for key in (
        "news_keywords",
        "article:tag",
        "og:article:tag",
        "keywords",
        "parsely-tags",
        "sailthru.tags",
        "dc.subject",
    ):
        if values := page.meta.get(key):
            yield _keywords(values, f"meta:{key}")


def _keywords(values: list[str], origin: str) -> Offer[tuple[str, ...]]:
    words: dict[str, str] = {}
    for value in values:
        text = line(value)
        separator = (
            next((mark for mark in (";", ",", "、", "，", "|") if mark in text), None) if len(values) < 3 else None
        )
        for piece in text.split(separator) if separator else [text]:
            if (word := piece.strip(" #\"'")) and len(word) <= 100:
                words.setdefault(fold(word) or word, word)
    found = tuple(words.values())[:_MOST_KEYWORDS]
    return Offer(found, origin, None if found else "empty")


def article_body(page: Page) -> str | None:
    """The story's text where JSON-LD carries it, without markup; the longest where there are several."""
    bodies = [
        text
        for node in page.about
        if isinstance(raw := node.data.get("articleBody"), str) and (text := paragraphs(raw))
    ]
    return max(bodies, key=len, default=None)


def is_article(page: Page) -> bool | None:
    """Whether the page says it is an article, says it is something else, or says nothing."""
    if any(jsonld.is_article(node) for node in page.about):
        return True
    og_type = page.first_meta("og:type")
    if og_type and og_type[0].lower() in _ARTICLE_OG_TYPES:
        return True
    if any(node.types & _NO_ARTICLE_TYPES for node in page.about) or (
        og_type and og_type[0].lower() in {"website", "profile"}
    ):
        return False
    return None
