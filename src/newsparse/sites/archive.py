"""The nine sources of the news archive: what is known of their pages and of the files made from them.

Read off the archive's own files: the class names that survived in the older ones, the marks of what is
not the article, the zone of times that say none. Where the files tell nothing about the body, the generic
extraction finds it.
"""

from __future__ import annotations

from newsparse.sites.site import Site

__all__ = ["archive_sites"]


def archive_sites() -> tuple[Site, ...]:
    """The rules for the pages of the archive's sources, the seed format's namesake first."""
    return (
        Site(
            ("rfi.fr", "rfi.my"),
            name="rfi",
            publisher="RFI",
            body=".t-content__body",
            strip=(
                ".o-self-promo",
                ".t-copyright",
                "[data-selfpromo-newsletter]",
                "[data-selfpromo-app]",
                "[data-root-share]",
                "[data-wrapper-video-player] button",
            ),
            date_formats="%d/%m/%Y - %H:%M",
            timezone="Europe/Paris",
        ),
        Site(
            ("bbc.com", "bbc.co.uk"),
            name="bbc",
            publisher="BBC",
            strip=("[data-e2e=advertisement]", "[aria-labelledby=podcast-promo]"),
        ),
        Site("dw.com", name="dw", publisher="Deutsche Welle", timezone="UTC"),
        Site("voachinese.com", name="voa", publisher="美国之音", timezone="UTC"),
        Site(
            "cn.nytimes.com",
            name="nyt",
            publisher="纽约时报中文网",
            authors="address",
            body="section.article-body",
            strip=("footer.author-info", "aside"),
            timezone="Asia/Shanghai",
        ),
        Site(("cn.reuters.com",), name="reuters", publisher="路透中文网", timezone="UTC"),
        Site(
            ("ftchinese.com", "cn.ft.com"),
            name="ft",
            publisher="FT中文网",
            summary=".story-lead",
            body="#story-body-container",
            strip=".o-ads",
            timezone="Asia/Shanghai",
        ),
        Site(
            "rfa.org",
            name="rfa",
            publisher="Radio Free Asia",
            strip=("#zoomattribute", ".videoWrapper"),
            timezone="America/New_York",
        ),
        Site(
            "chinadigitaltimes.net",
            name="cdt",
            publisher="中国数字时代",
            strip=(".addtoany_share_save_container", ".su-spoiler"),
        ),
    )
