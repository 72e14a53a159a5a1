"""What is known of each source of the archive, as data: how its bodies are built, and what in them is not the article.

Paths are XPath, conditions are what stands in the brackets of one; both are evaluated on the tree of the body,
as libxml2 makes it of the one line that the archive keeps. Patterns are for whole paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

import attrs

from newsparse.hosts import host_of

__all__ = ["ARCHIVE", "Outlet", "outlet_for"]


def _has_class(name: str) -> str:
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


@attrs.frozen(kw_only=True)
class Outlet:
    """The rules for one source.

    Attributes:
        name: The archive's name for it.
        hosts: Its hosts; those below them count too.
        publisher: Its name for people.
        language: What its texts are in; the archive tells no script.
        date_line: The form of the time that the body begins with, a key of `times.DATE_LINES`.
        zone: The zone of that time where it says none.
        date_path: Where a day or a local time stands in an attribute instead.
        stamp_is_published: Whether the header's stamp is the feed's own date, and not when it was captured.
        standfirst: The element that holds it.
        bold_standfirst: Whether a first paragraph all in bold is the standfirst.
        bold_headings: Whether a short paragraph all in bold is a subheading.
        authors: The elements that hold one author each, or several set off by commas.
        not_authors: What such an element may hold instead.
        signature: A paragraph whose group `names` holds the authors.
        rename: Conditions, and the element that what fulfils them is read as.
        left_out: Conditions of elements that are not the article.
        left_out_paths: Paths of further such elements, for what no element tells by itself.
        end: The condition of the first element after the article.
        end_line: The first paragraph after the article.
        credit_line: A paragraph that names translators, desks or agencies, and stands alone.
        filler: A paragraph that says nothing.
        related_lists: Whether a list of nothing but links leads to other articles.
        dateline: Whether a place of writing may stand before the first paragraph.
        not_pictures: Parts of the addresses of pictures that show nothing of the article.
        title_end: What the site appends to titles, after space.
        columns: Whether titles end in the name of a column that is also in the address.
        repair: Whether names and attributes of tags have run together.
        footnotes: Paragraphs, by path, that are credits.
        keywords: The elements that hold one tag each.
        card: The element that holds labels and values of the original.
    """

    name: str
    hosts: tuple[str, ...] = ()
    publisher: str | None = None
    language: str | None = "zh"
    date_line: Literal["european", "iso", "mail"] | None = None
    zone: str | None = None
    date_path: str | None = None
    stamp_is_published: bool = False
    standfirst: str | None = None
    bold_standfirst: bool = False
    bold_headings: bool = False
    authors: str | None = None
    not_authors: re.Pattern[str] | None = None
    signature: re.Pattern[str] | None = None
    rename: tuple[tuple[str, str], ...] = ()
    left_out: tuple[str, ...] = ()
    left_out_paths: tuple[str, ...] = ()
    end: str | None = None
    end_line: re.Pattern[str] | None = None
    credit_line: re.Pattern[str] | None = None
    filler: re.Pattern[str] | None = None
    related_lists: bool = False
    dateline: bool = False
    not_pictures: tuple[str, ...] = ()
    title_end: re.Pattern[str] | None = None
    columns: bool = False
    repair: bool = False
    footnotes: str | None = None
    keywords: str | None = None
    card: str | None = None


_SMALL_CAPTION = ("self::small[starts-with(@style, 'color')]", "figcaption")
_DESK = "翻译|翻譯|译者|譯者|编译|編譯|翻译编辑|责编|責編|编辑|編輯|网编|核稿|校对|审校|撰文|监制"
_IN_BRACKETS = rf"[.．。\s]*[（(]\s*(?:{_DESK})[^（()）]{{0,80}}[)）][.．。\s]*"

RFI = Outlet(
    name="rfi",
    hosts=("rfi.fr", "rfi.my"),
    publisher="RFI",
    date_line="european",
    zone="Europe/Paris",
    # Between the picture and the body; the same markup inside the body is a subheading.
    standfirst="/html/body/p[strong or normalize-space(text()) != 'Array'][1][strong][following-sibling::div]",
    bold_headings=True,
    # Of the first label in each place: those of many labels together would be looked at for each.
    authors="//span[starts-with(normalize-space(text()), '作者')][1]/following-sibling::a",
    rename=(
        ("@data-wrapper-video-player", "iframe"),
        ("starts-with(name(), 'video-player') and @source", "iframe"),
    ),
    left_out=(
        "@data-root-share",
        _has_class("t-copyright"),
        "self::time",
        "self::span[starts-with(normalize-space(text()), '作者')]",
    ),
    end=f"@data-selfpromo-newsletter or @data-selfpromo-app or {_has_class('o-self-promo')}",
    end_line=re.compile(r"分享\s*[:：]"),
    credit_line=re.compile(rf"{_IN_BRACKETS}|©.{{0,60}}|作者[:：].{{0,60}}"),
    filler=re.compile(r"[.．。·\s]+|Array"),
    not_pictures=("/meta_og_twcards/",),
    title_end=re.compile(r"[–—-]\s*法国国际广播电台\s*[–—-]\s*RFI\s*"),
    columns=True,
    repair=True,
    footnotes=f"//p[{_has_class('t-copyright')}]",
)

BBC = Outlet(
    name="bbc",
    hosts=("bbc.com", "bbc.co.uk", "bbc.in"),
    publisher="BBC",
    date_path="(//time)[1]/@datetime",
    bold_standfirst=True,
    bold_headings=True,
    authors="(//time)[1]/preceding::ul[not(.//a)]/li",
    not_authors=re.compile(r"BBC|发自|發自|记者|記者|编辑|撰稿|中文$|,|，"),
    rename=(
        ("self::p[@role='text']", "cite"),
        ("parent::main and not(self::figure) and (.//img or .//picture) and count(.//p) <= 1", "figure"),
    ),
    left_out=(
        "self::time",
        "self::section[@data-e2e='advertisement' or @role='region']",
    ),
    left_out_paths=("(//time)[last()]/preceding::ul[not(.//a)]",),
    credit_line=re.compile(r"(?:图像来源|图片来源|圖像來源|圖片來源)[，,：:].{0,80}"),
    related_lists=True,
    not_pictures=("transparent", "presentational"),
)

DW = Outlet(
    name="dw",
    hosts=("dw.com",),
    publisher="Deutsche Welle",
    date_line="iso",
    bold_headings=True,
    signature=re.compile(
        r"(?P<names>[^\s（()）。，！？：；]{2,20}(?: [^\s（()）。，！？：；]{2,20}){0,2}"
        r"(?:[/／、][^（()）。，！？：；/／、]{2,30}){0,6})\s*(?:[（(][^（()）。]{1,40}[)）])"
    ),
    rename=(_SMALL_CAPTION,),
    end_line=re.compile(r"(?:©|版权声明|版權聲明|著作权|著作權).{0,40}(?:德国之声|德國之聲|版权|版權|DW).*", re.DOTALL),
    credit_line=re.compile(rf"[（(][^（()）。]{{1,30}}[)）]|{_IN_BRACKETS}"),
)

VOA = Outlet(
    name="voa",
    hosts=("voachinese.com", "voanews.com", "voacantonese.com"),
    publisher="美国之音",
    date_line="mail",
    bold_headings=True,
    rename=(_SMALL_CAPTION,),
    dateline=True,
)

NYT = Outlet(
    name="nyt",
    hosts=("nytimes.com",),
    publisher="纽约时报中文网",
    date_path="(//time)[1]/@*[name() = 'datetime' or name() = 'pudate']",
    authors="//address",
    rename=(_SMALL_CAPTION,),
    left_out=(
        "self::address",
        "self::time",
        "self::aside",
        "self::footer",
    ),
    credit_line=re.compile(
        rf"(?:{_DESK})[:：/／].{{0,60}}|点击查看本文英文版。?|.{{0,40}}(?:订阅|訂閱).{{0,80}}简报.{{0,40}}"
    ),
    footnotes="//footer/p[not(starts-with(normalize-space(.), '点击查看'))]",
)

REUTERS = Outlet(
    name="reuters",
    hosts=("reuters.com",),
    publisher="路透中文网",
    date_line="iso",
    credit_line=re.compile(rf"[（(]完[)）]|[（(]?(?:{_DESK}|记者)\s*[:：/／;；].{{0,120}}"),
)

FT = Outlet(
    name="ft",
    hosts=("ft.com", "ftchinese.com", "ftacademy.cn"),
    publisher="FT中文网",
    standfirst=f"//div[{_has_class('story-lead')}]",
    left_out=(_has_class("o-ads"), _has_class("clearfloat")),
    credit_line=re.compile(rf"(?:{_DESK})\s*[/／:：].{{0,60}}"),
)

RFA = Outlet(
    name="rfa",
    hosts=("rfa.org",),
    publisher="Radio Free Asia",
    stamp_is_published=True,
    bold_headings=True,
    signature=re.compile(
        r".{0,20}?(?:特约|特約)?(?:记者|記者|撰稿|作者)\s*[:：]?\s*(?P<names>[^\s\u3000:：，。]{2,20})"
        r"(?=\s|$).{0,120}?(?:(?:责编|責編|网编|網編|编辑|編輯).{0,60})?"
    ),
    rename=(
        (_has_class("image-inline") + " and not(self::figure)", "figure"),
        (_has_class("image-caption"), "figcaption"),
    ),
    left_out=("@id = 'zoomattribute'",),
    credit_line=re.compile(r".{0,80}(?:责编|責編|网编|網編)\s*[:：\s].{0,60}"),
    related_lists=True,
)

CDT = Outlet(
    name="cdt",
    hosts=("chinadigitaltimes.net",),
    publisher="中国数字时代",
    stamp_is_published=True,
    rename=(("self::span[contains(@style, 'font-size') and contains(@style, 'color: #666')]", "figcaption"),),
    left_out=(
        _has_class("addtoany_share_save_container"),
        _has_class("su-spoiler"),
        _has_class("wp-embedded-content"),
        "self::p[small[starts-with(normalize-space(text()), '©') and a[contains(., 'Permalink')]"
        " or starts-with(normalize-space(text()), 'Feed enhanced by')]]",
    ),
    credit_line=re.compile(r"(?:相关阅读|相關閱讀|延伸阅读|延伸閱讀)\s*[:：]?"),
    keywords="//small/a[@rel = 'tag']",
    card=f"(//div[{_has_class('su-spoiler-content')}])[1]",
)

OTHER: Final = Outlet(name="other", language=None)
"""A source that nothing is known of: its body is taken as it is."""

ARCHIVE: Final = (RFI, BBC, DW, VOA, NYT, REUTERS, FT, RFA, CDT)
"""The sources of the archive."""

_BY_HOST: Final[Mapping[str, Outlet]] = MappingProxyType({host: outlet for outlet in ARCHIVE for host in outlet.hosts})


def outlet_for(url: str | None) -> Outlet:
    """The rules for an address: those of its host, or of the nearest host above it."""
    host = host_of(url or "")
    while host:
        if host in _BY_HOST:
            return _BY_HOST[host]
        host = host.partition(".")[2]
    return OTHER
