"""Plugins as strangers ship them: installed distributions, made on disk for one test."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """A function that installs a distribution with one plugin module, gone again after the test."""
    made: list[str] = []

    def install_one(distribution: str, module: str, code: str, *, entry_point: str | None = None) -> None:
        site = tmp_path / f"site-{distribution}"
        info = site / f"{distribution.replace('-', '_')}-1.2.3.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.2.3\n", encoding="utf-8"
        )
        (info / "entry_points.txt").write_text(f"[newsparse]\n{entry_point or module} = {module}\n", encoding="utf-8")
        (site / f"{module}.py").write_text(textwrap.dedent(code), encoding="utf-8")
        monkeypatch.syspath_prepend(str(site))
        made.append(module)

    yield install_one
    for module in made:
        sys.modules.pop(module, None)
