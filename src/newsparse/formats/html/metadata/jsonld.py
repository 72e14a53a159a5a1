"""JSON-LD as pages really carry it: graphs, arrays, several blocks, and JSON that is broken."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import attrs

from newsparse.formats.html.metadata.text import line

MOST_NODES = 20_000
"""Objects of a page's JSON-LD that are looked at."""
_LONGEST_PATH = 200

_WRAPPING = re.compile(r"<!--|-->|/\*\s*<!\[CDATA\[\s*\*/|/\*\s*\]\]>\s*\*/|(?://\s*)?<!\[CDATA\[|(?://\s*)?\]\]>")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_ESCAPE = re.compile(r'\\(["\\/bfnrt]|u[0-9a-fA-F]{4})|\\')
_HEX_ESCAPE = re.compile(r"(\\\\)|\\x([0-9a-fA-F]{2})")
# What stands in JSON as it is written for JavaScript: strings, which stay as they are, comments, commas with nothing
# between them, members without a value. What has no end goes on to that of the script, so that it is looked for once.
_LOOSE = re.compile(
    r'"(?:[^"\\]|\\.)*(?:"|\\?\Z)|(?P<comment>/\*.*?(?:\*/|\Z)|//[^\n]*)|(?P<comma>,(?=\s*,))|(?P<missing>:(?=\s*[,}\]]))'
    r"|(?P<nothing>\b(?:undefined|NaN)\b)",
    re.DOTALL,
)
_NEXT_VALUE = re.compile(r"[{\[]")
_DECODER = json.JSONDecoder(strict=False)

# What a page is about, against what it only mentions: objects below these keys are other documents.
_ASIDE = frozenset(
    "about acceptedanswer associatedmedia breadcrumb citation comment haspart ispartof isrelatedto itemlistelement"
    " liveblogupdate mentions publisher relatedlink review reviews significantlink subjectof suggestedanswer"
    " video author creator image logo potentialaction mainentityofpage.ispartof blogpost episode".split()
)
ARTICLE_TYPES = frozenset(
    "article newsarticle blogposting reportagenewsarticle analysisnewsarticle opinionnewsarticle"
    " backgroundnewsarticle reviewnewsarticle askpublicnewsarticle advertisercontentarticle satiricalarticle"
    " liveblogposting techarticle scholarlyarticle medicalscholarlyarticle socialmediaposting report"
    " discussionforumposting".split()
)
_WORK_TYPES = frozenset(
    "recipe howto review videoobject podcastepisode audioobject product creativework qapage faqpage course event"
    " interview imagegallery mediagallery photograph podcastseason pressrelease statement claimreview quiz".split()
)
_PAGE_TYPES = frozenset(
    "webpage itempage medicalwebpage aboutpage profilepage collectionpage checkoutpage searchresultspage".split()
)


@attrs.frozen
class Node:
    """One object of a page's JSON-LD.

    Attributes:
        data: Its members, as decoded.
        path: Where it stands, from the block: `$[0].@graph[2]`, with `…` for what is too long to read.
        types: Its `@type`s in lower case without a vocabulary's prefix.
        aside: Whether it belongs to something the page only mentions.
    """

    data: Mapping[str, Any]
    path: str
    types: frozenset[str]
    aside: bool


def loads(text: str) -> list[Any]:
    """The JSON values of one script, mended where they are broken; nothing where they cannot be read."""
    if "<!" in text or "-->" in text:
        text = _WRAPPING.sub(" ", text)
    text = text.strip().rstrip(";").replace("\ufeff", "")
    if text.startswith(("{&quot;", "[{&quot;", "{ &quot;")):
        text = _decode_quotes(text)
    for mended in (_as_it_is, _mended, _tightened, _requoted):
        try:
            values = _all_values(mended(text))
        except (ValueError, RecursionError):
            continue
        if values:
            return values
    return []


def _decode_quotes(text: str) -> str:
    """The text with its quotation marks decoded, where a template encoded the whole script."""
    return text.replace("&quot;", '"').replace("&amp;", "&")


def _as_it_is(text: str) -> str:
    return text


def _mended(text: str) -> str:
    text = _TRAILING_COMMA.sub("", text)
    if "\\x" in text:
        text = _HEX_ESCAPE.sub(lambda found: found[1] or f"\\u00{found[2]}", text)
    return _ESCAPE.sub(lambda found: found[0] if found[1] else "", text)


def _tightened(text: str) -> str:
    """JSON out of what only JavaScript reads: without comments, and with `null` where a value is missing."""

    def replaced(found: re.Match[str]) -> str:
        if found["comment"] or found["comma"]:
            return " "
        if found["missing"]:
            return ": null"
        return "null" if found["nothing"] else found[0]

    return _mended(_LOOSE.sub(replaced, text))


def _requoted(text: str) -> str:
    """Escape quotation marks inside strings: those that no comma, colon or bracket follows."""
    out: list[str] = []
    inside = False
    pieces = _mended(text).split('"')
    for at, piece in enumerate(pieces):
        out.append(piece)
        if at == len(pieces) - 1:
            break
        following = pieces[at + 1].lstrip()
        if not inside:
            inside = True
        elif piece.endswith("\\"):
            pass
        elif (following[:1] in {",", ":", "}", "]"}) or (not following and at + 2 >= len(pieces)):
            inside = False
        else:
            out.append("\\")
        out.append('"')
    return "".join(out)


def _all_values(text: str) -> list[Any]:
    """Every value in a text that may hold several, one after the other."""
    values: list[Any] = []
    at = 0
    while found := _NEXT_VALUE.search(text, at):
        value, at = _DECODER.raw_decode(text, found.start())
        values.append(value)
    return values


def nodes(scripts: Iterable[str]) -> tuple[Node, ...]:
    """Every object of the scripts, in document order; references are not followed."""
    found: list[Node] = []
    for number, script in enumerate(scripts):
        values = loads(script)
        for at, value in enumerate(values):
            root = f"${number or ''}" if len(values) == 1 else f"${number or ''}({at})"
            found.extend(_walk(value, root, MOST_NODES - len(found)))
    return tuple(found)


def _walk(value: Any, root: str, most: int) -> Iterator[Node]:
    # Members are asked for one by one: a path for each of them at once takes memory that nothing bounds.
    stack: list[Iterator[tuple[Any, str, bool]]] = [iter([(value, root, False)])]
    while stack and most > 0:
        inner = next(stack[-1], None)
        if inner is None:
            stack.pop()
            continue
        value, path, aside = inner
        if isinstance(value, dict):
            most -= 1
            yield Node(value, path, _types(value.get("@type")), aside)
            stack.append(_members(value, path, aside))
        else:
            stack.append(_items(value, path, aside))


def _members(value: Mapping[str, Any], path: str, aside: bool) -> Iterator[tuple[Any, str, bool]]:
    for key, inner in value.items():
        if isinstance(inner, (dict, list)):
            yield inner, _below(path, f".{key}"), aside or key.lower() in _ASIDE


def _items(value: list[Any], path: str, aside: bool) -> Iterator[tuple[Any, str, bool]]:
    for at, inner in enumerate(value):
        if isinstance(inner, (dict, list)):
            yield inner, _below(path, f"[{at}]"), aside


def _below(path: str, step: str) -> str:
    """The path of what stands below another; steps that would make it too long to read are one `…`."""
    if len(path) + len(step) <= _LONGEST_PATH:
        return path + step
    return path if path.endswith("…") else f"{path}…"


def _types(value: Any) -> frozenset[str]:
    names = value if isinstance(value, list) else [value]
    return frozenset(
        name.rsplit("/", 1)[-1].rsplit(":", 1)[-1].strip().lower() for name in names if isinstance(name, str)
    )


def _standing(node: Node) -> int:
    """How sure it is that a node describes the page's own article; lower is surer, 9 is not at all."""
    if node.aside:
        return 9
    if node.types & ARTICLE_TYPES or any(name.endswith("article") for name in node.types):
        return 0 if "headline" in node.data or "articleBody" in node.data or "datePublished" in node.data else 2
    if "headline" in node.data and not node.types & _PAGE_TYPES:
        return 1
    if node.types & _WORK_TYPES:
        return 3
    return 4 if node.types & _PAGE_TYPES else 9


def about_page(found: Iterable[Node], strangeness: Callable[[Node], int] | None = None) -> tuple[Node, ...]:
    """The nodes that describe the page itself, surest first: articles, other works, the web page.

    Args:
        found: All nodes, in document order.
        strangeness: Orders those that are as sure as each other, as the articles of a list are.
    """
    ranked = [(standing, node) for node in found if (standing := _standing(node)) < 9]
    ranked.sort(key=lambda pair: pair[0])
    if strangeness is not None and len(ranked) > 1 and ranked[0][0] == ranked[1][0]:
        ranked.sort(key=lambda pair: (pair[0], strangeness(pair[1])))
    return tuple(node for _, node in ranked)


def addresses(node: Node) -> Iterator[str]:
    """The addresses of the page that a node says it is about."""
    for value in (node.data.get("url"), node.data.get("@id"), node.data.get("mainEntityOfPage")):
        address = (value.get("@id") or value.get("url")) if isinstance(value, dict) else value
        if isinstance(address, str):
            yield address.partition("#")[0]


def is_article(node: Node) -> bool:
    """Whether a node's type says that it is an article."""
    return bool(node.types & ARTICLE_TYPES) or any(name.endswith("article") for name in node.types)


def texts(value: Any) -> Iterator[str]:
    """The texts of a value that may be a text, an object with a name, or a list of these."""
    stack = [value]
    while stack:
        value = stack.pop()
        if isinstance(value, list):
            stack.extend(reversed(value))
        elif isinstance(value, dict):
            stack.append(value.get("name") or value.get("@value") or value.get("headline"))
        elif isinstance(value, str) and (text := line(value)):
            yield text
        elif isinstance(value, int) and not isinstance(value, bool):
            yield str(value)


def text(value: Any) -> str:
    """The first text of a value, or nothing."""
    return next(texts(value), "")
