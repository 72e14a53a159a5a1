"""From the facts of single articles to what is told of all of them, in one pass."""

from __future__ import annotations

import collections
from array import array
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Final
from urllib.parse import urlsplit

import attrs

from newsparse.stats.facts import FIELDS, Fact

__all__ = ["LENGTH_BOUNDS", "Duplicate", "Lengths", "Publisher", "Statistics", "measure"]

LENGTH_BOUNDS: Final = (1, 25, 35, 50, 70, 100, 140, 200, 280, 400, 560, 800, 1120, 1600, 2240, 3200, 4480, 6400)
"""Where one class of lengths ends and the next begins, in words: about root two apart, so that lengths of any kind of
text make one hill."""

UNKNOWN: Final = "unknown"
_NAMES_OF_A_DUPLICATE: Final = 5


@attrs.frozen
class Publisher:
    """The articles of one publisher.

    Attributes:
        name: Its name, or the host of its pages; `unknown` where neither is there.
        articles: How many.
        first: The earliest day.
        last: The latest day.
        median_words: Half of its articles are no longer than this.
    """

    name: str
    articles: int
    first: date | None
    last: date | None
    median_words: int


@attrs.frozen
class Duplicate:
    """An address that several inputs share.

    Attributes:
        url: The address, as the first of them has it.
        count: How many share it.
        sources: The names of the first few.
    """

    url: str
    count: int
    sources: tuple[str, ...]


@attrs.frozen
class Lengths:
    """How long the articles are, in words.

    Attributes:
        classes: How many articles have a length below each of `LENGTH_BOUNDS` and not below the one before; the last
            one those above all.
        total: The words of all articles.
        tenth: A tenth of the articles are no longer than this.
        median: Half are.
        nine_tenths: Nine tenths are.
        longest: The length of the longest.
    """

    classes: tuple[int, ...] = (0,) * (len(LENGTH_BOUNDS) + 1)
    total: int = 0
    tenth: int = 0
    median: int = 0
    nine_tenths: int = 0
    longest: int = 0


@attrs.frozen(kw_only=True)
class Statistics:
    """What an archive holds.

    Attributes:
        inputs: Documents looked at.
        articles: Those that are articles.
        failures: Those that are none, by the error's type.
        formats: Articles by the format they were read from.
        months: Articles by month, `YYYY-MM`, and publisher: the month of publication, or where that is not known
            the one they were archived in.
        by_archive: How many of those are counted by the day they were archived.
        undated: Articles without either date.
        hours: Articles with a time of day, by weekday (Monday is 0) and hour, by the publisher's own clock.
        publishers: The publishers, those with the most articles first.
        languages: Articles by language; `None` where it is not known.
        lengths: How long the articles are.
        missing: For each of `FIELDS`, how many articles lack it.
        duplicates: Addresses that several articles share, those of the most first.
        repeated: How many articles there are beyond the first of each address.
    """

    inputs: int
    articles: int
    failures: Mapping[str, int]
    formats: Mapping[str | None, int]
    months: Mapping[str, Mapping[str, int]]
    by_archive: int
    undated: int
    hours: Mapping[tuple[int, int], int]
    publishers: Sequence[Publisher]
    languages: Mapping[str | None, int]
    lengths: Lengths
    missing: Mapping[str, int]
    duplicates: Sequence[Duplicate]
    repeated: int

    @property
    def first(self) -> date | None:
        """The earliest day of any article."""
        return min((publisher.first for publisher in self.publishers if publisher.first), default=None)

    @property
    def last(self) -> date | None:
        """The latest day of any article."""
        return max((publisher.last for publisher in self.publishers if publisher.last), default=None)


def measure(facts: Iterable[Fact]) -> Statistics:
    """Take the facts in, one at a time."""
    tally = _Tally()
    for fact in facts:
        tally.add(fact)
    return tally.statistics()


class _Tally:
    """What is known after some of the facts."""

    def __init__(self) -> None:
        self._inputs = 0
        self._failures: collections.Counter[str] = collections.Counter()
        self._formats: collections.Counter[str | None] = collections.Counter()
        self._months: dict[str, collections.Counter[str]] = {}
        self._hours: collections.Counter[tuple[int, int]] = collections.Counter()
        self._words: dict[str, array[int]] = {}
        self._days: dict[str, tuple[date, date]] = {}
        self._by_archive = 0
        self._undated = 0
        self._languages: collections.Counter[str | None] = collections.Counter()
        self._missing: collections.Counter[str] = collections.Counter()
        self._first_with: dict[str, tuple[str, str]] = {}
        self._repeats: dict[str, list[str]] = {}
        self._repeated: collections.Counter[str] = collections.Counter()

    def add(self, fact: Fact) -> None:
        self._inputs += 1
        if fact.error is not None:
            self._failures[fact.error] += 1
            return
        publisher = fact.publisher or UNKNOWN
        self._formats[fact.format] += 1
        self._languages[fact.language] += 1
        self._missing.update(fact.missing)
        self._words.setdefault(publisher, array("L")).append(fact.words)
        self._add_date(fact, publisher)
        if fact.url:
            self._add_address(fact.url, fact.source)

    def _add_date(self, fact: Fact, publisher: str) -> None:
        published = fact.published
        if isinstance(published, datetime):
            self._hours[published.weekday(), published.hour] += 1
        day = published.date() if isinstance(published, datetime) else published or fact.archived
        if day is None:
            self._undated += 1
            return
        self._by_archive += published is None
        month = f"{day.year:04}-{day.month:02}"
        self._months.setdefault(month, collections.Counter())[publisher] += 1
        first, last = self._days.get(publisher, (day, day))
        self._days[publisher] = (min(first, day), max(last, day))

    def _add_address(self, url: str, source: str) -> None:
        key = page_key(url)
        if key not in self._first_with:
            self._first_with[key] = (url, source)
            return
        self._repeated[key] += 1
        names = self._repeats.setdefault(key, [self._first_with[key][1]])
        if len(names) < _NAMES_OF_A_DUPLICATE:
            names.append(source)

    def statistics(self) -> Statistics:
        every = sorted(words for lengths in self._words.values() for words in lengths)
        return Statistics(
            inputs=self._inputs,
            articles=len(every),
            failures=dict(self._failures.most_common()),
            formats=dict(self._formats.most_common()),
            months={month: dict(counts) for month, counts in sorted(self._months.items())},
            by_archive=self._by_archive,
            undated=self._undated,
            hours=dict(self._hours),
            publishers=self._publishers(),
            languages=dict(self._languages.most_common()),
            lengths=_lengths(every),
            missing={name: self._missing[name] for name in FIELDS},
            duplicates=[
                Duplicate(self._first_with[key][0], count + 1, tuple(self._repeats[key]))
                for key, count in self._repeated.most_common()
            ],
            repeated=self._repeated.total(),
        )

    def _publishers(self) -> list[Publisher]:
        found = []
        for name, words in self._words.items():
            first, last = self._days.get(name, (None, None))
            found.append(Publisher(name, len(words), first, last, _at(sorted(words), 0.5)))
        return sorted(found, key=lambda publisher: (-publisher.articles, publisher.name))


def page_key(url: str) -> str:
    """What two addresses of one page have in common: not the scheme, `www.`, a final slash or the fragment."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return parts.netloc.lower().removeprefix("www.") + parts.path.rstrip("/") + query


def _lengths(every: Sequence[int]) -> Lengths:
    if not every:
        return Lengths()
    classes = [0] * (len(LENGTH_BOUNDS) + 1)
    at = 0
    for words in every:
        while at < len(LENGTH_BOUNDS) and words >= LENGTH_BOUNDS[at]:
            at += 1
        classes[at] += 1
    return Lengths(tuple(classes), sum(every), _at(every, 0.1), _at(every, 0.5), _at(every, 0.9), every[-1])


def _at(values: Sequence[int], share: float) -> int:
    """The value that a share of the sorted values does not exceed."""
    return values[min(len(values) - 1, int(share * len(values)))] if values else 0
