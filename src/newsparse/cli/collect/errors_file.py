"""`--errors`: a line of JSON for each input that gave no article."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import attrs

from newsparse.cli.collect.record import Record, readable_name
from newsparse.cli.collect.sinks import LinesSink
from newsparse.cli.files import behind_link
from newsparse.structure import INPUT_KEY

__all__ = ["ErrorsFile"]

_LONGEST_LINE: Final = 1 << 20


class ErrorsFile:
    """Failures and pages without an article, gathered as articles are.

    Attributes:
        path: The file, as people call it.
        paths: Files that the run writes.
    """

    def __init__(self, path: Path) -> None:
        self._lines = LinesSink(behind_link(path))
        self.path = path
        self.paths = (path, self._lines.path, self._lines.part)

    def would_lose(self) -> bool:
        """Whether something else than failures that an earlier run wrote is there already.

        Raises:
            OSError: It cannot be looked at.
        """
        if not self.path.exists():
            return False
        if not self.path.is_file():
            return True
        with self.path.open("rb") as file:
            first = file.readline(_LONGEST_LINE)
        return bool(first) and not _is_failure(first)

    def resume(self, state: Mapping[str, Any]) -> None:
        """Go back to where a checkpoint left it."""
        self._lines.resume(state)

    def write(self, record: Record) -> None:
        """Add a line."""
        data = {
            INPUT_KEY: readable_name(record.source),
            "error": record.reason,
            "message": record.message,
            "format": record.format,
        }
        line = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        self._lines.write(attrs.evolve(record, data=line), "")

    def checkpoint(self) -> Mapping[str, Any]:
        """Bring it to disk; where it stands."""
        return self._lines.checkpoint()

    def finish(self, state: Mapping[str, Any]) -> None:
        """Take the name."""
        self._lines.finish(state)

    def close(self) -> None:
        """Close the file."""
        self._lines.close()


def _is_failure(line: bytes) -> bool:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(data, dict) and {INPUT_KEY, "error", "message"} <= data.keys()
