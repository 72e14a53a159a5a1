"""How Sphinx builds the documentation."""

from __future__ import annotations

import re
from importlib.metadata import version as installed
from typing import Any

from sphinx.util.nodes import make_refnode

project = "newsparse"
author = "the newsparse authors"
copyright = "2026, the newsparse authors"
release = version = installed("newsparse")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx.ext.viewcode"]
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence", "deflist", "smartquotes"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented_params"
autoclass_content = "class"
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True

# The standard library and hypothesis have pages of their own, which this build does not fetch; the rest are aliases.
nitpick_ignore_regex = [
    ("py:.*", r"(collections\.abc|contextlib|datetime|hypothesis|os)\..*|date|datetime"),
    ("py:class", r"Block|SourceLike|FrozenMapping|(pa|pyarrow)\..*"),
]

html_theme = "furo"
html_title = f"newsparse {release}"
html_extra_path = ["../src/newsparse/formats/article.schema.json"]


def mark_code(app: Any, what: str, name: str, obj: Any, options: Any, lines: list[str]) -> None:
    """Docstrings mark code with one backtick, as Markdown does; reStructuredText wants two."""
    text = re.sub(r"(?<![`:])`([^`]+)`(?!`)", r"``\1``", "\n".join(lines))
    lines[:] = re.sub(r"``(?=\w)(?<=[\w)]``)", r"``\\ ", text).split("\n")


def find_by_its_own_name(app: Any, env: Any, node: Any, contnode: Any) -> Any:
    """Public names stand in `newsparse`, whichever module they are documented from."""
    if node.get("refdomain") != "py":
        return None
    name = node["reftarget"].rpartition(".")[2]
    objects = env.get_domain("py").objects
    found = [target for target in objects if target.rpartition(".")[2] == name and target.startswith("newsparse.")]
    if len(found) != 1:
        return None
    entry = objects[found[0]]
    return make_refnode(app.builder, node["refdoc"], entry.docname, entry.node_id, contnode, found[0])


def setup(app: Any) -> None:
    app.connect("autodoc-process-docstring", mark_code)
    app.connect("missing-reference", find_by_its_own_name)
