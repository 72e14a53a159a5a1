"""What a typed program sees of newsparse; checked by mypy, and never run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, assert_type

import newsparse
from newsparse import Article, Confidence, Format, Limits, Result, Source, hookimpl


def reading(path: Path, data: bytes, file: BinaryIO, source: Source) -> None:
    assert_type(newsparse.parse(path), Article)
    assert_type(newsparse.parse("page.html", format="html", url="https://host.example/"), Article)
    assert_type(newsparse.parse(data, encoding="gb18030", limits=Limits(), sites=[]), Article)
    assert_type(newsparse.parse(file), Article)
    assert_type(newsparse.parse(source), Article)
    assert_type(newsparse.parse_text("<p>text"), Article)
    assert_type(newsparse.parse_all(path), Iterator[Result])
    assert_type(newsparse.parse_many([path, "folder/"], workers=2), Iterator[Result])


def fields(article: Article) -> None:
    assert_type(article.title, str)
    assert_type(article.published, dt.datetime | dt.date | None)
    assert_type(article.archived, dt.datetime | None)
    assert_type(article.published_on, dt.date | None)
    assert_type(article.authors, tuple[str, ...])
    assert_type(article.body, tuple[newsparse.Block, ...])
    assert_type(article.image, newsparse.Image | None)
    assert_type(article.text, str)
    assert_type(article.word_count, int)


def making() -> Article:
    return Article(
        title="Frost",
        authors=["Ada Lind"],
        body=[
            "A cold night.",
            newsparse.Heading("Roads", level=3),
            newsparse.Paragraph([newsparse.Span("Ice", marks={"strong"}), " on every bridge."]),
            newsparse.List([["One."], ["Two."]], ordered=True),
            newsparse.Table([["Place", newsparse.Cell("Degrees", header=True)]]),
        ],
        extra={"edition": 2},
    )


def writing(article: Article, path: Path) -> None:
    assert_type(newsparse.dumps(article, "text"), str)
    assert_type(newsparse.encode(article, "html", fragment=True), bytes)
    newsparse.dump(article, path)


def results(result: Result) -> Article:
    if result.article is not None:
        assert_type(result.article, Article)
    return result.unwrap()


def sniff(source: Source) -> Confidence:
    return Confidence.SPECIFIC if source.head.startswith(b"@") else Confidence.NO


def read(source: Source) -> Article:
    return Article(title=source.text)


@hookimpl
def newsparse_formats() -> Iterable[Format]:
    return [Format(name="note", summary="notes", suffixes=(".note",), sniff=sniff, read=read)]


def listing() -> None:
    assert_type(newsparse.formats(), Mapping[str, Format])
