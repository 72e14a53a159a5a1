"""What callers give, checked: sources, publisher rules, options of writers.

A mistake in them is the caller's, and told before a plugin is asked, which it would otherwise be blamed on.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from operator import index
from typing import TYPE_CHECKING, Any

from newsparse.format import Format
from newsparse.source import Source, SourceLike

if TYPE_CHECKING:
    from newsparse.sites import Site, SiteRules

__all__ = ["a_str", "an_int", "as_source", "check_options", "rules_of"]


def as_source(source: SourceLike) -> Source:
    """A source of whatever a caller may give as one."""
    if isinstance(source, Source):
        return source
    if isinstance(source, (str, os.PathLike)):
        return Source(path=source)
    if isinstance(source, (bytes, bytearray, memoryview)):
        return Source(bytes(source))
    if hasattr(source, "read"):
        return Source(file=source)
    raise TypeError(
        f"expected a path, bytes, a binary file object or a Source, not {type(source).__name__}; parse_text takes text"
    )


def a_str(value: str, where: str) -> str:
    """What is to be a `str`; refuses all else, naming the argument."""
    if not isinstance(value, str):
        raise TypeError(f"{where}: expected a str, not {type(value).__name__}")
    return value


def an_int(value: int, where: str) -> int:
    """What is to be a whole number; refuses all else, naming the argument."""
    try:
        return index(value)
    except TypeError:
        raise TypeError(f"{where}: expected an int, not {type(value).__name__}") from None


def rules_of(sites: Sequence[Site]) -> SiteRules | None:
    """The caller's publisher rules, indexed; `None` where there are none."""
    if isinstance(sites, Sequence) and not isinstance(sites, str) and not sites:
        return None
    from newsparse.sites import Site, SiteRules

    if isinstance(sites, SiteRules):
        return sites
    if isinstance(sites, (str, Site)) or not isinstance(sites, Iterable):
        raise TypeError(f"sites: expected a list of Site, not {type(sites).__name__}")
    return SiteRules(sites)


def check_options(format: Format, options: Mapping[str, Any]) -> None:
    """Refuse options that the writer does not have, before it runs."""
    if not options:
        return
    from inspect import Parameter, signature

    assert format.write is not None  # the caller looked
    try:
        _, *parameters = signature(format.write).parameters.values()
    except ValueError:
        return  # some functions written in C tell nothing of what they take
    if any(parameter.kind is Parameter.VAR_KEYWORD for parameter in parameters):
        return
    known = {parameter.name for parameter in parameters if parameter.kind is not Parameter.POSITIONAL_ONLY}
    unknown = sorted(options.keys() - known)
    if unknown:
        has = ", ".join(sorted(known)) or "none"
        raise TypeError(f"the format {format.name!r} has no option {', '.join(unknown)}; it has: {has}")
