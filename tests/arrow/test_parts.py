"""Parts of a Parquet file: whole or not there, found again, joined at the end."""

from __future__ import annotations

import contextlib
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis.strategies import binary, lists

import newsparse

pytest.importorskip("pyarrow")

import pyarrow as pa
import pyarrow.parquet as pq

from newsparse.arrow import RESULT_SCHEMA, ParquetParts, read_parquet, read_records  # after the skip
from newsparse.arrow.footer import read_footer, write_footer
from newsparse.article import Result
from newsparse.record import result_record
from newsparse.registry import Registry
from newsparse.testing import articles

REGISTRY = Registry(discover=False)


def record(title):
    return result_record(Result(f"{title}.json", newsparse.Article(title=title), format="json"), REGISTRY)


def titles(path):
    return [article.title for article in read_parquet(path)]


def test_saved_rows_are_joined_in_order(tmp_path):
    out = tmp_path / "out.parquet"
    parts = ParquetParts(out)
    for title in "abc":
        parts.add(record(title))
        parts.save()
    assert not out.exists()
    assert parts.join() == 3
    assert titles(out) == ["a", "b", "c"]
    assert [path.name for path in tmp_path.iterdir()] == ["out.parquet"]


def test_a_later_program_goes_on_with_the_parts_and_notes_of_an_earlier_one(tmp_path):
    out = tmp_path / "out.parquet"
    earlier = ParquetParts(out)
    earlier.add(record("a"))
    earlier.save(note="a is done")
    earlier.add(record("lost"))

    later = ParquetParts(out)
    assert list(later.notes()) == ["a is done"]
    later.add(record("b"))
    later.save(note="b is done")
    later.join()
    assert titles(out) == ["a", "b"]


def test_a_part_that_was_not_finished_is_removed(tmp_path):
    out = tmp_path / "out.parquet"
    parts = ParquetParts(out)
    parts.add(record("a"))
    whole = parts.save()
    (parts.folder / "part-00000001.parquet.unfinished").write_bytes(whole.read_bytes()[:50])
    later = ParquetParts(out)
    assert [path.name for path in later.folder.iterdir()] == [whole.name]
    later.join()
    assert titles(out) == ["a"]


def test_rows_stay_gathered_when_saving_fails(tmp_path, monkeypatch):
    parts = ParquetParts(tmp_path / "out.parquet")
    parts.add(record("a"))

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("newsparse.arrow.parts.open_writer", full)
        with pytest.raises(OSError, match="No space"):
            parts.save()
    assert parts.waiting == 1
    assert parts.parts == []
    parts.save()
    assert parts.join() == 1


def test_no_rows_make_an_empty_file(tmp_path):
    out = tmp_path / "out.parquet"
    assert ParquetParts(out).join() == 0
    assert titles(out) == []


def test_a_row_says_which_input_format_and_plugin_it_came_from(tmp_path):
    out = tmp_path / "out.parquet"
    parts = ParquetParts(out)
    parts.add(record("a"))
    parts.save()
    parts.join()
    assert list(read_records(out, ["source", "format", "plugin"])) == [
        {"source": "a.json", "format": "json", "plugin": REGISTRY.plugins[0].name}
    ]


def test_parts_after_a_checkpoint_are_cut_off(tmp_path):
    out = tmp_path / "out.parquet"
    parts = ParquetParts(out)
    for title in "abc":
        parts.add(record(title))
        parts.save()
    later = ParquetParts(out)
    assert later.cut(1) == 2
    later.add(record("d"))
    later.save()
    later.join()
    assert titles(out) == ["a", "d"]


def test_parts_that_are_gone_are_told(tmp_path):
    with pytest.raises(OSError, match="there are 0 whole parts, not 2"):
        ParquetParts(tmp_path / "out.parquet").cut(2)


def test_joining_again_after_an_end_in_the_middle_changes_nothing(tmp_path, monkeypatch):
    out = tmp_path / "out.parquet"
    parts = ParquetParts(out)
    for title in "ab":
        parts.add(record(title))
        parts.save()
    with monkeypatch.context() as patch:
        patch.setattr("shutil.rmtree", lambda *_, **__: None)  # ended before the parts were removed
        parts.join()
    later = ParquetParts(out)
    assert later.cut(2) == 0
    assert later.join() == 2
    assert titles(out) == ["a", "b"]
    assert [path.name for path in tmp_path.iterdir()] == ["out.parquet"]


def test_a_new_run_replaces_the_output_of_an_older_one_even_with_nothing(tmp_path):
    out = tmp_path / "out.parquet"
    older = ParquetParts(out)
    older.add(record("old"))
    older.save()
    older.join()
    newer = ParquetParts(out)
    newer.cut(0)
    assert newer.join() == 0
    assert titles(out) == []


@given(lists(lists(articles(), max_size=3), max_size=4))
def test_parts_are_joined_as_they_are_whatever_they_hold(found):
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.parquet"
        parts = ParquetParts(out)
        for some in found:
            for article in some:
                parts.add(result_record(Result("a", article, format="json"), REGISTRY))
            parts.save(note="some")
        before = [pq.read_table(part) for part in parts.parts]
        assert parts.join() == sum(map(len, found))
        table = pq.read_table(out)
        assert table.schema.metadata == RESULT_SCHEMA.metadata
        assert table.equals(pa.concat_tables(before) if before else table.slice(0, 0))
        assert list(read_parquet(out)) == [article for some in found for article in some]


def test_the_row_groups_of_a_joined_file_are_those_of_its_parts(tmp_path):
    out = tmp_path / "out.parquet"
    parts = ParquetParts(out)
    for number in range(40):  # more than a byte counts in the footer's lists
        parts.add(record(f"{number:02}"))
        parts.save()
    written = [pq.read_metadata(part).row_group(0) for part in parts.parts]
    parts.join()
    metadata = pq.read_metadata(out)
    assert metadata.num_row_groups == 40
    for number, before in enumerate(written):
        after = metadata.row_group(number)
        assert (after.num_rows, after.total_byte_size) == (before.num_rows, before.total_byte_size)
        for column in range(before.num_columns):
            assert after.column(column).statistics == before.column(column).statistics
    column = pq.ParquetFile(out).schema_arrow.names.index("title")
    assert metadata.row_group(39).column(column).statistics.min == "39"


def test_parts_of_another_release_of_pyarrow_are_written_anew(tmp_path):
    out = tmp_path / "out.parquet"
    parts = ParquetParts(out)
    for title in "ab":
        parts.add(record(title))
        parts.save()
    second = parts.parts[1]
    pq.write_table(pq.read_table(second), second, use_compliant_nested_type=False)
    assert parts.join() == 2
    assert titles(out) == ["a", "b"]


@pytest.mark.parametrize("keep", [0, 3, 8, -1, -20])
def test_a_damaged_part_is_told_and_kept(tmp_path, keep):
    out = tmp_path / "out.parquet"
    parts = ParquetParts(out)
    parts.add(record("a"))
    part = parts.save()
    part.write_bytes(part.read_bytes()[:keep])
    with pytest.raises(OSError, match="a part cannot be read"):
        parts.join()
    assert parts.parts == [part]
    assert not out.exists()


@given(binary(max_size=60))
def test_a_footer_of_any_bytes_is_read_or_refused(data):
    file = io.BytesIO(b"PAR1" + data + len(data).to_bytes(4, "little") + b"PAR1")
    with contextlib.suppress(ValueError):
        read_footer(file)


def test_a_footer_is_written_back_as_it_was(tmp_path):
    out = tmp_path / "out.parquet"
    newsparse.arrow.write_parquet([newsparse.Article(title="a", keywords=["k"])] * 3, out)
    with out.open("rb") as file:
        footer = read_footer(file)
        file.seek(footer.at)
        written = file.read()
    again = io.BytesIO()
    write_footer(again, footer, footer.row_groups(0), footer.rows)
    assert pq.read_metadata(io.BytesIO(out.read_bytes()[: footer.at] + again.getvalue())).equals(pq.read_metadata(out))
    assert len(again.getvalue()) <= len(written)
