"""The laws that every format keeps, as functions of one example.

Each takes a `Subject` and an article or bytes. It returns whether the law says anything about that example,
and raises `LawBrokenError` where it does not hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from types import MappingProxyType
from typing import Any, Final

import attrs

from newsparse.article import Article
from newsparse.compression import compression_of
from newsparse.errors import NewsparseError, PluginError, WriteError
from newsparse.format import Confidence, Format
from newsparse.registry import Registry
from newsparse.source import Source
from newsparse.testing.messages import LawBrokenError, difference, shown

__all__ = [
    "LAWS",
    "LawBrokenError",
    "Subject",
    "deterministic",
    "indifferent",
    "known",
    "lossless",
    "model",
    "modest",
    "registry_with",
    "settled",
    "total",
]


@attrs.frozen
class Subject:
    """A format under test, in the registry that calls it as a program would.

    Attributes:
        format: The format.
        registry: A registry in which it is registered.
    """

    format: Format
    registry: Registry

    @property
    def markup(self) -> bool:
        """Whether scripts and comments may be added to its files without meaning anything."""
        return any("html" in media_type for media_type in self.format.media_types)

    def read(self, data: bytes, *, encoding: str | None = None) -> Article:
        """The article of a file, through the host."""
        try:
            return self.registry.parse(data, format=self.format.name, encoding=encoding)
        except PluginError as error:
            raise self.broken("L4 total", f"reading failed: {error}", file=data) from error

    def read_all(self, data: bytes) -> list[Article | Exception]:
        """What a container holds, through the host."""
        found: list[Article | Exception] = []
        for result in self.registry.parse_all(data, format=self.format.name):
            if isinstance(result.error, PluginError) and result.error.format == self.format.name:
                raise self.broken("L4 total", f"splitting failed: {result.error}", file=data) from result.error
            found.append(result.article or result.error or ValueError("an empty result"))
        return found

    def outcome(self, data: bytes) -> object:
        """What reading a file comes to, for comparison: articles, or an error's type and words."""
        if self.format.split is not None:
            return [item if isinstance(item, Article) else _words(item) for item in self.read_all(data)]
        try:
            return self.read(data)
        except NewsparseError as error:
            return _words(error)

    def write(self, article: Article) -> bytes:
        """The article's bytes, through the host."""
        try:
            return self.registry.encode(article, self.format.name)
        except PluginError as error:
            raise self.broken("L4 total", f"writing failed: {error}", article=article) from error

    def carry(self, article: Article) -> Article:
        """What the format says it carries; everything, where it says nothing."""
        if self.format.carry is None:
            return article
        try:
            carried = self.format.carry(article)
        except Exception as error:
            raise self.broken("L4 total", f"carry raised {_words(error)}", article=article) from error
        if not isinstance(carried, Article):
            raise self.broken("L4 total", f"carry gave {shown(carried)}, not an Article", article=article)
        return carried

    def bid(self, data: bytes) -> Confidence:
        """What the format's `sniff` says of a file; `NO` where it has none, and of bytes that cannot be had."""
        if self.format.sniff is None:
            return Confidence.NO
        try:
            answer: object = self.format.sniff(Source(data))
        except NewsparseError:
            return Confidence.NO  # compressed data may be damaged within its first bytes
        except Exception as error:
            raise self.broken("L4 total", f"sniff raised {_words(error)}", file=data) from error
        if not isinstance(answer, Confidence):
            raise self.broken("L4 total", f"sniff gave {shown(answer)}, not a Confidence", file=data)
        return answer

    def broken(self, law: str, reason: str, **example: Any) -> LawBrokenError:
        """The error that says that this format breaks a law."""
        return LawBrokenError(law, self.format.name, reason, example)


def registry_with(format: Format) -> Registry:
    """The built-in formats, and this one where it is none of them."""
    registry = Registry(discover=False)
    if registry.formats().get(format.name) != format:
        registry.register(format)
    return registry


def _words(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"


def model(subject: Subject, article: Article) -> bool:
    """L1: `read(write(a)) == carry(a)`, and `carry(carry(a)) == carry(a)`.

    It says nothing about an article that the format refuses with a `WriteError`.
    """
    law = "L1 model"
    try:
        written = subject.write(article)
    except WriteError:
        return False
    promised = subject.carry(article)
    again = subject.carry(promised)
    if again != promised:
        reason = f"carry(carry(a)) is not carry(a)\n{difference(again, promised, 'carried twice', 'carried once')}"
        raise subject.broken(law, reason, article=article)
    try:
        back = subject.read(written)
    except NewsparseError as error:
        reason = f"it cannot read what it wrote: {_words(error)}"
        raise subject.broken(law, reason, article=article, written=written) from error
    if back != promised:
        reason = f"read(write(a)) is not carry(a)\n{difference(back, promised, 'read', 'promised')}"
        raise subject.broken(law, reason, article=article, written=written)
    return True


def lossless(subject: Subject, data: bytes) -> bool:
    """L2: `write(read(b)) == b`, for UTF-8 files that are not compressed."""
    try:
        data.decode("utf-8")
        article = subject.read(data)
    except (UnicodeDecodeError, NewsparseError):
        return False
    if compression_of(data) is not None:
        return False
    try:
        written = subject.write(article)
    except WriteError as error:
        raise subject.broken("L2 bytes", f"it cannot write what it read: {error}", file=data) from error
    if written != data:
        raise subject.broken("L2 bytes", "write(read(b)) is not b", file=data, written=written)
    return True


def settled(subject: Subject, data: bytes) -> bool:
    """L3: `read(write(read(b))) == carry(read(b))`: a second pass changes nothing."""
    law = "L3 settled"
    try:
        article = subject.read(data)
        written = subject.write(article)
    except NewsparseError:
        return False
    promised = subject.carry(article)
    try:
        back = subject.read(written)
    except NewsparseError as error:
        reason = f"it cannot read what it wrote: {_words(error)}"
        raise subject.broken(law, reason, file=data, written=written) from error
    if back != promised:
        reason = f"read(write(read(b))) is not carry(read(b))\n{difference(back, promised, 'second', 'first')}"
        raise subject.broken(law, reason, file=data, written=written)
    return True


def total(subject: Subject, data: bytes) -> bool:
    """L4: any bytes give an article or a `NewsparseError`, and no other exception."""
    try:
        subject.outcome(data)
    except LawBrokenError:
        raise
    except Exception as error:
        raise subject.broken("L4 total", f"{_words(error)}", file=data) from error
    subject.bid(data)
    return True


def deterministic(subject: Subject, data: bytes) -> bool:
    """L7: the same bytes give the same article, read again and in another thread, and the same bid."""
    bids = (subject.bid(data), subject.bid(data))
    if bids[0] is not bids[1]:
        reason = f"sniff says {bids[0].name} and then {bids[1].name} of the same bytes"
        raise subject.broken("L7 deterministic", reason, file=data)
    first = subject.outcome(data)
    with ThreadPoolExecutor(max_workers=1) as pool:
        elsewhere = pool.submit(subject.outcome, data).result()
    for other, where in ((subject.outcome(data), "read again"), (elsewhere, "read in another thread")):
        if other != first:
            reason = f"the same bytes come out differently\n{difference(other, first, where, 'at first')}"
            raise subject.broken("L7 deterministic", reason, file=data)
    if isinstance(first, Article) and subject.format.write is not None:
        return deterministic_writing(subject, first)
    return True


def deterministic_writing(subject: Subject, article: Article) -> bool:
    """L7 for writers: the same article gives the same bytes."""
    try:
        first, second = subject.write(article), subject.write(article)
    except WriteError:
        return False
    if first != second:
        raise subject.broken("L7 deterministic", "one article, two files", article=article, first=first, second=second)
    return True


def indifferent(subject: Subject, data: bytes) -> bool:
    """L8: a byte-order mark, CRLF and another encoding with its label leave the article as it is.

    So do a script and a comment in markup. It says nothing about bytes that are not UTF-8 or no article.
    """
    try:
        text = data.decode("utf-8")
        article = subject.read(data)
    except (UnicodeDecodeError, NewsparseError):
        return False
    if text.startswith("\ufeff"):
        return False
    for change, changed, encoding in _variants(text, subject.markup):
        try:
            other = subject.read(changed, encoding=encoding)
        except NewsparseError as error:
            reason = f"{change} makes it unreadable: {_words(error)}"
            raise subject.broken("L8 indifferent", reason, file=data, changed=changed) from error
        if other != article:
            reason = f"{change} changes the article\n{difference(other, article, 'changed', 'before')}"
            raise subject.broken("L8 indifferent", reason, file=data, changed=changed)
    return True


def _variants(text: str, markup: bool) -> Iterator[tuple[str, bytes, str | None]]:
    """Files that say the same: what was done, the bytes, and the encoding to declare."""
    yield "a byte-order mark", text.encode("utf-8-sig"), None
    if "\r" not in text:
        yield "CRLF", text.replace("\n", "\r\n").encode(), None
    yield "UTF-16 with a byte-order mark", text.encode("utf-16"), None
    for encoding in ("utf-16-le", "gb18030"):
        coded = text.encode(encoding)
        if coded.decode(encoding) == text:
            yield f"{encoding}, declared by the caller,", coded, encoding
    if markup:
        places = _places(text)
        for what, added in (("a script", "<script>var x = '<p>not text</p>';</script>"), ("a comment", "<!-- x -->")):
            for where, at in places:
                yield f"{what} {where}", (text[:at] + added + text[at:]).encode(), None


# Comments and raw text, in which a tag is none, and tags, in whose attributes it is none either.
_MARKUP: Final = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<raw>script|style|textarea|title|noscript|template|iframe|svg)\b.*?(?:</(?P=raw)|\Z)"
    r"""|<(?P<tag>/?[a-z][a-z0-9]*)(?:[^<>"']|"[^"]*"|'[^']*')*+>""",
    re.IGNORECASE | re.DOTALL,
)


def _places(text: str) -> list[tuple[str, int]]:
    """Where in a page something that says nothing may stand."""
    places: dict[str, int] = {}
    for match in _MARKUP.finditer(text):
        tag = (match["tag"] or "").lower()
        if tag == "body":
            places.setdefault("at the start of the body", match.end())
        elif tag == "/p":
            places["between paragraphs"] = match.end()
        elif tag == "/body":
            places["at the end of the body"] = match.start()
    return list(places.items())


def known(subject: Subject, data: bytes) -> bool:
    """L9: a file of the format is known as one: by its bytes, or by a suffix or media type that the format names.

    It says nothing about a file of white space, which no format claims.
    """
    if not data.strip():
        return False
    format = subject.format
    if subject.bid(data) is Confidence.NO and not format.suffixes and not format.media_types:
        said = "has no sniff" if format.sniff is None else "says NO to this file"
        reason = (
            f"it {said} and names no suffix, so that nothing knows the file but format={format.name!r}; "
            "let sniff return Confidence.SPECIFIC for what only its files begin with, or name their suffix"
        )
        raise subject.broken("L9 known", reason, file=data)
    return True


def modest(subject: Subject, data: bytes) -> bool:
    """L10: of a file of another kind the format is not `SPECIFIC`, which would take it from the one that reads it."""
    if subject.format.sniff is None:
        return False
    if subject.bid(data) is Confidence.SPECIFIC:
        reason = (
            "sniff says SPECIFIC of a file of another kind; let it look for a signature that only its own files have, "
            "or return Confidence.GENERIC"
        )
        raise subject.broken("L10 modest", reason, file=data)
    return True


LAWS: Final[Mapping[str, Callable[[Subject, Any], bool]]] = MappingProxyType(
    {
        "L1 model": model,
        "L2 bytes": lossless,
        "L3 settled": settled,
        "L4 total": total,
        "L7 deterministic": deterministic,
        "L8 indifferent": indifferent,
        "L9 known": known,
        "L10 modest": modest,
    }
)
"""The laws of formats by name. L5 (linear) and L6 (conserved) are about the library's own reader of pages."""
