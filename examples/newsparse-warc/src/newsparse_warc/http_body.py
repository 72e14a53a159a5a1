"""The body of an HTTP response as it was before it was sent: RFC 9112, section 7.1, and RFC 9110, section 8.4."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

import brotli

__all__ = ["CodingError", "decoded_body"]

_MARKUP = (b"<", b"\xef\xbb\xbf<", b"{", b"[")
# newsparse undoes these unasked, within its own limits.
_LEFT_ALONE = frozenset({"", "identity", "zstd"})


class CodingError(ValueError):
    """A body that is not in the coding its headers name."""


def decoded_body(body: bytes, headers: Mapping[str, str], *, limit: int) -> bytes | None:
    """Undo transfer and content codings.

    Archives often hold bodies that are decoded already under headers that say otherwise, so what does
    not look coded is taken as it is.

    Args:
        body: The bytes as archived.
        headers: The response's headers by name in lower case.
        limit: How many bytes the result may have.

    Returns:
        The body; `None` if it is over the limit.

    Raises:
        CodingError: The body is damaged, or in a coding that nobody knows.
    """
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _joined(body)
    codings = [word.strip().lower() for word in headers.get("content-encoding", "").split(",")]
    for coding in reversed(codings):
        if coding in _LEFT_ALONE or body.lstrip().startswith(_MARKUP):
            continue
        decoded = _undone(body, coding, limit)
        if decoded is None:
            return None
        body = decoded
    return body


def _joined(body: bytes) -> bytes:
    """The chunks of a chunked body, one after the other."""
    pieces = []
    at = 0
    while at < len(body):
        end = body.find(b"\r\n", at)
        size_line = body[at:end].partition(b";")[0].strip() if end >= 0 else b""
        try:
            size = int(size_line, 16)
        except ValueError:
            if not pieces:
                return body
            raise CodingError(f"damaged chunk at byte {at} of the body") from None
        if size == 0:
            break
        if size < 0 or end + 2 + size > len(body):
            raise CodingError(f"damaged chunk at byte {at} of the body")
        pieces.append(body[end + 2 : end + 2 + size])
        at = end + 2 + size + 2
    return b"".join(pieces)


def _undone(body: bytes, coding: str, limit: int) -> bytes | None:
    try:
        if coding in ("gzip", "x-gzip"):
            return _inflated(body, zlib.MAX_WBITS | 16, limit)
        if coding == "deflate":
            # The header of zlib is often left out, against the standard.
            with_header = body[:1] and body[0] & 0x0F == 8 and int.from_bytes(body[:2], "big") % 31 == 0
            return _inflated(body, zlib.MAX_WBITS if with_header else -zlib.MAX_WBITS, limit)
        if coding == "br":
            return _unbrotlied(body, limit)
    except (zlib.error, brotli.error) as error:
        raise CodingError(f"the body is not valid {coding}: {error}") from error
    raise CodingError(f"the body has the content coding {coding!r}, which is not known")


def _inflated(body: bytes, window: int, limit: int) -> bytes | None:
    decompressor = zlib.decompressobj(window)
    data = decompressor.decompress(body, limit + 1)
    if len(data) > limit:
        return None
    if not decompressor.eof:
        raise CodingError("the body's compressed data is cut off")
    return data


def _unbrotlied(body: bytes, limit: int) -> bytes | None:
    decompressor = brotli.Decompressor()
    data: bytes = decompressor.process(body, output_buffer_limit=limit + 1)
    if len(data) > limit:
        return None
    if not decompressor.is_finished():
        raise CodingError("the body's compressed data is cut off")
    return data
