"""The order in which outcomes leave: that of the inputs, or as they come."""

from __future__ import annotations

import collections
from typing import Any, NamedTuple

import attrs

from newsparse.bulk.process import WorkerProcess

__all__ = ["Message", "Outlet", "Waiting"]


@attrs.define
class Message:
    """A message of results, acknowledged when all its entries are consumed."""

    worker: WorkerProcess
    left: int

    def consumed_one(self) -> bool:
        """Count an entry; whether it was the last."""
        self.left -= 1
        if self.left:
            return False
        self.worker.acknowledge()
        return True


class Waiting(NamedTuple):
    """An entry on its way to the consumer: pickled by a worker, or made in this process.

    Attributes:
        number: The input's number.
        payload: What a worker sent.
        made: What was made here instead.
        message: The worker's message it came with.
    """

    number: int
    payload: bytes | None = None
    made: Any = None
    message: Message | None = None

    @property
    def is_end(self) -> bool:
        """Whether it is the end of its input."""
        return self.payload is None and self.made is None


class Outlet:
    """Entries that wait for their turn."""

    def __init__(self, *, ordered: bool) -> None:
        self._ordered = ordered
        self._head = 0
        self._queues: dict[int, collections.deque[Waiting]] = {}

    def put(self, entry: Waiting) -> None:
        """Add an entry; those of one input in their order."""
        self._queues.setdefault(entry.number if self._ordered else 0, collections.deque()).append(entry)

    def take(self) -> Waiting | None:
        """The entry whose turn it is, if it is there."""
        waiting = self._queues.get(self._head)
        if not waiting:
            return None
        entry = waiting.popleft()
        if entry.is_end and self._ordered:
            del self._queues[self._head]
            self._head += 1
        return entry
