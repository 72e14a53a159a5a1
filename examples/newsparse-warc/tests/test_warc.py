import gzip
import tracemalloc
import zlib
from datetime import UTC, datetime
from itertools import islice

import brotli
import pytest
from newsparse_warc import WARC, split
from newsparse_warc.http_body import CodingError, decoded_body

import newsparse
from newsparse import Limits, ReadError, Source
from newsparse.testing import check_format

SENTENCE = "The council met on Tuesday evening and decided, after three hours of debate, to rebuild the old bridge. "
OK = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"


def page(title):
    paragraphs = "".join(f"<p>{number}. {SENTENCE * 3}</p>" for number in range(5))
    return (
        f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )


def record(number, body, *, http=OK, kind="response", length=None, version="WARC/1.1"):
    payload = http.encode() + b"\r\n" + body
    head = (
        f"{version}\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>\r\n"
        f"WARC-Target-URI: https://example.org/{number}\r\nWARC-Date: 2024-05-01T06:07:08Z\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\n"
        f"Content-Length: {len(payload) if length is None else length}\r\n\r\n"
    )
    return head.encode() + payload + b"\r\n\r\n"


def plain(number):
    return record(number, page(f"Story {number}").encode())


def chunked(body):
    return b"%x\r\n%s\r\n%x;ext=1\r\n%s\r\n0\r\n\r\n" % (9, body[:9], len(body) - 9, body[9:])


def read(data, **options):
    return list(newsparse.parse_all(data, **options))


def titles(results):
    return [result.article.title if result.article else None for result in results]


def test_the_laws_hold():
    samples = [plain(1) + plain(2), gzip.compress(plain(1)) + gzip.compress(plain(2)), plain(1)[:-300]]
    assert check_format(WARC, max_examples=40, samples=samples)


def test_responses_are_read_with_address_and_date():
    (result,) = read(plain(7))
    assert result.article.title == "Story 7"
    assert result.article.url == "https://example.org/7"
    assert result.article.archived == datetime(2024, 5, 1, 6, 7, 8, tzinfo=UTC)
    assert SENTENCE.strip() in result.article.text


def test_only_successful_responses_that_may_be_pages_are_read():
    data = (
        record(1, b"GET / HTTP/1.1\r\n", kind="request", http="GET / HTTP/1.1\r\n")
        + record(2, b"gone", http="HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n")
        + record(3, b"\x89PNG", http="HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n")
        + plain(4)
    )
    assert titles(read(data)) == ["Story 4"]


@pytest.mark.parametrize("compress", [gzip.compress, lambda data: data])
def test_compressed_archives_are_read_record_by_record(compress):
    data = compress(plain(1)) + compress(plain(2)) + compress(plain(3))
    assert titles(read(data)) == ["Story 1", "Story 2", "Story 3"]


def raw_deflate(data):
    compressor = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return compressor.compress(data) + compressor.flush()


@pytest.mark.parametrize(
    ("headers", "encode"),
    [
        ("Transfer-Encoding: chunked", chunked),
        ("Content-Encoding: gzip", gzip.compress),
        ("Content-Encoding: deflate", zlib.compress),
        ("Content-Encoding: deflate", raw_deflate),
        ("Content-Encoding: br", brotli.compress),
        ("Transfer-Encoding: chunked\r\nContent-Encoding: gzip", lambda body: chunked(gzip.compress(body))),
        ("Content-Encoding: gzip, br", lambda body: brotli.compress(gzip.compress(body))),
        ("Transfer-Encoding: chunked\r\nContent-Encoding: gzip", lambda body: body),
    ],
    ids=["chunked", "gzip", "deflate", "raw deflate", "br", "chunked gzip", "gzip br", "decoded already"],
)
def test_codings_are_undone(headers, encode):
    data = record(1, encode(page("Coded").encode()), http=f"{OK}{headers}\r\n") + plain(2)
    assert titles(read(data)) == ["Coded", "Story 2"]


@pytest.mark.parametrize(
    ("headers", "body", "words"),
    [
        ({"content-encoding": "gzip"}, gzip.compress(b"x" * 100)[:-10], "cut off"),
        ({"content-encoding": "gzip"}, b"not gzip", "not valid gzip"),
        ({"content-encoding": "br"}, brotli.compress(b"x" * 100)[:-2], "cut off"),
        ({"content-encoding": "rot13"}, b"uryyb", "'rot13', which is not known"),
        ({"transfer-encoding": "chunked"}, b"3\r\nabc\r\nzz\r\n", "damaged chunk"),
        ({"transfer-encoding": "chunked"}, b"ff\r\nabc\r\n", "damaged chunk"),
    ],
)
def test_damaged_bodies_are_named(headers, body, words):
    with pytest.raises(CodingError, match=words):
        decoded_body(body, headers, limit=1000)


@pytest.mark.parametrize("encode", [gzip.compress, zlib.compress, brotli.compress])
def test_a_body_that_unpacks_beyond_the_limit_is_refused(encode):
    name = {gzip.compress: "gzip", zlib.compress: "deflate", brotli.compress: "br"}[encode]
    assert decoded_body(encode(bytes(5000)), {"content-encoding": name}, limit=4999) is None
    assert decoded_body(encode(bytes(5000)), {"content-encoding": name}, limit=5000) == bytes(5000)


@pytest.mark.parametrize(
    ("middle", "survivors"),
    [
        (plain(2).replace(b"WARC/1.1", b"WRAC/1.1", 1), ["Story 1", "Story 3"]),
        (b"what is this doing here\r\n\r\n", ["Story 1", "Story 3"]),
        (plain(2).replace(b"Content-Length: ", b"X-Length: ", 1), ["Story 1", "Story 3"]),
        (record(2, page("Story 2").encode(), length="many"), ["Story 1", "Story 3"]),
        (record(2, page("Story 2").encode(), length=99_999_999), ["Story 1", "Story 3"]),
        (record(2, b"", http="no HTTP at all\r\n"), ["Story 1", "Story 3"]),
    ],
    ids=["version", "rubbish", "no length", "no number", "too long", "no HTTP"],
)
def test_a_malformed_record_is_reported_and_the_rest_is_read(middle, survivors):
    results = read(plain(1) + middle + plain(3))
    assert [title for title in titles(results) if title] == survivors
    errors = [result.error for result in results if result.error]
    assert errors
    assert all(isinstance(error, ReadError) and "@" in error.source for error in errors)


@pytest.mark.parametrize("uri", [b"dns:example.org", b"https://[::1", b""])
def test_a_record_without_a_web_address_is_read_all_the_same(uri):
    (result,) = read(plain(7).replace(b"https://example.org/7", uri, 1))
    assert result.article.title == "Story 7"
    assert result.article.url is None


def test_a_file_that_ends_inside_a_record_is_reported():
    results = read(plain(1) + plain(2)[:-200])
    assert titles(results) == ["Story 1", None]
    assert "cut off" in str(results[1].error)


@pytest.mark.parametrize("count", [3, 300])
def test_a_compressed_file_that_is_cut_off_keeps_the_records_before(count):
    data = b"".join(gzip.compress(plain(number)) for number in range(count))
    *before, last = read(data[:-100])
    assert titles(before) == [f"Story {number}" for number in range(count - 1)]
    assert isinstance(last.error, ReadError)
    assert "damaged or cut off" in str(last.error)


@pytest.mark.parametrize(
    ("broken", "size"),
    # A file whose very first bytes are damaged is not known for what it is, so there the first record is a long one.
    [([1], 1), ([1, 2], 1), ([1, 3], 1), ([3, 4], 1), ([0], 400), ([1, 2], 400), ([3, 4], 400)],
)
def test_a_damaged_member_costs_its_own_record_alone(broken, size):
    packed = [bytearray(gzip.compress(record(number, page(f"Story {number}").encode() * size))) for number in range(5)]
    for number in broken:
        half = len(packed[number]) // 2
        packed[number][half : half + 20] = b"\xff" * 20
    results = read(b"".join(packed), format="warc")
    assert [title for title in titles(results) if title] == [
        f"Story {number}" for number in range(5) if number not in broken
    ]
    failed = [result.error for result in results if result.error]
    assert len(failed) == len(broken)
    assert all("damaged" in str(error) for error in failed)


def test_a_body_that_cannot_be_decoded_is_told_with_its_address():
    http = OK + "Content-Encoding: gzip\r\n"
    broken, _ = read(record(1, gzip.compress(page("One").encode())[:-9], http=http) + plain(2))
    assert "https://example.org/1: the body's compressed data is cut off" in str(broken.error)


def test_a_record_over_the_limit_is_reported_and_the_rest_is_read():
    big = record(1, b"x" * 100_000)
    results = read(big + plain(2), limits=Limits(max_bytes=50_000))
    assert titles(results) == [None, "Story 2"]
    assert results[0].error.limit == "max_bytes"


def test_memory_does_not_grow_with_the_number_of_records(tmp_path):
    path = tmp_path / "many.warc.gz"
    path.write_bytes(gzip.compress(record(1, page("Same").encode() * 10)) * 1000)

    def peak(count):
        tracemalloc.start()
        documents = list(map(type, islice(split(Source(path=path)), count)))
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert documents == [Source] * count
        return most

    peak(2)
    assert peak(1000) < 1.5 * peak(50)
