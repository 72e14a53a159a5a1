"""Pages as browsers and other programs save them: they say where they came from."""

from __future__ import annotations

import pytest

import newsparse
from newsparse import Image
from newsparse.formats.html.saved import saved_from

from .pages import article_page, paragraphs

ADDRESS = "https://news.example.org/2026/bridge"
COMMENTS = {
    "a browser": f"<!-- saved from url=({len(ADDRESS):04}){ADDRESS} -->",
    "SingleFile": f"<!--\n Page saved with SingleFile \n url: {ADDRESS} \n saved date: Thu Nov 26 2026 10:00:00\n-->",
    "HTTrack": f"<!-- Mirrored from {ADDRESS.removeprefix('https://')} by HTTrack Website Copier/3.x -->",
}


def saved(comment: str, story: str) -> bytes:
    return article_page(story).replace("<html", f"{comment}\n<html", 1).encode()


@pytest.mark.parametrize("program", COMMENTS)
def test_a_saved_page_knows_its_address_and_resolves_against_it(program: str):
    story = paragraphs() + '<p>More in <a href="/archive">the archive</a> of the town, which is open on Mondays.</p>'
    article = newsparse.parse(saved(COMMENTS[program], story))
    url = ADDRESS if program != "HTTrack" else ADDRESS.replace("https", "http")
    assert article.url == url
    assert [link.url for link in article.links] == [url.partition("/2026")[0] + "/archive"]


def test_who_says_so_is_explained_and_the_callers_word_goes_before():
    page = saved(COMMENTS["SingleFile"], paragraphs())
    (candidate,) = [each for each in newsparse.explain(page).candidates if each.field == "url"]
    assert candidate.origin == "the comment of what saved the page"
    assert newsparse.parse(page, url="https://news.example.org/given").url == "https://news.example.org/given"


def test_copies_of_pictures_beside_a_saved_page_have_no_address_on_its_site():
    pictures = (
        '<img src="./Bridge%20-%20News_files/bridge.jpg">'
        '<img src="Bridge_files/mill.jpg" srcset="https://cdn.example.org/mill-1600.jpg 1600w">'
        '<img src="/pictures/arch.jpg">'
    )
    page = saved(COMMENTS["a browser"], paragraphs() + pictures + paragraphs())
    article = newsparse.parse(page)
    assert newsparse.parse(page, url=ADDRESS) == article
    found = [block.url for block in article.body if isinstance(block, Image)] + [image.url for image in article.images]
    assert not [url for url in found if "_files" in url]
    assert "https://cdn.example.org/mill-1600.jpg" in found


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- saved from url=(0014)about:internet -->",
        "<!-- saved from url=(0030)file:///C:/Users/me/page.html -->",
        "<!-- saved from url=https://news.example.org/ -->",
        "<!-- Page saved with SingleFile -->",
        "saved from url=(0023)https://a.example/",
        "x" * 5000 + COMMENTS["a browser"],
    ],
)
def test_what_names_no_page_of_the_web_is_passed_over(comment: str):
    assert saved_from(comment.encode()) is None


def test_a_link_and_a_picture_without_a_base_are_told():
    story = (
        paragraphs()
        + '<figure><img src="page_files/a.jpg"></figure>'
        + '<p>More in <a href="/more">the archive</a>, or <a href="javascript:x()">here</a>, <a href="#top">up</a>.</p>'
        + paragraphs()
    )
    warnings = newsparse.explain(article_page(story).encode()).warnings
    assert [warning.rpartition(": ")[2] for warning in warnings] == ["/more", "javascript:x()", "page_files/a.jpg"]
    assert all("give it with url= (--url)" in warning for warning in warnings)
    known = newsparse.explain(article_page(story).encode(), url=ADDRESS).warnings
    assert known == ("link without an absolute address of an allowed scheme: javascript:x()",)
