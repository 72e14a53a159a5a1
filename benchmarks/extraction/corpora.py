"""Load the development corpora: pages with what a careful reader would take from them."""

from __future__ import annotations

import json
import os
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import attrs

NAMES = ("zyte", "trafilatura", "fundus", "mozilla", "newspaper4k", "wcxb")

Truth = dict[str, Any]


@attrs.frozen
class Page:
    """One page of a corpus: its bytes, and the truth about it."""

    corpus: str
    name: str
    data: bytes = attrs.field(repr=False)
    truth: Truth = attrs.field(repr=False)

    @property
    def key(self) -> str:
        """Corpus and number, the page's name in reports."""
        return f"{self.corpus}/{self.name.removesuffix('.html')}"

    @property
    def url(self) -> str | None:
        """The address the page came from, where it is known."""
        url = self.truth.get("url")
        return url.strip() if isinstance(url, str) and url.startswith("http") else None

    @property
    def host(self) -> str:
        """The site, for keeping pages of one site in one fold; the page's own key if unknown."""
        address = self.url or str(self.truth.get("id", ""))
        if "::" in address:
            # ids of some pages are "hard::site.tld-words.html", which is no address
            address = "//" + address.split("::", 1)[1].split("-", 1)[0]
        host = urlsplit(address).hostname if "//" in address else None
        return (host or self.key).removeprefix("www.")


def corpora_root() -> Path:
    """The folder of the corpora: `NEWSPARSE_CORPORA`, or its usual place next to the checkout."""
    beside = Path(__file__).parents[2].parent / "shared" / "corpora"
    return Path(os.environ.get("NEWSPARSE_CORPORA", beside))


def load(corpus: str, *, sample: int = 1) -> Iterator[Page]:
    """Yield the pages of a corpus in order.

    Args:
        corpus: One of `NAMES`.
        sample: Yield only every n-th page.

    Raises:
        FileNotFoundError: The corpus is not there.
    """
    root = corpora_root()
    lines = (root / corpus / "truth.jsonl").read_bytes().split(b"\n")
    truths = [json.loads(line) for line in lines if line]
    wanted = {truth["page"]: truth for truth in truths[::sample]}
    for name, data in _pages(root, corpus, wanted):
        yield Page(corpus, name, data, wanted[name])


def _pages(root: Path, corpus: str, wanted: dict[str, Truth]) -> Iterator[tuple[str, bytes]]:
    """Unpacked pages where `NEWSPARSE_PAGES` tells of them, else straight from the archive."""
    unpacked = os.environ.get("NEWSPARSE_PAGES")
    if unpacked:
        for name in wanted:
            yield name, (Path(unpacked) / corpus / name).read_bytes()
        return
    with tarfile.open(root / corpus / "pages.tar.xz") as archive:
        for member in archive:
            name = Path(member.name).name
            if name in wanted and (file := archive.extractfile(member)):
                yield name, file.read()
