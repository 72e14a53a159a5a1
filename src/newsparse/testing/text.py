"""Strategies for text: every script, and the characters that formats break on."""

from __future__ import annotations

from datetime import UTC, timedelta, timezone
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
_PIECES: Final = st.sampled_from((*_WORDS, *_BREAKERS)) | _ALLOWED_TEXT | st.sampled_from(_LONG)
_INLINE_PIECES: Final = _PIECES | st.sampled_from(("\n", "a\nb"))


def _filled(text: str) -> str:
    return text if text.strip() else "a"


def runs() -> st.SearchStrategy[str]:
    """Inline text as it may stand in the middle of a paragraph; edges and spaces are as they come."""
    return st.lists(_INLINE_PIECES, min_size=1, max_size=3).map("".join)


def paragraphs() -> st.SearchStrategy[str]:
    """Inline text in its normal form, never empty; a line feed is a hard break."""
    return runs().map(lambda text: plain_text(_filled(text)))


def lines() -> st.SearchStrategy[str]:
    """One line of text in its normal form, never empty: a title, a name."""
    pieces = st.lists(_PIECES, min_size=1, max_size=3)
    return pieces.map(lambda parts: single_line(_filled("".join(parts))))


def names() -> st.SearchStrategy[tuple[str, ...]]:
    """A few names or tags."""
    return st.lists(lines(), max_size=2).map(tuple)


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


def urls() -> st.SearchStrategy[str]:
    """Absolute addresses that an article may hold, with what breaks formats inside them."""
    return st.sampled_from(_URLS) | _URL_TEXT.map(lambda text: f"https://example.org/{text}")


def link_urls() -> st.SearchStrategy[str]:
    """Addresses that a link in running text may have, mail and telephone included."""
    return urls() | st.sampled_from(("mailto:a@example.org?subject=%22x", "tel:+33-1"))


def image_urls() -> st.SearchStrategy[str]:
    """Addresses of pictures."""
    return urls() | st.sampled_from(("data:image/gif;base64,R0lGODlhAQABAAAAACw=", "data:image/svg+xml,<svg>"))


def languages() -> st.SearchStrategy[str]:
    """BCP 47 tags."""
    return st.sampled_from(("en", "zh", "zh-Hans", "zh-Hant-TW", "fr-CA", "ar", "he", "sr-Latn-RS", "x-own"))


def moments() -> st.SearchStrategy[Any]:
    """Aware times of fixed offset."""
    offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
    odd = st.sampled_from((UTC, timezone(timedelta(hours=8, minutes=5, seconds=43))))
    return st.datetimes(timezones=offsets | odd) | st.datetimes(timezones=odd).map(
        lambda moment: moment.replace(microsecond=0)
    )


def json_values() -> st.SearchStrategy[dict[str, Any]]:
    """Objects of JSON values, as `Article.extra` holds them: any text, integers of any size, no NaN."""
    keys = lines() | st.sampled_from(("", "title", "body", "newsparse", "extra", "__proto__", "a.b")) | _ANY_TEXT
    scalars = (
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats(allow_nan=False, allow_infinity=False)
        | _ANY_TEXT
        | lines()
    )
    inner = scalars | st.lists(scalars, max_size=2) | st.dictionaries(keys, scalars, max_size=2)
    return st.dictionaries(keys, inner | st.lists(inner, max_size=2), max_size=3)
