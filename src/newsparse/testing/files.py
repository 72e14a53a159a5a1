"""Strategies for files as bytes: seed files, web pages, and damage to either."""

from __future__ import annotations

import html
import random
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from hypothesis import strategies as st

from newsparse.testing.text import lines, urls

__all__ = ["OF_NO_FORMAT", "OF_OTHERS", "damaged", "pages", "seed_files"]

_STAMPS: Final = (
    "1712268901000", "1596240000000", "0", "1712268901", "1712268901123", "-1", "NaN", "1517414400000000", "9" * 30, "",
)  # fmt: skip
_SEED_TITLES: Final = (
    "中国知名专栏作家被指&quot;夸大&quot;失业率",
    "[live 直播 ] 法国立法选举第一轮投票",
    "刚果(布)加油站告罄不利经济",
    "品牌\\“囚爱\\“",
    "北京每月最低工资2200  \t北京人大喊",
    "《捍卫任务4》上映\u3000多伦多",
    "拜登 – 法国国际广播电台 - RFI",
    "a ](http b",
)
_SEED_URLS: Final = (
    "https://www.rfi.fr/cn/%E5%9B%BD%E9%99%85/20240404-%E6%96%B0",
    "http://www.rfi.fr//cn/%E4%B8%AD%E5%9B%BD/20201212-a",
    "https://www.dw.com/zh/%20/a-55968549",
    "https://www.bbc.com/zhongwen/simp/world-1",
    "https://chinadigitaltimes.net/chinese/2020/10/%e3%80%90a/",
    "https://cn.ft.com/story/001091179?full=y",
)
_FRAGMENTS: Final = (
    "<p>一段文字。</p>",
    "<p>Text with <b>bold</b>, <a href='https://example.org/a'>a link</a> and <br>a break.</p>",
    '<p>作者： <a href="/cn/作者/a">小山</a></p>',
    "<h2>小标题</h2>",
    '<figure><img src="https://example.org/a.jpg" alt="x"><figcaption>说明 © AFP</figcaption></figure>',
    '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
    "<blockquote><p>引文</p></blockquote>",
    "<ul><li>one</li><li>two<ol><li>inner</li></ol></li></ul>",
    '<table><tr><th colspan="2">a</th></tr><tr><td>b<td>c</table>',
    "<pre>  code\n\tx &lt; y</pre>",
    '<iframe src="https://www.youtube.com/embed/abc"></iframe>',
    '<blockquote class="twitter-tweet"><p>post</p><a href="https://twitter.com/a/status/1">x</a></blockquote>',
    '<div class="o-self-promo"><p>订阅</p></div>',
    "<hr>",
    "words that stand alone",
    "<time datetime='2024-04-04T22:15:01+00:00'>发表时间： 04/04/2024 - 22:15</time>",
    "<p><a href='javascript:alert(1)'>bad</a></p>",
    "<script>var a = '<p>no</p>';</script>",
    "<!-- a comment -->",
    "&nbsp;&#x3000;&copy;",
)
_NOISE: Final = (b"<!--", b"------", b"](", b")", b"\x00", b"\xff\xfe", b"\r", b"</article>", b"<p", b'"', b"&#", b"{")


def _seed(stamp: str, title: str, url: str, body: str) -> bytes:
    return f"<!--{stamp}-->\n[{title}]({url})\n------\n\n{body}\n".encode()


def _bodies() -> st.SearchStrategy[str]:
    piece = st.sampled_from(_FRAGMENTS) | lines().map(lambda text: f"<p>{html.escape(text)}</p>")
    return st.lists(piece, min_size=1, max_size=6).map("".join)


_STAMP: Final = st.sampled_from(_STAMPS)
_TITLE: Final = st.sampled_from(_SEED_TITLES) | lines()
_ONE_LINE: Final = _bodies().map(lambda body: body.replace("\n", ""))
_WELL_FORMED_SEEDS: Final = st.builds(_seed, st.just(_STAMPS[0]), _TITLE, st.sampled_from(_SEED_URLS), _ONE_LINE)
_ODD_SEEDS: Final = st.builds(_seed, _STAMP, _TITLE, st.sampled_from(_SEED_URLS) | urls(), _bodies())


@st.composite
def seed_files(draw: st.DrawFn, *, well_formed: bool = False) -> bytes:
    """Files in the seed format.

    Args:
        draw: Hypothesis's own.
        well_formed: Leave out the damaged ones, those with odd headers too.
    """
    if well_formed or draw(st.booleans()):
        return draw(_WELL_FORMED_SEEDS)
    return draw(_ODD_SEEDS) if draw(st.booleans()) else draw(damaged(_WELL_FORMED_SEEDS))


def _page(head: list[str], title: str, body: list[str], around: str) -> bytes:
    escaped = html.escape(title)
    main = "".join(body)
    return (
        f"<!DOCTYPE html>\n<html>\n<head>\n<meta charset='utf-8'>\n<title>{escaped} | The Paper</title>\n"
        + "\n".join(head)
        + "\n</head>\n<body>\n<nav><a href='/a'>Home</a> <a href='/b'>World</a></nav>\n"
        + around.format(title=escaped, body=main)
        + "\n<footer><p>© The Paper</p></footer>\n</body>\n</html>\n"
    ).encode()


_HEADS: Final = (
    "<meta property='og:title' content='A headline'>",
    "<meta property='og:image' content='https://example.org/lead.jpg'>",
    "<meta name='description' content='What it is about.'>",
    "<meta property='article:published_time' content='2024-04-04T22:15:01+02:00'>",
    "<meta name='author' content='Ann Author'>",
    "<link rel='canonical' href='https://example.org/news/1'>",
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "A headline", "datePublished": '
    '"2024-04-04", "author": [{"name": "Ann Author"}]}</script>',
    '<script type="application/ld+json">{"@type": ["NewsArticle"], "author": "</script>',
    "<base href='https://example.org/base/'>",
)
_AROUND: Final = (
    "<main><article><h1>{title}</h1>{body}</article></main>",
    "<div id='content'><h1>{title}</h1><div class='article-body'>{body}</div></div>",
    "<h1>{title}</h1><div>{body}</div><aside><ul><li><a href='/x'>More</a></li></ul></aside>",
    "{body}",
)
_PROSE: Final = (
    "<p>The council met on Tuesday to decide on the budget, and after a long debate it adopted the plan.</p>",
    "<p>总理星期二在议会表示，政府将在年底前提出新的预算案，并且会与各方进行协商。</p>",
)


# Strewn at random: tags without their fellows, addresses that are none, metadata of the wrong kind.
_SOUP: Final = (
    "<p>", "</p>", "<div>", "</div>", "<ul>", "<li>", "<ol>", "<table>", "<tr>", "<td>", "<th colspan=0>", "<caption>",
    "<pre>", "<code>", "<blockquote>", "<q>", "<figure>", "<figcaption>", "<h1>", "<h2>", "</h1>", "<br>", "<hr>",
    "<b>", "</b>", "<sub>", "<img src=x>", "<img alt='a' src='https://example.org/a'>", "<img srcset=', ,'>",
    "<a href='/x'>", "<a href='http://[bad'>", "</a>", "<iframe src='//x'>",
    "<video src='a b'>", "<svg>", "<math>", "<template>",
    "<select><option>", "<script>", "</script>", "<style>", "<!--", "-->", "<title>", "</title>", "<textarea>",
    "<meta name=author content='\x01'>", "<meta property=og:title content='\x02'>", "<meta charset=nonsense>",
    "<meta property=og:url content='http://[x'>", "<base href='http://[x'>", "<time datetime='2024-99-99'>",
    "<link rel=canonical href='::'>", "<html lang='\x01 x'>", "<body>", "</body>", "</html>", "<frameset>",
    "<meta name=generator content='newsparse; form=1'>", "<article itemtype=x>", "<header>",
    "<div itemprop=articleBody>", "<base href='https://example.org/a folder/'>", "<link rel=canonical href=x>",
    "<meta property=og:image content=x.jpg>", "<img src=y.jpg width='²' height='③'>", "<p class=date>5 ²² 2019</p>",
    f"<img src=z.jpg width='{'9' * 5000}'>",
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "\\u0001", "image": {},'
    ' "author": [1, null, {"name": []}], "datePublished": 7}</script>',
    "\x01", "\x85", "&#1;", "&#xD800;", "&#x110000;", "\u3000", "\xa0", "words", *_PROSE,
)  # fmt: skip
_SOUPS: Final = st.lists(st.sampled_from(_SOUP), max_size=25).map(lambda tags: "".join(tags).encode())

_BODIES: Final = st.lists(st.sampled_from((*_PROSE, *_FRAGMENTS[:12])), min_size=1, max_size=6)
_PAGES: Final = st.builds(
    _page,
    st.lists(st.sampled_from(_HEADS), max_size=4, unique=True),
    lines(),
    _BODIES.map(lambda body: [*_PROSE * 2, *body]),
    st.sampled_from(_AROUND),
)


@st.composite
def pages(draw: st.DrawFn, *, well_formed: bool = False) -> bytes:
    """Web pages in UTF-8, with an article in them as a rule.

    Args:
        draw: Hypothesis's own.
        well_formed: Leave out the damaged ones.
    """
    if well_formed or draw(st.booleans()):
        return draw(_PAGES)
    return draw(damaged(_PAGES) if draw(st.booleans()) else _SOUPS)


OF_OTHERS: Final[Mapping[str, bytes]] = MappingProxyType(
    {
        "html": _page([_HEADS[0]], "Frost", [*_PROSE], _AROUND[0]),
        "rfi": _seed(_STAMPS[0], _SEED_TITLES[1], _SEED_URLS[0], "".join(_PROSE)),
        "json": b'{"newsparse": 1, "title": "Frost", "body": [{"type": "paragraph", "text": "A cold night."}]}\n',
        "mhtml": b"From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n"
        b"--x\nContent-Type: text/html\n\n<p>A cold night.</p>\n--x--\n",
    }
)
"""Files of built-in formats that are known by their bytes, by the format's name."""


def _noise(seed: int) -> bytes:
    """Bytes of every kind, and of ASCII for every other seed."""
    data = random.Random(seed).randbytes(20 + 9 * seed)
    return bytes(32 + byte % 95 for byte in data) if seed % 2 else data


OF_NO_FORMAT: Final = (
    b"Frost\n\nA cold night. Ice on the bridge.\n",
    b"# Frost\n\nA *cold* night.\n\n- ice\n- snow\n",
    b'{"name": "frost", "version": "1.0.0", "files": ["ice", "snow"]}\n',
    b'{"id": 1, "text": "A cold night."}\n{"id": 2, "text": "Ice on the bridge."}\n',
    b'<?xml version="1.0" encoding="UTF-8"?>\n<shelf><book>Frost</book></shelf>\n',
    b"id,title\n1,Frost\n2,Snow\n",
    *map(_noise, range(40)),
)
"""Text and data of other programs, and noise; no strategy, which may come upon a signature by trying."""


def _truncated(data: bytes, at: int) -> bytes:
    return data[: at % (len(data) + 1)]


def _inserted(data: bytes, at: int, noise: bytes) -> bytes:
    at %= len(data) + 1
    return data[:at] + noise + data[at:]


def _without(data: bytes, at: int, length: int) -> bytes:
    at %= len(data) + 1
    return data[:at] + data[at + length :]


def _without_line(data: bytes, at: int) -> bytes:
    kept = data.split(b"\n")
    del kept[at % len(kept)]
    return b"\n".join(kept)


def _nested(data: bytes, at: int, depth: int) -> bytes:
    return _inserted(data, at, b"<div>" * depth)


_WHOLE_DAMAGES: Final[tuple[Callable[[bytes], bytes], ...]] = (
    lambda data: data.replace(b"\n", b"\r\n"),
    lambda data: data.replace(b"\n", b"\r"),
    lambda data: b"\xef\xbb\xbf" + data,
    lambda data: data.rstrip(b"\n"),
    lambda data: data + data,
    lambda data: data.decode("utf-8", "replace").encode("utf-16"),
    lambda data: data.decode("utf-8", "replace").encode("gb18030"),
    lambda data: data.replace(b"/", b""),
)


_AT: Final = st.integers(0, 20_000)
_SOME_NOISE: Final = st.sampled_from(_NOISE) | st.binary(min_size=1, max_size=4)
_DEPTHS: Final = st.sampled_from((1, 30, 300, 3000))
_CHANGE: Final = st.sampled_from(_WHOLE_DAMAGES)
_DAMAGES: Final = ("cut off", "patched", "cut out", "a line less", "nested", "changed throughout")


@st.composite
def damaged(draw: st.DrawFn, files: st.SearchStrategy[bytes]) -> bytes:
    """Files cut off, patched, turned into other line ends and encodings, or otherwise hurt."""
    data = draw(files)
    damage = draw(st.sampled_from(_DAMAGES))
    if damage == "changed throughout":
        return draw(_CHANGE)(data)
    at = draw(_AT)
    match damage:
        case "cut off":
            return _truncated(data, at)
        case "patched":
            return _inserted(data, at, draw(_SOME_NOISE))
        case "cut out":
            return _without(data, at, draw(st.integers(1, 40)))
        case "nested":
            return _nested(data, at, draw(_DEPTHS))
        case _:
            return _without_line(data, at)
