"""What the core costs: a seed file in parses of its body by lxml, the import, and what parsing leaves in memory.

    python -m benchmarks.seed [cost] [import] [memory] [--folder FOLDER] [--every N] [--files N]

All three without a name. The files are those of the corpus `archive-made`, or the `.md` files of a folder.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import lxml.html

import newsparse
from benchmarks.bulk.inputs import html_pages, seed_files

ROUNDS = 10
STARTS = 25
MEASURES = ("cost", "import", "memory")


def best(*works: Callable[[], object]) -> list[float]:
    """Seconds of processor time for each, in turn, so that what disturbs one disturbs all; the least of many rounds."""
    least = [float("inf")] * len(works)
    for at, work in list(enumerate(works)) * ROUNDS:
        start = time.process_time()
        work()
        least[at] = min(least[at], time.process_time() - start)
    return least


def with_lxml(path: Path) -> object:
    """The least that anybody has to do: read the file, parse what stands below its head."""
    return lxml.html.document_fromstring(path.read_bytes().split(b"\n", 4)[4])


def measure_cost(paths: Sequence[Path]) -> None:
    """`parse` of each file over reading it and parsing its body, in turn; the median counts."""
    newsparse.parse(paths[0])
    ratios, seconds = [], []
    for path in paths:
        plain, ours = best(lambda path=path: with_lxml(path), lambda path=path: newsparse.parse(path))
        ratios.append(ours / plain)
        seconds.append(ours)
    deciles = statistics.quantiles(ratios, n=10) if len(ratios) > 1 else ratios * 9
    print(f"{len(paths)} files: {statistics.median(seconds) * 1e6:.0f} µs a file, median")
    print(f"ratio to lxml: {deciles[4]:.2f} median, {deciles[0]:.2f} to {deciles[8]:.2f} in eight of ten files")


def started(*programs: str) -> list[float]:
    """Seconds from start to end of programs, each in turn in an interpreter of its own; the least of many."""
    least = [float("inf")] * len(programs)
    for at, program in list(enumerate(programs)) * STARTS:
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", program], check=True)
        least[at] = min(least[at], time.perf_counter() - start)
    return least


def measure_import(path: Path) -> None:
    """What `import newsparse` and a first parse add to a bare interpreter."""
    parse = f"import newsparse; newsparse.parse({str(path)!r})"
    bare, imported, parsed = started("pass", "import newsparse", parse)
    print(f"bare Python {bare * 1e3:.0f} ms; import newsparse {(imported - bare) * 1e3:.1f} ms more")
    print(f"import newsparse and the first seed file: {(parsed - bare) * 1e3:.0f} ms more than bare Python")


def measure_memory(paths: Sequence[Path], files: int) -> None:
    """The memory of a process that parses very many files, one in ten a web page, a tenth of them between rows."""
    import psutil

    process = psutil.Process()
    pages = itertools.cycle(html_pages())
    for number, path in zip(range(1, files + 1), itertools.cycle(paths), strict=False):
        source = path if number % 10 else next(pages)
        with suppress(newsparse.NewsparseError):
            newsparse.parse(source)
        if number % (files // 10 or 1) == 0:
            gc.collect()
            print(f"after {number} files: {process.memory_info().rss / 1e6:.1f} MB", flush=True)


@contextmanager
def seed_paths(folder: Path | None, every: int) -> Iterator[list[Path]]:
    """The files to measure, unpacked if they are those of the corpus."""
    if folder is not None:
        yield sorted(folder.rglob("*.md"))[::every]
        return
    with tempfile.TemporaryDirectory() as unpacked:
        paths = [Path(unpacked, f"{number}.md") for number, _ in enumerate(seed_files())][::every]
        for path, data in zip(paths, seed_files()[::every], strict=True):
            path.write_bytes(data)
        yield paths


def main() -> None:
    """Measure what is asked for and print the figures."""
    parser = argparse.ArgumentParser(
        prog="benchmarks.seed", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("measures", nargs="*", metavar="MEASURE", help="cost, import, memory")
    parser.add_argument("--folder", type=Path, help="seed files, searched in folders below too")
    parser.add_argument("--every", type=int, default=1, help="take one file of so many")
    parser.add_argument("--files", type=int, default=100_000, help="parse so many for the memory")
    arguments = parser.parse_args()
    wanted = arguments.measures or MEASURES
    if not set(wanted) <= set(MEASURES):
        parser.error(f"there are the measures {', '.join(MEASURES)}")
    with seed_paths(arguments.folder, arguments.every) as paths:
        if not paths:
            parser.error(f"no .md files in {arguments.folder}")
        if "cost" in wanted:
            measure_cost(paths)
        if "import" in wanted:
            measure_import(paths[0])
        if "memory" in wanted:
            measure_memory(paths, arguments.files)


if __name__ == "__main__":
    main()
