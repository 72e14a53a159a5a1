"""The front page's two commands are all the set-up there is, and the first one shows the article."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SETUP = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Set up")[2].partition("\n## ")[0]
COMMANDS = re.findall(r"```shell\n(.*?)```", SETUP, re.DOTALL)


def test_two_lines_do_all_the_setting_up():
    assert [command.count("\n") for command in COMMANDS] == [1, 1]
    assert COMMANDS[1].rstrip().endswith("nox")


def test_the_first_command_shows_the_whole_article():
    main_job = COMMANDS[0].partition("&&")[2].split()
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    env = {**os.environ, "PATH": path, "PYTHONUTF8": "1"}
    run = subprocess.run(main_job, cwd=ROOT, env=env, capture_output=True, encoding="utf-8", check=True)
    assert not run.stderr
    for part in (
        "北约希望向基辅派送更多的防空系统，但没有做出具体的承诺",
        "2024-04-05",
        "00:13",
        "zh",
        "NATO-DEFENCE.JPG",
        "造成数人死亡，约35万人断电。",
    ):
        assert part in run.stdout
    assert "分享" not in run.stdout
