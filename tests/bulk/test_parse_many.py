from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
import threading

import psutil
import pytest

import newsparse
import newsparse.bulk.process
from newsparse import Article, Format, PluginError, Result, Site, Source, WorkerError


def titles(results):
    return [result.article.title if result.article else type(result.error).__name__ for result in results]


def children() -> set[int]:
    """The child processes of this one, ended ones that nobody waited for included."""
    return {child.pid for child in psutil.Process().children()}


@pytest.mark.parametrize("workers", [0, 1, 3])
def test_results_come_in_the_order_of_the_inputs_whatever_the_number_of_workers(plugin, orders, workers):
    paths = orders(*(f"say {number}" for number in range(150)))
    results = list(newsparse.parse_many(paths, workers=workers, plugins=[plugin]))
    assert titles(results) == [f"say {number}" for number in range(150)]
    assert [result.source for result in results] == paths
    assert {result.format for result in results} == {"order"}
    assert all(result.seconds is not None and result.article.origin is None for result in results)


def test_unordered_results_are_the_same_ones(plugin, orders):
    paths = orders(*(f"say {number}" for number in range(150)))
    results = list(newsparse.parse_many(paths, workers=2, ordered=False, plugins=[plugin]))
    assert sorted(titles(results)) == sorted(f"say {number}" for number in range(150))


@pytest.mark.parametrize("workers", [0, 2])
def test_errors_are_values(plugin, orders, workers, tmp_path):
    paths = [*orders("say a", "refuse", "nothing", "memory", "say b"), str(tmp_path / "missing")]
    results = list(newsparse.parse_many(paths, workers=workers, plugins=[plugin]))
    expected = ["say a", "ReadError", "NoArticleError", "WorkerError", "say b", "FileNotFoundError"]
    assert titles(results) == expected
    assert [result.source for result in results] == paths


@pytest.mark.parametrize("ordered", [True, False])
def test_a_worker_that_dies_costs_the_file_that_it_was_reading(plugin, orders, ordered):
    lines = ["die" if number in (0, 40, 41, 99) else f"say {number}" for number in range(100)]
    paths = orders(*lines)
    results = list(newsparse.parse_many(paths, workers=2, ordered=ordered, plugins=[plugin]))
    by_source = {result.source: result for result in results}
    assert len(results) == len(by_source) == 100
    for line, path in zip(lines, paths, strict=True):
        result = by_source[path]
        if line == "die":
            assert isinstance(result.error, WorkerError)
            assert "SIGKILL" in str(result.error)
            assert result.error.source == path
        else:
            assert result.article.title == line


def test_a_worker_that_exits_is_reported_with_its_status(plugin, orders):
    (result,) = newsparse.parse_many(orders("exit"), workers=1, plugins=[plugin])
    assert isinstance(result.error, WorkerError)
    assert "status 3" in str(result.error)


def test_a_death_inside_a_container_costs_one_document(plugin, tmp_path):
    lines = [f"say {number}" for number in range(90)]
    lines[30] = "die"
    lines[31] = "exit"
    lines[80] = "die"
    container = tmp_path / "all.orders"
    container.write_text("orders:\n" + "\n".join(lines), encoding="utf-8")
    results = list(newsparse.parse_many(container, workers=2, plugins=[plugin]))
    expected = ["WorkerError" if line in ("die", "exit") else line for line in lines]
    assert titles(results) == expected
    assert results[30].source == f"{container}#die"


def test_an_input_over_the_time_limit_is_reported_and_the_rest_goes_on(plugin, orders):
    paths = orders("say a", "hang", "say b", "say c")
    results = list(newsparse.parse_many(paths, workers=1, timeout=3, plugins=[plugin]))
    assert titles(results) == ["say a", "WorkerError", "say b", "say c"]
    assert results[1].error.timeout == 3


def test_a_document_over_the_time_limit_inside_a_container_is_reported(plugin, tmp_path):
    container = tmp_path / "all.orders"
    container.write_text("orders:\nsay a\nhang\nsay b", encoding="utf-8")
    results = list(newsparse.parse_many(container, workers=1, timeout=3, plugins=[plugin]))
    assert titles(results) == ["say a", "WorkerError", "say b"]


def test_a_worker_that_cannot_send_what_waits_is_replaced(plugin, orders):
    results = newsparse.parse_many(orders("sabotage", "hang", "say a"), workers=1, plugins=[plugin])
    assert titles(results) == ["sabotage", "WorkerError", "say a"]


def test_a_worker_that_takes_nothing_any_more_is_ended_in_time(plugin, tmp_path):
    # As one that is deep in C code: its threads stand still too, while it is sent more than a pipe holds.
    gate = tmp_path / "gate"
    os.mkfifo(gate)
    before = children()

    def sources():
        yield from (b"order: say a", f"order: stop {gate}".encode())
        (worker,) = children() - before
        gate.open("w").close()
        os.waitid(os.P_PID, worker, os.WSTOPPED | os.WNOWAIT)
        yield from (b"order: say b" + b" " * 1_000_000,) * 2

    results = newsparse.parse_many(sources(), workers=1, timeout=1, plugins=[plugin])
    assert titles(results) == ["say a", "WorkerError", "say b", "say b"]


@pytest.mark.parametrize("end", ["say a", "die"])
def test_what_a_plugin_has_forked_ends_with_its_worker(plugin, orders, end):
    # It has the worker's pipes, whose end is waited for.
    results = list(newsparse.parse_many(orders("fork", end, "say b"), workers=1, plugins=[plugin]))
    assert titles(results)[0::2] == ["fork", "say b"]


def test_a_worker_that_cannot_be_started_leaves_no_other_behind(plugin, orders, monkeypatch):
    before = children()
    real = newsparse.bulk.process._launch
    launched = []

    def launch():
        if launched:
            raise BlockingIOError("no more processes")
        launched.append(real())
        return launched[0]

    monkeypatch.setattr("newsparse.bulk.process._launch", launch)
    with pytest.raises(BlockingIOError):
        list(newsparse.parse_many(orders("say a"), workers=2, plugins=[plugin]))
    assert children() == before
    assert launched[0].returncode is not None


def test_what_a_plugin_prints_does_not_disturb_the_results(plugin, orders, capfd):
    paths = orders("print", "say b")
    assert titles(newsparse.parse_many(paths, workers=1, plugins=[plugin])) == ["print", "say b"]
    printed = capfd.readouterr()
    assert printed.out == ""
    assert "noise from a plugin" in printed.err


def test_closing_the_iterator_ends_the_workers(plugin, orders):
    before = children()
    results = newsparse.parse_many(orders("say a", "hang", "say b"), workers=2, ordered=False, plugins=[plugin])
    next(results)
    assert len(children() - before) == 2
    results.close()
    assert children() == before


def test_results_do_not_wait_for_a_document_that_takes_for_ever(plugin, tmp_path):
    container = tmp_path / "all.orders"
    container.write_text("orders:\n" + "say a\n" * 20 + "hang", encoding="utf-8")
    results = newsparse.parse_many(container, workers=1, plugins=[plugin])
    assert [next(results).article.title for _ in range(20)] == ["say a"] * 20
    results.close()


def test_a_run_to_the_end_leaves_no_process_and_no_file(plugin, orders, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    before = children()
    assert len(list(newsparse.parse_many(orders("say a", "die"), workers=2, plugins=[plugin]))) == 2
    assert children() == before
    assert list((tmp_path / "temporary").iterdir()) == []


def test_inputs_are_not_read_far_ahead_of_the_consumer(plugin, orders):
    (path,) = orders("say a")
    asked = itertools.count()
    endless = (path for _ in iter(lambda: next(asked), -1))
    results = newsparse.parse_many(endless, workers=2, plugins=[plugin])
    for _ in range(2000):
        next(results)
    results.close()
    assert next(asked) < 2000 + 512


def test_a_worker_gives_back_what_python_keeps_of_small_objects(plugin, orders):
    # They are given back by full collections alone, and none comes of itself where there are no cycles.
    say, ask = orders("say a", "collections")
    first, *_, last = newsparse.parse_many([ask, *[say] * 2000, ask], workers=1, plugins=[plugin])
    assert int(last.article.title) >= int(first.article.title) + 2


def test_a_large_container_waits_for_the_consumer(plugin, tmp_path, orders):
    containers = []
    for name in "ab":
        path = tmp_path / f"{name}.orders"
        path.write_text("orders:\n" + "\n".join(f"say {name}{number}" for number in range(3000)), encoding="utf-8")
        containers.append(path)
    results = newsparse.parse_many(containers, workers=2, plugins=[plugin])
    assert titles(results) == [f"say {name}{number}" for name in "ab" for number in range(3000)]


def test_a_source_keeps_what_is_known_about_it(plugin):
    source = Source(b"order: say x", name="inner", known={"section": "Orders"})
    (result,) = newsparse.parse_many([source], workers=1, plugins=[plugin])
    assert result.source == "inner"
    assert result.article.section == "Orders"


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview])
def test_the_bytes_of_one_document_are_one_source(plugin, kind):
    assert titles(newsparse.parse_many(kind(b"order: say it"), workers=0, plugins=[plugin])) == ["say it"]


def test_bytes_and_file_objects_travel(plugin, tmp_path):
    path = tmp_path / "one"
    path.write_bytes(b"order: say file")
    with path.open("rb") as file:
        results = list(newsparse.parse_many([b"order: say bytes", file], workers=1, plugins=[plugin]))
    assert titles(results) == ["say bytes", "say file"]


def test_what_is_registered_with_the_registry_works_inside_workers(plugin, orders):
    registry = newsparse.Registry(discover=False)
    registry.register_file(plugin)
    (result,) = newsparse.parse_many(orders("say a"), workers=1, registry=registry)
    assert result.article.title == "say a"


@pytest.mark.parametrize("workers", [0, 1])
def test_a_plugin_keeps_the_name_it_was_registered_by(plugin, orders, workers):
    registry = newsparse.Registry(discover=False)
    registry.register_file(plugin, name="custom")
    (result,) = newsparse.parse_many([b"order: stumble"], workers=workers, registry=registry)
    assert result.error.plugin == "custom"


@pytest.mark.parametrize("workers", [0, 1])
def test_text_travels_as_text_whatever_encoding_is_named(workers):
    page = f"<article><h1>北京</h1><p>{'渡輪回來了，島上的居民都很高興。' * 20}</p></article>"
    (result,) = newsparse.parse_many([Source(text=page)], workers=workers, encoding="windows-1252")
    assert result.article == newsparse.parse_text(page)
    assert result.article.title == "北京"


def test_sites_work_inside_workers(tmp_path):
    page = tmp_path / "page.html"
    words = "The ferry was late on Monday, and again on Tuesday, as the harbour office had said it would be. " * 6
    page.write_text(
        "<html><head><link rel=canonical href='https://ferry.example/1'></head><body><h1>Other</h1>"
        f"<p class=headline>The ferry</p><article><p>{words}</p><p>{words}</p></article></body></html>",
        encoding="utf-8",
    )
    site = Site("ferry.example", title=".headline")
    source = Source(path=page, url="https://ferry.example/1")
    (result,) = newsparse.parse_many([source], workers=1, sites=[site])
    assert result.unwrap().title == "The ferry"


def test_a_plugin_that_cannot_travel_is_an_error_before_the_run():
    here = Format(name="here", suffixes=(".here",), read=lambda source: Article(title=source.text))
    with pytest.raises(PluginError, match=r"here.*be sent to worker processes.*workers=0"):
        newsparse.parse_many([b"text"], workers=1, plugins=[here])
    (result,) = newsparse.parse_many([Source(b"text", name="x.here")], workers=0, plugins=[here])
    assert result.article.title == "text"


def test_a_plugin_that_workers_cannot_load_is_an_error_before_any_input(tmp_path):
    path = tmp_path / "newsparse_test_only_here.py"
    path.write_text(
        "import os\nfrom newsparse import Format, hookimpl\n"
        f"if os.getpid() != {os.getpid()}: raise ImportError('only in the first process')\n"
        "@hookimpl\ndef newsparse_formats(): return [Format(name='h', read=len)]\n",
        encoding="utf-8",
    )
    touched: list[int] = []
    inputs = (touched.append(1) or b"x" for _ in range(3))
    results = newsparse.parse_many(inputs, workers=1, plugins=[path])
    with pytest.raises(newsparse.NewsparseError, match="only in the first process"):
        next(results)
    assert touched == []


def test_wrong_options_are_refused_before_the_run():
    with pytest.raises(newsparse.UnknownFormatError):
        newsparse.parse_many([], format="none-such")
    with pytest.raises(ValueError, match="there is none to end"):
        newsparse.parse_many([], workers=0, timeout=1)
    with pytest.raises(ValueError, match="negative"):
        newsparse.parse_many([], workers=-1)


def test_a_program_without_a_main_guard_can_use_workers(orders, plugin, tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        "import newsparse\n"
        f"for result in newsparse.parse_many({orders('say a', 'say b')!r}, workers=2, plugins=[{str(plugin)!r}]):\n"
        "    print(result.article.title)\n",
        encoding="utf-8",
    )
    run = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines() == ["say a", "say b"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_program_that_is_ended_takes_its_workers_with_it(orders, plugin, tmp_path, how):
    reading, writing = os.pipe()
    script = tmp_path / "script.py"
    (path,) = orders("say a")
    hang = tmp_path / "hang.order"
    hang.write_text("order: hang", encoding="utf-8")
    script.write_text(
        "import os, newsparse, signal, subprocess\n"
        # Whoever runs the tests in the background may have them ignore it.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        # Workers inherit the pipe like any child, so that its end tells that none of them is left.
        "real = subprocess.Popen.__init__\n"
        f"def init(self, *args, **options): real(self, *args, **options, pass_fds=[{writing}])\n"
        "subprocess.Popen.__init__ = init\n"
        f"paths = {[path, str(hang), str(hang)]!r}\n"
        f"for result in newsparse.parse_many(paths, workers=2, ordered=False, plugins=[{str(plugin)!r}]):\n"
        "    print(result.source, flush=True)\n",
        encoding="utf-8",
    )
    with subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, pass_fds=[writing]
    ) as run:
        os.close(writing)
        assert run.stdout.readline().strip()
        run.send_signal(how)
        watchdog = threading.Timer(60, run.kill)
        watchdog.start()
        assert os.read(reading, 1) == b""
        watchdog.cancel()
    os.close(reading)


def test_many_inputs_leave_results_that_can_be_pickled_again(plugin, orders):
    import pickle

    (result,) = newsparse.parse_many(orders("say a"), workers=1, plugins=[plugin])
    assert pickle.loads(pickle.dumps(result)) == result
    assert isinstance(result, Result)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"limits": 3}, "limits: expected Limits"),
        ({"encoding": 3}, "encoding"),
        ({"plugins": "x.py"}, r"\['x.py'\]"),
        ({"plugins": 3}, "plugins: expected a list of plugins, not int"),
        ({"registry": 3}, "registry: expected a Registry, not int"),
        ({"timeout": "3"}, "timeout: expected a number of seconds, not str"),
    ],
)
@pytest.mark.parametrize("workers", [0, 1])
def test_options_of_another_type_are_refused_before_anything_is_read(options, words, workers):
    with pytest.raises(TypeError, match=words):
        newsparse.parse_many([b"text"], workers=workers, **options)


def test_a_number_of_workers_that_is_none_is_refused_before_anything_is_read():
    with pytest.raises(TypeError, match="workers: expected an int, not str"):
        newsparse.parse_many([b"text"], workers="2")


@pytest.mark.parametrize("sources", [3, None])
def test_sources_that_are_none_are_refused_before_anything_is_read(sources):
    with pytest.raises(TypeError, match=f"sources: expected a path, bytes, .* not {type(sources).__name__}"):
        newsparse.parse_many(sources, workers=0)


@pytest.mark.parametrize("workers", [0, 1])
@pytest.mark.parametrize("wrong", [None, ["page.html"]])
def test_a_source_that_is_none_is_told_by_its_place_and_type(workers, wrong):
    results = newsparse.parse_many([b"<p>text", wrong], workers=workers)
    with pytest.raises(TypeError, match=rf"sources\[1\]: expected a path, .*, not {type(wrong).__name__}"):
        list(results)
