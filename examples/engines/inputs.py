"""Inputs to try engines with: seed files and WARCs of made pages, good and bad ones."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

import newsparse

SEED = Path(__file__).parent.parent / "seed.md"
START = datetime(2024, 1, 1, 6, tzinfo=UTC)


def write_seed_files(folder: Path, count: int) -> None:
    """Seed files with titles of their own; some are no seed files."""
    seed = SEED.read_bytes()
    title = newsparse.parse(SEED).title.encode()
    for number in range(count):
        data = seed.replace(title, title + f" {number}".encode()) if number % 20 else b"\x00\x01 no text"
        path = folder / f"{number % 7}" / f"{number:05}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def write_warcs(folder: Path, files: int, pages: int) -> None:
    """WARCs with so many pages each; some pages are no articles, some records no pages."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(files):
        with (folder / f"crawl-{number:02}.warc.gz").open("wb") as file:
            writer = WARCWriter(file, gzip=True)
            for at, (status, page) in enumerate(_pages(pages)):
                headers = StatusAndHeaders(status, [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
                url = f"https://news.example/{number}/{at}"
                writer.write_record(
                    writer.create_warc_record(url, "response", payload=io.BytesIO(page), http_headers=headers)
                )


def _pages(count: int) -> Iterator[tuple[str, bytes]]:
    for number in range(count):
        if number % 15 == 14:
            yield "200 OK", b"<html><head><title>Front page</title></head><body><a href='/a'>A</a></body></html>"
        else:
            yield "200 OK", newsparse.encode(_article(number), "html")


def _article(number: int) -> newsparse.Article:
    sentence = f"The harbour master of pier {number} said on Tuesday that the ferries would run again by noon. "
    return newsparse.Article(
        title=f"Ferries return to pier {number}",
        published=START + timedelta(minutes=37 * number),
        authors=["Ada Quay", "Jo Mole"][: 1 + number % 2],
        language="en",
        publisher="The Harbour Post",
        body=[sentence * (2 + number % 5) for _ in range(3 + number % 4)],
    )
