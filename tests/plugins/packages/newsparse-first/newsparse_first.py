"""A plugin as the first published interface had it. Never change this file: it stands for those in use."""

from newsparse import Article, Confidence, Format, ReadError, Site, Source, hookimpl


def sniff(source: Source) -> Confidence:
    return Confidence.SPECIFIC if source.head.startswith(b"first!") else Confidence.NO


def read(source: Source) -> Article:
    _, title, *lines = source.text.split("\n")
    return Article(title=title, body=lines, url=source.url)


def write(article: Article) -> bytes:
    return "\n".join(["first!", article.title, *article.paragraphs]).encode()


def carry(article: Article) -> Article:
    return Article(title=article.title, body=article.paragraphs)


def sniff_many(source: Source) -> Confidence:
    return Confidence.SPECIFIC if source.head.startswith(b"firsts!\0") else Confidence.NO


def split(source: Source):
    with source.open() as stream:
        for piece in stream.read().split(b"\0")[1:]:
            if piece.startswith(b"first!"):
                yield source.inner(piece, name="piece", known={"publisher": "First"})
            else:
                yield ReadError("not a first")


@hookimpl
def newsparse_formats():
    return [
        Format(
            name="first",
            summary="first",
            media_types=("text/x-first",),
            suffixes=(".first",),
            sniff=sniff,
            read=read,
            write=write,
            carry=carry,
            api=1,
        ),
        Format(name="firsts", sniff=sniff_many, split=split, api=1),
    ]


@hookimpl
def newsparse_sites():
    return [Site("first.example", title="h1", body="article", timezone="Europe/Paris", publisher="First")]
