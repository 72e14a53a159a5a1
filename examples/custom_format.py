"""A whole format plugin in one file: bulletins, whose first lines begin with `@`.

    @title Frost
    @date 2024-05-06
    @by Ada Lind

    A cold night.

Try it without installing anything: `newsparse --plugin custom_format.py parse night.bulletin`.
"""

from collections.abc import Iterable
from datetime import date

from newsparse import Article, Confidence, Format, ReadError, Source, hookimpl


def sniff(source: Source) -> Confidence:
    return Confidence.SPECIFIC if source.head.startswith(b"@title ") else Confidence.NO


def read(source: Source) -> Article:
    head, _, text = source.text.replace("\r\n", "\n").partition("\n\n")
    title, published, authors = None, None, []
    for number, line in enumerate(head.strip("\n").split("\n"), start=1):
        key, _, value = line.partition(" ")
        try:
            if key == "@title":
                title = value
            elif key == "@date":
                published = date.fromisoformat(value)
            elif key == "@by" and value.strip():
                authors.append(value)
            else:
                raise ValueError(f"this is no field of a bulletin: {line[:40]!r}")
        except ValueError as error:
            raise ReadError(str(error), line=number) from error
    if title is None:
        raise ReadError("a bulletin begins with @title", line=1)
    try:
        return Article(title=title, published=published, authors=authors, body=paragraphs(text.split("\n\n")))
    except ValueError as error:
        raise ReadError(str(error)) from error


def write(article: Article) -> bytes:
    lines = [f"@title {article.title}"]
    lines += [f"@date {article.published_on.isoformat()}"] if article.published_on else []
    lines += [f"@by {name}" for name in article.authors]
    return "\n\n".join(["\n".join(lines), *paragraphs(article.paragraphs)]).encode() + b"\n"


def carry(article: Article) -> Article:
    """What of an article comes back from a bulletin: the laws hold it to this."""
    return Article(
        title=article.title,
        published=article.published_on,
        authors=article.authors,
        body=paragraphs(article.paragraphs),
    )


def paragraphs(pieces: Iterable[str]) -> list[str]:
    """Each piece on one line, which is all that a bulletin has room for."""
    return [" ".join(piece.split()) for piece in pieces if piece.strip()]


BULLETIN = Format(
    name="bulletin",
    summary="bulletins in plain paragraphs",
    suffixes=(".bulletin",),
    sniff=sniff,
    read=read,
    write=write,
    carry=carry,
)


@hookimpl
def newsparse_formats() -> Iterable[Format]:
    return [BULLETIN]
