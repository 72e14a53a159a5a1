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


def proportional_bytes(pid: int) -> int:
    """Its memory, what it shares with others counted in part."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def peak_of(command: list[str]) -> tuple[int, float]:
    """The most memory that a program and its children took together, and the seconds it ran."""
    begun = time.perf_counter()
    peak = 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
        while run.poll() is None:
            peak = max(peak, sum(proportional_bytes(pid) for pid in tree(run.pid)))
            time.sleep(0.02)
    return peak, time.perf_counter() - begun
