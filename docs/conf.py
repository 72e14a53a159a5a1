"""How Sphinx builds the documentation."""

from __future__ import annotations

from importlib.metadata import version as installed

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
