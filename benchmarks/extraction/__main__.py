"""Measure extraction: `python -m benchmarks.extraction --help`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.extraction import report
from benchmarks.extraction.corpora import NAMES, load
from benchmarks.extraction.memory import Peak, peaks
from benchmarks.extraction.run import PageResult, run
from benchmarks.extraction.systems import installed

LAST_RUN = Path(".benchmarks/extraction.json")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.extraction",
        description="Accuracy and speed of newsparse and its installed peers on the corpora.",
        epilog="NEWSPARSE_CORPORA names the folder of the corpora; NEWSPARSE_PAGES one where their"
        " pages are unpacked, which is faster.",
    )
    parser.add_argument("corpora", nargs="*", metavar="CORPUS", help=f"of {', '.join(NAMES)}; all by default")
    parser.add_argument("--system", action="append", default=[], help="only this system; may be repeated")
    parser.add_argument("--sample", type=int, default=1, metavar="N", help="only every N-th page")
    parser.add_argument("--no-time", action="store_true", help="skip the times: half the work")
    parser.add_argument("--memory", type=int, default=0, metavar="N", help="peak memory on the N largest pages of each")
    parser.add_argument("--last", type=Path, default=LAST_RUN, help="the stored run to compare with")
    parser.add_argument("--store", action="store_true", help="store newsparse's scores as the last run")
    return parser.parse_args()


def main() -> int:
    """Run, print the table, and what changed since the stored run."""
    options = _arguments()
    rows: dict[tuple[str, str], dict[str, float]] = {}
    own: list[PageResult] = []
    memory: list[Peak] = []
    for corpus in options.corpora or NAMES:
        pages = list(load(corpus, sample=options.sample))
        for system in installed(options.system):
            results = run(system, pages, timed=not options.no_time)
            rows[corpus, f"{system.name} {system.version}"] = report.figures(corpus, results)
            for result in results:
                if result.error:
                    print(f"{system.name} failed on {result.key}: {result.error:.200}", file=sys.stderr)
            if system.name == "newsparse":
                own.extend(results)
        memory.extend(peaks(pages, largest=options.memory))
    print(report.table(rows))
    if memory:
        print("\n" + report.memory_table(memory))
    if options.last.exists():
        print("\n" + report.compare(options.last, own))
    if options.store:
        report.store(options.last, own)
    return 0


if __name__ == "__main__":
    sys.exit(main())
