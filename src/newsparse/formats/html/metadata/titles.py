"""The headline: what JSON-LD, Open Graph, the first heading and the `title` say, without the site's name.

Where they agree there is nothing to choose. Where they differ, `_decide` holds the rules, each
measured on the development pages (see docs/metadata.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from newsparse.formats.html.metadata import jsonld
from newsparse.formats.html.metadata.choice import Offer, Trace, tell
from newsparse.formats.html.metadata.page import Page
from newsparse.formats.html.metadata.text import fold, line

_SEPARATOR = re.compile(r"\s+(?:\||-|–|—|―|·|\*|•|»|«|>|/|::|:|~|›)+\s+|\s*[｜|]\s*|\s*::\s*|\s*:\s+|\s+@\s+|(?<=\w)：")
_LONGEST = 500


@attrs.frozen
class Headings:
    """The four texts a headline is chosen from, as they stand and freed of the site's name; empty where missing."""

    json_ld: str
    open_graph: str
    heading: str
    tag: str
    json_ld_origin: str = "json-ld"
    open_graph_origin: str = "meta:og:title"


def read_title(page: Page, trace: Trace) -> str:
    """The article's headline, or an empty text where the page has none."""
    heads = _headings(page)
    offers = list(_offers(heads))
    taken, reason = _decide(page, heads)
    tell("title", offers, next((offer for offer in offers if offer.value == taken), None), reason, trace)
    return taken


def _offers(heads: Headings) -> Iterator[Offer[str]]:
    pairs = (
        (heads.json_ld, heads.json_ld_origin),
        (heads.open_graph, heads.open_graph_origin),
        (heads.heading, "h1"),
        (heads.tag, "title"),
    )
    for value, origin in pairs:
        if value:
            yield Offer(value, origin)


def _headings(page: Page) -> Headings:
    found, path = _json_headline(page)
    social = page.first_meta(
        "og:title", "twitter:title", "sailthru.title", "parsely-title", "dc.title", "dcterms.title", "citation_title"
    )
    graph, key = social or ("", "og:title")
    heading = _heading(page, (found, graph, page.title_tag))
    known = {fold(text) for text in (found, heading) if text}
    sites = page.site_names
    return Headings(
        without_site(found, sites, known - {fold(found)}),
        without_site(graph, sites, known),
        without_site(heading, sites, frozenset()),
        without_site(page.title_tag, sites, known | {fold(graph)}),
        f"json-ld:{path}",
        f"meta:{key}",
    )


def _json_headline(page: Page) -> tuple[str, str]:
    for node in page.about:
        keys = ("headline", "name") if jsonld.is_article(node) else ("headline",)
        for key in keys:
            if text := jsonld.text(node.data.get(key))[:_LONGEST]:
                return text, f"{node.path}.{key}"
    return "", ""


def _heading(page: Page, others: tuple[str, ...]) -> str:
    """The `h1` that another source repeats, else the first that is not the site's name."""
    known = {fold(text) for text in others if text}
    tag = fold(page.title_tag)
    texts = [text for text in page.headings if len(text) < _LONGEST]
    for text in texts:
        if fold(text) in known:
            return text
    for text in texts:
        if len(text) > 8 and fold(text) in tag:
            return text
    return next((text for text in texts if fold(text) not in page.site_names), "")


def without_site(text: str, site_names: frozenset[str], known: set[str] | frozenset[str]) -> str:
    """A title without the names of site and section that stand before or after it.

    Args:
        text: The title as it stands.
        site_names: Folded names of the site.
        known: Folded headlines of other sources; what is left when one is found is cut.
    """
    for _ in range(4):
        shorter = _cut(text, site_names, known)
        if shorter == text:
            break
        text = shorter
    return text


def _cut(text: str, site_names: frozenset[str], known: set[str] | frozenset[str]) -> str:
    for found in reversed(list(_SEPARATOR.finditer(text[:_LONGEST]))):
        before, after = text[: found.start()].strip(), text[found.end() :].strip()
        if not before or not after:
            continue
        if fold(before) in known or (found[0].strip() != ":" and fold(after) in site_names):
            return before
        if fold(after) in known and found[0].strip() in {"|", "-", "–", "—", "｜", "»", "::"}:
            return after
        if fold(before) in site_names:
            return after
    return text


def _decide(page: Page, heads: Headings) -> tuple[str, str]:
    found, graph, heading, tag = heads.json_ld, heads.open_graph, heads.heading, heads.tag
    same = fold
    if found and graph and heading:
        if same(found) == same(graph):
            return found, "JSON-LD and Open Graph agree"
        if same(found) == same(heading):
            if same(graph) != same(tag) and same(tag) == same(found):
                return graph, "Open Graph has a headline of its own"
            return found, "JSON-LD and the heading agree"
        if same(graph) == same(heading):
            return graph, "Open Graph and the heading agree"
        if same(found) == same(tag):
            return found, "JSON-LD and the title agree"
        return heading, "no two sources agree"
    if graph and heading:
        return (graph if same(graph) == same(heading) else heading), "the heading"
    if found and heading:
        return heading, "the heading"
    return heading or found or graph or tag, "the only source"
