"""Runs whose time is compared: the same inputs, parsed and done something with."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import attrs
import pyarrow as pa

import newsparse
from newsparse.api import default_registry
from newsparse.arrow import ParquetParts, parse_batches
from newsparse.bulk.inputs import expand
from newsparse.bulk.many import outcomes
from newsparse.bulk.setup import Options, RegistrySpec, Setup
from newsparse.record import result_record

__all__ = ["Comparison", "Pages", "batches_of", "compared", "many_of", "pages_of", "parse_files", "write_files"]

ROWS_OF_A_BATCH = 64
ROWS_OF_A_PART = 5_000


@attrs.frozen
class Pages:
    """Inputs, and how many bytes they are."""

    paths: Sequence[Path]
    size: int

    def contents(self) -> list[bytes]:
        return [path.read_bytes() for path in self.paths]


@attrs.frozen
class Comparison:
    """Two runs over the same inputs, again and again in turn.

    Attributes:
        wall: Median seconds of each, by the clock.
        cpu: Median seconds of each, of all their processes.
    """

    wall: tuple[float, float]
    cpu: tuple[float, float]

    def rate(self) -> tuple[float, float]:
        """The second's rate as a share of the first's, by the clock and by processor time."""
        return self.wall[0] / self.wall[1], self.cpu[0] / self.cpu[1]


def pages_of(folder: Path, contents: Sequence[bytes], suffix: str, limit: int) -> Pages:
    """Some of the contents, evenly chosen, as files of a folder."""
    folder.mkdir()
    chosen = contents[:: max(1, len(contents) // limit)][:limit]
    paths = [folder / f"{number:05}{suffix}" for number in range(len(chosen))]
    for path, data in zip(paths, chosen, strict=True):
        path.write_bytes(data)
    return Pages(paths, sum(map(len, chosen)))


def compared(one: Callable[[], object], other: Callable[[], object], *, rounds: int) -> Comparison:
    """Time two functions in turn, so that what else the machine does meets both."""
    one()
    other()
    times = [(_timed(one), _timed(other)) for _ in range(rounds)]
    return Comparison(
        (statistics.median(a[0] for a, _ in times), statistics.median(b[0] for _, b in times)),
        (statistics.median(a[1] for a, _ in times), statistics.median(b[1] for _, b in times)),
    )


def _timed(function: Callable[[], object]) -> tuple[float, float]:
    start, used = time.perf_counter(), _processor()
    function()
    return time.perf_counter() - start, _processor() - used


def _processor() -> float:
    """Processor seconds of this process and of those it has ended."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def many_of(contents: Sequence[bytes]) -> None:
    """`parse_many` in this process."""
    for _ in newsparse.parse_many(contents, workers=0):
        pass


def batches_of(contents: Sequence[bytes]) -> None:
    """`parse_batches` over the same."""
    for _ in parse_batches(_in_batches(contents)):
        pass


def _in_batches(contents: Sequence[bytes]) -> Iterator[pa.RecordBatch]:
    for at in range(0, len(contents), ROWS_OF_A_BATCH):
        yield pa.RecordBatch.from_pydict({"content": contents[at : at + ROWS_OF_A_BATCH]})


def parse_files(paths: Sequence[Path]) -> None:
    """Parse with two workers, and forget."""
    for _ in newsparse.parse_many(paths, workers=2, ordered=False):
        pass


def write_files(paths: Sequence[Path]) -> int:
    """Parse with two workers to a Parquet file, as the command does; how many bytes it is."""
    registry = default_registry()
    setup = Setup(RegistrySpec.of(registry), Options(), result_record)
    with tempfile.TemporaryDirectory() as folder:
        parts = ParquetParts(Path(folder) / "out.parquet")
        for outcome in outcomes(setup, expand(paths), registry, workers=2, ordered=False):
            if outcome.value is not None:
                parts.add(outcome.value)
                if parts.waiting >= ROWS_OF_A_PART:
                    parts.save()
        parts.save()
        parts.join()
        return (Path(folder) / "out.parquet").stat().st_size
