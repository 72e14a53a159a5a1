"""The JSON format says an article exactly, and says exactly what is wrong with a file."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import newsparse
from newsparse import Article, ReadError, UnknownFormatError, WriteError
from newsparse.formats.json import json_schema
from newsparse.testing import articles

SCHEMA = json_schema()
VALIDATOR = Draft202012Validator(SCHEMA)


def error_of(text, **options):
    with pytest.raises(ReadError) as caught:
        newsparse.parse(text.encode() if isinstance(text, str) else text, format="json", **options)
    return caught.value


def test_fields_stand_at_the_top_level_with_the_schemas_version():
    data = json.loads(newsparse.dumps(Article(title="t", section="s", body=["One."]), "json"))
    assert data == {
        "newsparse": 1,
        "title": "t",
        "section": "s",
        "body": [{"type": "paragraph", "text": "One."}],
    }


def test_unknown_keys_survive_in_extra():
    article = newsparse.parse(b'{"newsparse": 1, "title": "t", "shares": {"x": [1, 2]}}')
    assert article.extra == {"shares": {"x": [1, 2]}}
    assert newsparse.parse(newsparse.encode(article, "json")) == article


def test_one_line_by_default_and_indented_if_wanted():
    article = Article(title="é", body=["One.\nTwo."])
    assert newsparse.dumps(article, "json").count("\n") == 1
    assert newsparse.dumps(article, "json", indent=2).startswith('{\n  "newsparse": 1,\n  "title": "é"')
    assert newsparse.dumps(article, "json", ascii=True).isascii()


def test_an_object_of_ours_is_known_by_its_version_and_others_by_their_fields():
    assert newsparse.parse(b'\xef\xbb\xbf \n {"title": "t", "newsparse": 1}').title == "t"
    assert newsparse.parse(b'{"id": 1, "title": "t"}').extra == {"id": 1}
    assert newsparse.parse('{"newsparse": 1, "title": "t"}'.encode("utf-16")).title == "t"
    with pytest.raises(UnknownFormatError):
        newsparse.parse(b'{"name": "a package"}')


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ('{"title": "a",\n "title": "b"}', 2, "the key 'title' stands twice"),
        ('{"title": "a", "k": [{"x": 1},\n {"x": 1, "y": 2,\n "x": 3}]}', 3, "the key 'x' stands twice"),
        ('{"title": "a", "a.b": 1,\n"a": {"b": NaN}}', 2, "NaN is no JSON number"),
        ('{"title": "a",\n "x": 1,\n"x": {"y":\nNaN}}', 3, "the key 'x' stands twice"),
        ('{"title": "a",\n"x": {"y": [1,\nNaN]}}', 3, "NaN is no JSON number"),
        ('{"title": "a",\n"x": -Infinity}', 2, "-Infinity is no JSON number"),
        ('{"title": "a",\n"x": 1e999}', 2, "too great"),
        ('{"title": "a",\n\n"x": ' + "9" * 5000 + "}", 3, "an integer of 5000 digits"),
        ('{"title": "a",\n"x": "\\ud800"}', 2, "lone surrogate"),
        ('{"title": "a",\n"x": ' + "[" * 100_000, None, "nested too deeply"),
        ('{"title": "a",\n"x": ' + "[" * 40 + "]" * 40 + "}", 2, "nested deeper than 32"),
        ('{"title":\n 1}', 2, "expected a str, not int"),
        ('{"title": "a",\n"published": "2024-01-01T00:00:00"}', 2, "no time zone"),
        ('{"title": "a",\n"published":\n "yesterday"}', 3, "no ISO 8601 date"),
        ('{"title": "a", "body": [\n{"type": "paragraph", "text": "x"},\n{"type": "poem"}]}', 3, "'poem' is none of"),
        ('{"title": "a", "body": [{"type": "heading", "text": "x",\n "level": 9}]}', 1, "9 is not between"),
        ('{"title": "a", "body":\n{"type": "divider"}}', 2, "expected an array"),
        ('{"title": "a",\n"newsparse": 99}', 2, "schema version 99"),
        ('{"title": "a", "x": 1, "extra": {"x": 2}}', None, "'x' stands both"),
        ('{"title": "a"\n"url": 1}', 2, "Expecting ',' delimiter"),
        ('{"title": "a"}\n{"title": "b"}\n', 2, "JSON lines"),
        ('[{"title": "a"}]', 1, "expected an object, not an array"),
        ('{"name": "x"}', 1, "neither 'title' nor 'body'"),
        ("", 1, "Expecting value"),
        ('{"title": "a', 1, "Unterminated string"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text, line, reason):
    error = error_of(text)
    assert reason in error.reason
    assert error.line == line
    assert error.format == "json"


def test_an_integer_that_python_does_not_write_is_a_write_error():
    with pytest.raises(WriteError, match="extra"):
        newsparse.encode(Article(title="t", extra={"n": 10**5000}), "json")


def test_an_address_that_the_object_lacks_is_the_one_it_came_from():
    assert newsparse.parse(b'{"newsparse": 1}', url="https://example.org/1").url == "https://example.org/1"


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(SCHEMA)


@given(articles())
def test_every_article_is_valid_by_the_schema(article):
    VALIDATOR.validate(article.to_dict())


WRONG = [
    {},
    {"shares": 1},
    {"newsparse": 2, "title": "t"},
    {"title": 1},
    {"title": "t", "url": "/relative"},
    {"title": "t", "url": "javascript:alert(1)"},
    {"title": "t", "published": "2024-01-01T00:00:00"},
    {"title": "t", "archived": "2024-01-01"},
    {"title": "t", "authors": "Ann Author"},
    {"title": "t", "authors": [" "]},
    {"title": "t", "language": "en_US"},
    {"title": "t", "image": {"alt": "no url"}},
    {"title": "t", "image": {"url": "https://example.org/a", "width": 1}},
    {"title": "t", "body": ["text"]},
    {"title": "t", "body": [{"text": "no type"}]},
    {"title": "t", "body": [{"type": "poem", "text": "x"}]},
    {"title": "t", "body": [{"type": "paragraph", "text": ""}]},
    {"title": "t", "body": [{"type": "paragraph", "text": []}]},
    {"title": "t", "body": [{"type": "paragraph", "text": [{"text": "x", "marks": ["blink"]}]}]},
    {"title": "t", "body": [{"type": "heading", "text": "x", "level": 9}]},
    {"title": "t", "body": [{"type": "quote", "blocks": []}]},
    {"title": "t", "body": [{"type": "list", "items": [[]]}]},
    {"title": "t", "body": [{"type": "table", "rows": [[{"text": "x", "colspan": 0}]]}]},
    {"title": "t", "body": [{"type": "code", "text": "\n"}]},
    {"title": "t", "body": [{"type": "embed", "kind": "video"}]},
    {"title": "t", "body": [{"type": "embed", "kind": "song", "text": "x"}]},
    {"title": "t", "body": [{"type": "divider", "width": 1}]},
    {"title": "t", "extra": []},
]


@pytest.mark.parametrize("data", WRONG, ids=json.dumps)
def test_what_the_schema_refuses_the_reader_refuses_too(data):
    assert not VALIDATOR.is_valid(data)
    error_of(json.dumps(data))


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3)
    )
)
def test_what_the_reader_takes_the_schema_takes_too(value):
    data = {"title": "t", "body": value}
    try:
        newsparse.parse(json.dumps(data).encode(), format="json")
    except ReadError:
        return
    assert VALIDATOR.is_valid(data)
