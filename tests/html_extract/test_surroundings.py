"""What stands around a story is left out for its place and its name, however much it reads like prose."""

from __future__ import annotations

import pytest

import newsparse
from newsparse.formats.html.extract.surroundings import surroundings
from newsparse.formats.html.walk import walk
from newsparse.markup import parse_html

TITLE = "The old bridge"
HEADLINE = f"<h1>{TITLE}</h1>"
SENTENCE = "The council met on Tuesday evening to talk about the bridge that the flood took in March. "
STORY = f"<p>{SENTENCE * 6}</p>"
LEAD = f"<p>{SENTENCE * 2}</p>"
OTHER = "<p>What is this?</p>"


def left_out(markup: str, title: str = TITLE) -> dict[str, str]:
    """The texts that are left out of a page of which each text is chosen, each with the reason."""
    page = walk(parse_html(markup))
    blocks = range(len(page.texts))
    titles = [block for block in blocks if page.texts[block] == title]
    return {page.texts[block]: reason for block, reason in surroundings(page, blocks, titles).items()}


@pytest.mark.parametrize(
    "box",
    [
        "div class=comments",
        "div class=comment",
        "div id=commentList",
        "ol class='wp-block comment-list'",
        "section class=user_comments",
        "div class=CommentsArea",
        "div class='post commentsContainer'",
    ],
)
def test_a_box_named_for_comments_below_the_story_is_left_out(box: str):
    page = f"<div>{HEADLINE}{STORY}</div><{box}><div>{OTHER}</div></{box.split()[0]}>"
    assert left_out(page) == {"What is this?": "comments"}


def test_comments_are_known_on_a_page_whose_class_tells_that_it_has_some():
    page = f"<body class=comments-open><div>{HEADLINE}{STORY}</div><div class=comments>{OTHER}</div></body>"
    assert left_out(page) == {"What is this?": "comments"}


@pytest.mark.parametrize(
    "page",
    [
        f"<body class=comments-open><div>{STORY}</div>{OTHER}</body>",
        f"<div class=comment>{HEADLINE}{STORY}{OTHER}</div>",
        f"<div>{HEADLINE}{LEAD}</div><div class=comment-body>{STORY}{OTHER}</div>",
        f"<div>{HEADLINE}{STORY}</div><div class=commentary>{OTHER}</div>",
        f"<div>{HEADLINE}{STORY}</div><div class=no-ecomments>{OTHER}</div>",
    ],
    ids=["the page's own class", "an opinion piece", "its lead before it", "commentary", "a part of a name"],
)
def test_no_comments_where_the_name_says_something_else_or_the_story_is_inside(page: str):
    assert left_out(page) == {}


def test_another_article_below_that_of_the_headline_is_left_out():
    page = f"<article>{HEADLINE}{STORY}</article><div><article><h2>Next</h2>{OTHER}</article></div>"
    assert left_out(page) == {"Next": "another article", "What is this?": "another article"}


@pytest.mark.parametrize("part", ["article", "main"])
def test_what_stands_behind_the_article_or_main_part_of_the_headline_is_left_out(part: str):
    page = f"<{part}><div><header>{HEADLINE}</header></div><article>{STORY}</article></{part}><div>{OTHER}</div>"
    assert left_out(page) == {"What is this?": "outside of the page's article"}


@pytest.mark.parametrize(
    "page",
    [
        f"{HEADLINE}<article>{STORY}</article><article>{OTHER}</article>",
        f"<article>{HEADLINE}{LEAD}</article><article>{STORY}{OTHER}</article>",
        f"<article>{HEADLINE}{STORY}<article>{OTHER}</article></article>",
        f"<article><h2>Something else</h2>{STORY}</article><article>{OTHER}</article>",
        f"<div>{HEADLINE}{STORY}</div><div>{OTHER}</div>",
        f"<main><article>{HEADLINE}{STORY}</article><div>{OTHER}</div></main>",
    ],
    ids=["headline in none", "too little above", "inside the first", "no headline", "no article", "in main"],
)
def test_other_articles_are_kept_where_the_first_is_not_the_whole_story(page: str):
    assert left_out(page) == {}


def test_the_footer_of_the_page_is_left_out_and_that_of_an_article_is_not():
    page = f"<article>{HEADLINE}{STORY}<footer>{LEAD}</footer></article><footer>{OTHER}</footer>"
    assert left_out(page) == {"What is this?": "the page's footer"}


def test_a_page_that_is_all_footer_is_not_left_out():
    assert left_out(f"<footer>{HEADLINE}{STORY}{OTHER}</footer>") == {}


def test_what_stands_before_the_box_of_the_headline_is_left_out():
    page = f"<ul><li>What is this?</li></ul><div><div>{HEADLINE}</div>{STORY}</div>"
    assert left_out(page) == {"What is this?": "above the headline"}


def test_of_two_headings_that_repeat_the_title_the_h1_is_the_headline():
    page = f"<div><h2>{TITLE}</h2><p>1</p></div>{OTHER}<div>{HEADLINE}</div>{STORY}"
    assert left_out(page)["What is this?"] == "above the headline"


@pytest.mark.parametrize(
    "page",
    [
        f"<div>{OTHER}{HEADLINE}{STORY}</div>",
        f"{OTHER}<div><div>{HEADLINE}</div>{LEAD}</div>",
        f"{OTHER}<div><div><h1>Something else</h1></div>{STORY}</div>",
        f"{OTHER}<div><div><p>{TITLE}</p></div>{STORY}</div>",
    ],
    ids=["in its box", "too little below", "another heading", "no heading"],
)
def test_what_may_be_the_story_s_is_kept_above_the_headline(page: str):
    assert left_out(page) == {}


def test_explain_says_so():
    other = STORY.replace("council", "club").replace("bridge", "match")
    page = f"<title>{TITLE}</title><article>{HEADLINE}{STORY}{STORY}</article><article><h2>Match</h2>{other}</article>"
    explanation = newsparse.explain(page.encode())
    assert {dropped.reason for dropped in explanation.dropped if "club" in dropped.text} == {"another article"}
    assert explanation.article is not None
    assert "club" not in explanation.article.text
