"""Turns the files that news articles are kept in into one immutable `Article`, and back.

import newsparse

article = newsparse.parse("examples/seed.md")
print(article.title, article.published, article.text)
print(newsparse.dumps(article, "markdown"))
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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
    from newsparse.bulk import parse_many
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
        SchemaError,
        UnknownFormatError,
        WorkerError,
        WriteError,
    )
    from newsparse.explanation import Explanation
    from newsparse.format import Confidence, Format, hookimpl, hookspec
    from newsparse.registry import Registry
    from newsparse.sites import Site
    from newsparse.source import Limits, Source

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
    "SchemaError",
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

# The package of the built-in formats and the function that lists formats have one name. Importing a package binds its
# name once; after this it is free for the function.
import_module("newsparse.formats")
del globals()["formats"]

# Where each name lives. A name is imported when it is first asked for, so that `import newsparse` costs next to
# nothing and a program loads only what it uses.
_HOMES = {
    "api": (
        "dump",
        "dumps",
        "encode",
        "explain",
        "formats",
        "parse",
        "parse_all",
        "parse_text",
        "register",
        "unregister",
    ),
    "article": ("Article", "Link", "Result"),
    "bulk": ("parse_many",),
    "content": (
        "Block",
        "Cell",
        "Code",
        "Divider",
        "Embed",
        "Heading",
        "Image",
        "List",
        "Paragraph",
        "Quote",
        "Table",
    ),
    "errors": (
        "ContainerError",
        "LimitError",
        "NewsparseError",
        "NoArticleError",
        "PluginError",
        "PluginWarning",
        "ReadError",
        "SchemaError",
        "UnknownFormatError",
        "WorkerError",
        "WriteError",
    ),
    "explanation": ("Explanation",),
    "format": ("Confidence", "Format", "hookimpl", "hookspec"),
    "limits": ("Limits",),
    "registry": ("Registry",),
    "sites": ("Site",),
    "source": ("Source",),
    "spans": ("Span",),
}


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            value = getattr(import_module(f"newsparse.{home}"), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
