"""Applying a site's rules to a page. The page is looked at, never changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

import attrs

from newsparse.sites.selector import Found, SelectorError, select
from newsparse.sites.site import Site

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["SiteReading", "apply_site", "replace_text"]

# Where an element says its value in an attribute, the attribute counts.
_VALUE_OF = {
    "meta": ("content",),
    "time": ("datetime",),
    "img": ("src", "data-src"),
    "source": ("src", "srcset"),
    "link": ("href",),
    "data": ("value",),
}
_MAY_HOLD_ALL = frozenset({"article", "main"})


@attrs.frozen
class SiteReading:
    """What a site's rules found in one page.

    Values are texts as they stand in the page, white space collapsed; a field without a rule, or whose
    rules found nothing, is empty.

    Attributes:
        site: The rules.
        title: The headline.
        authors: The names, one for each element found.
        published: The time of publication, in the page's words.
        modified: The time of the last change, in the page's words.
        image: The lead image's address, relative where the page has it so.
        summary: The standfirst.
        section: The section.
        keywords: The keywords.
        body: The elements that hold the article, none inside another; empty where the generic
            extraction is to look for them.
        stripped: The elements that are no part of the article.
        used: For each field that was found, the selector that found it.
        notes: What the rules were to find and did not, for people.
    """

    site: Site
    title: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    modified: str = ""
    image: str = ""
    summary: str = ""
    section: str = ""
    keywords: tuple[str, ...] = ()
    body: tuple[_Element, ...] = ()
    stripped: frozenset[_Element] = frozenset()
    used: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


def replace_text(site: Site, markup: str) -> str:
    """The markup with the site's textual replacements made, in their order."""
    for old, new in site.replace:
        markup = markup.replace(old, new)
    return markup


def apply_site(site: Site, root: _Element) -> SiteReading:
    """Find in a page what the site's rules select.

    Args:
        site: The rules.
        root: The page's root element, as `newsparse.markup.parse_html` gives it.

    Returns:
        What was found; what was not is told in its `notes`.
    """
    search = _Search(site, root)
    return SiteReading(
        site=site,
        title=search.text("title"),
        authors=search.texts("authors"),
        published=search.text("published"),
        modified=search.text("modified"),
        image=search.text("image"),
        summary=search.text("summary"),
        section=search.text("section"),
        keywords=search.texts("keywords"),
        body=search.body(),
        stripped=search.stripped(),
        used=tuple(search.used.items()),
        notes=tuple(search.notes),
    )


@attrs.define
class _Search:
    site: Site
    root: _Element
    used: dict[str, str] = attrs.field(factory=dict)
    notes: list[str] = attrs.field(factory=list)

    def first(self, field: str) -> list[Found]:
        """What the first of the field's selectors that finds anything finds."""
        selectors = getattr(self.site, field)
        for selector in selectors:
            found = self.all(field, selector)
            if found:
                self.used[field] = selector
                return found
        if selectors:
            self.note(field, "no selector finds anything; the generic extraction decides")
        return []

    def all(self, field: str, selector: str) -> list[Found]:
        try:
            return select(selector, self.root)
        except SelectorError as error:
            self.note(field, f"{selector!r} cannot be used: {error}")
            return []

    def note(self, field: str, words: str) -> None:
        self.notes.append(f"site {self.site.name!r}: {field}: {words}")

    def texts(self, field: str) -> tuple[str, ...]:
        values = dict.fromkeys(_value(item) for item in self.first(field))
        return tuple(value for value in values if value)

    def text(self, field: str) -> str:
        values = self.texts(field)
        return values[0] if values else ""

    def body(self) -> tuple[_Element, ...]:
        elements = _outermost(item for item in self.first("body") if not isinstance(item, str))
        if elements and _is_whole_page(elements, self.root):
            selector = self.used.pop("body")
            self.note("body", f"{selector!r} selects the whole page; the generic extraction decides")
            return ()
        return elements

    def stripped(self) -> frozenset[_Element]:
        found: set[_Element] = set()
        for selector in self.site.strip:
            elements = [item for item in self.all("strip", selector) if not isinstance(item, str)]
            if any(element.tag in ("html", "body") for element in elements):
                self.note("strip", f"{selector!r} selects the whole page; nothing is left out for it")
            else:
                found.update(elements)
        if self.site.strip_tokens:
            found.update(_with_tokens(self.root, frozenset(self.site.strip_tokens)))
        if self.site.strip_images:
            found.update(_images_with(self.root, self.site.strip_images))
        return frozenset(found)


def _value(item: Found) -> str:
    if isinstance(item, str):
        return " ".join(item.split())
    for attribute in _VALUE_OF.get(str(item.tag), ()):
        if value := item.get(attribute):
            return " ".join(value.split())
    return " ".join("".join(_texts(item)).split())


def _texts(element: _Element) -> Iterable[str]:
    """The texts of an element that a reader may see."""
    return cast("list[str]", element.xpath(".//text()[not(parent::script or parent::style)]"))


def _outermost(elements: Iterable[_Element]) -> tuple[_Element, ...]:
    """The elements that stand in none of the others, in the order given (a page's own)."""
    chosen: list[_Element] = []
    inside: dict[_Element, bool] = {}
    for element in elements:
        way: list[_Element] = []
        above: _Element | None = element
        while above is not None and above not in inside:
            way.append(above)
            above = above.getparent()
        if not way:
            continue
        is_inside = above is not None and inside[above]
        if not is_inside:
            chosen.append(element)
        # What stands above it comes before it in the page: if it were chosen, it would be by now.
        inside.update(dict.fromkeys(way, is_inside))
        inside[element] = True
    return tuple(chosen)


def _is_whole_page(elements: tuple[_Element, ...], root: _Element) -> bool:
    """Whether nothing that can be read stands outside the elements.

    A page that holds one `<article>` or `<main>` and nothing else is not meant.
    """
    if any(element.tag in ("html", "body") for element in elements):
        return True
    if len(elements) == 1 and elements[0].tag in _MAY_HOLD_ALL:
        return False
    body = root.find("body")
    return sum(map(_letters, elements)) >= _letters(root if body is None else body)


def _letters(element: _Element) -> int:
    return sum(len(text.strip()) for text in _texts(element))


def _with_tokens(root: _Element, tokens: frozenset[str]) -> Iterable[_Element]:
    """Elements by id or class; a token of several words is class names in a row."""
    rows = [f" {' '.join(token.split())} " for token in tokens if " " in token]
    for element in root.iter("*"):
        words = (element.get("class") or "").split()
        if not tokens.isdisjoint(words) or element.get("id") in tokens:
            yield element
        elif rows and len(words) > 1:
            names = f" {' '.join(words)} "
            if any(row in names for row in rows):
                yield element


def _images_with(root: _Element, parts: tuple[str, ...]) -> Iterable[_Element]:
    for image in root.iter("img"):
        address = image.get("src") or ""
        if any(part in address for part in parts):
            yield image
