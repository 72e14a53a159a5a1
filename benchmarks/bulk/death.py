"""Kill the command again and again, and compare what it makes in the end with what an undisturbed run makes."""

from __future__ import annotations

import functools
import hashlib
import random
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bulk.inputs import make_tree, short_seed_files
from benchmarks.bulk.measures import COMMAND, seconds

OUTPUTS = ("jsonl", "parquet", "folder")


def sudden_death(work: Path, count: int, kills: int, outputs: tuple[str, ...]) -> None:
    """For each kind of output, an undisturbed run and one that is killed at random moments."""
    inputs = work / "death"
    make_tree(inputs, short_seed_files(), count, ".md")
    good = [_one_output(work, inputs, count, kills, kind) for kind in outputs]
    shutil.rmtree(inputs)
    if not all(good):
        raise SystemExit(1)


def _one_output(work: Path, inputs: Path, count: int, kills: int, kind: str) -> bool:
    end = "/" if kind == "folder" else f".{kind}"
    undisturbed, disturbed = (f"{work / name}{end}" for name in ("undisturbed", "disturbed"))
    command = [*COMMAND, str(inputs), "--jobs", "2", "-o"]
    whole = seconds([*command, undisturbed])
    killed = _killed_and_resumed([*command, disturbed], kills, whole / (kills + 1))
    pairs = zip(_digests(Path(undisturbed)), _digests(Path(disturbed)), strict=True)
    same = all(one == other for one, other in pairs)
    for path in (Path(undisturbed), Path(disturbed)):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    told = "the same" if same else "DIFFERS"
    print(
        f"sudden death: {kind}, {count:,} inputs, {whole:.0f} s undisturbed, killed {killed} times: {told}", flush=True
    )
    return same and killed == kills


def _killed_and_resumed(command: list[str], kills: int, longest: float) -> int:
    """Run to the end, by as many kills on the way; how many there were."""
    moments = random.Random(5)
    for killed in range(kills):
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as run:
            try:
                run.wait(moments.uniform(0.2, longest))
            except subprocess.TimeoutExpired:
                run.send_signal(signal.SIGKILL)
            else:
                return killed  # it had come to its end before
    subprocess.run(command, check=True)
    return kills


def _digests(output: Path) -> Iterator[object]:
    """What an output holds, bit by bit: bytes of files, rows of a table, names and bytes of a folder."""
    if output.suffix == ".parquet":
        import pyarrow.parquet as pq

        for batch in pq.ParquetFile(output).iter_batches(batch_size=1000):
            yield hashlib.sha256(repr(batch.to_pylist()).encode()).digest()
        return
    for path in sorted(output.rglob("*.*")) if output.is_dir() else [output]:
        name = path.relative_to(output) if output.is_dir() else ""
        with path.open("rb") as file:
            for piece in iter(functools.partial(file.read, 1 << 20), b""):
                yield name, hashlib.sha256(piece).digest()
