"""A run: inputs in, articles into the sink, everything else told; taken up where an earlier run was ended."""

from __future__ import annotations

import errno
import itertools
import signal
import sys
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import attrs

from newsparse.bulk.inputs import Input
from newsparse.bulk.pool import Outcome
from newsparse.cli.collect.errors_file import ErrorsFile
from newsparse.cli.collect.journal import Checkpoint, Finished, Journal
from newsparse.cli.collect.places import Places
from newsparse.cli.collect.progress import Progress
from newsparse.cli.collect.record import Kind, Record, readable_name
from newsparse.cli.collect.sinks import Sink
from newsparse.cli.collect.tally import Tally
from newsparse.cli.options import CommandError, about, note, printable
from newsparse.errors import NewsparseError, SchemaError
from newsparse.reasons import why

__all__ = ["Run", "collect"]

_WRONG_NAME: Final = {errno.ENAMETOOLONG, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.EINVAL, errno.EILSEQ}
Parse = Callable[[Iterable[Input]], Generator[Outcome[Record]]]


@attrs.frozen(kw_only=True)
class Run:
    """What to collect, and how.

    Attributes:
        inputs: Makes the inputs, from the first on; asked again to count them.
        countable: Whether the inputs can be had twice.
        parse: Reads inputs, in order.
        sink: Where articles go.
        output: What people call that place.
        without_input: What to tell people where there is no input at all.
        places: Where in a folder each goes, where it is a folder.
        errors: Where failures go besides standard error.
        journal: The journal's path; `None` where a run cannot be taken up.
        command: What must be the same for that.
        restart: Whether to begin anew in any case.
        skip_existing: Whether to leave out what the output holds.
        max_files: How many inputs to take at most.
        quiet: Whether to show nothing but failures.
        summary: Whether to tell a summary.
    """

    inputs: Callable[[], Iterator[Input]]
    countable: bool
    parse: Parse
    sink: Sink
    output: str
    without_input: str
    places: Places | None
    errors: ErrorsFile | None
    journal: Path | None
    command: Mapping[str, Any]
    restart: bool = False
    skip_existing: bool = False
    max_files: int | None = None
    quiet: bool = False
    summary: bool = True


def collect(run: Run) -> int:
    """Do it; the exit status.

    Raises:
        CommandError: It cannot begin, or cannot go on.
    """
    journal = None
    if run.journal is not None:
        try:
            journal = Journal.open(run.journal, run.command, restart=run.restart)
        except OSError as error:
            raise CommandError(f"{run.output} cannot be written: {why(error)}", status=1) from error
    collecting = _Collecting(run, journal)
    try:
        return collecting.perform()
    finally:
        run.sink.close()
        if run.errors is not None:
            run.errors.close()
        if journal is not None:
            journal.close(remove=not collecting.begun)


class _Collecting:
    """The moving parts of a run.

    Attributes:
        begun: Whether there is a checkpoint to go on from.
    """

    def __init__(self, run: Run, journal: Journal | None) -> None:
        self.begun = False
        self._run = run
        self._journal = journal
        self._tally = Tally()
        self._done: list[str] = []
        self._index = 0
        self._partial: tuple[str, int] | None = None
        self._saved_at = time.monotonic()
        self._saved_inputs = 0
        self._state: dict[str, Mapping[str, Any]] = {}

    def perform(self) -> int:
        try:
            if not self._resume():
                self._collect()
            self._finish()
        except (BrokenPipeError, CommandError):
            raise
        except SchemaError as error:  # of what is there already; the same command would come no further
            raise CommandError(str(error), status=1) from error
        except (OSError, NewsparseError) as error:
            raise CommandError(self._how_to_go_on(why(error)), status=1) from error
        except KeyboardInterrupt:
            if self._journal is None:
                raise
            raise CommandError(self._how_to_go_on("interrupted"), status=128 + signal.SIGINT) from None
        return 1 if self._tally.failures or self._found_nothing() else 0

    def _found_nothing(self) -> bool:
        """Whether what was named holds no file at all, as an empty folder does; people are told."""
        nothing = self._run.max_files != 0 and not self._tally.inputs
        if nothing:
            note(self._run.without_input)
        return nothing

    def _counting(self) -> Callable[[], int] | None:
        if not self._run.countable:
            return None
        return lambda: sum(1 for _ in itertools.islice(self._run.inputs(), self._run.max_files))

    def _resume(self) -> bool:
        """Go back to the last checkpoint; whether the run had come to its end."""
        last = Checkpoint()
        for checkpoint in self._journal.checkpoints() if self._journal is not None else ():
            self.begun, last = True, checkpoint
            self._tally.restore(checkpoint.counts)
        self._partial = last.partial
        self._state = dict(last.state)
        self._saved_inputs = self._tally.inputs
        if last.finished:
            return True
        remarks = self._run.sink.resume(last.state.get("output", {}))
        if self._run.errors is not None:
            self._run.errors.resume(last.state.get("errors", {}))
        if self._run.skip_existing:
            remarks += self._run.sink.keep_existing(resuming=self.begun)
        if self._tally.inputs:
            remarks.insert(0, f"going on after {self._tally.inputs:,} inputs")
        if self._journal is not None and not self.begun:
            self._save()
        for remark in remarks:
            note(remark)
        return False

    def _collect(self) -> None:
        self._progress = Progress(self._tally, count=self._counting(), quiet=self._run.quiet)
        try:
            with closing(self._run.parse(self._new_inputs())) as found:
                for outcome in found:
                    self._handle(outcome)
                    if self._run.sink.due(time.monotonic() - self._saved_at):
                        self._save(outcome.input)
            self._save()
        finally:
            self._progress.end()

    def _handle(self, outcome: Outcome[Record]) -> None:
        if outcome.value is None:
            self._done.append(outcome.input.name)
            self._tally.input_done()
            self._index = 0
            self._progress.look()
        else:
            self._take(outcome.input, outcome.value)

    def _new_inputs(self) -> Iterator[Input]:
        """The inputs that are not finished, the first perhaps from its middle on."""
        run, partial = self._run, self._partial
        checkpoints = () if self._journal is None else self._journal.checkpoints()
        finished = Finished(name for checkpoint in checkpoints for name in checkpoint.done)
        for input in itertools.islice(run.inputs(), run.max_files):
            if finished.take(input.name):
                continue
            if run.skip_existing and run.sink.holds(input.name, self._place(input)):
                self._tally.passed_over()
            elif partial is not None and input.name == partial[0]:
                yield input._replace(skip=partial[1])
                partial = None
            else:
                yield input

    def _take(self, input: Input, record: Record) -> None:
        """Put a document where it belongs."""
        self._index = max(self._index, input.skip)
        if record.kind is Kind.ARTICLE:
            record = self._written(input, record)
        if record.kind is not Kind.ARTICLE and self._run.errors is not None:
            self._run.errors.write(record)
        elif record.kind is not Kind.ARTICLE:
            self._progress.remark(_told(record))
        self._tally.add(record)
        self._index += 1

    def _written(self, input: Input, record: Record) -> Record:
        """Give an article to the sink; a failure where there can be no file of its name."""
        place = self._place(input, self._index, inner=record.source != input.name)
        if self._run.skip_existing and self._run.sink.holds(record.source, place):
            return record
        try:
            self._run.sink.write(record, place)
        except OSError as error:
            if error.errno not in _WRONG_NAME:
                raise
            message = f"{readable_name(record.source)}: its article has no place in {self._run.output}: {why(error)}"
            return Record(record.source, Kind.FAILED, reason=type(error).__name__, message=readable_name(message))
        return record

    def _place(self, input: Input, index: int = 0, *, inner: bool = False) -> str:
        return "" if self._run.places is None else self._run.places.of(input, index, inner=inner)

    def _save(self, current: Input | None = None) -> None:
        """Write a checkpoint; `current` may be an input that is not finished."""
        self._saved_at = time.monotonic()
        if self._journal is None:
            return
        state = {"output": self._run.sink.checkpoint()}
        if self._run.errors is not None:
            state["errors"] = self._run.errors.checkpoint()
        self._state = state
        partial = (current.name, self._index) if current is not None and self._index else None
        self._journal.write(Checkpoint(tuple(self._done), partial, state, self._tally.take_fresh()))
        self.begun = True
        self._done.clear()
        self._saved_inputs = self._tally.inputs

    def _finish(self) -> None:
        """Give the outputs their names, and take the journal away."""
        if self._journal is not None:
            self._journal.write(Checkpoint(state=self._state, finished=True))
        self._run.sink.finish(self._state.get("output", {}))
        if self._run.errors is not None:
            self._run.errors.finish(self._state.get("errors", {}))
        if self._journal is not None:
            self._journal.close(remove=True)
        if self._run.summary and not self._run.quiet:
            first, *rest = self._tally.summary()
            note(f"{self._run.output}: {first}")
            for line in rest:
                print(printable(line), file=sys.stderr)  # noqa: T201  # the command talks

    def _how_to_go_on(self, reason: str) -> str:
        if self._journal is None:
            return reason
        if not self.begun:
            return f"{self._run.output} cannot be written: {reason}"
        return (
            f"{reason}; what was read of {self._saved_inputs:,} inputs is safe. "
            f"The same command goes on from there and makes {self._run.output}"
        )


def _told(record: Record) -> str:
    return about(readable_name(record.source), record.message or "")
