"""Rules for the web pages of the archive's sources, from what is known of the files that were made of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from newsparse.formats.rfi.outlets import ARCHIVE, Outlet
from newsparse.sites import Site

__all__ = ["archive_sites"]


def _of_class(name: str) -> str:
    """XPath, since this is made for every program that reads a page, and cssselect takes time to load."""
    return f"xpath://*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"


# What holds of the pages and not of the files: where an outlet's other languages have the same host, the Chinese
# one's; and the elements whose class names the archive's older files still have.
_PAGES: Final[Mapping[str, Mapping[str, Any]]] = {
    "rfi": {"body": _of_class("t-content__body"), "date_formats": "%d/%m/%Y - %H:%M"},
    "nyt": {"hosts": "cn.nytimes.com", "body": _of_class("article-body"), "authors": "xpath://address"},
    "reuters": {"hosts": "cn.reuters.com"},
    "ft": {
        "hosts": ("ftchinese.com", "cn.ft.com"),
        "body": "xpath://*[@id='story-body-container']",
        "summary": _of_class("story-lead"),
    },
    "voa": {"hosts": ("voachinese.com", "voacantonese.com")},
}


def archive_sites() -> tuple[Site, ...]:
    """A site for each source of the archive."""
    return tuple(map(_site, ARCHIVE))


def _site(outlet: Outlet) -> Site:
    page = dict(_PAGES.get(outlet.name, {}))
    # Conditions on bare tag names are made for the archive's files; in whole pages they would hit other things.
    marks = [condition for condition in outlet.left_out if not condition.startswith("self::")]
    if outlet.end is not None:
        marks.append(outlet.end)
    return Site(
        page.pop("hosts", outlet.hosts),
        name=outlet.name,
        publisher=outlet.publisher,
        timezone=outlet.zone,
        strip=[f"xpath://*[{condition}]" for condition in marks],
        prune=True,
        **page,
    )
