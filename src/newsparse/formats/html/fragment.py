"""Blocks as an HTML fragment and back, for formats that keep a body of HTML inside something else."""

from __future__ import annotations

from collections.abc import Iterable

from newsparse.blocks import read_blocks
from newsparse.content import Block
from newsparse.formats.html.own_blocks import blocks_of
from newsparse.formats.html.write_blocks import blocks_html
from newsparse.markup import parse_html
from newsparse.source import DEFAULT_LIMITS, Limits

__all__ = ["read_fragment", "read_own_fragment", "write_fragment"]


def write_fragment(blocks: Iterable[Block]) -> str:
    """The blocks as HTML; nothing in it can run."""
    return "".join(f"{line}\n" for line in blocks_html(blocks))


def read_own_fragment(html: str, *, limits: Limits = DEFAULT_LIMITS) -> tuple[Block, ...] | None:
    """The blocks that `write_fragment` wrote; `None` for any other HTML.

    Raises:
        LimitError: It is over a limit.
    """
    body = parse_html(html, limits=limits).find("body")
    if body is None:
        return None if html.strip() else ()
    return blocks_of(body)


def read_fragment(html: str, *, base_url: str | None = None, limits: Limits = DEFAULT_LIMITS) -> tuple[Block, ...]:
    """All blocks of an HTML fragment; nothing is taken for boilerplate.

    Args:
        html: The fragment.
        base_url: What relative addresses resolve against; links that stay relative lose their address.
        limits: How deep and large it may be.

    Raises:
        LimitError: It is over a limit.
    """
    body = parse_html(html, limits=limits).find("body")
    return () if body is None else read_blocks(body, base_url=base_url)
