"""The project's chores. `nox` alone runs the whole test suite on every supported Python that is present."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import nox

PROJECT = nox.project.load_toml("pyproject.toml")
PYTHONS = nox.project.python_versions(PROJECT)
OLDEST = PYTHONS[0]
# Those that say something about the core modules; the others would only take their time.
CORE_TESTS = [f"tests/{name}" for name in ("core", "plugins", "writers", "sites", "arrow", "test_data.py")]
PLUGINS = sorted(path.parent for path in Path("examples").glob("newsparse-*/pyproject.toml"))

nox.needs_version = ">=2024.10.9"
nox.options.sessions = ["tests"]
nox.options.error_on_missing_interpreters = False
nox.options.reuse_venv = "yes"


def let_pyenv_shims_run() -> None:
    """Name every version of pyenv's, whose shims otherwise exist and fail for all but the global one."""
    if "PYENV_VERSION" in os.environ or not shutil.which("pyenv"):
        return
    listed = subprocess.run(["pyenv", "versions", "--bare"], capture_output=True, text=True, check=False)
    versions = [name for name in listed.stdout.split() if re.fullmatch(r"3\.\d+\.\d+", name)]
    supported = [name for name in versions if name.rpartition(".")[0] in PYTHONS]
    if supported:
        os.environ["PYENV_VERSION"] = ":".join(supported)


let_pyenv_shims_run()


def group(name: str) -> list[str]:
    return list(nox.project.dependency_groups(PROJECT, name))


def install(session: nox.Session, *groups: str, extras: str = "cli,testing,arrow") -> None:
    """Install the wheel that a user would get, never the checkout."""
    needed = [requirement for name in groups for requirement in group(name)]
    session.install(f".[{extras}]" if extras else ".", *needed)


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """The whole test suite, against the installed wheel."""
    install(session, "tests")
    session.run("pytest", "-n", "auto", *session.posargs)


@nox.session(python=OLDEST)
def lint(session: nox.Session) -> None:
    """Style and complexity."""
    session.install(*group("lint"))
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")


@nox.session(python=OLDEST)
def types(session: nox.Session) -> None:
    """Strict types, in the package and for someone who uses it."""
    install(session, "types")
    session.run("mypy")


@nox.session(python=OLDEST)
def docs(session: nox.Session) -> None:
    """Build the pages with warnings as errors, and run every example in them and in docstrings."""
    install(session, "docs_examples", extras="cli,testing,arrow,docs")
    session.run("sphinx-build", "-W", "-n", "-b", "html", "docs", "docs/_build/html")
    session.run("pytest", "README.md", "docs", "src", *session.posargs)


@nox.session(python=OLDEST)
def coverage(session: nox.Session) -> None:
    """Every branch of the core modules is taken by some test."""
    install(session, "tests", "coverage")
    session.run("coverage", "run", "-m", "pytest", "-q", *CORE_TESTS, *session.posargs)
    session.run("coverage", "report")


@nox.session(python=OLDEST)
def min_deps(session: nox.Session) -> None:
    """The suite with the lowest versions that the package says it can live with."""
    project = PROJECT["project"]
    asked = [*project["dependencies"]]
    for extra in ("cli", "testing", "arrow"):
        asked += project["optional-dependencies"][extra]
    lowest = [requirement.replace(">=", "==") for requirement in asked]
    session.install(".", *lowest, *group("tests"))
    session.run("pytest", "-n", "auto", *session.posargs)


@nox.session(python=OLDEST)
def fuzz(session: nox.Session) -> None:
    """The properties, at length and with fresh luck."""
    install(session, "tests")
    session.run("pytest", "-m", "hypothesis", "--hypothesis-profile=long", *session.posargs)


@nox.session(python=OLDEST)
def bench(session: nox.Session) -> None:
    """The figures of `docs/benchmarks.md`, or one of them: `nox -s bench -- extraction zyte --no-time`."""
    install(session, "bench")
    for command in [session.posargs] if session.posargs else [["extraction"], ["bulk"], ["arrow"]]:
        session.run("python", "-m", f"benchmarks.{command[0]}", *command[1:])


@nox.session(python=OLDEST)
def examples(session: nox.Session) -> None:
    """Build the plugin packages in `examples/` and test each in a clean environment of its own."""
    session.install("build")
    wheels = Path(session.create_tmp()).resolve()
    for folder in (Path(), *PLUGINS):
        session.run("python", "-m", "build", "--wheel", "--outdir", str(wheels), str(folder), silent=True)
    (core,) = wheels.glob("newsparse-*.whl")
    for folder in PLUGINS:
        (own,) = wheels.glob(f"{folder.name.replace('-', '_')}-*.whl")
        python = wheels / folder.name / ("Scripts" if os.name == "nt" else "bin") / "python"
        session.run("python", "-m", "venv", "--clear", str(wheels / folder.name), silent=True)
        session.run(str(python), "-m", "pip", "install", "-q", f"{core}[testing]", f"{own}[tests]", external=True)
        with session.chdir(folder):
            session.run(str(python), "-m", "pytest", *session.posargs, external=True)


@nox.session(python=OLDEST)
def engines(session: nox.Session) -> None:
    """The programs of the pages on Spark and Ray, on clusters of two workers, one of which is killed; needs Java."""
    install(session, "engines", extras="arrow,spark,ray")
    session.install("./examples/newsparse-warc", "--no-deps")
    session.run("python", "examples/engines/check.py", *session.posargs)
