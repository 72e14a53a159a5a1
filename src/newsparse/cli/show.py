"""One article for people to read: with colour and wrapped where rich is installed and a terminal looks on."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from newsparse.cli.options import printable

if TYPE_CHECKING:
    from newsparse.article import Article

__all__ = ["article_for_people", "print_article"]

_NONE = "-"


def print_article(article: Article) -> None:
    """Print an article to standard output, styled if that is a terminal and rich is there."""
    if sys.stdout.isatty() and _print_styled(article):
        return
    sys.stdout.write(article_for_people(article))


def article_for_people(article: Article) -> str:
    """The article as plain text: the title, what is known about it, the clean paragraphs."""
    facts = [f"{name + ':':<11}{value}" for name, value in _facts(article)]
    parts = [article.title or "(no title)", "\n".join(facts), *article.paragraphs]
    return printable("\n\n".join(part for part in parts if part)) + "\n"


def _facts(article: Article) -> Iterator[tuple[str, str]]:
    """What is known, by name; of the five that people look for, also that nothing is known."""
    yield "published", _moment(article.published)
    for name in ("modified", "archived"):
        moment = getattr(article, name)
        if moment is not None:
            yield name, _moment(moment)
    yield "authors", ", ".join(article.authors) or _NONE
    yield "language", article.language or _NONE
    for name in ("publisher", "section", "url"):
        if value := getattr(article, name):
            yield name, value
    if article.keywords:
        yield "keywords", ", ".join(article.keywords)
    yield "image", article.image.url if article.image is not None else _NONE
    for name in ("caption", "credit"):
        if words := _plain(getattr(article.image, name, None)):
            yield name, words.replace("\n", " ")


def _plain(value: object) -> str:
    """The words of a caption, which may be spans, or of a credit."""
    if value is None or isinstance(value, str):
        return value or ""
    return "".join(span.text for span in value)  # type: ignore[attr-defined]  # the spans of a caption


def _moment(value: datetime | date | None) -> str:
    if value is None:
        return _NONE
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes" if not value.second else "seconds")
    return value.isoformat()


def _print_styled(article: Article) -> bool:
    """Print with rich; says whether it could."""
    try:
        from rich.console import Console
        from rich.text import Text
    except ImportError:
        return False
    console = Console()
    console.print(Text(printable(article.title or "(no title)"), style="bold"))
    console.print()
    for name, value in _facts(article):
        # The terminal breaks these lines, so that an address can be copied whole.
        console.print(Text.assemble((f"{name:<11}", "cyan"), printable(value)), soft_wrap=True)
    console.print()
    for paragraph in article.paragraphs:
        console.print(Text(printable(paragraph)), end="\n\n")
    return True
