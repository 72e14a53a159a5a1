"""`newsparse new-plugin` makes a package that works; the one in `examples/` is what it makes."""

import sys
from pathlib import Path

import pytest

from newsparse import Registry
from newsparse.cli import main

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "newsparse-notes"


def files(folder):
    made = (path for path in folder.rglob("*") if path.is_file())
    unwanted = ("__pycache__", ".pytest_cache", ".egg-info", ".hypothesis", "dist", "build")
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in made
        if not any(part.endswith(unwanted) for part in path.parts[len(folder.parts) :])
    }


def test_the_example_that_the_guide_quotes_is_what_the_command_makes(tmp_path, capsys):
    assert main(["new-plugin", "notes", "--in", str(tmp_path)]) == 0
    assert "newsparse-notes" in capsys.readouterr().out
    assert files(tmp_path / "newsparse-notes") == files(EXAMPLE)


def test_the_package_reads_its_sample_under_any_name(tmp_path):
    assert main(["new-plugin", "my-own-files", "--in", str(tmp_path)]) == 0
    folder = tmp_path / "newsparse-my-own-files"
    registry = Registry([])
    try:
        name = registry.register_file(folder / "src" / "newsparse_my_own_files" / "__init__.py")
        assert name == "newsparse_my_own_files"
        sample = folder / "tests" / "rain.my-own-files"
        article = registry.parse(sample)
        assert article.title == "Rain, at last"
        assert registry.encode(article, "my-own-files") == sample.read_bytes()
    finally:
        sys.modules.pop("newsparse_my_own_files", None)


@pytest.mark.parametrize("name", ["Notes", "9lives", "a b", "../up", "", "class", "a--b", "html", "newsparse-json"])
def test_a_name_that_cannot_be_a_packages_is_refused(tmp_path, capsys, name):
    assert main(["new-plugin", name, "--in", str(tmp_path)]) == 2
    assert "is no name for a format" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "wrong"), [("class", "a keyword of Python"), ("3d", "begins with a digit"), ("a--b", "single hyphens")]
)
def test_what_is_wrong_with_a_name_is_told(tmp_path, capsys, name, wrong):
    assert main(["new-plugin", name, "--in", str(tmp_path)]) == 2
    assert wrong in capsys.readouterr().err


def test_the_packages_name_may_be_given_as_well(tmp_path):
    assert main(["new-plugin", "newsparse-notes", "--in", str(tmp_path)]) == 0
    assert [folder.name for folder in tmp_path.iterdir()] == ["newsparse-notes"]


def test_a_folder_that_is_there_already_is_left_alone(tmp_path, capsys):
    (tmp_path / "newsparse-notes").mkdir()
    assert main(["new-plugin", "notes", "--in", str(tmp_path)]) == 1
    assert "is there already" in capsys.readouterr().err
    assert list((tmp_path / "newsparse-notes").iterdir()) == []
