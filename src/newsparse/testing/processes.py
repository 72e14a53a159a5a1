"""L7 across processes: the same bytes under another hash seed."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Iterable
from typing import Final

from newsparse.article import Article
from newsparse.bulk.setup import RegistrySpec
from newsparse.testing.laws import Subject
from newsparse.testing.messages import shown

__all__ = ["check_another_process", "fingerprint"]

_NOT_IMPORTABLE: Final = 3
_CHILD: Final = "from newsparse.testing.processes import answer; answer()"


def check_another_process(subject: Subject, files: Iterable[bytes]) -> bool:
    """Read files in a fresh process with a hash seed of its own, and compare.

    Returns whether that could be done: it cannot where the format's functions are local to a function, or
    in a module that another process cannot import.
    """
    data = list(files)
    try:
        task = pickle.dumps((subject.format, RegistrySpec.of(subject.registry), data))
    except (pickle.PicklingError, AttributeError, TypeError):
        return False
    path = os.pathsep.join(entry for entry in sys.path if entry)
    environment = {**os.environ, "PYTHONHASHSEED": "20011", "PYTHONPATH": path}
    child = subprocess.run(
        [sys.executable, "-c", _CHILD], input=task, capture_output=True, check=False, env=environment
    )
    if child.returncode == _NOT_IMPORTABLE:
        return False
    if child.returncode != 0:
        reason = f"another process failed: {child.stderr.decode('utf-8', 'replace')[-2000:]}"
        raise subject.broken("L7 deterministic", reason)
    for file, theirs in zip(data, json.loads(child.stdout), strict=True):
        mine = subject.outcome(file)
        if fingerprint(mine) != theirs:
            reason = "the same bytes come out differently in another process with another hash seed"
            raise subject.broken("L7 deterministic", reason, file=file, here=mine)
    return True


def answer() -> None:
    """Do in a fresh process what `check_another_process` asks for on standard input."""
    try:
        format, registry, data = pickle.load(sys.stdin.buffer)
        subject = Subject(format, registry.make())
    except (ImportError, AttributeError):
        sys.exit(_NOT_IMPORTABLE)
    json.dump([fingerprint(subject.outcome(file)) for file in data], sys.stdout)


def fingerprint(outcome: object) -> str:
    """A digest of what reading came to, equal for equal outcomes."""
    if isinstance(outcome, list):
        text = "\n".join(map(fingerprint, outcome))
    elif isinstance(outcome, Article):
        text = json.dumps(outcome.to_dict(), sort_keys=True)
    else:
        text = shown(outcome)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
