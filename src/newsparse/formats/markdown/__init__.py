"""The `markdown` format: CommonMark with the tables of GitHub's dialect. Write only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsparse.format import Format

if TYPE_CHECKING:
    from newsparse.article import Article

__all__ = ["FORMAT"]


def _write(article: Article, *, front_matter: bool = False) -> bytes:
    """The article as Markdown; see `newsparse.formats.markdown.write.write_markdown`."""
    from newsparse.formats.markdown.write import write_markdown

    return write_markdown(article, front_matter=front_matter)


FORMAT: Final = Format(
    name="markdown",
    summary="CommonMark with tables, front matter if wanted",
    media_types=("text/markdown",),
    suffixes=(".md", ".markdown"),
    write=_write,
)
