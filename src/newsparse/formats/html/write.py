"""An article as a complete, valid, semantic HTML5 document, or as a fragment of one.

The headline, the byline, the times, the lead image and the body are plain elements with schema.org
microdata; `newsparse.formats.html.own` reads them back. The same facts stand in the head once more, as
JSON-LD, Open Graph and meta tags, for those who look there. Inert by construction: each piece of text is
escaped for the place it stands in, links have only the schemes that the model allows, and nothing from
elsewhere is framed: an embedded video or post is a link to it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final

from newsparse.article import Article
from newsparse.content import Image
from newsparse.errors import WriteError
from newsparse.formats.html.write_blocks import blocks_html, escaped, figure_html, start_tag
from newsparse.readable import readable

__all__ = ["GENERATOR", "carry", "write_html"]

GENERATOR: Final = "newsparse; form=1"
"""What the documents say in their `generator` meta; the number rises when their markup changes."""

_RIGHT_TO_LEFT: Final = frozenset("ar arc ckb dv fa he iw ks ku ps sd syr ug ur yi".split())

# Allowed in JSON as they are, but not wanted in a document: what ends a script or a line of one, and the
# code points that HTML counts as errors.
_UNSAFE_IN_SCRIPT = re.compile("[<>&\u2028\u2029\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_UNSAFE_IN_META = re.compile("[\u2028\u2029\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")


def write_html(article: Article, *, fragment: bool = False) -> bytes:
    """The article as UTF-8 bytes.

    Args:
        article: The article.
        fragment: Only the blocks of the body, for a page of one's own.

    Raises:
        newsparse.WriteError: `extra` holds an integer longer than Python writes.
    """
    lines = blocks_html(article.body) if fragment else _document(article)
    return "".join(f"{line}\n" for line in lines).encode()


def carry(article: Article) -> Article:
    """What survives a document: everything."""
    return article


def _document(article: Article) -> Iterator[str]:
    language = article.language
    direction = "rtl" if language and language.partition("-")[0] in _RIGHT_TO_LEFT else None
    yield "<!DOCTYPE html>"
    yield start_tag("html", lang=language, dir=direction)
    yield "<head>"
    yield from _head(article)
    yield "</head>"
    yield "<body>"
    yield '<article itemscope itemtype="https://schema.org/NewsArticle">'
    yield "<header>"
    yield from _header(article)
    yield "</header>"
    yield '<div itemprop="articleBody">'
    yield from blocks_html(article.body)
    yield "</div>"
    yield "</article>"
    yield "</body>"
    yield "</html>"


def _head(article: Article) -> Iterator[str]:
    yield '<meta charset="utf-8">'
    yield f"<title>{escaped(article.title or article.publisher or article.url or 'Article')}</title>"
    yield '<meta name="viewport" content="width=device-width">'
    yield start_tag("meta", name="generator", content=GENERATOR)
    if article.url is not None:
        yield start_tag("link", rel="canonical", href=article.url)
    for name, content in _named(article):
        yield start_tag("meta", name=name, content=content)
    for name, content in _properties(article):
        yield start_tag("meta", property=name, content=content)
    yield f'<script type="application/ld+json">{_script_json(_linked_data(article))}</script>'


def _named(article: Article) -> Iterator[tuple[str, str]]:
    if article.summary is not None:
        yield "description", article.summary
    for name in article.authors:
        yield "author", name
    if article.archived is not None:
        yield "newsparse:archived", article.archived.isoformat()
    if article.extra:
        yield "newsparse:extra", _meta_json(article.extra.thaw())


def _properties(article: Article) -> Iterator[tuple[str, str]]:
    image = article.image
    pairs = (
        ("og:type", "article"),
        ("og:title", article.title or None),
        ("og:url", article.url),
        ("og:site_name", article.publisher),
        ("og:description", article.summary),
        ("og:image", None if image is None else image.url),
        ("og:image:alt", None if image is None else image.alt),
        ("article:published_time", _moment(article.published)),
        ("article:modified_time", _moment(article.modified)),
        *(("article:author", name) for name in article.authors),
        ("article:section", article.section),
        *(("article:tag", word) for word in article.keywords),
    )
    return ((name, content) for name, content in pairs if content is not None)


def _moment(moment: datetime | date | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _linked_data(article: Article) -> dict[str, Any]:
    """The article's facts in schema.org's words, without the body."""
    image = article.image
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title or None,
        "url": article.url,
        "mainEntityOfPage": article.url,
        "datePublished": _moment(article.published),
        "dateModified": _moment(article.modified),
        "author": [{"@type": "Person", "name": name} for name in article.authors],
        "publisher": article.publisher and {"@type": "Organization", "name": article.publisher},
        "description": article.summary,
        "image": image and _linked_image(image),
        "keywords": list(article.keywords),
        "articleSection": article.section,
        "inLanguage": article.language,
    }
    return {key: value for key, value in data.items() if value}


def _linked_image(image: Image) -> dict[str, Any]:
    data = {"@type": "ImageObject", "url": image.url, "caption": image.caption, "creditText": image.credit}
    return {key: value for key, value in data.items() if value}


def _numbered(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _script_json(data: Any) -> str:
    return _UNSAFE_IN_SCRIPT.sub(_numbered, json.dumps(data, ensure_ascii=False))


def _meta_json(data: Any) -> str:
    try:
        text = json.dumps(data, ensure_ascii=False, allow_nan=False)
    except ValueError as error:
        raise WriteError(str(error), format="html", field="extra") from error
    return _UNSAFE_IN_META.sub(_numbered, text)


def _header(article: Article) -> Iterator[str]:
    if article.title:
        yield f'<h1 itemprop="headline">{escaped(article.title)}</h1>'
    if article.authors:
        names = (f'<span itemprop="author">{escaped(name)}</span>' for name in article.authors)
        yield f'<p class="byline">{", ".join(names)}</p>'
    times = [
        f"{start_tag('time', itemprop=name, datetime=moment.isoformat())}{readable(moment)}</time>"
        for name, moment in (("datePublished", article.published), ("dateModified", article.modified))
        if moment is not None
    ]
    if times:
        yield f'<p class="dateline">{" / ".join(times)}</p>'
    if article.image is not None:
        yield figure_html(article.image)
