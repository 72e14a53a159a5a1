"""The memory of a whole process tree, sampled while a program runs."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path


def tree(pid: int) -> list[int]:
    """A process and all below it."""
    found = [pid]
    for parent in found:
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                found.extend(int(child) for child in task.read_text().split())
            except OSError:
                continue
    return found


def own_and_mapped_bytes(pid: int) -> tuple[int, int]:
    """The memory that is a process's own, and what it sees of the files of programs and libraries."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0, 0
    sizes = {line.split()[0]: int(line.split()[1]) * 1024 for line in lines[1:]}
    own = sizes.get("Anonymous:", 0)
    return own, sizes.get("Rss:", 0) - own


def tree_bytes(pid: int) -> int:
    """The memory of a process and all below it.

    The files are counted once, as all of them run the same program. A proportional share of them would depend on what
    else runs on the machine.
    """
    sizes = [own_and_mapped_bytes(each) for each in tree(pid)]
    return sum(own for own, _ in sizes) + max(mapped for _, mapped in sizes)


def peak_of(command: list[str]) -> tuple[int, float]:
    """The most memory that a program and its children took together, and the seconds it ran."""
    begun = time.perf_counter()
    peak = 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
        while run.poll() is None:
            peak = max(peak, tree_bytes(run.pid))
            time.sleep(0.02)
    return peak, time.perf_counter() - begun
