"""Which of a page's headings repeats its title, links to the page itself, or is the site's name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

from newsparse.formats.html.metadata.hosts import is_front_page, same_site
from newsparse.formats.html.metadata.text import fold, node_text
from newsparse.formats.html.walk import Flag, WalkedPage

__all__ = ["LESSER_HEADINGS", "links_home", "own_heading", "repeating"]

LESSER_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_SHORTEST_HEADLINE = 8
_NEAR_ABOVE = 2
_FEW_LINKS = 10
_MOST_HEADINGS = 200


def repeating(title: str, blocks: Iterable[tuple[str, Any]]) -> Any:
    """The first heading that repeats a title, else the first other text that does; `None` where there is none.

    Args:
        title: The title.
        blocks: The page's texts, each with the element that holds it.
    """
    folded, most = fold(title), 2 * len(title)
    same = [element for text, element in blocks if len(text) <= most and fold(text) == folded] if folded else []
    return next((element for element in same if element.tag in LESSER_HEADINGS), next(iter(same), None))


def own_heading(page: WalkedPage, title_tag: str, is_own: Callable[[Any], bool]) -> tuple[Any, str] | None:
    """The first heading that links to the page itself and stands in its `title`, as blogs head a post, and its text.

    Args:
        page: The page's blocks.
        title_tag: Its `title`.
        is_own: Whether a link leads to the page that it stands on.
    """
    tag, flags = fold(title_tag), page.container_flags
    headings = (block for block, place in enumerate(page.places) if flags[place] & Flag.HEADING)
    for block in islice(headings, _MOST_HEADINGS):
        folded = fold(page.texts[block])
        if len(folded) >= _SHORTEST_HEADLINE and folded in tag:
            links = dict.fromkeys(link for _, link, _ in page.runs[block] if link is not None)
            if any(map(is_own, islice(links, _FEW_LINKS))):
                return page.container_elements[page.places[block]], page.texts[block]
    return None


def links_home(heading: Any, text: str, address: str) -> bool:
    """Whether a heading is a link to the site's front page, as many sites head each page with their name.

    Args:
        heading: The element.
        text: Its text.
        address: An address of the site; empty where none is known, and then no link to a host is one home.
    """
    around = (up for up in islice(heading.iterancestors(), _NEAR_ABOVE) if up.tag == "a")
    inside = (link for link in islice(heading.iter("a"), _FEW_LINKS) if fold(node_text(link)) == fold(text))
    return any(_is_home(link, address) for link in (*around, *inside))


def _is_home(link: Any, address: str) -> bool:
    if "home" in (link.get("rel") or "").split():
        return True
    target = (link.get("href") or "").strip()
    if not target or "#" in target or not is_front_page(target):
        return False
    return "//" not in target or (bool(address) and same_site(target, address))
