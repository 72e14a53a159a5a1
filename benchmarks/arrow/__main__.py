"""python -m benchmarks.arrow --pages FOLDER --seeds FOLDER: what tables cost beside parsing."""

from __future__ import annotations

import argparse
import functools
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


def main() -> None:
    parser = argparse.ArgumentParser(description="Compare parsing alone with parsing to tables.")
    parser.add_argument("--pages", type=Path, required=True, metavar="FOLDER", help="a folder of web pages, *.html")
    parser.add_argument("--seeds", type=Path, required=True, metavar="FOLDER", help="a folder of seed files, *.md")
    parser.add_argument("--limit", type=int, default=1000, help="how many of each")
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    pages = pages_of(args.pages, "*.html", args.limit)
    seeds = pages_of(args.seeds, "*.md", args.limit)
    print("| run | inputs | by the clock | processor time | reach |\n| --- | ---: | ---: | ---: | ---: |", flush=True)
    contents = pages.contents()
    one, other = functools.partial(many_of, contents), functools.partial(batches_of, contents)
    found = compared(one, other, rounds=args.rounds)
    tell("`parse_batches` against `parse_many`, web pages", pages, found, "90 %")
    contents = seeds.contents()
    one, other = functools.partial(many_of, contents), functools.partial(batches_of, contents)
    tell("the same, seed files", seeds, compared(one, other, rounds=args.rounds), "90 %")
    one, two = functools.partial(parse_files, seeds.paths), functools.partial(write_files, seeds.paths)
    table = compared(one, lambda: two() and None, rounds=args.rounds)
    tell("seed files by two workers to Parquet, against parsing alone", seeds, table, "80 %")
    print(
        f"\nWeb pages: {pages.size / len(pages.paths):,.0f} bytes a page, {cpu_rate(pages, found):,.1f} a core-second"
    )
    print(f"as Parquet: {write_files(pages.paths) / len(pages.paths):,.0f} bytes a page")


def cpu_rate(pages: Pages, found: Comparison) -> float:
    """Pages that `parse_batches` reads in a second of one core."""
    return len(pages.paths) / found.cpu[1]


def tell(what: str, pages: Pages, found: Comparison, reach: str) -> None:
    wall, cpu = found.rate()
    print(f"| {what} | {len(pages.paths):,} | {wall:.1%} | {cpu:.1%} | {reach} |", flush=True)


if __name__ == "__main__":
    main()
