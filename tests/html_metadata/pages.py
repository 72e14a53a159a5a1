"""Pages of our own making for the metadata tests."""

from __future__ import annotations

import json
from typing import Any

from newsparse.explanation import Candidate
from newsparse.formats.html.metadata import Metadata, read_metadata
from newsparse.formats.html.walk import walk
from newsparse.limits import Limits
from newsparse.markup import parse_html

URL = "https://www.harbour-gazette.example/2024/05/06/ferry-returns"


def read(markup: str, url: str | None = URL, trace: list[Candidate] | None = None) -> Metadata:
    data = markup.encode()
    root = parse_html(data, limits=Limits(), name="page.html")
    return read_metadata(root, walk(root), url=url, markup=data, trace=trace)


def ld(*values: Any) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(value)}</script>' for value in values)


def news(**members: Any) -> str:
    return ld({"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Ferry returns", **members})


def page(head: str = "", body: str = "<p>Text.</p>") -> str:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
