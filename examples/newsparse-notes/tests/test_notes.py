from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from newsparse_notes import NOTES

import newsparse
from newsparse.testing import check_format

SAMPLE = Path(__file__).parent / "rain.notes"


def test_the_laws_hold():
    check_format(NOTES, samples=[SAMPLE.read_bytes()])


def test_a_file_is_detected_and_read():
    article = newsparse.parse(SAMPLE)
    assert article.title == "Rain, at last"
    assert article.authors == ("Ada Low",)
    assert article.published == datetime(2024, 5, 1, 7, 30, tzinfo=timezone(timedelta(hours=2)))
    assert article.paragraphs == ("It rained all night.", "More rain will follow.")


def test_an_article_is_written_by_its_suffix(tmp_path):
    path = tmp_path / "copy.notes"
    newsparse.dump(newsparse.parse(SAMPLE), path)
    assert path.read_bytes() == SAMPLE.read_bytes()


def test_a_header_that_is_not_known_is_named_with_its_line():
    with pytest.raises(newsparse.ReadError, match="line 3"):
        newsparse.parse_text("%notes\ntitle: Rain\nweather: wet\n\nText", format="notes")
