"""Strategies for text: every script, and the characters that formats break on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any, Final

from hypothesis import strategies as st

from newsparse.content import plain_text, single_line

__all__ = ["json_values", "languages", "lines", "moments", "names", "paragraphs", "runs", "urls"]

_WORDS: Final = (
    "a",
    "The word.",
    "  two  spaces ",
    "Ελλάδα",
    "Україна",
    "中国新闻",
    "日本語のニュース",
    "한국어",
    "ภาษาไทย",
    "हिन्दी",
    "עברית",
    "العربية",
    "ગુજરાતી",
    "မြန်မာ",
    "e\u0301\u0323",  # marks that combine
    "\u202eabc\u202c",  # right to left, by force
    "👩\u200d👩\u200d👧",
    "🇫🇷",
    "\U00020bb7",
    "…—“”«»",
)
_BREAKERS: Final = (
    "](",
    "](http://x",
    "[a](https://example.org)",
    "![",
    "]]>",
    "------",
    "---",
    "***",
    "* * *",
    "<!--",
    "-->",
    "--!>",
    "--><script>alert(1)</script>",
    "</script>",
    "</p></article>",
    "</title>",
    "<br>",
    "<b",
    "&amp;",
    "&lt;b&gt;",
    "&#10;",
    "&nbsp",
    "&",
    "<",
    ">",
    '"',
    "'",
    "\\",
    "\\n",
    "\\\\]",
    "`",
    "``` x",
    "~~~",
    "$x$",
    "|",
    "a | b",
    "# ",
    "#",
    "1. ",
    "1) ",
    "- ",
    "+ ",
    "> ",
    "=",
    "===",
    "_a_",
    "**a**",
    "~~a~~",
    "<https://example.org>",
    "https://example.org/",
    "www.example.org",
    "a@example.org",
    "javascript:alert(1)",
    ": ",
    "- a: b",
    "{{ x }}",
    "{% x %}",
    "%",
    "%20",
    "\xa0",
    "a\xa0b",
    "\u3000",
    "a\u3000b",
    "\u2028",
    "\u2029",
    "\u200b",
    "\ufeff",
    "\u00ad",
    "\ufffd",
    "\t",
    " ",
    "null",
    "0",
    "~",
    "yes",
)
_LONG: Final = ("word " * 400, "字" * 1200, "x" * 3000)

_ANY_TEXT: Final = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
_ALLOWED_TEXT: Final = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=6
)
# Few draws for a text, since an article has some fifty of them: one piece, then mostly one more.
_FIRST: Final = st.sampled_from((*_WORDS, *_BREAKERS, *_LONG))
_SECOND: Final = st.sampled_from(("", *_WORDS, *_BREAKERS)) | _ALLOWED_TEXT
_SECOND_INLINE: Final = st.sampled_from(("", *_WORDS, *_BREAKERS, "\n", "a\nb")) | _ALLOWED_TEXT


def _filled(text: str) -> str:
    return text if text.strip() else "a"


# Composite, here and below, for the sake of a short repr: hypothesis makes it for every failure.
@st.composite
def runs(draw: st.DrawFn) -> str:
    """Inline text as it may stand in the middle of a paragraph; edges and spaces are as they come."""
    return draw(_FIRST) + draw(_SECOND_INLINE)


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    """Inline text in its normal form, never empty; a line feed is a hard break."""
    return plain_text(_filled(draw(_FIRST) + draw(_SECOND_INLINE)))


@st.composite
def lines(draw: st.DrawFn) -> str:
    """One line of text in its normal form, never empty: a title, a name."""
    return single_line(_filled(draw(_FIRST) + draw(_SECOND)))


def names() -> st.SearchStrategy[tuple[str, ...]]:
    """A few names or tags."""
    return st.lists(lines(), min_size=1, max_size=2).map(tuple)


_URL_TEXT: Final = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1, max_size=6)
_URLS: Final = (
    "https://example.org/news/1",
    "http://example.org",
    "https://example.org/a(b)c",
    "https://example.org/a](http://b",
    'https://example.org/"><script>alert(1)</script>',
    "https://example.org/?a=1&b=2&copy=3#x",
    "https://example.org/%20%e4%b8",
    "https://example.org/中文?q=字#片",
    "https://example.org/a\\b",
    "https://example.org/a'b|c`d*e_f",
    "https://example.org/<!--",
    "https://example.org/a]]>b",
    "HTTP://EXAMPLE.org//x",
    "ftp://example.org/x",
    "https://[2001:db8::1]/x",
    "https://example.org/?u=javascript:alert(1)",
)


@st.composite
def urls(draw: st.DrawFn) -> str:
    """Absolute addresses that an article may hold, with what breaks formats inside them."""
    return draw(st.sampled_from(_URLS) | _URL_TEXT.map(lambda text: f"https://example.org/{text}"))


@st.composite
def link_urls(draw: st.DrawFn) -> str:
    """Addresses that a link in running text may have, mail and telephone included."""
    return draw(st.sampled_from((*_URLS, "mailto:a@example.org?subject=%22x", "tel:+33-1")))


@st.composite
def image_urls(draw: st.DrawFn) -> str:
    """Addresses of pictures."""
    inline = ("data:image/gif;base64,R0lGODlhAQABAAAAACw=", "data:image/svg+xml,<svg>")
    return draw(st.sampled_from((*_URLS, *inline)))


def languages() -> st.SearchStrategy[str]:
    """BCP 47 tags."""
    return st.sampled_from(("en", "zh", "zh-Hans", "zh-Hant-TW", "fr-CA", "ar", "he", "sr-Latn-RS", "x-own"))


_OFFSETS: Final = tuple(timezone(timedelta(seconds=seconds)) for seconds in (28_800, -12_600, 29_143, 86_340))


@st.composite
def moments(draw: st.DrawFn) -> datetime:
    """Aware times of fixed offset, between the years 1 and 9999."""
    zone = draw(st.sampled_from((UTC, *_OFFSETS)))
    moment = draw(st.datetimes(timezones=st.just(zone)))
    return moment if draw(st.booleans()) else moment.replace(microsecond=0)


_KEYS: Final = (
    st.sampled_from(("a", "", "title", "body", "newsparse", "extra", "__proto__", "a.b", "-->", "</")) | _ANY_TEXT
)
_SCALARS: Final = st.one_of(
    st.sampled_from((None, True, False, 0, -1, 2**63, 10**40, 1.5, 1e300, 5e-324, -0.0)),
    st.sampled_from((*_WORDS, *_BREAKERS, "\x00", "\r\n", "\x1b[31m", "\x85")),
    _ANY_TEXT,
)
_INNER: Final = _SCALARS | st.lists(_SCALARS, max_size=2) | st.dictionaries(_KEYS, _SCALARS, max_size=2)


@st.composite
def json_values(draw: st.DrawFn) -> dict[str, Any]:
    """Objects of JSON values, as `Article.extra` holds them: any text, integers of any size, no NaN."""
    return draw(st.dictionaries(_KEYS, _INNER | st.lists(_INNER, max_size=2), max_size=2))
