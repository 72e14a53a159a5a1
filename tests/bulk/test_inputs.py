from __future__ import annotations

import os
import sys
import tracemalloc
from pathlib import Path

import pytest

from newsparse.bulk.inputs import expand


@pytest.mark.parametrize("run", [1, 3, 4096])
def test_files_and_folders_of_a_folder_come_by_name(tmp_path, monkeypatch, run):
    monkeypatch.setattr("newsparse.bulk.listing._RUN", run)
    # A folder's name sorts as it is, whatever it is marked with while it waits.
    for name in ("b", "b.c", "b-", "ä", "文", "a", "c.d"):
        (tmp_path / name).mkdir() if name in ("b", "ä") else (tmp_path / name).touch()
    (tmp_path / "b" / "x").touch()
    (tmp_path / "ä" / "x").touch()
    names = [Path(input.name).relative_to(tmp_path).as_posix() for input in expand(tmp_path)]
    assert names == ["a", "b/x", "b-", "b.c", "c.d", "ä/x", "文"]


@pytest.fixture
def saved(tmp_path):
    """Pages as a browser saves them, with a folder for each."""
    for name in ("a.html", "a_files/a.css", "a_files/b.html", "b.html", "b.css", "2019/c.html", "2019/x_files/d.html"):
        path = tmp_path / "saved_files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return tmp_path / "saved_files"


def relative(folder, inputs):
    return [Path(input.name).relative_to(folder).as_posix() for input in inputs]


@pytest.mark.parametrize(
    ("exclude", "left"),
    [
        (["*_files"], ["2019/c.html", "a.html", "b.css", "b.html"]),
        (["*_files/", "*.css"], ["2019/c.html", "a.html", "b.html"]),
        (["2019/*"], ["a.html", "a_files/a.css", "a_files/b.html", "b.css", "b.html"]),
        (["2019/x_files", "a*"], ["2019/c.html", "b.css", "b.html"]),
        (["[ab].html", "*.css"], ["2019/c.html", "2019/x_files/d.html"]),
        (["*"], []),
        ([], ["2019/c.html", "2019/x_files/d.html", "a.html", "a_files/a.css", "a_files/b.html", "b.css", "b.html"]),
    ],
)
def test_what_is_excluded_is_left_out_of_folders_by_name_and_by_path(saved, exclude, left):
    assert relative(saved, expand(saved, exclude=exclude)) == left
    found = expand(f"{saved}/**/*.*", exclude=exclude)
    assert sorted(relative(saved, found)) == left


def test_what_is_named_is_read_even_if_it_is_excluded(saved):
    found = expand([saved / "a.html", saved / "a_files"], exclude=["a.html", "a_files"])
    assert relative(saved, found) == ["a.html", "a_files/a.css", "a_files/b.html"]


def test_names_that_are_left_out_crowd_no_folder(saved):
    crowded = [input for input in expand(saved) if input.crowded]
    assert relative(saved, crowded) == ["a.html", "b.css", "b.html"]
    assert not [input for input in expand(saved, exclude=["*.css"]) if input.crowded]


@pytest.mark.parametrize(
    ("exclude", "complaint"),
    [("*.css", "exclude: expected a list of patterns, not str"), ([3], r"exclude\[0\]: expected a str, not int")],
)
def test_patterns_of_another_type_are_refused_at_once(exclude, complaint):
    with pytest.raises(TypeError, match=complaint):
        expand("folder", exclude=exclude)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have names that are valid text only")
def test_names_that_are_no_text_come_as_they_are(tmp_path):
    name = os.fsdecode(b"caf\xe9")
    (tmp_path / name).touch()
    (tmp_path / f"{name}-folder").mkdir()
    (tmp_path / f"{name}-folder" / name).touch()
    found = [input.source for input in expand(tmp_path)]
    assert found == [str(tmp_path / name), str(tmp_path / f"{name}-folder" / name)]


@pytest.mark.parametrize(
    ("names", "crowded"),
    [
        (["a.html", "b.html"], False),
        (["a.html", "a.md"], True),
        (["a.html.gz", "a.md"], True),
        (["a.html.gz", "a.html.xz"], True),
        (["a", "a b", "a-b.html", "a.html"], True),
        (["a", "a b", "a-b.html", "b.html"], False),
        (["a/", "a.html"], False),
        (["a.x.html", "a.y.html"], False),
    ],
)
@pytest.mark.parametrize("run", [1, 4096])
def test_files_that_differ_in_their_suffixes_alone_are_told(tmp_path, monkeypatch, names, crowded, run):
    monkeypatch.setattr("newsparse.bulk.listing._RUN", run)
    for name in names:
        (tmp_path / name).mkdir() if name.endswith("/") else (tmp_path / name).touch()
    assert {input.crowded for input in expand(tmp_path)} == {crowded}


def test_a_folder_is_held_as_little_more_than_the_characters_of_its_names(tmp_path, monkeypatch):
    monkeypatch.setattr("newsparse.bulk.listing._RUN", 100)
    for number in range(3000):
        (tmp_path / f"{number:020}").touch()
    inputs = expand(tmp_path)
    next(inputs)
    del inputs
    tracemalloc.start()
    try:
        inputs = expand(tmp_path)
        next(inputs)
        held, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held < 3000 * 21 * 1.5
    assert peak < 3000 * 21 * 2
