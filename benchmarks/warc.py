"""Pages in a web archive against the same pages in files: `python -m benchmarks.warc PAGES [RECORDS]`.

Needs the plugin in `examples/newsparse-warc`. Prints seconds of processor time and the peak of memory.
"""

from __future__ import annotations

import argparse
import gzip
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import newsparse

_HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"


def record(number: int, page: bytes) -> bytes:
    """One response record."""
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>\r\n"
        f"WARC-Target-URI: https://example.org/{number}\r\nWARC-Date: 2024-05-01T06:07:08Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(_HTTP) + len(page)}\r\n\r\n"
    )
    return head.encode() + _HTTP + page + b"\r\n\r\n"


def measure(name: str, read: Callable[[], int]) -> None:
    """Print what reading takes."""
    begun = time.process_time()
    count = read()
    took = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{name}: {count} documents, {took:.2f} s, {1000 * took / count:.2f} ms each, peak {peak} MB")


def main() -> None:
    """Write the archives, read them and the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", type=Path, help="a folder of HTML files, read in turn until there are enough")
    parser.add_argument("records", type=int, nargs="?", default=10_000)
    args = parser.parse_args()
    paths = sorted(args.pages.glob("*.html"))
    if not paths:
        parser.error(f"no *.html in {args.pages}")
    order = [paths[number % len(paths)] for number in range(args.records)]
    with tempfile.TemporaryDirectory() as folder:
        plain, packed = Path(folder, "pages.warc"), Path(folder, "pages.warc.gz")
        with plain.open("wb") as one, packed.open("wb") as other:
            for number, path in enumerate(order):
                data = record(number, path.read_bytes())
                one.write(data)
                other.write(gzip.compress(data, 1))
        measure("files", lambda: sum(len(list(newsparse.parse_all(path))) for path in order))
        measure("warc", lambda: sum(1 for _ in newsparse.parse_all(plain)))
        measure("warc.gz", lambda: sum(1 for _ in newsparse.parse_all(packed)))


if __name__ == "__main__":
    main()
