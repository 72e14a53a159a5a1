"""`newsparse stats`: what an archive holds, as text or as a page."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsparse.cli.options import (
    CommandError,
    Subparsers,
    about,
    add_exclude,
    add_global_options_again,
    count,
    encoding,
    limits,
    make_registry,
    note,
    printable,
    read_sites,
)
from newsparse.reasons import why

if TYPE_CHECKING:
    from newsparse.stats import Fact, Statistics

__all__ = ["add_parser", "run"]


def add_parser(subparsers: Subparsers) -> None:
    """Describe the subcommand."""
    parser = subparsers.add_parser(
        "stats",
        help="tell what an archive holds",
        description=(
            "Tell what an archive holds: articles by month and publisher, languages, lengths, missing fields, "
            "addresses that stand in several articles."
        ),
    )
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="a folder, a Parquet file, JSON lines, or anything newsparse parse reads; - for standard input",
    )
    parser.add_argument("-o", "--output", metavar="FILE.html", help="write a page with charts instead of text")
    parser.add_argument("--name", help="what to call the archive; the first path's name if not given")
    parser.add_argument("-j", "--jobs", type=count, metavar="N", help="processes that read files; 0 for this one alone")
    add_exclude(parser)
    add_global_options_again(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Measure and tell; 1 where an input failed, or there is no article at all."""
    from newsparse.stats import as_html, as_text, measure

    if args.output and not args.output.lower().endswith((".html", ".htm")):
        raise CommandError(f"{args.output}: the page is HTML; give it a name that ends in .html")
    name = printable(args.name or _name(args.paths[0]))
    failed: list[str] = []
    statistics = measure(_naming(_facts(args), failed))
    if args.output:
        _write(Path(args.output), printable(as_html(statistics, name=name)).encode())
        note(f"{args.output}: {_told(statistics)}")
    else:
        sys.stdout.write(printable(as_text(statistics, name=name)))
    if not statistics.inputs:
        note(f"no files in {', '.join(args.paths)}")
    elif not statistics.articles and not failed:
        note("none of the inputs holds an article")
    return 0 if statistics.articles and not failed else 1


def _name(path: str) -> str:
    return "standard input" if path == "-" else Path(path).resolve().name


def _naming(facts: Iterable[Fact], failed: list[str]) -> Iterator[Fact]:
    """The facts; what cannot be read is told to people, and its name kept. A page without an article is no failure."""
    for fact in facts:
        if fact.reason is not None and fact.error != "NoArticleError":
            note(about(fact.source, fact.reason))
            failed.append(fact.source)
        yield fact


def _facts(args: argparse.Namespace) -> Iterator[Fact]:
    from newsparse.errors import NewsparseError
    from newsparse.source import Source
    from newsparse.stats import Fact, facts_of

    registry = make_registry(args)
    given: Any = {"workers": args.jobs, "encoding": encoding(args), "limits": limits(args), "exclude": args.exclude}
    given["sites"] = read_sites(args)
    for path in args.paths:
        source = Source(file=sys.stdin.buffer, name="(standard input)") if path == "-" else path
        try:
            yield from facts_of(source, registry=registry, **given)
        except (NewsparseError, OSError) as error:
            yield Fact(source=path, error=type(error).__name__, reason=why(error))
        except (ImportError, ValueError) as error:
            raise CommandError(why(error), status=1) from error


def _write(path: Path, page: bytes) -> None:
    from newsparse.cli.files import write_file

    try:
        write_file(path, page)
    except OSError as error:
        raise CommandError(why(error), status=1) from error


def _told(statistics: Statistics) -> str:
    from newsparse.stats.words import headline

    return headline(statistics)
