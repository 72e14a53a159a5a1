"""Statistics for a terminal, a mail or a log: plain lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from newsparse.readable import columns
from newsparse.stats import words
from newsparse.stats.measure import Statistics
from newsparse.stats.series import over_time

__all__ = ["as_text"]

_MOST_ROWS: Final = 20
_MOST_MONTHS: Final = 36
_BAR: Final = 30
_NAME: Final = 40
_EIGHTHS: Final = " ▏▎▍▌▋▊▉"


def as_text(statistics: Statistics, *, name: str = "the archive") -> str:
    """The statistics as lines of text.

    Args:
        statistics: What was measured.
        name: What to call the archive.
    """
    sections = (
        _overview(statistics, name),
        _time(statistics),
        _publishers(statistics),
        _languages(statistics),
        _lengths(statistics),
        _missing(statistics),
        _duplicates(statistics),
        _failures(statistics),
    )
    return "\n\n".join("\n".join(lines) for lines in map(list, sections) if lines) + "\n"


def _overview(statistics: Statistics, name: str) -> Iterator[str]:
    yield name
    yield words.headline(statistics)
    lengths = statistics.lengths
    yield f"{words.number(lengths.total)} words; half of the articles have up to {words.number(lengths.median)}"


def _time(statistics: Statistics) -> Iterator[str]:
    series = over_time(statistics, most_months=_MOST_MONTHS)
    totals = series.totals()
    if totals:
        yield f"Articles by {series.unit}"
        yield from _bars([(words.month_name(name), count) for name, count in zip(series.periods, totals, strict=True)])
    if series.outside:
        yield f"  and {words.number(series.outside)} more than sixty years away"
    if statistics.by_archive:
        yield f"  of these, {words.number(statistics.by_archive)} by the day they were archived"
    if statistics.undated:
        yield f"  and {words.number(statistics.undated)} without a date"


def _publishers(statistics: Statistics) -> Iterator[str]:
    if statistics.publishers:
        yield "Publishers"
        rows = [(publisher.name, publisher.articles) for publisher in statistics.publishers]
        spans = [words.span(publisher.first, publisher.last) for publisher in statistics.publishers]
        yield from _bars(rows[:_MOST_ROWS], whole=statistics.articles, remarks=spans)
        yield from _and_more(len(rows))


def _languages(statistics: Statistics) -> Iterator[str]:
    if statistics.languages:
        yield "Languages"
        rows = [(words.language_name(tag), count) for tag, count in statistics.languages.items()]
        yield from _bars(rows[:_MOST_ROWS], whole=statistics.articles)
        yield from _and_more(len(rows))


def _lengths(statistics: Statistics) -> Iterator[str]:
    if statistics.articles:
        yield "Length in words"
        yield from _bars([(words.class_name(at), count) for at, count in enumerate(statistics.lengths.classes)])


def _missing(statistics: Statistics) -> Iterator[str]:
    rows = [(words.FIELD_NAMES[name], count) for name, count in statistics.missing.items() if count]
    if rows:
        yield "Articles without"
        yield from _bars(rows, whole=statistics.articles)


def _duplicates(statistics: Statistics) -> Iterator[str]:
    if statistics.duplicates:
        shared = len(statistics.duplicates)
        beyond = words.number(statistics.repeated)
        yield f"Addresses of several articles: {words.number(shared)}, with {beyond} articles beyond the first of each"
        for duplicate in statistics.duplicates[:_MOST_ROWS]:
            yield f"  {words.number(duplicate.count)} × {duplicate.url}"
            yield f"      {', '.join(duplicate.sources)}{', …' if duplicate.count > len(duplicate.sources) else ''}"
        yield from _and_more(shared)


def _failures(statistics: Statistics) -> Iterator[str]:
    if statistics.failures:
        without = words.number(statistics.inputs - statistics.articles)
        yield f"Not articles: {without} of {words.number(statistics.inputs)} inputs"
        yield from _bars(list(statistics.failures.items()), whole=statistics.inputs)


def _and_more(count: int) -> Iterator[str]:
    if count > _MOST_ROWS:
        yield f"  and {words.number(count - _MOST_ROWS)} more"


def _bars(rows: Sequence[tuple[str, int]], *, whole: int | None = None, remarks: Iterable[str] = ()) -> Iterator[str]:
    """A line for each row: its name, its number, its share of the whole, and a bar."""
    longest = max(count for _, count in rows) or 1
    wide = min(_NAME, max(columns(name) for name, _ in rows))
    digits = max(len(words.number(count)) for _, count in rows)
    told = [*remarks, *([""] * len(rows))]
    for (name, count), remark in zip(rows, told, strict=False):
        share = f"{words.share(count, whole):>8}" if whole is not None else ""
        bar = _bar(count / longest)
        yield f"  {_fitted(name, wide)}  {words.number(count):>{digits}}{share}  {bar}  {remark}".rstrip()


def _fitted(name: str, wide: int) -> str:
    """The name filled up or cut to a width."""
    if columns(name) > wide:
        while columns(name) >= wide:
            name = name[:-1]
        name += "…"
    return name + " " * (wide - columns(name))


def _bar(part: float) -> str:
    eighths = round(part * _BAR * 8)
    return f"{'█' * (eighths // 8)}{_EIGHTHS[eighths % 8]}".rstrip().ljust(_BAR)
