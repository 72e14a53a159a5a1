"""How one document is read: what the formats bid, what was chosen, kept and dropped, and why."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import attrs

from newsparse.article import Article, Result
from newsparse.detection import Entry
from newsparse.errors import ContainerError, NewsparseError
from newsparse.explanation import Explanation, FormatBid
from newsparse.plugins import call, wrong_answer
from newsparse.reading import bids_on, documents, read_by_choice, split
from newsparse.source import Source

__all__ = ["explain"]


def explain(
    source: Source, entries: Sequence[Entry], named: Entry | None = None, document: int | str | None = None
) -> Explanation:
    """How a source, or a document inside it, is read; what cannot be read by its error.

    Args:
        source: A plain source, or a container; of one document, that is explained.
        entries: The formats that may read it, and what it may contain.
        named: The format that the caller wants.
        document: The document that is meant: its place among all, counted from 1, or the name of its `Result`.
    """
    if document is None:
        return _explain(source, entries, named)
    if not isinstance(document, int | str):
        raise TypeError(f"document: expected a number or a name, not {type(document).__name__}")
    count = 0
    for count, found in enumerate(documents(source, entries, named), 1):
        name = found.source if isinstance(found, Result) else found.source.name
        if document not in (count, name):
            continue
        if isinstance(found, Result):
            return Explanation(source=name, error=str(found.error))
        return _explain(found.source, entries, None if found.inner else named)
    wanted = f"document {document}" if isinstance(document, int) else f"document named {document!r}"
    return Explanation(source=source.name, error=f"there is no {wanted} among the {count} it holds")


def _explain(source: Source, entries: Sequence[Entry], named: Entry | None = None) -> Explanation:
    bids, candidates = bids_on(source, entries, named, every=True)
    chosen: Entry | None = None
    article: Article | None = None
    error: str | None = None
    try:
        article, chosen = read_by_choice(source, entries, bids, candidates)
    except NewsparseError as problem:
        error = str(problem)
        if isinstance(problem, ContainerError):
            error += "; or explain the first with document=1 (newsparse explain FILE --document 1)"
        chosen = next((bid.entry for bid in candidates), None)
    said = tuple(
        FormatBid(
            format=bid.entry.format.name,
            plugin=bid.entry.plugin.name,
            verdict=bid.verdict() if named is None else "named by the caller",
            chosen=bid.entry is chosen,
        )
        for bid in bids
    )
    if chosen is not None and article is not None and chosen.format.split is not None:
        document = next(split(chosen, source))
        assert isinstance(document, Source)  # it has just been read
        inner = _explain(document, entries)
        return attrs.evolve(inner, source=source.name, bids=(*said, *inner.bids))
    explanation = Explanation() if chosen is None else _explanation_of(chosen, source, quiet=article is None)
    decoded = source._decoded
    return attrs.evolve(
        explanation,
        article=article,
        source=source.name,
        format=chosen.format.name if chosen else None,
        bids=said,
        encoding=decoded.encoding if decoded else None,
        encoding_how=decoded.how if decoded else None,
        encoding_label=decoded.label if decoded else None,
        error=error,
    )


def _explanation_of(entry: Entry, source: Source, *, quiet: bool = False) -> Explanation:
    """What the format itself says; `quiet` where it could not read and may not be able to say why."""
    function = entry.format.explain
    if function is None:
        return Explanation()
    try:
        explanation = call(entry.plugin, "explain", partial(function, source), format=entry.format.name, source=source)
    except NewsparseError:
        if quiet:
            return Explanation()
        raise
    if not isinstance(explanation, Explanation):
        raise wrong_answer(
            entry.plugin, "explain", explanation, "an Explanation", format=entry.format.name, source=source
        )
    return explanation
