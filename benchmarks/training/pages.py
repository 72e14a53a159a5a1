"""The walked pages of all corpora with their labels, as the training needs them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from zlib import crc32

import attrs

from benchmarks.extraction.corpora import NAMES, Page, load
from benchmarks.training.labels import labels
from newsparse.formats.html.extract.features import Context
from newsparse.formats.html.extract.tables import Tables, data_tables
from newsparse.formats.html.metadata import read_metadata
from newsparse.formats.html.streamed import put_in_place
from newsparse.formats.html.walk import WalkedPage, walk
from newsparse.markup import parse_html
from newsparse.source import Source

FOLDS = 5


@attrs.define
class Sample:
    """One page: what the extractor walks, what it may compare with, and the truth about each block."""

    corpus: str
    key: str
    fold: int
    truth: dict[str, Any]
    walked: WalkedPage
    context: Context
    tables: Tables
    labels: list[float | None]


def samples(every: int = 1) -> Iterator[Sample]:
    """Walk and label the pages of all corpora."""
    for corpus in NAMES:
        for page in load(corpus, sample=every):
            yield sample(page)


def _picklable(link: Any) -> dict[str, str] | None:
    """What of a link may be asked for by `get`, as of an element."""
    return None if link is None else {"href": link.get("href") or ""}


def sample(page: Page) -> Sample:
    """Walk and label one page; pages of a site share a fold."""
    markup = Source(page.data, url=page.url).utf8
    root = parse_html(markup)
    put_in_place(root, markup)
    walked = walk(root)
    metadata = read_metadata(root, walked, url=page.url, markup=markup)
    tables = data_tables(walked)
    # Trees would not fit into memory together, and cannot be cached.
    walked.container_elements, walked.skipped, walked.named = [], [], []
    walked.media = [(before, place, None, None) for before, place, _, _ in walked.media]
    walked.runs = [[(text, _picklable(link), marks) for text, link, marks in runs] for runs in walked.runs]
    site = ".".join(page.host.split(".")[-2:]) if not page.host[-1].isdigit() else page.host
    return Sample(
        page.corpus,
        page.key,
        crc32(site.encode()) % FOLDS,
        page.truth,
        walked,
        Context.of(metadata),
        tables,
        labels(page.corpus, page.truth, walked.texts),
    )
