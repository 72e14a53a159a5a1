"""Articles over time: which periods are shown, and which publishers have a colour of their own."""

from __future__ import annotations

import collections
from collections.abc import Mapping, Sequence
from typing import Final

import attrs

from newsparse.stats.measure import Statistics

__all__ = ["Layer", "Series", "over_time"]

_LAYERS: Final = 7
_SHARE: Final = 0.03
_MOST_MONTHS: Final = 150
_MOST_YEARS: Final = 120


@attrs.frozen
class Layer:
    """One publisher's articles, or those of all that have no layer of their own.

    Attributes:
        name: The publisher; `None` for the others together.
        counts: How many articles each period has.
    """

    name: str | None
    counts: tuple[int, ...]


@attrs.frozen
class Series:
    """Articles by period.

    Attributes:
        unit: `month` or `year`.
        periods: The names of the periods, none left out in between.
        layers: The publishers with a good share of the articles, then the others together.
        outside: How many articles lie so far from the rest that no period is shown for them.
    """

    unit: str
    periods: tuple[str, ...]
    layers: tuple[Layer, ...]
    outside: int

    def totals(self) -> tuple[int, ...]:
        """How many articles each period has."""
        return tuple(map(sum, zip(*(layer.counts for layer in self.layers), strict=True)))


def over_time(statistics: Statistics, *, most_months: int = _MOST_MONTHS) -> Series:
    """The periods from the first article to the last: months, or years where those would be too many.

    Args:
        statistics: What was measured.
        most_months: How many months are not too many.
    """
    months = _within_reach({_month_number(month): counts for month, counts in statistics.months.items()})
    shown = sum(sum(counts.values()) for counts in months.values())
    outside = statistics.articles - statistics.undated - shown
    if not months:
        return Series("month", (), (), outside)
    first, last = min(months), max(months)
    by_year = last - first >= most_months
    names = _years(first, last) if by_year else [_month_name(number) for number in range(first, last + 1)]
    counts = {name: collections.Counter[str]() for name in names}
    for number, found in months.items():
        counts[_month_name(number)[:4] if by_year else _month_name(number)].update(found)
    layers = _layers(statistics, [counts[name] for name in names])
    return Series("year" if by_year else "month", tuple(names), layers, outside)


def _layers(statistics: Statistics, counts: Sequence[collections.Counter[str]]) -> tuple[Layer, ...]:
    large = [publisher for publisher in statistics.publishers if publisher.articles >= _SHARE * statistics.articles]
    named = [publisher.name for publisher in large[:_LAYERS]]
    layers = [Layer(name, tuple(period[name] for period in counts)) for name in named]
    rest = tuple(period.total() - sum(period[name] for name in named) for period in counts)
    return (*layers, Layer(None, rest)) if any(rest) else tuple(layers)


def _within_reach(months: Mapping[int, Mapping[str, int]]) -> dict[int, Mapping[str, int]]:
    """The months near the one in the middle of all articles; a wrong date can lie thousands of years away."""
    total = sum(sum(counts.values()) for counts in months.values())
    seen = 0
    middle = 0
    for number in sorted(months):
        seen += sum(months[number].values())
        if 2 * seen >= total:
            middle = number
            break
    reach = _MOST_YEARS * 12 // 2
    return {number: counts for number, counts in months.items() if abs(number - middle) < reach}


def _month_number(month: str) -> int:
    year, _, number = month.partition("-")
    return int(year) * 12 + int(number) - 1


def _month_name(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"


def _years(first: int, last: int) -> list[str]:
    return [f"{year:04}" for year in range(first // 12, last // 12 + 1)]
