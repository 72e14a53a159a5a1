"""What the keys of a post's front matter mean for an article, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urljoin

from newsparse import Article, Image, Source

__all__ = ["article_fields", "front_matter_of"]

_PLAIN = {
    "title": "title",
    "description": "summary",
    "lang": "language",
    "publisher": "publisher",
    "canonical_url": "url",
}
_MOMENTS = {"date": "published", "last_modified_at": "modified", "archived": "archived"}
_LISTS = {"author": "authors", "authors": "authors", "tags": "keywords", "category": "section"}
_RESERVED = frozenset({*_PLAIN, *_MOMENTS, *_LISTS, "categories", "image", "extra"})
_IMAGE_KEYS = ("alt", "caption", "credit", "href")
# With one digit, without seconds, with a space before the zone: Ruby reads all of these.
_MOMENT = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:[T ] *(\d{1,2}:\d\d(?::\d\d(?:\.\d{1,6})?)?) *(Z|UTC|[+-]\d\d:?\d\d(?::?\d\d(?:\.\d{1,6})?)?)?)?",
    re.ASCII,
)
_DAY_IN_NAME = re.compile(r"(?:^|[/\\])(\d{4}-\d{2}-\d{2})-[^/\\]*\Z")


def article_fields(metadata: Mapping[str, Any], source: Source) -> dict[str, Any]:
    """The fields of `Article` that a post's front matter gives; what it cannot give stays in `extra`."""
    taken: dict[str, Any] = {"url": source.url}
    extra = {key: value for key, value in metadata.items() if key not in _RESERVED}
    nested = metadata.get("extra")
    extra |= nested if isinstance(nested, dict) else {"extra": nested} if nested is not None else {}
    extra = {key: value.isoformat() if isinstance(value, date) else value for key, value in extra.items()}
    values = {
        **{field: _as_text(metadata.get(key)) for key, field in _PLAIN.items()},
        **{field: _moment(metadata.get(key)) for key, field in _MOMENTS.items()},
        "authors": _names(metadata),
        "keywords": _words(metadata.get("tags")),
        "section": _section(metadata),
        "image": _image(metadata.get("image"), source.url),
    }
    taken |= {field: value for field, value in values.items() if value is not None and _fits(field, value)}
    _keep_what_was_not_understood(metadata, taken, extra)
    if "published" not in taken and (day := _DAY_IN_NAME.search(source.name or "")):
        taken["published"] = _moment(day[1])
    return {**taken, "extra": extra}


def _fits(field: str, value: object) -> bool:
    """Whether an article can hold the value: the article itself says."""
    try:
        Article(**{field: value})
    except (TypeError, ValueError):
        return False
    return True


def _keep_what_was_not_understood(metadata: Mapping[str, Any], taken: Mapping[str, Any], extra: dict[str, Any]) -> None:
    for key, field in {**_PLAIN, **_MOMENTS, **_LISTS, "image": "image"}.items():
        value = metadata.get(key)
        moment = _as_said(value)
        bare_time = isinstance(moment, datetime) and moment.tzinfo is None and key in _MOMENTS
        more_than_names = any(isinstance(item, dict) for item in _as_list(value)) and key in _LISTS
        if value is not None and (bare_time or more_than_names or taken.get(field) is None):
            extra.setdefault(key, value.isoformat() if isinstance(value, date) else value)
    categories = metadata.get("categories")
    if len(_words(categories)) > 1 or (isinstance(categories, list) and len(categories) > 1):
        extra.setdefault("categories", categories)


def _as_text(value: object) -> object:
    """A title of digits, such as 1984, is a number to YAML, and one like a date is a date."""
    return str(value) if isinstance(value, (int, date)) and not isinstance(value, bool) else value


def _moment(value: object) -> datetime | date | None:
    """A moment where a zone is said, else the day."""
    moment = _as_said(value)
    return moment.date() if isinstance(moment, datetime) and moment.tzinfo is None else moment


def _as_said(value: object) -> datetime | date | None:
    """A time or a day, which YAML knows in few of their forms."""
    if not isinstance(value, str):
        return value if isinstance(value, date) else None
    match = _MOMENT.fullmatch(value.strip())
    if match is None:
        return None
    year, month, day, clock, zone = match.groups(default="")
    text = f"{year}-{month:0>2}-{day:0>2}"
    try:
        if not clock:
            return date.fromisoformat(text)
        return datetime.fromisoformat(f"{text}T{clock:0>5}" + ("Z" if zone == "UTC" else zone))
    except ValueError:
        return None


def _names(metadata: Mapping[str, Any]) -> list[str]:
    given = [metadata.get("author"), *_as_list(metadata.get("authors"))]
    flat = [item for value in given for item in _as_list(value)]
    names = [item.get("name") if isinstance(item, dict) else item for item in flat]
    return [name for name in names if isinstance(name, str) and name.strip()]


def _as_list(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _words(value: object) -> list[str]:
    """Jekyll's own rule: a text is split at spaces, a list is taken as it is."""
    items = value.split() if isinstance(value, str) else value if isinstance(value, list) else []
    return [str(item) for item in items if isinstance(item, (str, int, float)) and str(item).strip()]


def _section(metadata: Mapping[str, Any]) -> str | None:
    category = metadata.get("category")
    if isinstance(category, str):
        return category
    return next(iter(_words(metadata.get("categories"))), None)


def _image(value: object, base_url: str | None) -> Image | None:
    given = value if isinstance(value, dict) else {"path": value}
    address = given.get("path") or given.get("url")
    if not isinstance(address, str):
        return None
    rest = {key: given[key] for key in _IMAGE_KEYS if isinstance(given.get(key), str)}
    try:
        return Image(urljoin(base_url or "", address), **rest)
    except (TypeError, ValueError):
        return None


def front_matter_of(article: Article) -> dict[str, Any]:
    """The front matter that says what an article's fields say."""
    values: dict[str, Any] = {"title": article.title} if article.title else {}
    values |= {key: _written(getattr(article, field)) for key, field in _MOMENTS.items()}
    values |= {key: getattr(article, field) for key, field in _PLAIN.items() if key != "title"}
    if len(article.authors) == 1:
        values["author"] = article.authors[0]
    elif article.authors:
        values["authors"] = list(article.authors)
    values["tags"] = list(article.keywords) or None
    values["image"] = _image_value(article.image)
    extra = article.extra.thaw()
    categories = extra.get("categories")
    if categories is not None and _words(categories)[:1] == [article.section]:
        values["categories"] = extra.pop("categories")
    else:
        values["category"] = article.section
    values["extra"] = {key: extra.pop(key) for key in list(extra) if key in _RESERVED} or None
    return {key: value for key, value in {**values, **extra}.items() if value is not None or key in extra}


def _written(moment: datetime | date | None) -> object:
    """YAML knows offsets of whole minutes only; other moments are text."""
    if isinstance(moment, datetime):
        offset = moment.utcoffset()
        if offset is not None and offset.total_seconds() % 60:
            return moment.isoformat()
    return moment


def _image_value(image: Image | None) -> object:
    if image is None:
        return None
    rest = {key: getattr(image, key) for key in _IMAGE_KEYS if getattr(image, key) is not None}
    return {"path": image.url, **rest} if rest else image.url
