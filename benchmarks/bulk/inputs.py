"""The inputs of the measurements: the corpora's seed files and pages, as often as is asked for."""

from __future__ import annotations

import io
import os
import tarfile
from collections.abc import Iterator
from pathlib import Path

FOLDER_SIZE = 1000


def corpora_root() -> Path:
    """The folder of the corpora: `NEWSPARSE_CORPORA`, or its usual place next to the checkout."""
    beside = Path(__file__).parents[2].parent / "shared" / "corpora"
    return Path(os.environ.get("NEWSPARSE_CORPORA", beside))


def seed_files() -> list[bytes]:
    """The files of the corpus `archive-made`."""
    return list(_members("archive-made", ".md"))


def short_seed_files() -> list[bytes]:
    """The shortest of them, for measurements that are about how many there are."""
    return sorted(seed_files(), key=len)[:500]


def html_pages() -> list[bytes]:
    """The pages of the corpus `mozilla`."""
    return list(_members("mozilla", ".html"))


def _members(corpus: str, suffix: str) -> Iterator[bytes]:
    """The files of a corpus's archives, by name."""
    found: dict[str, bytes] = {}
    for path in sorted((corpora_root() / corpus).glob("*.tar*")):
        with tarfile.open(fileobj=io.BytesIO(_plain(path))) as archive:
            for member in archive:
                file = archive.extractfile(member) if member.name.endswith(suffix) else None
                if file is not None:
                    found[member.name] = file.read()
    for path in sorted((corpora_root() / corpus).rglob(f"*{suffix}")):
        found[str(path)] = path.read_bytes()
    if not found:
        raise SystemExit(f"no {suffix} files of {corpus} in {corpora_root()}; set NEWSPARSE_CORPORA")
    for name in sorted(found):
        yield found[name]


def _plain(path: Path) -> bytes:
    from newsparse import Limits, Source

    return Source(path=path, limits=Limits(max_decompressed_bytes=4 << 30)).data


def make_tree(folder: Path, contents: list[bytes], count: int, suffix: str, *, folder_size: int = FOLDER_SIZE) -> None:
    """Write `count` files, the contents over and over, so many in a folder; what is there is kept."""
    originals: dict[int, Path] = {}
    for number in range(count):
        path = folder / f"{number // folder_size:04}" / f"{number:07}{suffix}"
        if path.exists():
            originals.setdefault(number % len(contents), path)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        content = number % len(contents)
        if not _linked(originals.get(content), path):
            path.write_bytes(contents[content])
            originals[content] = path


def _linked(original: Path | None, path: Path) -> bool:
    """Make the file by a link: the same bytes under another name, without a gigabyte of disk."""
    if original is None:
        return False
    try:
        os.link(original, path)
    except OSError:
        return False  # a file has so many names at most
    return True
