"""What the command prints in encodings that lack characters, and where a standard stream is closed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import newsparse

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
SEED = EXAMPLES / "seed.md"


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "newsparse", *arguments]
    return subprocess.run(command, env={**os.environ, **environment}, capture_output=True, check=False)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
@pytest.mark.parametrize(
    "arguments",
    [["explain", str(SEED)], ["stats", str(EXAMPLES), "-j", "0"], ["parse", str(SEED)], ["parse", *[str(SEED)] * 2]],
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
