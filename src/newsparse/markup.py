"""Markup to a tree: the only place that makes lxml parsers.

libxml2's own limits drop what lies beyond them and tell only the parser's error log. Here nothing is
dropped: what cannot be kept whole is a `LimitError`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Final

from lxml import etree

from newsparse.errors import LimitError
from newsparse.source import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["parse_html"]

_WINDOW: Final = 4096
_TAGS: Final = re.compile(
    rb"""<(?:!--.*?(?:-->|\Z)"""
    rb"""|(script|style|textarea|title)\b.*?(?:</\1|\Z)"""
    rb"""|[a-z][^"'>]*+(?:"[^"]*+(?:"|\Z)[^"'>]*+|'[^']*+(?:'|\Z)[^"'>]*+)*+(?:>|\Z))""",
    re.IGNORECASE | re.DOTALL,
)
_RAW: Final = re.compile(rb"<(?:!|(?:script|style|textarea|title)\b)", re.IGNORECASE)
_OVERLAP: Final = len(b"</script")
_OF_A_HEAD: Final = frozenset("base basefont bgsound link meta noframes noscript script style template title".split())
# What stands inside a line and is not read, and the parts of a page that cannot stand inside of it.
_PHRASES: Final = ("button", "select", "datalist", "progress", "meter", "canvas", "video", "audio", "object")
_SECTIONS: Final = ("article", "main", "header", "footer", "nav", "h1")
_OPENING: Final = re.compile(rb"<[a-zA-Z]")
_ATTRIBUTE: Final = re.compile(rb"""[^\s"'>/=]+(?:\s*=\s*(?:"[^"]*+"|'[^']*+'|[^\s"'>]+))?""")


def parse_html(markup: str | bytes, *, limits: Limits = DEFAULT_LIMITS, name: str | None = None) -> _Element:
    """The document of HTML markup, whole.

    Comments and processing instructions are left out; what follows `</html>` is put back at the end of the body.

    Args:
        markup: Text, or text in UTF-8 (which is faster).
        limits: `max_depth`, `max_nodes` and `max_attributes` apply.
        name: The source's name, for errors.

    Raises:
        LimitError: The page is over one of these limits.
    """
    data = markup.encode("utf-8", "replace") if isinstance(markup, str) else markup
    _check_attributes(data, limits, name)
    starts = data.count(b"<") if len(data) > limits.max_nodes else 0
    if starts > limits.max_nodes:
        raise LimitError("max_nodes", limits.max_nodes, found=starts, source=name)
    parser = etree.HTMLParser(
        encoding="utf-8",
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    root = etree.fromstring(data, parser)
    if root is None:  # an empty document
        root = etree.fromstring(b"<html><body></body></html>", parser)
    _check_depth(parser, root, limits, name)
    _take_out_of_the_head(root)
    _put_back_what_follows(root)
    _open_endless_phrases(root)
    return root


def _check_depth(parser: etree.HTMLParser, root: _Element, limits: Limits, name: str | None) -> None:
    if any("xcessive depth" in entry.message for entry in parser.error_log):
        raise LimitError("max_depth", DEFAULT_LIMITS.max_depth, fixed=True, source=name)
    if limits.max_depth < DEFAULT_LIMITS.max_depth and root.xpath(f"boolean({'/*' * (limits.max_depth + 1)})"):
        raise LimitError("max_depth", limits.max_depth, source=name)


def _take_out_of_the_head(root: _Element) -> None:
    """Move what no head can hold to the beginning of the body.

    libxml2 ends a head without an end tag only at elements of HTML 4, so that an `<article>` or `<main>` that follows
    it directly becomes a part of it.
    """
    head = root.find("head")
    strays = [] if head is None else [element for element in head if element.tag not in _OF_A_HEAD]
    if head is None or not strays:
        return
    body = root.find("body")
    if body is None:
        body = root.makeelement("body")
        head.addnext(body)
    strays[-1].tail = (strays[-1].tail or "") + (body.text or "")
    body.text = None
    body[:0] = strays


def _put_back_what_follows(root: _Element) -> None:
    """Move what hangs off the document after the root to the end of the body."""
    following = [element for element in root.itersiblings() if isinstance(element.tag, str)]
    if not following:
        return
    body = root.find("body")
    target = root if body is None else body
    for element in following:
        element.tag = "div"
        for inner in list(element.iterchildren("head", "body")):
            inner.tag = "div"
        target.append(element)


def _open_endless_phrases(root: _Element) -> None:
    """Make a box of each button, player or the like that holds what none can: the rest of the page.

    To libxml2 their end tags do not end a `div` inside, so that where such a `div` is not ended before, neither are
    they. HTML ends both (HTML Standard, 13.2.6.4.7).
    """
    done: set[_Element] = set()
    for phrase in list(root.iter(*_PHRASES)):
        if len(phrase) and phrase not in done:
            done.update(_opened(phrase))


def _opened(phrase: _Element) -> list[_Element]:
    """Those inside a phrase that need not be looked at again, after what is open of it was made a box."""
    seen = [phrase]
    for inner in phrase.iterdescendants(*_PHRASES, *_SECTIONS, "form"):
        if not _may_stand_in(phrase, inner):
            holder = inner.getparent()
            while holder is not None and holder is not phrase:
                if holder.tag in _PHRASES and not _may_stand_in(holder, inner):
                    holder.tag = "div"
                holder = holder.getparent()
            phrase.tag = "div"
            break
        seen.append(inner)
    return seen


def _may_stand_in(phrase: _Element, inner: _Element) -> bool:
    return inner.tag not in _SECTIONS and (phrase.tag != "button" or inner.tag not in {"button", "form"})


def _check_attributes(data: bytes, limits: Limits, name: str | None) -> None:
    """Refuse a tag with too many attributes before libxml2 takes quadratic time over it.

    A page is not tokenized for this, which would take longer than parsing it, but where there is reason to. A tag that
    long has either a stretch without `>`, which is looked at alone, or hides the sign in values: many, and then is
    dense with `=`, or few, and then it is the tag before a stretch without `<`.
    """
    least = 2 * limits.max_attributes  # a name of one letter and a space each
    if len(data) < least:
        return
    tags: Iterator[bytes]
    if limits.max_attributes < DEFAULT_LIMITS.max_attributes or _dense_with_values(data, limits):
        tags = (match[0] for match in _TAGS.finditer(data) if not (match[1] or match[0].startswith(b"<!")))
    else:
        tags = chain(_unclosed_stretches(data, least), _tags_with_ends_in_values(data, least))
    for tag in tags:
        if len(tag) >= least:
            found = len(_ATTRIBUTE.findall(tag)) - 1
            if found > limits.max_attributes:
                raise LimitError("max_attributes", limits.max_attributes, found=found, source=name)


def _unclosed_stretches(data: bytes, least: int) -> Iterator[bytes]:
    """What follows a `<` and a letter without a `>` for as long as that; samples find where to look."""
    step = least // 2
    end = 0
    for start in range(0, len(data) - step + 1, step):
        if start >= end and data.find(b">", start, start + step) < 0:
            begin = data.rfind(b">", end, start) + 1
            end = data.find(b">", start)
            end = len(data) if end < 0 else end
            opening = _OPENING.search(data, begin, end)
            if opening:
                yield data[opening.start() : end]


def _tags_with_ends_in_values(data: bytes, least: int) -> Iterator[bytes]:
    """Tags over a part of the page in which no other begins and there is a `>`, which must stand in a value."""
    step = least // 2
    opening = done = 0
    script = script_end = -1
    for start in range(0, len(data) - step + 1, step):
        last = data.rfind(b"<", start, start + step)
        if last >= 0:
            opening = last
        elif opening >= done and data.find(b">", start, start + step) >= 0:
            # What was looked at before is not looked at again, so that it all takes time in proportion to the page.
            script = max(script, data.rfind(b"<script", max(0, done - _OVERLAP), opening))
            script_end = max(script_end, data.rfind(b"</script", max(0, done - _OVERLAP), opening))
            done = opening + 1
            if script <= script_end and not _RAW.match(data, opening):
                tag = _TAGS.match(data, opening)
                if tag and tag.end() > start:
                    yield tag[0]


def _dense_with_values(data: bytes, limits: Limits) -> bool:
    """Whether so many `=` stand in the page, by samples, that one tag could hold too many attributes."""
    step = 4 * _WINDOW
    equals = sum(data.count(b"=", start, start + _WINDOW) for start in range(0, len(data), step))
    return equals * (step // _WINDOW) > limits.max_attributes
