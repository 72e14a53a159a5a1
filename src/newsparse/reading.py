"""From a source to its articles: choose a format, let it read, check what it gave."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

import attrs

from newsparse.article import Article, Result, trusted_article
from newsparse.detection import Bid, Entry, bids_for, ranked
from newsparse.errors import ContainerError, LimitError, NewsparseError, ReadError, UnknownFormatError
from newsparse.foreign import foreign_kind
from newsparse.format import Confidence
from newsparse.plugins import call, kind_of, wrong_answer
from newsparse.source import Source

__all__ = ["Document", "bids_on", "documents", "read_by_choice", "read_one", "split"]

_KNOWABLE = frozenset(field.name for field in attrs.fields(Article)) - {"origin"}
_EMPTY: tuple[object, ...] = (None, "", ())
_END = object()


def read_one(source: Source, entries: Sequence[Entry], named: Entry | None = None) -> Article:
    """The one article of a source, read by the format that is named or the first that can.

    Args:
        source: What to read.
        entries: The formats that may read it, and what it may contain.
        named: The format that the caller wants; what stands inside a container is still detected.
    """
    return read_by_choice(source, entries, *bids_on(source, entries, named, every=False))[0]


def read_by_choice(
    source: Source, entries: Sequence[Entry], bids: Sequence[Bid], candidates: Sequence[Bid]
) -> tuple[Article, Entry]:
    """The one article of a source and the format that read it, given what the formats bid."""
    failures: dict[str, str] = {}
    for bid in candidates:
        try:
            return _read_by(bid.entry, source, entries), bid.entry
        except ReadError as error:
            # A name alone is no promise: it counts only where the format can read the bytes.
            if bid.confidence is not Confidence.SUFFIX:
                raise
            failures[bid.entry.format.name] = f"{bid.verdict()}, but: {error.reason}"
    if source._damage is not None:
        raise source._damage
    verdicts = {bid.entry.format.name: bid.verdict() for bid in bids} | failures
    kind = foreign_kind(source.head)
    raise UnknownFormatError(
        source=source.name,
        verdicts=verdicts,
        blank=not source.head.strip(),
        kind=kind.name if kind else None,
        advice=kind.advice if kind else None,
    )


def bids_on(
    source: Source, entries: Sequence[Entry], named: Entry | None, *, every: bool
) -> tuple[list[Bid], list[Bid]]:
    """What the formats bid, and the bids that may read, best first."""
    if named is not None:
        _ = source.head  # so that errors of the file are told before the format is asked
        only = Bid(named, Confidence.SPECIFIC)
        return [only], [only]
    bids = bids_for(source, entries, every=every)
    return bids, ranked(bids)


def _read_by(entry: Entry, source: Source, entries: Sequence[Entry]) -> Article:
    if entry.format.read is not None:
        return _read(entry, source)
    found = list(itertools.islice(split(entry, source), 2))
    if len(found) == 2:
        raise ContainerError(source=source.name, format=entry.format.name)
    if not found:
        raise ReadError("it holds no document", source=source.name, format=entry.format.name)
    if isinstance(found[0], Exception):
        raise found[0]
    return read_one(found[0], entries)


def _read(entry: Entry, source: Source) -> Article:
    name = entry.format.name
    assert entry.format.read is not None  # the callers looked
    try:
        article = call(entry.plugin, "read", partial(entry.format.read, source), format=name, source=source)
    except NewsparseError as error:
        _place(error, entry, source)
        raise
    if not isinstance(article, Article):
        raise wrong_answer(entry.plugin, "read", article, "an Article", format=name, source=source)
    return _completed(article, source)


def _place(error: NewsparseError, entry: Entry, source: Source) -> None:
    """Tell an error from inside a format which input and format it is about."""
    if error.source is None:
        error.source = source.name
    if isinstance(error, ReadError) and error.format is None:
        error.format = entry.format.name


def _completed(article: Article, source: Source) -> Article:
    """The article with its origin, and with what its container knows where the text said nothing."""
    known = {name: value for name, value in source.known.items() if getattr(article, name) in _EMPTY}
    if source.known.get("extra"):
        known["extra"] = {**source.known["extra"], **article.extra}
    if known:
        return attrs.evolve(article, **known, origin=source)
    return article if article.origin is not None else trusted_article(article, source)


def split(entry: Entry, source: Source) -> Iterator[Source | NewsparseError]:
    """The documents of a container, each checked; an unexpected end is the last one, as an error."""
    name = entry.format.name
    assert entry.format.split is not None  # the callers looked
    limits = source.limits
    if source.nesting >= limits.max_nesting:
        yield LimitError("max_nesting", limits.max_nesting, source=source.name)
        return
    documents: Iterator[object] | None = None
    for count in itertools.count(1):  # pragma: no branch
        try:
            if documents is None:
                answer = call(entry.plugin, "split", partial(entry.format.split, source), format=name, source=source)
                documents = _iterator(entry, source, answer)
            found = call(entry.plugin, "split", partial(next, documents, _END), format=name, source=source)
        except NewsparseError as error:
            _place(error, entry, source)
            yield error
            return
        except OSError as error:
            yield ReadError(f"reading stopped: {error}", source=source.name, format=name)
            return
        if found is _END:
            return
        if count > limits.max_sources:
            yield LimitError("max_sources", limits.max_sources, source=source.name)
            return
        yield _document(entry, source, found, count)


def _iterator(entry: Entry, source: Source, answer: object) -> Iterator[object]:
    if isinstance(answer, Iterable) and not isinstance(answer, (str, bytes, Mapping)):
        return iter(answer)
    wanted = "an iterator of sources"
    raise wrong_answer(entry.plugin, "split", answer, wanted, format=entry.format.name, source=source)


def _document(entry: Entry, source: Source, found: object, count: int) -> Source | NewsparseError:
    name = f"{source.name or '(bytes)'}#{count}"
    if isinstance(found, NewsparseError):
        found.source = found.source or name
        if isinstance(found, ReadError) and found.format is None:
            found.format = entry.format.name
        return found
    if not isinstance(found, Source):
        reason = (
            f"its split function yielded {kind_of(found)}; it must yield what source.inner(data) makes, or ReadError"
        )
        return entry.plugin.failure(reason, "split", format=entry.format.name, source=source.name)
    try:
        check_known(found.known)
    except (TypeError, ValueError) as error:
        reason = f"its split function knows what no article can hold: {error}"
        return entry.plugin.failure(reason, "split", format=entry.format.name, source=name)
    inner = found.with_options(limits=source.limits, sites=source._sites)
    inner.nesting = source.nesting + 1
    inner.name = found.name or name
    return inner


def check_known(known: Mapping[str, object]) -> None:
    """Refuse fields that a source brings along and that no article can hold.

    Raises:
        TypeError: There is no such field, or its value is of a wrong type.
        ValueError: Its value is none that the field takes.
    """
    if not known:
        return
    unknown = sorted(known.keys() - _KNOWABLE)
    if unknown:
        raise TypeError(f"known: {', '.join(map(repr, unknown))} is no field that a source can know of an article")
    Article(**known)  # type: ignore[arg-type]  # it checks them itself


@attrs.frozen
class Document:
    """What is to be read as one article: a whole source, or a document inside a container.

    Attributes:
        source: Its bytes.
        inner: Whether it stands inside a container.
    """

    source: Source
    inner: bool
    _entries: Sequence[Entry]
    _bids: Sequence[Bid]
    _candidates: Sequence[Bid]

    def read(self) -> Result:
        """Its article, or why there is none, and how long that took."""
        name = self.source.name or "(bytes)"
        begun = time.perf_counter()
        try:
            article, entry = read_by_choice(self.source, self._entries, self._bids, self._candidates)
        except (NewsparseError, OSError) as error:
            return Result(name, None, error, time.perf_counter() - begun, getattr(error, "format", None))
        return Result(name, article, None, time.perf_counter() - begun, entry.format.name)


def documents(
    source: Source, entries: Sequence[Entry], named: Entry | None = None, *, inner: bool = False
) -> Iterator[Document | Result]:
    """Every document of a source, not yet read; the source itself where it is no container.

    What cannot be had stands in its place as a result with an error.
    """
    name = source.name or "(bytes)"
    try:
        bids, candidates = bids_on(source, entries, named, every=False)
        while candidates and candidates[0].entry.format.split is not None:
            bid, *candidates = candidates
            inside = split(bid.entry, source)
            first = next(inside, None)
            if bid.confidence is Confidence.SUFFIX and isinstance(first, ReadError) and candidates:
                continue  # a name alone is no promise
            for found in () if first is None else itertools.chain((first,), inside):
                if isinstance(found, Source):
                    yield from documents(found, entries, inner=True)
                else:
                    yield Result(found.source or name, error=found)
            return
        yield Document(source, inner, entries, bids, candidates)
    except (NewsparseError, OSError) as error:
        yield Result(name, error=error)
