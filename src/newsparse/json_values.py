"""JSON values that cannot be changed: what `Article.extra` is made of."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

__all__ = ["FrozenMapping", "JSONValue"]

JSONValue: TypeAlias = (
    "bool | int | float | str | tuple[JSONValue, ...] | list[JSONValue] | Mapping[str, JSONValue] | None"
)

_MAX_DEPTH = 32
_SURROGATE = re.compile("[\ud800-\udfff]")


class FrozenMapping(Mapping[str, Any]):
    """A read-only mapping of JSON values: mappings inside are frozen too, lists are tuples.

    Equal to any mapping of the same JSON values, lists or tuples; picklable; not hashable.
    """

    __slots__ = ("_items",)
    __hash__ = None  # type: ignore[assignment]  # equal to dicts, which have no hash either

    def __init__(self, items: Mapping[str, JSONValue] = {}, *, where: str = "extra") -> None:
        self._items: dict[str, Any] = {
            _json_key(key, where): _freeze(value, f"{where}[{key!r}]", 1) for key, value in items.items()
        }

    def __getitem__(self, key: str) -> Any:
        return self._items[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, FrozenMapping):
            return self._items == other._items
        if isinstance(other, Mapping):
            try:
                return self._items == FrozenMapping(other)._items
            except (TypeError, ValueError):
                return False
        return NotImplemented

    def __repr__(self) -> str:
        return repr(self.thaw())

    def __reduce__(self) -> tuple[Any, ...]:
        return (FrozenMapping, (self.thaw(),))

    def thaw(self) -> dict[str, Any]:
        """The same values as fresh dicts and lists."""
        return {key: _thaw(value) for key, value in self._items.items()}


def _json_key(key: object, where: str) -> str:
    if not isinstance(key, str):
        raise TypeError(f"{where}: keys are str, not {type(key).__name__}")
    if _SURROGATE.search(key):
        raise ValueError(f"{where}: the key {key!r} holds a lone surrogate")
    return key


def _freeze(value: Any, where: str, depth: int) -> Any:
    """A JSON value, immutable; says where in the mapping a wrong one stands."""
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, str):
        if _SURROGATE.search(value):
            raise ValueError(f"{where}: holds a lone surrogate, which UTF-8 cannot say")
        return value
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError(f"{where}: {value} is no JSON number; leave it out, or say it in words")
        return value
    if depth >= _MAX_DEPTH:
        raise ValueError(f"{where}: nested deeper than {_MAX_DEPTH}")
    if isinstance(value, Mapping):
        frozen = FrozenMapping()
        frozen._items.update(
            {_json_key(key, where): _freeze(item, f"{where}[{key!r}]", depth + 1) for key, item in value.items()}
        )
        return frozen
    if isinstance(value, (list, tuple)):
        return tuple(_freeze(item, f"{where}[{at}]", depth + 1) for at, item in enumerate(value))
    raise TypeError(f"{where}: {type(value).__name__} is no JSON value")


def _thaw(value: Any) -> Any:
    if isinstance(value, FrozenMapping):
        return value.thaw()
    if isinstance(value, tuple):
        return [_thaw(item) for item in value]
    return value
