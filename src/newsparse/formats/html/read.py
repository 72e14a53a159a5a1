"""From a page to its article: own documents by their markup, all others by metadata and extraction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsparse.article import Article
from newsparse.blocks import read_blocks
from newsparse.content import Block
from newsparse.errors import NoArticleError
from newsparse.explanation import Explanation
from newsparse.formats.html import own
from newsparse.formats.html.metadata import Metadata, guess_language, read_metadata
from newsparse.markup import parse_html

if TYPE_CHECKING:
    from newsparse.source import Source

__all__ = ["explain", "read"]


def read(source: Source) -> Article:
    """The article of a page.

    Raises:
        NoArticleError: The page holds none.
        LimitError: The page is over a limit.
    """
    root = parse_html(source.utf8, limits=source.limits, name=source.name)
    if own.is_own(root):
        written = own.read_own(root, source)
        if written is not None:
            return written
    metadata = read_metadata(root, url=source.url)
    body = _body(root, metadata.url)
    article = _article(metadata, body)
    if not body:
        raise NoArticleError("it has no running text", article=article)
    return article


def _body(root: Any, url: str | None) -> tuple[Block, ...]:
    candidates = [*root.iter("article"), *root.iter("main"), *root.iter("body")]
    best = max(candidates, key=lambda element: sum(len(p.text or "") for p in element.iter("p")), default=root)
    return read_blocks(best, base_url=url)


def _article(metadata: Metadata, body: tuple[Block, ...]) -> Article:
    article = Article(
        title=metadata.title,
        body=body,
        url=metadata.url,
        published=metadata.published,
        modified=metadata.modified,
        authors=metadata.authors,
        language=metadata.language,
        publisher=metadata.publisher,
        summary=metadata.summary,
        image=metadata.image,
        keywords=metadata.keywords,
        section=metadata.section,
        extra=metadata.extra,
    )
    if article.language is None and body:
        import attrs

        return attrs.evolve(article, language=guess_language(article.text))
    return article


def explain(source: Source) -> Explanation:
    """How the page's article was chosen."""
    return Explanation()
