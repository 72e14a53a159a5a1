"""Embedded players, posts and frames: what kind they are, and where they lead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsparse.blocks.addresses import clean_url
from newsparse.content import Embed, EmbedKind

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["AMP_PLAYERS", "POSTS", "post_address", "read_player"]

POSTS = frozenset(
    {
        "twitter-tweet", "twitter-video", "instagram-media", "fb-post", "fb-video", "tiktok-embed",
        "bluesky-embed", "mastodon-embed", "reddit-embed-bq", "reddit-card", "threads-embed",
        "text-post-media", "imgur-embed-pub", "telegram-post",
    }
)  # fmt: skip
"""Classes of a `blockquote` or `div` that the scripts of social networks turn into a post."""

_KINDS: tuple[tuple[EmbedKind, re.Pattern[str]], ...] = (
    (
        "post",
        re.compile(
            r"//(?:[\w-]+\.)*(?:twitter\.com|x\.com|instagram\.com|threads\.net|bsky\.app|t\.me|reddit\.com"
            r"|facebook\.com/(?:plugins/post|[^?]*/posts/)|tiktok\.com|linkedin\.com|weibo\.com)",
            re.IGNORECASE,
        ),
    ),
    (
        "audio",
        re.compile(r"//(?:[\w-]+\.)*(?:soundcloud|spotify|podbean|megaphone|acast|spreaker|simplecast|libsyn"
                   r"|art19|omny|audioboom|deezer)\.|podcast|/audio/", re.IGNORECASE),
    ),
    (
        "video",
        re.compile(r"//(?:[\w-]+\.)*(?:youtube(?:-nocookie)?|youtu|vimeo|dailymotion|dai|kaltura|jwplatform"
                   r"|jwplayer|brightcove|wistia|twitch|rumble|bilibili|streamable|vidyard|loom|ted)\."
                   r"|facebook\.com/plugins/video|/video|player", re.IGNORECASE),
    ),
)  # fmt: skip
_ELEMENT_KINDS: dict[str, EmbedKind] = {
    "video": "video", "audio": "audio", "amp-video": "video", "amp-audio": "audio",
}  # fmt: skip
# Elements of AMP that name what they show instead of giving its address.
_NAMED: dict[str, tuple[str, str]] = {
    "amp-youtube": ("data-videoid", "https://www.youtube.com/watch?v="),
    "amp-vimeo": ("data-videoid", "https://vimeo.com/"),
    "amp-dailymotion": ("data-videoid", "https://www.dailymotion.com/video/"),
    "amp-twitter": ("data-tweetid", "https://twitter.com/i/status/"),
    "amp-instagram": ("data-shortcode", "https://www.instagram.com/p/"),
}
_NAME = re.compile(r"[\w-]{1,64}")
AMP_PLAYERS = (*_NAMED, "amp-iframe", "amp-video", "amp-audio", "amp-facebook")
"""The elements of AMP that `read_player` knows."""
_SOURCES = ("src", "data-src", "data-lazy-src", "data-url", "data", "data-iframe-src", "data-href")


def kind_of(url: str) -> EmbedKind:
    """The kind of thing that an address shows, `other` where it does not tell."""
    return next((kind for kind, pattern in _KINDS if pattern.search(url)), "other")


def read_player(element: _Element, base_url: str | None) -> Embed | None:
    """What an `iframe`, `video`, `audio`, `embed`, `object` or a player of AMP shows; `None` without an address."""
    tag = str(element.tag)
    if tag in _NAMED:
        attribute, address = _NAMED[tag]
        name = element.get(attribute) or ""
        return Embed(kind_of(address), address + name) if _NAME.fullmatch(name) else None
    for holder in (element, *element.iter("source")):
        for name in _SOURCES:
            value = holder.get(name)
            url = clean_url(value, base_url) if value else None
            if url and url.startswith("http"):
                return Embed(_ELEMENT_KINDS.get(tag) or kind_of(url), url)
    return None


def post_address(element: _Element, base_url: str | None) -> str | None:
    """The address of an embedded post: of all its links the last, which is its date."""
    for name in ("cite", "data-instgrm-permalink", "data-href", "data-text-post-permalink", "data-telegram-post"):
        value = element.get(name)
        url = clean_url(value, base_url) if value else None
        if url:
            return url
    links = [value for link in element.iter("a") if (value := link.get("href"))]
    return next((url for value in reversed(links) if (url := clean_url(value, base_url))), None)
