"""Sites in a TOML file: one table `[[site]]` for each, its keys the fields of `Site`."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

import attrs

from newsparse.errors import ReadError
from newsparse.sites.rules import SiteRules
from newsparse.sites.site import Site

__all__ = ["read_sites_toml"]

_KEYS = frozenset(field.name for field in attrs.fields(Site))


def read_sites_toml(path: str | os.PathLike[str]) -> SiteRules:
    """Read the sites of a TOML file.

    Args:
        path: The file. It holds tables `[[site]]` with the fields of `Site` as keys; `hosts` is needed.

    Returns:
        The sites, for the `sites` argument of `newsparse.parse`.

    Raises:
        OSError: The file cannot be read.
        newsparse.ReadError: It is no valid TOML, or a site in it is not valid; names the site and the key.
    """
    name = os.fspath(path)
    try:
        document = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ReadError(str(error), source=name, format="TOML") from error
    tables = document.pop("site", [])
    if document or not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise ReadError("it holds tables [[site]] and nothing else", source=name, format="site rules")
    return SiteRules([_site(table, number, name) for number, table in enumerate(tables, 1)])


def _site(table: dict[str, Any], number: int, name: str) -> Site:
    which = f"site {table.get('name') or table.get('hosts') or number!r}"
    unknown = sorted(set(table) - _KEYS)
    if unknown:
        reason = f"{which}: unknown key {unknown[0]!r}; the keys are {', '.join(sorted(_KEYS))}"
        raise ReadError(reason, source=name, format="site rules")
    if "hosts" not in table:
        raise ReadError(f"{which}: hosts is missing", source=name, format="site rules")
    try:
        return Site(**table)
    except (ValueError, TypeError) as error:
        raise ReadError(str(error), source=name, format="site rules") from error
