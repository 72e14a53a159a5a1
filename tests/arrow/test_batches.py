"""Parsing in batches gives what `parse_many` gives, row for row."""

from __future__ import annotations

import functools
import json
import pickle

import pytest

import newsparse
from newsparse import Format, ReadError, Source

pa = pytest.importorskip("pyarrow")

from newsparse.arrow import RESULT_SCHEMA, from_table, parse_batches, parse_table  # noqa: E402  # after the skip
from newsparse.registry import Registry  # noqa: E402


def page(title):
    return json.dumps({"newsparse": 1, "title": title, "body": [{"type": "paragraph", "text": title}]}).encode()


def lines_of(source):
    for line in source.data.splitlines()[1:]:
        yield Source(line) if line else ReadError("an empty line")


LINES = Format(name="lines", summary="a JSON article a line", suffixes=(".lines",), split=lines_of)


def batch(**columns):
    return pa.RecordBatch.from_pydict(columns)


def rows(*batches, **options):
    return [row for found in parse_batches(iter(batches), **options) for row in found.to_pylist()]


def test_a_column_of_bytes_becomes_articles():
    (found,) = parse_batches([batch(content=[page("a"), page("b")])])
    assert found.schema.equals(RESULT_SCHEMA, check_metadata=True)
    assert [article.title for article in from_table(found)] == ["a", "b"]
    assert found.column("format").to_pylist() == ["json", "json"]
    assert found.column("plugin").to_pylist() == ["newsparse", "newsparse"]


def test_a_column_of_paths_becomes_articles(tmp_path, seed_file):
    path = tmp_path / "a.json"
    path.write_bytes(page("a"))
    found = rows(batch(file=[str(path), str(seed_file)]))
    assert [row["title"] for row in found] == ["a", newsparse.parse(seed_file).title]
    assert [row["source"] for row in found] == [str(path), str(seed_file)]


def test_errors_are_rows(tmp_path):
    gone = str(tmp_path / "gone.json")
    found = rows(batch(file=[gone, None]))
    assert [row["error_type"] for row in found] == ["FileNotFoundError", "ReadError"]
    assert gone in found[0]["error"]
    assert [row["title"] for row in found] == [None, None]


def test_bytes_that_no_format_knows_are_a_row_with_its_name():
    (row,) = rows(batch(content=[b"\x89PNG\r\n"], path=["here.png"]))
    assert row["source"] == "here.png"
    assert row["error_type"] == "UnknownFormatError"


def test_a_container_gives_a_row_for_each_document_in_it():
    registry = Registry([LINES], discover=False)
    data = b"\n".join([b"LINES", page("a"), b"", page("b")])
    found = rows(batch(content=[data], path=["x.lines"]), registry=registry, format="lines")
    assert [row["title"] for row in found] == ["a", None, "b"]
    assert [row["source"] for row in found] == ["x.lines#1", "x.lines#2", "x.lines#3"]


def test_columns_that_are_kept_stay_with_their_row():
    registry = Registry([LINES], discover=False)
    data = b"\n".join([b"LINES", page("a"), page("b")])
    given = batch(content=[data, data], id=[7, 8])
    found = rows(given, registry=registry, format="lines", keep=["id"])
    assert [(row["id"], row["title"]) for row in found] == [(7, "a"), (7, "b"), (8, "a"), (8, "b")]


def test_links_resolve_against_the_column_of_addresses():
    prose = "<p>The ferries of the northern harbour will run again from Tuesday, the harbour master said.</p>" * 5
    linked = (
        "<p>The city council had voted for it in a long session, <a href='/x'>as this paper wrote</a> last week.</p>"
    )
    html = f"<html><body><article><h1>Ferries return</h1>{prose}{linked}{prose}</article></body></html>".encode()
    (row,) = rows(batch(content=[html], at=["https://example.com/a"]), urls="at", format="html")
    assert "https://example.com/x" in row["body"]


def test_plugins_are_used():
    found = rows(batch(content=[b"LINES\n" + page("a")]), plugins=[LINES], format="lines")
    assert [row["title"] for row in found] == ["a"]


def test_large_and_view_layouts_are_read():
    for type in (pa.large_binary(), pa.binary_view()):
        given = pa.RecordBatch.from_arrays([pa.array([page("a")], type)], ["content"])
        assert [row["title"] for row in rows(given)] == ["a"]


@pytest.mark.parametrize(
    ("columns", "options", "complaint"),
    [
        ({"a": [b""], "b": [b""]}, {}, "several columns hold bytes: a, b"),
        ({"a": [1]}, {}, "no column holds bytes or paths; there are: a"),
        ({"a": [1]}, {"column": "a"}, "holds int64, neither bytes nor paths"),
        ({"a": [b""]}, {"column": "b"}, "there is no column 'b'; there are: a"),
        ({"a": [b""], "n": [1]}, {"names": "n"}, "column 'n' holds int64, not text"),
        ({"a": [b""], "title": ["x"]}, {"keep": ["title"]}, "'title' is a column of the result too"),
    ],
)
def test_columns_that_make_no_sense_are_told(columns, options, complaint):
    with pytest.raises(ValueError, match=complaint):
        rows(batch(**columns), **options)


TABLE = pa.table({"a": [b""]})


@pytest.mark.parametrize(
    ("batches", "options", "complaint"),
    [
        (TABLE, {}, "batches: expected an iterable of pyarrow RecordBatch, not Table; parse_table takes that"),
        (batch(a=[b""]), {}, "batches: expected an iterable of pyarrow RecordBatch, not a single one"),
        (3, {}, "batches: expected an iterable of pyarrow RecordBatch, not int"),
        ([], {"keep": "title"}, "keep: expected a list of column names, not str"),
        ([], {"column": 3}, "column: expected a str, not int"),
    ],
)
def test_arguments_of_another_type_are_refused_before_anything_is_read(batches, options, complaint):
    with pytest.raises(TypeError, match=complaint):
        parse_batches(batches, **options)


def test_a_batch_of_another_type_is_told_by_its_place():
    with pytest.raises(TypeError, match=r"batches\[1\]: expected a pyarrow RecordBatch, not Table"):
        list(parse_batches([batch(a=[b""]), TABLE]))


def test_a_table_is_asked_for_tables_and_its_columns_for_a_list():
    with pytest.raises(TypeError, match="table: expected a pyarrow Table, not int"):
        parse_table(3)
    with pytest.raises(TypeError, match="keep: expected a list of column names, not str"):
        parse_table(TABLE, keep="a")
    with pytest.raises(ValueError, match="there is no column 'b'; there are: a"):
        parse_table(TABLE, keep=["b"])


def test_a_format_that_is_not_there_is_told_before_anything_is_read():
    with pytest.raises(newsparse.UnknownFormatError):
        parse_batches([], format="nonesuch")


def test_batches_are_read_as_they_are_asked_for():
    seen = []

    def feed():
        for title in "abc":
            seen.append(title)
            yield batch(content=[page(title)])

    found = parse_batches(feed())
    next(found)
    assert seen == ["a"]


def test_output_batches_are_bounded(monkeypatch):
    monkeypatch.setattr("newsparse.arrow.batches.ROWS_OUT", 2)
    sizes = [len(found) for found in parse_batches([batch(content=[page("a")] * 5)])]
    assert sizes == [2, 2, 1]


def test_a_table_becomes_a_table():
    table = pa.table({"content": [page("a")], "id": [1]})
    found = parse_table(table, keep=["id"])
    assert found.schema.names == ["id", *RESULT_SCHEMA.names]
    assert found.column("title").to_pylist() == ["a"]
    assert parse_table(table.slice(0, 0)).schema == RESULT_SCHEMA


def test_parsing_with_options_travels_to_other_processes():
    parse = pickle.loads(pickle.dumps(functools.partial(parse_batches, column="content", format="json")))
    assert next(parse([batch(content=[page("a")])])).column("title").to_pylist() == ["a"]


def test_rows_equal_what_parse_many_gives(tmp_path, seed_file):
    inputs = [page("a"), b"", b"not an article", seed_file.read_bytes(), b"<html><body></body></html>"]
    results = list(newsparse.parse_many(inputs, workers=0))
    (found,) = parse_batches([batch(content=inputs)])
    assert found.column("error").to_pylist() == [str(r.error) if r.error else None for r in results]
    assert from_table(found) == [r.article for r in results if r.article]
