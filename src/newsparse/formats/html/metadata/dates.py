"""When it was published and changed: every place a page says so, and which to believe.

Order of trust: JSON-LD of the article, `article:*` properties, other meta tags, microdata, JSON-LD
of the web page, `time` elements, dates in visible text, the address. A time without a zone takes
the zone of another place of the page that gives the same wall-clock time; otherwise only its day
is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

import attrs

from newsparse.formats.html.metadata.choice import Offer, Trace, overrule, tell
from newsparse.formats.html.metadata.jsonld import is_article, texts
from newsparse.formats.html.metadata.moments import Moment, parse_machine, parse_visible
from newsparse.formats.html.metadata.page import Page
from newsparse.formats.html.metadata.text import line, node_text

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
_OTHERS = re.compile(r"(?<![a-z])(?:recent|events?(?![a-z])|cards?(?![a-z])|copyright|today)")
_DATED = ("date", "publi", "posted", "meta", "byline", "datum", "fecha", "timestamp", "author", "post-info")
_URL_DAY = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:/(?P<month>\d{1,2})/(?P<day>\d{1,2})|-(?P<month2>\d\d)-(?P<day2>\d\d)|"
    r"_(?P<month3>\d\d)_(?P<day3>\d\d)"
    r"|/?(?P<month4>[01]\d)/?(?P<day4>[0-3]\d))(?!\d)"
)
_STATE = re.compile(
    r"(?P<key>datePublished|publishedAt|published_at|publishDate|publishedDate|"
    r"publish_date|datePosted|firstPublished"
    r"|publicationDate|publishedTime|"
    r"published_time)[\\\"'&quot;]{1,12}\s?:\s?[\\\"'&quot;]{1,12}(?P<value>\d{4}-\d\d-\d\d[T\d:.+Z -]{0,20})"
)
_MOST_PIECES = 150
_MOST_SHOWN = 25
_MOST_DATELINES = 12
_LONGEST_DATELINE = 45
_LONGEST_DATE = 20
_EARLIEST = date(1990, 1, 1)
_WORDY = re.compile(r"[^\W\d_]{3,}")


@attrs.frozen
class Dates:
    """When an article was published and changed.

    Attributes:
        published: First publication, in the form of `Article.published`.
        modified: Last change, in the same form.
        published_local: The time of day of publication where its zone is not known, ISO 8601.
        modified_local: The same of the last change.
        first_published: What the markup calls the publication, where the page dates itself by a later edition.
    """

    published: Moment | None = None
    modified: Moment | None = None
    published_local: str | None = None
    modified_local: str | None = None
    first_published: str | None = None


def read_dates(page: Page, language: str | None, trace: Trace) -> Dates:
    """Publication and last change of the page's article."""
    first: str | None = None
    published = _best("published", _published(page, language), trace)
    if published is None:
        published = _best("published", _shown(page, language), trace)
    elif shown := _shown_instead(page, language, published):
        reason = "the page shows another day than its markup says"
        overrule("published", shown, "text after the headline", reason, trace)
        first = published.isoformat() if _day_of(published) < _day_of(shown) else None
        published = shown
    modified = _best("modified", _modified(page, language), trace)
    when, local = _settled(published)
    changed, changed_local = _settled(modified)
    if when is not None and changed is not None and _before(changed, when):
        changed, changed_local = None, None
    return Dates(when, changed, local, changed_local, first)


def _shown_instead(page: Page, language: str | None, published: Moment) -> Moment | None:
    """The day that a page other than a news article shows close to its headline, where it is to be believed.

    Blogs that are rebuilt stamp old posts anew in their markup and go on showing the first date. Of a page
    without JSON-LD a difference of one day is that between its zone and the markup's.
    """
    if _is_news(page):
        return None
    shown = _datelines(page, language, _MOST_SHOWN if page.about else _MOST_DATELINES)
    first = next(shown, None)
    if first is None:
        return None
    ago = (_day_of(published) - _day_of(first.moment)).days
    if ago > 0:
        return first.moment if not first.is_change and ago > (0 if page.about else 1) else None
    return first.moment if ago and page.about and _is_edition(first, shown, _day_of(published)) else None


def _is_edition(first: _Dateline, others: Iterator[_Dateline], published: date) -> bool:
    """Whether a page dates itself by a later edition: it shows that day alone, right below its headline.

    Guides that are kept up to date do. The same day with its month and its day exchanged is no other.
    """
    day = _day_of(first.moment)
    if (day.year, day.month, day.day) == (published.year, published.day, published.month):
        return False
    return first.is_bare and first.at < _MOST_DATELINES and all(_day_of(found.moment) == day for found in others)


def _is_news(page: Page) -> bool:
    return bool(page.about) and any("news" in name for name in page.about[0].types)


@attrs.frozen
class _Dateline:
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


def _datelines(page: Page, language: str | None, most: int) -> Iterator[_Dateline]:
    label = ""
    for at, text in enumerate(page.headline.after(most)):
        if 6 < len(text) < 100 and (moment := parse_visible(text, language)):
            is_bare = len(text) < _LONGEST_DATELINE or parse_visible(text[:_LONGEST_DATE], language) is not None
            yield _Dateline(moment, text, at, is_bare, bool(_MODIFIED_CLASS.search(label + text)))
        label = text


def _settled(moment: Moment | None) -> tuple[Moment | None, str | None]:
    """A moment as an article may hold it: a time without a zone is only its day."""
    if isinstance(moment, datetime) and moment.tzinfo is None:
        return moment.date(), moment.isoformat(timespec="minutes" if not moment.second else "seconds")
    return moment, None


def _is_aware(moment: Moment | None) -> bool:
    return isinstance(moment, datetime) and moment.tzinfo is not None


def _before(one: Moment, other: Moment) -> bool:
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one < other
    return _day_of(one) < _day_of(other)


def _day_of(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _best(field: str, offers: Iterator[Offer[Moment]], trace: Trace) -> Moment | None:
    """The first sound offer; where it lacks the time or the zone, a later one that agrees with it and has them."""
    seen: list[Offer[Moment]] = []
    taken: Offer[Moment] | None = None
    for offer in offers:
        seen.append(offer)
        if offer.flaw is None and (taken is None or _completes(offer.value, taken.value)):
            taken = offer
        if taken and trace is None and _is_aware(taken.value):
            break
    tell(field, seen, taken, "the most trusted place, or one that agrees with it and is more exact", trace)
    return taken.value if taken else None


def _completes(later: Moment, taken: Moment) -> bool:
    """Whether a later offer is the same moment told more exactly."""
    if not isinstance(later, datetime) or _is_aware(taken):
        return False
    if not isinstance(taken, datetime):
        return later.date() == taken
    return later.tzinfo is not None and later.replace(tzinfo=None, second=0) == taken.replace(second=0)


def _offer(moment: Moment | None, raw: str, origin: str) -> Offer[Moment]:
    if moment is None:
        return Offer(raw, origin, "no date")  # type: ignore[arg-type]  # told, never taken
    if _day_of(moment) < _EARLIEST:
        return Offer(moment, origin, "before the web")
    return Offer(moment, origin)


def _machine(raw: str, origin: str, language: str | None) -> Offer[Moment]:
    raw = line(raw)
    return _offer(parse_machine(raw) or parse_visible(raw, language), raw, origin)


def _published(page: Page, language: str | None) -> Iterator[Offer[Moment]]:
    yield from _from_json_ld(
        page, language, ("datePublished", "datePosted", "uploadDate", "dateCreated"), articles=True
    )
    yield from _from_meta(page, language, _PUBLISHED_META)
    yield from _from_microdata(page, language, ("datepublished", "datecreated"))
    yield from _from_json_ld(page, language, ("datePublished", "uploadDate", "dateCreated"), articles=False)
    yield from _from_times(page, language, _MODIFIED_CLASS)


def _shown(page: Page, language: str | None) -> Iterator[Offer[Moment]]:
    """Dates that the page shows, which are looked for where its markup says none."""
    yield from _from_datelines(page, language)
    yield from _from_classes(page, language)
    yield from _from_text(page, language)
    yield from _from_state(page, language)
    yield from _from_url(page)
    yield from _from_microdata(page, language, ("datepublished",), anywhere=True)


def _modified(page: Page, language: str | None) -> Iterator[Offer[Moment]]:
    yield from _from_json_ld(page, language, ("dateModified",), articles=True)
    yield from _from_meta(page, language, _MODIFIED_META)
    yield from _from_microdata(page, language, ("datemodified",))
    yield from _from_json_ld(page, language, ("dateModified",), articles=False)


def _from_json_ld(
    page: Page, language: str | None, keys: tuple[str, ...], *, articles: bool
) -> Iterator[Offer[Moment]]:
    for node in page.about:
        if is_article(node) is articles:
            for key in keys:
                for raw in texts(node.data.get(key)):
                    yield _machine(raw, f"json-ld:{node.path}.{key}", language)


def _from_meta(page: Page, language: str | None, keys: tuple[str, ...]) -> Iterator[Offer[Moment]]:
    for key in keys:
        for raw in page.meta.get(key, ())[:3]:
            yield _machine(raw, f"meta:{key}", language)


def _from_microdata(
    page: Page, language: str | None, names: tuple[str, ...], *, anywhere: bool = False
) -> Iterator[Offer[Moment]]:
    for name in names:
        for element in page.microdata.get(name, ())[:3]:
            if anywhere or not page.is_outside(element, _OTHERS):
                raw = element.get("datetime") or element.get("content") or node_text(element, 200)
                yield _machine(raw, f"microdata:{name}", language)


def _from_times(page: Page, language: str | None, other: re.Pattern[str]) -> Iterator[Offer[Moment]]:
    usable = [element for element in page.times[:40] if not page.is_outside(element, _OTHERS)]
    marked = [
        element for element in usable if element.get("pubdate") is not None or _PUBLISHED_CLASS.search(_marks(element))
    ]
    for element in (*marked, *usable):
        if element in marked or not other.search(_marks(element)):
            raw = element.get("datetime") or ""
            text = node_text(element, 200)
            if raw or text:
                yield _time_offer(element, raw, text, language)


def _time_offer(element: Any, raw: str, text: str, language: str | None) -> Offer[Moment]:
    origin = f"selector:time.{(element.get('class') or '').replace(' ', '.')}"
    moment = parse_machine(raw) or parse_visible(raw, language)
    return _offer(moment or parse_visible(text, language), raw or text, origin)


def _from_classes(page: Page, language: str | None) -> Iterator[Offer[Moment]]:
    """Dates in the text of elements whose class speaks of a date or a byline, nearest the headline first."""
    later: list[Offer[Moment]] = []
    for element in page.named(_DATED)[:400]:
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
    for found in _datelines(page, language, _MOST_DATELINES):
        if found.is_bare and not found.is_change:
            yield _offer(found.moment, found.text, "text after the headline")


def _from_text(page: Page, language: str | None) -> Iterator[Offer[Moment]]:
    """Lines with a date, before the headline and after it; those that hold little else first."""
    later: list[Offer[Moment]] = []
    for place, pieces in (("before", page.headline.before), ("after", page.headline.after(_MOST_PIECES))):
        for text in pieces:
            if 6 < len(text) < 100 and (moment := parse_visible(text, language)):
                offer = _offer(moment, text, f"text {place} the headline")
                if len(text) < _LONGEST_DATELINE:
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
            parts = found.groupdict()
            month = parts["month"] or parts["month2"] or parts["month3"] or parts["month4"]
            day = parts["day"] or parts["day2"] or parts["day3"] or parts["day4"]
            try:
                yield _offer(date(int(parts["year"]), int(month), int(day)), found[0], "url")
            except ValueError:
                continue


def _marks(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
