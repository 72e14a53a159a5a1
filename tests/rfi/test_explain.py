"""What `explain` says of a seed file."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest
from tests.rfi.files import BBC, FOOTER, seed

import newsparse


def test_what_is_left_out_is_named_with_its_reason():
    body = (
        "<div>06/05/2024 - 08:05</div>Array<div><p>第一段。<a href='javascript:x'>链接</a></p><p>.</p><button>"
        "播放</button>"
        f"<div data-selfpromo-app></div></div><div>分享 :</div>{FOOTER}"
    )
    explanation = newsparse.explain(seed(body, title="渡轮 – 法国国际广播电台 - RFI"))
    reasons = {item.text: item.reason for item in explanation.dropped}
    assert reasons["Array"] == "stands for a missing picture"
    assert reasons["播放"] == "control"
    assert "分享 :" in reasons
    assert any(text.startswith("获取更多RSS") for text in reasons)
    assert [item.text for item in explanation.kept] == ["第一段。链接"]
    assert any("javascript:x" in warning for warning in explanation.warnings)
    titles = {item.value: item.chosen for item in explanation.candidates if item.field == "title"}
    assert titles == {"渡轮": True, "渡轮 – 法国国际广播电台 - RFI": False}


def test_every_word_of_a_body_is_kept_or_dropped_or_in_a_field():
    body = (
        '<main><div><time dateTime="2021-11-10">19 分钟前</time></div><div><p><b>导语。</b></p></div><div><p>'
        "正文。</p></div>"
        '<div><ul><li><a href="/a">别的文章</a></li></ul></div><section role="region"><p>推广</p></section></main>'
    )
    explanation = newsparse.explain(seed(body, url=BBC))
    said = "".join([item.text for item in (*explanation.kept, *explanation.dropped)])
    for words in ("19 分钟前", "导语。", "正文。", "别的文章", "推广"):
        assert words in said


def test_a_head_that_cannot_be_read_is_explained_by_its_error():
    explanation = newsparse.explain(b"<!--1714975502000-->\n[t]()\n------\n\n<p>x</p>\n")
    assert explanation.article is None
    assert "no absolute address" in explanation.error


FIELDS = (
    *("title", "url", "published", "modified", "archived", "authors", "language", "publisher", "summary", "image"),
    *("keywords", "section"),
)


@pytest.mark.parametrize("written", [False, True], ids=["a file of the archive", "a file of our own"])
def test_every_field_that_is_filled_says_where_it_comes_from(written: bool):
    data = (Path(__file__).parents[2] / "examples" / "seed.md").read_bytes()
    if written:
        article = newsparse.parse(data)
        more = {"modified": article.archived, "authors": ["A", "B"], "summary": "S", "keywords": ["k"], "section": "W"}
        data = newsparse.encode(attrs.evolve(article, **more, origin=None), "rfi")
    explanation = newsparse.explain(data)
    told = {item.field for item in explanation.candidates if item.chosen}
    filled = {name for name in FIELDS if getattr(explanation.article, name)}
    assert told == filled
    assert len(told) >= (11 if written else 6)
