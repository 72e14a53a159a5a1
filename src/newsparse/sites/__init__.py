"""Rules for single publishers: what they are, where they come from, how they are applied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsparse.sites.reading import SiteReading, apply_site, replace_text
from newsparse.sites.rules import SiteRules, match_site
from newsparse.sites.site import Site

if TYPE_CHECKING:
    from newsparse.sites.site_config import (
        SiteConfig,
        SiteConfigProblem,
        read_site_config,
        read_site_config_text,
    )
    from newsparse.sites.site_file import read_sites_toml

__all__ = [
    "Site",
    "SiteConfig",
    "SiteConfigProblem",
    "SiteReading",
    "SiteRules",
    "apply_site",
    "match_site",
    "read_site_config",
    "read_site_config_text",
    "read_sites_toml",
    "replace_text",
]

# Reading a page needs none of these.
_LAZY = {
    **dict.fromkeys(("SiteConfig", "SiteConfigProblem", "read_site_config", "read_site_config_text"), "site_config"),
    "read_sites_toml": "site_file",
}


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        from importlib import import_module

        return getattr(import_module(f"newsparse.sites.{_LAZY[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
