"""`newsparse new-plugin`: a package for a format of one's own, which passes its own tests from the start."""

from __future__ import annotations

import argparse
import keyword
import re
import string
from pathlib import Path

from newsparse.cli.options import CommandError, Subparsers

__all__ = ["add_parser", "run"]

_NAME = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")
# Where each file of the template goes.
_FILES = {
    "pyproject.toml.txt": "pyproject.toml",
    "README.md.txt": "README.md",
    "plugin.py.txt": "src/$package/__init__.py",
    "test_plugin.py.txt": "tests/test_$module.py",
    "sample.txt": "tests/rain.$name",
}


def add_parser(subparsers: Subparsers) -> None:
    """Describe the subcommand."""
    parser = subparsers.add_parser(
        "new-plugin",
        help="make a package for a format of your own",
        description="Make a package that reads and writes a format of your own, with tests that pass.",
    )
    parser.add_argument("name", metavar="NAME", help="the format's name: lower-case letters, digits and hyphens")
    parser.add_argument(
        "--in",
        dest="parent",
        default=".",
        metavar="FOLDER",
        help="where to make the package's folder, newsparse-NAME (default: here)",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Make the package and say what to do next.

    Raises:
        CommandError: The name is none, or the folder is there already.
    """
    names = _names(args.name)
    folder = Path(args.parent, names["distribution"])
    try:
        folder.mkdir()
        for path, text in _rendered(names).items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
    except FileExistsError as error:
        raise CommandError(f"{folder} is there already; nothing was changed", status=1) from error
    except OSError as error:
        raise CommandError(f"{folder} cannot be made: {error}", status=1) from error
    print(f"made {folder}; now: cd {folder}, pip install -e '.[tests]', pytest")  # noqa: T201  # the command talks
    return 0


def _names(name: str) -> dict[str, str]:
    """The format's name in the forms that packages need."""
    from newsparse.registry import Registry

    name = name.removeprefix("newsparse-")
    if wrong := _wrong_with(name):
        raise CommandError(f"{name!r} is no name for a format: {wrong}")
    if name in Registry(discover=False).formats():
        raise CommandError(f"{name!r} is no name for a format of your own: newsparse has one that is called so")
    module = name.replace("-", "_")
    return {
        "name": name,
        "distribution": f"newsparse-{module.replace('_', '-')}",
        "module": module,
        "package": f"newsparse_{module}",
        "constant": module.upper(),
    }


def _wrong_with(name: str) -> str | None:
    """Why a name cannot be that of a format and its module."""
    if keyword.iskeyword(name):
        return "it is a keyword of Python, which no module can be called; add a word to it"
    if name[:1].isdigit():
        return "it begins with a digit, as no module can; begin it with a letter"
    if not _NAME.fullmatch(name):
        return "use lower-case letters of English, digits, and single hyphens between them"
    return None


def _rendered(names: dict[str, str]) -> dict[str, str]:
    """The package's files by their path, their template filled in."""
    from importlib.resources import files

    templates = files("newsparse.cli").joinpath("plugin_template")
    return {
        string.Template(path).substitute(names): string.Template(
            templates.joinpath(template).read_text(encoding="utf-8")
        ).substitute(names)
        for template, path in _FILES.items()
    }
