"""Tables and comparisons of benchmark runs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import attrs

from benchmarks.extraction.measures import Scores, summarize
from benchmarks.extraction.memory import Peak
from benchmarks.extraction.run import LARGE_PAGE, PageResult

MEASURES = ("body", "title", "authors", "day", "minute", "image")
_WON = 0.01


def figures(corpus: str, results: Sequence[PageResult]) -> dict[str, float]:
    """Every measure of a corpus, and the time ratios: mean, and highest of a page of 20 kB or more."""
    found = summarize(corpus, [result.scores for result in results])
    ratios = [result.ratio for result in results if result.ratio is not None]
    large = [result.ratio for result in results if result.ratio and result.size >= LARGE_PAGE]
    if ratios:
        found["ratio"] = sum(ratios) / len(ratios)
    if large:
        found["worst"] = max(large)
    return found


def table(rows: Mapping[tuple[str, str], Mapping[str, float]]) -> str:
    """A Markdown table of figures by (corpus, system)."""
    columns = [*MEASURES, "ratio", "worst"]
    columns = [name for name in columns if any(name in row for row in rows.values())]
    lines = [
        "| corpus | system | " + " | ".join(columns) + " |",
        "| --- | --- | " + " | ".join("---:" for _ in columns) + " |",
    ]
    for (corpus, system), row in rows.items():
        cells = (_cell(name, row.get(name)) for name in columns)
        lines.append(f"| {corpus} | {system} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _cell(name: str, value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:.1f}" if name in {"ratio", "worst"} else f"{value:.3f}"


def memory_table(peaks: Iterable[Peak]) -> str:
    """A Markdown table of peak memory, the pages nearest to what is allowed first."""
    lines = ["| page | size, kB | peak, MB | allowed, MB |", "| --- | ---: | ---: | ---: |"]
    nearest = sorted(peaks, key=lambda peak: -peak.peak / peak.allowed)
    lines += [
        f"| {peak.key} | {peak.size / 1e3:.0f} | {peak.peak / 1e6:.0f} | {peak.allowed / 1e6:.0f} |" for peak in nearest
    ]
    return "\n".join(lines)


def page_value(scores: Scores) -> float | None:
    """One number for how good a page's body is."""
    if scores.segments is not None:
        right, wrong, missed = scores.segments
        return 2 * right / (2 * right + wrong + missed) if right else float(not (wrong or missed))
    return scores.body


def store(path: Path, results: Iterable[PageResult]) -> None:
    """Write a run's scores to a file, one page a line, for later comparison."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = {result.key: attrs.asdict(result.scores) for result in results}
    lines = (f"{json.dumps(key)}: {json.dumps(row)}" for key, row in sorted(rows.items()))
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


def compare(path: Path, results: Iterable[PageResult]) -> str:
    """List the pages won and lost against a stored run, on any measure; the largest changes first."""
    before = {
        key: Scores(**{name: tuple(v) if isinstance(v, list) else v for name, v in row.items()})
        for key, row in json.loads(path.read_text("utf-8")).items()
    }
    changes = []
    for result in results:
        if result.key in before:
            changes.extend(_changes(result.key, before[result.key], result.scores))
    changes.sort(key=lambda change: -abs(change[0]))
    won = sum(change > 0 for change, _ in changes)
    head = f"against the stored run: {won} won, {len(changes) - won} lost"
    return "\n".join([head, *(line for _, line in changes)])


def _changes(key: str, old: Scores, new: Scores) -> Iterable[tuple[float, str]]:
    before, after = page_value(old), page_value(new)
    if before is not None and after is not None and abs(after - before) >= _WON:
        yield after - before, f"{after - before:+.3f} {key} body {before:.3f} -> {after:.3f}"
    for name in ("title", "day", "minute", "image"):
        was, now = getattr(old, name), getattr(new, name)
        if was is not None and now is not None and was != now:
            yield (1.0 if now else -1.0), f"{'won' if now else 'lost':6} {key} {name}"
    if old.authors != new.authors and old.authors and new.authors:
        gain = (new.authors[0] - new.authors[1]) - (old.authors[0] - old.authors[1])
        yield float(gain), f"{gain:+6} {key} authors {old.authors} -> {new.authors}"
