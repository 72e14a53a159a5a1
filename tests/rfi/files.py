"""Seed files for the tests, made of a head and a body."""

from __future__ import annotations

import newsparse

RFI = "https://www.rfi.fr/cn/%E6%B8%AF%E5%8F%A3/20240506-ferry"
BBC = "https://www.bbc.com/zhongwen/simp/world-59000000"
DW = "https://www.dw.com/zh/%E6%96%B0%E6%A1%A5/a-60000001"
VOA = "https://www.voachinese.com/a/school/7500001.html"
NYT = "https://cn.nytimes.com/usa/20220316/bridge/"
REUTERS = "https://cn.reuters.com/article/bridge-idCNKBS2BL000"
FT = "https://cn.ft.com/story/001091000?full=y"
RFA = "https://www.rfa.org/mandarin/yataibaodao/gangtai/lf-03272023120053.html"
CDT = "https://chinadigitaltimes.net/chinese/2020/10/%e6%99%b4%e5%a4%a9/"
ELSEWHERE = "https://paper.example/news/1"

FOOTER = (
    '<br><hr><div>获取更多RSS：<br><a href="https://feedx.net" style="color:orange" target="_blank">https://feedx.net</a>'
    ' <br><a href="https://feedx.best" style="color:orange" target="_blank">https://feedx.best</a><br></div>'
)


def seed(body: str, *, url: str = RFI, title: str = "渡轮修好后复航", stamp: str = "1714975502000") -> bytes:
    """A well-formed file."""
    return f"<!--{stamp}-->\n[{title}]({url})\n------\n\n{body}\n".encode()


def read(
    body: str, *, url: str = RFI, title: str = "渡轮修好后复航", stamp: str = "1714975502000"
) -> newsparse.Article:
    """The article of a well-formed file."""
    return newsparse.parse(seed(body, url=url, title=title, stamp=stamp))
