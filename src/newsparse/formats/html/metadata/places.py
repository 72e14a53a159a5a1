"""Parts of a page that speak of other things than its story."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from newsparse.formats.html.metadata.headline import Headline

_FURTHEST_UP = 10
OUTSIDE_TAGS = frozenset({"nav", "aside", "footer"})
"""Elements that are parts of a page beside its story."""
# Class and id words of such parts. Page builders call everything a widget, and wrappers say whether
# they have a side bar, so both count only as words of their own.
_OUTSIDE = re.compile(
    r"(?<![a-z])(?:comments?(?![a-z])|commentlist|related|recommend|recommended|footer|teasers?|promo(?!ted)|newsletter|popular|most-?read"
    r"|breadcrumbs?|menu|navbar|nav(?![a-z])|disqus|trending|carousel|read-?next|latest|more-(?:from|in|on|stories|news|posts)|up-?next|copyright)"
    r"|(?<![a-z-])widget(?:[-_]?area)?(?![a-z_-])|(?<!has-)(?<!with-)(?<!no-)(?<![a-z])sidebar"
)

_FOOTER = re.compile(r"(?<![a-z])footer")


def ancestry(element: Any) -> Iterator[Any]:
    """The element and what it stands in, up to `body`, at most ten levels."""
    yield element
    for up, parent in enumerate(element.iterancestors()):
        if up >= _FURTHEST_UP or parent.tag == "body":
            return
        yield parent


def marks(element: Any) -> str:
    """Class and id of an element."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def is_outside(
    element: Any,
    also: re.Pattern[str],
    known: dict[str, bool],
    headline: Headline,
    tags: frozenset[str],
    *,
    footer: bool = True,
) -> bool:
    """Whether an element stands in a part that is not of the story.

    Args:
        element: The element in question.
        also: Further class words of such parts, in lower case.
        known: What is known of class words already; kept by the caller for one page and one `also`, since
            elements of a page share most of what they stand in.
        headline: The headline: the class words of what it stands in tell the layout, as in `with-sidebar`.
        tags: The tags of such parts.
        footer: Whether the headline's own footer, in which blogs sign and date, is of the story.
    """
    for part in ancestry(element):
        if part in headline.around:
            return False
        if footer and _is_footer_alone(part) and headline.has_footer(part):
            return False
        if part.tag in tags:
            return True
        words = marks(part)
        verdict = known.get(words)
        if verdict is None:
            folded = words.lower()
            verdict = known[words] = bool(_OUTSIDE.search(folded) or also.search(folded))
        if verdict:
            return True
    return False


def _is_footer_alone(part: Any) -> bool:
    words = marks(part).lower()
    return (part.tag == "footer" or "footer" in words) and not _OUTSIDE.search(_FOOTER.sub("", words))
