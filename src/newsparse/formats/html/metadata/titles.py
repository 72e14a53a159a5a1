"""The headline: what JSON-LD, Open Graph, the first heading and the `title` say, without the site's name.

Where they agree there is nothing to choose. Where they differ, `_decide` holds the rules, each
measured on the development pages (see docs/metadata.md).
"""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

import attrs

from newsparse.formats.html.metadata import jsonld
from newsparse.formats.html.metadata.choice import Offer, Trace, tell
from newsparse.formats.html.metadata.headings import LESSER_HEADINGS
from newsparse.formats.html.metadata.page import Page
from newsparse.formats.html.metadata.text import fold

_SEPARATOR = re.compile(
    r"\s+(?:\||-|–|—|―|·|\*|•|»|«|<|>|/|::|:|~|›)+\s+|\s*[｜|]\s*|\s*::\s*|\s*:\s+|\s+@\s+|(?<=\w)："
    r"|(?<=[^\x00-\x7f])_|_(?=[^\x00-\x7f])"
)
# A character of every separator: most titles have none, and a search for one is cheap.
_MARK = re.compile("[-|–—―·*•»«<>/:~›｜@：_]")
_LONGEST = 500
_LONGEST_HEADLINE = 160
_SHORTEST_CUT = 30
_SHORTEST_KICKER = 4
_SHORTEST_TITLED = 8
_SHORTEST_REPEATED = 8
_LONGEST_DATE = 20
_MARGIN = 0.15
_SURE_MARGIN = 0.3
_TYPOGRAPHIC = re.compile("[‘’“”]")
_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[.?!]\s")
_GOING_ON = frozenset(",:;-–—")
_PIPE = re.compile(r"\s*[|｜»]\s*|\s+::\s+|(?<=[^\x00-\x7f])_|_(?=[^\x00-\x7f])")
_LONG_WITHOUT_SPACES = 8
# What stands between a headline and the name of the site, and not inside of headlines.
_AROUND = re.compile(r"\s+[|–—»«<>-]\s+|\s*[｜|]\s*|(?<=[^\x00-\x7f])_|_(?=[^\x00-\x7f])")
_NO_TITLES = frozenset({"blogarchive", "blogarchiv"})
_META_KEYS = (
    "og:title", "twitter:title", "sailthru.title", "parsely-title", "dc.title", "dcterms.title", "citation_title",
)  # fmt: skip


@attrs.frozen
class Headings:
    """The texts a headline is chosen from, freed of the site's name; empty where the page lacks one.

    Attributes:
        json_ld: `headline` of the article's JSON-LD.
        open_graph: `og:title`, or the next meta tag of its kind.
        heading: The `h1` that is the story's.
        tag: The `title` element.
        origins: Where each of the four stands, in this order.
        is_news: Whether the page calls itself a news article, not a blog post or a web page.
        is_meant: Whether JSON-LD has its headline a second time as name or alternative headline, or has the
            Open Graph title as its alternative headline.
    """

    json_ld: str
    open_graph: str
    heading: str
    tag: str
    origins: tuple[str, str, str, str]
    is_news: bool
    is_meant: bool

    @property
    def other(self) -> str:
        """What the first other source than the `h1` says."""
        return self.open_graph or self.json_ld or self.tag


def read_title(page: Page, trace: Trace) -> str:
    """The article's headline, or an empty text where the page has none."""
    heads = _headings(page)
    chosen, reason = _decide(heads, page)
    texts = (heads.json_ld, heads.open_graph, heads.heading, heads.tag)
    offers = [Offer(text, origin) for text, origin in zip(texts, heads.origins, strict=True) if text]
    same = [offer for offer in offers if fold(offer.value) == fold(chosen)]
    same.sort(key=lambda offer: offer.value != chosen)
    taken = next(iter(_usual_spelling(same)), None)
    tell("title", offers, taken, reason, trace)
    return taken.value if taken else chosen


def _usual_spelling(same: list[Offer[str]]) -> list[Offer[str]]:
    """Of spellings that differ in quotation marks, those that most places have; of as many the plain ones.

    Typographic marks in one place alone were often put in by its template.
    """
    plain = [offer for offer in same if not _TYPOGRAPHIC.search(offer.value)]
    return plain if 2 * len(plain) >= len(same) else [offer for offer in same if _TYPOGRAPHIC.search(offer.value)]


def _headings(page: Page) -> Headings:
    found, path, node = _json_headline(page)
    graph, key = page.first_meta(*_META_KEYS) or ("", _META_KEYS[0])
    heading = _heading(page, (found, graph))
    found = _completed(found, (heading, graph, page.title_tag))
    # An `h1` that is all of the `title` may have the site's name at its end as well.
    shown = _shown_parts(page) if not heading or fold(heading) == fold(page.title_tag) else set()
    known = {fold(text) for text in (found, heading) if text} or shown
    sites = page.site_names
    return Headings(
        without_site(found, sites, known - {fold(found)}),
        without_site(graph, sites, known, unsure=True),
        without_site(heading, sites, shown),
        without_site(page.title_tag, sites, known | {fold(graph)}, unsure=True),
        (f"json-ld:{path}", f"meta:{key}", "h1", "title"),
        _is_news(page, node),
        _is_meant(node, found, graph),
    )


def _shown_parts(page: Page) -> set[str]:
    """The folded longest part of the `title` element, where a heading below the first level repeats it."""
    parts = [fold(part) for part in _AROUND.split(page.title_tag[:_LONGEST])]
    longest = max(parts, key=len)
    if len(parts) < 2 or len(longest) < _SHORTEST_KICKER or longest in page.site_names:
        return set()
    most = 2 * len(page.title_tag)
    texts = (text for text, element in page.blocks() if element.tag in LESSER_HEADINGS and len(text) < most)
    return {longest} if any(fold(text) == longest for text in texts) else set()


def _is_in_lesser_heading(page: Page, title: str) -> bool:
    """Whether a heading below the first level is a title, perhaps with a date before it."""
    title = fold(title)
    if len(title) < _SHORTEST_REPEATED:
        return False
    lesser = (fold(text) for text, element in page.blocks() if element.tag in LESSER_HEADINGS)
    return any(text.endswith(title) and _is_nothing_or_date(text.removesuffix(title)) for text in lesser)


def _is_nothing_or_date(text: str) -> bool:
    return not text or (len(text) <= _LONGEST_DATE and any(map(str.isdigit, text)))


def _is_news(page: Page, node: jsonld.Node | None) -> bool:
    if node is None:
        return "news_keywords" in page.meta
    return any("news" in name or name == "liveblogposting" for name in node.types)


def _is_meant(node: jsonld.Node | None, headline: str, graph: str) -> bool:
    if node is None:
        return False
    alternative, name = (jsonld.text(node.data.get(key)) for key in ("alternativeHeadline", "name"))
    if alternative and fold(alternative) == fold(graph):
        return True
    return any(fold(_completed(other, (headline,))) == fold(headline) for other in (alternative, name))


def _completed(text: str, others: tuple[str, ...]) -> str:
    """A text that ends in an ellipsis, as one of the others goes on from there."""
    cut = text.rstrip(" .…")
    if not text.endswith(("...", "…")) or len(cut) < _SHORTEST_CUT:
        return text
    return next((other for other in others if fold(other).startswith(fold(cut))), text)


def _json_headline(page: Page) -> tuple[str, str, jsonld.Node | None]:
    for node in page.about:
        keys = ("headline", "name") if jsonld.is_article(node) else ("headline",)
        for key in keys:
            if text := jsonld.text(node.data.get(key))[:_LONGEST]:
                return text, f"{node.path}.{key}", node
    return "", "", None


def _heading(page: Page, others: tuple[str, ...]) -> str:
    """The heading that is likely the story's; an empty text where there is none.

    It is the `h1` that another source repeats, or that ends in one; else the longest heading that stands in the
    `title`; else the first `h1`. An `h1` that is the site's name does not count; a heading of a lower level does where
    it links to the page itself.
    """
    known = {fold(text) for text in others if text}
    texts = [text for text in page.headings if len(text) < _LONGEST and fold(text) not in page.site_names]
    for text in texts:
        if fold(text) in known:
            return text
    for text in texts:
        if any(len(other) >= _SHORTEST_REPEATED and fold(text).endswith(other) for other in known):
            return text
    tag = fold(page.title_tag)
    titled = next((text for text in texts if len(text) > _SHORTEST_TITLED and fold(text) in tag), "")
    own = "" if page.own_heading is None else page.own_heading[1]
    if len(own) > len(titled) and all(fold(own) not in fold(text) for text in texts):
        return own
    return titled or next(iter(texts), "")


def without_site(
    text: str, site_names: frozenset[str], known: set[str] | frozenset[str], *, unsure: bool = False
) -> str:
    """A title without the names of site and section that stand before or after it.

    Args:
        text: The title as it stands.
        site_names: Folded names of the site.
        known: Folded headlines of other sources; what is left when one is found is cut.
        unsure: Whether to cut what follows the last `|`, too, if it is short and nothing confirms the whole.
    """
    if not _MARK.search(text):
        return text
    for _ in range(4):
        shorter = _cut(text, site_names, known)
        if shorter == text:
            break
        text = shorter
    for _ in range(2 if "_" in text else 1):
        if unsure and fold(text) not in known and (bars := list(_PIPE.finditer(text))):
            before, after = text[: bars[-1].start()].strip(), text[bars[-1].end() :]
            if len(after.split()) <= 4 and len(before) > len(after) and _is_long(before):
                text = before
    return text


def _is_long(text: str) -> bool:
    """Whether a text may be a whole headline, in scripts without spaces too."""
    return len(text.split()) >= 3 or (not text.isascii() and " " not in text and len(text) >= _LONG_WITHOUT_SPACES)


def _cut(text: str, site_names: frozenset[str], known: set[str] | frozenset[str]) -> str:
    for found in reversed(list(_SEPARATOR.finditer(text[:_LONGEST]))):
        before, after = text[: found.start()].strip(), text[found.end() :].strip()
        if not fold(before) or not fold(after):
            continue
        if fold(before) in known or (found[0].strip() != ":" and fold(after) in site_names):
            return before
        if fold(after) in known and found[0].strip() in {"|", "-", "–", "—", "｜", "»", "::", "_"}:
            return after
        if fold(before) in site_names or fold(before) in _NO_TITLES:
            return after
    return text


def _decide(heads: Headings, page: Page) -> tuple[str, str]:
    """The headline and the rule that chose it."""
    if heads.json_ld and heads.is_news:
        return _decide_news(heads)
    found, graph, heading = (fold(text) for text in (heads.json_ld, heads.open_graph, heads.heading))
    if graph and not found and heads.is_news:
        return heads.open_graph, "a news page without JSON-LD: Open Graph"
    if not heads.heading or not heads.other:
        return heads.heading or heads.other, "the only source"
    if heading in {found, graph, fold(heads.other)}:
        return heads.heading, "the h1, which another source repeats"
    return _decide_other(heads, page)


def _decide_other(heads: Headings, page: Page) -> tuple[str, str]:
    """The headline of a page that is no news article, where its h1 stands alone."""
    heading, other, url = heads.heading, heads.other, page.url or ""
    folded, is_title = fold(heading), fold(heading) == fold(heads.tag)
    if len(heading) > _LONGEST_HEADLINE and len(_SENTENCE_END.findall(heading)) > 1:
        return other, "the h1 is a paragraph"
    if heading.lower().startswith(other.lower()) and heading[len(other) :][:1] in _GOING_ON:
        return heading, "the h1, which goes on where another source ends"
    if _fit(other, url) - _fit(heading, url) > (_SURE_MARGIN if is_title else _MARGIN):
        return other, "it fits the words of the address better than the h1"
    if len(folded) - len(fold(other)) >= _SHORTEST_KICKER and folded.endswith(fold(other)):
        return other, "the h1 has the same with a kicker before it"
    if not is_title and fold(other) not in folded and _is_in_lesser_heading(page, other):
        return other, "a lesser heading shows it, and the h1 is repeated nowhere"
    return heading, "the h1"


def _decide_news(heads: Headings) -> tuple[str, str]:
    """The headline of a page whose JSON-LD calls it a news article."""
    found, graph, heading, tag = (fold(text) for text in (heads.json_ld, heads.open_graph, heads.heading, heads.tag))
    if graph in {found, ""} or heads.is_meant:
        return heads.json_ld, "a news article's JSON-LD headline"
    if graph == heading:
        return heads.open_graph, "Open Graph and the h1 agree"
    if heading in {found, ""} and graph != tag == found:
        return heads.open_graph, "of a news article, Open Graph alone has a headline of its own"
    return heads.json_ld, "a news article's JSON-LD headline"


def _fit(text: str, url: str) -> float:
    """How much a headline and the last part of the address share: the Jaccard index of their words."""
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return 0.0
    slug = {word.lower() for word in _WORD.findall(path.rstrip("/").rsplit("/", 1)[-1])}
    words = {word.lower() for word in _WORD.findall(text)}
    return len(slug & words) / len(slug | words) if slug and words else 0.0
