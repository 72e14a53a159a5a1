"""Addresses as pages write them, made absolute and safe."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from newsparse.content import is_allowed_url
from newsparse.hosts import may_be_host

__all__ = ["clean_url", "largest_of_srcset"]

# An address that needs no work: most of them.
_SETTLED = re.compile(r"https?://[a-z0-9.-]+(?::[0-9]+)?(?:[/?#][A-Za-z0-9/?#._~!$&'()*+,;=:@%|\[\]-]*)?")
_ORIGIN = re.compile(r"https?://[^/?#\\]+")
_SLASHES = ("/", "\\")
_EDGES = "".join(map(chr, range(0x21)))
_INSIDE = re.compile("[\t\n\r]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_SPECIAL = re.compile(r"(https?|ftp):[/\\]*([^/\\?#]*)([^?#]*)([^#]*)(.*)", re.IGNORECASE | re.DOTALL)
# The percent-encode sets of the URL standard (https://url.spec.whatwg.org/#percent-encoded-bytes).
_SAFE = r"!$%&()*+,\-./0-9:;=@A-Z\[\\\]_a-z|~"
_PATH = re.compile(f"[^{_SAFE}']+")
_QUERY = re.compile(f"[^{_SAFE}?`{{}}^]+")
_FRAGMENT = re.compile(f"[^{_SAFE}'?#{{}}^]+")
_ALLOWED = ("http", "https", "ftp", "mailto", "tel", "data")


def clean_url(url: str, base: str | None = None) -> str | None:
    """An address of a page as an article may hold it: absolute, allowed, percent-encoded.

    White space around and inside goes, what a browser would percent-encode is percent-encoded as
    UTF-8, and what stands encoded stays as it was written.

    Args:
        url: The address as written, relative or absolute.
        base: The absolute address to resolve against.

    Returns:
        The address, or `None` for one that is relative without a base, of another scheme
        (`javascript:`), or no address at all. Never raises.
    """
    if _SETTLED.fullmatch(url):
        return url
    url = _INSIDE.sub("", url.strip(_EDGES + "\xa0\u3000"))
    if not url or url.startswith("#"):
        return None
    scheme = _SCHEME.match(url)
    if scheme is None:
        joined = _resolve(url, base)
        if joined is None:
            return None
        url = joined
    elif scheme[0][:-1].lower() not in _ALLOWED:
        return None
    url = _encode(url)
    return url if is_allowed_url(url) else None


def _resolve(url: str, base: str | None) -> str | None:
    if base is None:
        # Only the scheme is missing, and every site that has one of the two answers on https.
        return "https:" + url if url.startswith("//") else None
    if url[0] == "/" and url[1:2] not in _SLASHES and "/." not in url:
        # From the root of the site, which most relative addresses are: nothing to put together.
        origin = _ORIGIN.match(base)
        if origin is not None:
            return origin[0] + url
    try:
        return urljoin(base, url.replace("\\", "/"))
    except ValueError:
        return None


def _encode(url: str) -> str:
    parts = _SPECIAL.fullmatch(url)
    if parts is None:
        return _FRAGMENT.sub(_percent, url)
    scheme, host, path, query, fragment = parts.groups()
    return "".join(
        (
            f"{scheme.lower()}://{_host(host)}",
            _PATH.sub(_percent, path.replace("\\", "/")),
            _QUERY.sub(_percent, query),
            _FRAGMENT.sub(_percent, fragment),
        )
    )


def _host(host: str) -> str:
    """The authority; a name beyond ASCII as IDNA, where it can be said so."""
    if host.isascii():
        if "[" in host and "]" not in host:
            return ""
        return host.lower() if "@" not in host else host
    if not may_be_host(host):
        return ""
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))


def largest_of_srcset(srcset: str) -> str | None:
    """The address of the widest (or densest) candidate of a `srcset`; placeholders do not count.

    Written addresses may hold commas; a comma ends an address only at its end, as in the HTML
    standard (4.8.4.2.2).
    """
    best: str | None = None
    width = -1.0
    for url, size in _candidates(srcset):
        if size > width and not url.startswith("data:"):
            best, width = url, size
    return best


def _candidates(srcset: str) -> list[tuple[str, float]]:
    found: list[tuple[str, float]] = []
    url = ""
    for token in srcset.split():
        if not url:
            url = token.lstrip(",")
            if url.endswith(","):
                found.append((url.rstrip(","), 0.0))
                url = ""
            continue
        descriptor, comma, rest = token.partition(",")
        found.append((url, _size(descriptor)))
        # Only a comma ends a candidate; a second descriptor without one belongs to the same.
        url = rest if comma else ""
    if url:
        found.append((url, 0.0))
    return [(url, size) for url, size in found if url]


def _size(descriptor: str) -> float:
    try:
        return float(descriptor[:-1]) if descriptor[-1:] in {"w", "x"} and descriptor[:-1].isascii() else 0.0
    except ValueError:
        return 0.0
