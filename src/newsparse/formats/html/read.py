"""From a page to its article: own documents by their markup, all others by metadata and extraction.

A publisher's rules, where the program gave some for the page's host, go before both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

from newsparse.article import Article
from newsparse.content import text_pieces
from newsparse.errors import NoArticleError
from newsparse.explanation import Candidate, Explanation
from newsparse.formats.html import own
from newsparse.formats.html.extract import Context, Extraction, extract
from newsparse.formats.html.metadata import Metadata, read_metadata, settle_language
from newsparse.formats.html.rules import Ruled, read_rules
from newsparse.formats.html.saved import forget_copies, saved_from
from newsparse.formats.html.streamed import put_in_place
from newsparse.formats.html.walk import WalkedPage, walk
from newsparse.markup import parse_html

if TYPE_CHECKING:
    from newsparse.source import Source

__all__ = ["explain", "read"]

_NO_TEXT: Final = "it has no running text"
_NO_ARTICLE: Final = "its text is not that of an article"


@attrs.frozen
class _Reading:
    """What came of reading a page: the article, whether it is one, and the extraction if there was any."""

    article: Article
    problem: str | None = None
    extraction: Extraction | None = None
    ruled: Ruled | None = None


def read(source: Source) -> Article:
    """The article of a page.

    Raises:
        NoArticleError: The page holds none.
        LimitError: The page is over a limit.
    """
    reading = _read(source, None)
    if reading.problem is not None:
        raise NoArticleError(reading.problem, article=reading.article)
    return reading.article


def explain(source: Source) -> Explanation:
    """How the page's article was chosen: the candidates for each field, the text kept and left out."""
    candidates: list[Candidate] = []
    reading = _read(source, candidates)
    extraction = reading.extraction
    return Explanation(
        candidates=tuple(candidates),
        kept=extraction.kept() if extraction is not None else (),
        dropped=extraction.dropped() if extraction is not None else (),
        warnings=_warnings(reading),
        article=reading.article,
        error=reading.problem,
    )


def _warnings(reading: _Reading) -> tuple[str, ...]:
    """What a publisher's rules were to do and did not, and the addresses that no article can hold."""
    ruled, extraction = reading.ruled, reading.extraction
    lost = () if extraction is None else extraction.warnings()
    if ruled is None or ruled.site is None:
        return lost
    if extraction is None or extraction.scoped or ruled.scope is None or not ruled.scope.elements:
        return (*ruled.notes, *lost)
    outdated = "holds little or nothing of what reads like the article; the generic extraction decides"
    return (*ruled.notes, f"site {ruled.site.name!r}: body: {outdated}", *lost)


def _read(source: Source, trace: list[Candidate] | None) -> _Reading:
    ruled = read_rules(source, source.url)
    root = parse_html(ruled.markup, limits=source.limits, name=source.name)
    if own.is_own(root):
        written = own.read_own(root, source)
        if written is not None:
            return _Reading(written)
    page, metadata = _walked(root, source, ruled.markup, trace)
    if source.url is None and metadata.url is not None:
        # A saved page tells by itself whose rules are for it.
        ruled = read_rules(source, metadata.url)
        if ruled.site is not None and ruled.site.replace:
            root = parse_html(ruled.markup, limits=source.limits, name=source.name)
            if trace is not None:
                trace.clear()
            page, metadata = _walked(root, source, ruled.markup, trace)
    if ruled.site is not None:
        metadata, ruled = ruled.apply(root, metadata, trace)
        if ruled.scope is not None and ruled.scope.stripped:
            page = walk(root, ruled.scope.stripped)
    extraction = extract(
        root,
        page,
        Context.of(metadata),
        base_url=metadata.base,
        image=metadata.image,
        scope=ruled.scope,
        limits=source.limits,
    )
    language = metadata.language
    if ruled.site is None or ruled.site.language is None:
        language = settle_language(language, text_pieces(extraction.blocks), trace)
    article = _article(metadata, language, extraction)
    return _Reading(article, _problem(extraction, metadata), extraction, ruled)


def _walked(root: Any, source: Source, markup: bytes, trace: list[Candidate] | None) -> tuple[WalkedPage, Metadata]:
    """The page's blocks and what it says about itself."""
    put_in_place(root, markup)
    saved = saved_from(markup)
    if saved is not None:
        forget_copies(root)
    page = walk(root)
    origin = "the comment of what saved the page" if source.url is None else "given"
    return page, read_metadata(root, page, url=source.url or saved, url_origin=origin, markup=markup, trace=trace)


def _problem(extraction: Extraction, metadata: Metadata) -> str | None:
    if not extraction.blocks:
        return _NO_TEXT
    if not extraction.scoped and not extraction.is_article and metadata.is_article is not True:
        return _NO_ARTICLE
    return None


def _article(metadata: Metadata, language: str | None, extraction: Extraction) -> Article:
    return Article(
        title=metadata.title,
        body=extraction.blocks,
        url=metadata.url,
        published=metadata.published,
        modified=metadata.modified,
        authors=metadata.authors,
        language=language,
        publisher=metadata.publisher,
        summary=metadata.summary,
        image=extraction.lead_image,
        keywords=metadata.keywords,
        section=metadata.section,
        extra=metadata.extra,
    )
