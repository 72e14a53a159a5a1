"""The scripts in `examples/` do what they say."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import newsparse
from newsparse.testing import check_format

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def run(script: str, *arguments: str, cwd: Path) -> str:
    command = [sys.executable, "-X", "utf8", str(EXAMPLES / script), *arguments]
    return subprocess.run(command, cwd=cwd, check=True, capture_output=True, encoding="utf-8").stdout


def test_the_seed_file_is_shown(tmp_path):
    shown = run("parse_seed.py", cwd=tmp_path)
    assert "published: 2024-04-05 00:13:00+02:00" in shown
    assert "乌克兰外长库莱巴" in shown


def test_files_are_converted_beside_their_originals(tmp_path, seed_file):
    shutil.copy(seed_file, tmp_path)
    run("convert.py", "html", "seed.md", cwd=tmp_path)
    assert newsparse.parse(tmp_path / "seed.html") == newsparse.parse(seed_file)


def test_the_format_in_one_file_keeps_the_laws():
    spec = importlib.util.spec_from_file_location("custom_format", EXAMPLES / "custom_format.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    sample = b"@title Frost\n@date 2024-05-06\n@by Ada Lind\n\nA cold night.\n\nIce on the bridge.\n"
    check_format(module.BULLETIN, samples=[sample])
