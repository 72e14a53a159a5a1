"""Bodies written here: everything the article has, marked so that reading it back drops nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from html import escape
from typing import TYPE_CHECKING, Any, Final

from newsparse.article import Article
from newsparse.errors import WriteError
from newsparse.formats.html.own_blocks import blocks_of
from newsparse.formats.html.write_blocks import blocks_html

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["TRIMMED", "own_body", "read_own"]

TRIMMED: Final = "trimmed"
"""Beside the fields: whether the head's title is still the outlet's own."""

_MARK: Final = "data-newsparse"
_TRIMMED: Final = "data-trimmed-title"
_FORM: Final = "1"
"""Rises when the markup changes."""

_LIST_FIELDS: Final[Mapping[str, str]] = {"authors": "author", "keywords": "keywords"}
_TEXT_FIELDS: Final[Mapping[str, str]] = {
    "publisher": "publisher",
    "section": "articleSection",
    "summary": "description",
}
_TIME_FIELDS: Final[Mapping[str, str]] = {"published": "datePublished", "modified": "dateModified"}
_EXTRA: Final = "newsparse:extra"


def own_body(article: Article, *, trimmed: bool = False) -> str:
    """The article's body and facts as one line of markup.

    The facts are schema.org microdata in front of the blocks, since the seed format has a place for three only.

    Args:
        article: The article.
        trimmed: Whether the title in the head is still the outlet's, with the name of the site or of the column.

    Raises:
        newsparse.WriteError: `extra` holds an integer longer than Python writes.
    """
    title = f" {_TRIMMED}" if trimmed else ""
    language = "" if article.language is None else f' lang="{article.language}"'
    facts = "".join(f'<meta itemprop="{name}" content="{escape(text)}">' for name, text in _facts(article))
    image = "" if article.image is None else f'<div itemprop="image">{_one_line([article.image])}</div>'
    body = f'<div itemprop="articleBody">{_one_line(article.body)}</div>'
    return (
        f'<article {_MARK}="{_FORM}" itemscope itemtype="https://schema.org/NewsArticle"{title}{language}>'
        f"{facts}{image}{body}</article>"
    )


def _one_line(blocks: Any) -> str:
    """Line ends between elements mean nothing; those of preformatted text are written as references."""
    return re.sub(">\n<", "><", "".join(blocks_html(blocks))).replace("\n", "&#10;")


def _facts(article: Article) -> list[tuple[str, str]]:
    facts: list[tuple[str, str]] = []
    for field, name in _TIME_FIELDS.items():
        moment = getattr(article, field)
        if moment is not None:
            facts.append((name, moment.isoformat()))
    for field, name in _LIST_FIELDS.items():
        facts += [(name, text) for text in getattr(article, field)]
    for field, name in _TEXT_FIELDS.items():
        text = getattr(article, field)
        if text is not None:
            facts.append((name, text))
    if article.extra:
        facts.append((_EXTRA, _json(article.extra.thaw())))
    return facts


def _json(data: Any) -> str:
    try:
        return json.dumps(data, allow_nan=False)
    except ValueError as error:
        raise WriteError(str(error), format="rfi", field="extra") from error


def read_own(root: _Element) -> dict[str, Any] | None:
    """The fields that a body written here holds, `None` where it is not, or no longer, one."""
    body = root.find("body")
    articles = [] if body is None else [element for element in body if element.tag not in _SILENT]
    if len(articles) != 1 or articles[0].get(_MARK) != _FORM or _has_words(articles[0]):
        return None
    try:
        return _fields(articles[0])
    except (ValueError, TypeError, LookupError, RecursionError):
        return None


_SILENT: Final = frozenset({"script", "style", "template"})


def _has_words(article: _Element) -> bool:
    """Whether anybody has added words around or between the parts."""
    texts = [article.tail, article.text, *(child.tail for child in article)]
    return any(text is not None and text.strip() for text in texts)


def _fields(article: _Element) -> dict[str, Any] | None:
    fields: dict[str, Any] = {"body": (), "authors": [], "keywords": [], "language": article.get("lang")}
    fields[TRIMMED] = article.get(_TRIMMED) is not None
    for part in article:
        name, content = part.get("itemprop", ""), part.get("content", "")
        if part.tag == "meta" and name in _READERS:
            field, read = _READERS[name]
            if field in _LIST_FIELDS:
                fields[field].append(content)
            else:
                fields[field] = read(content)
        elif part.tag == "div" and name in {"image", "articleBody"}:
            blocks = blocks_of(part)
            if blocks is None:
                return None
            fields["body" if name == "articleBody" else "image"] = blocks if name == "articleBody" else blocks[0]
        elif part.tag not in _SILENT:
            return None
    return fields


def _moment(text: str) -> datetime | date:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


_READERS: Final[Mapping[str, tuple[str, Callable[[str], Any]]]] = {
    **{name: (field, _moment) for field, name in _TIME_FIELDS.items()},
    **{name: (field, str) for field, name in (*_LIST_FIELDS.items(), *_TEXT_FIELDS.items())},
    _EXTRA: ("extra", json.loads),
}
