"""Which site's rules are for an address: a lookup in a mapping, however many sites there are."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import overload

import attrs

from newsparse.hosts import host_of
from newsparse.sites.site import Site

__all__ = ["SiteRules", "match_site"]


def _tuple(value: Iterable[Site]) -> tuple[Site, ...]:
    return tuple(value)


@attrs.frozen(repr=False)
class SiteRules(Sequence[Site]):
    """Many sites, indexed by host once.

    Where thousands of sites are given to many calls, make one `SiteRules` of them: a plain list is
    indexed anew in every call.

    Attributes:
        sites: The sites themselves.
        fallback: Further rules, for the addresses that none of the sites is for.
    """

    sites: tuple[Site, ...] = attrs.field(default=(), converter=_tuple)
    fallback: SiteRules | None = attrs.field(default=None, kw_only=True)
    _alone: dict[str, Site] = attrs.field(init=False, eq=False)
    _below: dict[str, Site] = attrs.field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        alone: dict[str, Site] = {}
        below: dict[str, Site] = {}
        for site in self.sites:
            if not isinstance(site, Site):
                raise TypeError(f"sites: expected Site, not {type(site).__name__}")
            for pattern in site.hosts:
                host = _bare(pattern.lstrip("=."))
                if not pattern.startswith("."):
                    alone[host] = site
                if not pattern.startswith("="):
                    below[host] = site
        object.__setattr__(self, "_alone", alone)
        object.__setattr__(self, "_below", below)

    def match(self, url: str | None) -> Site | None:
        """The rules for an address: those of its host, else those of the nearest host above it.

        Of several sites for one host the last counts.
        """
        return self._find(_host_of(url)) if url and self else None

    def _find(self, host: str) -> Site | None:
        site = self._alone.get(host)
        above = host
        while site is None and above:
            above = above.partition(".")[2]
            site = self._below.get(above)
        return self.fallback._find(host) if site is None and self.fallback is not None else site

    def over(self, fallback: SiteRules) -> SiteRules:
        """The same rules with others behind them; nothing is indexed anew."""
        both = copy.copy(self)
        object.__setattr__(both, "fallback", fallback if self.fallback is None else self.fallback.over(fallback))
        return both

    def __len__(self) -> int:
        return len(self.sites) + (len(self.fallback) if self.fallback is not None else 0)

    def __iter__(self) -> Iterator[Site]:
        return chain(self.sites, self.fallback or ())

    @overload
    def __getitem__(self, index: int) -> Site: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Site, ...]: ...
    def __getitem__(self, index: int | slice) -> Site | tuple[Site, ...]:
        return tuple(self)[index]

    def __repr__(self) -> str:
        return f"<SiteRules of {len(self)} sites>"


def match_site(sites: Iterable[Site], url: str | None) -> Site | None:
    """The site whose rules are for an address, `None` if there is none."""
    rules = sites if isinstance(sites, SiteRules) else SiteRules(sites)
    return rules.match(url)


def _host_of(url: str) -> str:
    host = host_of(url)
    try:
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except ValueError:
        return ""
    return _bare(host.rstrip("."))


def _bare(host: str) -> str:
    return host.removeprefix("www.")
