"""Run systems over pages: outputs, times and scores of every page."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TypeVar

import attrs
import lxml.html

from benchmarks.extraction.corpora import Page
from benchmarks.extraction.measures import Output, Scores, score
from benchmarks.extraction.systems import Extractor, System

# Ratios on tiny pages say more about the clock than about the code.
LARGE_PAGE = 20_000

T = TypeVar("T")


@attrs.frozen
class PageResult:
    """What a system made of one page, and how long it took.

    Attributes:
        key: The page's name in reports.
        size: Bytes of the page.
        scores: Its share of every measure.
        ratio: Time in lxml parses of the same bytes; `None` where times were not taken.
        error: The exception the system raised, as text; its output then counts as empty.
    """

    key: str
    size: int
    scores: Scores
    ratio: float | None = None
    error: str | None = None


def run(system: System, pages: Sequence[Page], *, timed: bool) -> list[PageResult]:
    """Run one system over pages, in order.

    Args:
        system: The system, which must be installed.
        pages: The pages.
        timed: Take times as well: each page is then extracted twice, and the better time kept.
    """
    extract = system.load()
    if timed and pages:
        _call(extract, pages[0])
    return [_run_page(extract, page, timed=timed) for page in pages]


def _run_page(extract: Extractor, page: Page, *, timed: bool) -> PageResult:
    seconds, (output, error) = _best_of(2 if timed else 1, lambda: _call(extract, page))
    ratio = None
    if timed:
        parse_seconds, _ = _best_of(2, lambda: lxml.html.document_fromstring(page.data))
        ratio = seconds / parse_seconds
    scores = score(page.corpus, page.truth, output)
    return PageResult(page.key, len(page.data), scores, ratio, error)


def _call(extract: Extractor, page: Page) -> tuple[Output, str | None]:
    # Peers raise whatever comes out of their libraries; for them that is an empty result.
    try:
        return extract(page.data, page.url), None
    except Exception as error:  # noqa: BLE001
        return Output(), f"{type(error).__name__}: {error}"


def _best_of(times: int, call: Callable[[], T]) -> tuple[float, T]:
    # Processor time: on a busy machine the clock would tell of the neighbours.
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        result = call()
        best = min(best, time.process_time() - start)
    return best, result
