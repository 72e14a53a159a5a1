"""Offers for a field in order of trust, and the account of which one was taken and why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeAlias, TypeVar

import attrs

from newsparse.explanation import Candidate

T = TypeVar("T")

Trace: TypeAlias = list[Candidate] | None


@attrs.frozen
class Offer(Generic[T]):
    """A value some place of the page offers for a field.

    Attributes:
        value: What it says; meaningless where there is a flaw.
        origin: Where it stands: `json-ld:$.@graph[2].headline`, `meta:og:title`, `h1`, `url`.
        flaw: Why it cannot be used, or `None`.
    """

    value: T
    origin: str
    flaw: str | None = None


def pick(field: str, offers: Iterable[Offer[T]], trace: Trace) -> T | None:
    """The value of the first offer without a flaw; with a trace, every offer is told there."""
    if trace is None:
        return next((offer.value for offer in offers if offer.flaw is None), None)
    seen = list(offers)
    taken = next((offer for offer in seen if offer.flaw is None), None)
    tell(field, seen, taken, "the most trusted place that has one", trace)
    return taken.value if taken else None


def tell(field: str, offers: Iterable[Offer[T]], taken: Offer[T] | None, reason: str, trace: Trace) -> None:
    """Put offers into the trace, where there is one."""
    if trace is None:
        return
    for offer in offers:
        chosen = offer is taken
        why = reason if chosen else offer.flaw or f"passed over for {taken.origin if taken else 'nothing'}: {reason}"
        trace.append(Candidate(field=field, value=_words(offer.value), origin=offer.origin, chosen=chosen, reason=why))


def overrule(field: str, value: object, origin: str, reason: str, trace: Trace) -> None:
    """Tell the trace that a later rule took another value than the one told as chosen."""
    if trace is None:
        return
    for at, candidate in enumerate(trace):
        if candidate.field == field and candidate.chosen:
            trace[at] = attrs.evolve(candidate, chosen=False, reason=reason)
    trace.append(Candidate(field=field, value=_words(value), origin=origin, chosen=True, reason=reason))


def _words(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
