"""Jekyll posts: YAML front matter over an HTML or Markdown body."""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsparse import Article, Block, Confidence, Format, Source, WriteError, hookimpl
from newsparse.formats.html.fragment import read_fragment, read_own_fragment, write_fragment
from newsparse_jekyll.fields import article_fields, front_matter_of
from newsparse_jekyll.front_matter import dump_front_matter, split_post

__all__ = ["JEKYLL", "newsparse_formats"]

_FRONT_MATTER = re.compile(
    rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n(?:[^\r\n]*+\r?\n){0,500}?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)"
)
_KEY = re.compile(rb"^(?:title|layout|date|categories|tags|author|permalink)[ \t]*:", re.MULTILINE)
_LIQUID = re.compile(r"\{(?=[{%])")
_HTML_SUFFIXES = (".html", ".htm")


def sniff(source: Source) -> Confidence:
    """Front matter with a key that posts have; other front matter may be anything."""
    match = _FRONT_MATTER.match(source.head)
    if match is None:
        return Confidence.NO
    return Confidence.SPECIFIC if _KEY.search(match[0]) else Confidence.GENERIC


def read(source: Source) -> Article:
    """The post."""
    metadata, body = split_post(source.text)
    fields = article_fields(metadata, source)
    return Article(**fields, body=_blocks(body, source, fields["url"]))


def _blocks(body: str, source: Source, base_url: str | None) -> tuple[Block, ...]:
    written_by_us = read_own_fragment(body, limits=source.limits)
    if written_by_us is not None:
        return written_by_us
    is_html = (source.name or "").lower().endswith(_HTML_SUFFIXES)
    html = body if is_html else _markdown_as_html(body)
    return read_fragment(html, base_url=base_url, limits=source.limits)


def _markdown_as_html(text: str) -> str:
    from markdown_it import MarkdownIt

    # What nests deeper than that is left out by markdown-it; its own limit, 20, is that of ten lists.
    return str(MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"]).render(text))


def write(article: Article) -> bytes:
    """The post, with an HTML body.

    Raises:
        WriteError: `extra` holds a number that YAML libraries do not write.
    """
    try:
        front_matter = dump_front_matter(front_matter_of(article))
    except ValueError as error:
        raise WriteError(str(error), format="jekyll", field="extra") from error
    # Jekyll runs what looks like a Liquid tag; a reference to the brace looks like none.
    body = _LIQUID.sub("&#123;", write_fragment(article.body))
    return f"---\n{front_matter}---\n{body}".encode()


JEKYLL = Format(
    name="jekyll",
    summary="Posts of Jekyll and its kin: YAML front matter over HTML or Markdown",
    suffixes=(".md", ".markdown"),
    sniff=sniff,
    read=read,
    write=write,
)


@hookimpl
def newsparse_formats() -> Iterable[Format]:
    """The formats that this plugin adds."""
    return [JEKYLL]
