"""The notes format for newsparse."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from newsparse import Article, Confidence, Format, ReadError, Source, hookimpl

__all__ = ["NOTES", "newsparse_formats"]

SIGNATURE = "%notes"


def sniff(source: Source) -> Confidence:
    """A notes file begins with its signature."""
    head = source.head.removeprefix(b"\xef\xbb\xbf")
    return Confidence.SPECIFIC if head.startswith(SIGNATURE.encode()) else Confidence.NO


def read(source: Source) -> Article:
    """The article of a notes file."""
    text = source.text.replace("\r\n", "\n")
    header, _, body = text.partition("\n\n")
    signature, *lines = header.split("\n")
    if signature.rstrip() != SIGNATURE:
        raise ReadError(f"the first line is not {SIGNATURE}", line=1)
    fields: dict[str, Any] = {"authors": []}
    for number, line in enumerate(filter(None, lines), 2):
        key, colon, value = line.partition(": ")
        if key == "title" and colon:
            fields["title"] = value
        elif key == "author" and colon:
            fields["authors"].append(value)
        elif key == "published" and colon:
            fields["published"] = moment(value, number)
        else:
            raise ReadError(f"no header that is known: {line!r}", line=number)
    try:
        return Article(**fields, body=paragraphs(body), url=source.url)
    except ValueError as error:
        raise ReadError(str(error)) from error


def moment(text: str, line: int) -> datetime | date:
    """A time with its zone, or a day."""
    try:
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError as error:
        raise ReadError(str(error), line=line) from error


def paragraphs(text: str) -> list[str]:
    """The pieces between blank lines."""
    return [piece for piece in re.split(r"\n\s*\n", text) if piece.strip()]


def write(article: Article) -> bytes:
    """The article as a notes file."""
    carried = carry(article)
    lines = [SIGNATURE]
    if carried.title:
        lines.append(f"title: {carried.title}")
    if carried.published is not None:
        lines.append(f"published: {carried.published.isoformat()}")
    lines += [f"author: {name}" for name in carried.authors]
    return "\n".join([*lines, "", carried.text, ""]).encode()


def carry(article: Article) -> Article:
    """What a notes file can hold of an article: no pictures, links or emphasis, only plain paragraphs."""
    return Article(
        title=article.title,
        published=article.published,
        authors=article.authors,
        body=[piece for text in article.paragraphs for piece in paragraphs(text)],
    )


NOTES = Format(
    name="notes",
    summary="notes files",
    suffixes=(".notes",),
    sniff=sniff,
    read=read,
    write=write,
    carry=carry,
)


@hookimpl
def newsparse_formats() -> Iterable[Format]:
    """The formats that this plugin adds."""
    return [NOTES]
