"""What programs that save pages write into them: the address that a page came from.

Browsers write `<!-- saved from url=(0023)https://... -->`, which Windows reads as the mark of the web
(https://learn.microsoft.com/previous-versions/windows/internet-explorer/ie-developer/compatibility/ms537628(v=vs.85));
SingleFile and HTTrack have comments of their own.
"""

from __future__ import annotations

import re
from typing import Any, Final

from newsparse.content import is_allowed_url

__all__ = ["forget_copies", "saved_from"]

_LOOKED_AT: Final = 4096
_COMMENT: Final = re.compile(
    rb"<!--\s{0,20}"
    rb"(?:saved from url=\(\d{1,6}\)|Page saved with SingleFile\s{1,20}url:\s{0,20}|(Mirrored from )\s{0,20})"
    rb"([^\s<>]{4,2000})"
)
# Firefox and Chrome put what a page loads into a folder beside it, and have the page point there.
_COPY: Final = re.compile(r"(?:\./)?[^/:?#]+_files/[^/]+")
_ADDRESSES: Final = ("src", "data-src", "srcset", "data-srcset")


def saved_from(markup: bytes) -> str | None:
    """The address that a saved page came from, where the program that saved it wrote it down."""
    found = _COMMENT.search(markup, 0, _LOOKED_AT)
    if found is None:
        return None
    written = found[2].decode("utf-8", "replace")
    url = f"http://{written}" if found[1] else written  # HTTrack leaves the scheme out
    return url if is_allowed_url(url, ("http", "https")) else None


def forget_copies(root: Any) -> None:
    """Take away the addresses of copies that lie beside a saved page: against its address they would lead nowhere."""
    for picture in root.iter("img", "source"):
        for name in _ADDRESSES:
            if (written := picture.get(name)) and _COPY.match(written):
                del picture.attrib[name]
