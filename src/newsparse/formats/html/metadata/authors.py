"""Who wrote it, of all that a page says of its authors.

The order of trust is that of `SOURCES`. The first source that names a person wins; where none
does, the first that names anybody, so that an agency or a desk is told rather than nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from newsparse.formats.html.metadata.author_places import DECLARED, LAST_RESORTS, SOURCES, Names, own_lists
from newsparse.formats.html.metadata.choice import Offer, Trace, tell
from newsparse.formats.html.metadata.page import Page
from newsparse.formats.html.metadata.people import is_agency, is_desk, is_person, is_site
from newsparse.formats.html.metadata.text import fold

_PEOPLE = 3
_OTHERS_THAN_SITE = 2
_MOST_EMPLOYED = 12


@attrs.frozen
class Credit:
    """The authors of an article.

    Attributes:
        names: Whom the page names as authors, in order.
        agencies: The news agencies among them.
    """

    names: Names = ()
    agencies: Names = ()


def read_authors(page: Page, trace: Trace) -> Credit:
    """The authors of the page's article, from the first source that names a person."""
    seen: list[Offer[Names]] = []
    best, grade = _most_trusted(page, seen, whole=trace is not None)
    if grade <= 1:
        best, grade = _last_resort(page, seen, best, grade)
    if best is not None and grade == _PEOPLE and (fuller := _fuller(best, page)):
        # With a trace it has been offered before.
        best = next((offer for offer in seen if offer == fuller), fuller)
    tell("authors", seen, best, "the most trusted source that names people", trace)
    if best is None:
        return Credit()
    return Credit(best.value, tuple(name for name in best.value if is_agency(name)))


def _most_trusted(page: Page, seen: list[Offer[Names]], *, whole: bool) -> tuple[Offer[Names] | None, int]:
    """The best offer of the sources in order of trust, and its grade; `whole` asks those that come after it, too."""
    best: Offer[Names] | None = None
    best_grade = 0
    for source in SOURCES:
        for offer in _cleaned(source(page), page.site_names):
            seen.append(offer)
            declared = source in DECLARED
            grade = 0 if offer.flaw else _grade(offer.value, page.site_names, declared=declared)
            if not declared and best_grade == _OTHERS_THAN_SITE and best is not None and _is_shown(best, offer):
                best_grade = _PEOPLE  # a team that the page shows as its author is one, whoever is shown after it
            elif grade > best_grade:
                best, best_grade = offer, grade
        if best_grade == _PEOPLE and not whole:
            break
    return best, best_grade


def _last_resort(
    page: Page, seen: list[Offer[Names]], best: Offer[Names] | None, best_grade: int
) -> tuple[Offer[Names] | None, int]:
    """The first offer that is better than the best so far, of places that are asked only where that is bad."""
    for source in LAST_RESORTS:
        seen += (offers := list(_cleaned(source(page), page.site_names)))
        found = next((offer for offer in offers if not offer.flaw), None)
        grade = 0 if found is None else _grade(found.value, page.site_names, declared=False)
        if grade > best_grade:
            best, best_grade = found, grade
        if best_grade > 1:
            break
    return best, best_grade


def _cleaned(offers: Iterable[Offer[Names]], site_names: frozenset[str]) -> Iterator[Offer[Names]]:
    """Offers without the site, beside or behind the names of people."""
    for offer in offers:
        names = tuple(_without_employer(name, site_names) for name in offer.value)
        yield attrs.evolve(offer, value=names if offer.flaw else _without_site(names, site_names))


def _without_site(names: Names, site_names: frozenset[str]) -> Names:
    """Names without the site and its desks, where a person is among them."""
    if not any(is_person(name, site_names) for name in names):
        return names
    return tuple(name for name in names if is_agency(name) or not (is_site(name, site_names) or is_desk(name)))


def _without_employer(name: str, site_names: frozenset[str]) -> str:
    """A name without that of the site behind it: `Jane Doe Harbour Gazette`."""
    words = name.split()
    for at in range(2, min(len(words), _MOST_EMPLOYED) - 1):
        person = " ".join(words[:at])
        if fold("".join(words[at:])) in site_names and is_person(person, site_names):
            return person
    return name


def _grade(names: Names, site_names: frozenset[str], *, declared: bool) -> int:
    """How good an answer names are: people, else somebody who is not the site, else anybody."""
    if any(is_person(name, site_names) for name in names):
        return _PEOPLE
    return _OTHERS_THAN_SITE if declared and all(fold(name) not in site_names for name in names) else 1


def _fuller(best: Offer[Names], page: Page) -> Offer[Names] | None:
    """A byline that names all the authors and only people besides: the markup of many sites tells the first alone."""
    known = set(map(fold, best.value))
    for offer in _cleaned(own_lists(page), page.site_names):
        added = [name for name in offer.value if fold(name) not in known]
        if 0 < len(added) == len(offer.value) - len(known) and all(is_person(name, page.site_names) for name in added):
            return offer
    return None


def _is_shown(declared: Offer[Names], shown: Offer[Names]) -> bool:
    return declared.value == shown.value and not any(map(is_agency, declared.value))
