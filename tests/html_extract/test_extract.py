"""Whole pages: the story is taken, what stands around it is not."""

from __future__ import annotations

import json

import pytest

import newsparse
from newsparse import Article, Paragraph

from .pages import PARAGRAPHS, RELATED, article_page, paragraphs


def body_of(page: str) -> list[str]:
    article = newsparse.parse(page.encode(), format="html", url="https://news.example.org/story")
    return [block.text for block in article.body if isinstance(block, Paragraph)]


def test_the_story_is_taken_and_nothing_around_it():
    assert body_of(article_page(paragraphs())) == list(PARAGRAPHS)


def test_the_headline_is_the_title_and_not_the_first_block():
    article = newsparse.parse(article_page(paragraphs()).encode(), format="html")
    assert article.title == "Council votes to rebuild the mill bridge"
    assert article.title not in article.text


@pytest.mark.parametrize(
    "story",
    [
        "<br><br>".join(PARAGRAPHS),
        "".join(f"<div>{text}</div>" for text in PARAGRAPHS),
        "".join(f"<div><span>{text}</span></div>" for text in PARAGRAPHS),
        f"<table><tr><td>{paragraphs()}</td></tr></table>",
        f"<section><div><div>{paragraphs()}</div></div></section>",
    ],
    ids=["line breaks", "bare boxes", "spans", "layout table", "wrappers"],
)
def test_the_story_is_found_however_it_is_marked_up(story: str):
    assert body_of(article_page(story)) == list(PARAGRAPHS)


def test_paragraphs_that_are_repeated_for_small_screens_come_once():
    twice = f'<div class="desktop">{paragraphs()}</div><div class="mobile">{paragraphs()}</div>'
    assert body_of(article_page(twice)) == list(PARAGRAPHS)


def test_the_lead_image_has_its_caption_and_is_not_in_the_body():
    figure = (
        "<figure><img src='/pictures/bridge-2024.jpg' alt='The bridge'>"
        "<figcaption>The old mill bridge.</figcaption></figure>"
    )
    head = "<meta property='og:image' content='https://news.example.org/pictures/bridge-2024.jpg'>"
    page = article_page(figure + paragraphs(), head=head)
    article = newsparse.parse(page.encode(), format="html", url="https://news.example.org/story")
    assert article.image is not None
    assert article.image.caption == "The old mill bridge."
    assert all(isinstance(block, Paragraph) for block in article.body)


@pytest.mark.parametrize(
    "text",
    [
        "市议会周二投票决定重建老磨坊桥。这座桥自洪水以来一直关闭。工程师发现五个桥拱中有两个可以保留，工程大约需要一年。",
        "町議会は火曜日、洪水以来閉鎖されている古い水車橋の再建を決議した。技術者によると、五つのアーチのうち二つは残せるという。",
        "สภาเมืองลงมติเมื่อวันอังคารให้สร้างสะพานโรงสีเก่าขึ้นใหม่ ซึ่งปิดมาตั้งแต่น้ำท่วม วิศวกรพบว่าสามารถรักษาซุ้มโค้งสองในห้าซุ้มไว้ได้",
        "صوّت مجلس المدينة يوم الثلاثاء على إعادة بناء جسر الطاحونة القديم الذي أُغلق منذ الفيضان..",
        "מועצת העיר הצביעה ביום שלישי על שיקום גשר הטחנה הישן, שנסגר מאז השיטפון. העבודה תימשך כשנה.",
        "नगर परिषद ने मंगलवार को पुराने मिल पुल के पुनर्निर्माण के लिए मतदान किया। यह पुल बाढ़ के बाद से बंद है।",
        "Городской совет во вторник проголосовал за восстановление старого моста, закрытого после наводнения.",
    ],
    ids=["Chinese", "Japanese", "Thai", "Arabic", "Hebrew", "Hindi", "Russian"],
)
def test_no_script_needs_spaces_or_a_known_language(text: str):
    story = tuple(f"{text} {number}" for number in range(4))
    assert body_of(article_page(paragraphs(story))) == list(story)


def test_a_story_that_stands_only_in_json_ld_is_taken_from_there():
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "The bridge",
        "articleBody": "\n".join(PARAGRAPHS),
    }
    head = f"<script type='application/ld+json'>{json.dumps(data)}</script>"
    assert body_of(article_page("<div id='app'></div>", head=head)) == list(PARAGRAPHS)


def test_a_story_that_is_shown_twice_in_boxes_of_one_kind_comes_once():
    for count in (2, 3, 5):
        story = [f"{text} Number {number}." for number, text in enumerate((*PARAGRAPHS, *PARAGRAPHS)[:count])]
        box = f"<div class='text'>{''.join(f'<p>{text}</p>' for text in story)}</div>"
        assert body_of(article_page(box + box)) == story


def test_a_text_that_is_repeated_at_once_comes_once():
    first, second, *rest = PARAGRAPHS
    boxes = "".join(f"<div class='text'><p>{text}</p></div>" for text in (first, second, second, *rest))
    assert body_of(article_page(boxes)) == list(PARAGRAPHS)


def test_an_item_that_is_said_of_several_things_comes_with_each():
    item = "Baggage is carried from one inn to the next by a cart, which leaves the yard at nine in the morning."
    tours = [f"{text} Number {number}." for number, text in enumerate(PARAGRAPHS)]
    lists = "".join(f"<p>{text}</p><ul><li>{item}</li></ul>" for text in tours)
    article = newsparse.parse(article_page(lists).encode(), format="html")
    assert article.paragraphs == tuple(text for tour in tours for text in (tour, item))


def test_json_ld_with_more_than_twice_of_what_is_visible_is_the_story():
    story = tuple(f"{text} So said report {number}." for number in range(3) for text in PARAGRAPHS)
    data = {"@type": "NewsArticle", "headline": "The bridge", "articleBody": "\n".join(story)}
    head = f"<script type='application/ld+json'>{json.dumps(data)}</script>"
    assert body_of(article_page(paragraphs(story[:5]), head=head)) == list(story)
    assert body_of(article_page(paragraphs(story[:9]), head=head)) == list(story[:9])


def test_a_story_that_only_readers_without_scripts_see_is_taken():
    assert body_of(article_page(f"<noscript>{paragraphs()}</noscript>")) == list(PARAGRAPHS)


def test_a_noscript_beside_a_visible_story_is_left_out():
    notice = f"<noscript>{paragraphs(PARAGRAPHS[:2])}</noscript>"
    assert body_of(article_page(paragraphs() + notice)) == list(PARAGRAPHS)


def test_explain_tells_where_a_story_stands_that_is_not_visible():
    page = article_page(f"<p>A visible lead of one sentence, which is all.</p><noscript>{paragraphs()}</noscript>")
    explanation = newsparse.explain(page.encode())
    assert [kept.text for kept in explanation.kept] == list(PARAGRAPHS)
    assert {kept.place for kept in explanation.kept} == {"/html/body/main/article/div/noscript"}
    assert {kept.score for kept in explanation.kept} == {None}
    reasons = {dropped.text: dropped.reason for dropped in explanation.dropped}
    assert reasons["A visible lead of one sentence, which is all."] in {"score", "the story stands in noscript"}
    assert not any(text in dropped.text for text in PARAGRAPHS for dropped in explanation.dropped)


def test_links_onward_inside_a_story_are_left_out():
    onward = '<p><a href="/other">Read also: Another bridge is closed for repairs this summer</a></p>'
    story = paragraphs(PARAGRAPHS[:3]) + onward + paragraphs(PARAGRAPHS[3:])
    assert body_of(article_page(story)) == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "script",
    ['<script id="__NEXT_DATA__" type="application/json">{}</script>', "<script>window.__STATE__ = {};</script>"],
)
def test_a_story_that_stands_only_in_a_state_object_is_taken_from_there(script: str):
    state = {
        "props": {"page": {"title": "The bridge", "parts": [{"kind": "text", "text": text} for text in PARAGRAPHS]}}
    }
    page = article_page("<div id='app'></div>").replace("</body>", script.replace("{}", json.dumps(state)) + "</body>")
    assert body_of(page) == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "texts",
    [
        [
            "市议会周二晚间讨论了三月洪水冲毁的老桥，决定重建。",
            "短句。",
            *(f"第{n}位工程师说，两个桥拱可以保留，工程大约需要一年时间。" for n in range(20)),
        ],
        [PARAGRAPHS[0], "“No.”", *PARAGRAPHS[1:]],
    ],
    ids=["without spaces", "short among long"],
)
def test_all_paragraphs_of_a_state_object_are_taken_however_short(texts: list[str]):
    state = {
        "page": {"link": "https://news.example.org/" * 9, "parts": [{"kind": "p", "text": text} for text in texts]}
    }
    script = f"<script type='application/json'>{json.dumps(state)}</script>"
    assert body_of(article_page("<div id='app'></div>").replace("</body>", script + "</body>")) == texts


def test_a_front_page_is_no_article():
    teasers = "".join(
        f"<section><h2><a href='/{n}'>Story {n} of the day</a></h2><ul>{RELATED}</ul></section>" for n in range(6)
    )
    with pytest.raises(newsparse.NoArticleError) as caught:
        newsparse.parse(f"<html><head><title>The Daily Invention</title></head><body>{teasers}</body></html>".encode())
    assert caught.value.article is not None
    assert caught.value.article.title


@pytest.mark.parametrize("words", ["404 Not Found", "Page not found. Go back to the front page.", ""])
def test_an_error_page_is_no_article(words: str):
    with pytest.raises(newsparse.NoArticleError):
        newsparse.parse(f"<html><head><title>Error</title></head><body><h1>{words}</h1></body></html>".encode())


def test_scripts_and_comments_change_nothing():
    page = article_page(paragraphs())
    noisy = page.replace("<p>", "<!-- ad slot --><script>track({'p': '<p>no</p>'})</script><p>")
    assert newsparse.parse(noisy.encode()) == newsparse.parse(page.encode())


def test_explain_tells_the_place_and_the_reason_of_all_text():
    explanation = newsparse.explain(article_page(paragraphs()).encode())
    assert [kept.text for kept in explanation.kept] == list(PARAGRAPHS)
    assert all(kept.score is not None and kept.place.startswith("/html") for kept in explanation.kept)
    reasons = {dropped.text: dropped.reason for dropped in explanation.dropped}
    assert reasons["Sign up"] == "control"
    assert reasons["Sport"] == "bare link"
    assert reasons["Copyright The Daily Invention. All rights reserved."] in {"score", "bare link"}


def test_a_heading_in_a_box_that_is_named_for_a_caption_is_none():
    standfirst = "The bridge that the flood took in March is to be rebuilt, says the council of the town."
    lead = f'<div class="lead-caption"><img src="/bridge.jpg"><h2>{standfirst}</h2></div>'
    article = newsparse.parse(article_page(lead + paragraphs()).encode(), url="https://news.example.org/story")
    assert article.paragraphs == (standfirst, *PARAGRAPHS)
    assert [image.caption for image in article.images] == [None]


@pytest.mark.parametrize("name", ["photo__caption", "story-cutline", "imageCaption", "img_desc", "wp-caption-text"])
@pytest.mark.parametrize("inner", ["{}", "<p>{}</p>"], ids=["bare", "paragraph"])
def test_a_text_named_for_a_caption_is_that_of_its_picture(name: str, inner: str):
    caption = "The bridge as it stood in the spring, seen from the mill on the other bank of the river."
    picture = f'<div class="box"><img src="/bridge.jpg"><div class="{name}">{inner.format(caption)}</div></div>'
    page = article_page(paragraphs(PARAGRAPHS[:3]) + picture + paragraphs(PARAGRAPHS[3:]))
    article = newsparse.parse(page.encode(), format="html", url="https://news.example.org/story")
    images = [article.image, *(block for block in article.body if isinstance(block, newsparse.Image))]
    assert [image.caption for image in images if image is not None] == [caption]
    assert caption not in article.paragraphs


def test_a_long_text_is_no_caption_whatever_its_name():
    note = f"<div class=caption>{' '.join(PARAGRAPHS[1:4])}</div>"
    story = paragraphs(PARAGRAPHS[:1]) + note + paragraphs(PARAGRAPHS[4:])
    assert len(" ".join(PARAGRAPHS[1:4])) > 400
    assert " ".join(PARAGRAPHS[1:4]) in body_of(article_page(story))


CAPTION = "The bridge as it stood in the spring, seen from the mill on the other bank of the river."


def with_box(box: str) -> Article:
    """A story with a box between its first paragraphs."""
    return newsparse.parse(
        article_page(paragraphs(PARAGRAPHS[:1]) + box + paragraphs(PARAGRAPHS[1:])).encode(),
        url="https://news.example.org/story",
    )


@pytest.mark.parametrize("name", ["photo", "contentimage s-100", "ImageBlock", "post_img", "bild"])
@pytest.mark.parametrize("inner", [CAPTION, f"<p>{CAPTION}</p>"])
def test_what_stands_with_a_picture_in_its_box_is_its_caption(name: str, inner: str):
    article = with_box(f'<div class="{name}"><div><img src="/bridge.jpg"></div>{inner}</div>')
    assert [image.caption for image in article.images] == [CAPTION]
    assert CAPTION not in article.paragraphs
    assert with_box(f'<figure><img src="/bridge.jpg">{inner}</figure>') == article


@pytest.mark.parametrize(
    "box",
    [
        f'<div class="photo"><p>{CAPTION}</p></div>',
        f'<div class="photo-quote"><img src="/bridge.jpg"><p>{CAPTION}</p></div>',
        f'<div class="wide"><img src="/bridge.jpg"><p>{CAPTION}</p></div>',
        f'<div class="photo"><img src="/bridge.jpg"><h2>{CAPTION}</h2></div>',
        f'<div class="photo"><img src="/bridge.jpg"><p>{CAPTION}</p><p>{" ".join(PARAGRAPHS[:3])}</p></div>',
    ],
    ids=["no picture", "a quote", "another name", "a heading", "too much text"],
)
def test_what_stands_in_other_boxes_is_text(box: str):
    assert CAPTION in with_box(box).paragraphs


def test_a_picture_that_loads_late_and_its_copy_have_one_caption():
    late = '<img src="/blank.gif" data-src="/bridge.jpg"><noscript><img src="/bridge.jpg"></noscript>'
    article = with_box(f'<div class="photo">{late}{CAPTION}</div>')
    assert [image.caption for image in article.images] == [CAPTION]


def test_a_story_told_under_pictures_is_text():
    told = "".join(f'<div class="photo"><img src="/{n}.jpg"><p>{text}</p></div>' for n, text in enumerate(PARAGRAPHS))
    assert newsparse.parse(article_page(told).encode(), url="https://news.example.org/story").paragraphs == PARAGRAPHS


def test_a_name_that_only_holds_the_word_makes_no_caption():
    note = "<p class=captions-note>The council said that it would publish its minutes with captions this week.</p>"
    story = paragraphs(PARAGRAPHS[:3]) + note + paragraphs(PARAGRAPHS[3:])
    assert any("minutes" in text for text in body_of(article_page(story)))
