"""The `Article`: one immutable value for whatever file it came from. Knows no format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import attrs

from newsparse.content import (
    Block,
    Heading,
    Image,
    Paragraph,
    Span,
    Table,
    as_blocks,
    each,
    single_line,
    text_pieces,
    walk,
)
from newsparse.json_values import FrozenMapping, JSONValue
from newsparse.spans import WEB, address

if TYPE_CHECKING:
    from newsparse.errors import NewsparseError
    from newsparse.source import Source

__all__ = ["Article", "FrozenMapping", "JSONValue", "Link", "Result", "language_case"]

_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")


def _title(value: str) -> str:
    return single_line(value, "Article.title")


def _optional(value: str | None, field: str) -> str | None:
    return None if value is None else single_line(value, f"Article.{field}") or None


def _publisher(value: str | None) -> str | None:
    return _optional(value, "publisher")


def _summary(value: str | None) -> str | None:
    return _optional(value, "summary")


def _section(value: str | None) -> str | None:
    return _optional(value, "section")


def _names(value: Iterable[str], where: str) -> tuple[str, ...]:
    if isinstance(value, (str, bytes)):
        raise TypeError(f"{where}: expected a sequence of str, not one {type(value).__name__}; write [{value!r}]")
    names = tuple(single_line(item, where) for item in each(value, where, "a sequence of str"))
    if not all(names):
        raise ValueError(f"{where}: holds an empty str; leave it out")
    return names


def _authors(value: Iterable[str]) -> tuple[str, ...]:
    return _names(value, "Article.authors")


def _keywords(value: Iterable[str]) -> tuple[str, ...]:
    return _names(value, "Article.keywords")


def _web_address(value: str | None) -> str | None:
    if value is None:
        return None
    return address(value, "Article.url", WEB)


def _aware(value: datetime, where: str) -> datetime:
    offset = value.utcoffset()
    if offset is None:
        raise ValueError(
            f"{where}: {value.isoformat()} has no time zone; give it one, or use a date and keep the bare time in extra"
        )
    if type(value.tzinfo) is timezone:
        return value
    return value.replace(tzinfo=timezone(timedelta(seconds=round(offset.total_seconds()))), fold=0)


def _moment(value: datetime | date | None, where: str) -> datetime | date | None:
    if isinstance(value, datetime):
        return _aware(value, where)
    if value is None or isinstance(value, date):
        return value
    raise TypeError(f"{where}: expected a datetime or a date, not {type(value).__name__}")


def _published(value: datetime | date | None) -> datetime | date | None:
    return _moment(value, "Article.published")


def _modified(value: datetime | date | None) -> datetime | date | None:
    return _moment(value, "Article.modified")


def _archived(value: datetime | None) -> datetime | None:
    if value is None:
        return None
    if not isinstance(value, datetime):
        raise TypeError(f"Article.archived: expected a datetime, not {type(value).__name__}")
    return _aware(value, "Article.archived")


def _language(value: str | None) -> str | None:
    """A language tag, checked."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise TypeError(f"Article.language: expected a str, not {type(value).__name__}")
    if not _LANGUAGE.fullmatch(value):
        raise ValueError(f"Article.language: {value[:80]!r} is no BCP 47 language tag, such as 'en' or 'zh-Hans'")
    return language_case(value)


def language_case(tag: str) -> str:
    """A language tag in the case that RFC 5646, section 2.1.1 recommends."""
    first, *rest = tag.split("-")
    parts = [first.lower()]
    after_singleton = len(first) == 1
    for part in rest:
        if len(part) == 2 and not after_singleton:
            parts.append(part.upper())
        elif len(part) == 4 and part.isalpha() and not after_singleton:
            parts.append(part.title())
        else:
            parts.append(part.lower())
        after_singleton = after_singleton or len(part) == 1
    return "-".join(parts)


def _image(value: Image | None) -> Image | None:
    if value is not None and not isinstance(value, Image):
        raise TypeError(f"Article.image: expected an Image, not {type(value).__name__}")
    return value


def _extra(value: Mapping[str, JSONValue]) -> FrozenMapping:
    if isinstance(value, FrozenMapping):
        return value
    if not isinstance(value, Mapping):
        raise TypeError(f"Article.extra: expected a mapping, not {type(value).__name__}")
    return FrozenMapping(value, where="Article.extra")


def _body(value: str | Iterable[Block | str]) -> tuple[Block, ...]:
    return as_blocks(value, "Article.body")


@attrs.frozen
class Link:
    """A link of the body: its words and its absolute address."""

    text: str
    url: str


_EMPTY = FrozenMapping()


@attrs.frozen(kw_only=True, repr=False)
class Article:
    """One article: what was written, by whom, when, and where it stood.

    Attributes:
        title: The headline without the site's name; empty only where the source has none.
        body: The article in reading order. A visible standfirst is its first block.
        url: The page's canonical address where it is on the site it came from, else the one given.
        published: First publication: an aware `datetime` of fixed offset, or a `date` where the
            source knows only the day or gives a time without a zone. Of a web page that is no news and
            dates itself by its present edition, the day of that.
        modified: Last change, in the same form.
        archived: When an archive or a feed stamped it.
        authors: People's names in order, without "By" and job titles.
        language: A BCP 47 tag.
        publisher: The site's or paper's name.
        summary: The standfirst, or the page's description.
        image: The lead image, not repeated in the body.
        keywords: Tags, as given.
        section: The section of the site or paper.
        extra: JSON values a format knows that have no field here; not part of the hash.
        origin: What it was read from, for writers that give bytes back. Not part of equality,
            hash or repr, and left behind by pickle.
    """

    title: str = attrs.field(default="", converter=_title)
    body: tuple[Block, ...] = attrs.field(default=(), converter=_body)
    url: str | None = attrs.field(default=None, converter=_web_address)
    published: datetime | date | None = attrs.field(default=None, converter=_published)
    modified: datetime | date | None = attrs.field(default=None, converter=_modified)
    archived: datetime | None = attrs.field(default=None, converter=_archived)
    authors: tuple[str, ...] = attrs.field(default=(), converter=_authors)
    language: str | None = attrs.field(default=None, converter=_language)
    publisher: str | None = attrs.field(default=None, converter=_publisher)
    summary: str | None = attrs.field(default=None, converter=_summary)
    image: Image | None = attrs.field(default=None, converter=_image)
    keywords: tuple[str, ...] = attrs.field(default=(), converter=_keywords)
    section: str | None = attrs.field(default=None, converter=_section)
    extra: FrozenMapping = attrs.field(default=_EMPTY, converter=_extra, hash=False)
    origin: Source | None = attrs.field(default=None, eq=False, repr=False)

    @property
    def text(self) -> str:
        """The reading text, a blank line between its pieces.

        Headings, paragraphs, quotes, list items, table rows, code and embedded posts; not captions.
        """
        return "\n\n".join(self.paragraphs)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The pieces that `text` is made of, in reading order; tabs part the cells of a table row."""
        return tuple(text_pieces(self.body))

    @property
    def images(self) -> tuple[Image, ...]:
        """Every picture, the lead image first."""
        inner = tuple(block for block in walk(self.body) if isinstance(block, Image))
        return inner if self.image is None else (self.image, *inner)

    @property
    def links(self) -> tuple[Link, ...]:
        """The links of the running text, in reading order."""
        return tuple(
            Link(span.text.strip(), span.href)
            for block in walk(self.body)
            for span in _spans(block)
            if span.href is not None
        )

    @property
    def word_count(self) -> int:
        """How many words `text` has.

        Han characters and kana count one each; scripts without spaces between words (Thai, Lao,
        Khmer, Burmese) count one word for five letters.
        """
        from newsparse.words import count_words

        return count_words(self.text)

    @property
    def published_on(self) -> date | None:
        """The day of publication, by the publisher's own offset."""
        return self.published.date() if isinstance(self.published, datetime) else self.published

    def to_dict(self) -> dict[str, Any]:
        """The article as JSON values, as the published JSON Schema describes them."""
        from newsparse.structure import article_to_dict

        return article_to_dict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Article:
        """The article that `to_dict` gave; keys it does not know go to `extra`.

        Raises:
            TypeError: A value is of the wrong type; the message names its place.
            ValueError: A value is not one the field can hold; the message names its place.
        """
        from newsparse.structure import article_from_dict

        return article_from_dict(data)

    def __repr__(self) -> str:
        title = self.title if len(self.title) <= 50 else self.title[:49] + "…"
        day = f", {self.published_on}" if self.published else ""
        return f"<Article {title!r}{day}, {len(self.body)} blocks>"

    def __getstate__(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in _CARRIED}

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name in _FIELDS:
            object.__setattr__(self, name, state.get(name))


_FIELDS = tuple(field.name for field in attrs.fields(Article))
_CARRIED = tuple(name for name in _FIELDS if name != "origin")
_set_field = object.__setattr__


def trusted_article(article: Article, origin: Source | None) -> Article:
    """What `attrs.evolve(article, origin=origin)` gives, without checking every field again."""
    copy = Article.__new__(Article)
    for name in _CARRIED:
        _set_field(copy, name, getattr(article, name))
    _set_field(copy, "origin", origin)
    return copy


def _spans(block: Block) -> tuple[Span, ...]:
    if isinstance(block, (Paragraph, Heading)):
        return block.spans
    if isinstance(block, Table):
        return tuple(span for row in block.rows for cell in row for span in cell.spans)
    return ()


@attrs.frozen
class Result:
    """What became of one input of `parse_all` or `parse_many`: an article or an error.

    Attributes:
        source: The input's name.
        article: The article, `None` where there is an error.
        error: Why there is no article, `None` where there is one.
        seconds: Wall-clock time spent on this input, where it was measured.
        format: The name of the format that read it, where one was chosen.
    """

    source: str
    article: Article | None = None
    error: NewsparseError | OSError | None = None
    seconds: float | None = attrs.field(default=None, eq=False)
    format: str | None = None

    def __attrs_post_init__(self) -> None:
        if (self.article is None) == (self.error is None):
            raise ValueError("Result: has either an article or an error")

    @property
    def ok(self) -> bool:
        """Whether there is an article."""
        return self.article is not None

    def unwrap(self) -> Article:
        """The article; raises the error where there is none."""
        if self.article is None:
            assert self.error is not None  # __attrs_post_init__ refuses a result with neither
            raise self.error
        return self.article
