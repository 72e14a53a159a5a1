"""The measurements; each prints a line and gives its figure."""

from __future__ import annotations

import functools
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import newsparse
from benchmarks.bulk.inputs import html_pages, make_tree, seed_files, short_seed_files
from benchmarks.bulk.memory import peak_of

COMMAND = [sys.executable, "-m", "newsparse", "parse", "--quiet"]
CONSUME = "import sys, newsparse\nfor result in newsparse.parse_many(sys.argv[1], workers=int(sys.argv[2])): pass\n"


def rate(folder: Path, workers: int) -> float:
    """Inputs a second from the first result on: starting the workers is another matter."""
    count = 0
    begun = None
    for _ in newsparse.parse_many(folder, workers=workers):
        begun = begun or time.perf_counter()
        count += 1
    assert begun is not None
    return (count - 1) / (time.perf_counter() - begun)


def scaling(work: Path, count: int, rounds: int) -> None:
    """Two workers against one, in turns; and the share of the consumer, which bounds it on two cores."""
    for name, contents, suffix in (("seed files", seed_files(), ".md"), ("HTML pages", html_pages(), ".html")):
        folder = work / name.replace(" ", "-")
        make_tree(folder, contents, count if suffix == ".md" else count // 5, suffix)
        before = _own_and_workers_seconds()
        pairs = [(rate(folder, 1), rate(folder, 2)) for _ in range(rounds)]
        own, workers = (after - begun for after, begun in zip(_own_and_workers_seconds(), before, strict=True))
        one = statistics.median(one for one, _ in pairs)
        two = statistics.median(two for _, two in pairs)
        ratio = statistics.median(two / one for one, two in pairs)
        print(f"scaling, {name}: one worker {one:.0f}/s, two {two:.0f}/s: {ratio:.2f} times (reach 1.8)")
        bound = 2 * workers / (workers + own)
        print(
            f"  the consumer takes {100 * own / workers:.1f} % of the workers' processor time: {bound:.2f} on two cores"
        )


def _own_and_workers_seconds() -> tuple[float, float]:
    """Processor time of this process, and of children that have ended."""
    times = os.times()
    return times.user + times.system, times.children_user + times.children_system


def overhead(work: Path, count: int, rounds: int) -> None:
    """`parse_many(workers=0)` against a bare loop of `parse`, in processor time, in turns."""
    folder = work / "overhead"
    make_tree(folder, seed_files(), count, ".md")
    paths = sorted(folder.rglob("*.md"))

    def bare(chunk: list[Path]) -> None:
        for path in chunk:
            newsparse.parse(path)

    def many(chunk: list[Path]) -> None:
        for _ in newsparse.parse_many(chunk, workers=0):
            pass

    bare(paths[:50])
    shares = []
    for _ in range(rounds):
        for start in range(0, len(paths), 50):
            # There and back, so that a machine growing slower counts for both.
            chunk = paths[start : start + 50]
            times = [_processor_seconds(functools.partial(run, chunk)) for run in (bare, many, many, bare)]
            shares.append((times[1] + times[2]) / (times[0] + times[3]) - 1)
    print(f"overhead of workers=0: {100 * statistics.median(shares):+.1f} % (reach under 3 %)")


def _processor_seconds(function: Callable[[], None]) -> float:
    begun = time.process_time()
    function()
    return time.process_time() - begun


def memory(work: Path, small: int, large: int) -> None:
    """The peak of the process tree over few inputs and over ten times as many, in many folders and in one."""
    for layout, folder_size in (("folders of 1,000", 1000), ("one folder", large)):
        peaks = []
        for count in (small, large):
            folder = work / f"memory-{count}-{folder_size}"
            make_tree(folder, short_seed_files(), count, ".md", folder_size=folder_size)
            peak, took = peak_of([sys.executable, "-c", CONSUME, str(folder), "2"])
            peaks.append(peak)
            print(f"memory, {count:,} inputs in {layout}: {peak / 1e6:.1f} MB at most, {took:.0f} s", flush=True)
        grown = 100 * (peaks[1] / peaks[0] - 1)
        print(f"memory, {large:,} against {small:,} in {layout}: {grown:+.1f} % (reach within 5 %)", flush=True)


def parquet(work: Path, count: int, rounds: int) -> None:
    """Seed files to Parquet with two workers, against parsing alone; by the clock, and in processor time."""
    folder = work / "seed-files-to-parquet"
    # A run of many parts, since of a short one the last part, which nothing goes beside, is much of it.
    make_tree(folder, seed_files(), 4 * count, ".md")
    clock, processor = [], []
    for number in range(rounds):
        output = work / f"out-{number}.parquet"
        alone, alone_used = _cost([sys.executable, "-c", CONSUME, str(folder), "2"])
        table, table_used = _cost([*COMMAND, str(folder), "--jobs", "2", "-o", str(output)])
        output.unlink()
        clock.append(alone / table)
        processor.append(alone_used / table_used)
    print(
        f"to Parquet: {100 * statistics.median(clock):.0f} % of the rate of parsing alone, "
        f"{100 * statistics.median(processor):.0f} % in processor time (reach 80 %)"
    )


def batches(work: Path, count: int, rounds: int) -> None:
    """`parse_batches` against `parse_many` on the same pages, in this process."""
    from benchmarks.arrow.measure import batches_of, compared, many_of

    folder = work / "HTML-pages"
    make_tree(folder, html_pages(), count, ".html")
    contents = [path.read_bytes() for path in sorted(folder.rglob("*.html"))[:count]]
    found = compared(
        functools.partial(many_of, contents), functools.partial(batches_of, contents), rounds=rounds
    ).rate()
    print(f"parse_batches: {found[0]:.1%} of the rate of parse_many, {found[1]:.1%} in processor time (reach 90 %)")


def _cost(command: list[str]) -> tuple[float, float]:
    """Seconds by the clock, and of the processor in all its processes."""
    before = _own_and_workers_seconds()[1]
    clock = seconds(command)
    return clock, _own_and_workers_seconds()[1] - before


def seconds(command: list[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begun


def resume(work: Path, count: int) -> None:
    """From the start of the command to the first new input, `count` inputs being finished."""
    folder = work / "resume"
    make_tree(folder, [b'{"newsparse":1,"title":"One"}'], count, ".json")
    output = work / "resume.jsonl"
    plugin = work / "newsparse_benchmark_resume.py"
    # The last inputs are of a format that tells the time when it is asked to read.
    plugin.write_text(
        "import os, time\nfrom newsparse import Article, Confidence, Format, hookimpl\n"
        "def sniff(source): return Confidence.SPECIFIC if source.head.startswith(b'late') else Confidence.NO\n"
        "def read(source):\n"
        "    with open(source.text.split()[1], 'a') as file: file.write(f'{time.time()}\\n')\n"
        "    while True: time.sleep(1)\n"
        "@hookimpl\ndef newsparse_formats(): return [Format(name='late', sniff=sniff, read=read)]\n",
        encoding="utf-8",
    )
    told = work / "resume.times"
    told.write_text("", encoding="utf-8")
    (folder / "9999").mkdir(exist_ok=True)
    (folder / "9999" / "last.late").write_text(f"late {told}", encoding="utf-8")
    begun = []
    for _ in range(3):
        begun.append(time.time())
        before = told.read_text(encoding="utf-8").count("\n")
        command = [*COMMAND, str(folder), "-o", str(output), "--jobs", "2", "--plugin", str(plugin)]
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as run:
            while told.read_text(encoding="utf-8").count("\n") == before:
                time.sleep(0.01)
            if len(begun) == 1:
                time.sleep(3)  # for the checkpoint that finishes all but the last
            run.kill()
    seconds = [float(at) - start for at, start in zip(told.read_text().split(), begun, strict=True)][1:]
    print(f"resume over {count:,} finished inputs: {min(seconds):.2f} s before new work (reach under 2 s)")


def scratch(given: Path | None) -> Path:
    """A folder for inputs and outputs."""
    if given is not None:
        given.mkdir(parents=True, exist_ok=True)
        return given
    return Path(tempfile.mkdtemp(prefix="newsparse-bulk-"))
