"""`--option`: what the writer of a format is told."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from newsparse.arguments import check_options
from newsparse.article import Article
from newsparse.cli.collect.record import LINES, PEOPLE, ROWS
from newsparse.cli.options import CommandError
from newsparse.errors import NewsparseError
from newsparse.registry import Registry

__all__ = ["writer_options"]

_WITHOUT: Final = {
    LINES: "lines of JSON have none",
    PEOPLE: "it is for the writer of a format; name one with --to",
    ROWS: "a table has none",
}


def writer_options(given: Sequence[str], to: str, registry: Registry) -> Mapping[str, Any]:
    """The options by name.

    Args:
        given: Each as `NAME=VALUE`; a value that is JSON stands for what it says, another for itself.
        to: What articles are written as: a format's name, or what `Renderer` knows besides.
        registry: Where the format is.

    Raises:
        CommandError: The format has no such option, or cannot write with such a value.
    """
    if given and to in _WITHOUT:
        raise CommandError(f"--option {given[0]}: {_WITHOUT[to]}")
    options = dict(map(_option, given))
    if not options:
        return options
    try:
        check_options(registry.formats()[to], options)
    except TypeError as error:
        raise CommandError(f"--option: {error}") from error
    try:
        registry.encode(Article(title="Title"), to, **options)
    except (TypeError, ValueError) as error:
        raise CommandError(f"--option {' '.join(given)}: {to} is not written so: {error}") from error
    except NewsparseError:
        pass  # the format cannot say this article, and may well say others
    return options


def _option(text: str) -> tuple[str, Any]:
    name, sign, value = text.partition("=")
    if not (name and sign):
        raise CommandError(f"--option: {text!r} is not NAME=VALUE")
    try:
        return name, json.loads(value)
    except (ValueError, RecursionError):
        return name, value
