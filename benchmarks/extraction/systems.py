"""The systems compared: newsparse, and each peer that is installed."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable, Iterable
from datetime import datetime
from importlib import metadata
from typing import Any

import attrs

from benchmarks.extraction.measures import Output

Extractor = Callable[[bytes, str | None], Output]


@attrs.frozen
class System:
    """A named way to extract articles; `load` imports it and gives the function to call."""

    name: str
    module: str
    distribution: str
    load: Callable[[], Extractor]

    @property
    def installed(self) -> bool:
        return importlib.util.find_spec(self.module) is not None

    @property
    def version(self) -> str:
        return metadata.version(self.distribution)


def _newsparse() -> Extractor:
    import newsparse

    def extract(data: bytes, url: str | None) -> Output:
        try:
            article = newsparse.parse(data, url=url)
        except newsparse.NoArticleError as error:
            if error.article is None:
                return Output()
            article = error.article
        return Output(
            text=article.text,
            title=article.title,
            authors=article.authors,
            published=article.published,
            images=tuple(image.url for image in article.images),
        )

    return extract


def _trafilatura() -> Extractor:
    import trafilatura

    def extract(data: bytes, url: str | None) -> Output:
        found = trafilatura.extract(data, url=url, output_format="json", with_metadata=True, include_comments=False)
        if not found:
            return Output()
        values = json.loads(found)
        names = (values.get("author") or "").split("; ")
        return Output(
            text=values.get("text") or "",
            title=values.get("title") or "",
            authors=_names(names),
            published=_date(values.get("date")),
            images=_names([values.get("image") or ""]),
        )

    return extract


def _readability() -> Extractor:
    from lxml import html
    from readability import Document

    def extract(data: bytes, url: str | None) -> Output:
        document = Document(data, url=url)
        tree = html.fromstring(document.summary(html_partial=True))
        return Output(text="\n".join(tree.itertext()), title=document.short_title())

    return extract


def _newspaper() -> Extractor:
    import newspaper

    def extract(data: bytes, url: str | None) -> Output:
        article = newspaper.Article(url or "https://example.org/article", fetch_images=False)
        article.download(input_html=data.decode("utf-8", "replace"))
        article.parse()
        return Output(
            text=article.text,
            title=article.title,
            authors=tuple(article.authors),
            published=article.publish_date or None,
            images=_names([article.top_image or ""]),
        )

    return extract


def _justext() -> Extractor:
    import justext

    stop_words = frozenset().union(*(justext.get_stoplist(name) for name in justext.get_stoplists()))

    def extract(data: bytes, url: str | None) -> Output:
        paragraphs = justext.justext(data, stop_words)
        return Output(text="\n".join(p.text for p in paragraphs if not p.is_boilerplate))

    return extract


def _resiliparse() -> Extractor:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding
    from resiliparse.parse.html import HTMLTree

    def extract(data: bytes, url: str | None) -> Output:
        tree = HTMLTree.parse(bytes_to_str(data, detect_encoding(data)))
        return Output(text=extract_plain_text(tree, main_content=True), title=tree.title or "")

    return extract


def _names(values: Iterable[Any]) -> tuple[str, ...]:
    return tuple(str(value) for value in values if value)


def _date(value: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(value) if value else None
    except ValueError:
        return None


SYSTEMS = (
    System("newsparse", "newsparse", "newsparse", _newsparse),
    System("trafilatura", "trafilatura", "trafilatura", _trafilatura),
    System("readability-lxml", "readability", "readability-lxml", _readability),
    System("newspaper4k", "newspaper", "newspaper4k", _newspaper),
    System("justext", "justext", "jusText", _justext),
    System("resiliparse", "resiliparse", "Resiliparse", _resiliparse),
)


def installed(names: Iterable[str] = ()) -> list[System]:
    """The systems that can run here, of those named, or of all."""
    wanted = set(names)
    return [system for system in SYSTEMS if system.installed and (not wanted or system.name in wanted)]
