"""`newsparse explain`: how one input is read, and what is left out of it, with the reasons."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsparse.cli.options import (
    Subparsers,
    add_global_options_again,
    encoding,
    limits,
    make_registry,
    note,
    printable,
    read_sites,
)
from newsparse.cli.streams import print_json
from newsparse.reasons import why

if TYPE_CHECKING:
    from newsparse.explanation import Explanation

__all__ = ["add_parser", "run"]

_WIDTH = 100


def add_parser(subparsers: Subparsers) -> None:
    """Describe the subcommand."""
    parser = subparsers.add_parser(
        "explain",
        help="say how an input is read, what is left out, and why",
        description="Say which format reads an input, where each value comes from, what is kept, and what is "
        "left out with the reason.",
    )
    parser.add_argument("path", metavar="PATH", help="the file; - for standard input")
    parser.add_argument("--json", action="store_true", help="as JSON, for programs")
    parser.add_argument("--format", metavar="NAME", help="read it as this format")
    parser.add_argument(
        "--document",
        metavar="N",
        help="which document of a container: its number, from 1, or its name as parse tells it",
    )
    parser.add_argument("--url", help="the address the bytes came from")
    add_global_options_again(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the explanation; 1 where the input cannot be read."""
    from newsparse.errors import NewsparseError

    registry = make_registry(args)
    sites = read_sites(args)
    source = sys.stdin.buffer if args.path == "-" else args.path
    try:
        explanation = registry.explain(
            source,
            format=args.format,
            url=args.url,
            encoding=encoding(args),
            limits=limits(args),
            sites=sites,
            document=_number_or_name(args.document),
        )
    except (NewsparseError, OSError) as error:
        note(why(error))
        return 1
    if args.json:
        print_json(explanation.to_dict())
    else:
        sys.stdout.write(printable("\n".join(_lines(explanation))) + "\n")
    return 1 if explanation.error is not None else 0


def _number_or_name(document: str | None) -> int | str | None:
    return int(document) if document is not None and document.isdecimal() else document


def _lines(explanation: Explanation) -> Iterator[str]:
    yield f"input     {explanation.source or '(standard input)'}"
    yield f"format    {explanation.format or 'none'}"
    for bid in explanation.bids:
        sign = "*" if bid.chosen else " "
        yield f"        {sign} {bid.format} ({bid.plugin}): {bid.verdict}"
    if explanation.encoding is not None:
        label = f" (labelled {explanation.encoding_label})" if explanation.encoding_label else ""
        yield f"encoding  {explanation.encoding}, by {explanation.encoding_how}{label}"
    if explanation.error is not None:
        yield f"error     {explanation.error}"
    for warning in explanation.warnings:
        yield f"warning   {warning}"
    yield from _fields(explanation)
    yield from _blocks(explanation)


def _fields(explanation: Explanation) -> Iterator[str]:
    if not explanation.candidates:
        return
    yield ""
    yield "fields    (* chosen)"
    for candidate in explanation.candidates:
        sign = "*" if candidate.chosen else " "
        reason = f": {candidate.reason}" if candidate.reason else ""
        value = _short(candidate.value)
        yield f"        {sign} {candidate.field:<10} {value!r} from {candidate.origin}{reason}"


def _blocks(explanation: Explanation) -> Iterator[str]:
    if explanation.kept:
        yield ""
        yield f"kept      {len(explanation.kept)} blocks"
        for kept in explanation.kept:
            yield f"          {_score(kept.score)} {kept.kind:<9} {_short(kept.text)}  [{kept.place}]"
    if explanation.dropped:
        yield ""
        yield f"left out  {len(explanation.dropped)} runs of text"
        for dropped in explanation.dropped:
            reason = dropped.reason
            yield f"          {_score(dropped.score)} {reason}: {_short(dropped.text)}  [{dropped.place}]"


def _score(score: float | None) -> str:
    return "    " if score is None else f"{score:4.2f}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _WIDTH else f"{line[: _WIDTH - 1]}…"
