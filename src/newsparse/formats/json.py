"""The `json` format: every article exactly, its fields at the top level of one object.

The form is that of `Article.to_dict`, and `article.schema.json` beside this module is its JSON Schema.
Whatever is wrong with a file is reported with its place in the object and its line. JSON's loose ends
are tied: a repeated key, `NaN`, a number too great for a float, and a lone surrogate are errors rather
than a silent choice.
"""

from __future__ import annotations

import codecs
import json
import math
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs

from newsparse.article import Article
from newsparse.decoding import codec_of
from newsparse.errors import ReadError, WriteError
from newsparse.format import Confidence, Format
from newsparse.structure import INPUT_KEY, VERSION_KEY

if TYPE_CHECKING:
    from newsparse.source import Source

__all__ = ["FORMAT", "ascii_head", "decoded", "json_schema", "utf_16_of"]

_OBJECT = re.compile(rb'\s*\{\s*"')
_VERSION = re.compile(rb'"newsparse"\s*:\s*\d')
_FIELD = re.compile(rb'"(?:title|body)"\s*:')
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)
_PLACE = re.compile(r"(?:Article\.)?((?:[A-Za-z_]\w*)(?:\.\w+|\[\d+\]|\['[^']*'\])*)")
# Python itself refuses to turn longer numerals into integers, unless told otherwise for the whole process.
_LONGEST_INTEGER: Final = 4300
_KNOWN_KEYS: Final = frozenset(field.name for field in attrs.fields(Article)) | {VERSION_KEY, INPUT_KEY}


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of `Article.to_dict` and of this format's files."""
    from importlib import resources  # costs more than the rest of this module, and is seldom wanted

    text = resources.files("newsparse.formats").joinpath("article.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def utf_16_of(source: Source) -> str | None:
    """Python's name of the UTF-16 that a source is in, by its byte-order mark or the caller's word; `None` if none."""
    if source.head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if source.encoding is None:
        return None
    try:
        codec = codecs.lookup(codec_of(source.encoding) or source.encoding).name
    except (LookupError, ValueError):
        return None
    return codec if codec in ("utf-16-le", "utf-16-be") else None


def ascii_head(source: Source) -> bytes:
    """The first bytes as an encoding that agrees with ASCII."""
    codec = utf_16_of(source)
    if codec is not None:
        return source.head.decode(codec, "replace").encode()
    return source.head.removeprefix(codecs.BOM_UTF8)


def _sniff(source: Source) -> Confidence:
    head = ascii_head(source)
    if not _OBJECT.match(head):
        return Confidence.NO
    if _VERSION.search(head):
        return Confidence.SPECIFIC
    return Confidence.GENERIC if _FIELD.search(head) else Confidence.NO


_Path: TypeAlias = tuple[str | int, ...]
"""Where a value stands: keys and indices."""


class _RefusedError(ValueError):
    """A value that JSON's grammar lets pass and this format does not."""


def _refuse_constant(name: str) -> Any:
    raise _RefusedError(f"{name} is no JSON number")


def _float(numeral: str) -> float:
    value = float(numeral)
    if not math.isfinite(value):
        raise _RefusedError(f"the number {numeral[:40]} is too great")
    return value


def _integer(numeral: str) -> int:
    if len(numeral.lstrip("-")) > _LONGEST_INTEGER:
        raise _RefusedError(f"an integer of {len(numeral)} digits; put it in a string")
    try:
        return int(numeral)
    except ValueError as error:  # the program has lowered Python's limit
        raise _RefusedError(str(error)) from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        raise _RefusedError("a key stands twice in one object")
    return data


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=_float, parse_int=_integer, parse_constant=_refuse_constant
)


def decoded(text: str, source: Source) -> Any:
    """The value of a JSON text.

    Raises:
        ReadError: It is not valid, or has one of JSON's loose ends.
    """
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        reason = f"{error.msg}, at column {error.colno}"
        if error.msg == "Extra data" and text[error.pos :].lstrip().startswith("{"):
            reason = "a second object; JSON lines that newsparse wrote are read with format='jsonl' (--format jsonl)"
        raise _error(reason, source, error.lineno) from None
    except _RefusedError as error:
        reason, line = _first_refused(text) or (str(error), None)
        raise _error(reason, source, line) from None
    except RecursionError:
        raise _error("nested too deeply to be an article", source) from None


def _error(reason: str, source: Source, line: int | None = None) -> ReadError:
    if source.nesting and line == 1:
        line = None  # of a document that is one of the lines of its file, it would be taken for that file's first
    return ReadError(reason, source=source.name, format="json", line=line)


def _first_refused(text: str) -> tuple[str, int] | None:
    """What the decoder's hooks refuse first, and its line, found by reading once more."""
    seen: set[_Path] = set()
    for path, at, token in _places(text):
        if path in seen:
            return f"the key {path[-1]!r} stands twice in one object", _line(text, at)
        seen.add(path)
        try:
            _check_token(token)
        except _RefusedError as error:
            return str(error), _line(text, at)
    return None


def _check_token(token: str) -> None:
    if token in ("NaN", "Infinity", "-Infinity"):
        _refuse_constant(token)
    elif token.lstrip("-").isdigit():
        _integer(token)
    elif token[0] in "-0123456789":
        _float(token)


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _places(text: str) -> Iterator[tuple[_Path, int, str]]:
    """The path, offset and first token of every value of a JSON text, as far as it is well formed.

    Only asked when something is wrong, so that the usual case costs one call of the C decoder.
    """
    holders: list[_Path] = [()]
    counts: list[int | None] = [None]  # of an array, the items so far; of an object, `None`
    key: str | None = None
    awaiting_key = False
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token in ",:":
            awaiting_key = token == "," and counts[-1] is None
        elif token in "}]":
            holders.pop()
            counts.pop()
            awaiting_key = False
        elif awaiting_key:
            key = json.loads(token, strict=False)
        else:
            path = _step(holders[-1], key, counts)
            yield path, match.start(), token
            if token in "{[":
                holders.append(path)
                counts.append(None if token == "{" else 0)
                awaiting_key = token == "{"


def _step(holder: _Path, key: str | None, counts: list[int | None]) -> _Path:
    at = counts[-1]
    if at is None:
        return holder if key is None else (*holder, key)
    counts[-1] = at + 1
    return (*holder, at)


def _shown(path: _Path) -> str:
    """A path as messages name it: `body[3].text`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


def _line_of_place(text: str, complaint: str) -> int | None:
    """The line of the value that a complaint such as `body[3].level: 9 is not ...` names."""
    named = _PLACE.match(complaint)
    if not named:
        return None
    wanted = re.sub(r"\['([^']*)'\]", r".\1", named[1])
    candidates = {wanted, wanted.removeprefix("extra.")}
    found = (at for path, at, _ in _places(text) if _shown(path) in candidates)
    at = next(found, None)
    return None if at is None else _line(text, at)


def _read(source: Source) -> Article:
    text = source.text
    data = decoded(text, source)
    if not isinstance(data, dict):
        raise _error(f"expected an object, not {_kind(data)}", source, 1)
    if not data.keys() & {VERSION_KEY, "title", "body"}:
        raise _error("an object with neither 'title' nor 'body' is no article", source, 1)
    _refuse_two_extras(data, source)
    try:
        article = Article.from_dict(data)
    except (TypeError, ValueError) as error:
        raise _error(str(error), source, _line_of_place(text, str(error))) from error
    return article if article.url or not source.url else attrs.evolve(article, url=source.url)


def _kind(value: Any) -> str:
    names = {list: "an array", str: "a string", bool: "a truth value", type(None): "null"}
    return names.get(type(value), "a number")


def _refuse_two_extras(data: Mapping[str, Any], source: Source) -> None:
    """A key beside the fields goes to `extra`; where `extra` has it too, one of the two would be lost."""
    extra = data.get("extra")
    if isinstance(extra, dict):
        both = sorted((data.keys() - _KNOWN_KEYS) & extra.keys())
        if both:
            raise _error(f"the key {both[0]!r} stands both at the top level and in extra", source)


def _write(article: Article, *, indent: int | None = None, ascii: bool = False) -> bytes:
    """One object and a line feed; on one line unless `indent` is given, a number of spaces."""
    if indent is not None and (type(indent) is not int or indent < 0):
        raise (ValueError if type(indent) is int else TypeError)(
            f"indent: expected a number of spaces or None, not {indent!r}"
        )
    try:
        text = json.dumps(article.to_dict(), ensure_ascii=ascii, indent=indent, allow_nan=False)
    except ValueError as error:
        raise WriteError(str(error), format="json", field="extra") from error
    return (text + "\n").encode()


def _carry(article: Article) -> Article:
    return article


FORMAT: Final = Format(
    name="json",
    summary="one JSON object for each article, exact",
    media_types=("application/json",),
    suffixes=(".json",),
    sniff=_sniff,
    read=_read,
    write=_write,
    carry=_carry,
)
