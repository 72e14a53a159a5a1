"""What `-o` and `--to` mean: where articles go, and in which format."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from newsparse.cli.collect.parquet import ParquetSink
from newsparse.cli.collect.record import LINES, PEOPLE, ROWS
from newsparse.cli.collect.sinks import FolderSink, LinesSink, Sink, StandardOutput
from newsparse.cli.files import behind_link, write_file
from newsparse.cli.options import CommandError, encoding, limits, note
from newsparse.errors import ContainerError, NewsparseError, UnknownFormatError
from newsparse.reasons import why
from newsparse.registry import Registry
from newsparse.source import Source

if TYPE_CHECKING:
    from newsparse.sites import Site

__all__ = ["Target", "choose_target", "several", "write_single"]

_LINES_SUFFIXES = (".jsonl", ".ndjson")


@attrs.frozen
class Target:
    """Where articles go.

    Attributes:
        name: What people call it.
        to: What `Renderer` makes of articles.
        sink: What takes them.
        journal: The journal's path, where a run can be taken up.
        paths: Files and folders that the run writes.
        single: Whether it is a file for one article.
        is_folder: Whether it is a folder with a file for each.
        suffix: Of these files, if they have one of their own.
    """

    name: str
    to: str
    sink: Sink
    journal: Path | None = None
    paths: tuple[Path, ...] = ()
    single: bool = False
    is_folder: bool = False
    suffix: str | None = None


def choose_target(args: argparse.Namespace, registry: Registry) -> Target:
    """What the arguments say.

    Raises:
        CommandError: They contradict each other.
    """
    output: str | None = args.output
    if output is None or output == "-":
        return _standard_output(args)
    path = Path(output)
    if output.endswith(("/", os.sep)) or path.is_dir():
        return _folder(path, args.to or "markdown", registry)
    suffix = path.suffix.lower()
    if suffix in _LINES_SUFFIXES:
        _check_whole_file(path, args, only="json")
        file = behind_link(path)
        sink = LinesSink(file)
        return Target(output, LINES, sink, _journal(file), (path, file, sink.part, _journal(file)))
    if suffix == ".parquet":
        _check_whole_file(path, args, only=None)
        file = behind_link(path)
        working = (file.with_name(file.name + end) for end in (".parts", ".parts.joined", ".unfinished"))
        return Target(output, ROWS, ParquetSink(file), _journal(file), (path, file, *working, _journal(file)))
    return Target(output, args.to or _format_for(path, registry), StandardOutput(lines=True), single=True)


def _standard_output(args: argparse.Namespace) -> Target:
    several = args.paths != ["-"] and not (len(args.paths) == 1 and Path(args.paths[0]).is_file())
    lines = args.to == "json"
    to = args.to or PEOPLE
    sink = StandardOutput(lines=lines, for_people=to == PEOPLE)
    return Target("standard output", LINES if lines and several else to, sink)


def _folder(path: Path, to: str, registry: Registry) -> Target:
    if path.name in ("", ".."):
        path = path.resolve()
    if not path.name:
        raise CommandError(f"{path} is no folder for articles; name another")
    suffix = next(iter(registry.formats()[to].suffixes), None)
    sink = FolderSink(path, suffix)
    return Target(f"{path}{os.sep}", to, sink, _journal(path), (path, _journal(path)), is_folder=True, suffix=suffix)


def _journal(path: Path) -> Path:
    return path.with_name(f"{path.name}.journal")


def _check_whole_file(path: Path, args: argparse.Namespace, *, only: str | None) -> None:
    if args.to not in (None, only):
        raise CommandError(f"a {path.suffix} file is not written as {args.to}; omit --to")
    if path.exists() and not path.is_file():
        raise CommandError(f"{path} is no regular file; articles cannot be collected there")


def _format_for(path: Path, registry: Registry) -> str:
    try:
        return registry.format_for(path)
    except UnknownFormatError as error:
        suffix = path.suffix.lower() or "(none)"
        raise CommandError(f"no format is known by the suffix {suffix} of {path}; name one with --to") from error


def several(path: Path) -> str:
    """What to say where articles do not go into one file."""
    return f"to write them, name a folder ({path}/), or a file that ends in .jsonl or .parquet"


def write_single(
    source: Source,
    target: Target,
    args: argparse.Namespace,
    registry: Registry,
    sites: Sequence[Site],
    options: Mapping[str, Any],
) -> int:
    """Read one article and write it to a file, which is there whole or not at all; the exit status.

    Raises:
        CommandError: The input is the output, or the file cannot be written.
    """
    path = Path(target.name)
    if source.path is not None and source.path.exists() and path.is_file() and path.samefile(source.path):
        raise CommandError(f"{path} is an input and an output; name another place to write to")
    try:
        article = registry.parse(
            source, format=args.format, url=args.url, encoding=encoding(args), limits=limits(args), sites=sites
        )
        data = registry.encode(article, target.to, **options)
    except ContainerError as error:
        raise CommandError(f"{source.name}: this file holds several documents; {several(path)}", status=1) from error
    except (NewsparseError, OSError, ValueError) as error:
        note(why(error))
        return 1
    try:
        write_file(path, data)
    except OSError as error:
        raise CommandError(why(error), status=1) from error
    if path.is_file() and sys.stderr.isatty() and not args.quiet:
        note(f"{path}: 1 article")
    return 0
