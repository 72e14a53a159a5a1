"""The YAML between the two rules at the top of a post, as JSON values, and back."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from newsparse import ReadError

__all__ = ["dump_front_matter", "split_post"]

# As Jekyll has it: three dots end the front matter too.
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
# Aliases let a short text mean an endless one.
_MOST_VALUES = 100_000


def split_post(text: str) -> tuple[dict[str, Any], str]:
    """The front matter of a post and its body.

    Times and days in the front matter stay `datetime` and `date` at the top; further inside they are text.

    Raises:
        ReadError: There is no front matter, or it is no YAML mapping.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.startswith("---"):
        raise ReadError("it does not begin with front matter", line=1)
    match = _FRONT_MATTER.match(text)
    if match is None:
        raise ReadError("the front matter has no end: a line --- is missing", line=1)
    try:
        return _values(YAMLHandler().load(match[1])), text[match.end() :]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = None if mark is None else mark.line + 2  # the first is the rule
        raise ReadError(f"the front matter is not YAML: {getattr(error, 'problem', error)}", line=line) from error
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise ReadError(f"the front matter cannot be understood: {error}", line=1) from error


def _values(loaded: object) -> dict[str, Any]:
    if loaded is None:
        return {}
    if not isinstance(loaded, Mapping):
        raise TypeError(f"it is no mapping but {type(loaded).__name__}")
    budget = [_MOST_VALUES]
    return {_key(key): value if isinstance(value, date) else _value(value, budget) for key, value in loaded.items()}


def _key(key: object) -> str:
    return _text(key if isinstance(key, str) else str(key))


def _value(value: object, budget: list[int]) -> Any:
    budget[0] -= 1
    if budget[0] < 0:
        raise ValueError(f"more than {_MOST_VALUES} values")
    if isinstance(value, Mapping):
        return {_key(key): _value(item, budget) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_value(item, budget) for item in value]
    if isinstance(value, set):
        return [_value(item, budget) for item in sorted(value, key=str)]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return _text(value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value))


def _text(value: str) -> str:
    """YAML can write half a character."""
    return value.encode("utf-8", "replace").decode("utf-8")


class _Dumper(yaml.SafeDumper):
    """Writes what YAML takes for the end of a line, and is none, as an escape."""


def _text_node(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = '"' if _LINE_ENDS.search(value) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text_node)


def dump_front_matter(values: Mapping[str, Any]) -> str:
    """The values as YAML, in their order, without the rules around them."""
    written: str = yaml.dump(dict(values), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=math.inf)
    return written
