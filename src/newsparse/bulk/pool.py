"""Worker processes that read inputs side by side, and lose one document when one of them dies.

The caller's process hands out inputs and collects what becomes of them. It knows what each worker was given and has
handed back, and, through the heartbeats, which document a worker was reading when it ended: that one is reported, and
a new worker goes on with the rest. Nothing is read ahead of the consumer beyond a fixed number of inputs and messages.
"""

from __future__ import annotations

import collections
import pickle
import queue
import time
from collections.abc import Generator, Iterable, Iterator
from typing import Final, Generic, NamedTuple, TypeVar

import attrs

from newsparse.bulk.documents import Reader
from newsparse.bulk.heartbeat import Beat, Heartbeats
from newsparse.bulk.inputs import Input
from newsparse.bulk.outlet import Message, Outlet, Waiting
from newsparse.bulk.process import Event, WorkerProcess
from newsparse.bulk.setup import Setup, check_travels
from newsparse.bulk.worker import Results, Start, Task
from newsparse.errors import NewsparseError, WorkerError

__all__ = ["Outcome", "Pool"]

R = TypeVar("R")

_TICK: Final = 0.5
"""Seconds that the pool sleeps at most; short enough for Ctrl-C on platforms where a wait cannot be interrupted."""
_AHEAD_SECONDS: Final = 0.3
_AHEAD_LEAST: Final = 2
_AHEAD_MOST: Final = 64
_STRIKES: Final = 3


class Outcome(NamedTuple, Generic[R]):
    """What became of one document, or the end of an input.

    Attributes:
        number: The input's number in the run.
        input: The input.
        value: What the set-up's `finish` made of the result; `None` at the input's end.
    """

    number: int
    input: Input
    value: R | None


class Pool(Generic[R]):
    """Reads inputs in worker processes."""

    def __init__(
        self, setup: Setup[R], reader: Reader[R], *, workers: int, ordered: bool = True, timeout: float | None = None
    ) -> None:
        """Check that the set-up can be sent to workers; none is started yet.

        Args:
            setup: What the workers need to know.
            reader: Makes the outcome of a document that killed its worker.
            workers: How many processes to use.
            ordered: Whether outcomes come in the order of the inputs.
            timeout: Seconds that reading one document may take.

        Raises:
            PluginError: A plugin cannot be sent to a worker.
            TypeError: Something else cannot.
        """
        self._setup = check_travels(setup)
        self._reader = reader
        self._count = workers
        self._timeout = timeout
        self._tick = _TICK if timeout is None else min(_TICK, timeout / 8)
        self._events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self._workers: list[WorkerProcess] = []
        self._inputs: dict[int, Input] = {}
        self._done: collections.Counter[int] = collections.Counter()
        self._strikes: collections.Counter[int] = collections.Counter()
        self._outlet = Outlet(ordered=ordered)
        self._next = 0
        self._exhausted = False
        self._ahead = _AHEAD_LEAST
        self._failed_starts = 0
        self._watch_at = 0.0

    def run(self, inputs: Iterable[Input]) -> Generator[Outcome[R]]:
        """The outcomes of every input, each input's followed by its end; once only.

        Raises:
            NewsparseError: The workers cannot be set up or started.
        """
        source = iter(inputs)
        self._beats = Heartbeats.make(self._count)
        try:
            for place in range(self._count):
                self._workers.append(self._start(place))
            self._wait_for_first()
            while self._feed(source):
                yield from self._consume(source)
                if self._inputs:
                    self._handle(self._next_event())
                    self._watch()
        finally:
            self._stop()

    def _stop(self) -> None:
        for worker in self._workers:
            worker.kill()
        for worker in self._workers:
            worker.wait()
        self._beats.close(remove=True)

    def _start(self, place: int) -> WorkerProcess:
        self._beats.rest(place)
        return WorkerProcess(Start(self._setup, self._beats.path, place), self._events)

    def _wait_for_first(self) -> None:
        """Wait for a worker that can begin, so that a wrong set-up is told before any input is touched."""
        while not any(worker.ready for worker in self._workers):
            self._handle(self._next_event())
            self._watch()

    def _feed(self, source: Iterator[Input]) -> bool:
        """Hand out inputs to workers that will soon need some; whether anything is left to wait for."""
        for worker in self._workers:
            room = self._ahead - len(worker.assigned)
            if worker.ready and room > 0 and room * 2 >= self._ahead and not self._exhausted:
                tasks = list(self._take(source, room))
                if tasks:
                    worker.give(tasks)
        return bool(self._inputs) or not self._exhausted

    def _take(self, source: Iterator[Input], count: int) -> Iterator[Task]:
        while count > 0 and len(self._inputs) < 2 * _AHEAD_MOST * self._count:
            input = next(source, None)
            if input is None:
                self._exhausted = True
                return
            number, self._next = self._next, self._next + 1
            self._inputs[number] = input
            self._done[number] = input.skip
            if input.error is not None:
                self._give_up(number, input.error)
                continue
            count -= 1
            yield Task(number, input, input.skip)

    def _next_event(self, *, wait: bool = True) -> Event | None:
        try:
            return self._events.get(wait, self._tick)
        except queue.Empty:
            return None

    def _handle(self, event: Event | None) -> None:
        if event is None:
            return
        worker, message = event
        if message is None:
            self._bury(worker)
        elif isinstance(message, Results):
            self._accept(worker, message)
        elif message.error is not None:
            raise message.error
        else:
            worker.ready = True
            worker.reported_at = time.monotonic()
            self._failed_starts = 0
            if worker.assigned:
                worker.give(list(worker.assigned.values()))

    def _accept(self, worker: WorkerProcess, results: Results) -> None:
        message = Message(worker, len(results.entries))
        ended = 0
        for entry in results.entries:
            if entry.payload is None:
                del worker.assigned[entry.task]
                ended += 1
            else:
                self._done[entry.task] += 1
            self._outlet.put(Waiting(entry.task, entry.payload, message=message))
        if ended:
            self._adapt(worker, ended)

    def _adapt(self, worker: WorkerProcess, ended: int) -> None:
        """Give workers as many inputs at once as keep them busy until they are asked again, and no more."""
        now = time.monotonic()
        seconds = max((now - worker.reported_at) / ended, 1e-6)
        worker.reported_at = now
        self._ahead = max(_AHEAD_LEAST, min(_AHEAD_MOST, 2 * self._ahead, round(_AHEAD_SECONDS / seconds)))

    def _consume(self, source: Iterator[Input]) -> Iterator[Outcome[R]]:
        """Hand over what has its turn; meanwhile, keep the workers supplied."""
        while (entry := self._outlet.take()) is not None:
            input = self._inputs[entry.number]
            if entry.is_end:
                for book in (self._inputs, self._done, self._strikes):
                    book.pop(entry.number, None)
            yield Outcome(entry.number, input, self._value(entry, input))
            if entry.message is not None and entry.message.consumed_one():
                while (event := self._next_event(wait=False)) is not None:
                    self._handle(event)
                self._watch()
                self._feed(source)

    def _value(self, entry: Waiting, input: Input) -> R | None:
        if entry.payload is None:
            made: R | None = entry.made
            return made
        try:
            value: R = pickle.loads(entry.payload)  # from our own child process
        except Exception as error:  # noqa: BLE001  # whatever a plugin's exception needs and this process lacks
            value = self._reader.failed(input.name, WorkerError(f"its result cannot be read here: {error}"))
        return value

    def _watch(self) -> None:
        """See to the workers now and then: end those that have been reading one document for too long."""
        now = time.monotonic()
        if now < self._watch_at:
            return
        self._watch_at = now + self._tick
        for worker in self._workers:
            worker.look()
            if self._timeout is None:
                continue
            beat = self._beats.look(worker.place)
            if beat != worker.seen:
                worker.seen, worker.seen_at = beat, now
            elif beat is not None and worker.overdue is None and now - worker.seen_at > self._timeout:
                worker.overdue = beat
                worker.kill()

    def _bury(self, worker: WorkerProcess) -> None:
        """Report what a dead worker was reading, and let a new one go on with the rest."""
        how = worker.how_it_ended(worker.wait())
        for number, task in worker.assigned.items():
            worker.assigned[number] = attrs.evolve(task, skip=self._done[number])
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts >= _STRIKES:
                raise WorkerError(f"worker processes cannot be started: {how.replace(' that read it', '')}")
        beat = self._beats.look(worker.place)
        if beat is not None and worker.overdue in (None, beat):
            timeout = self._timeout if worker.overdue else None
            self._blame(worker, beat, WorkerError(how, timeout=timeout))
        elif worker.assigned and worker.overdue is None:
            self._strike(worker, how)
        successor = self._start(worker.place)
        successor.assigned = worker.assigned
        self._workers[worker.place] = successor

    def _blame(self, worker: WorkerProcess, beat: Beat, error: WorkerError) -> None:
        task = worker.assigned.get(beat.task)
        if task is None:
            return
        if not beat.inner or beat.index in task.failures or beat.index < task.skip:
            del worker.assigned[task.number]
            self._give_up(task.number, error)
        else:
            failures = {**task.failures, beat.index: error}
            worker.assigned[task.number] = attrs.evolve(task, failures=failures)

    def _strike(self, worker: WorkerProcess, how: str) -> None:
        """Count a death between two documents against the first input that is not finished.

        Someone may have ended an idle worker; but what is read and cannot be handed back, for lack of memory, would
        end one worker after the other.
        """
        number = next(iter(worker.assigned))
        self._strikes[number] += 1
        if self._strikes[number] >= _STRIKES:
            del worker.assigned[number]
            self._give_up(number, WorkerError(how))

    def _give_up(self, number: int, error: NewsparseError | OSError) -> None:
        """End an input with an error."""
        name = self._inputs[number].name
        if isinstance(error, NewsparseError):
            error.source = error.source or name
        self._outlet.put(Waiting(number, made=self._reader.failed(name, error)))
        self._outlet.put(Waiting(number))
