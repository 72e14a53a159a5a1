"""Imports run one way, and importing newsparse costs little."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

import newsparse

# Each layer may import the ones above it, and itself; modules on one line may know each other.
LAYERS = (
    ("errors", "foreign", "gzip_members", "hosts", "limits", "readable", "reasons", "words"),
    ("spans", "json_values", "compression", "decoding"),
    ("content", "streams"),
    ("article", "structure"),
    ("source",),
    ("format", "explanation", "markup"),
    ("blocks",),
    ("sites",),
    ("arguments",),
    ("plugins", "plugin_file"),
    ("detection",),
    ("formats",),
    ("reading",),
    ("explaining",),
    ("registry",),
    ("api", "record"),
    ("arrow", "bulk"),
    ("testing",),
    ("stats",),
    ("cli",),
)
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
# Read by everything above it: the package's own names and the entry of `python -m newsparse`.
OUTSIDE = {"__init__", "__main__"}

spec = find_spec("newsparse")
assert spec is not None
assert spec.origin is not None
PACKAGE = Path(spec.origin).parent


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def part(path: Path) -> str:
    """The layer's name that a module belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}


def nodes_that_run(tree: ast.AST) -> Iterator[ast.AST]:
    todo = [tree]
    while todo:
        node = todo.pop()
        yield node
        todo.extend(node.orelse if is_for_types(node) else ast.iter_child_nodes(node))


def imported(path: Path) -> Iterator[str]:
    """The newsparse modules that one module imports when it runs, inside functions too."""
    package = ("newsparse", *path.relative_to(PACKAGE).parent.parts)
    for node in nodes_that_run(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = ".".join(package[: len(package) + 1 - node.level]) if node.level else ""
            base = ".".join(filter(None, (start, node.module)))
            yield from (f"{base}.{alias.name}" for alias in node.names)


def layers_used(path: Path) -> set[str]:
    names = {name.split(".")[1] for name in imported(path) if name.startswith("newsparse.")}
    return {name for name in names if name in RANK}


def test_every_module_has_its_layer():
    assert {part(path) for path in modules()} - OUTSIDE <= set(RANK)


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_what_lies_below_it(path):
    own = part(path)
    if own in OUTSIDE:
        pytest.skip("the package's front door may import everything")
    upwards = {name for name in layers_used(path) if RANK[name] > RANK[own]}
    assert not upwards, f"{own} imports {sorted(upwards)}, which stand above it"


def loaded_by(statement: str) -> set[str]:
    code = f"import sys; before = set(sys.modules); {statement}; print(*set(sys.modules) - before)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in run.stdout.split()}


def test_importing_newsparse_loads_nothing_heavy():
    heavy = {"lxml", "cssselect", "hypothesis", "rich", "pyarrow", "charset_normalizer", "multiprocessing"}
    assert not loaded_by("import newsparse") & heavy


def test_importing_the_command_loads_no_extra():
    assert not loaded_by("import newsparse.cli") & {"hypothesis", "rich", "pyarrow"}


def test_the_functions_keep_their_names_when_packages_of_the_same_name_load():
    code = "import newsparse, newsparse.formats.json; newsparse.formats()"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_every_public_name_has_one_home():
    homes = sorted(name for names in newsparse._HOMES.values() for name in names)
    assert homes == sorted(newsparse.__all__) == sorted(set(homes))
    assert all(getattr(newsparse, name) is not None for name in homes)
    assert set(homes) <= set(dir(newsparse))


def test_the_package_says_that_it_is_typed():
    assert (PACKAGE / "py.typed").is_file()
