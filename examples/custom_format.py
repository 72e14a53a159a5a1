"""A whole format plugin in one file: bulletins, whose first lines begin with `@`.

    @title Frost
    @date 2024-05-06
    @by Ada Lind

    A cold night.

Try it without installing anything: `newsparse --plugin custom_format.py parse night.bulletin`.
"""

from collections.abc import Iterable
from datetime import date

from newsparse import Article, Confidence, Format, ReadError, Source, WriteError, hookimpl


def sniff(source: Source) -> Confidence:
    return Confidence.SPECIFIC if source.head.startswith(b"@title ") else Confidence.NO


def read(source: Source) -> Article:
    head, _, text = source.text.partition("\n\n")
    fields: dict[str, str] = {}
    for number, line in enumerate(head.splitlines(), start=1):
        key, _, value = line.partition(" ")
        if key not in {"@title", "@date", "@by"}:
            raise ReadError(f"unknown field {key!r}", line=number)
        fields[key] = value
    try:
        published = date.fromisoformat(fields["@date"]) if "@date" in fields else None
    except ValueError as error:
        raise ReadError(str(error)) from error
    return Article(
        title=fields["@title"],
        published=published,
        authors=[fields["@by"]] if fields.get("@by") else [],
        body=[piece for piece in text.split("\n\n") if piece.strip()],
    )


def write(article: Article) -> bytes:
    if len(article.authors) > 1:
        raise WriteError("a bulletin has one author", field="authors")
    lines = [f"@title {article.title}"]
    lines += [f"@date {article.published_on.isoformat()}"] if article.published_on else []
    lines += [f"@by {name}" for name in article.authors]
    return "\n\n".join(["\n".join(lines), *article.paragraphs]).encode() + b"\n"


BULLETIN = Format(
    name="bulletin",
    summary="bulletins of one author, in plain paragraphs",
    suffixes=(".bulletin",),
    sniff=sniff,
    read=read,
    write=write,
)


@hookimpl
def newsparse_formats() -> Iterable[Format]:
    return [BULLETIN]
