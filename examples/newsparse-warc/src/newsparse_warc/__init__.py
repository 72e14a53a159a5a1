"""WARC files as containers: every HTTP response in them is a document of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsparse import Confidence, Format, LimitError, ReadError, Source, hookimpl
from newsparse_warc.framing import Damage, Response, responses
from newsparse_warc.http_body import CodingError, decoded_body

__all__ = ["WARC", "newsparse_formats"]

# Resources of a page, never a page; what has no media type may be anything.
_NO_PAGES = ("image/", "audio/", "video/", "font/", "text/css", "text/javascript", "application/javascript")


def sniff(source: Source) -> Confidence:
    """A WARC file begins with the version line of its first record."""
    return Confidence.SPECIFIC if source.head.startswith(b"WARC/") else Confidence.NO


def split(source: Source) -> Iterator[Source | ReadError | LimitError]:
    """Each response as a source with its address, date and media type."""
    with source.open() as stream:
        for found in responses(stream, max_bytes=source.limits.max_bytes):
            name = f"{source.name or 'WARC'}@{found.offset}"
            if isinstance(found, Damage):
                yield ReadError(found.reason, source=name, format="warc")
            elif not found.media_type.startswith(_NO_PAGES):
                yield _document(source, found, name)


def _document(source: Source, response: Response, name: str) -> Source | ReadError | LimitError:
    limits = source.limits
    if response.body is None:
        return LimitError("max_bytes", limits.max_bytes, found=response.length, source=name)
    try:
        body = decoded_body(response.body, response.headers, limit=limits.max_decompressed_bytes)
    except CodingError as error:
        return ReadError(f"{response.url}: {error}", source=name, format="warc")
    if body is None:
        return LimitError("max_decompressed_bytes", limits.max_decompressed_bytes, source=name)
    known = {} if response.date is None else {"archived": response.date}
    media_type = response.media_type or None
    try:
        return source.inner(body, name=response.url or name, url=response.url, media_type=media_type, known=known)
    except ValueError:
        # What is no address of the web can still name the document.
        return source.inner(body, name=response.url or name, media_type=media_type, known=known)


WARC = Format(
    name="warc",
    summary="Web archives (WARC): every page that was fetched",
    media_types=("application/warc",),
    suffixes=(".warc", ".warc.gz"),
    sniff=sniff,
    split=split,
)


@hookimpl
def newsparse_formats() -> Iterable[Format]:
    """The formats that this plugin adds."""
    return [WARC]
