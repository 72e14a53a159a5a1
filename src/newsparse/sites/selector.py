"""The selector language of site rules: CSS, or XPath after the prefix `xpath:`.

A selector is CSS (what cssselect knows of level 3 and 4), where `::attr(name)` at the end means that
attribute. One that begins with `xpath:` is XPath 1.0. There is no guessing between the two.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from cssselect.parser import PseudoElement
    from lxml.etree import XPath, _Element

__all__ = ["Found", "SelectorError", "check_selector", "select"]

Found: TypeAlias = "_Element | str"
"""What a selector finds: an element, or a text (an attribute, or what an XPath function gives)."""

_PREFIX = "xpath:"
_ATTRIBUTE = re.compile(r"[A-Za-z_][\w.-]*")
_LITERAL = re.compile(r"\"[^\"]*\"|'[^']*'")
_CALL = re.compile(r"([A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)\s*\(")
_NAMESPACE = re.compile(r"([A-Za-z_][\w.-]*)\s*:(?!:)")
# XPath 1.0: sections 4 (functions) and 3.7 (node types); operators may stand before a parenthesis.
_CORE = frozenset(
    [
        "last",
        "position",
        "count",
        "id",
        "local-name",
        "namespace-uri",
        "name",
        "string",
        "concat",
        "starts-with",
        "contains",
        "substring-before",
        "substring-after",
        "substring",
        "string-length",
        "normalize-space",
        "translate",
        "boolean",
        "not",
        "true",
        "false",
        "lang",
        "number",
        "sum",
        "floor",
        "ceiling",
        "round",
        "comment",
        "text",
        "processing-instruction",
        "node",
        "and",
        "or",
        "mod",
        "div",
    ]
)


class SelectorError(ValueError):
    """A selector that is neither valid CSS nor, after `xpath:`, valid XPath 1.0."""


@lru_cache(maxsize=1024)
def check_selector(selector: str) -> None:
    """Compile a selector and forget it; one that was found good just now is not compiled again.

    Raises:
        SelectorError: It does not parse, or calls a function that XPath 1.0 does not have.
    """
    if not isinstance(selector, str):
        raise SelectorError(f"expected a str, not {type(selector).__name__}")
    _compile(selector)


def select(selector: str, root: _Element) -> list[Found]:
    """What the selector finds in the tree, in document order; blank texts are not found.

    Raises:
        SelectorError: The expression cannot be evaluated.
    """
    from lxml.etree import XPathError, iselement

    try:
        result: Any = _compiled(selector)(root)
    except XPathError as error:
        raise SelectorError(str(error)) from error
    found = [result] if isinstance(result, str) else result
    return [item if iselement(item) else str(item) for item in found if iselement(item) or item.strip()]


@lru_cache(maxsize=4096)
def _compiled(selector: str) -> XPath:
    """Kept, since a rule is applied to many pages; a compiled XPath holds nothing of a page."""
    return _compile(selector)


def _compile(selector: str) -> XPath:
    from lxml.etree import XPath, XPathError

    expression = _xpath(selector)
    try:
        compiled = XPath(expression, regexp=False)
    except XPathError as error:
        raise SelectorError(f"not XPath 1.0: {error}") from error
    if selector.startswith(_PREFIX):
        _refuse_unknown_names(_LITERAL.sub("''", expression))
    _refuse_numbers(compiled)
    return compiled


def _xpath(selector: str) -> str:
    if selector.startswith(_PREFIX):
        return selector[len(_PREFIX) :].strip()
    return _css_as_xpath(selector)


def _css_as_xpath(selector: str) -> str:
    from cssselect import HTMLTranslator, parse
    from cssselect import SelectorError as NotCSS

    translator = HTMLTranslator()
    try:
        return " | ".join(
            translator.selector_to_xpath(part) + _attribute_of(part.pseudo_element) for part in parse(selector)
        )
    except NotCSS as error:
        is_path = selector.startswith(("/", "(", "./", "../"))
        hint = f"; if it is XPath, write {_PREFIX + selector!r}" if is_path else ""
        raise SelectorError(f"not CSS: {error}{hint}") from error


def _attribute_of(pseudo_element: PseudoElement | None) -> str:
    """The step to the attribute that `::attr(name)` means."""
    from cssselect.parser import FunctionalPseudoElement

    if pseudo_element is None:
        return ""
    if isinstance(pseudo_element, FunctionalPseudoElement) and pseudo_element.name == "attr":
        name = "".join(str(token.value) for token in pseudo_element.arguments)
        if _ATTRIBUTE.fullmatch(name):
            return f"/@{name}"
    raise SelectorError("the only pseudo-element is ::attr(name)")


def _refuse_unknown_names(expression: str) -> None:
    """libxml2 finds a function, variable or prefix missing only when it comes to need it, on some page."""
    for name in _CALL.findall(expression):
        if name not in _CORE:
            raise SelectorError(f"XPath 1.0 has no function {name}()")
    if "$" in expression:
        raise SelectorError("there are no variables here")
    if prefix := _NAMESPACE.search(expression):
        raise SelectorError(f"there is no namespace {prefix[1]!r}; an element's name is as it stands in the page")


def _refuse_numbers(compiled: XPath) -> None:
    """What kind of value an expression gives does not depend on the page."""
    from lxml.etree import Element, XPathError

    try:
        result = compiled(Element("html"))
    except XPathError as error:
        raise SelectorError(str(error)) from error
    if isinstance(result, (bool, float)):
        kind = "a truth value" if isinstance(result, bool) else "a number"
        raise SelectorError(f"it gives {kind}, and neither elements nor a text")
