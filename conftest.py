"""Runs the examples of the documentation: `pytest README.md docs src`.

Blocks marked `python` or `pycon` run in one namespace a page, in a folder that holds a copy of `examples/`.
In a block marked `console`, lines that begin with `$ ` are commands, and the lines below each are what it
prints, where `...` stands for anything; a command that shows nothing must succeed. Other blocks are not run.
"""

from __future__ import annotations

import doctest
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sybil import Example, Sybil
from sybil.document import PythonDocStringDocument
from sybil.evaluators.doctest import DocTestEvaluator
from sybil.parsers.abstract import DocTestStringParser
from sybil.parsers.myst import CodeBlockParser, PythonCodeBlockParser, SkipParser
from sybil.parsers.rest import DocTestParser

ROOT = Path(__file__).resolve().parent
# What Sphinx has built holds copies of the pages, one of which pytest takes for a doctest by its name.
collect_ignore = ["docs/_build"]
LENIENT = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder that a page's examples run in."""
    folder = tmp_path_factory.mktemp("page")
    shutil.copytree(ROOT / "examples", folder / "examples", ignore=shutil.ignore_patterns("__pycache__"))
    before = Path.cwd()
    os.chdir(folder)
    yield folder
    os.chdir(before)


def commands(text: str) -> Iterator[tuple[str, str]]:
    """Each command of a console block, and what it is to print."""
    for part in ("\n" + text).split("\n$ ")[1:]:
        command, _, output = part.partition("\n")
        while command.endswith("\\"):
            more, _, output = output.partition("\n")
            command = command[:-1] + more.lstrip("> ")
        yield command, output


def run_console(example: Example) -> str | None:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    checker = doctest.OutputChecker()
    for command, expected in commands(example.parsed):
        run = subprocess.run(
            command,
            shell=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            env={**os.environ, "PATH": path, "PYTHONUTF8": "1", "COLUMNS": "100"},
            check=False,
        )
        if not expected.strip() and run.returncode:
            return f"{command}\nended with status {run.returncode}:\n{run.stdout}"
        if expected.strip() and not checker.check_output(expected, run.stdout, LENIENT):
            return f"{command}\nprinted:\n{run.stdout}\nand not:\n{expected}"
    return None


class SessionParser(CodeBlockParser):
    """Blocks marked `pycon`."""

    def __init__(self) -> None:
        super().__init__("pycon")
        self.sessions = DocTestStringParser(DocTestEvaluator(LENIENT))

    def evaluate(self, example: Example) -> str | None:
        for region in self.sessions(example.parsed, example.path):
            region.adjust(example.region, example.parsed)
            result = region.evaluator(Example(example.document, example.line, 0, region, example.document.namespace))
            if result:
                return str(result)
        return None


pages = Sybil(
    parsers=[
        PythonCodeBlockParser(doctest_optionflags=LENIENT),
        SessionParser(),
        CodeBlockParser("console", run_console),
        SkipParser(),
    ],
    patterns=["README.md", "docs/*.md"],
    fixtures=["workspace"],
)
docstrings = Sybil(
    parsers=[DocTestParser(LENIENT)],
    patterns=["src/**/*.py"],
    document_types={".py": PythonDocStringDocument},
    fixtures=["workspace"],
)
pytest_collect_file = (pages + docstrings).pytest()
