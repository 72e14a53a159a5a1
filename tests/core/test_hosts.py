"""Hosts of addresses, and names that no host can have."""

from __future__ import annotations

import pytest

import newsparse
from newsparse.hosts import host_of, may_be_host

LABEL = "a" * 63


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://Paper.example:8080/a", "paper.example"),
        ("https://paper.example./a", "paper.example."),
        ("https://中国.example/", "中国.example"),
        ("/a", ""),
        ("https://[::1", ""),
        ("https://" + "a." * 1000, ""),
        (f"https://{LABEL}a.example/", ""),
        ("", ""),
    ],
)
def test_an_address_names_a_host_or_none(url, host):
    assert host_of(url) == host


def test_a_host_has_at_most_253_characters_and_63_in_a_label():
    longest = ".".join([LABEL, LABEL, LABEL, LABEL[:61]])
    assert may_be_host(longest)
    assert not may_be_host(longest + "a")
    assert not may_be_host(LABEL + "a")


# A step over all labels for each of them takes minutes.
@pytest.mark.parametrize("host", ["a." * 100_000 + "x", "中." * 100_000 + "x", "中" * 100_000])
def test_a_name_that_no_host_has_takes_no_time(host):
    url = f"http://{host}/"
    sites = [newsparse.Site("example.com", title="h1")]
    page = f'<html><head><link rel=canonical href="{url}"><body><h1>T</h1><p>{"Two words. " * 40}</p>'
    for address in (url, None):
        assert newsparse.parse(page.encode(), url=address, sites=sites).title == "T"
    assert newsparse.parse(f"<!--1712268901000-->\n[t]({url})\n------\n\n<p>x</p>\n".encode()).title == "t"
