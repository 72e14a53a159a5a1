"""`Limits`: how much one input may need before reading it stops."""

from __future__ import annotations

from typing import Final

import attrs

__all__ = ["DEFAULT_LIMITS", "Limits"]


def _positive(instance: Limits, attribute: attrs.Attribute[int], value: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"Limits.{attribute.name}: expected an int, not {type(value).__name__}")
    if value < 1:
        raise ValueError(f"Limits.{attribute.name}: {value} is not positive")


@attrs.frozen(kw_only=True)
class Limits:
    """How much one input may need before reading it stops with a `LimitError`.

    The defaults are beyond every real page; they bound what hostile input can cost.

    Attributes:
        max_bytes: Bytes of one input as stored. A container that is read as a stream is not held to it,
            each document inside it is.
        max_decompressed_bytes: Bytes of one input after decompression.
        max_depth: Levels of nested elements, `html` and `body` among them. libxml2 itself keeps no more than the
            default, so it can only be lowered.
        max_nodes: Start tags of one page.
        max_attributes: Attributes of one start tag; libxml2's time is quadratic in them.
        max_sources: Documents of one container.
        max_nesting: Containers inside containers.
    """

    max_bytes: int = attrs.field(default=256 * 1024 * 1024, validator=_positive)
    max_decompressed_bytes: int = attrs.field(default=512 * 1024 * 1024, validator=_positive)
    max_depth: int = attrs.field(default=2048, validator=_positive)
    max_nodes: int = attrs.field(default=10_000_000, validator=_positive)
    max_attributes: int = attrs.field(default=10_000, validator=_positive)
    max_sources: int = attrs.field(default=100_000_000, validator=_positive)
    max_nesting: int = attrs.field(default=8, validator=_positive)


DEFAULT_LIMITS: Final = Limits()
