from __future__ import annotations

import json
import tracemalloc
from typing import Any

import pytest

from newsparse.formats.html.metadata.jsonld import about_page, loads, nodes

from .pages import URL, ld, page, read


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ('{"a": 1}', [{"a": 1}]),
        ('<!-- {"a": 1} -->', [{"a": 1}]),
        ('//<![CDATA[\n{"a": 1}\n//]]>', [{"a": 1}]),
        ('/*<![CDATA[*/{"a": 1}/*]]>*/', [{"a": 1}]),
        ('{"a": 1,}', [{"a": 1}]),
        ('{"a": [1, 2, ], }', [{"a": [1, 2]}]),
        ('{"a": "one\ntwo\tthree\x01"}', [{"a": "one\ntwo\tthree\x01"}]),
        (r'{"a": "it\'s"}', [{"a": "it's"}]),
        (r'{"a": "C:\dir"}', [{"a": "C:dir"}]),
        ('{"a": "say "no" twice", "b": 2}', [{"a": 'say "no" twice', "b": 2}]),
        ('{"a": 1} {"b": 2}', [{"a": 1}, {"b": 2}]),
        ('{"a": 1};', [{"a": 1}]),
        ("{&quot;a&quot;: 1}", [{"a": 1}]),
        (r'{"a": "it\x27s", "b": "C:\\x27"}', [{"a": "it's", "b": r"C:\x27"}]),
        ('{/* one */ "a": "/* x */", // two\n "b": "http://x"}', [{"a": "/* x */", "b": "http://x"}]),
        ('{"a": , "b": 2,, "c": undefined, "d": }', [{"a": None, "b": 2, "c": None, "d": None}]),
        ('{"a": "undefined, , :", "b": [1,, 2],}', [{"a": "undefined, , :", "b": [1, 2]}]),
        ('{"a": ' + "/*" * 50_000, []),
        ('{"a": "' + '\\"' * 50_000, []),
        ("not json", []),
        ('{"a": ', []),
        ("[" * 100_000, []),
        ('{"a":' * 100_000, []),
    ],
)
def test_broken_json_is_read_as_far_as_it_can_be(text: str, values: list[Any]) -> None:
    assert loads(text) == values


def test_objects_keep_their_place_and_types() -> None:
    found = nodes(['{"@graph": [{"@type": ["schema:NewsArticle", "Thing"], "headline": "x"}]}'])
    assert found[1].path == "$.@graph[0]"
    assert found[1].types == {"newsarticle", "thing"}


def test_the_place_of_an_object_leaves_out_what_is_too_long_to_read() -> None:
    found = nodes([json.dumps({"a": {"k" * 300: [{"b": {}}]}})])
    assert [node.path for node in found] == ["$", "$.a", "$.a…[0]", "$.a…[0].b"]


def test_places_of_objects_take_no_more_memory_than_the_script() -> None:
    script = json.dumps({"@type": "NewsArticle", "k" * 20_000: [{}] * 20_000})
    tracemalloc.start()
    try:
        assert len(nodes([script])) == 20_000
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 20e6  # a path with the key for each object takes 400 MB


def test_what_a_page_only_mentions_is_not_about_it() -> None:
    found = nodes(['{"@type": "Article", "headline": "a", "mentions": [{"@type": "Article", "headline": "b"}]}'])
    assert [node.data["headline"] for node in about_page(found)] == ["a"]


def test_the_article_may_be_the_main_entity_of_the_page() -> None:
    value = {"@type": "WebPage", "name": "p", "mainEntity": {"@type": "Article", "headline": "Boats sail"}}
    assert read(page(ld(value))).title == "Boats sail"


def test_the_body_in_json_ld_comes_without_markup() -> None:
    value = {"@type": "Article", "headline": "x", "articleBody": "<p>One &amp; two.</p><p>Three.<br>Four</p>"}
    assert read(page(ld(value))).article_body == "One & two.\nThree.\nFour"


OTHER = {"@type": "NewsArticle", "headline": "Bridge closed", "author": {"@type": "Person", "name": "Bob Other"}}
OWN = {"@type": "NewsArticle", "headline": "Ferry returns", "author": {"@type": "Person", "name": "Ann Other"}}


@pytest.mark.parametrize(
    "address",
    [
        {"url": URL},
        {"@id": f"{URL}#article"},
        {"mainEntityOfPage": URL + "/"},
        {"mainEntityOfPage": {"@type": "WebPage", "@id": URL}},
    ],
)
@pytest.mark.parametrize("form", ["scripts", "list", "graph"])
def test_of_several_articles_the_one_with_the_address_of_the_page_is_its_own(address: Any, form: str) -> None:
    articles = [{**OTHER, "url": "https://www.harbour-gazette.example/2024/05/06/bridge"}, {**OWN, **address}]
    forms = {"scripts": ld(*articles), "list": ld(articles), "graph": ld({"@graph": articles})}
    found = read(page(forms[form]))
    assert (found.title, found.authors) == ("Ferry returns", ("Ann Other",))


def test_of_several_articles_the_one_with_the_headline_of_the_page_is_its_own() -> None:
    assert read(page(ld([OTHER, OWN]), "<h1>Ferry returns</h1><p>Text.</p>")).authors == ("Ann Other",)
    assert read(page(ld([OTHER, OWN]) + "<meta property=og:title content='Ferry returns'>")).authors == ("Ann Other",)


def test_of_several_articles_one_with_another_address_comes_last() -> None:
    elsewhere = {**OTHER, "url": "https://www.harbour-gazette.example/bridge"}
    assert read(page(ld([elsewhere, OWN]))).authors == ("Ann Other",)
    assert read(page(ld([OTHER, OWN]))).authors == ("Bob Other",)
