"""`newsparse parse`: articles out of files, to the terminal, a file, a folder, or a table."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from newsparse.cli.options import (
    CommandError,
    Subparsers,
    add_exclude,
    add_global_options_again,
    count,
    encoding,
    limits,
    make_registry,
    note,
    read_sites,
)
from newsparse.reasons import why

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsparse.registry import Registry
    from newsparse.sites import Site

__all__ = ["add_parser", "run"]

_DESCRIPTION = """\
Read articles and print them, or write them to a file, a folder or a table. A
folder stands for the files in it and below it. Runs over many inputs use all
cores, and one that was ended goes on when the same command is given again."""
_EXAMPLES = """\
examples:
  newsparse parse page.html
  newsparse parse page.html --to markdown -o page.md
  newsparse parse saved-pages/ -o articles.jsonl
  curl -s https://paper.example/1 | newsparse parse - --url https://paper.example/1"""


_OF_RUNS = ("to", "option", "output", "timeout", "errors", "max_files")
"""What is not asked for where one article prints for people."""


def add_parser(subparsers: Subparsers) -> None:
    """Describe the subcommand."""
    parser = subparsers.add_parser(
        "parse",
        help="read articles and print or write them",
        description=_DESCRIPTION,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("paths", nargs="*", metavar="PATH", help="a file, folder or pattern; - for standard input")
    parser.add_argument("--format", metavar="NAME", help="read every input as this format")
    parser.add_argument("--url", help="the address the bytes of a single input came from")
    parser.add_argument("--to", metavar="NAME", help="write this format: text, markdown, json, html, rfi, ...")
    parser.add_argument(
        "--option",
        action="append",
        metavar="NAME=VALUE",
        help="an option of that format's writer, such as width=72 for text (repeatable)",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="PATH",
        help="write to this file; with several articles, to PATH.jsonl, PATH.parquet, or a folder PATH/",
    )
    _add_bulk_options(parser.add_argument_group("many inputs"))
    # Since -0 is an option, argparse would take -1 for one too, and say of --jobs that its number is missing.
    parser._has_negative_number_optionals.clear()
    add_global_options_again(parser)
    parser.set_defaults(run=run)


def _add_bulk_options(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--jobs", "-j", type=count, metavar="N", help="worker processes; 0 for none, default all cores")
    group.add_argument("--timeout", type=seconds, metavar="SECONDS", help="give up on a document after this long")
    group.add_argument("--errors", metavar="FILE.jsonl", help="write what gave no article here, not to standard error")
    group.add_argument(
        "--files-from", metavar="FILE", help="read the paths from a file, one a line; - for standard input"
    )
    group.add_argument("--null", "-0", action="store_true", help="paths of --files-from end with NUL, not a line feed")
    add_exclude(group)
    group.add_argument("--max-files", type=count, metavar="N", help="stop after this many inputs")
    group.add_argument(
        "--skip-existing", action="store_true", help="leave out what the output holds already, and add to it"
    )
    group.add_argument("--restart", action="store_true", help="begin anew, not where an ended run stopped")
    group.add_argument("--quiet", "-q", action="store_true", help="no progress and no summary")


def seconds(text: str) -> float:
    """The time that an option gives.

    Raises:
        ArgumentTypeError: It is no number above 0.
    """
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds above 0")
    return value


def run(args: argparse.Namespace) -> int:
    """Parse what is asked for."""
    _check(args)
    registry = make_registry(args)
    sites = read_sites(args)
    single = _single(args)
    if single is not None and not any(getattr(args, name) is not None for name in _OF_RUNS):
        return _print_one(single, args, registry, sites)
    from newsparse.cli.collect.order import collect_as_asked

    return collect_as_asked(args, registry, sites)


def _check(args: argparse.Namespace) -> None:
    if bool(args.paths) == bool(args.files_from):
        raise CommandError("give paths, or --files-from; newsparse parse --help says more")
    if "-" in args.paths and len(args.paths) > 1:
        raise CommandError("standard input (-) is an input of its own; give no other paths with it")
    for name in ("skip_existing", "restart"):
        if getattr(args, name) and args.output in (None, "-"):
            raise CommandError(f"--{name.replace('_', '-')} is about what an output holds; name one with -o")
    if args.null and not args.files_from:
        raise CommandError("--null is about the paths of --files-from; give that too")
    if args.url and _single(args) is None:
        raise CommandError("--url is the address of one input; there are several")


def _single(args: argparse.Namespace) -> str | None:
    """The only path, if it is one file."""
    from pathlib import Path

    if len(args.paths) != 1:
        return None
    path: str = args.paths[0]
    return path if path == "-" or Path(path).is_file() else None


def _print_one(path: str, args: argparse.Namespace, registry: Registry, sites: Sequence[Site]) -> int:
    """Print the articles of one file for people."""
    from newsparse.cli.show import print_article
    from newsparse.errors import NewsparseError
    from newsparse.source import Source

    source = Source(file=sys.stdin.buffer, name="(standard input)") if path == "-" else Source(path=path)
    status = 0
    try:
        results = registry.parse_all(
            source, format=args.format, url=args.url, encoding=encoding(args), limits=limits(args), sites=sites
        )
        for number, result in enumerate(results):
            if result.error is not None:
                note(why(result.error))
                status = 1
            if result.article is not None:
                sys.stdout.write("\n" if number else "")
                print_article(result.article)
    except (NewsparseError, ValueError) as error:
        raise CommandError(why(error)) from error
    return status
