"""Peak memory of parsing one page, taken in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable

import attrs

from benchmarks.extraction.corpora import Page

# What the page needs is the peak over what the bare interpreter held: imports and weights count as well.
_PROGRAM = """
import sys
def high_water():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
data = sys.stdin.buffer.read()
before = high_water()
import newsparse
try:
    newsparse.parse(data, format="html")
except newsparse.NewsparseError:
    pass
print(high_water() - before)
"""
_KIB = 1024
_MB = 1_000_000


@attrs.frozen
class Peak:
    """The most memory that parsing a page took, in bytes, next to the page's size."""

    key: str
    size: int
    peak: int

    @property
    def allowed(self) -> int:
        """What the documentation promises: 15 times the page and 40 MB."""
        return 15 * self.size + 40 * _MB


def peaks(pages: Iterable[Page], *, largest: int) -> list[Peak]:
    """Measure the largest of the pages; Linux only, where the resident size is told in KiB."""
    chosen = sorted(pages, key=lambda page: len(page.data), reverse=True)[:largest]
    return [_peak(page) for page in chosen]


def _peak(page: Page) -> Peak:
    run = subprocess.run([sys.executable, "-c", _PROGRAM], input=page.data, capture_output=True, check=True)
    return Peak(page.key, len(page.data), int(run.stdout) * _KIB)
