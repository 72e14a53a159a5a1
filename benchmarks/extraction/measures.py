"""The measures of the corpora: how near an extraction comes to the truth.

Each corpus has its own measure of body text; the definitions are those of the corpora's README. A
page gives a `Scores`: counts that add up to the corpus' figure, never a rounded share.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from posixpath import basename
from typing import Any
from urllib.parse import unquote, urlsplit

import attrs

# Chinese, Japanese and Thai write without spaces: there a token is one character.
_UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(f"[{_UNSPACED}]|[^\\W{_UNSPACED}]+")
_WORD = re.compile(r"\w+")
_SHINGLE = 4


@attrs.frozen(kw_only=True)
class Output:
    """What a system made of a page."""

    text: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    published: datetime | date | None = None
    images: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Scores:
    """One page's share of every measure that its truth allows; `None` where it allows none.

    Attributes:
        body: F1 of the page's text, between 0 and 1; for zyte of its shingles.
        precision: Precision of the text.
        recall: Recall of the text.
        segments: Found `with`, found `without` and missed `with` segments (trafilatura's measure).
        title: Whether the title is the truth's.
        authors: Names rightly found, wrongly found, missed.
        day: Whether the calendar day is the truth's.
        minute: Whether the minute is the truth's, where the truth has a zone.
        image: Whether the lead image's file is one of the truth's.
    """

    body: float | None = None
    precision: float | None = None
    recall: float | None = None
    segments: tuple[int, int, int] | None = None
    title: bool | None = None
    authors: tuple[int, int, int] | None = None
    day: bool | None = None
    minute: bool | None = None
    image: bool | None = None


def collapse(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())


def tokens(text: str) -> list[str]:
    """Words, or single characters in the scripts that do not part words."""
    return _TOKEN.findall(text)


def multiset_scores(truth: Counter[Any], found: Counter[Any]) -> tuple[float, float, float]:
    """Precision, recall and F1 of two multisets; of two empty ones all are 1."""
    wanted, given = truth.total(), found.total()
    if not wanted and not given:
        return 1.0, 1.0, 1.0
    common = (truth & found).total()
    if not common:
        return 0.0, 0.0, 0.0
    return common / given, common / wanted, 2 * common / (given + wanted)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words, with their counts; a shorter text is one run."""
    words = _WORD.findall(text)
    if not words:
        return Counter()
    if len(words) < _SHINGLE:
        return Counter([tuple(words)])
    return Counter(zip(*(words[start:] for start in range(_SHINGLE)), strict=False))


def segment_counts(text: str, wanted: Iterable[str], unwanted: Iterable[str]) -> tuple[int, int, int]:
    """True positives, false positives and false negatives of segments in a text."""
    text = collapse(text)
    hits = [collapse(segment) in text for segment in wanted]
    false = sum(collapse(segment) in text for segment in unwanted)
    return sum(hits), false, len(hits) - sum(hits)


def score(corpus: str, truth: Mapping[str, Any], output: Output) -> Scores:
    """Compare what was found on a page with its truth, on every measure the corpus has."""
    precision = recall = body = None
    segments = None
    if corpus == "trafilatura":
        segments = segment_counts(output.text, truth["with"], truth["without"])
    elif truth.get("text"):
        count = shingles if corpus == "zyte" else lambda text: Counter(tokens(text))
        precision, recall, body = multiset_scores(count(truth["text"]), count(output.text))
    day, minute = _date_scores(truth.get("date"), output.published)
    return Scores(
        body=body,
        precision=precision,
        recall=recall,
        segments=segments,
        title=same_title(truth["title"], output.title) if truth.get("title") else None,
        authors=author_counts(truth["authors"], output.authors) if truth.get("authors") else None,
        day=day,
        minute=minute,
        image=same_image(truth["images"], output.images) if truth.get("images") else None,
    )


def same_title(truth: str, found: str) -> bool:
    """Equal after collapsing white space and folding case."""
    return collapse(truth).casefold() == collapse(found).casefold()


def author_counts(truth: Sequence[str], found: Sequence[str]) -> tuple[int, int, int]:
    """Names rightly found, wrongly found and missed, case folded."""
    wanted = {collapse(name).casefold() for name in truth}
    given = {collapse(name).casefold() for name in found}
    return len(wanted & given), len(given - wanted), len(wanted - given)


def same_image(truth: Iterable[str], found: Sequence[str]) -> bool:
    """Whether the first image found has the file name of one of the truth's."""
    return bool(found) and _file_name(found[0]) in {_file_name(url) for url in truth}


def _file_name(url: str) -> str:
    return unquote(basename(urlsplit(url).path)).rstrip(",")


def _date_scores(truth: str | None, found: datetime | date | None) -> tuple[bool | None, bool | None]:
    if not truth:
        return None, None
    try:
        wanted = datetime.fromisoformat(truth)
    except ValueError:
        return None, None
    day = found is not None and (found.year, found.month, found.day) == (wanted.year, wanted.month, wanted.day)
    if wanted.tzinfo is None:
        return day, None
    if not isinstance(found, datetime) or found.tzinfo is None:
        return day, False
    # The day is that of one place: times of another zone are first brought to the truth's.
    local = found.astimezone(wanted.tzinfo)
    same_minute = local.replace(second=0, microsecond=0) == wanted.replace(second=0, microsecond=0)
    return day or local.date() == wanted.date(), same_minute


def summarize(corpus: str, scores: Sequence[Scores]) -> dict[str, float]:
    """The corpus' figures, by name of measure: means over pages, or F1 of summed counts."""
    figures: dict[str, float] = {}
    if corpus == "trafilatura":
        figures["body"] = counts_f1(page.segments for page in scores)
    elif corpus == "zyte":
        precision = _mean(page.precision for page in scores)
        recall = _mean(page.recall for page in scores)
        if precision is not None and recall is not None:
            figures["body"] = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    else:
        _put(figures, "body", _mean(page.body for page in scores))
    _put(figures, "title", _mean(page.title for page in scores))
    if any(page.authors for page in scores):
        figures["authors"] = counts_f1(page.authors for page in scores)
    _put(figures, "day", _mean(page.day for page in scores))
    _put(figures, "minute", _mean(page.minute for page in scores))
    _put(figures, "image", _mean(page.image for page in scores))
    return figures


def counts_f1(counts: Iterable[tuple[int, int, int] | None]) -> float:
    """F1 of (right, wrong, missed) counts summed over pages."""
    right = wrong = missed = 0
    for count in counts:
        if count is not None:
            right, wrong, missed = right + count[0], wrong + count[1], missed + count[2]
    return 2 * right / (2 * right + wrong + missed) if right else 0.0


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def _put(figures: dict[str, float], name: str, value: float | None) -> None:
    if value is not None:
        figures[name] = value
