"""Lines of JSON that newsparse wrote are read back, each as the article that it was."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import random
import tempfile
import tracemalloc
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsparse
from newsparse import (
    Article,
    Confidence,
    ContainerError,
    LimitError,
    Limits,
    ReadError,
    Registry,
    Source,
    UnknownFormatError,
)
from newsparse.cli import main
from newsparse.testing import articles

REGISTRY = Registry(discover=False)
RAIN, SNOW, HAIL = (Article(title=title, body=[f"{title} fell."]) for title in ("Rain", "Snow", "Hail"))


def lines(*written: Article, **options: object) -> bytes:
    return b"".join(newsparse.encode(article, "json", **options) for article in written)


def line_of(name: str, article: Article) -> bytes:
    return json.dumps({"newsparse": 1, "newsparse_input": name, **article.to_dict()}).encode() + b"\n"


def read(source: object, **options: object) -> list[newsparse.Result]:
    return list(REGISTRY.parse_all(source, **options))


def titles(results: Iterable[newsparse.Result]) -> list[str | None]:
    return [result.article.title if result.article else None for result in results]


def bid(data: bytes, **known: object) -> Confidence:
    bids = {each.entry.format.name: each.confidence for each in REGISTRY.detect(Source(data, **known))}
    return bids["jsonl"]


def is_lines(data: bytes, **known: object) -> bool:
    return bid(data, **known) is Confidence.SPECIFIC


# Every article through the command, compressed or not, with workers or without.


@given(st.lists(articles(), min_size=2, max_size=4), st.sampled_from((None, gzip, bz2, lzma)))
@settings(max_examples=25)
def test_what_the_command_writes_comes_back_equal(written, compression):
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for number, article in enumerate(written):
            newsparse.dump(article, place / f"{number}.json")
        out = place / "out.jsonl"
        paths = [str(place / f"{number}.json") for number in range(len(written))]
        assert main(["parse", "--quiet", "--jobs", "0", *paths, "-o", str(out)]) == 0
        if compression is not None:
            out = out.with_name("out.jsonl.gz")
            out.write_bytes(compression.compress((place / "out.jsonl").read_bytes()))
        results = read(out)
    assert [result.article for result in results] == written
    assert [result.source for result in results] == paths


@given(st.lists(articles(), min_size=2, max_size=4), st.booleans())
def test_what_a_loop_of_dumps_writes_comes_back_equal(written, ascii):
    assert [result.article for result in read(lines(*written, ascii=ascii))] == written


def test_a_file_is_read_the_same_by_workers_and_by_the_command(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("some.jsonl").write_bytes(line_of("a.html", RAIN) + line_of("b.html", SNOW))
    Path("more.jsonl.gz").write_bytes(gzip.compress(lines(SNOW, HAIL)))
    paths = ["some.jsonl", "more.jsonl.gz"]
    wanted = [("a.html", RAIN), ("b.html", SNOW), ("more.jsonl.gz:1", SNOW), ("more.jsonl.gz:2", HAIL)]
    for workers in (0, 2):
        found = newsparse.parse_many(paths, workers=workers)
        assert [(result.source, result.article) for result in found] == wanted
    assert main(["parse", "--quiet", *paths, "-o", "all.jsonl"]) == 0
    assert [(result.source, result.article) for result in read("all.jsonl")] == wanted
    assert main(["parse", "--quiet", "all.jsonl", "--to", "text"]) == 0
    assert capsys.readouterr().out.count("fell.") == 4


# What is claimed.


def test_lines_of_ours_are_known_by_their_first_and_a_further_one():
    assert is_lines(lines(RAIN, SNOW))
    assert is_lines(b"\n \n" + lines(RAIN, SNOW).replace(b"\n", b"\r\n\r\n"))
    assert is_lines(b"\xef\xbb\xbf" + lines(RAIN, SNOW))
    assert is_lines(lines(RAIN, SNOW).decode().encode("utf-16"))
    assert is_lines(b'{"title": "keys in another order", "newsparse": 1}\n' + lines(SNOW))
    assert is_lines(lines(RAIN)[:-9] + b"\n" + lines(SNOW))
    assert is_lines(lines(RAIN) + b"not a line of ours\n")


@pytest.mark.parametrize("indent", [None, 0, 2])
def test_one_object_alone_stays_json_however_many_lines_it_takes(indent):
    data = newsparse.encode(RAIN, "json", indent=indent) + b"\n \n"
    assert bid(data) is Confidence.NO
    assert REGISTRY.parse(Source(data, name="one.jsonl")) == RAIN


@given(articles(), st.sampled_from((None, 0, 1)))
def test_no_object_alone_is_taken_for_lines(article, indent):
    assert not is_lines(newsparse.encode(article, "json", indent=indent), name="article.json")


@pytest.mark.parametrize(
    "data",
    [
        b'{"id": 1}\n{"id": 2}\n',
        b'{"title": "theirs"}\n{"title": "theirs too"}\n',
        b'{"newsparse_input": "a.html", "error": "ReadError"}\n{"newsparse_input": "b.html"}\n',
        b'{"text": "\\"newsparse\\": 1"}\n{"text": ""}\n',
        b'{"newsparse": "1"}\n{"newsparse": "1"}\n',
        b"{\n{\n",
        b"[1]\n[2]\n",
        b"<p>{\n",
        b"{" * 70_000 + b"\n{",
        b"",
    ],
)
def test_lines_of_others_are_not_claimed(data):
    assert bid(data) is Confidence.NO


def test_lines_of_others_in_a_file_of_that_name_are_refused_once():
    theirs = b'{"id": 1}\n' * 1000
    (result,) = read(Source(theirs, name="theirs.jsonl"))
    assert "no articles of newsparse's" in str(result.error)
    with pytest.raises(UnknownFormatError, match="JSON of another program"):
        REGISTRY.parse(Source(theirs, name="theirs.jsonl"))


def test_a_first_line_that_is_longer_than_what_is_looked_at_is_known_by_input_or_name():
    long = Article(title="Long", body=["word " * 40_000])
    assert titles(read(Source(line_of("a.html", long) + lines(RAIN), name="x"))) == ["Long", "Rain"]
    assert titles(read(Source(lines(long, long), name="x.NDJSON.gz"))) == ["Long", "Long"]
    assert REGISTRY.parse(Source(lines(long), name="long.json")) == long
    with pytest.raises(ReadError, match="format='jsonl'"):
        REGISTRY.parse(Source(lines(long, long), name="x"))
    assert titles(read(Source(lines(long, long), name="x"), format="jsonl")) == ["Long", "Long"]


def test_a_media_type_names_it_as_a_suffix_does():
    for media_type in ("application/jsonl", "application/x-ndjson; charset=utf-8"):
        (result,) = read(Source(b'["not ours"]', media_type=media_type))
        assert isinstance(result.error, ReadError)


def test_one_article_is_asked_of_a_file_of_many():
    with pytest.raises(ContainerError, match="parse_all"):
        REGISTRY.parse(lines(RAIN, SNOW))


def test_a_file_of_lines_is_not_written_for_one_article(tmp_path):
    # A second one would take the place of the first.
    with pytest.raises(UnknownFormatError, match=r"\.jsonl"):
        newsparse.dump(RAIN, tmp_path / "out.jsonl")


# What is wrong with a line is told with its number, and the rest goes on.


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (lines(RAIN)[:-5], "on line 3: "),
        (lines(RAIN)[:-1] + lines(RAIN), "on line 3: a second object"),
        (b'{"newsparse": 1, "title": "a", "title": "b"}', "on line 3: the key 'title' stands twice"),
        (b'{"newsparse": 1, "x": NaN}', "on line 3: NaN"),
        (b'{"newsparse": 1, "x": ' + b"[" * 100_000, "on line 3: nested too deeply"),
        (b"<html><body><p>A page", "on line 3: this line is no JSON object"),
        (gzip.compress(b"{}", mtime=0), "on line 3: this line is no JSON object"),
        (b"[1]", "on line 3: this line is no JSON object"),
        (b'{"title": "theirs"}', "on line 3: an object without the key 'newsparse'"),
        (b'{"newsparse": 1, "body": 3}', ":3: not valid json: body: expected an array"),
        (b'{"newsparse": 99}', ":3: not valid json: newsparse: schema version 99"),
        (b'{"newsparse": 1, "newsparse_input": "a.html", "body": 3}', "a.html: not valid json: body"),
    ],
)
def test_a_broken_line_is_an_error_and_the_others_are_read(line, says):
    data = lines(RAIN) + b"\n" + line.replace(b"\n", b"", 1) + b"\n" + lines(SNOW)
    first, broken, last = read(Source(data, name="out.jsonl"))
    assert (first.article, last.article) == (RAIN, SNOW)
    assert isinstance(broken.error, ReadError)
    assert says in str(broken.error)
    assert str(broken.error).startswith(("out.jsonl", "a.html"))


def test_a_line_of_bytes_without_a_name_is_named_too():
    first, broken = read(lines(RAIN) + b"?")
    assert first.source == "(bytes):1"
    assert str(broken.error).startswith("(bytes): not valid jsonl on line 2")


def test_a_recorded_name_that_no_file_can_have_is_not_taken():
    first, second = read(line_of("\ud800", RAIN) + line_of(" ", SNOW))
    assert (first.source, second.source) == ("(bytes):1", "(bytes):2")


def test_a_line_over_the_limit_is_an_error_and_the_others_are_read():
    long = Article(title="Long", body=["word " * 400])
    first, over, last = read(Source(lines(RAIN, long, SNOW), name="out.jsonl"), limits=Limits(max_bytes=1000))
    assert (first.article, last.article) == (RAIN, SNOW)
    assert isinstance(over.error, LimitError)
    assert str(over.error).startswith("out.jsonl:2: over the limit max_bytes=1000")


def test_what_stands_before_and_behind_damaged_compression_is_read():
    many = [Article(title=f"{number}", body=[random.Random(number).randbytes(900).hex()]) for number in range(300)]
    whole = gzip.compress(lines(*many))
    middle = len(whole) // 2
    results = read(whole[:middle] + bytes(100) + whole[middle + 100 :] + gzip.compress(lines(RAIN, SNOW)))
    assert titles(results)[:90] == [str(number) for number in range(90)]
    assert titles(results)[-2:] == ["Rain", "Snow"]
    assert any("the gzip data is damaged" in str(result.error) for result in results)
    cut_off = read(whole[:middle])
    assert titles(cut_off)[:90] == [str(number) for number in range(90)]
    assert "the gzip data is damaged or cut off" in str(cut_off[-1].error)


def test_what_cannot_be_read_on_is_told_once():
    whole = lzma.compress(lines(*[Article(title="a", body=[random.Random(1).randbytes(99_000).hex()])] * 5))
    results = read(Source(whole[:-1000], name="out.jsonl.xz"))
    assert sum("the xz data is damaged or cut off" in str(result.error) for result in results) == 1


# Encodings and streams.


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_lines_in_other_encodings_are_read(encoding):
    written = [Article(title="渡轮复航\u0a0a", body=["旅客比预期多。"] * 300) for _ in range(20)]
    data = lines(*written).decode().encode(encoding)
    marked = encoding in ("utf-8-sig", "utf-16")
    assert [result.article for result in read(data, encoding=None if marked else encoding)] == written


class Pipe(io.BytesIO):
    """What can be read once, a few bytes at a time."""

    def seekable(self) -> bool:
        return False

    def read(self, size: int | None = -1) -> bytes:
        return super().read(min(size, 7) if size and size > 0 else 7)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_pipe_is_read_as_a_file_is(encoding):
    assert titles(read(Pipe(lines(RAIN, SNOW).decode().encode(encoding)))) == ["Rain", "Snow"]


class Endless(io.RawIOBase):
    """The same line over and over."""

    def __init__(self, line: bytes) -> None:
        self._lines = line * 20
        self._waiting = b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        self._waiting = self._waiting or self._lines
        data, self._waiting = self._waiting[:size], self._waiting[size:]
        return data


def peak_of(source: Source, count: int) -> tuple[set[type], int]:
    """What kinds of results there are, and how much memory reading them takes."""
    tracemalloc.start()
    try:
        kinds = {type(result.error) for result in islice(REGISTRY.parse_all(source), count)}
        return kinds, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_file_is_never_held_whole():
    line = lines(Article(title="Rain", body=["word " * 2000]))
    peak_of(Source(file=Endless(line)), 10)
    _, few = peak_of(Source(file=Endless(line)), 50)
    kinds, many = peak_of(Source(file=Endless(line)), 600)
    assert kinds == {type(None)}
    assert many < few + 200_000


def test_of_a_line_without_an_end_no_more_is_held_than_allowed():
    endless = io.BytesIO(lines(RAIN) + b'{"newsparse": 1, "x": "' + b"x" * 20_000_000)
    kinds, peak = peak_of(Source(file=endless, limits=Limits(max_bytes=100_000)), 9)
    assert kinds == {type(None), LimitError}
    assert peak < 2_000_000
