"""What every subcommand shares: options for plugins, publisher rules and reading, and messages to people."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

from newsparse.reasons import why

if TYPE_CHECKING:
    from newsparse.limits import Limits
    from newsparse.registry import Registry
    from newsparse.sites import Site

__all__ = [
    "CommandError",
    "Subparsers",
    "about",
    "add_exclude",
    "add_global_options",
    "add_global_options_again",
    "count",
    "encoding",
    "limits",
    "make_registry",
    "note",
    "plugin_files",
    "printable",
    "read_sites",
]

Subparsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


class CommandError(Exception):
    """Why the command cannot go on, in words for people.

    Attributes:
        status: The exit status to end with.
    """

    def __init__(self, message: str, *, status: int = 2) -> None:
        super().__init__(message)
        self.status = status


def add_global_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that stand before the subcommand."""
    _add(parser, "")


def add_global_options_again(parser: argparse.ArgumentParser) -> None:
    """Let a subcommand take the global options after its name too."""
    _add(parser, "more_")


def _add(parser: argparse.ArgumentParser, prefix: str) -> None:
    group = parser.add_argument_group("plugins, rules and reading")
    group.add_argument(
        "--plugin",
        dest=f"{prefix}plugins",
        action="append",
        default=[],
        metavar="FILE.py",
        help="use a plugin that is not installed (repeatable)",
    )
    group.add_argument(
        "--sites",
        dest=f"{prefix}sites",
        action="append",
        default=[],
        metavar="FILE.toml",
        help="use publisher rules from a file (repeatable)",
    )
    group.add_argument(
        "--encoding",
        dest=f"{prefix}encoding",
        metavar="LABEL",
        help="the encoding of the input, such as gb18030; otherwise it is found out",
    )
    group.add_argument(
        "--limit",
        dest=f"{prefix}limits",
        action="append",
        default=[],
        metavar="NAME=N",
        help="what one input may need at most, such as max_bytes=1000000000 (repeatable)",
    )


def add_exclude(parser: argparse.ArgumentParser | argparse._ArgumentGroup) -> None:
    """Add the option of what to leave out of folders."""
    parser.add_argument(
        "--exclude",
        action="append",
        default=[],
        metavar="PATTERN",
        help="leave what has such a name or path, as '*.css' or '*_files', out of folders (repeatable)",
    )


def plugin_files(args: argparse.Namespace) -> list[str]:
    """The files given with `--plugin`."""
    return [*args.plugins, *getattr(args, "more_plugins", ())]


def encoding(args: argparse.Namespace) -> str | None:
    """What was given with `--encoding`.

    Raises:
        CommandError: No encoding has that name.
    """
    from newsparse.decoding import is_known

    given: str | None = getattr(args, "more_encoding", None) or args.encoding
    if given is not None and not is_known(given):
        raise CommandError(f"--encoding: no encoding is called {given!r}; known are gb18030, windows-1252, utf-8, ...")
    return given


def limits(args: argparse.Namespace) -> Limits | None:
    """What was given with `--limit`, the others as they are by default; `None` where it was not given.

    Raises:
        CommandError: There is no such limit, or no such value for one.
    """
    given = [*args.limits, *getattr(args, "more_limits", ())]
    if not given:
        return None
    import attrs

    from newsparse.limits import Limits

    known = attrs.fields_dict(Limits)
    values = {}
    for text in given:
        name, _, value = text.partition("=")
        if name not in known:
            raise CommandError(f"--limit: no limit is called {name!r}; there are {', '.join(known)}")
        if not (value.isdecimal() and int(value)):
            raise CommandError(f"--limit: {text!r} is not {name}=N with a whole number above 0")
        values[name] = int(value)
    return Limits(**values)


def make_registry(args: argparse.Namespace) -> Registry:
    """A registry with the installed plugins and those given with `--plugin`.

    Raises:
        CommandError: A plugin file cannot be read or is no plugin.
    """
    from newsparse.errors import NewsparseError
    from newsparse.registry import Registry

    try:
        registry = Registry()
        for path in plugin_files(args):
            registry.register_file(path)
    except (NewsparseError, OSError, ValueError) as error:
        raise CommandError(why(error)) from error
    return registry


def read_sites(args: argparse.Namespace) -> Sequence[Site]:
    """The publisher rules given with `--sites`.

    Raises:
        CommandError: A file cannot be read, or a rule in it is wrong.
    """
    paths = [*args.sites, *getattr(args, "more_sites", ())]
    if not paths:
        return ()
    from newsparse.errors import NewsparseError
    from newsparse.sites import read_sites_toml

    try:
        return tuple(site for path in paths for site in read_sites_toml(path))
    except (OSError, NewsparseError) as error:
        raise CommandError(why(error)) from error


def about(name: str, message: str) -> str:
    """What is to be told of an input; its name comes first, unless the message has it."""
    return message if name in message else f"{name}: {message}"


def note(message: str) -> None:
    """Tell people something on standard error."""
    try:
        print(f"newsparse: {printable(message)}", file=sys.stderr, flush=True)  # noqa: T201  # the command talks
    except BrokenPipeError:
        return


def printable(text: str) -> str:
    """Text that any terminal can take: no control characters, no lone surrogates of odd file names."""
    safe = "".join(character if character >= " " or character in "\n\t" else "\ufffd" for character in text)
    return safe.encode("utf-8", "backslashreplace").decode("utf-8")


def count(text: str) -> int:
    """The number that an option gives, which is not below 0.

    Raises:
        ArgumentTypeError: It is below, or no number.
    """
    if not (text.isdecimal() and text.isascii()):
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number, 0 or more")
    return int(text)
