"""Articles in tables: what goes in comes out, and a table of another shape is refused with what differs."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsparse
from newsparse.testing import articles

pa = pytest.importorskip("pyarrow")

from newsparse.arrow import (  # noqa: E402  # after the skip
    ARTICLE_SCHEMA,
    RESULT_SCHEMA,
    SCHEMA_VERSION,
    SchemaError,
    from_table,
    read_parquet,
    read_records,
    to_table,
    write_parquet,
)

Article = newsparse.Article


@given(st.lists(articles(), max_size=4))
def test_articles_come_back_equal_from_a_table(given_articles):
    assert from_table(to_table(given_articles)) == given_articles


@given(given_articles=st.lists(articles(), min_size=1, max_size=4))
def test_articles_come_back_equal_from_parquet(tmp_path_factory, given_articles):
    path = tmp_path_factory.mktemp("parquet") / "articles.parquet"
    assert write_parquet(given_articles, path) == len(given_articles)
    assert list(read_parquet(path)) == given_articles


@pytest.mark.parametrize(
    "moment",
    [
        date(2024, 2, 29),
        datetime(2024, 2, 29, 12, 30, tzinfo=UTC),
        datetime(2024, 2, 29, 0, 30, 15, 123456, tzinfo=timezone(timedelta(hours=5, minutes=45))),
        datetime(1901, 1, 1, tzinfo=timezone(timedelta(minutes=9, seconds=21))),
        datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))),
        datetime(9999, 12, 31, 23, 59, 59, tzinfo=timezone(-timedelta(hours=12))),
    ],
    ids=str,
)
def test_days_and_moments_keep_their_kind_and_offset(moment):
    (article,) = from_table(to_table([Article(published=moment, modified=moment)]))
    assert (article.published, article.modified) == (moment, moment)
    assert type(article.published) is type(moment)
    if isinstance(moment, datetime):
        assert article.published.utcoffset() == moment.utcoffset()


def test_a_moment_stands_in_utc_beside_the_day_of_its_own_offset():
    moment = datetime(2024, 3, 1, 0, 30, tzinfo=timezone(timedelta(hours=2)))
    (row,) = to_table([Article(published=moment)]).to_pylist()
    assert row["published"] == datetime(2024, 2, 29, 22, 30, tzinfo=UTC)
    assert (row["published_offset"], row["published_on"]) == (7200, date(2024, 3, 1))


def test_the_text_stands_beside_the_body():
    (row,) = to_table([Article(body=["One.", "Two."])]).to_pylist()
    assert row["text"] == "One.\n\nTwo."
    assert '"Two."' in row["body"]


@given(articles())
def test_the_body_is_the_json_of_the_article(article):
    (row,) = to_table([article]).to_pylist()
    assert row["body"] == json.dumps(article.to_dict().get("body", []), ensure_ascii=False, separators=(",", ":"))


@pytest.mark.parametrize("microseconds", [2**62, -(2**62)])
def test_a_moment_that_no_calendar_has_is_refused(microseconds):
    table = to_table([Article(published=datetime(2024, 3, 1, tzinfo=UTC))])
    at = table.schema.get_field_index("published")
    moments = pa.array([microseconds], pa.int64()).cast(table.schema.field(at).type)
    with pytest.raises(ValueError, match="before the year 1 or after 9999"):
        from_table(table.set_column(at, table.schema.field(at), moments))


def test_no_articles_make_an_empty_table_of_the_schema():
    assert to_table([]).schema == ARTICLE_SCHEMA
    assert from_table(to_table([])) == []


def test_the_schema_says_its_version():
    assert ARTICLE_SCHEMA.metadata == RESULT_SCHEMA.metadata == {b"newsparse.schema": str(SCHEMA_VERSION).encode()}


def test_a_table_of_another_version_is_refused_with_what_differs():
    table = to_table([Article(title="x")]).drop_columns(["section"])
    table = table.append_column("mood", pa.array(["calm"]))
    table = table.replace_schema_metadata({b"newsparse.schema": b"7"})
    with pytest.raises(SchemaError) as caught:
        from_table(table)
    assert caught.value.version == 7
    assert caught.value.differences == ("column 'section' is missing", "column 'mood' is not known here")
    assert "version 7" in str(caught.value)
    assert f"reads version {SCHEMA_VERSION}" in str(caught.value)


def test_another_version_with_the_same_columns_is_refused_too():
    table = to_table([Article(title="x")]).replace_schema_metadata({b"newsparse.schema": b"next"})
    with pytest.raises(SchemaError, match="meaning may not be"):
        from_table(table)


def test_a_column_of_a_type_that_says_less_is_named():
    table = to_table([Article(title="x")])
    at = table.schema.get_field_index("published")
    table = table.set_column(at, "published", pa.array(["2024"]))
    with pytest.raises(SchemaError, match="column 'published' is string, not timestamp"):
        from_table(table)


def test_a_parquet_file_of_another_version_is_named(tmp_path):
    import pyarrow.parquet as pq

    path = tmp_path / "old.parquet"
    pq.write_table(to_table([]).replace_schema_metadata({b"newsparse.schema": b"2"}), path)
    with pytest.raises(SchemaError, match=r"old\.parquet"):
        list(read_parquet(path))


def test_columns_in_another_layout_are_read():
    article = Article(title="x", authors=["A", "B"], published=datetime(2024, 1, 1, tzinfo=UTC), body=["y"])
    table = to_table([article])
    changed = table.cast(
        pa.schema(
            [
                field.with_type(
                    pa.large_string()
                    if field.type == pa.string()
                    else pa.timestamp("ms")
                    if pa.types.is_timestamp(field.type)
                    else pa.large_list(pa.large_string())
                    if pa.types.is_list(field.type)
                    else field.type
                )
                for field in table.schema
            ]
        )
    )
    assert from_table(changed) == [article]


def test_rows_of_failures_are_no_articles():
    row = dict.fromkeys(RESULT_SCHEMA.names) | {"source": "a.html", "error": "no article", "error_type": "E"}
    table = pa.Table.from_pylist([row], RESULT_SCHEMA)
    assert from_table(table) == []


def test_an_article_survives_in_a_folder_of_part_files(tmp_path):
    one, two = Article(title="one"), Article(title="two")
    (tmp_path / "_temporary").mkdir()
    write_parquet([one], tmp_path / "part-0.parquet")
    write_parquet([two], tmp_path / "part-1.parquet")
    write_parquet([two], tmp_path / "_temporary" / "part-2.parquet")
    assert list(read_parquet(tmp_path)) == [one, two]


def test_single_columns_are_read_without_making_articles(tmp_path):
    path = tmp_path / "a.parquet"
    write_parquet([Article(title="one", language="fr")], path)
    assert list(read_records(path, ["title", "language", "error"])) == [
        {"title": "one", "language": "fr", "error": None}
    ]


def test_a_file_that_is_cut_off_is_no_parquet_file(tmp_path):
    path = tmp_path / "a.parquet"
    write_parquet([Article(title="one")], path)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(OSError, match=r"a\.parquet: not a whole Parquet file"):
        list(read_parquet(path))


def test_writing_that_fails_leaves_the_old_file(tmp_path):
    path = tmp_path / "a.parquet"
    write_parquet([Article(title="old")], path)

    def broken():
        yield Article(title="new")
        raise RuntimeError("stopped")

    with pytest.raises(RuntimeError):
        write_parquet(broken(), path)
    assert [article.title for article in read_parquet(path)] == ["old"]
    assert [file.name for file in tmp_path.iterdir()] == ["a.parquet"]


@pytest.mark.parametrize("write", [to_table, lambda articles: write_parquet(articles, "out.parquet")])
def test_what_is_no_article_is_told_by_its_place_and_type(write, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(TypeError, match=r"articles\[1\]: expected an Article, not int"):
        write([Article(title="one"), 3])
    with pytest.raises(TypeError, match="articles: expected an iterable of Article, not Article"):
        write(Article(title="one"))
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_table_and_no_list_of_columns_is_told():
    with pytest.raises(TypeError, match="table: expected a pyarrow Table or RecordBatch, not int"):
        from_table(3)
    with pytest.raises(TypeError, match="columns: expected a list of column names, not str"):
        read_records("out.parquet", "title")


def test_a_file_that_cannot_be_written_is_named_as_it_was_asked_for(tmp_path):
    for path in (tmp_path / "missing" / "out.parquet", tmp_path):
        with pytest.raises(OSError) as caught:  # noqa: PT011  # which kind, the system says
            write_parquet([Article(title="one")], path)
        assert caught.value.filename == str(path)
    assert list(tmp_path.iterdir()) == []


def test_without_pyarrow_the_message_says_what_to_install(tmp_path):
    import subprocess
    import sys

    code = "import sys; sys.modules['pyarrow'] = None; import newsparse.arrow"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "pip install 'newsparse[arrow]'" in run.stderr
