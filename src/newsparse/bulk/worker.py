"""The worker process: reads inputs that it is sent, and sends back what becomes of their documents.

The pipes of standard input and output carry messages, so that no other channel has to be set up on any platform;
what a plugin prints goes to standard error instead. A thread receives, so that the end of the parent process
ends this one at once, whatever it is doing.
"""

from __future__ import annotations

import gc
import os
import pickle
import queue
import signal
import sys
import threading
import time
import warnings
from collections.abc import Mapping
from typing import Any, BinaryIO, Final, NamedTuple

import attrs

from newsparse.bulk.documents import Reader
from newsparse.bulk.heartbeat import Heartbeats
from newsparse.bulk.inputs import Input
from newsparse.bulk.messages import Inbox, send
from newsparse.bulk.transport import dumps
from newsparse.errors import NewsparseError, PluginWarning, WorkerError

__all__ = ["Acknowledged", "Entry", "Ready", "Results", "Start", "Task", "main"]

MESSAGE_ENTRIES: Final = 32
MESSAGE_BYTES: Final = 256 * 1024
MESSAGE_SECONDS: Final = 0.05
UNACKNOWLEDGED: Final = 8
"""How many messages a worker sends before it waits for the consumer."""
COLLECT_EVERY: Final = 1000
"""Documents from one full garbage collection to the next. Python holds on to the memory of small tuples and lists that
are gone, megabytes in the end, until a full collection; which comes seldom or never where cycles are few."""


@attrs.frozen
class Start:
    """The first message to a worker.

    Attributes:
        setup: The pickled `Setup`.
        heartbeats: The file of the heartbeats.
        place: This worker's place in it.
    """

    setup: bytes
    heartbeats: str
    place: int


@attrs.frozen
class Task:
    """One input to be read.

    Attributes:
        number: Its number in the run.
        input: What to read.
        skip: How many of its documents are done.
        failures: Documents not to be read again, by their place in the container.
    """

    number: int
    input: Input
    skip: int = 0
    failures: Mapping[int, NewsparseError] = {}


@attrs.frozen
class Acknowledged:
    """One message of results is consumed."""


@attrs.frozen
class Ready:
    """The worker can begin, or says why it cannot."""

    error: NewsparseError | None = None


class Entry(NamedTuple):
    """What became of one document, pickled; `None` at the end of an input."""

    task: int
    payload: bytes | None


class Results(NamedTuple):
    """What became of some documents, in order."""

    entries: tuple[Entry, ...]


def main() -> None:
    """Serve until the parent goes away."""
    pipe, outgoing = _channels()
    incoming = Inbox(pipe)
    # Ctrl-C is for the parent, which ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        start: Start = incoming.receive()
    except EOFError:
        return  # the parent was ended before it had said anything
    try:
        warnings.simplefilter("ignore", PluginWarning)  # the parent has told them
        reader: Reader[Any] = Reader(pickle.loads(start.setup))  # from our own parent process
    except Exception as error:  # noqa: BLE001  # whatever the import of a plugin may raise
        send(outgoing, Ready(_as_ours(error)))
        return
    gc.freeze()
    try:
        send(outgoing, Ready())
    except OSError:
        return  # the parent is gone by now
    _Worker(reader, Heartbeats.open(start.heartbeats), start.place, incoming, outgoing).serve()


def _as_ours(error: Exception) -> NewsparseError:
    if isinstance(error, NewsparseError):
        return error
    return WorkerError(f"the plugins and options cannot be used in a worker process: {type(error).__name__}: {error}")


def _channels() -> tuple[BinaryIO, BinaryIO]:
    """The pipes to the parent, and harmless ones in their place."""
    incoming = os.fdopen(os.dup(0), "rb")
    outgoing = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return incoming, outgoing


class _Worker:
    def __init__(
        self, reader: Reader[Any], heartbeats: Heartbeats, place: int, incoming: Inbox, outgoing: BinaryIO
    ) -> None:
        self._reader = reader
        self._heartbeats = heartbeats
        self._place = place
        self._incoming = incoming
        self._outgoing = outgoing
        self._tasks: queue.SimpleQueue[Task] = queue.SimpleQueue()
        self._credit = threading.Semaphore(UNACKNOWLEDGED)
        self._entries: list[Entry] = []
        self._size = 0
        self._sending = threading.Lock()
        self._has_entries = threading.Event()
        self._documents = 0

    def serve(self) -> None:
        threading.Thread(target=self._receive, daemon=True).start()
        threading.Thread(target=self._send_in_time, daemon=True).start()
        while True:
            if self._tasks.empty():
                self._send()
            self._perform(self._tasks.get())

    def _receive(self) -> None:
        """Take messages until there is no parent any more."""
        try:
            while True:
                message = self._incoming.receive()
                if isinstance(message, Acknowledged):
                    self._credit.release()
                else:
                    for task in message:
                        self._tasks.put(task)
        finally:
            os._exit(0)

    def _perform(self, task: Task) -> None:
        number = task.number

        def announce(index: int, inner: bool) -> None:
            self._heartbeats.begin(self._place, number, index, inner=inner)

        careful = bool(task.failures)
        for outcome in self._reader.read(task.input, skip=task.skip, failures=task.failures, announce=announce):
            self._heartbeats.rest(self._place)
            self._add(Entry(number, self._pickled(task, outcome)), at_once=careful)
            self._documents += 1
            if self._documents % COLLECT_EVERY == 0:
                gc.collect()
        self._heartbeats.rest(self._place)
        self._add(Entry(number, None))

    def _pickled(self, task: Task, outcome: object) -> bytes:
        try:
            return dumps(outcome)
        except Exception as error:  # noqa: BLE001  # whatever a plugin put into an error
            reason = f"its result cannot be sent to the main process: {error}"
            return dumps(self._reader.failed(task.input.name, WorkerError(reason)))

    def _add(self, entry: Entry, *, at_once: bool = False) -> None:
        with self._sending:
            self._entries.append(entry)
            self._size += len(entry.payload or b"")
            full = len(self._entries) >= MESSAGE_ENTRIES or self._size >= MESSAGE_BYTES
        self._has_entries.set()
        if at_once or full:
            self._send()

    def _send_in_time(self) -> None:
        """Send what has been waiting: the next document may take for ever, and this one's result is not to."""
        try:
            while True:
                self._has_entries.wait()
                time.sleep(MESSAGE_SECONDS)
                self._send()
        finally:
            os._exit(1)  # for lack of memory, say; without this thread what is read would wait again

    def _send(self) -> None:
        with self._sending:
            self._has_entries.clear()
            if not self._entries:
                return
            self._credit.acquire()
            try:
                send(self._outgoing, Results(tuple(self._entries)))
            except OSError:
                os._exit(0)  # nobody listens any more
            self._entries.clear()
            self._size = 0
