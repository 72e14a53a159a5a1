"""From one input to what becomes of its documents; the same code in a worker and in the caller's process."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

from newsparse.article import Result
from newsparse.bulk.inputs import Input
from newsparse.bulk.setup import Options, Setup
from newsparse.errors import NewsparseError, WorkerError
from newsparse.reading import Document
from newsparse.registry import Registry

__all__ = ["Reader"]

R = TypeVar("R")
Announce = Callable[[int, bool], None]

_NO_FAILURES: Mapping[int, NewsparseError] = {}


class Reader(Generic[R]):
    """Reads inputs as a `Setup` says."""

    def __init__(self, setup: Setup[R], registry: Registry | None = None) -> None:
        """Make the registry, unless there is one already.

        Raises:
            PluginError: A plugin cannot be loaded.
        """
        self._registry = setup.registry.make() if registry is None else registry
        self._options: Options = setup.options
        self._finish = setup.finish

    def failed(self, name: str, error: NewsparseError | OSError) -> R:
        """What is handed back for a document that was not read."""
        return self._finish(Result(name, error=error), self._registry)

    def read(
        self,
        input: Input,
        *,
        skip: int = 0,
        failures: Mapping[int, NewsparseError] = _NO_FAILURES,
        announce: Announce | None = None,
    ) -> Iterator[R]:
        """What becomes of each document of an input.

        Args:
            input: The file or source.
            skip: How many documents to leave out at the start of a container.
            failures: Errors to hand back instead of reading, by the document's place in the container.
            announce: Told, before each document is looked for and read, its place and whether it is
                known to stand in a container.
        """
        tell = announce or _tell_nobody
        tell(0, False)
        for index, document in enumerate(self._documents(input)):
            if index >= skip:
                if isinstance(document, Document):
                    tell(index, document.inner)
                yield self._finish(self._result(document, failures.get(index)), self._registry)
            tell(index + 1, True)

    def _documents(self, input: Input) -> Iterator[Document | Result]:
        options = self._options
        try:
            # A path need not become a source that the registry would then copy.
            source = input.source if input.error is None and isinstance(input.source, str) else input.open()
        except (NewsparseError, OSError, ValueError) as error:
            wrong = error if not isinstance(error, ValueError) else OSError(str(error))
            return iter([Result(input.name, error=wrong)])
        return self._registry.documents(
            source,
            format=options.format,
            url=options.url,
            encoding=options.encoding,
            limits=options.limits,
            sites=options.sites,
        )

    def _result(self, document: Document | Result, failure: NewsparseError | None) -> Result:
        if isinstance(document, Result):
            return document
        if failure is not None:
            failure.source = document.source.name
            return Result(document.source.name or "(bytes)", error=failure)
        try:
            return document.read()
        except MemoryError:
            return Result(document.source.name or "(bytes)", error=WorkerError("there is not enough memory for it"))


def _tell_nobody(index: int, inner: bool) -> None:
    """For a reader in the caller's own process."""
