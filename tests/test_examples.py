"""The scripts in `examples/` do what they say."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import newsparse
from newsparse.testing import check_format

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def tried(script: str, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-X", "utf8", str(EXAMPLES / script), *arguments]
    return subprocess.run(command, cwd=cwd, check=False, capture_output=True, encoding="utf-8")


def run(script: str, *arguments: str, cwd: Path) -> str:
    done = tried(script, *arguments, cwd=cwd)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_the_seed_file_is_shown(tmp_path):
    shown = run("parse_seed.py", cwd=tmp_path)
    assert "published: 2024-04-05 00:13:00+02:00" in shown
    assert "乌克兰外长库莱巴" in shown


def test_files_are_converted_beside_their_originals(tmp_path, seed_file):
    shutil.copy(seed_file, tmp_path)
    run("convert.py", "html", "seed.md", cwd=tmp_path)
    assert newsparse.parse(tmp_path / "seed.html") == newsparse.parse(seed_file)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("there", ["page.html", "page.json"])
def test_converting_overwrites_neither_an_input_nor_another_file(tmp_path, there):
    newsparse.dump(newsparse.Article(title="Frost"), tmp_path / "page.html")
    (tmp_path / "page.json").write_text("{}")
    before = contents(tmp_path)
    done = tried("convert.py", Path(there).suffix[1:], "page.html", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"page.html: {there} is there already, and is left as it is\n"
    assert contents(tmp_path) == before


def test_a_format_without_a_suffix_gives_its_name_for_one(tmp_path):
    frost = newsparse.Article(title="Frost", url="https://harbour.example/frost", body=["A cold night."])
    newsparse.dump(frost, tmp_path / "page.html")
    run("convert.py", "rfi", "page.html", cwd=tmp_path)
    assert newsparse.parse(tmp_path / "page.rfi") == frost


def test_each_article_of_a_container_gets_a_file(tmp_path):
    articles = [newsparse.Article(title=title) for title in ("Frost", "Ice", "Snow")]
    text = "".join(newsparse.dumps(article, "json") for article in articles)
    (tmp_path / "news.jsonl").write_text(text, encoding="utf-8")
    run("convert.py", "html", "news.jsonl", cwd=tmp_path)
    written = [newsparse.parse(tmp_path / f"{name}.html") for name in ("news", "news-2", "news-3")]
    assert written == articles


def test_what_cannot_be_converted_is_named_and_the_rest_goes_on(tmp_path):
    bracket = newsparse.Article(title="Frost", url="https://harbour.example/](http://x")
    newsparse.dump(bracket, tmp_path / "bracket.json")
    newsparse.dump(newsparse.Article(title="Ice"), tmp_path / "ice.json")
    done = tried("convert.py", "rfi", "lost.html", "bracket.json", ".", "ice.json", cwd=tmp_path)
    assert done.returncode == 1
    lost, refused, folder = done.stderr.splitlines()
    assert "No such file or directory: 'lost.html'" in lost
    assert refused.startswith("bracket.json: cannot be written as rfi: ")
    assert "'.'" in folder
    assert sorted(contents(tmp_path)) == ["bracket.json", "ice.json", "ice.rfi"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [((), "arguments are required: format, path"), (("pdf", "page.html"), "invalid choice: 'pdf'")],
)
def test_wrong_usage_is_told(tmp_path, arguments, says):
    done = tried("convert.py", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert says in done.stderr


def test_the_format_in_one_file_keeps_the_laws():
    spec = importlib.util.spec_from_file_location("custom_format", EXAMPLES / "custom_format.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    sample = b"@title Frost\n@date 2024-05-06\n@by Ada Lind\n\nA cold night.\n\nIce on the bridge.\n"
    check_format(module.BULLETIN, samples=[sample])
