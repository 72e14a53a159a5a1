"""`newsparse parse`: articles out of files, to the terminal, a file, a folder, or a table."""

from __future__ import annotations

import argparse
import sys

from newsparse.cli.options import Subparsers, add_global_options_again, encoding, make_registry, note, read_sites
from newsparse.cli.show import print_article

__all__ = ["add_parser", "run"]


def add_parser(subparsers: Subparsers) -> None:
    """Describe the subcommand."""
    parser = subparsers.add_parser(
        "parse",
        help="read articles and print or write them",
        description="Read articles and print them, or write them to a file, a folder or a table.",
    )
    parser.add_argument("paths", nargs="*", metavar="PATH", help="a file, folder or pattern; - for standard input")
    parser.add_argument("--format", metavar="NAME", help="read every input as this format")
    parser.add_argument("--url", help="the address the bytes came from")
    parser.add_argument("--to", metavar="NAME", help="write this format: text, markdown, json, html, rfi, ...")
    parser.add_argument("-o", "--output", metavar="PATH", help="write to this file")
    add_global_options_again(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Parse what is asked for."""
    from newsparse.errors import NewsparseError

    registry = make_registry(args)
    sites = read_sites(args)
    status = 0
    for path in args.paths:
        source = sys.stdin.buffer if path == "-" else path
        try:
            article = registry.parse(source, format=args.format, url=args.url, encoding=encoding(args), sites=sites)
            if args.output:
                registry.dump(article, args.output, format=args.to)
            elif args.to:
                sys.stdout.write(registry.dumps(article, args.to))
            else:
                print_article(article)
        except (NewsparseError, OSError) as error:
            note(str(error))
            status = 1
    return status
