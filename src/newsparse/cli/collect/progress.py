"""Showing where a run is: a bar on a terminal, now and then a line elsewhere."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from typing import Any, Final

from newsparse.cli.collect.tally import Tally
from newsparse.cli.options import note, printable

__all__ = ["Progress"]

_SECONDS_BETWEEN_LINES: Final = 10.0
_SECONDS_BETWEEN_LOOKS: Final = 0.2


class Progress:
    """Tells people about a run on standard error."""

    def __init__(self, tally: Tally, *, count: Callable[[], int] | None, quiet: bool) -> None:
        """Begin to show.

        Args:
            tally: What is counted.
            count: Counts all inputs; asked in a thread, and only where there is a bar to show it in.
            quiet: Whether to show nothing but remarks.
        """
        self._tally = tally
        self._quiet = quiet
        self._begun = self._shown = time.monotonic()
        self._before = tally.inputs
        self._total: int | None = None
        self._bar: Any = None
        if not quiet and sys.stderr.isatty():
            self._bar = _bar()
        if self._bar is not None and count is not None:
            threading.Thread(target=self._count, args=(count,), daemon=True).start()

    def _count(self, count: Callable[[], int]) -> None:
        self._total = count()

    def look(self) -> None:
        """Show the state, if that is due; called for every input."""
        if self._quiet:
            return
        now = time.monotonic()
        between = _SECONDS_BETWEEN_LINES if self._bar is None else _SECONDS_BETWEEN_LOOKS
        if now - self._shown < between:
            return
        self._shown = now
        rate = (self._tally.inputs - self._before) / max(now - self._begun, 1e-9)
        if self._bar is None:
            note(f"{self._tally.line()}, {rate:,.0f} inputs a second")
            return
        progress, task = self._bar
        left = self._total and rate and max(0, self._total - self._tally.inputs) / rate
        progress.update(
            task,
            completed=self._tally.inputs,
            total=self._total,
            failed=f"{self._tally.failures:,} failed",
            rate=f"{rate:,.0f}/s",
            left=f"{_duration(left)} left" if left else "",
        )

    def remark(self, message: str) -> None:
        """Tell people something, above the bar."""
        if self._bar is None:
            note(message)
        else:
            self._bar[0].console.print(f"newsparse: {printable(message)}", markup=False, highlight=False)

    def end(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar[0].stop()
            self._bar = None


def _bar() -> Any:
    """A bar of rich's and its task; `None` without rich."""
    try:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
        from rich.progress import Progress as Bar
    except ImportError:
        return None
    fields = (TextColumn(f"{{task.fields[{name}]}}") for name in ("rate", "failed", "left"))
    bar = Bar(BarColumn(), MofNCompleteColumn(), *fields, console=Console(stderr=True), transient=True)
    task = bar.add_task("", total=None, rate="", failed="", left="")
    bar.start()
    return bar, task


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
