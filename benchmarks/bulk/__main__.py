"""Measure bulk parsing: `python -m benchmarks.bulk --help`."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.bulk import measures
from benchmarks.bulk.death import OUTPUTS, sudden_death

NAMES = ("scaling", "overhead", "memory", "parquet", "batches", "resume", "death")


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bulk", description=__doc__)
    parser.add_argument("measures", nargs="*", metavar="MEASURE", help=f"of {', '.join(NAMES)}; all by default")
    parser.add_argument("--count", type=int, default=4000, help="inputs of scaling, overhead and parquet")
    parser.add_argument("--many", type=int, default=100_000, help="inputs of memory, resume and death")
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--outputs", nargs="+", choices=OUTPUTS, help="of death; all by default")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--work", type=Path, help="a folder to keep the inputs in; a temporary one by default")
    options = parser.parse_args()
    unknown = set(options.measures) - set(NAMES)
    if unknown:
        parser.error(f"no measure {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    work = measures.scratch(options.work)
    chosen = options.measures or NAMES
    runs = {
        "scaling": lambda: measures.scaling(work, options.count, options.rounds),
        "overhead": lambda: measures.overhead(work, options.count // 4, options.rounds),
        "memory": lambda: measures.memory(work, options.many // 10, options.many),
        "parquet": lambda: measures.parquet(work, options.count, options.rounds),
        "batches": lambda: measures.batches(work, options.count // 20, options.rounds),
        "resume": lambda: measures.resume(work, options.many),
        "death": lambda: sudden_death(work, options.many, options.kills, tuple(options.outputs or OUTPUTS)),
    }
    for name in chosen:
        runs[name]()


if __name__ == "__main__":
    main()
