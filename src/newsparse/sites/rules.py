"""Which site's rules are for an address: a lookup in a mapping, however many sites there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import overload
from urllib.parse import urlsplit

import attrs

from newsparse.sites.site import Site

__all__ = ["SiteRules", "match_site"]


@attrs.frozen(repr=False)
class SiteRules(Sequence[Site]):
    """Many sites, indexed by host once.

    Where thousands of sites are given to many calls, make one `SiteRules` of them: a plain list is
    indexed anew in every call.
    """

    sites: tuple[Site, ...] = attrs.field(default=(), converter=tuple)
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
        if not url or not self.sites:
            return None
        host = _host_of(url)
        site = self._alone.get(host)
        while site is None and host:
            host = host.partition(".")[2]
            site = self._below.get(host)
        return site

    def __len__(self) -> int:
        return len(self.sites)

    def __iter__(self) -> Iterator[Site]:
        return iter(self.sites)

    @overload
    def __getitem__(self, index: int) -> Site: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Site, ...]: ...
    def __getitem__(self, index: int | slice) -> Site | tuple[Site, ...]:
        return self.sites[index]

    def __repr__(self) -> str:
        return f"<SiteRules of {len(self.sites)} sites>"


def match_site(sites: Iterable[Site], url: str | None) -> Site | None:
    """The site whose rules are for an address, `None` if there is none."""
    rules = sites if isinstance(sites, SiteRules) else SiteRules(tuple(sites))
    return rules.match(url)


def _host_of(url: str) -> str:
    try:
        host = urlsplit(url).hostname or ""
        if not host.isascii():
            host = host.encode("idna").decode("ascii")
    except ValueError:
        return ""
    return _bare(host.rstrip("."))


def _bare(host: str) -> str:
    return host.removeprefix("www.")
