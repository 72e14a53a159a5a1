"""The real files: read as a careful reader would, and given back to the byte."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

import newsparse
from newsparse import Heading

pytestmark = pytest.mark.corpora

# The header's stamp is these feeds' own date, so it is the publication too (section 9 of the specification).
FEED_DATED = {"rfa", "cdt"}


def even(text):
    return None if text is None else re.sub(r"[\s\u3000\xa0]+", " ", text).strip()


def test_the_annotated_files_are_read_as_annotated(corpora):
    rows = corpora.truth("archive", "expected.jsonl")
    assert rows
    for row in rows:
        article = newsparse.parse(corpora.folder("archive") / row["file"])
        assert facts(article) == expected(row), row["file"]
        assert text(article) == row["paragraphs"], row["file"]
        words = "\n".join((article.title, article.summary or "", article.text))
        assert not [string for string in row["dropped"] if string in words], row["file"]


def facts(article):
    return {
        "title": even(article.title),
        "url": article.url,
        "archived": article.archived,
        "published": article.published and article.published.isoformat(),
        "language": article.language,
        "image": article.image and article.image.url,
        "authors": list(article.authors),
        "lead": even(article.summary),
        "captions": [even(image.caption) for image in article.images if image.caption],
        "headings": [even(block.text) for block in article.body if isinstance(block, Heading)],
    }


def expected(row):
    moment = row["body_time"] or row["body_date"]
    if moment is None and row["source"] in FEED_DATED:
        moment = row["header_time"]
    if moment is not None and "T" in moment:
        moment = datetime.fromisoformat(moment).isoformat()
    return {
        "title": even(row["title"]),
        "url": row["url"],
        "archived": datetime.fromisoformat(row["header_time"]),
        "published": moment,
        "language": row["language"],
        "image": row["lead_image"],
        "authors": row["authors"],
        "lead": even(row["lead"]),
        "captions": row["captions"],
        "headings": row["headings"],
    }


def text(article):
    lines = [even(line) for paragraph in article.paragraphs for line in paragraph.split("\n")]
    return lines[1:] if article.summary else lines


@pytest.mark.slow
@pytest.mark.parametrize("corpus", ["archive", "archive-made", "archive-older"])
def test_every_file_is_given_back_to_the_byte(corpora, corpus):
    files = [path for path in corpora.pages(corpus).rglob("*.md") if path.name != "README.md"]
    assert files
    for path in files:
        data = path.read_bytes()
        assert newsparse.encode(newsparse.parse(data), "rfi") == data, path.name
