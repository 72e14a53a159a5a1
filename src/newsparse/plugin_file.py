"""Importing a plugin from a Python file that is not installed."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

__all__ = ["import_file", "module_name"]


def module_name(path: Path) -> str:
    """What the module in a file is called: after the file, or after the folder of an `__init__.py`."""
    return path.resolve().parent.name if path.stem == "__init__" else path.stem


def import_file(path: Path) -> ModuleType:
    """The module in a file, or the package that an `__init__.py` makes; imported once, whichever registry asks.

    It is put into `sys.modules` under its name, as a script's folder would have it, so that what it defines
    can be pickled.

    Raises:
        OSError: The file cannot be read.
        ImportError: A module of that name is imported already from somewhere else.
    """
    path = path.resolve()
    name = module_name(path)
    loaded = sys.modules.get(name)
    if loaded is not None:
        if getattr(loaded, "__file__", None) == str(path):
            return loaded
        raise ImportError(f"a module named {name!r} is imported already; rename {path.name}")
    path.open("rb").close()
    inside = [str(path.parent)] if path.stem == "__init__" else None
    spec = importlib.util.spec_from_file_location(name, path, submodule_search_locations=inside)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path.name} is no Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module
