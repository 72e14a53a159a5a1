"""What a run counts, and its summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from newsparse.cli.collect.record import Kind, Record

__all__ = ["Tally"]

_TOP: Final = 10
_SEPARATOR: Final = "\t"
_GROUPS: Final = (
    ("format", "articles by format"),
    ("publisher", "articles by publisher"),
    ("language", "articles by language"),
    ("year", "articles by year"),
    ("reason", "failures by reason"),
)


class Tally:
    """Counts that can be kept in a journal."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._fresh: Counter[str] = Counter()
        self._existing = 0

    def restore(self, counts: Mapping[str, int]) -> None:
        """Add what an earlier run counted."""
        self._counts.update(counts)

    def input_done(self) -> None:
        """Count an input."""
        self._add("input")

    def passed_over(self) -> None:
        """Count an input that the output held already; a later run counts it again."""
        self._existing += 1

    def add(self, record: Record) -> None:
        """Count a document."""
        self._add(record.kind.value)
        if record.kind is Kind.ARTICLE:
            for group in ("format", "publisher", "language", "year"):
                value = getattr(record, group)
                self._add(f"{group}{_SEPARATOR}{'(none)' if value is None else value}")
        elif record.kind is Kind.FAILED:
            self._add(f"reason{_SEPARATOR}{record.reason}")

    def _add(self, key: str) -> None:
        self._counts[key] += 1
        self._fresh[key] += 1

    def take_fresh(self) -> dict[str, int]:
        """What was counted since this was last asked."""
        fresh, self._fresh = dict(self._fresh), Counter()
        return fresh

    @property
    def inputs(self) -> int:
        """Inputs finished or passed over."""
        return self._counts["input"] + self._existing

    @property
    def articles(self) -> int:
        """Articles."""
        return self._counts[Kind.ARTICLE.value]

    @property
    def failures(self) -> int:
        """Documents that could not be read."""
        return self._counts[Kind.FAILED.value]

    @property
    def without_article(self) -> int:
        """Pages that hold no article."""
        return self._counts[Kind.NO_ARTICLE.value]

    def line(self) -> str:
        """The totals in one line."""
        parts = [f"{_count(self.articles, 'article')} from {_count(self.inputs, 'input')}"]
        if self._existing:
            parts.append(f"{self._existing:,} of them there already")
        if self.without_article:
            parts.append(f"{_count(self.without_article, 'page')} without an article")
        if self.failures:
            parts.append(f"{self.failures:,} failed")
        return ", ".join(parts)

    def summary(self) -> Iterator[str]:
        """The totals, and how they divide."""
        yield self.line()
        for group, heading in _GROUPS:
            found = self._group(group)
            if not found:
                continue
            yield f"  {heading}:"
            width = len(f"{found[0][1]:,}")
            for name, count in found[:_TOP]:
                yield f"    {count:>{width},}  {name}"
            rest = sum(count for _, count in found[_TOP:])
            if rest:
                yield f"    {rest:>{width},}  in {len(found) - _TOP:,} others"

    def _group(self, group: str) -> list[tuple[str, int]]:
        start = group + _SEPARATOR
        found = [(key.removeprefix(start), count) for key, count in self._counts.items() if key.startswith(start)]
        return sorted(found, key=lambda item: (-item[1], item[0]))


def _count(value: int, noun: str) -> str:
    return f"{value:,} {noun if value == 1 else noun + 's'}"
