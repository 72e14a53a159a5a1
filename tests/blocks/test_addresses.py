"""Addresses as pages write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.blocks import clean_url, largest_of_srcset
from newsparse.content import is_allowed_url

BASE = "https://paper.example/news/1?x=1"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("https://a.example/b?c=d#e", "https://a.example/b?c=d#e"),
        ("/a", "https://paper.example/a"),
        ("/a/../b", "https://paper.example/b"),
        ("/\\c.example/d", "https://c.example/d"),
        ("a b", "https://paper.example/news/a%20b"),
        ("?q", "https://paper.example/news/1?q"),
        ("//c.example/d", "https://c.example/d"),
        (" \n/a\tb ", "https://paper.example/ab"),
        ("HTTPS://A.Example/B", "https://a.example/B"),
        ("https:\\\\a.example\\b", "https://a.example/b"),
        ("http://中国.example/", "http://xn--fiqs8s.example/"),
        ("https://a.example/标签?标=签#标", "https://a.example/%E6%A0%87%E7%AD%BE?%E6%A0%87=%E7%AD%BE#%E6%A0%87"),
        ('https://a.example/%e6%A0"<>`{}^|', "https://a.example/%e6%A0%22%3C%3E%60%7B%7D%5E|"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("tel:+33 1", "tel:+33%201"),
        ("javascript:alert(1)", None),
        (" java\nscript:alert(1)", None),
        ("vbscript:x", None),
        ("file:///etc/passwd", None),
        ("data:text/html,x", None),
        ("http://[::1", None),
        ("http://" + "长" * 100_000 + "/", None),
        ("https://", None),
        ("#part", None),
        ("", None),
    ],
)
def test_an_address_is_made_absolute_and_safe(written, meant):
    assert clean_url(written, BASE) == meant


def test_without_a_base_a_relative_address_is_none():
    assert clean_url("/a") is None
    assert clean_url("//a.example/b") == "https://a.example/b"


@given(st.text(), st.sampled_from([None, BASE]))
def test_any_text_gives_an_allowed_address_or_none_and_settles(text, base):
    url = clean_url(text, base)
    if url is not None:
        assert is_allowed_url(url)
        assert clean_url(url, base) == url


@pytest.mark.parametrize(
    ("srcset", "url"),
    [
        ("a.jpg 1x, b.jpg 2x", "b.jpg"),
        ("a.jpg 240w,b.jpg 480w", "b.jpg"),
        ("a,b.jpg 10w, c.jpg", "a,b.jpg"),
        ("data:image/gif;base64,R0 9x, a.jpg 1x", "a.jpg"),
        ("a.jpg, b.jpg", "a.jpg"),
        (",, ,", None),
        ("a.jpg nan", "a.jpg"),
    ],
)
def test_the_largest_candidate_of_a_srcset(srcset, url):
    assert largest_of_srcset(srcset) == url
