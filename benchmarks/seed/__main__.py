"""What reading a seed file costs, in units of reading the file and parsing its body with lxml.

    python -m benchmarks.seed FOLDER [--every N]

The best of five for each file, both in the same minute; the median over the files counts.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import lxml.html

import newsparse

ROUNDS = 5


def best(work: Callable[[], object]) -> float:
    """Seconds of processor time, the least of several rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def with_lxml(path: Path) -> object:
    """The least that anybody has to do: read the file, parse what stands below its head."""
    return lxml.html.document_fromstring(path.read_bytes().split(b"\n", 4)[4])


def main() -> None:
    """Measure the files of a folder and print the figures."""
    parser = argparse.ArgumentParser(prog="benchmarks.seed", description=__doc__)
    parser.add_argument("folder", type=Path, help="seed files, searched in folders below too")
    parser.add_argument("--every", type=int, default=1, help="take one file of so many")
    arguments = parser.parse_args()
    paths = sorted(arguments.folder.rglob("*.md"))[:: arguments.every]
    if not paths:
        parser.error(f"no .md files in {arguments.folder}")
    newsparse.parse(paths[0])
    ratios, seconds = [], []
    for path in paths:
        plain = best(lambda path=path: with_lxml(path))
        ours = best(lambda path=path: newsparse.parse(path))
        ratios.append(ours / plain)
        seconds.append(ours)
    deciles = statistics.quantiles(ratios, n=10) if len(ratios) > 1 else ratios * 9
    print(f"{len(paths)} files: {statistics.median(seconds) * 1e6:.0f} µs a file, median")
    print(f"ratio to lxml: {deciles[4]:.2f} median, {deciles[0]:.2f} to {deciles[8]:.2f} in eight of ten files")


if __name__ == "__main__":
    main()
