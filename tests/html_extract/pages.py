"""Pages for the tests of extraction: an invented site with everything that stands around an article."""

from __future__ import annotations

PARAGRAPHS = (
    "The town council voted on Tuesday to rebuild the old mill bridge, which has been closed since the flood.",
    "Engineers found that two of its five arches can be saved, and that the work will take about a year. "
    "Until then, buses will go the long way round by the station.",
    "“We had hoped to reopen it by spring,” the mayor said after the vote, “but safety comes first.”",
    "The bridge was built in 1887. It carried the road to the coast until the new one was opened, and since "
    "then it has been used by walkers, cyclists and the farmers whose fields lie beyond the river.",
    "The council expects the province to pay half of the cost. A decision is due before the end of the month.",
)

MENU = "".join(
    f'<li><a href="/section/{name}">{name.title()}</a></li>' for name in ("news", "sport", "opinion", "weather")
)
RELATED = "".join(
    f'<li class="teaser"><a href="/story/{number}">Another story, number {number}, with a long headline</a></li>'
    for number in range(8)
)


def article_page(story: str, *, head: str = "", title: str = "Council votes to rebuild the mill bridge") -> str:
    """A page with a story in it, and menus, teasers, a newsletter form and a footer around the story."""
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{title}</title>{head}</head><body>"
        f'<header class="site-header"><nav class="menu"><ul>{MENU}</ul></nav></header>'
        f'<main><article class="article"><h1 class="headline">{title}</h1>'
        f'<div class="article-body">{story}</div></article></main>'
        f'<aside class="related"><h3>More stories</h3><ul>{RELATED}</ul></aside>'
        '<form class="newsletter"><p>Sign up for our newsletter</p><button>Sign up</button></form>'
        '<footer class="footer"><p>Copyright The Daily Invention. All rights reserved.</p></footer></body></html>'
    )


def paragraphs(texts: tuple[str, ...] = PARAGRAPHS) -> str:
    """Texts as `p` elements."""
    return "".join(f"<p>{text}</p>" for text in texts)
