"""Turns the files that news articles are kept in into one immutable `Article`, and back.

import newsparse

article = newsparse.parse("examples/seed.md")
print(article.title, article.published, article.text)
print(newsparse.dumps(article, "markdown"))
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

# First, for importing that package later would bind its name over the function of the same name.
import newsparse.formats  # noqa: F401
from newsparse.api import (
    dump,
    dumps,
    encode,
    explain,
    formats,
    parse,
    parse_all,
    parse_text,
    register,
    unregister,
)
from newsparse.article import Article, Link, Result
from newsparse.content import (
    Block,
    Cell,
    Code,
    Divider,
    Embed,
    Heading,
    Image,
    List,
    Paragraph,
    Quote,
    Span,
    Table,
)
from newsparse.errors import (
    ContainerError,
    LimitError,
    NewsparseError,
    NoArticleError,
    PluginError,
    PluginWarning,
    ReadError,
    UnknownFormatError,
    WorkerError,
    WriteError,
)
from newsparse.explain import Explanation
from newsparse.format import Confidence, Format, hookimpl, hookspec
from newsparse.registry import Registry
from newsparse.source import Limits, Source

if TYPE_CHECKING:
    from newsparse.bulk import parse_many
    from newsparse.sites import Site

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Block",
    "Cell",
    "Code",
    "Confidence",
    "ContainerError",
    "Divider",
    "Embed",
    "Explanation",
    "Format",
    "Heading",
    "Image",
    "LimitError",
    "Limits",
    "Link",
    "List",
    "NewsparseError",
    "NoArticleError",
    "Paragraph",
    "PluginError",
    "PluginWarning",
    "Quote",
    "ReadError",
    "Registry",
    "Result",
    "Site",
    "Source",
    "Span",
    "Table",
    "UnknownFormatError",
    "WorkerError",
    "WriteError",
    "dump",
    "dumps",
    "encode",
    "explain",
    "formats",
    "hookimpl",
    "hookspec",
    "parse",
    "parse_all",
    "parse_many",
    "parse_text",
    "register",
    "unregister",
]

# These two bring lxml or multiprocessing with them, which a program that never uses them should not load.
_LAZY = {"Site": "newsparse.sites", "parse_many": "newsparse.bulk"}


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        from importlib import import_module

        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
