"""When it was published and changed, of all that a page says of it.

The order of trust is that of `date_places`. A time without a zone takes the zone of another place of the page that
gives the same wall-clock time; otherwise only its day is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice

import attrs

from newsparse.formats.html.metadata.choice import Offer, Trace, overrule, tell
from newsparse.formats.html.metadata.date_places import (
    MOST_DATELINES,
    Dateline,
    datelines,
    day_in_address,
    modified_offers,
    shown_in_places_for_it,
    shown_offers,
    stated_offers,
)
from newsparse.formats.html.metadata.hosts import country_of
from newsparse.formats.html.metadata.moments import Moment, day_of
from newsparse.formats.html.metadata.page import Page

_MOST_SHOWN = 25
_MOST_COMPLETING = 20
# Countries whose English puts the day before the month, as all but the United States and few others do.
_DAY_FIRST = frozenset({"GB", "IE", "AU", "NZ", "IN", "ZA", "NG", "KE", "GH", "SG", "MY", "PK", "LK", "BD"})


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
    country = country_of(page.url or "")
    if language == "en" and country in _DAY_FIRST:
        language = f"en-{country}"
    published = _completed(page, language, _best("published", stated_offers(page, language), trace), trace)
    if published is None:
        named = day_in_address(page)
        published = _best("published", _as_in_address(shown_offers(page, language), named), trace, near=named)
    elif shown := _shown_instead(page, language, published):
        reason = "the page shows another day than its markup says"
        overrule("published", shown, "text after the headline", reason, trace)
        first = published.isoformat() if day_of(published) < day_of(shown) else None
        published = shown
    modified = _best("modified", modified_offers(page, language), trace)
    when, local = _settled(published)
    changed, changed_local = _settled(modified)
    if when is not None and changed is not None and _before(changed, when):
        changed, changed_local = None, None
    return Dates(when, changed, local, changed_local, first)


def _completed(page: Page, language: str | None, stated: Moment | None, trace: Trace) -> Moment | None:
    """A stated moment with the time or the zone that the page shows with it, where the markup lacks them."""
    if stated is None or _is_aware(stated):
        return stated
    offers = islice(shown_in_places_for_it(page, language), _MOST_COMPLETING)
    offer = next((each for each in offers if each.flaw is None and _completes(each.value, stated)), None)
    if offer is None:
        return stated
    overrule("published", offer.value, offer.origin, "the same moment, told more exactly", trace)
    return offer.value


def _as_in_address(offers: Iterator[Offer[Moment]], named: date | None) -> Iterator[Offer[Moment]]:
    """Days shown in numbers with their month and their day exchanged where the page's address has them so."""
    for offer in offers:
        if named is not None and offer.flaw is None and _is_exchanged(day_of(offer.value), named):
            yield attrs.evolve(offer, value=offer.value.replace(month=named.month, day=named.day))
        else:
            yield offer


def _is_exchanged(one: date, other: date) -> bool:
    """Whether two days differ, and would not if month and day of one were the other way round."""
    return one != other and (one.year, one.month, one.day) == (other.year, other.day, other.month)


def _shown_instead(page: Page, language: str | None, published: Moment) -> Moment | None:
    """The day that a page other than a news article shows close to its headline, where it is to be believed.

    Blogs that are rebuilt stamp old posts anew in their markup and go on showing the first date. Of a page
    without JSON-LD a difference of one day is that between its zone and the markup's.
    """
    if _is_news(page) or day_in_address(page) == day_of(published):
        return None
    shown = datelines(page, language, _MOST_SHOWN if page.about else MOST_DATELINES)
    first = next(shown, None)
    if first is None:
        return None
    ago = (day_of(published) - day_of(first.moment)).days
    if ago > 0:
        return first.moment if not first.is_change and ago > (0 if page.about else 1) else None
    return first.moment if ago and page.about and _is_edition(first, shown, day_of(published)) else None


def _is_edition(first: Dateline, others: Iterator[Dateline], published: date) -> bool:
    """Whether a page dates itself by a later edition: it shows that day alone, right below its headline.

    Guides that are kept up to date do. The same day with its month and its day exchanged is no other.
    """
    day = day_of(first.moment)
    if _is_exchanged(day, published):
        return False
    return first.is_bare and first.at < MOST_DATELINES and all(day_of(found.moment) == day for found in others)


def _is_news(page: Page) -> bool:
    return bool(page.about) and any("news" in name for name in page.about[0].types)


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
    return day_of(one) < day_of(other)


def _best(field: str, offers: Iterator[Offer[Moment]], trace: Trace, *, near: date | None = None) -> Moment | None:
    """The first sound offer; where it lacks the time or the zone, a later one that agrees with it and has them.

    Args:
        field: The field's name.
        offers: What may be taken, the most trusted first.
        trace: Where the choice is told.
        near: A day that goes before the order: the first offer of it, or of a day beside it, is taken.
    """
    seen: list[Offer[Moment]] = []
    taken: Offer[Moment] | None = None
    for offer in offers:
        seen.append(offer)
        if offer.flaw is None and (
            taken is None
            or _completes(offer.value, taken.value)
            or (_is_near(offer.value, near) and not _is_near(taken.value, near))
        ):
            taken = offer
        if taken and trace is None and _is_aware(taken.value) and (near is None or _is_near(taken.value, near)):
            break
    tell(field, seen, taken, "the most trusted place, or one that agrees with it and is more exact", trace)
    return taken.value if taken else None


def _is_near(moment: Moment, day: date | None) -> bool:
    """Whether a moment is of a day, or of one beside it: zones are a day apart at most."""
    return day is not None and abs((day_of(moment) - day).days) <= 1


def _completes(later: Moment, taken: Moment) -> bool:
    """Whether a later offer is the same moment told more exactly."""
    if not isinstance(later, datetime) or _is_aware(taken):
        return False
    if not isinstance(taken, datetime):
        return later.date() == taken
    return later.tzinfo is not None and later.replace(tzinfo=None, second=0) == taken.replace(second=0)
