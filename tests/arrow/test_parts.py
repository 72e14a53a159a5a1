"""Parts of a Parquet file: whole or not there, found again, joined at the end."""

from __future__ import annotations

import pytest

import newsparse

pytest.importorskip("pyarrow")

from newsparse.arrow import ParquetParts, read_parquet, read_records  # after the skip
from newsparse.article import Result
from newsparse.record import result_record
from newsparse.registry import Registry

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
    (parts.folder / "part-00000001.arrow.unfinished").write_bytes(whole.read_bytes()[:50])
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
        patch.setattr("pyarrow.ipc.new_file", full)
        with pytest.raises(OSError, match="No space"):
            parts.save()
    assert parts.waiting == 1
    assert parts.parts == []
    parts.save()
    assert parts.join() == 1


def test_an_output_that_cannot_be_written_is_told_when_it_is_joined(tmp_path):
    out = tmp_path / "out.parquet"
    out.mkdir()
    parts = ParquetParts(out)
    parts.add(record("a"))
    parts.save()
    with pytest.raises(OSError, match=r"out\.parquet"):
        parts.join()
    out.rmdir()
    assert parts.join() == 1
    assert titles(out) == ["a"]


def test_what_is_closed_before_it_is_joined_leaves_its_parts_alone(tmp_path):
    out = tmp_path / "out.parquet"
    parts = ParquetParts(out)
    parts.add(record("a"))
    parts.save()
    parts.close()
    assert [path.name for path in tmp_path.iterdir()] == ["out.parquet.parts"]
    assert list(ParquetParts(out).values("source")) == ["a.json"]
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
