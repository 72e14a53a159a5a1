"""The article: refusals by field, derived text, JSON values, equality, pickling."""

from __future__ import annotations

import pickle
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest

from newsparse import (
    Article,
    Cell,
    Code,
    Divider,
    Embed,
    Heading,
    Image,
    List,
    Paragraph,
    Quote,
    ReadError,
    Result,
    Source,
    Span,
    Table,
)
from newsparse.article import FrozenMapping

PARIS = timezone(timedelta(hours=2))

FULL = Article(
    title="A headline",
    url="https://example.org/1",
    published=datetime(2024, 4, 5, 0, 13, tzinfo=PARIS),
    modified=date(2024, 4, 6),
    archived=datetime(2024, 4, 4, 22, 15, 1, tzinfo=UTC),
    authors=["Ada Example", "Bo Example"],
    language="zh-hans",
    publisher="The Example",
    summary="What it is about",
    image=Image("https://example.org/lead.jpg", alt="A", caption="B", credit="C", href="https://example.org/big"),
    keywords=("one", "two"),
    section="World",
    extra={"rank": 1, "tags": ["x", {"deep": None}], "share": 0.5},
    body=[
        Paragraph(["Plain, ", Span("linked", href="https://example.org/2"), Span(" strong", marks=["strong"])]),
        Heading("Background", level=3),
        Quote(["quoted"]),
        List(["one", ["two", List(["inner"], ordered=True)]]),
        Table([[Cell("h", header=True, colspan=2)], ["a", Cell([Span("b", href="https://example.org/3")], rowspan=2)]]),
        Code("x = 1", language="python"),
        Embed("post", "https://example.org/post", "posted"),
        Embed("video", "https://example.org/film"),
        Image("https://example.org/inner.jpg", caption="not read"),
        Divider(),
    ],
)


def test_text_holds_every_reading_word_and_no_caption() -> None:
    assert FULL.paragraphs == (
        "Plain, linked strong",
        "Background",
        "quoted",
        "one",
        "two",
        "inner",
        "h",
        "a\tb",
        "x = 1",
        "posted",
    )
    assert FULL.text == "\n\n".join(FULL.paragraphs)


def test_rows_without_words_are_not_read() -> None:
    assert Article(body=[Table([[Cell()], ["a"]])]).paragraphs == ("a",)


def test_images_begin_with_the_lead_image() -> None:
    assert [image.url[-9:] for image in FULL.images] == ["/lead.jpg", "inner.jpg"]
    assert Article(body=FULL.body).images == FULL.images[1:]


def test_links_are_those_of_running_text_and_cells() -> None:
    assert [(link.text, link.url[-1]) for link in FULL.links] == [("linked", "2"), ("b", "3")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Two words", 2),
        ("don't well-known", 2),
        ("北约希望 派送", 6),
        ("カタカナ", 4),
        ("हिन्दी समाचार", 2),
        ("שָׁלוֹם", 1),
        ("한국어 뉴스", 2),
        ("ภาษาไทย", 2),
        ("RFI 法广 2024", 4),
        ("—", 0),
    ],
)
def test_words_are_counted_in_every_script(text: str, words: int) -> None:
    assert Article(body=[Paragraph(text)]).word_count == words


def test_json_values_give_the_equal_article_back() -> None:
    assert Article.from_dict(FULL.to_dict()) == FULL


def test_defaults_are_left_out_of_json_values() -> None:
    assert Article(title="x").to_dict() == {"newsparse": 1, "title": "x"}


def test_unknown_keys_survive_in_extra() -> None:
    article = Article.from_dict({"title": "x", "mood": "calm", "extra": {"a": 1}})
    assert article.extra == {"a": 1, "mood": "calm"}
    assert Article.from_dict(article.to_dict()) == article


@pytest.mark.parametrize(
    ("data", "error", "place"),
    [
        ([], TypeError, "object"),
        ({"newsparse": 99}, ValueError, "schema version"),
        ({"newsparse": True}, ValueError, "schema version"),
        ({"extra": []}, TypeError, "extra"),
        ({"extra": [1]}, TypeError, "extra"),
        ({"published": 5}, TypeError, "published"),
        ({"published": "soon"}, ValueError, "published"),
        ({"body": "x"}, TypeError, "body"),
        ({"body": [1]}, TypeError, r"body\[0\]"),
        ({"body": [{"type": "poem"}]}, ValueError, r"body\[0\].type"),
        ({"body": [{"type": ["x"]}]}, ValueError, r"body\[0\].type"),
        ({"body": [{"type": "heading", "text": "x", "level": 9}]}, ValueError, r"body\[0\]"),
        ({"body": [{"type": "heading", "text": "x", "colour": 9}]}, TypeError, r"body\[0\]"),
        ({"body": [{"type": "paragraph", "text": [3]}]}, TypeError, r"body\[0\].text\[0\]"),
        ({"body": [{"type": "list", "items": [[{"type": "paragraph"}]]}]}, ValueError, r"items\[0\]\[0\]"),
        ({"body": [{"type": "paragraph", "text": ["a", "b\x00"]}]}, ValueError, r"body\[0\].text\[1\]: "),
        ({"body": [{"type": "paragraph", "text": "a", "spans": "b"}]}, TypeError, r"body\[0\].spans: "),
        ({"body": [{"type": "table", "rows": [[3]]}]}, TypeError, r"rows\[0\]\[0\]"),
        ({"body": [{"type": "table", "rows": [[{"text": "a", "spans": "b"}]]}]}, TypeError, r"rows\[0\]\[0\].spans: "),
        ({"image": "x"}, TypeError, "image"),
    ],
)
def test_wrong_json_values_are_refused_with_their_place(data: Any, error: type[Exception], place: str) -> None:
    with pytest.raises(error, match=place):
        Article.from_dict(data)


def test_json_values_nested_too_deep_are_refused() -> None:
    block: dict[str, Any] = {"type": "paragraph", "text": "x"}
    for _ in range(40):
        block = {"type": "quote", "blocks": [block]}
    with pytest.raises(ValueError, match="nested deeper"):
        Article.from_dict({"body": [block]})


def test_spans_may_be_plain_strings_in_json_values() -> None:
    data = {"body": [{"type": "paragraph", "text": ["a", {"text": "b", "marks": ["strong"]}]}]}
    assert Article.from_dict(data).body == (Paragraph(["a", Span("b", marks=["strong"])]),)


@pytest.mark.parametrize(
    ("fields", "error", "field"),
    [
        ({"published": datetime(2024, 1, 1)}, ValueError, "published"),  # noqa: DTZ001 - naive on purpose
        ({"published": "2024-01-01"}, TypeError, "published"),
        ({"archived": date(2024, 1, 1)}, TypeError, "archived"),
        ({"archived": datetime(2024, 1, 1)}, ValueError, "archived"),  # noqa: DTZ001 - naive on purpose
        ({"authors": "Jane"}, TypeError, "authors"),
        ({"authors": b"Jane"}, TypeError, "authors"),
        ({"authors": 3}, TypeError, "authors"),
        ({"authors": [""]}, ValueError, "authors"),
        ({"keywords": [3]}, TypeError, "keywords"),
        ({"url": "/relative"}, ValueError, "url"),
        ({"url": 3}, TypeError, "url"),
        ({"language": "not a tag"}, ValueError, "language"),
        ({"language": 3}, TypeError, "language"),
        ({"title": "a\x00"}, ValueError, "title"),
        ({"title": None}, TypeError, "title"),
        ({"image": "https://example.org/"}, TypeError, "image"),
        ({"body": [3]}, TypeError, "body"),
        ({"body": 3}, TypeError, "body"),
        ({"extra": [3]}, TypeError, "extra"),
        ({"extra": {"a": float("nan")}}, ValueError, "extra"),
        ({"extra": {"a": {1: 2}}}, TypeError, "extra"),
        ({"extra": {"a": [object()]}}, TypeError, "extra"),
        ({"extra": {"\ud800": 1}}, ValueError, "extra"),
        ({"extra": {"a": "\ud800"}}, ValueError, "extra"),
    ],
)
def test_a_wrong_value_is_refused_by_the_name_of_its_field(
    fields: dict[str, Any], error: type[Exception], field: str
) -> None:
    with pytest.raises(error, match=field):
        Article(**fields)


def test_extra_nested_too_deep_is_refused() -> None:
    deep: Any = 1
    for _ in range(40):
        deep = [deep]
    with pytest.raises(ValueError, match="nested deeper"):
        Article(extra={"a": deep})


def test_named_zones_become_fixed_offsets() -> None:
    article = Article(published=datetime(2024, 7, 1, 12, tzinfo=ZoneInfo("Europe/Paris")))
    assert isinstance(article.published, datetime)
    assert article.published.tzinfo == PARIS
    assert type(article.published.tzinfo) is timezone


def test_the_day_of_publication_is_the_publishers_own() -> None:
    assert FULL.published_on == date(2024, 4, 5)
    assert Article(published=date(2024, 1, 1)).published_on == date(2024, 1, 1)
    assert Article().published_on is None


@pytest.mark.parametrize(
    ("given", "canonical"),
    [
        ("EN-us", "en-US"),
        ("zh-HANT-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("de-X-AB-abcd", "de-x-ab-abcd"),
        ("X-AB", "x-ab"),
        ("en" + "-aa" * 200_000, "en" + "-AA" * 200_000),
    ],
    ids=lambda tag: tag[:12],
)
def test_language_tag_case_is_that_of_rfc_5646(given: str, canonical: str) -> None:
    assert Article(language=given).language == canonical


def test_empty_optional_texts_are_none() -> None:
    assert Article(publisher=" ", summary="", section="\n") == Article()


def test_a_string_body_is_one_paragraph() -> None:
    assert Article(body="One.").body == (Paragraph("One."),)


def test_articles_are_hashable_values_without_their_origin() -> None:
    article = attrs.evolve(FULL, origin=Source(b"x"))
    assert article == FULL
    assert hash(article) == hash(FULL)
    assert "origin" not in repr(article)


def test_pickling_leaves_the_origin_behind() -> None:
    article = pickle.loads(pickle.dumps(attrs.evolve(FULL, origin=Source(b"x"))))
    assert article == FULL
    assert article.origin is None


def test_repr_is_short() -> None:
    assert repr(FULL) == "<Article 'A headline', 2024-04-05, 10 blocks>"
    assert len(repr(Article(title="x" * 500))) < 80


def test_articles_cannot_be_changed() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        FULL.title = "other"  # type: ignore[misc]
    with pytest.raises(TypeError):
        FULL.extra["rank"] = 2  # type: ignore[index]


def test_extra_equals_plain_json_values() -> None:
    assert FULL.extra == {"rank": 1, "tags": ["x", {"deep": None}], "share": 0.5}
    assert FULL.extra != {"rank": 2}
    assert FULL.extra != {"rank": object()}
    assert FULL.extra != 3
    assert dict(FrozenMapping({"a": [1]})) == {"a": (1,)}
    assert repr(FrozenMapping({"a": [1]})) == "{'a': [1]}"
    assert len(FULL.extra) == 3


def test_a_result_has_an_article_or_an_error() -> None:
    error = ReadError("no", source="x")
    assert Result("x", FULL).unwrap() is FULL
    assert Result("x", FULL).ok
    assert not Result("x", error=error).ok
    with pytest.raises(ReadError):
        Result("x", error=error).unwrap()
    with pytest.raises(ValueError, match="either"):
        Result("x")
