"""A plugin whose inputs say what shall become of the process that reads them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

PLUGIN = '''
import gc, os, signal, threading
import newsparse, newsparse.bulk.worker
from newsparse import Article, Confidence, Format, NoArticleError, ReadError, hookimpl


def perform(line):
    """Do what a line says, and give the article that comes of it."""
    order, _, rest = line.partition(" ")
    if order == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if order == "exit":
        os._exit(3)
    if order == "hang":
        threading.Event().wait()
    if order == "print":
        print("noise from a plugin", flush=True)
        os.write(1, b"more noise")
    if order == "assassinate":
        # The parent, and only the first time: the path behind the order remembers.
        try:
            os.close(os.open(rest, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            pass
        else:
            os.kill(os.getppid(), signal.SIGKILL)
            threading.Event().wait()
    if order == "stop":
        open(rest).close()
        os.kill(os.getpid(), signal.SIGSTOP)
    if order == "sabotage":
        real = newsparse.bulk.worker.send
        def send(pipe, message):
            if threading.current_thread() is not threading.main_thread():
                raise MemoryError
            real(pipe, message)
        newsparse.bulk.worker.send = send
    if order == "fork" and os.fork() == 0:
        signal.pause()
    if order == "collections":
        return Article(title=str(gc.get_stats()[2]["collections"]))
    if order == "refuse":
        raise ReadError("as it says")
    if order == "stumble":
        raise RuntimeError("over its own feet")
    if order == "mutter":
        raise ReadError(chr(0xD800) + " is no text")
    if order == "nothing":
        raise NoArticleError("as it says")
    if order == "memory":
        raise MemoryError
    return Article(title=line, publisher="Orders", language="en")


def read_order(source):
    return perform(source.text.strip().removeprefix("order: "))


def split_orders(source):
    for line in source.text.splitlines()[1:]:
        yield source.inner(("order: " + line).encode(), name=f"{source.name}#{line}")


def is_order(source):
    return Confidence.SPECIFIC if source.head.startswith(b"order: ") else Confidence.NO


def are_orders(source):
    return Confidence.SPECIFIC if source.head.startswith(b"orders:") else Confidence.NO


@hookimpl
def newsparse_formats():
    return [
        Format(name="order", sniff=is_order, read=read_order),
        Format(name="orders", sniff=are_orders, split=split_orders),
    ]
'''


@pytest.fixture(scope="session")
def plugin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plugin") / "newsparse_test_orders.py"
    path.write_text(PLUGIN, encoding="utf-8")
    return path


@pytest.fixture
def orders(tmp_path: Path) -> Callable[..., list[str]]:
    """Write one file for each line; their paths."""

    def write(*lines: str) -> list[str]:
        folder = tmp_path / "orders"
        folder.mkdir(exist_ok=True)
        paths = []
        for number, line in enumerate(lines):
            path = folder / f"{number:04}.order"
            path.write_text(f"order: {line}\n", encoding="utf-8")
            paths.append(str(path))
        return paths

    return write
