"""What is measured of an archive, whatever it is kept in."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

import newsparse
from newsparse.registry import Registry
from newsparse.stats import Fact, facts_of, measure
from newsparse.stats.measure import page_key
from newsparse.stats.series import over_time

REGISTRY = Registry(discover=False)

ARTICLES = [
    newsparse.Article(
        title="One",
        url="https://www.example.com/one/",
        body=["Four words stand here."],
        published=datetime(2024, 3, 1, 0, 30, tzinfo=timezone(timedelta(hours=2))),
        publisher="The Example",
        language="en",
        authors=["A. Writer"],
    ),
    newsparse.Article(title="One again", url="http://example.com/one#top", published=date(2024, 5, 2), language="en"),
    newsparse.Article(title="Two", url="https://example.org/two", archived=datetime(2023, 1, 5, tzinfo=UTC)),
    newsparse.Article(title="Three"),
]


def statistics_of(path):
    return measure(facts_of(path, registry=REGISTRY, workers=0))


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "archive"
    folder.mkdir()
    for number, article in enumerate(ARTICLES):
        newsparse.dump(article, folder / f"{number}.json")
    return folder


def test_articles_are_counted_by_month_of_their_own_clock_and_publisher(folder):
    found = statistics_of(folder)
    assert found.articles == 4
    assert found.months == {
        "2023-01": {"example.org": 1},
        "2024-03": {"The Example": 1},
        "2024-05": {"example.com": 1},
    }
    assert (found.by_archive, found.undated) == (1, 1)
    assert found.hours == {(4, 0): 1}
    assert (found.first, found.last) == (date(2023, 1, 5), date(2024, 5, 2))


def test_languages_lengths_and_missing_fields_are_counted(folder):
    found = statistics_of(folder)
    assert found.languages == {"en": 2, None: 2}
    assert found.lengths.total == found.lengths.longest == 4
    assert sum(found.lengths.classes) == 4
    assert found.lengths.classes[0] == 3
    assert found.missing["title"] == 0
    assert found.missing["text"] == found.missing["authors"] == 3
    assert found.missing["published"] == 2
    assert found.missing["image"] == 4


def test_articles_of_one_address_are_duplicates(folder):
    found = statistics_of(folder)
    (duplicate,) = found.duplicates
    assert (duplicate.url, duplicate.count) == ("https://www.example.com/one/", 2)
    assert [name.rpartition("/")[2] for name in duplicate.sources] == ["0.json", "1.json"]
    assert found.repeated == 1


def test_inputs_that_are_no_article_are_counted_by_reason(folder):
    (folder / "junk.bin").write_bytes(b"\x00\x01")
    found = statistics_of(folder)
    assert (found.inputs, found.articles) == (5, 4)
    assert found.failures == {"UnknownFormatError": 1}


def test_json_lines_measure_as_the_files_do(folder, tmp_path):
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(json.dumps(article.to_dict()) + "\n" for article in ARTICLES), encoding="utf-8")
    told = ("months", "languages", "lengths", "missing", "hours", "repeated", "undated", "by_archive")
    one, other = statistics_of(folder), statistics_of(path)
    assert [getattr(one, name) for name in told] == [getattr(other, name) for name in told]


def test_a_table_measures_as_the_files_do(folder, tmp_path):
    arrow = pytest.importorskip("newsparse.arrow", exc_type=ImportError)
    path = tmp_path / "articles.parquet"
    arrow.write_parquet(ARTICLES, path)
    told = ("months", "languages", "lengths", "missing", "hours", "repeated", "undated", "by_archive")
    one, other = statistics_of(folder), statistics_of(path)
    assert [getattr(one, name) for name in told] == [getattr(other, name) for name in told]


def test_a_line_that_is_no_article_is_a_failure(tmp_path):
    path = tmp_path / "articles.jsonl"
    path.write_text('{"newsparse": 1}\n\n{"newsparse": 1, "title": 3}\n{"title": "cut o', encoding="utf-8")
    found = statistics_of(path)
    assert (found.inputs, found.articles, found.failures) == (3, 1, {"ReadError": 2})


def test_a_line_that_others_wrote_is_a_failure_and_says_why(tmp_path):
    path = tmp_path / "foreign.jsonl"
    path.write_text('{"id": 1, "html": "<p>Text."}\n{"title": "a", "text": "b"}\n[1]\n', encoding="utf-8")
    facts = list(facts_of(path, registry=REGISTRY))
    assert [fact.error for fact in facts] == ["ReadError"] * 3
    for fact in facts[:2]:
        assert fact.reason == "no article of newsparse: the line lacks the key 'newsparse', the version of its form"
    assert "expected an object" in facts[2].reason


@pytest.mark.parametrize(("suffix", "compress"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)])
def test_compressed_json_lines_are_read(tmp_path, suffix, compress):
    path = tmp_path / f"articles.jsonl.{suffix}"
    path.write_bytes(compress(b'{"newsparse": 1, "title": "a"}\n{"newsparse": 1, "title": "b"}\n'))
    assert statistics_of(path).articles == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.com/a", "http://www.example.com/a/"),
        ("https://example.com/a#b", "https://EXAMPLE.com/a"),
        ("https://example.com/?id=1", "https://example.com?id=1"),
    ],
)
def test_addresses_that_lead_to_one_page_are_one(one, other):
    assert page_key(one) == page_key(other)


def test_addresses_with_other_queries_are_two_pages():
    assert page_key("https://example.com/?id=1") != page_key("https://example.com/?id=2")


def dated(*days, publisher="P"):
    return measure(Fact(source="x", published=day, publisher=publisher) for day in days)


def test_every_month_in_between_has_its_place():
    series = over_time(dated(date(2023, 11, 2), date(2024, 2, 3), date(2024, 2, 4)))
    assert series.periods == ("2023-11", "2023-12", "2024-01", "2024-02")
    assert series.totals() == (1, 0, 0, 2)


def test_many_years_are_shown_as_years():
    series = over_time(dated(date(2000, 1, 1), date(2020, 1, 1)))
    assert (series.unit, series.periods[0], series.periods[-1], len(series.periods)) == ("year", "2000", "2020", 21)


def test_a_date_thousands_of_years_away_is_told_and_not_shown():
    series = over_time(dated(date(2024, 1, 1), date(2024, 2, 1), date(9999, 1, 1)))
    assert series.periods == ("2024-01", "2024-02")
    assert series.outside == 1


def test_small_publishers_share_a_layer_and_none_is_lost():
    facts = [Fact(source="x", published=date(2024, 1, 1), publisher=f"p{n}") for n in range(20) for _ in range(n + 1)]
    series = over_time(measure(facts))
    assert series.layers[0].name == "p19"
    assert series.layers[-1].name is None
    assert series.totals() == (210,)


def test_where_no_publisher_has_a_good_share_there_is_one_layer():
    facts = [Fact(source="x", published=date(2024, 1, 1), publisher=f"p{n}") for n in range(50)]
    (layer,) = over_time(measure(facts)).layers
    assert (layer.name, layer.counts) == (None, (50,))


def test_nothing_measures_as_nothing():
    found = measure([])
    assert found.articles == found.inputs == found.lengths.median == 0
    assert over_time(found).periods == ()
