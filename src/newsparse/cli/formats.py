"""`newsparse formats`: which formats there are, what each can do, and which plugins could not be loaded."""

from __future__ import annotations

import argparse
import sys
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from newsparse.cli.options import Subparsers, add_global_options_again, make_registry, printable
from newsparse.cli.streams import print_json

if TYPE_CHECKING:
    from newsparse.registry import Registry

__all__ = ["add_parser", "run"]


def add_parser(subparsers: Subparsers) -> None:
    """Describe the subcommand."""
    parser = subparsers.add_parser(
        "formats",
        help="list the formats",
        description="List the formats that can be read and written, and the plugins they come from.",
    )
    parser.add_argument("--json", action="store_true", help="as JSON, for programs")
    add_global_options_again(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the list; plugins that failed to load are part of it, not a failure."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what a warning would say stands in the list
        registry = make_registry(args)
    listing = _listing(registry)
    if args.json:
        print_json(listing)
    else:
        sys.stdout.write(_for_people(listing))
    return 0


def _listing(registry: Registry) -> dict[str, Any]:
    standing = registry.formats()
    formats = [
        {
            "name": format.name,
            "summary": format.summary,
            "reads": format.reads,
            "container": format.split is not None,
            "writes": format.writes,
            "suffixes": list(format.suffixes),
            "media_types": list(format.media_types),
            "replaces": format.replaces,
            "plugin": plugin.name,
            "distribution": plugin.distribution,
            "version": plugin.version,
        }
        for plugin in registry.plugins
        for format in plugin.formats
        if standing.get(format.name) is format
    ]
    return {
        "formats": sorted(formats, key=lambda entry: str(entry["name"])),
        "not_loaded": [
            {
                "plugin": plugin.name,
                "distribution": plugin.distribution,
                "version": plugin.version,
                "error": plugin.error,
                "disabled": plugin.disabled,
            }
            for plugin in registry.plugins
            if plugin.error is not None or plugin.disabled
        ],
        "notes": list(_notes(registry)),
    }


def _notes(registry: Registry) -> Iterator[str]:
    """What somebody may have meant otherwise: names that mean nothing here."""
    formats = [format for plugin in registry.plugins for format in plugin.formats]
    for format in formats:
        if format.replaces and not any(other.name == format.replaces for other in formats if other is not format):
            yield f"{format.name} replaces {format.replaces!r}, which no other plugin has"
    for name in sorted(registry.disabled):
        if any(format.name == name for format in formats):
            yield f"the format {name} is disabled"
        elif not any(plugin.answers_to([name]) for plugin in registry.plugins):
            yield f"{name!r} in NEWSPARSE_DISABLE is no plugin or format"


def _for_people(listing: dict[str, Any]) -> str:
    rows = [("format", "reads", "writes", "suffixes", "plugin", "version", "")]
    for entry in listing["formats"]:
        reads = "many" if entry["container"] else _yes(entry["reads"])
        suffixes = " ".join(entry["suffixes"]) or "-"
        row = (entry["name"], reads, _yes(entry["writes"]), suffixes, entry["plugin"])
        rows.append((*row, entry["version"] or "-", entry["summary"]))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    lines = ["  ".join((*map(str.ljust, row, widths), row[-1])).rstrip() for row in rows]
    for plugin in listing["not_loaded"]:
        version = f" {plugin['version']}" if plugin["version"] else ""
        why = plugin["error"] or "disabled"
        lines.append(f"not loaded: {plugin['plugin']}{version}: {why}")
    lines += [f"note: {note}" for note in listing["notes"]]
    return printable("\n".join(lines)) + "\n"


def _yes(value: bool) -> str:
    return "yes" if value else "no"
