"""The plugin of the built-in formats: they come in by the same door as a stranger's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from newsparse.format import Format, hookimpl
from newsparse.formats import html, json, jsonl, markdown, mhtml, rfi, text

if TYPE_CHECKING:
    from newsparse.sites import Site

__all__ = ["newsparse_formats", "newsparse_sites"]


@hookimpl
def newsparse_formats() -> Iterable[Format]:
    """The formats that come with the library, the most particular first."""
    return (rfi.FORMAT, jsonl.FORMAT, json.FORMAT, html.FORMAT, mhtml.FORMAT, markdown.FORMAT, text.FORMAT)


@hookimpl
def newsparse_sites() -> Iterable[Site]:
    """The rules for the pages of the news archive's publishers."""
    from newsparse.formats.rfi.sites import archive_sites

    return archive_sites()
