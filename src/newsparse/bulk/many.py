"""`parse_many`."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Iterator, Sequence
from numbers import Real
from typing import TYPE_CHECKING, TypeVar

from newsparse.api import default_registry
from newsparse.arguments import an_int
from newsparse.article import Result, trusted_article
from newsparse.bulk.documents import Reader
from newsparse.bulk.inputs import Input, expand
from newsparse.bulk.pool import Outcome, Pool
from newsparse.bulk.setup import Options, RegistrySpec, Setup
from newsparse.registry import Registry
from newsparse.source import Limits, SourceLike

if TYPE_CHECKING:
    from newsparse.sites import Site

__all__ = ["outcomes", "parse_many", "usable_cores"]

R = TypeVar("R")


def parse_many(  # noqa: PLR0913  # the options of parse, and those of the workers
    sources: SourceLike | Iterable[SourceLike],
    *,
    workers: int | None = None,
    ordered: bool = True,
    format: str | None = None,
    encoding: str | None = None,
    limits: Limits | None = None,
    sites: Sequence[Site] = (),
    plugins: Iterable[object] = (),
    timeout: float | None = None,
    exclude: Iterable[str] = (),
    registry: Registry | None = None,
) -> Iterator[Result]:
    """Read very many inputs side by side, in constant memory.

    Nothing is read much ahead of the consumer. Closing the iterator, or leaving the loop over it by an exception,
    ends the workers. A worker that dies costs the document it was reading, which is reported as a `WorkerError`.

    Args:
        sources: Paths, folders (with all that is below them), patterns such as `crawl/*.html`, bytes, binary file
            objects or `Source`s. A container gives a result for each document in it.
        workers: How many processes to use; one for each usable core if `None`; 0 reads in this process.
        ordered: Whether results come in the order of the inputs rather than as soon as they are there.
        format: Name of a registered format; detected from the bytes if `None`.
        encoding: The encoding of the bytes, if you know it.
        limits: How much reading one input may need.
        sites: Publisher rules to use before the registered ones.
        plugins: Plugins besides the registry's: paths of plugin files, modules, `Format`s or objects with hooks.
        timeout: Seconds that reading one document may take; then its worker is ended. Needs workers.
        exclude: What to leave out of folders, and of what patterns match: patterns such as `*.css`, `page_files` or
            `2019/*`, for a name or for the path from the folder given.
        registry: The registry to read with; the default one if `None`.

    Returns:
        A result for each document, articles without `origin`. An error is a value: a `NoArticleError` where a page
        holds no article, a `WorkerError` where reading ended its worker or took too long.

    Raises:
        UnknownFormatError: There is no format of the name given.
        TypeError: The sources, an option or a plugin are of another type; one of several sources, when it comes.
        PluginError: A plugin is broken, or cannot be sent to worker processes.
        ValueError: `workers` or `timeout` is negative, or there is a time limit and no worker.
    """
    registry = default_registry() if registry is None else registry
    spec = RegistrySpec.of(registry, plugins)
    if len(spec.plugins) > len(RegistrySpec.of(registry).plugins):
        registry = spec.make()
    # Refuses what no input can be read with.
    registry.documents(b"", format=format, encoding=encoding, limits=limits, sites=sites)
    options = Options(format=format, encoding=encoding, limits=limits, sites=sites)
    setup = Setup(spec, options, _without_origin)
    inputs = expand(sources, exclude=exclude)
    if workers == 0:
        _check(workers, timeout)
        return _results_here(Reader(setup, registry), inputs)
    return _results(outcomes(setup, inputs, registry, workers=workers, ordered=ordered, timeout=timeout))


def _results(found: Iterator[Outcome[Result]]) -> Iterator[Result]:
    for outcome in found:
        if outcome.value is not None:
            yield outcome.value


def _results_here(reader: Reader[Result], inputs: Iterable[Input]) -> Iterator[Result]:
    """What `outcomes` gives without workers, but for what only a run that keeps a journal has to know."""
    for input in inputs:
        if input.error is not None:
            yield reader.failed(input.name, input.error)
        else:
            yield from reader.read(input)


def _without_origin(result: Result, registry: Registry) -> Result:
    """The result, its article without the source it was read from; none of its fields is checked again."""
    if result.article is None:
        return result
    return Result(result.source, trusted_article(result.article, None), None, result.seconds, result.format)


def usable_cores() -> int:
    """How many cores this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)  # macOS and Windows have none
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def outcomes(
    setup: Setup[R],
    inputs: Iterable[Input],
    registry: Registry,
    *,
    workers: int | None = None,
    ordered: bool = True,
    timeout: float | None = None,
) -> Generator[Outcome[R]]:
    """What becomes of the documents of each input, each input's followed by its end.

    Raises:
        PluginError: A plugin cannot be sent to worker processes.
        ValueError: `workers` or `timeout` makes no sense.
    """
    count = usable_cores() if workers is None else workers
    _check(count, timeout)
    reader = Reader(setup, registry)
    if count == 0:
        return _in_this_process(reader, inputs)
    return Pool(setup, reader, workers=count, ordered=ordered, timeout=timeout).run(inputs)


def _check(workers: int, timeout: float | None) -> None:
    an_int(workers, "workers")
    if timeout is not None and not isinstance(timeout, Real):
        raise TypeError(f"timeout: expected a number of seconds, not {type(timeout).__name__}")
    if workers < 0 or (timeout is not None and timeout <= 0):
        raise ValueError("parse_many: workers and timeout are not negative, and a time limit is not 0")
    if timeout is not None and workers == 0:
        raise ValueError("parse_many: a time limit is kept by ending a worker; with workers=0 there is none to end")


def _in_this_process(reader: Reader[R], inputs: Iterable[Input]) -> Generator[Outcome[R]]:
    for number, input in enumerate(inputs):
        if input.error is not None:
            yield Outcome(number, input, reader.failed(input.name, input.error))
        else:
            for value in reader.read(input, skip=input.skip):
                yield Outcome(number, input, value)
        yield Outcome(number, input, None)
