"""From the command's arguments to a run."""

from __future__ import annotations

import argparse
import codecs
import functools
import itertools
import os
import sys
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from newsparse.bulk.inputs import Entry, Input, entries, expand
from newsparse.bulk.many import outcomes, usable_cores
from newsparse.bulk.pool import Outcome
from newsparse.bulk.setup import Options, RegistrySpec, Setup
from newsparse.cli.collect.errors_file import ErrorsFile
from newsparse.cli.collect.places import Places
from newsparse.cli.collect.record import Record, Renderer
from newsparse.cli.collect.run import Run, collect
from newsparse.cli.collect.targets import Target, choose_target, several, write_single
from newsparse.cli.collect.writing import writer_options
from newsparse.cli.options import CommandError, encoding, limits, plugin_files
from newsparse.errors import NewsparseError, UnknownFormatError
from newsparse.reasons import why
from newsparse.registry import Registry
from newsparse.source import Source

if TYPE_CHECKING:
    from newsparse.sites import Site

__all__ = ["collect_as_asked"]

_FEW = 8
"""Up to so many files are read in this process: starting others would take longer than reading them."""


def collect_as_asked(args: argparse.Namespace, registry: Registry, sites: Sequence[Site]) -> int:
    """Read the inputs and write them where the arguments say; the exit status.

    Raises:
        CommandError: The arguments do not fit together, or the run cannot go on.
    """
    _check_formats(args, registry)
    _check_list(args.files_from)
    target = choose_target(args, registry)
    options = writer_options(args.option or (), target.to, registry)
    if args.jobs == 0 and args.timeout is not None:
        raise CommandError("--timeout is kept by ending a worker; with --jobs 0 there is none to end")
    if target.single:
        _check_single(args)
        return write_single(_only_source(args), target, args, registry, sites, options)
    errors = ErrorsFile(Path(args.errors)) if args.errors else None
    avoid = _check_outputs(args, target, errors)
    reading = Options(args.format, args.url, encoding(args), limits(args), sites)
    setup = Setup(RegistrySpec.of(registry), reading, Renderer(target.to, options))
    return collect(
        Run(
            inputs=functools.partial(_inputs, args, avoid),
            countable=args.files_from is None and "-" not in args.paths,
            parse=functools.partial(_parse, setup, registry, args),
            sink=target.sink,
            output=target.name,
            without_input=_without_input(args),
            places=Places(None if args.files_from else args.paths) if target.is_folder else None,
            errors=errors,
            journal=target.journal,
            command=_command(args),
            restart=args.restart,
            skip_existing=args.skip_existing,
            max_files=args.max_files,
            quiet=args.quiet,
            summary=target.journal is not None,
        )
    )


def _without_input(args: argparse.Namespace) -> str:
    if args.paths:
        return f"no files in {', '.join(args.paths)}"
    return "no paths on standard input" if args.files_from == "-" else f"no paths in {args.files_from}"


def _check_formats(args: argparse.Namespace, registry: Registry) -> None:
    try:
        registry.documents(b"", format=args.format)
    except UnknownFormatError as error:
        raise CommandError(str(error)) from error
    writing = sorted(name for name, format in registry.formats().items() if format.writes)
    if args.to is not None and args.to not in writing:
        raise CommandError(f"no format named {args.to!r} can be written; those that can: {', '.join(writing)}")


def _check_list(name: str | None) -> None:
    """See that the file of `--files-from` can be read, before anything is written."""
    if name not in (None, "-"):
        try:
            with Path(name).open("rb"):
                pass
        except OSError as error:
            raise CommandError(f"--files-from: {why(error)}") from error


def _check_single(args: argparse.Namespace) -> None:
    for name in ("timeout", "errors", "max_files", "skip_existing", "restart"):
        if getattr(args, name) not in (None, False):
            raise CommandError(
                f"--{name.replace('_', '-')} is for many inputs; to use it, name a folder ({args.output}/), "
                "or a file that ends in .jsonl or .parquet"
            )


def _only_source(args: argparse.Namespace) -> Source:
    if args.files_from or len(args.paths) > 1 or Path(args.paths[0]).is_dir():
        raise CommandError(f"several articles do not go into one file; {several(Path(args.output))}")
    path = args.paths[0]
    return Source(file=sys.stdin.buffer, name="(standard input)") if path == "-" else Source(path=path)


def _inputs(args: argparse.Namespace, avoid: frozenset[Entry]) -> Iterator[Input]:
    if args.files_from:
        paths = _paths_from(args.files_from, b"\0" if args.null else b"\n")
        return expand(paths, avoid=avoid, exclude=args.exclude)
    if args.paths == ["-"]:
        return expand(Source(file=sys.stdin.buffer, name="(standard input)"))
    return expand(args.paths, avoid=avoid, exclude=args.exclude)


def _paths_from(name: str, end: bytes) -> Iterator[str]:
    """The paths in a file, which need not be valid text."""
    if name == "-":
        yield from _split(_names(sys.stdin.buffer), end)
        return
    with Path(name).open("rb") as file:
        yield from _split(_names(file), end)


def _names(file: BinaryIO) -> Iterable[bytes]:
    """A list's bytes, without the byte-order mark and out of the UTF-16 that programs of Windows write."""
    start = file.read(3)
    pieces = itertools.chain([start.removeprefix(codecs.BOM_UTF8)], file)
    if not start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return pieces
    return map(os.fsencode, codecs.iterdecode(pieces, "utf-16", "replace"))


def _split(file: Iterable[bytes], end: bytes) -> Iterator[str]:
    """The paths; lines may end as on Windows: a name that itself ends in a carriage return is given with `--null`."""
    drop = b"\r" if end == b"\n" else b""
    rest = b""
    for line in file:
        *whole, rest = (rest + line).split(end)
        yield from (os.fsdecode(path) for name in whole if (path := name.removesuffix(drop)))
    if path := rest.removesuffix(drop):
        yield os.fsdecode(path)


def _parse(
    setup: Setup[Record], registry: Registry, args: argparse.Namespace, inputs: Iterable[Input]
) -> Generator[Outcome[Record]]:
    jobs = args.jobs
    if jobs is None:
        files = args.paths and len(args.paths) <= _FEW and not any(Path(path).is_dir() for path in args.paths)
        jobs = 0 if files and args.timeout is None else usable_cores()
    try:
        found: Generator[Outcome[Record]] = outcomes(setup, inputs, registry, workers=jobs, timeout=args.timeout)
    except (NewsparseError, ValueError) as error:
        raise CommandError(str(error)) from error
    return found


def _check_outputs(args: argparse.Namespace, target: Target, errors: ErrorsFile | None) -> frozenset[Entry]:
    """What is passed over in folders, because this run writes it.

    Raises:
        CommandError: An output is an input that was named, or has no place.
    """
    written = [*target.paths, *(errors.paths if errors is not None else [])]
    if errors is not None and any(_is_place_of(target, path) for path in errors.paths):
        raise CommandError(f"--errors {errors.path} is a place of articles; name another file")
    for path in args.paths:
        if any(_same(Path(path), output) for output in written):
            raise CommandError(f"{path} is an input and an output; name another place to write to")
    if errors is not None:
        _check_errors(args, errors)
    try:
        for output in written:
            output.parent.mkdir(parents=True, exist_ok=True)
        return entries(written)
    except OSError as error:
        raise CommandError(why(error), status=1) from error


def _check_errors(args: argparse.Namespace, errors: ErrorsFile) -> None:
    """Refuse to replace what is no file of failures, such as a page of a folder that is to be read."""
    try:
        if not errors.would_lose():
            return
    except OSError as error:
        raise CommandError(f"--errors {why(error)}") from error
    folders = errors.path.resolve().parents
    if any(Path(path).resolve() in folders for path in args.paths):
        raise CommandError(f"{errors.path} is an input and an output; name another place to write to")
    raise CommandError(f"--errors {errors.path} is there and holds something else than failures; name another file")


def _is_place_of(target: Target, path: Path) -> bool:
    """Whether a path is one that articles are, or may be, written to."""
    path, *places = (Path(os.path.abspath(place)) for place in (path, *target.paths))  # noqa: PTH100  # no link followed
    if target.is_folder and path.suffix == target.suffix and places[0] in path.parents:
        return True
    return path in places


def _same(path: Path, output: Path) -> bool:
    try:
        return path.samefile(output)
    except OSError:
        return False


def _command(args: argparse.Namespace) -> Mapping[str, Any]:
    """What makes one command the same as another."""
    names = ("format", "url", "to", "output", "errors", "files_from", "null", "max_files", "skip_existing")
    same = {name: getattr(args, name) for name in names}
    arguments = [*args.paths, *(f"--{name.replace('_', '-')}={value}" for name, value in same.items() if value)]
    arguments += [f"--exclude={pattern}" for pattern in args.exclude]
    arguments += [f"--option={option}" for option in args.option or ()]
    rules = {"plugins": plugin_files(args), "sites": [*args.sites, *args.more_sites], "encoding": encoding(args)}
    if limits(args) is not None:
        rules["limits"] = str(limits(args))
    return {"arguments": arguments, "folder": str(Path.cwd()), **rules}
