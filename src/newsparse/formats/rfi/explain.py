"""How a seed file was read: where each field stood, what was kept, what was left out and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsparse.content import Block, Code, Embed, Heading, Paragraph, walk
from newsparse.explanation import Candidate, Dropped, Explanation, Kept
from newsparse.formats.rfi.header import cut
from newsparse.formats.rfi.outlets import outlet_for
from newsparse.formats.rfi.read import read_file

if TYPE_CHECKING:
    from newsparse.article import Article
    from newsparse.formats.rfi.header import SeedFile
    from newsparse.source import Source

__all__ = ["explain"]

_LINK = "link "


def explain(source: Source) -> Explanation:
    """What the file's parts came to.

    Raises:
        newsparse.ReadError: The head cannot be told without guessing.
        newsparse.LimitError: The body is over a limit.
    """
    seed = cut(source.utf8)
    told: list[tuple[str, str]] = []
    article = read_file(
        seed, limits=source.limits, name=source.name, told=lambda reason, words: told.append((reason, words))
    )
    place = _line_of_body(seed)
    return Explanation(
        candidates=tuple(_candidates(seed, article)),
        kept=tuple(_kept(article, place)),
        dropped=tuple(
            Dropped(place=place, text=words, reason=reason)
            for reason, words in told
            if words and not reason.startswith(_LINK)
        ),
        warnings=tuple(f"{reason}: {words}" for reason, words in told if reason.startswith(_LINK)),
    )


def _line_of_body(seed: SeedFile) -> str:
    lines = seed.data.count(b"\n", 0, seed.body[0])
    return f"line {lines + 1}"


def _candidates(seed: SeedFile, article: Article) -> Iterator[Candidate]:
    """The fields that stand in the head, and by which rules the body was read."""
    written = seed.headline
    yield Candidate(field="title", value=article.title, origin="head", chosen=True)
    if written != article.title:
        reason = "ends in the name of the site or of the column"
        yield Candidate(field="title", value=written, origin="head, as written", chosen=False, reason=reason)
    if article.url is not None:
        outlet = outlet_for(article.url)
        yield Candidate(
            field="url", value=article.url, origin="head", chosen=True, reason=f"read by the rules of {outlet.name!r}"
        )
    if article.archived is not None:
        origin = "stamp" if seed.stamp else "date line"
        yield Candidate(field="archived", value=article.archived.isoformat(), origin=origin, chosen=True)
    if article.published is not None:
        same = article.published == article.archived
        yield Candidate(
            field="published",
            value=article.published.isoformat(),
            origin="the feed's own date, in the head" if same else "body",
            chosen=True,
        )
    yield from _other_fields(seed, article)


def _other_fields(seed: SeedFile, article: Article) -> Iterator[Candidate]:
    """The fields that no line of the head says: from the body, or known of the outlet."""
    outlet = outlet_for(article.url)
    own = b"data-newsparse" in seed.part(seed.body)[:200]
    for name in ("publisher", "language"):
        value = getattr(article, name)
        if value is not None:
            origin = "body" if own else f"what is known of {outlet.name!r}"
            yield Candidate(field=name, value=value, origin=origin, chosen=True)
    facts = {
        "authors": ", ".join(article.authors),
        "summary": article.summary,
        "image": article.image and article.image.url,
        "keywords": ", ".join(article.keywords),
        "section": article.section,
        "modified": article.modified and article.modified.isoformat(),
    }
    for name, said in facts.items():
        if said:
            yield Candidate(field=name, value=said, origin="body", chosen=True)


def _kept(article: Article, place: str) -> Iterator[Kept]:
    for block in walk(article.body):
        words = _words(block)
        if words:
            yield Kept(kind=type(block).__name__.lower(), place=place, text=words)


def _words(block: Block) -> str:
    if isinstance(block, (Paragraph, Heading, Code, Embed)):
        return block.text or ""
    return ""
