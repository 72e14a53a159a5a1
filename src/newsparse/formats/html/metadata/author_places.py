"""Every place of a page that may name its authors."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from newsparse.formats.html.metadata.bylines import byline_text, is_hidden
from newsparse.formats.html.metadata.choice import Offer
from newsparse.formats.html.metadata.jsonld import is_article, texts
from newsparse.formats.html.metadata.leads import BY, LABELS, strip_lead
from newsparse.formats.html.metadata.names import goes_on, inverted, is_list, split_names
from newsparse.formats.html.metadata.page import Page, xpath
from newsparse.formats.html.metadata.people import cased, is_full, is_person, is_plausible, is_site
from newsparse.formats.html.metadata.places import OUTSIDE_TAGS, ancestry
from newsparse.formats.html.metadata.text import fold, line, node_text

__all__ = ["DECLARED", "LAST_RESORTS", "SOURCES", "Names", "own_lists"]

Names = tuple[str, ...]
_NO_BYLINES = frozenset({"body", "html", "meta", "script", "form", "input", "img", "style"})
_NO_BYLINE_IN = frozenset({"figure", "figcaption", "blockquote"})
_MOST_NAMES = 30
_MOST_BYLINES = 12

_META_KEYS = (
    "author", "article:author", "article:author_name", "og:author", "og:article:author", "byl",
    "parsely-author", "sailthru.author", "cxenseparse:author", "mrf:authors", "articleauthor", "dcsext.author",
    "citation_author", "dc.creator", "dcterms.creator", "dc.contributor", "creator", "authors", "authorname",
    "author-name", "book:author", "twitter:author", "dable:author", "itemprop:author", "itemprop:creator",
    "vr:author", "weibo:article:create_by", "mediaid",
)  # fmt: skip
_INVERTED_KEYS = frozenset({"citation_author", "dc.creator", "dcterms.creator"})

_BYLINES = tuple("byline author autor auteur writer reporter posted-by signature journalist firma verfasser".split())
_REL_AUTHOR = xpath("descendant::a[contains(@rel, 'author')]")
_AUTHOR_PATHS = tuple("/author /autor /auteur /people/ /by/ /staff /profile /contributor /journalist /team/".split())
_TO_AUTHOR = " or ".join(f"contains(@href, {path!r})" for path in _AUTHOR_PATHS)
_TO_AUTHORS = xpath(f"descendant::a[{_TO_AUTHOR} or contains(concat(' ', @rel, ' '), ' author ')]")
# Addresses that hold such a path and lead to no author: those of people in the news, and licences.
_NO_AUTHORS = re.compile(r"/(?:topics?|tags?)/|creativecommons\.org")
_NAVIGATION = frozenset({"nav"})
_INNER_NAMES = xpath(
    f".//a[{_TO_AUTHOR}]"
    " | .//a[contains(concat(' ', @rel, ' '), ' author ')]"
    " | .//*[contains(@class, 'name') or contains(@class, 'fn') or @itemprop='name']"
)
# Places that name people who did not write the story: photographers, speakers, other writers.
_OTHERS = re.compile(
    r"(?<![a-z])(?:caption|fig(?:ure|caption)|images?|photos?|media|quote|collections?|cards?|reply|respond|"
    r"contact|socmed|bio(?![a-z]))"
)


def _offer(values: Iterable[str], origin: str, *, invert: bool = False, declared: bool = True) -> Offer[Names]:
    """An offer of the names in some texts, without doubles; where declared ones all read like jobs, of these."""
    raw = list(values)
    texts = [inverted(value) if invert else value for value in raw]
    names = [name for text in texts for name in split_names(text, named=declared) if declared or is_plausible(name)]
    if declared and not names:
        names = [name for text in texts for name in split_names(text, declared=True)]
    once: dict[str, str] = {}
    for name in names:
        once.setdefault(fold(name), cased(name))
    found = tuple(once.values())[:_MOST_NAMES]
    if not declared and any(map(is_full, found)):
        found = tuple(name for name in found if is_full(name))
    kept = tuple(name for name in found if not any(goes_on(name, other) for other in found))
    return Offer(kept, origin) if kept else Offer(tuple(raw[:3]), origin, "no name in it")


def _from_json_ld(page: Page) -> Iterator[Offer[Names]]:
    for articles in (True, False):
        for node in page.about:
            if is_article(node) is articles:
                for key in ("author", "creator", "authors"):
                    if value := node.data.get(key):
                        named = list(_json_names(value, page.by_id))
                        if named:
                            yield _offer(named, f"json-ld:{node.path}.{key}")


def _json_names(value: Any, by_id: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Names in an author value; people of one list are kept apart by the list, references are followed."""
    stack = [value]
    for _ in range(200):
        if not stack:
            return
        value = stack.pop()
        if isinstance(value, list):
            stack.extend(reversed(value))
        elif isinstance(value, dict):
            if "name" not in value and isinstance(key := value.get("@id"), str) and key in by_id:
                value = by_id[key]
            name = value.get("name")
            if not name and (value.get("givenName") or value.get("familyName")):
                name = f"{value.get('givenName') or ''} {value.get('familyName') or ''}"
            yield from texts(name)
        else:
            yield from texts(value)


def _from_meta(page: Page) -> Iterator[Offer[Names]]:
    for key in filter(page.meta.__contains__, _META_KEYS):
        named = [_before_portal(value, page.site_names) for value in page.meta[key]]
        yield _offer(named, f"meta:{key}", invert=key in _INVERTED_KEYS)
    for at in ("1", "2"):
        label = page.first_meta(f"twitter:label{at}")
        if label and re.match(
            r"written|author|by|geschrieben|verfasst|écrit|escrito|scritto|door|autor", label[0], re.IGNORECASE
        ):
            yield _offer(page.meta.get(f"twitter:data{at}", ()), f"meta:twitter:data{at}")


def _before_portal(value: str, site_names: frozenset[str]) -> str:
    """A value without what stands behind the site's name and a bar, as portals put their own name there."""
    first, bar, _ = value.partition("|")
    return first if bar and is_site(first, site_names) else value


def _from_microdata(page: Page) -> Iterator[Offer[Names]]:
    elements = [
        element
        for element in page.microdata.get("author", ())
        if element.tag not in {"meta", "link"} and not _is_elsewhere(page, element)
    ]
    if elements:
        yield _offer(_element_names(elements[:6]), "microdata:author")


def _from_rel(page: Page) -> Iterator[Offer[Names]]:
    elements = [element for element in _REL_AUTHOR(page.root)[:_MOST_NAMES] if not _is_elsewhere(page, element)]
    if elements:
        elements = page.headline.own_first(elements)
        yield _offer(_near(elements), "selector:a[rel~=author]")


def _near(elements: list[Any]) -> Iterator[str]:
    """Texts of the first element and of those that share its byline."""
    first = next((element for element in elements if node_text(element)), elements[0])
    around = first.getparent()
    for _ in range(2):
        if around is not None and around.getparent() is not None and len(node_text(around)) < 80:
            around = around.getparent()
    for element in elements:
        if element is first or (around is not None and around in list(element.iterancestors())[:4]):
            yield byline_text(element)


def _from_bylines(page: Page) -> Iterator[Offer[Names]]:
    return islice(_named_bylines(page, page.headline.own_first(page.named(_BYLINES))), _MOST_BYLINES)


def _named_bylines(page: Page, elements: Iterable[Any]) -> Iterator[Offer[Names]]:
    """What each of the elements named as bylines says, where it is short and of the story."""
    for element in elements:
        if element.tag in _NO_BYLINES or is_hidden(element) or _is_elsewhere(page, element):
            continue
        text = node_text(element, 400)
        if text and len(text) <= 300 and (names := list(_element_names([element]))):
            yield _offer(names, f"selector:{_selector(element)}", declared=False)


def own_lists(page: Page) -> Iterator[Offer[Names]]:
    """The names in bylines in the headline's own box that are lists of names and nothing else."""
    own = page.headline.own_box
    if own is None:
        return iter(())
    inside = [element for element in page.named(_BYLINES) if own in element.iterancestors()]
    lists = (element for element in inside[:_MOST_BYLINES] if is_list(node_text(element, 400)))
    return _named_bylines(page, lists)


def _element_names(elements: list[Any]) -> Iterator[str]:
    """The names in byline elements: those of the links to authors inside, else the text itself."""
    for element in elements:
        inner = [text for found in _INNER_NAMES(element) if (text := byline_text(found)) and len(text) < 60]
        yield from inner or [byline_text(element)]


def _selector(element: Any) -> str:
    mark = element.get("class") or element.get("id") or ""
    return f"{element.tag}.{'.'.join(mark.split()[:2])}"


def _is_elsewhere(page: Page, element: Any, tags: frozenset[str] = OUTSIDE_TAGS) -> bool:
    return page.is_outside(element, _OTHERS, tags) or any(part.tag in _NO_BYLINE_IN for part in ancestry(element))


_BY = rf"(?:{BY}|{LABELS}(?=\s*:))"
_BY_TEXT = re.compile(rf"{_BY}(?:\s*[:：／/｜]\s*|\s+)\S.{{1,80}}", re.IGNORECASE)
_SIGNATURE = re.compile(
    r"(?:(?:(?:written|posted|published|words|text) )?by|von|par|por|door|av|author|autor(?:in)?|auteur)"
    r"\s*:?\s+\S.{2,80}",
    re.IGNORECASE,
)
_EMPHASIS = frozenset({"b", "strong", "i", "em"})
_OPENING = 60
_SHORT_LINE = 40
_PROSE = 120
_REPORTER_IN_BRACKETS = re.compile(
    r"[〔【（(\[](?:本[报報])?[记記]者\s*([^〔【（(\[〕】）)\]／/]{2,20})(?<![摄攝])(?:[／/][^〔【（(\[〕】）)\]]{0,20})?[〕】）)\]]"
)
_NAME_IN_BRACKETS = re.compile(r"【([^\W\d_a-zA-Z]{3,5}(?:、[^\W\d_a-zA-Z]{3,5}){0,4})】$")
_FEW_PIECES = 8
_MOST_WORDS = 3
_ARTICLES = ("The ", "Der ", "Die ", "Das ")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DATELINE_PARTS = re.compile(r"\s*[|·•]\s*|\s+[-–—/]\s+")
_GLUED = re.compile("[a-z]{4}[A-Z]")
_BY_ALONE = re.compile(rf"{_BY}\s*[:：]?", re.IGNORECASE)
_MOST_PIECES = 25


def _from_text(page: Page) -> Iterator[Offer[Names]]:
    """Short lines that begin with "By", close to the headline."""
    by = False
    for text in page.headline.after(_MOST_PIECES):
        if by and len(text) < 80:
            yield _offer([text], "text after the headline", declared=False)
            by = False
        elif _BY_ALONE.fullmatch(text):
            by = True
        elif 5 < len(text) < 100 and _BY_TEXT.fullmatch(text):
            yield _offer([strip_lead(text)], "text after the headline", declared=False)


def _from_links(page: Page) -> Iterator[Offer[Names]]:
    """Links below the headline to the pages of authors; the first that names a person, and those of its byline."""
    links = [
        link
        for link in page.headline.links_below(_AUTHOR_PATHS)
        if not _NO_AUTHORS.search(link.get("href") or "") and not _is_elsewhere(page, link)
    ]
    if people := [link for link in links if _is_full_name(node_text(link, 100), page.site_names)]:
        yield _offer(_near(people), "selector:a[href*=author]", declared=False)


def _from_datelines(page: Page) -> Iterator[Offer[Names]]:
    """A person's name in a line that holds a date, and parted from it: `25.10.2022 - Jane Doe`."""
    for text in (*page.headline.before[:_FEW_PIECES], *page.headline.after(_FEW_PIECES)):
        if len(text) < 100 and _YEAR.search(text):
            parts = [part for part in _DATELINE_PARTS.split(text) if _is_full_name(part, page.site_names)]
            if parts and len(parts[0].split()) <= _MOST_WORDS:
                yield _offer(parts[:1], "text beside a date", declared=False)


def _from_ends(page: Page) -> Iterator[Offer[Names]]:
    """Links to authors in what stands beside, above or below the text of an article and inside its element."""
    article = page.headline.article
    links = [
        link
        for link in (() if article is None else _TO_AUTHORS(article))
        if _is_full_name(node_text(link, 100), page.site_names)
        and not _NO_AUTHORS.search(link.get("href") or "")
        and not _is_elsewhere(page, link, _NAVIGATION)
    ]
    if links:
        yield _offer(_near(links), "selector:article a[href*=author]", declared=False)


def _from_signatures(page: Page) -> Iterator[Offer[Names]]:
    """Lines anywhere on the page that say by whom it is, where all of them name the same people."""
    signed: dict[Names, Offer[Names]] = {}
    for text, element in page.blocks():
        if 5 < len(text) < 100 and _SIGNATURE.fullmatch(text) and not _is_elsewhere(page, element):
            offer = _offer([strip_lead(text)], f"selector:{_selector(element)}", declared=False)
            if offer.flaw is None and all(_is_full_name(name, page.site_names) for name in offer.value):
                signed.setdefault(offer.value, offer)
    if len(signed) == 1:
        yield from signed.values()


def _from_last_lines(page: Page) -> Iterator[Offer[Names]]:
    """A name alone that is set apart as the last line of the story."""
    blocks = list(page.blocks())
    for at in range(len(blocks) - 1, 0, -1):
        text, element = blocks[at]
        if len(text) < _SHORT_LINE and _is_set_apart(element, text):
            name = text.lstrip("-–— ")
            follows = len(blocks[at - 1][0]) > _PROSE and blocks[at - 1][1].getparent() is element.getparent()
            if follows and _is_full_name(name, page.site_names) and not _is_elsewhere(page, element):
                yield _offer([name], f"selector:{_selector(element)}", declared=False)
                return
        if len(text) > _PROSE and not _is_elsewhere(page, element):
            return


def _is_set_apart(element: Any, text: str) -> bool:
    """Whether a line is set to the right, begins with a dash, or is emphasised throughout."""
    look = f"{element.get('style') or ''} {element.get('align') or ''} {element.get('class') or ''}".replace(" ", "")
    inner = next((child for child in element if child.tag in _EMPHASIS), None)
    is_emphasised = inner is not None and line(node_text(inner)) == text
    return (
        element.tag in {"p", "div"}
        and next(element.iter("a"), None) is None
        and (text[0] in "-–—" or "right" in look or is_emphasised)
    )


def _from_brackets(page: Page) -> Iterator[Offer[Names]]:
    """Whom the brackets name that papers in East Asia open or end a story with."""
    for text, element in page.blocks():
        found = _REPORTER_IN_BRACKETS.search(text[:_OPENING]) if "者" in text[:_OPENING] else None
        if found is None and text.endswith("】") and len(text) > _OPENING:
            found = _NAME_IN_BRACKETS.search(text[-_OPENING:])
        if found is not None and not _is_elsewhere(page, element):
            yield _offer([found[1]], f"selector:{_selector(element)}", declared=False)


def _is_full_name(text: str, site_names: frozenset[str]) -> bool:
    is_title = text.startswith(_ARTICLES) or _GLUED.search(text)
    return " " in text and not is_title and is_plausible(text) and is_person(text, site_names)


SOURCES: tuple[Callable[[Page], Iterator[Offer[Names]]], ...] = (
    _from_json_ld,
    _from_meta,
    _from_microdata,
    _from_rel,
    _from_bylines,
    _from_text,
)
"""Places in order of trust."""
LAST_RESORTS = (_from_links, _from_ends, _from_datelines, _from_signatures, _from_brackets, _from_last_lines)
"""Those that are asked in turn where nobody but the site is named."""
DECLARED = frozenset({_from_json_ld, _from_meta})
"""Those in which a page says to programs who its authors are."""
