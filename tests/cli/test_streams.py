"""What the command prints in encodings that lack characters, and where a standard stream is closed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import newsparse

SEED = Path(__file__).resolve().parents[2] / "examples" / "seed.md"


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "newsparse", *arguments]
    return subprocess.run(command, env={**os.environ, **environment}, capture_output=True, check=False)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
@pytest.mark.parametrize(
    "arguments",
    [["explain", str(SEED)], ["stats", str(SEED), "-j", "0"], ["parse", str(SEED)], ["parse", *[str(SEED)] * 2]],
    ids=lambda arguments: f"{arguments[0]}-{len(arguments)}",
)
def test_text_for_people_passes_through_an_encoding_that_lacks_its_characters(arguments, encoding):
    done = run(*arguments, PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    printed = done.stdout.decode(encoding)
    if arguments[0] == "stats":
        assert "  ####" in printed
        assert "\\u2588" not in printed
    else:
        assert newsparse.parse(SEED).title.encode("ascii", "backslashreplace").decode() in printed


def test_text_for_people_passes_through_a_locale_without_letters():
    done = run("parse", str(SEED), LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"published: 2024-04-05" in done.stdout


def test_several_articles_for_people_are_in_the_encoding_of_the_stream(tmp_path):
    path = tmp_path / "a.json"
    path.write_bytes(newsparse.encode(newsparse.Article(title="Käse"), "json"))
    assert "Käse\n".encode("latin-1") in run("parse", str(path), str(path), PYTHONIOENCODING="latin-1").stdout


@pytest.mark.parametrize("arguments", [["parse", str(SEED), "--to", "json"], ["explain", str(SEED), "--json"]])
def test_what_programs_read_is_utf_8_in_any_locale(arguments):
    done = run(*arguments, PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert json.loads(done.stdout.decode("utf-8"))
    assert newsparse.parse(SEED).title.encode() in done.stdout


def run_without(streams: str, *arguments: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    shell = f'exec "$@" {streams}'
    command = ["sh", "-c", shell, "sh", sys.executable, "-m", "newsparse", *arguments]
    return subprocess.run(command, capture_output=True, check=False, **options)


without_streams = pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell closes the streams")


@without_streams
@pytest.mark.parametrize(
    "arguments",
    [["parse", "-"], ["parse", "-", "--to", "json"], ["parse", "--files-from", "-"], ["explain", "-"]],
    ids=" ".join,
)
def test_a_closed_standard_input_is_told(arguments):
    done = run_without("<&-", *arguments)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().endswith("standard input is closed; name a file\n")
    assert done.stderr.count(b"\n") == 1


@without_streams
@pytest.mark.parametrize(
    "arguments",
    [
        ["parse", str(SEED)],
        ["parse", str(SEED), str(SEED)],
        ["parse", str(SEED), "--to", "json"],
        ["explain", str(SEED), "--json"],
        ["formats"],
        ["formats", "--json"],
        ["stats", str(SEED)],
    ],
    ids=lambda arguments: " ".join(Path(argument).name for argument in arguments),
)
def test_a_closed_standard_output_is_told(arguments):
    done = run_without(">&-", *arguments)
    assert done.returncode == 1
    assert done.stderr == b"newsparse: standard output is closed; nothing can be printed\n"
    assert run_without(">&- 2>&-", *arguments).returncode == 1


@without_streams
def test_articles_are_written_to_files_without_any_standard_stream(tmp_path):
    arguments = ("parse", str(SEED), str(SEED), "missing.html", "--jobs", "2", "-o", "out.jsonl")
    assert run_without("<&- >&- 2>&-", *arguments, cwd=tmp_path).returncode == 1
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert [newsparse.parse(line.encode()) for line in lines] == [newsparse.parse(SEED)] * 2


@without_streams
def test_messages_of_a_closed_standard_error_do_not_go_among_the_articles():
    assert run_without("2>&-", "parse", "missing.html", str(SEED), "--to", "text").stdout == newsparse.encode(
        newsparse.parse(SEED), "text"
    )
