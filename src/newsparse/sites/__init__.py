"""Rules for single publishers: what they are, where they come from, how they are applied."""

from newsparse.sites.reading import SiteReading, apply_site, replace_text
from newsparse.sites.rules import SiteRules, match_site
from newsparse.sites.site import Site
from newsparse.sites.site_config import SiteConfig, SiteConfigProblem, read_site_config, read_site_config_text
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
