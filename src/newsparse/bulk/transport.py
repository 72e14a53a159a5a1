"""Pickling articles fast, for the way between processes.

An attrs object pickles as a dict that its class makes and takes apart in Python, and an article has a hundred objects
or more. What receives results is one process for all workers, so what it does for each article bounds how many
workers are of use. Here each object pickles as a call with its fields as arguments.
"""

from __future__ import annotations

import copyreg
import io
import pickle
from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any, Final

import attrs

from newsparse.article import Article, Result
from newsparse.content import (
    Cell,
    Code,
    Divider,
    Embed,
    Heading,
    Image,
    List,
    Paragraph,
    Quote,
    Table,
    trusted_paragraph,
)
from newsparse.spans import Span, trusted_span

__all__ = ["dumps"]

_KINDS: Final = (Article, Result, Heading, Image, Code, Embed, Cell, Table, Quote, List)
_NAMES: Final = tuple(tuple(field.name for field in attrs.fields(kind)) for kind in _KINDS)


def _setter(kind: type, name: str) -> Callable[[Any, Any], None]:
    """What sets a slot of an object that is frozen otherwise."""
    setter: Callable[[Any, Any], None] = getattr(kind, name).__set__
    return setter


_SETTERS: Final = tuple(
    tuple(_setter(kind, name) for name in names) for kind, names in zip(_KINDS, _NAMES, strict=True)
)
_set_text, _set_href, _set_marks = (_setter(Span, name) for name in ("text", "href", "marks"))
_set_spans = _setter(Paragraph, "spans")
_new = object.__new__
_NO_MARKS: Final[frozenset[Any]] = frozenset()


def _plain(text: str) -> Paragraph:
    """The most frequent block, without a call for each of its parts."""
    span = _new(Span)
    _set_text(span, text)
    _set_href(span, None)
    _set_marks(span, _NO_MARKS)
    paragraph = _new(Paragraph)
    _set_spans(paragraph, (span,))
    return paragraph


def _make(code: int, *values: Any) -> Any:
    """An object of a kind, none of its fields checked again."""
    kind = _KINDS[code]
    made: Any = _new(kind)
    for set_field, value in zip(_SETTERS[code], values, strict=True):
        set_field(made, value)
    return made


def _reducer(code: int) -> Callable[[Any], tuple[Any, ...]]:
    fields = [attrgetter(name) for name in _NAMES[code]]
    return lambda value: (_make, (code, *[field(value) for field in fields]))


def _reduce_article(article: Article) -> tuple[Any, ...]:
    return (_make, (0, *[getattr(article, name) if name != "origin" else None for name in _NAMES[0]]))


def _reduce_paragraph(paragraph: Paragraph) -> tuple[Any, ...]:
    first = paragraph.spans[0]
    if len(paragraph.spans) == 1 and first.href is None and not first.marks:
        return (_plain, (first.text,))
    return (trusted_paragraph, (paragraph.spans,))


_REDUCERS: Final[Mapping[type, Callable[[Any], Any]]] = {
    **{kind: _reducer(code) for code, kind in enumerate(_KINDS)},
    Article: _reduce_article,
    Span: lambda span: (trusted_span, (span.text, span.href, span.marks)),
    Paragraph: _reduce_paragraph,
    Divider: lambda _: (Divider, ()),
}


def dumps(value: object) -> bytes:
    """Pickle a value; articles in it come back equal and without their origin."""
    file = io.BytesIO()
    pickler = pickle.Pickler(file, protocol=5)
    pickler.dispatch_table = {**copyreg.dispatch_table, **_REDUCERS}
    pickler.dump(value)
    return file.getvalue()
