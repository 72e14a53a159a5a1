"""What stands around a story and is no part of it, whatever it reads like: told by the page's structure and names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from newsparse.formats.html.walk import Flag, WalkedPage

__all__ = ["surroundings"]

# Programs are written in English the world over, and so are the names in the pages that they make.
_COMMENTS: Final = re.compile(r"(?<![A-Za-z])[Cc]omment(?:s|[Ll]ist)?(?![a-z])")
_PART: Final = "omment"
_ARTICLE: Final = frozenset({"article"})
_PARTS: Final = frozenset({"article", "main"})
_WHOLE_PAGE: Final = frozenset({"html", "body"})
# So many letters make a part of a story; a standfirst has fewer.
_STORY: Final = 500

Known = dict[int, bool]


def surroundings(page: WalkedPage, chosen: Sequence[int], titles: Iterable[int]) -> Mapping[int, str]:
    """The chosen blocks that belong to what stands above or below the story, each with the reason.

    Above is what stands before the box of the headline, which is a heading that repeats the page's title. Below is what
    stands outside of the `main` or `article` of the headline, and in other articles, since to the HTML standard an
    `article` is complete in itself; the page's footer; and boxes that are named for comments. But opinion pieces are
    called comments, too, and some pages are all footer or all articles by mistake: nothing is left out but for the
    sake of a story on its other side.

    Args:
        page: The page's blocks.
        chosen: Those that seem to be the article's, in order.
        titles: The blocks that repeat the page's title.
    """
    headline = _headline(page, titles)
    below = _below(page, chosen, headline)
    above = _above(page, [block for block in chosen if block not in below], headline) if headline is not None else {}
    return {**above, **below}


def _headline(page: WalkedPage, titles: Iterable[int]) -> int | None:
    """The first `h1` that repeats the title, else the first heading that does."""
    flags, tags, places = page.container_flags, page.container_tags, page.places
    headings = sorted(block for block in titles if flags[places[block]] & Flag.HEADING)
    return next((block for block in headings if tags[places[block]] == "h1"), next(iter(headings), None))


def _above(page: WalkedPage, chosen: Sequence[int], headline: int) -> dict[int, str]:
    before = [block for block in chosen if block < headline]
    if not before or sum(len(page.texts[block]) for block in chosen if block > headline) < _STORY:
        return {}
    parents = page.container_parents
    box = {-1: False, max(parents[page.places[headline]], 0): True}
    outside = [block for block in before if not _stands_in(page.places[block], box, parents)]
    return dict.fromkeys(outside, "above the headline")


def _below(page: WalkedPage, chosen: Sequence[int], headline: int | None) -> dict[int, str]:
    flags, places, parents = page.container_flags, page.places, page.container_parents
    in_comments = _comment_boxes(page)
    in_own_article = _outermost(page, headline, _ARTICLE) if headline is not None else {}
    in_own_part = _outermost(page, headline, _PARTS) if headline is not None else {}
    found = {}
    story = 0
    for block in chosen:
        place = places[block]
        if in_comments and _stands_in(place, in_comments, parents):
            reason = "comments"
        elif not flags[place] & Flag.ARTICLE and flags[place] & Flag.FOOTER:
            reason = "the page's footer"
        elif in_own_article and flags[place] & Flag.ARTICLE and not _stands_in(place, in_own_article, parents):
            reason = "another article"
        elif in_own_part and not _stands_in(place, in_own_part, parents):
            reason = "outside of the page's article"
        else:
            reason = ""
        if not reason:
            story += len(page.texts[block])
        elif story >= _STORY:
            found[block] = reason
    return found


def _comment_boxes(page: WalkedPage) -> Known:
    """The containers that are named for comments, as known to be in one, and what is above the root, as not."""
    names, tags = page.container_tokens, page.container_tags
    named = [place for place, name in enumerate(names) if _PART in name and tags[place] not in _WHOLE_PAGE]
    boxes = [place for place in named if _COMMENTS.search(names[place])]
    return {-1: False, **dict.fromkeys(boxes, True)} if boxes else {}


def _outermost(page: WalkedPage, headline: int, tags: frozenset[str]) -> Known:
    """The outermost element of a kind around the headline, as known to be in it, and what is above the root, as not."""
    place, found = page.places[headline], -1
    while place >= 0:
        if page.container_tags[place] in tags:
            found = place
        place = page.container_parents[place]
    return {-1: False, found: True} if found >= 0 else {}


def _stands_in(place: int, known: Known, parents: Sequence[int]) -> bool:
    """Whether a container is in one of which it is known that it is; it is then known of those on the way, too."""
    way = []
    while place not in known:
        way.append(place)
        place = parents[place]
    known.update(dict.fromkeys(way, known[place]))
    return known[place]
