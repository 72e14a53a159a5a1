"""python -m benchmarks.arrow: what tables cost beside parsing, over the development corpora."""

from __future__ import annotations

import argparse
import functools
import tempfile
from pathlib import Path

from benchmarks.arrow.measure import (
    Comparison,
    Pages,
    batches_of,
    compared,
    many_of,
    pages_of,
    parse_files,
    write_files,
)
from benchmarks.bulk.inputs import seed_files
from benchmarks.extraction.corpora import NAMES, load


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.arrow", description=__doc__)
    parser.add_argument("--limit", type=int, default=600, help="how many pages, and how many seed files")
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        found = [page.data for name in NAMES for page in load(name)]
        pages = pages_of(Path(made) / "pages", found, ".html", args.limit)
        seeds = pages_of(Path(made) / "seeds", seed_files(), ".md", args.limit)
        measure(pages, seeds, args.rounds)


def measure(pages: Pages, seeds: Pages, rounds: int) -> None:
    print("| run | inputs | by the clock | processor time | reach |\n| --- | ---: | ---: | ---: | ---: |", flush=True)
    contents = pages.contents()
    found = compared(functools.partial(many_of, contents), functools.partial(batches_of, contents), rounds=rounds)
    tell("`parse_batches` against `parse_many`, web pages", pages, found, "90 %")
    contents = seeds.contents()
    one, other = functools.partial(many_of, contents), functools.partial(batches_of, contents)
    tell("the same, seed files", seeds, compared(one, other, rounds=rounds), "90 %")
    table = compared(
        functools.partial(parse_files, seeds.paths), functools.partial(write_files, seeds.paths), rounds=rounds
    )
    tell("seed files by two workers to Parquet, against parsing alone", seeds, table, "80 %")
    count = len(pages.paths)
    print(f"\nWeb pages of {pages.size / count:,.0f} bytes: {count / found.cpu[1]:,.1f} a core-second to rows;")
    print(f"as Parquet {write_files(pages.paths) / count:,.0f} bytes each")


def tell(what: str, pages: Pages, found: Comparison, reach: str) -> None:
    wall, cpu = found.rate()
    print(f"| {what} | {len(pages.paths):,} | {wall:.1%} | {cpu:.1%} | {reach} |", flush=True)


if __name__ == "__main__":
    main()
