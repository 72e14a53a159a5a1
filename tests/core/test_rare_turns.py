"""What happens seldom, and is decided all the same."""

from __future__ import annotations

import io

import pytest

import newsparse
from newsparse.decoding import decode
from newsparse.errors import SchemaError, WorkerError

PAGE = b"<!doctype html><title>Frost</title><article><p>" + b"A cold night, and ice on every bridge. " * 20


def test_a_label_that_nobody_knows_is_passed_over():
    assert decode(b'<meta charset="martian"><p>caf\xe9 cr\xe8me br\xfbl\xe9e').text.startswith("<meta")


def test_a_site_that_is_none_is_blamed_on_its_plugin():
    class Plugin:
        @newsparse.hookimpl
        def newsparse_sites(self):
            return ["news.example"]

    registry = newsparse.Registry(plugins=[Plugin()])
    with pytest.raises(newsparse.PluginError, match="newsparse_sites gave"):
        registry.parse(PAGE, url="https://news.example/1")


def test_a_source_opens_again_after_all_of_it_was_read():
    source = newsparse.Source(b"abc")
    assert source.data == b"abc"
    with source.open() as first, source.open() as second:
        assert first.read() == second.read() == b"abc"


def test_what_the_callers_file_raises_is_left_as_it_is():
    class Failing(io.RawIOBase):
        def readable(self):
            return True

        def seekable(self):
            return False

        def readinto(self, buffer):
            raise OSError("the wire is cut")

    with pytest.raises(OSError, match="the wire is cut"):
        newsparse.parse(Failing())


def test_an_error_of_a_container_keeps_the_format_that_it_names():
    def split(source):
        yield newsparse.ReadError("torn", format="inner")

    box = newsparse.Format(name="box", sniff=lambda source: newsparse.Confidence.SPECIFIC, split=split)
    registry = newsparse.Registry(plugins=[box])
    (result,) = registry.parse_all(b"box")
    assert result.error.format == "inner"


def test_the_end_of_a_worker_is_told():
    assert str(WorkerError("killed by signal 9", source="a.html")) == "a.html: killed by signal 9"
    assert "time limit of 2 seconds" in str(WorkerError("", timeout=2.0))
    assert issubclass(SchemaError, newsparse.NewsparseError)
