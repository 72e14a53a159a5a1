"""The seed format: one file of the news archive, a short head and one line of HTML.

Read by the rules of the outlet that the address belongs to (`outlets`); written so that bytes that still
say what the article says stay as they were (`write`). What does the work is imported when it is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.article import Article
from newsparse.format import Confidence, Format
from newsparse.source import Source

if TYPE_CHECKING:
    from newsparse.explanation import Explanation

__all__ = ["FORMAT"]


def _sniff(source: Source) -> Confidence:
    from newsparse.formats.rfi.signature import is_seed_file

    return Confidence.SPECIFIC if is_seed_file(source) else Confidence.NO


def _read(source: Source) -> Article:
    from newsparse.formats.rfi.read import read

    return read(source)


def _explain(source: Source) -> Explanation:
    from newsparse.formats.rfi.explain import explain

    return explain(source)


def _write(article: Article) -> bytes:
    from newsparse.formats.rfi.write import write

    return write(article)


def _carry(article: Article) -> Article:
    from newsparse.formats.rfi.write import carry

    return carry(article)


FORMAT = Format(
    name="rfi",
    summary="files of the news archive: stamp, title and address, one line of HTML",
    sniff=_sniff,
    read=_read,
    write=_write,
    carry=_carry,
    explain=_explain,
)
