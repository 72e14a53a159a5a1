"""What every test may ask for: hypothesis profiles, and the development corpora where they are present."""

from __future__ import annotations

import functools
import json
import os
import tarfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

# Time on a shared machine says nothing about the code, so neither profile measures it.
settings.register_profile(
    "ci",
    deadline=None,
    derandomize=True,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "long",
    deadline=None,
    max_examples=10_000,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ci")


class Corpora:
    """The development corpora: one folder each, with an archive of pages and their truth."""

    def __init__(self, root: Path, scratch: Path) -> None:
        self.root = root
        self._scratch = scratch

    def __repr__(self) -> str:
        return f"Corpora({str(self.root)!r})"

    def folder(self, name: str) -> Path:
        """The corpus' own folder, as it is shipped; skips where it is absent."""
        folder = self.root / name
        if not folder.is_dir():
            pytest.skip(f"no corpus {name!r} in NEWSPARSE_CORPORA")
        return folder

    @functools.cache  # noqa: B019 - one instance lives for one session
    def pages(self, name: str) -> Path:
        """The folder of one corpus' pages; unpacked once a session, when first asked for."""
        archives = sorted(self.folder(name).glob("*.tar.xz"))
        if not archives:
            return self.folder(name)
        target = self._scratch / name
        target.mkdir()
        for path in archives:
            with tarfile.open(path, "r|xz") as archive:
                archive.extractall(target, filter="data")
        inner = list(target.iterdir())
        return inner[0] if len(inner) == 1 and inner[0].is_dir() else target

    @functools.cache  # noqa: B019 - one instance lives for one session
    def truth(self, name: str, file: str = "truth.jsonl") -> list[dict[str, Any]]:
        """What a careful reader takes from each page of one corpus."""
        lines = (self.folder(name) / file).read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines if line]


@pytest.fixture(scope="session")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> Corpora:
    """The corpora of `NEWSPARSE_CORPORA`; the test is skipped where there are none."""
    root = Path(os.environ.get("NEWSPARSE_CORPORA") or ROOT.parent / "shared" / "corpora")
    if not root.is_dir():
        pytest.skip("no development corpora here; NEWSPARSE_CORPORA names their folder")
    return Corpora(root, tmp_path_factory.mktemp("corpora"))


@pytest.fixture(scope="session")
def seed_file() -> Path:
    """The seed file that is shipped in `examples/`."""
    return ROOT / "examples" / "seed.md"
