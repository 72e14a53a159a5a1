"""Sources: where bytes come from, compression, limits, what is read when."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, cast

import pytest
from hypothesis import given
from hypothesis.strategies import DataObject, binary, data, integers, lists

import newsparse
from newsparse import LimitError, Limits, ReadError, Source
from newsparse.compression import compression_of
from newsparse.source import HEAD_LENGTH
from newsparse.streams import Replayed

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

COMPRESSORS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "zstd": zstd.compress,
}
LONG = bytes(range(256)) * 1024
NOISE = random.Random(0).randbytes(2_000_000)  # in more than one block of every compression


class Pipe(io.RawIOBase):
    """A stream that cannot seek and gives a few bytes at a time, as a pipe does."""

    def __init__(self, data: bytes) -> None:
        self._data = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1) -> bytes:
        return self._data.read(min(7000, size) if size and size > 0 else 7000)


def pipe(data: bytes) -> BinaryIO:
    return cast("BinaryIO", Pipe(data))


@pytest.mark.parametrize("name", COMPRESSORS)
@pytest.mark.parametrize("content", [b"short", LONG])
def test_compression_is_undone_from_every_origin(name: str, content: bytes, tmp_path: Path) -> None:
    packed = COMPRESSORS[name](content)
    path = tmp_path / "file"
    path.write_bytes(packed)
    for source in (Source(packed), Source(path=path), Source(file=io.BytesIO(packed)), Source(file=pipe(packed))):
        assert source.head == content[:HEAD_LENGTH]
        assert source.data == content
    assert compression_of(packed) == name


@pytest.mark.parametrize("content", [b"short", LONG])
def test_plain_bytes_are_the_same_from_every_origin(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    for source in (Source(content), Source(path=path), Source(file=io.BytesIO(content)), Source(file=pipe(content))):
        assert source.head == content[:HEAD_LENGTH]
        with source.open() as file:
            assert file.read(10) == content[:10]
            assert file.read() == content[10:]


@pytest.mark.parametrize("name", COMPRESSORS)
def test_compressed_bytes_cut_off_are_a_read_error(name: str) -> None:
    packed = COMPRESSORS[name](LONG)
    with pytest.raises(ReadError, match=name):
        _ = Source(packed[: len(packed) // 2], name="file").data


@pytest.mark.parametrize("name", COMPRESSORS)
def test_what_stands_before_the_damage_is_there_for_streams_and_for_detection(name: str) -> None:
    packed = COMPRESSORS[name](NOISE)
    source = Source(packed[: len(packed) - len(packed) // 4], name="file")
    pieces = []
    with source.open() as file:
        while True:
            try:
                pieces.append(file.read(1_000_000))
            except ReadError:
                break
        with pytest.raises(ReadError, match=name):
            file.read(1)
    found = b"".join(pieces)
    assert found
    assert NOISE.startswith(found)
    assert source.head == found[:HEAD_LENGTH]
    with pytest.raises(ReadError, match=name):
        _ = source.data


class Failing(io.BytesIO):
    """A file whose disk fails after its first bytes."""

    def read(self, size: int | None = -1) -> bytes:
        if self.tell() >= 70_000:
            raise OSError(5, "Input/output error")
        return super().read(size)


@pytest.mark.parametrize("compress", [bytes, gzip.compress])
def test_an_error_of_the_disk_is_no_damage_of_the_data(compress: Callable[[bytes], bytes]) -> None:
    source = Source(file=cast("BinaryIO", Failing(compress(NOISE))))
    with source.open() as file, pytest.raises(OSError, match="Input/output error") as caught:
        list(iter(lambda: file.read(1000), b""))
    assert caught.value.errno == 5


def test_a_borrowed_file_gives_all_of_its_bytes_at_once() -> None:
    assert Replayed(io.BytesIO(LONG), "file").open(remember=False).read() == LONG


def test_a_short_file_that_is_cut_off_is_told_as_damaged_though_no_format_knows_what_is_left() -> None:
    packed = gzip.compress(b"noise of no kind " + NOISE[:3000])
    with pytest.raises(ReadError, match="cut off"):
        newsparse.parse(packed[:-100])
    with pytest.raises(ReadError, match="cut off"):
        _ = Source(packed[:11]).head


@pytest.mark.parametrize("name", ["gzip", "bzip2", "xz"])  # zstd frames need not carry a checksum
def test_compressed_bytes_garbled_are_a_read_error(name: str) -> None:
    packed = bytearray(COMPRESSORS[name](LONG))
    packed[len(packed) // 2] ^= 0xFF
    with pytest.raises(ReadError, match=name):
        _ = Source(bytes(packed), name="file").data


def read_past_damage(packed: bytes) -> tuple[list[bytes], list[str]]:
    """What a stream gives to one who reads on after each error, and the errors."""
    pieces: list[bytes] = []
    errors: list[str] = []
    with Source(packed).open() as file:
        while len(errors) < 10:
            try:
                found = file.read(1000)
            except ReadError as error:
                errors.append(error.reason)
                continue
            if not found:
                break
            pieces.append(found)
    return pieces, errors


@given(members=lists(binary(min_size=1, max_size=3000), min_size=2, max_size=8), where=data(), padding=integers(0, 5))
def test_a_damaged_gzip_member_costs_none_of_the_others(members: list[bytes], where: DataObject, padding: int) -> None:
    packed = [bytearray(gzip.compress(member) + b"\0" * padding) for member in members]
    broken = where.draw(integers(0, len(members) - 1))
    place = where.draw(integers(len(packed[broken]) - padding - 8, len(packed[broken]) - padding - 1))
    packed[broken][place] ^= 0xFF  # in the checksum, or the length
    pieces, errors = read_past_damage(b"".join(packed))
    assert len(errors) == 1
    kept = b"".join(members[:broken]), b"".join(members[broken + 1 :])
    found = b"".join(pieces)
    assert found.startswith(kept[0])
    assert found.endswith(kept[1])


@pytest.mark.parametrize("between", [b"garbage", b"\0\0garbage", b"\x1f", b"\x1f\x8b\x08nonsense", b"\xff" * 200_000])
def test_what_stands_between_gzip_members_is_told_and_passed_over(between: bytes) -> None:
    pieces, errors = read_past_damage(gzip.compress(b"one") + between + gzip.compress(b"two"))
    assert b"".join(pieces) == b"onetwo"
    assert len(errors) == 1


@pytest.mark.parametrize("end", [b"garbage", b"\x1f", b"\x1f\x8b"])
def test_what_stands_behind_the_last_gzip_member_is_told(end: bytes) -> None:
    pieces, errors = read_past_damage(gzip.compress(b"one") + end)
    assert b"".join(pieces) == b"one"
    assert errors == [
        "the gzip data is damaged or cut off: what follows a gzip member is neither another one nor zeros"
    ]
    with pytest.raises(ReadError, match="neither another one nor zeros"):
        _ = Source(gzip.compress(b"one") + end).data


def test_a_stream_in_lines_is_guarded_too() -> None:
    with Source(gzip.compress(b"one\ntwo\n")).open() as file:
        assert file.readline() == b"one\n"
        assert file.readline(2) == b"tw"
        assert file.readable()
        buffer = bytearray(2)
        assert cast("Any", file).readinto(buffer) == 2
        assert buffer == b"o\n"


def test_bytes_over_the_limit_are_refused_and_at_the_limit_read(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"12345")
    for make in (lambda **o: Source(b"12345", **o), lambda **o: Source(path=path, **o)):
        assert make(limits=Limits(max_bytes=5)).data == b"12345"
        with pytest.raises(LimitError) as caught:
            _ = make(limits=Limits(max_bytes=4)).data
        assert (caught.value.limit, caught.value.value) == ("max_bytes", 4)


def test_bytes_and_text_that_are_here_already_are_held_to_limits_that_come_later() -> None:
    strict = Limits(max_bytes=10)
    held = Source(b"<p>One sentence of a page.</p>")
    assert held.text
    for source in (held, Source(text="<p>One sentence of a page.</p>"), Source(held.data)):
        with pytest.raises(LimitError, match="max_bytes"):
            newsparse.parse(source, limits=strict)
    packed = Source(gzip.compress(b"x" * 100))
    assert packed.data
    with pytest.raises(LimitError, match="max_decompressed_bytes"):
        _ = packed.with_options(limits=Limits(max_decompressed_bytes=99)).text


def test_a_line_over_the_limit_is_refused_and_not_cut() -> None:
    source = Source(b"1234\n" + b"x" * 25 + b"\n", limits=Limits(max_bytes=100))
    with source.with_options(limits=Limits(max_bytes=10)).open() as file:
        assert file.readline() == b"1234\n"
        with pytest.raises(LimitError, match="max_bytes"):
            file.readline()


@pytest.mark.parametrize("name", COMPRESSORS)
def test_decompressed_bytes_over_the_limit_are_refused(name: str) -> None:
    bomb = COMPRESSORS[name](b"\0" * 1_000_000)
    assert len(Source(bomb, limits=Limits(max_decompressed_bytes=1_000_000)).data) == 1_000_000
    with pytest.raises(LimitError, match="max_decompressed_bytes"):
        _ = Source(bomb, limits=Limits(max_decompressed_bytes=999_999)).data


@pytest.mark.parametrize("field", ["max_bytes", "max_depth", "max_nodes", "max_attributes", "max_sources"])
def test_limits_are_positive_integers(field: str) -> None:
    with pytest.raises(ValueError, match=field):
        Limits(**{field: 0})
    with pytest.raises(TypeError, match=field):
        Limits(**{field: True})
    with pytest.raises(TypeError, match=field):
        Limits(**{field: cast("Any", "1")})


def test_a_pipe_can_be_read_once_only() -> None:
    source = Source(file=pipe(LONG), name="pipe")
    assert len(source.head) == HEAD_LENGTH
    with source.open() as file:
        assert file.read(5) == LONG[:5]
    with pytest.raises(ReadError, match="only once"):
        _ = source.data


def test_a_file_object_is_read_from_where_it_stands_and_left_open() -> None:
    file = io.BytesIO(b"before|after")
    file.seek(7)
    source = Source(file=file)
    assert source.data == b"after"
    assert not file.closed


def test_an_object_without_seekable_is_read_as_a_pipe() -> None:
    class Bare:
        def __init__(self) -> None:
            self.left = [b"one", b"two", b""]

        def read(self, size: int = -1) -> bytes:
            return self.left.pop(0)

    assert Source(file=cast("BinaryIO", Bare())).data == b"onetwo"


@pytest.mark.parametrize(
    "arguments",
    [{}, {"data": b"x", "text": "x"}, {"data": "a path"}, {"file": io.StringIO("x")}, {"file": 3}],
)
def test_a_source_is_made_of_one_thing_of_the_right_type(arguments: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="Source"):
        Source(**arguments)


def test_relative_addresses_are_refused() -> None:
    with pytest.raises(ValueError, match="absolute"):
        Source(b"x", url="/news/1")
    with pytest.raises(ValueError, match="absolute"):
        Source(b"x").with_options(url="news")
    with pytest.raises(TypeError, match="url"):
        Source(b"x", url=cast("Any", 3))


def test_names_come_from_paths_and_files(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"x")
    with path.open("rb") as file:
        assert Source(file=file).name == str(path)
    assert Source(path=path).name == str(path)
    assert Source(b"x").name is None
    assert Source(file=io.BytesIO(b"x")).name is None
    assert "a.html" in repr(Source(path=path))
    assert repr(Source(b"x")) == "<Source (bytes)>"


def test_text_is_taken_as_it_is_but_for_what_utf8_cannot_say() -> None:
    source = Source(text="\ufeffa\ud800b<meta charset=gb2312>")
    assert source.text == "a\ufffdb<meta charset=gb2312>"
    assert source.decoded.how == "text"
    assert source.head == source.data == source.utf8 == source.text.encode()
    assert source.with_options(encoding="gb2312").text == source.text


def test_utf8_is_given_without_another_encoding_pass() -> None:
    plain = "héllo".encode()
    assert Source(plain).utf8 is plain
    assert Source("héllo".encode("utf-16")).utf8 == plain
    assert Source(b"\xef\xbb\xbf" + plain).utf8 == plain
    assert Source("héllo".encode("cp1252"), encoding="latin1").utf8 == plain


def test_options_change_a_copy() -> None:
    source = Source("é".encode("cp1252"), encoding="latin1")
    assert source.text == "é"
    limits = Limits(max_depth=7)
    other = source.with_options(url="https://example.org/", encoding="cp1251", limits=limits, sites=())
    assert (other.text, other.url, other.limits, tuple(other.sites)) == ("й", "https://example.org/", limits, ())
    assert (source.text, source.url) == ("é", None)
    assert other.with_options().text == other.text


def test_inner_sources_keep_limits_and_know_their_depth() -> None:
    limits = Limits(max_depth=7)
    outer = Source(b"x", limits=limits, sites=lambda: ())
    inner = outer.inner(b"y", name="inner", url="https://example.org/", known={"title": "T"})
    assert (inner.data, inner.limits, inner.nesting, inner.known["title"]) == (b"y", limits, 1, "T")
    assert tuple(outer.sites) == ()
    with pytest.raises(TypeError):
        inner.known["title"] = "other"  # type: ignore[index]


def test_a_missing_file_is_the_usual_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        _ = Source(path=tmp_path / "none").head
    with pytest.raises(OSError, match="directory"):
        _ = Source(path=tmp_path).data


@pytest.mark.parametrize(
    ("given", "advice"),
    [
        ("<!doctype html><p>No path, but a page.", "parse_text"),
        ("<p>" + "A page too long for any path. " * 1000, "parse_text"),
        ("https://example.org/news/1", "opens no network connection"),
        ("none", None),
    ],
)
def test_what_is_no_path_is_the_usual_error_with_advice(given: str, advice: str | None) -> None:
    with pytest.raises(OSError, match=r"Errno|WinError") as caught:
        _ = Source(path=given).head
    notes = getattr(caught.value, "__notes__", [])
    assert len(notes) == (advice is not None)
    assert all(advice in note for note in notes if advice)


def test_a_source_opens_again_after_all_of_it_was_read() -> None:
    source = Source(b"abc")
    assert source.data == b"abc"
    with source.open() as first, source.open() as second:
        assert first.read() == second.read() == b"abc"


def test_what_the_callers_file_raises_is_left_as_it_is() -> None:
    class Cut(Pipe):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError("the wire is cut")

    with pytest.raises(OSError, match="the wire is cut"):
        newsparse.parse(cast("BinaryIO", Cut(b"")))


@pytest.mark.parametrize("options", [{"encoding": 3}, {"limits": 3}, {"url": 3}])
def test_an_option_of_the_wrong_type_is_refused_by_name(options: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match=next(iter(options))):
        newsparse.parse(b"<p>x", **options)


@pytest.mark.parametrize("options", [{"encoding": 3}, {"limits": None}])
def test_a_source_refuses_an_option_of_the_wrong_type_too(options: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match=next(iter(options))):
        Source(b"<p>x", **options)


def test_errors_of_a_file_object_are_not_taken_for_damage() -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise RuntimeError("the disk is on fire")

    with pytest.raises(RuntimeError, match="on fire"):
        _ = Source(file=Broken(b"x")).data
