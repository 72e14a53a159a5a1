"""The command's frame: options that stand before every subcommand, exit statuses, interrupts.

A subcommand is a module with two functions: `add_parser(subparsers)`, which describes its arguments and ends with
`parser.set_defaults(run=run)`, and `run(args)`, which does the work and returns the exit status: 0, 1 where some
input failed, 2 for wrong usage. Both import what is heavy only when they need it.
"""

from __future__ import annotations

import argparse
import signal
import sys
import warnings
from collections.abc import Callable, Sequence

from newsparse import __version__
from newsparse.cli import explain, formats, new_plugin, parse, stats
from newsparse.cli.options import CommandError, Subparsers, add_global_options, note
from newsparse.cli.streams import fit_streams, forget_stdout
from newsparse.reasons import why

__all__ = ["main"]

_SUBCOMMANDS: tuple[Callable[[Subparsers], None], ...] = (
    parse.add_parser,
    explain.add_parser,
    formats.add_parser,
    stats.add_parser,
    new_plugin.add_parser,
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        argv: The arguments after the program's name; `sys.argv` if `None`.

    Returns:
        The exit status: 0; 1 if some input failed; 2 for wrong usage; 130 after Ctrl-C; 141 where the
        reader of standard output has gone away.
    """
    fit_streams()
    try:
        args = _parser().parse_args(argv)
        return _run(args)
    except KeyboardInterrupt:
        note("interrupted")
        return 128 + signal.SIGINT
    except BrokenPipeError:
        forget_stdout()
        return 128 + 13
    except OSError as error:  # a full disk under standard output, for one
        note(why(error))
        forget_stdout()
        return 1


def _run(args: argparse.Namespace) -> int:
    run: Callable[[argparse.Namespace], int] = args.run
    with warnings.catch_warnings():
        warnings.showwarning = _show_warning
        try:
            status = run(args)
            sys.stdout.flush()
        except CommandError as error:
            note(str(error))
            return error.status
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="newsparse",
        description="Turn the files that news articles are kept in into articles, and back.",
        epilog="newsparse SUBCOMMAND --help says more.",
    )
    parser.add_argument("--version", action="version", version=f"newsparse {__version__}")
    add_global_options(parser)
    subparsers: Subparsers = parser.add_subparsers(title="subcommands", metavar="SUBCOMMAND", required=True)
    for add in _SUBCOMMANDS:
        add(subparsers)
    return parser


def _show_warning(message: Warning | str, *_: object, **__: object) -> None:
    """Tell a warning in one line, without the line of code that it came from."""
    note(f"warning: {message}")
