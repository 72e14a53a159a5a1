"""Front matter: the fields of an article in a subset of YAML that every reader of YAML reads alike.

Strings are always in double quotes, with JSON's escapes, so that none is taken for a number, a truth value,
a date or the end of the block. Everything deeper than a field is in flow style, one line for each field.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from newsparse.article import Article
from newsparse.errors import WriteError

__all__ = ["front_matter"]

# What YAML does not count as printable, or takes for a line break or a byte-order mark.
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_STANDARD_OFFSET = re.compile(r".*[+-]\d\d:\d\d")
# A key that is not introduced by "?" may have 1024 characters.
_LONGEST_PLAIN_KEY = 1000


def front_matter(article: Article) -> Iterator[str]:
    """The lines of the front matter, its fences included; the body is not part of it."""
    yield "---"
    yield f"title: {_scalar(article.title)}"
    for name in ("url", "published", "modified", "archived", "language", "publisher", "summary", "section"):
        value = getattr(article, name)
        if value is not None:
            yield f"{name}: {_scalar(value)}"
    for name in ("authors", "keywords"):
        values = getattr(article, name)
        if values:
            yield f"{name}:"
            yield from (f"  - {_scalar(value)}" for value in values)
    image = article.image
    if image is not None:
        yield "image:"
        for name in ("url", "alt", "caption", "credit", "href"):
            value = getattr(image, name)
            if value is not None:
                yield f"  {name}: {_scalar(value)}"
    if article.extra:
        yield f"extra: {_flow(article.extra.thaw())}"
    yield "---"


def _scalar(value: str | date) -> str:
    if isinstance(value, datetime):
        text = value.isoformat()
        return text if _STANDARD_OFFSET.fullmatch(text) else _quoted(text)
    return _quoted(value) if isinstance(value, str) else value.isoformat()


def _quoted(text: str) -> str:
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, float):
        return _float(value)
    try:
        return json.dumps(value)
    except ValueError as error:
        raise WriteError(str(error), format="markdown", field="extra") from error


def _key(key: str) -> str:
    quoted = _quoted(key)
    return quoted if len(quoted) < _LONGEST_PLAIN_KEY else f"? {quoted} "


def _float(value: float) -> str:
    """A float that YAML 1.1 takes for one too: with a point, and a sign in its exponent."""
    mantissa, exponent, power = repr(value).partition("e")
    return f"{mantissa if '.' in mantissa else mantissa + '.0'}{exponent}{power}"
