"""Statistics as one HTML page that needs nothing beside itself: no script, no font, no picture from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from importlib.resources import files
from typing import Final

from newsparse.stats import words
from newsparse.stats.charts import Column, Row, bar_rows, columns, heat_map, legend, table
from newsparse.stats.measure import LENGTH_BOUNDS, Statistics
from newsparse.stats.series import Series, over_time

__all__ = ["as_html"]

_MOST_ROWS: Final = 25
_MOST_LABELS: Final = 9
_MOST_LANGUAGES: Final = 12
_GREY: Final = 7
_DAYS: Final = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"


def as_html(statistics: Statistics, *, name: str = "the archive") -> str:
    """The statistics as a complete HTML document.

    Args:
        statistics: What was measured.
        name: What to call the archive.
    """
    style = files("newsparse.stats").joinpath("page.css").read_text(encoding="utf-8")
    sections = (
        _time(statistics),
        _publishers(statistics),
        _languages(statistics),
        _lengths(statistics),
        _hours(statistics),
        _missing(statistics),
        _duplicates(statistics),
        _failures(statistics),
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(name)}: what it holds</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f"{_header(statistics, name)}\n<main>\n{''.join(sections)}</main>\n"
        "<footer><p>Made by <code>newsparse stats</code>. Days and hours are those of each publisher’s own clock."
        "</p></footer>\n</body>\n</html>\n"
    )


def _header(statistics: Statistics, name: str) -> str:
    lengths = statistics.lengths
    publishers = len(statistics.publishers)
    languages = len([tag for tag in statistics.languages if tag])
    figures = (
        (words.number(statistics.articles), words.plural(statistics.articles, "article")),
        (words.number(publishers), words.plural(publishers, "publisher")),
        (words.number(languages), words.plural(languages, "language")),
        (_short(lengths.total), "words"),
        (words.number(lengths.median), "words in the median article"),
        (words.number(statistics.repeated), "repeat an address"),
    )
    told = "".join(f"<div><dt>{escape(what)}</dt><dd>{escape(value)}</dd></div>" for value, what in figures)
    when = escape(words.span(statistics.first, statistics.last))
    return (
        f'<header><p class="kicker">What the archive holds</p><h1>{escape(name)}</h1>'
        f'<p class="when">{when}</p><dl class="figures">{told}</dl></header>'
    )


def _short(value: int) -> str:
    """A large number in three digits: `3.4 M`."""
    for size, letter in ((10**9, "G"), (10**6, "M"), (10**4, "k")):
        if value >= size:
            scaled = value / min(size, 10**3 if letter == "k" else size)
            return f"{scaled:.0f} {letter}" if scaled >= 99.5 else f"{scaled:.1f} {letter}"
    return words.number(value)


def _section(title: str, remark: str, inner: str, *, wide: bool = False) -> str:
    size = ' class="wide"' if wide else ""
    note = f"<p>{escape(remark)}</p>" if remark else ""
    return f"<section{size}><h2>{escape(title)}</h2>{note}{inner}</section>\n"


def _data(heads: Sequence[str], rows: Iterable[Sequence[str]], *, caption: str) -> str:
    """The numbers of a chart, for those who want or need them as a table."""
    return f"<details><summary>The numbers</summary>{table(heads, rows, caption=caption)}</details>"


def _time(statistics: Statistics) -> str:
    series = over_time(statistics)
    if not series.periods:
        return ""
    rest = "others" if len(series.layers) > 1 else "articles"
    names = [layer.name if layer.name is not None else rest for layer in series.layers]
    colours = [_GREY if layer.name is None and at else at for at, layer in enumerate(series.layers)]
    title = f"Articles by {series.unit} of publication"
    chart = columns(_periods(series, names), _period_labels(series.periods), title=title, colours=colours)
    rows = (
        [words.month_name(period), *(words.number(layer.counts[at]) for layer in series.layers)]
        for at, period in enumerate(series.periods)
    )
    data = _data([series.unit.title(), *names], rows, caption=title)
    return _section(
        "Over time", " ".join(_time_remarks(statistics, series)), legend(names, colours) + chart + data, wide=True
    )


def _time_remarks(statistics: Statistics, series: Series) -> Iterator[str]:
    yield f"Articles by {series.unit} of publication."
    if statistics.by_archive:
        yield f"{words.number(statistics.by_archive)} that do not say it are counted by the day they were archived."
    if statistics.undated:
        yield f"{words.number(statistics.undated)} have no date."
    if series.outside:
        yield f"{words.number(series.outside)} lie more than sixty years from the rest and are not shown."


def _periods(series: Series, names: Sequence[str]) -> list[Column]:
    found = []
    for at, period in enumerate(series.periods):
        parts = tuple(layer.counts[at] for layer in series.layers)
        lines = [f"{name}: {words.number(part)}" for name, part in zip(names, parts, strict=True) if part]
        told = [f"{words.month_name(period)}: {words.number(sum(parts))} articles", *(lines if len(lines) > 1 else ())]
        found.append(Column(period, parts, "\n".join(told)))
    return found


def _period_labels(periods: Sequence[str]) -> list[tuple[float, str]]:
    """Names for a few columns: of Januaries where there are several, else evenly spaced."""
    januaries = [at for at, period in enumerate(periods) if period.endswith("-01")]
    if len(januaries) >= 4:
        step = -(-len(januaries) // _MOST_LABELS)
        return [(at + 0.5, periods[at][:4]) for at in januaries[::step]]
    step = -(-len(periods) // _MOST_LABELS)
    return [(at + 0.5, words.month_name(periods[at])) for at in range(0, len(periods), step)]


def _publishers(statistics: Statistics) -> str:
    if not statistics.publishers:
        return ""
    rows = [
        Row(
            publisher.name,
            publisher.articles,
            (
                words.share(publisher.articles, statistics.articles),
                words.number(publisher.median_words),
                words.span(publisher.first, publisher.last) if publisher.first else "–",
            ),
        )
        for publisher in statistics.publishers[:_MOST_ROWS]
    ]
    heads = ("Publisher", "Articles", "Share", "Median words", "Published")
    inner = bar_rows(rows, heads, caption="Articles by publisher") + _and_more(len(statistics.publishers))
    return _section("Publishers", "", inner, wide=True)


def _languages(statistics: Statistics) -> str:
    if not statistics.languages:
        return ""
    found = list(statistics.languages.items())[:_MOST_LANGUAGES]
    rows = [Row(words.language_name(tag), count, (words.share(count, statistics.articles),)) for tag, count in found]
    inner = bar_rows(rows, ("Language", "Articles", "Share"), caption="Articles by language")
    return _section("Languages", "", inner + _and_more(len(statistics.languages), _MOST_LANGUAGES))


def _lengths(statistics: Statistics) -> str:
    if not statistics.articles:
        return ""
    lengths = statistics.lengths
    shown = [
        Column(words.class_name(at), (count,), f"{words.class_name(at)} words: {words.number(count)} articles")
        for at, count in enumerate(lengths.classes)
    ]
    bounds = [(at + 1.0, words.number(bound)) for at, bound in enumerate(LENGTH_BOUNDS) if at % 2 and at > 1]
    remark = (
        f"Words in an article. Half have up to {words.number(lengths.median)}, a tenth up to "
        f"{words.number(lengths.tenth)}, nine tenths up to {words.number(lengths.nine_tenths)}; "
        f"the longest has {words.number(lengths.longest)}."
    )
    rows = ([column.name, words.number(column.parts[0])] for column in shown)
    chart = columns(shown, bounds, title="Articles by length")
    return _section("Length", remark, chart + _data(("Words", "Articles"), rows, caption="Articles by length"))


def _hours(statistics: Statistics) -> str:
    if not statistics.hours:
        return ""
    cells = [[statistics.hours.get((day, hour), 0) for hour in range(24)] for day in range(7)]
    timed = sum(statistics.hours.values())
    remark = f"Weekday and hour of the {words.number(timed)} articles that have a time of day."
    hours = [f"{hour:02}" for hour in range(24)]
    inner = heat_map(cells, _DAYS, hours, caption="Articles by weekday and hour", noun="articles")
    return _section("When they appear", remark, inner)


def _missing(statistics: Statistics) -> str:
    found = [(name, count) for name, count in statistics.missing.items() if count]
    if not found:
        return ""
    found.sort(key=lambda pair: -pair[1])
    rows = [Row(words.FIELD_NAMES[name], count, (words.share(count, statistics.articles),)) for name, count in found]
    inner = bar_rows(rows, ("Without", "Articles", "Share"), caption="Articles that lack a field")
    return _section("What is missing", "", inner)


def _duplicates(statistics: Statistics) -> str:
    if not statistics.duplicates:
        return ""
    remark = (
        f"{words.number(len(statistics.duplicates))} addresses stand in several articles, "
        f"{words.number(statistics.repeated)} articles beyond the first of each."
    )
    rows = (
        (words.shortened(duplicate.url), words.number(duplicate.count), ", ".join(duplicate.sources))
        for duplicate in statistics.duplicates[:_MOST_ROWS]
    )
    inner = table(("Address", "Articles", "Among them"), rows, caption="Addresses of several articles", prose=True)
    return _section("Duplicates", remark, inner + _and_more(len(statistics.duplicates)), wide=True)


def _failures(statistics: Statistics) -> str:
    if not statistics.failures:
        return ""
    rows = [
        Row(reason, count, (words.share(count, statistics.inputs),)) for reason, count in statistics.failures.items()
    ]
    inner = bar_rows(rows, ("Reason", "Inputs", "Share"), caption="Inputs that are no article")
    remark = f"Of {words.number(statistics.inputs)} inputs, these gave no article."
    return _section("Not articles", remark, inner)


def _and_more(count: int, shown: int = _MOST_ROWS) -> str:
    return f'<p class="more">and {words.number(count - shown)} more</p>' if count > shown else ""
