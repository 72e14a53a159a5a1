"""One worker process, seen from the parent."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from typing import BinaryIO, Final, TypeAlias, cast

from newsparse.bulk.heartbeat import Beat
from newsparse.bulk.messages import Inbox, send
from newsparse.bulk.worker import Acknowledged, Ready, Results, Start, Task

__all__ = ["Event", "WorkerProcess"]

# The path is set before anything but sys is imported: a file in the current folder must not stand in for a module.
_BOOT: Final = "import sys; sys.path[:] = sys.argv[1:]; from newsparse.bulk.worker import main; main()"


class WorkerProcess:
    """A running worker: what it was given and has not handed back, and its way out.

    It is started as a program of its own, not by `multiprocessing`, so that it does not run the caller's main module
    again: a script needs no `if __name__ == "__main__"`, and a notebook can start workers too.

    Attributes:
        place: Its place among the heartbeats.
        assigned: Its tasks by number, in the order it was given them.
        ready: Whether it has said that it can begin.
        seen: What it was reading when last looked at.
        seen_at: Since when, on the parent's clock.
        reported_at: When it last handed something back.
        overdue: What it was reading when it was killed for taking too long.
    """

    def __init__(self, start: Start, events: queue.SimpleQueue[Event]) -> None:
        self.place = start.place
        self.assigned: dict[int, Task] = {}
        self.ready = False
        self.seen: Beat | None = None
        self.seen_at = 0.0
        self.reported_at = 0.0
        self.overdue: Beat | None = None
        self._events = events
        self._outbox: queue.SimpleQueue[object] = queue.SimpleQueue()
        self._process = _launch()
        self._threads = [threading.Thread(target=run, daemon=True) for run in (self._receive, self._deliver)]
        self._outbox.put(start)
        try:
            for thread in self._threads:
                thread.start()
        except BaseException:  # there may be no more threads
            self.kill()
            raise

    def give(self, tasks: list[Task]) -> None:
        """Hand it tasks."""
        for task in tasks:
            self.assigned[task.number] = task
        self._outbox.put(tasks)

    def acknowledge(self) -> None:
        """Tell it that one of its messages is consumed."""
        self._outbox.put(Acknowledged())

    def _deliver(self) -> None:
        """Write what it is sent, in a thread: one that stands still takes nothing, and must be ended by the pool."""
        pipe = cast("BinaryIO", self._process.stdin)
        # A worker that is gone is noticed by the end of what it writes.
        with suppress(OSError):
            while (message := self._outbox.get()) is not None:
                send(pipe, message)
        with suppress(OSError):
            pipe.close()

    def _receive(self) -> None:
        """Put everything it writes into the queue, and `None` at its end."""
        inbox = Inbox(cast("BinaryIO", self._process.stdout))
        try:
            while True:
                self._events.put((self, inbox.receive()))
        except Exception:  # noqa: BLE001  # cut off in the middle of a message, or closed under our hands
            self._events.put((self, None))

    def kill(self) -> None:
        """End it at once, and what its plugins have started."""
        if self._process.returncode is None:  # until it is waited for, its number is that of no other process
            self._kill_group()

    def look(self) -> None:
        """See that its end is noticed, where a process that a plugin forked holds its pipes open."""
        if self._process.returncode is None and self._process.poll() is not None:
            self._kill_group()

    def _kill_group(self) -> None:
        if sys.platform == "win32":
            self._process.kill()
            return
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def wait(self) -> int:
        """Wait for its end; its exit status."""
        self.kill()  # it may have closed its output and live on
        status = self._process.wait()
        self._outbox.put(None)
        for thread in self._threads:
            thread.join()
        cast("BinaryIO", self._process.stdout).close()
        return status

    @staticmethod
    def how_it_ended(status: int) -> str:
        """An exit status in words."""
        if status >= 0:
            return f"the worker process that read it ended with status {status}"
        try:
            name = signal.Signals(-status).name
        except ValueError:
            name = f"signal {-status}"
        return f"the worker process that read it was ended by {name}"


Event: TypeAlias = "tuple[WorkerProcess, Ready | Results | None]"


# The GNU allocator begins to keep large blocks, once one was freed, among the small ones, and its heap grows for long.
_ENVIRONMENT: Final = {"MALLOC_MMAP_THRESHOLD_": "131072"}


def _launch() -> subprocess.Popen[bytes]:
    flags = ["-P", *(["-X", "utf8"] if sys.flags.utf8_mode else [])]
    command = [sys.executable, *flags, "-c", _BOOT, *sys.path]
    env = {**_ENVIRONMENT, **os.environ}
    # A group of its own keeps a terminal's Ctrl-C from it; the parent ends it.
    if sys.platform == "win32":
        group = subprocess.CREATE_NEW_PROCESS_GROUP
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env, creationflags=group)
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env, process_group=0)
