"""Every place where a page may say when its article was published or changed, in order of trust.

JSON-LD of the article, `article:*` properties, other meta tags, microdata, JSON-LD of the web page, `time` elements,
dates in visible text, the address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

import attrs

from newsparse.formats.html.metadata.choice import Offer
from newsparse.formats.html.metadata.jsonld import is_article, texts
from newsparse.formats.html.metadata.moments import Moment, day_in, day_of, parse_machine
from newsparse.formats.html.metadata.months import month_number
from newsparse.formats.html.metadata.page import Page
from newsparse.formats.html.metadata.text import line, node_text
from newsparse.formats.html.metadata.visible_dates import parse_visible

__all__ = [
    "MOST_DATELINES", "Dateline", "datelines", "day_in_address", "modified_offers", "shown_in_places_for_it",
    "shown_offers", "stated_offers",
]  # fmt: skip

_PUBLISHED_META = (
    "article:published_time", "article:published", "og:article:published_time", "og:published_time",
    "article:post_date", "article.published", "article:publish_date", "article:publish-date",
    "article:datepublished", "published_time", "publish_time", "parsely-pub-date",
    "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "sailthru.date", "datepublished",
    "date_published", "date-published", "publication_date", "publication-date", "publicationdate",
    "publishdate", "publish-date", "publish_date", "published", "published-date", "pubdate", "pub_date",
    "firstpublished", "originalpublicationdate", "dc.date.issued", "dcterms.issued", "dc.date.published",
    "dcterms.date", "dcterms.created", "dc.date.created", "dc.created", "dc.date", "dcsext.wtdate",
    "citation_publication_date", "citation_online_date", "citation_date", "prism.publicationdate",
    "rnews:datepublished", "itemprop:datepublished", "itemprop:datecreated", "article:create_at",
    "creation_date", "created", "createdate", "release_date", "date", "article_date_original", "article-date",
    "articledate", "displaydate", "timestamp", "time", "vr:published_time", "og:pubdate",
    "weibo:article:create_at", "bt:pubdate", "analyticsattributes.articledate",
    "shareaholic:article_published_time", "mrf:published", "iso-8601-publish-date",
)  # fmt: skip
_MODIFIED_META = (
    "article:modified_time", "article:modified", "og:updated_time", "og:modified_time", "article:updated_time",
    "datemodified", "date_modified", "dc.date.modified", "dcterms.modified", "dc.modified", "lastmod",
    "last-modified", "last_modified", "lastmodified", "modified", "revised", "updated_time",
    "cxenseparse:recs:moddate", "itemprop:datemodified", "article:update_at", "weibo:article:update_at",
)  # fmt: skip
_PUBLISHED_CLASS = re.compile(
    r"publi|entry-date|post-?date|posted|created|pubdate|article-?date|dateline|timestamp", re.IGNORECASE
)
_MODIFIED_CLASS = re.compile(
    r"updat|modif|aktualis|geänder|revis|review|mis à jour|actualizado|aggiornat", re.IGNORECASE
)
_FIRST = re.compile(
    r"publi[sc]|posted|first |created|erstellt|veröffentlicht|erschienen|creado|créé|pubblicato|gepubliceerd|geplaatst",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"(?<![a-z])(?:recent|events?(?![a-z])|cards?(?![a-z])|copyright|today)")
_DATED = ("date", "publi", "posted", "meta", "byline", "datum", "fecha", "timestamp", "author", "post-info")
_URL_DAY = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:/(?P<month>\d{1,2})/(?P<day>\d{1,2})|-(?P<month2>\d\d)-(?P<day2>\d\d)|"
    r"_(?P<month3>\d\d)_(?P<day3>\d\d)|/(?P<month5>[A-Za-z]{3,9})/(?P<day5>\d{1,2})"
    r"|/?(?P<month4>[01]\d)/?(?P<day4>[0-3]\d))(?!\d)"
)
_STATE = re.compile(
    r"(?P<key>datePublished|publishedAt|published_at|publishDate|publishedDate|"
    r"publish_date|datePosted|firstPublished"
    r"|publicationDate|publishedTime|"
    r"published_time)(?:\\|\"|'|&quot;){1,12}\s?:\s?(?:\\|\"|'|&quot;){1,12}(?P<value>\d{4}-\d\d-\d\d[T\d:.+Z -]{0,20})"
)
_MOST_PIECES = 150
_MOST_NAMED = 400
_FEW_NAMED = 60
MOST_DATELINES = 12
"""Pieces of text after the headline among which a dateline is looked for."""
_LONGEST_DATELINE = 45
_LONGEST_DATE = 20
_LONGEST_LABEL = 40
_LONGEST_LINE, _LONGEST_PAIR = 100, 200
_EARLIEST = date(1990, 1, 1)


@attrs.frozen
class Dateline:
    """A line after the headline that holds a date.

    Attributes:
        moment: The date.
        text: The line.
        at: How many pieces of text stand between the headline and it.
        is_bare: Whether it holds little else, or begins with the date.
        is_change: Whether it or the piece before it speaks of a change.
    """

    moment: Moment
    text: str
    at: int
    is_bare: bool
    is_change: bool


def datelines(page: Page, language: str | None, most: int) -> Iterator[Dateline]:
    """The lines with a date among so many pieces of text after the headline."""
    label = ""
    for at, text in enumerate(page.headline.after(most)):
        said, moment = _said(text, language)
        if moment is not None:
            is_bare = len(said) < _LONGEST_DATELINE or parse_visible(said[:_LONGEST_DATE], language) is not None
            is_change = bool(_MODIFIED_CLASS.search(label + text if said is text else said))
            yield Dateline(moment, text, at, is_bare, is_change)
            label = ""  # it is no label of the next line
        else:
            label = text


def _said(line: str, language: str | None) -> tuple[str, Moment | None]:
    """What a line of the page says of the first publication, and when that was; `None` where it is too long."""
    if not 6 < len(line) < _LONGEST_PAIR or (moment := parse_visible(line, language)) is None:
        return line, None
    said = _first_publication(line)
    if said is not line:
        moment = parse_visible(said, language)
    return said, moment if 6 < len(said) < _LONGEST_LINE else None


def _first_publication(line: str) -> str:
    """What a line says of the first publication, where it speaks of a change before: `Updated … | Published …`."""
    change = _MODIFIED_CLASS.search(line)
    first = _FIRST.search(line, change.end()) if change else None
    return line if first is None else line[first.start() :]


def _offer(moment: Moment | None, raw: str, origin: str) -> Offer[Moment]:
    if moment is None:
        return Offer(raw, origin, "no date")  # type: ignore[arg-type]  # told, never taken
    if day_of(moment) < _EARLIEST:
        return Offer(moment, origin, "before the web")
    return Offer(moment, origin)


def _machine(raw: str, origin: str, language: str | None) -> Offer[Moment]:
    raw = line(raw)
    return _offer(parse_machine(raw) or parse_visible(raw, language), raw, origin)


def stated_offers(page: Page, language: str | None) -> Iterator[Offer[Moment]]:
    """What the markup states of the first publication of this article, in words for machines."""
    yield from _from_json_ld(
        page, language, ("datePublished", "datePosted", "uploadDate", "dateCreated"), articles=True
    )
    yield from _from_meta(page, language, _PUBLISHED_META)
    yield from _from_microdata(page, language, ("datepublished", "datecreated"))
    yield from _from_json_ld(page, language, ("datePublished", "uploadDate", "dateCreated"), articles=False)


def shown_offers(page: Page, language: str | None) -> Iterator[Offer[Moment]]:
    """Dates that the page shows, which are looked for where its markup says none."""
    yield from shown_in_places_for_it(page, language)
    yield from _from_text(page, language)
    yield from _from_state(page, language)
    yield from _from_url(page)
    yield from _from_microdata(page, language, ("datepublished",), anywhere=True)


def shown_in_places_for_it(page: Page, language: str | None) -> Iterator[Offer[Moment]]:
    """Dates where a page shows the one of its story: `time` elements, lines below the headline, classes that say so."""
    times = _times(page)
    late = [element for element in times if page.is_below_prose(element)]
    yield from _from_times([element for element in times if element not in late], language)
    yield from _from_datelines(page, language)
    yield from _from_classes(page, language)
    yield from _from_times(late, language)


def modified_offers(page: Page, language: str | None) -> Iterator[Offer[Moment]]:
    """What the markup says of the last change, and then what the page shows."""
    yield from _from_json_ld(page, language, ("dateModified",), articles=True)
    yield from _from_meta(page, language, _MODIFIED_META)
    yield from _from_microdata(page, language, ("datemodified",))
    yield from _from_json_ld(page, language, ("dateModified",), articles=False)
    yield from _changes_shown(page, language)


def _from_json_ld(
    page: Page, language: str | None, keys: tuple[str, ...], *, articles: bool
) -> Iterator[Offer[Moment]]:
    for node in page.about:
        if is_article(node) is articles:
            for key in keys:
                for raw in texts(node.data.get(key)):
                    yield _machine(raw, f"json-ld:{node.path}.{key}", language)


def _from_meta(page: Page, language: str | None, keys: tuple[str, ...]) -> Iterator[Offer[Moment]]:
    for key in filter(page.meta.__contains__, keys):
        for raw in page.meta[key][:3]:
            yield _machine(raw, f"meta:{key}", language)


def _from_microdata(
    page: Page, language: str | None, names: tuple[str, ...], *, anywhere: bool = False
) -> Iterator[Offer[Moment]]:
    for name in names:
        for element in page.microdata.get(name, ())[:3]:
            if anywhere or not page.is_outside(element, _OTHERS):
                raw = element.get("datetime") or element.get("content") or node_text(element, 200)
                yield _machine(raw, f"microdata:{name}", language)


def _times(page: Page) -> list[Any]:
    """The `time` elements of the story, those of the headline's own box first."""
    return page.headline.own_first(element for element in page.times[:40] if not page.is_outside(element, _OTHERS))


def _from_times(elements: Sequence[Any], language: str | None) -> Iterator[Offer[Moment]]:
    """The dates of `time` elements: those said to be of the publication, then others, then those of a change."""
    later: list[Any] = []
    others: list[Any] = []
    for element in elements:
        names, label = _marks(element), _label(element)
        if element.get("pubdate") is not None or _PUBLISHED_CLASS.search(names) or _FIRST.search(label):
            yield from _time_offers(element, language)
        elif not _MODIFIED_CLASS.search(names):
            (later if _MODIFIED_CLASS.search(label) else others).append(element)
    for element in (*others, *later):
        yield from _time_offers(element, language)


def _changes_shown(page: Page, language: str | None) -> Iterator[Offer[Moment]]:
    """Dates of a change in the `time` elements of the story, and in lines after the headline."""
    for element in _times(page):
        if _MODIFIED_CLASS.search(f"{_marks(element)} {_label(element)}"):
            yield from _time_offers(element, language)
    for found in datelines(page, language, MOST_DATELINES):
        change = _MODIFIED_CLASS.search(found.text)
        if change is not None:
            moment = parse_visible(found.text[change.start() :], language)
            yield _offer(moment, found.text, "text after the headline")


def _label(element: Any) -> str:
    """What stands right before an element and in it, such as "Updated: 5 June"."""
    said = node_text(element, _LONGEST_LABEL)
    before = element.getprevious()
    if before is None:
        parent = element.getparent()
        return f"{((parent.text if parent is not None else None) or '')[-_LONGEST_LABEL:]} {said}"
    tail = before.tail or ""
    inside = "" if before.tag == "time" or tail.strip() else node_text(before, _LONGEST_LABEL)
    return f"{inside} {tail[-_LONGEST_LABEL:]} {said}"


def _time_offers(element: Any, language: str | None) -> Iterator[Offer[Moment]]:
    raw, text = element.get("datetime") or "", node_text(element, 200)
    if raw or text:
        yield _time_offer(element, raw, text, language)


def _time_offer(element: Any, raw: str, text: str, language: str | None) -> Offer[Moment]:
    origin = f"selector:time.{(element.get('class') or '').replace(' ', '.')}"
    moment = parse_machine(raw) or parse_visible(raw, language)
    return _offer(moment or parse_visible(text, language), raw or text, origin)


def _from_classes(page: Page, language: str | None) -> Iterator[Offer[Moment]]:
    """Dates in the text of elements whose class speaks of a date or a byline, nearest the headline first."""
    later: list[Offer[Moment]] = []
    named = page.named(_DATED)[:_MOST_NAMED]
    for element in (*page.headline.own_first(named[:_FEW_NAMED]), *named[_FEW_NAMED:]):
        if element.tag in {"body", "html", "meta", "script", "style", "link", "input"} or page.is_outside(
            element, _OTHERS
        ):
            continue
        moment, text = _shown_by(element, language)
        if moment is None:
            continue
        origin = f"selector:{element.tag}.{(element.get('class') or element.get('id') or '').replace(' ', '.')[:60]}"
        offer = _offer(moment, text, origin)
        if _MODIFIED_CLASS.search(text[:30]) or _MODIFIED_CLASS.search(_marks(element)):
            later.append(offer)
        else:
            yield offer
    yield from later


def _shown_by(element: Any, language: str | None) -> tuple[Moment | None, str]:
    """The date of an element, and the text that has it: its `title`, as in microformats, or what it shows."""
    title = element.get("title") or ""
    if title and (moment := parse_machine(title)):
        return moment, title
    text = node_text(element, 300)
    return parse_visible(text, language) if 5 < len(text) < 250 else None, text


def _from_datelines(page: Page, language: str | None) -> Iterator[Offer[Moment]]:
    """Dates in the first lines after the headline: lines that hold little else, or begin with one."""
    for found in datelines(page, language, MOST_DATELINES):
        if found.is_bare and not found.is_change:
            yield _offer(found.moment, found.text, "text after the headline")


def _from_text(page: Page, language: str | None) -> Iterator[Offer[Moment]]:
    """Lines with a date, before the headline and after it; those that hold little else first."""
    later: list[Offer[Moment]] = []
    for place, pieces in (("before", page.headline.before), ("after", page.headline.after(_MOST_PIECES))):
        for text in pieces:
            said, moment = _said(text, language)
            if moment is not None:
                offer = _offer(moment, text, f"text {place} the headline")
                if len(said) < _LONGEST_DATELINE and not _MODIFIED_CLASS.search(said):
                    yield offer
                else:
                    later.append(offer)
    yield from later


def _from_state(page: Page, language: str | None) -> Iterator[Offer[Moment]]:
    """Dates in the data that scripts and attributes of the page carry, escaped once or more."""
    for text in page.state():
        for found in islice(_STATE.finditer(text), 3):
            yield _machine(found["value"], f"script:{found['key']}", language)


def _from_url(page: Page) -> Iterator[Offer[Moment]]:
    for address in (page.url, *page.links.get("canonical", ())[:1]):
        if address and (found := _URL_DAY.search(address)):
            year, month, day = filter(None, found.groups())
            number = int(month) if month.isdecimal() else month_number(month, "en")
            if (moment := day_in(year, number, day)) is not None:
                yield _offer(moment, found[0], "url")


def day_in_address(page: Page) -> date | None:
    """The day that the page's address names."""
    return next((day_of(offer.value) for offer in _from_url(page) if offer.flaw is None), None)


def _marks(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
