"""Article to seed file; of the file an article was read from, all bytes that still say what the article says."""

from __future__ import annotations

import codecs
from datetime import timedelta
from typing import TYPE_CHECKING

import attrs

from newsparse.article import Article
from newsparse.errors import NewsparseError, WriteError
from newsparse.formats.rfi.header import EPOCH, Place, SeedFile, cut, stamp_text, title_markup
from newsparse.formats.rfi.own import own_body
from newsparse.formats.rfi.read import read_file
from newsparse.limits import DEFAULT_LIMITS

if TYPE_CHECKING:
    from newsparse.source import Source

__all__ = ["carry", "write"]


def write(article: Article) -> bytes:
    """The article as a file in the seed format.

    Where the article was read from such a file, its bytes are used again: all of them if nothing has
    changed since, else those of the stamp, the title, the address and the body that still read the same.

    Raises:
        newsparse.WriteError: The head cannot say this title and address.
    """
    origin = article.origin
    if origin is not None:
        again = _from_origin(article, origin)
        if again is not None:
            return again
    return _checked(_new(article), article)


def carry(article: Article) -> Article:
    """What survives: everything but times below a millisecond in the stamp."""
    if article.archived is None:
        return article
    below = (article.archived - EPOCH) % timedelta(milliseconds=1)
    return attrs.evolve(article, archived=article.archived - below) if below else article


def _new(article: Article) -> bytes:
    return "\n".join(
        (
            f"<!--{stamp_text(article.archived)}-->",
            f"[{title_markup(article.title)}]({article.url or ''})",
            "------",
            "",
            own_body(article),
            "",
        )
    ).encode()


def _checked(data: bytes, article: Article) -> bytes:
    """The bytes, if their head says what the article says: no part of it can be escaped."""
    seed = cut(data)
    if article.archived is not None and seed.archived is None:
        raise WriteError("in UTC it is before the year 1 or after 9999", format="rfi", field="archived")
    if seed.headline == article.title and (seed.url or None) == article.url:
        return data
    field = "url" if seed.headline == article.title else "title"
    raise WriteError("the head of a seed file cannot tell this title and address apart", format="rfi", field=field)


def _from_origin(article: Article, origin: Source) -> bytes | None:
    """The origin's bytes with what has changed written anew; `None` where it was no seed file."""
    try:
        seed = cut(origin.utf8)
        before = read_file(seed, limits=origin.limits, name=origin.name)
    except (NewsparseError, OSError):
        return None
    mark = codecs.BOM_UTF8 if origin.data.startswith(codecs.BOM_UTF8) else b""
    if before == article:
        return mark + seed.data
    head = _changed_head(seed, before, article)
    if _says(seed.with_parts(head), article):
        return mark + seed.with_parts(head)
    trimmed = article.title == before.title and seed.headline != article.title
    whole = seed.with_parts(head | {seed.body: own_body(article, trimmed=trimmed).encode()})
    return mark + whole if _says(whole, article) else None


def _changed_head(seed: SeedFile, before: Article, article: Article) -> dict[Place, bytes]:
    """What has to be written anew in the lines before the body."""
    parts: dict[Place, bytes] = {}
    if article.title != before.title:
        parts[seed.title] = title_markup(article.title).encode()
    if article.url != before.url:
        parts[seed.address] = (article.url or "").encode()
    if article.archived != before.archived and seed.stamp is not None:
        parts[seed.stamp] = stamp_text(article.archived).encode()
    return parts


def _says(data: bytes, article: Article) -> bool:
    try:
        return read_file(cut(data), limits=DEFAULT_LIMITS, name=None) == carry(article)
    except NewsparseError:
        return False
