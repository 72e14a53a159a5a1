"""How Sphinx builds the documentation."""

from __future__ import annotations

import re
from importlib.metadata import version as installed
from typing import Any

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

html_theme = "furo"
html_title = f"newsparse {release}"
html_extra_path = ["../src/newsparse/formats/article.schema.json"]


def mark_code(app: Any, what: str, name: str, obj: Any, options: Any, lines: list[str]) -> None:
    """Docstrings mark code with one backtick, as Markdown does; reStructuredText wants two."""
    text = re.sub(r"(?<![`:])`([^`]+)`(?!`)", r"``\1``", "\n".join(lines))
    lines[:] = re.sub(r"``(?=\w)(?<=[\w)]``)", r"``\\ ", text).split("\n")


def setup(app: Any) -> None:
    app.connect("autodoc-process-docstring", mark_code)
