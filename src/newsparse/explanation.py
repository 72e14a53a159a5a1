"""`Explanation`: what was chosen, kept and dropped in reading one source, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from newsparse.article import Article

__all__ = ["Candidate", "Dropped", "Explanation", "FormatBid", "Kept"]


@attrs.frozen(kw_only=True)
class FormatBid:
    """What one format said of the source.

    Attributes:
        format: The format's name.
        plugin: The plugin it comes from.
        verdict: Its bid in words.
        chosen: Whether it read the source.
    """

    format: str
    plugin: str
    verdict: str
    chosen: bool


@attrs.frozen(kw_only=True)
class Candidate:
    """A value that a field of the article could have had.

    Attributes:
        field: The field's name.
        value: The value in words.
        origin: Where it stood: a JSON-LD path, a meta tag, a selector, the text.
        chosen: Whether it became the field's value.
        reason: Why it was chosen or passed over.
    """

    field: str
    value: str
    origin: str
    chosen: bool
    reason: str = ""


@attrs.frozen(kw_only=True)
class Kept:
    """A block of the body, where it stood, and the score that kept it.

    Attributes:
        kind: The block's type in lower case.
        place: Where in the source it stood, for HTML an XPath.
        text: Its words.
        score: The scorer's probability that it belongs to the article; `None` where a rule decided.
    """

    kind: str
    place: str
    text: str
    score: float | None = None


@attrs.frozen(kw_only=True)
class Dropped:
    """A run of words that is in no block and no field.

    Attributes:
        place: Where in the source it stood, for HTML an XPath.
        text: The words.
        reason: The rule, or `score`, that left it out.
        score: The scorer's probability that it belongs to the article, where the score decided.
    """

    place: str
    text: str
    reason: str
    score: float | None = None


@attrs.frozen(kw_only=True)
class Explanation:
    """How one source was read.

    Attributes:
        source: The source's name.
        format: The name of the format that read it, `None` where none did. Of a container of one document it is that
            document's, as is all that follows.
        bids: What each format said, of such a container first and of its document then.
        encoding: The codec the bytes were decoded with, where they were.
        encoding_how: What settled it.
        encoding_label: The label that was followed or passed over.
        candidates: For each field the value chosen and those passed over.
        kept: The blocks of the body.
        dropped: The words left out.
        warnings: What the user should know: a dropped link, a selector that matched nothing.
        article: What was read, `None` where nothing was.
        error: Why nothing was read.
    """

    source: str | None = None
    format: str | None = None
    bids: tuple[FormatBid, ...] = ()
    encoding: str | None = None
    encoding_how: str | None = None
    encoding_label: str | None = None
    candidates: tuple[Candidate, ...] = ()
    kept: tuple[Kept, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    warnings: tuple[str, ...] = ()
    article: Article | None = None
    error: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The explanation as JSON values."""
        data: Mapping[str, Any] = {
            field.name: getattr(self, field.name) for field in attrs.fields(Explanation) if field.name != "article"
        }
        result = {
            key: [attrs.asdict(item) for item in value] if _is_records(value) else value for key, value in data.items()
        }
        result["warnings"] = list(self.warnings)
        result["article"] = None if self.article is None else self.article.to_dict()
        return result


def _is_records(value: object) -> bool:
    return isinstance(value, tuple) and all(attrs.has(type(item)) for item in value)
