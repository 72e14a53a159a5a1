"""`newsparse parse` over many inputs: whatever ends a run, the same command makes the same output."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import newsparse
from newsparse.cli import main

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the inputs end processes by signals")

Command = Callable[..., int]


@pytest.fixture
def command(plugin: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """`newsparse parse` with the plugin, in the temporary folder."""
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: main(["--plugin", str(plugin), "parse", "--quiet", *map(str, arguments)])


def run_as_a_program(
    plugin: Path, folder: Path, *arguments: str, **options: object
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "newsparse", "--plugin", str(plugin), "parse", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, **options)


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def titles(path: Path) -> list[object]:
    return [line["title"] for line in lines(path)]


def names_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_lines_name_their_inputs_and_read_back_equal(command, orders, tmp_path):
    orders("say a", "say b")
    assert command("orders", "-o", "out.jsonl") == 0
    assert [line["newsparse_input"] for line in lines(tmp_path / "out.jsonl")] == [
        "orders/0000.order",
        "orders/0001.order",
    ]
    first = lines(tmp_path / "out.jsonl")[0]
    article = newsparse.Article.from_dict(first)
    assert article == newsparse.Article(title="say a", publisher="Orders", language="en")
    assert newsparse.parse(json.dumps(first).encode(), format="json") == article


def test_nothing_but_the_output_is_left(command, orders, tmp_path):
    orders("say a", "refuse")
    command("orders", "-o", "out.jsonl", "--errors", "errors.jsonl")
    assert {path.name for path in tmp_path.iterdir()} == {"orders", "out.jsonl", "errors.jsonl"}


def test_failures_go_to_standard_error_or_a_file_and_make_the_status_1(command, orders, tmp_path, capsys):
    orders("say a", "refuse", "nothing", "die")
    assert command("orders", "-o", "out.jsonl", "--jobs", "2") == 1
    assert titles(tmp_path / "out.jsonl") == ["say a"]
    told = capsys.readouterr().err
    assert "orders/0001.order: not valid order: as it says" in told
    assert "SIGKILL" in told
    assert command("orders", "-o", "out.jsonl", "--jobs", "2", "--errors", "errors.jsonl") == 1
    assert capsys.readouterr().err == ""
    assert [(line["newsparse_input"], line["error"]) for line in lines(tmp_path / "errors.jsonl")] == [
        ("orders/0001.order", "ReadError"),
        ("orders/0002.order", "NoArticleError"),
        ("orders/0003.order", "WorkerError"),
    ]


def test_a_page_without_an_article_fails_nothing(command, orders):
    orders("say a", "nothing")
    assert command("orders", "-o", "out.jsonl") == 0


def test_the_summary_counts_by_format_publisher_language_and_reason(plugin, orders, tmp_path):
    orders("say a", "say b", "refuse", "nothing")
    run = run_as_a_program(plugin, tmp_path, "orders", "-o", "out.jsonl")
    assert run.stdout == ""
    assert "out.jsonl: 2 articles from 4 inputs, 1 page without an article, 1 failed" in run.stderr
    for heading, row in (
        ("format", "2  order"),
        ("publisher", "2  Orders"),
        ("language", "2  en"),
        ("reason", "1  ReadError"),
    ):
        assert f"by {heading}:\n    {row}" in run.stderr


@pytest.mark.parametrize("output", ["out.jsonl", "out.parquet", "out/"])
def test_a_run_killed_again_and_again_gives_what_an_undisturbed_one_gives(plugin, orders, tmp_path, output):
    if output.endswith(".parquet"):
        pytest.importorskip("pyarrow")
    deaths = [tmp_path / f"death-{number}" for number in range(4)]
    texts = [f"say {number}" for number in range(300)]
    for number, death in enumerate(deaths):
        texts[70 * number + 7] = f"assassinate {death}"
    texts[100] = "refuse"
    orders(*texts)
    arguments = ("orders", "-o", output, "--jobs", "1", "--errors", "errors.jsonl")
    killed = 0
    while (run := run_as_a_program(plugin, tmp_path, *arguments)).returncode == -signal.SIGKILL:
        killed += 1
        assert not (tmp_path / output.rstrip("/")).is_file()
    assert killed == 4
    assert run.returncode == 1
    again = ("orders", "-o", f"again-{output}", "--jobs", "2", "--errors", "again-errors.jsonl")
    assert run_as_a_program(plugin, tmp_path, *again).returncode == 1
    assert (tmp_path / "errors.jsonl").read_bytes() == (tmp_path / "again-errors.jsonl").read_bytes()
    assert contents(tmp_path / output) == contents(tmp_path / f"again-{output}")
    assert "299 articles from 300 inputs, 1 failed" in run.stderr


def contents(path: Path) -> object:
    if path.is_dir():
        return {name: (path / name).read_bytes() for name in names_in(path)}
    if path.suffix == ".parquet":
        import pyarrow.parquet as pq

        return pq.read_table(path).to_pylist()
    return path.read_bytes()


def test_a_run_killed_inside_a_container_goes_on_inside_it(plugin, tmp_path):
    texts = [f"say {number}" for number in range(400)]
    texts[350] = f"assassinate {tmp_path / 'death'}"
    (tmp_path / "all.orders").write_text("orders:\n" + "\n".join(texts), encoding="utf-8")
    arguments = ("all.orders", "-o", "out.jsonl", "--jobs", "1")
    assert run_as_a_program(plugin, tmp_path, *arguments).returncode == -signal.SIGKILL
    assert run_as_a_program(plugin, tmp_path, *arguments).returncode == 0
    assert titles(tmp_path / "out.jsonl") == texts


def test_a_run_killed_before_its_output_had_its_name_only_names_it(command, orders, tmp_path, monkeypatch):
    orders("say a", "say b")
    from newsparse.cli.collect import sinks

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(sinks.LinesSink, "finish", stop)
        assert command("orders", "-o", "out.jsonl") == 130
    assert not (tmp_path / "out.jsonl").exists()
    assert command("orders", "-o", "out.jsonl") == 0
    assert titles(tmp_path / "out.jsonl") == ["say a", "say b"]
    assert not (tmp_path / "out.jsonl.journal").exists()


def test_a_full_disk_is_told_with_what_is_safe_and_how_to_go_on(plugin, orders, tmp_path):
    resource = pytest.importorskip("resource")
    orders(*(f"say {'x' * 2000}{number}" for number in range(60)))
    limit = 64 * 1024

    def small_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    run = run_as_a_program(plugin, tmp_path, "orders", "-o", "out.jsonl", "--jobs", "0", preexec_fn=small_disk)
    assert run.returncode == 1
    assert "is safe. The same command goes on from there and makes out.jsonl" in run.stderr
    assert "Traceback" not in run.stderr
    assert not (tmp_path / "out.jsonl").exists()
    assert run_as_a_program(plugin, tmp_path, "orders", "-o", "out.jsonl", "--jobs", "0").returncode == 0
    assert len(titles(tmp_path / "out.jsonl")) == 60


def test_another_command_does_not_go_on_with_an_unfinished_run(plugin, orders, tmp_path):
    orders("say a", f"assassinate {tmp_path / 'death'}")
    assert run_as_a_program(plugin, tmp_path, "orders", "-o", "out.jsonl", "--jobs", "1").returncode == -9
    other = run_as_a_program(plugin, tmp_path, "orders", "-o", "out.jsonl", "--format", "order")
    assert other.returncode == 2
    assert "belongs to another command that is not finished: newsparse parse orders --output=out.jsonl" in other.stderr
    assert (
        run_as_a_program(plugin, tmp_path, "orders", "-o", "out.jsonl", "--format", "order", "--restart").returncode
        == 0
    )


def test_two_runs_do_not_write_one_output(command, orders, tmp_path, capsys):
    fcntl = pytest.importorskip("fcntl")
    orders("say a")
    with (tmp_path / "out.jsonl.journal").open("wb") as journal:
        fcntl.flock(journal, fcntl.LOCK_EX)
        assert command("orders", "-o", "out.jsonl") == 1
    assert "another run is writing this output" in capsys.readouterr().err


def test_skip_existing_adds_what_is_new_and_cuts_a_damaged_tail(command, orders, tmp_path, capsys):
    orders("say a", "say b")
    assert command("orders", "-o", "out.jsonl") == 0
    whole = (tmp_path / "out.jsonl").read_bytes()
    (tmp_path / "out.jsonl").write_bytes(whole[:-20])
    orders("say a, changed", "say b", "say c")
    assert command("orders", "-o", "out.jsonl", "--skip-existing") == 0
    assert titles(tmp_path / "out.jsonl") == ["say a", "say b", "say c"]
    assert "bytes that are no whole record" in capsys.readouterr().err


def test_the_summary_says_how_many_were_there_already(plugin, orders, tmp_path):
    orders("say a", "say b")
    run_as_a_program(plugin, tmp_path, "orders", "-o", "out.jsonl")
    orders("say a", "say b", "say c")
    run = run_as_a_program(plugin, tmp_path, "orders", "-o", "out.jsonl", "--skip-existing")
    assert "1 article from 3 inputs, 2 of them there already" in run.stderr


def test_the_summary_knows_a_seed_file_by_its_host_and_the_year_it_was_archived(plugin, tmp_path):
    seed = "<!--1579445737000-->\n[Title](https://example.com/a)\n------\n\n<p>A sentence of text.</p>\n"
    (tmp_path / "a.md").write_text(seed, encoding="utf-8")
    run = run_as_a_program(plugin, tmp_path, "a.md", "-o", "out.jsonl")
    assert "1  example.com" in run.stderr
    assert "1  2020" in run.stderr


@pytest.mark.parametrize("output", ["out.parquet", "out/"])
def test_skip_existing_leaves_out_what_is_there(command, orders, output, tmp_path):
    if output.endswith(".parquet"):
        pytest.importorskip("pyarrow")
    orders("say a")
    assert command("orders", "-o", output) == 0
    orders("say a, changed", "say b")
    assert command("orders", "-o", output, "--skip-existing") == 0
    if output == "out/":
        assert "say a, changed" not in (tmp_path / "out" / "0000.md").read_text(encoding="utf-8")
        assert "say b" in (tmp_path / "out" / "0001.md").read_text(encoding="utf-8")
    else:
        assert [row["title"] for row in contents(tmp_path / output)] == ["say a", "say b"]


def test_rows_of_another_version_are_told_and_leave_nothing_to_go_on_with(command, orders, tmp_path, capsys):
    pq = pytest.importorskip("pyarrow.parquet")
    orders("say a")
    assert command("orders", "-o", "out.parquet") == 0
    table = pq.read_table(tmp_path / "out.parquet").drop_columns(["title"])
    pq.write_table(table.replace_schema_metadata({"newsparse.schema": "7"}), tmp_path / "out.parquet")
    assert command("orders", "-o", "out.parquet", "--skip-existing") == 1
    told = capsys.readouterr().err
    assert "a table of version 7" in told
    assert "column 'title' is missing" in told
    assert "The same command" not in told
    assert command("orders", "-o", "out.parquet") == 0
    assert contents(tmp_path / "out.parquet")[0]["title"] == "say a"


def test_a_second_run_without_skip_existing_makes_the_output_anew(command, orders, tmp_path):
    orders("say a")
    command("orders", "-o", "out.jsonl")
    orders("say a, changed")
    command("orders", "-o", "out.jsonl")
    assert titles(tmp_path / "out.jsonl") == ["say a, changed"]


def test_a_folder_keeps_the_tree_and_no_two_inputs_share_a_file(command, tmp_path):
    for name in ("a/x.order", "a/x.txt", "b/x.order", "b/y", "b/y.order.gz", "c/x.order"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"order: say {name}", encoding="utf-8")
    assert command("in", "-o", "out/", "--to", "json") == 0
    crowded = ["a/x.order.json", "a/x.txt.json", "b/x.order.json", "b/y.json", "b/y.order.gz.json"]
    assert names_in(tmp_path / "out") == [*crowded, "c/x.json"]


def test_files_named_one_by_one_keep_their_paths(command, tmp_path):
    for name in ("a/x.order", "b/x.order"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"order: say {name}", encoding="utf-8")
    assert command("a/x.order", tmp_path / "b/x.order", "-o", "out/") == 0
    assert names_in(tmp_path / "out") == ["a/x.md", "b/x.md"]


def test_an_input_outside_the_current_folder_stays_inside_the_output(command, tmp_path, monkeypatch):
    outside = tmp_path / "x.order"
    outside.write_text("order: say x", encoding="utf-8")
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    assert command("../x.order", "-o", "out/") == 0
    (name,) = names_in(tmp_path / "work" / "out")
    assert name.startswith("_outside/")
    assert name.endswith("/x.md")


def test_the_documents_of_a_container_have_a_folder_of_their_own(command, tmp_path):
    (tmp_path / "all.orders").write_text("orders:\nsay a\nrefuse\nsay b\n", encoding="utf-8")
    command("all.orders", "-o", "out/", "--to", "json")
    assert names_in(tmp_path / "out") == ["all.orders/000001.json", "all.orders/000003.json"]


def test_a_container_says_what_to_type_where_one_article_is_wanted(plugin, command, tmp_path, capsys):
    (tmp_path / "all.orders").write_text("orders:\nsay a\nsay b\n", encoding="utf-8")
    assert main(["--plugin", str(plugin), "explain", "all.orders"]) == 1
    told = capsys.readouterr().out
    assert (
        "this orders file holds several documents; read them with newsparse.parse_all (newsparse parse FILE); " in told
    )
    assert "(newsparse explain FILE --document 1)\n" in told
    assert main(["--plugin", str(plugin), "explain", "all.orders", "--document", "1"]) == 0
    assert command("all.orders", "-o", "one.html") == 1
    told = "to write them, name a folder (one.html/), or a file that ends in .jsonl or .parquet"
    assert capsys.readouterr().err == f"newsparse: all.orders: this file holds several documents; {told}\n"


def test_a_name_too_long_for_an_output_costs_one_article(command, tmp_path, capsys):
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a", "n" * 254, "z"):
        (folder / name).write_text(f"order: say {name[0]}", encoding="utf-8")
    assert command("in", "-o", "out/") == 1
    assert names_in(tmp_path / "out") == ["a.md", "z.md"]
    assert "has no place in out/" in capsys.readouterr().err


def test_an_output_among_the_inputs_is_refused_or_passed_over(command, orders, tmp_path, capsys):
    orders("say a")
    assert command("orders", "-o", "orders") == 2
    assert "is an input and an output" in capsys.readouterr().err
    for _ in range(2):
        assert command("orders", "-o", "orders/new/out.jsonl", "--errors", "orders/errors.jsonl") == 0
    assert titles(tmp_path / "orders" / "new" / "out.jsonl") == ["say a"]


def test_an_output_among_what_a_pattern_matches_is_passed_over(command, orders, tmp_path):
    orders("say a")
    for _ in range(2):
        assert command("orders/*", "-o", "orders/out.jsonl", "--errors", "orders/errors.jsonl") == 0
    assert titles(tmp_path / "orders" / "out.jsonl") == ["say a"]


def test_a_folder_of_odd_things_is_read_as_far_as_it_can_be(command, tmp_path, capsys):
    folder = tmp_path / "in"
    (folder / "below").mkdir(parents=True)
    (folder / "a.order").write_text("order: say a", encoding="utf-8")
    (folder / "below" / "b.order").write_text("order: say b", encoding="utf-8")
    (folder / ".hidden").write_text("order: say hidden", encoding="utf-8")
    (folder / "broken").symlink_to("nowhere")
    (folder / "below" / "loop").symlink_to("..")
    os.mkfifo(folder / "pipe")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("in/s")
        assert command("in", "-o", "out.jsonl", "--errors", "errors.jsonl") == 1
    assert titles(tmp_path / "out.jsonl") == ["say a", "say b"]
    told = {line["newsparse_input"]: line["message"] for line in lines(tmp_path / "errors.jsonl")}
    assert set(told) == {"in/broken", "in/below/loop", "in/pipe", "in/s"}
    assert "leads back" in told["in/below/loop"]
    assert "pipe" in told["in/pipe"]
    assert "socket" in told["in/s"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is unreadable for root")
def test_unreadable_files_and_folders_are_reported(command, orders, tmp_path):
    orders("say a", "say b")
    (tmp_path / "orders" / "0001.order").chmod(0)
    (tmp_path / "orders" / "closed").mkdir(mode=0)
    assert command("orders", "-o", "out.jsonl", "--errors", "errors.jsonl") == 1
    assert {line["error"] for line in lines(tmp_path / "errors.jsonl")} == {"PermissionError"}


def test_names_that_are_no_valid_text_are_read_and_told(command, tmp_path):
    name = os.fsdecode(b"caf\xe9")
    (tmp_path / "in").mkdir()
    try:
        (tmp_path / "in" / f"{name}.order").write_bytes(b"order: say caf")
    except OSError:
        pytest.skip("this file system has names in UTF-8 only")
    assert command("in", "-o", "out.jsonl") == 0
    assert lines(tmp_path / "out.jsonl")[0]["newsparse_input"] == "in/caf\\xe9.order"
    assert command("in", "-o", "out/") == 0
    assert names_in(tmp_path / "out") == [f"{name}.md"]


@pytest.mark.parametrize(("end", "options"), [("\n", ()), ("\0", ("-0",))])
def test_names_can_come_on_standard_input(plugin, orders, tmp_path, end, options):
    paths = orders("say a", "say b")
    run = run_as_a_program(
        plugin, tmp_path, "--files-from", "-", *options, "-o", "out.jsonl", input=end.join(paths) + end
    )
    assert run.returncode == 0
    assert titles(tmp_path / "out.jsonl") == ["say a", "say b"]


def test_max_files_stops_after_so_many_inputs(command, orders, tmp_path):
    orders("say a", "say b", "say c")
    assert command("orders", "-o", "out.jsonl", "--max-files", "2") == 0
    assert titles(tmp_path / "out.jsonl") == ["say a", "say b"]


def test_no_file_at_most_is_none_where_one_is_named_as_well(command, orders, capsys):
    paths = orders("say a", "say b")
    for named in (paths[:1], paths):
        assert command(*named, "--max-files", "0") == 0
        assert capsys.readouterr() == ("", "")


def test_failures_of_one_named_file_go_to_the_errors_file_as_well(command, orders, tmp_path, capsys):
    (path,) = orders("refuse")
    assert command(path, "--errors", "errors.jsonl") == 1
    assert capsys.readouterr() == ("", "")
    assert [line["error"] for line in lines(tmp_path / "errors.jsonl")] == ["ReadError"]


@pytest.mark.parametrize("output", [[], ["-o", "out.jsonl"], ["-o", "out.parquet"], ["-o", "out/"]])
def test_a_folder_without_a_file_is_told_and_has_the_status_1(command, tmp_path, capsys, output):
    (tmp_path / "empty" / "inner").mkdir(parents=True)
    assert command("empty", *output) == 1
    assert capsys.readouterr().err == "newsparse: no files in empty\n"
    assert command("empty", *output, "--max-files", "0") == 0


def test_a_list_without_a_path_is_told_and_has_the_status_1(plugin, command, tmp_path, capsys):
    (tmp_path / "list").touch()
    assert command("--files-from", "list", "-o", "out.jsonl") == 1
    assert capsys.readouterr().err == "newsparse: no paths in list\n"
    assert lines(tmp_path / "out.jsonl") == []
    assert command("--files-from", "list", "--max-files", "0", "-o", "out.jsonl") == 0
    run = run_as_a_program(plugin, tmp_path, "--files-from", "-", input="")
    assert (run.returncode, run.stderr) == (1, "newsparse: no paths on standard input\n")


def test_a_list_that_is_not_there_is_wrong_usage_and_leaves_nothing(plugin, tmp_path):
    done = run_as_a_program(plugin, tmp_path, "--files-from", "nope.txt", "-o", "out.jsonl")
    assert done.returncode == 2
    assert done.stderr == "newsparse: --files-from: nope.txt: no such file or directory\n"
    assert not list(tmp_path.glob("out*"))


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder that not even root can write to")
@pytest.mark.parametrize("output", ["/proc/out.jsonl", "/proc/out.parquet", "/proc/out/"])
def test_an_output_that_cannot_be_written_is_named(plugin, orders, tmp_path, output):
    orders("say a")
    done = run_as_a_program(plugin, tmp_path, "orders", "-o", output)
    assert done.returncode == 1
    assert done.stderr.startswith(f"newsparse: {output} cannot be written: /proc/out")
    assert done.stderr.endswith(": no such file or directory\n")


def test_what_is_excluded_is_not_read(command, orders, tmp_path):
    orders("say a", "say b", "refuse")
    (tmp_path / "orders" / "b_files").mkdir()
    (tmp_path / "orders" / "b_files" / "style.css").touch()
    (tmp_path / "list").write_text("orders\n", encoding="utf-8")
    options = ("--exclude", "*_files", "--exclude", "0002.*")
    for inputs in (["orders"], ["orders/*"], ["--files-from", "list"]):
        assert command(*inputs, *options, "-o", "out.jsonl") == 0
        assert titles(tmp_path / "out.jsonl") == ["say a", "say b"]
    results = newsparse.parse_many("orders", workers=0, exclude=["*_files", "000[12]*"])
    assert [result.source for result in results] == ["orders/0000.order"]


def test_an_unfinished_run_is_not_gone_on_with_where_something_else_is_excluded(plugin, orders, tmp_path):
    orders("say a", f"assassinate {tmp_path / 'death'}")
    assert run_as_a_program(plugin, tmp_path, "orders", "-o", "out.jsonl", "--jobs", "1").returncode == -9
    other = run_as_a_program(plugin, tmp_path, "orders", "-o", "out.jsonl", "--exclude", "0000*")
    assert other.returncode == 2
    assert "belongs to another command" in other.stderr


def test_several_articles_do_not_go_into_one_file(command, orders, capsys):
    orders("say a", "say b")
    assert command("orders", "-o", "out.json") == 2
    assert "name a folder" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["jan/x.json", "./jan/x.json"])
def test_no_article_takes_the_place_of_its_input(command, tmp_path, capsys, name):
    path = tmp_path / "jan" / "x.json"
    path.parent.mkdir()
    (tmp_path / "jan" / "y.order").write_text("order: say y", encoding="utf-8")
    data = newsparse.encode(newsparse.Article(title="x"), "json") + b"\n"
    path.write_bytes(data)
    assert command(name, "jan/y.order", "-o", tmp_path, "--to", "json") == 1
    assert "would take the place of its input" in capsys.readouterr().err
    assert path.read_bytes() == data
    assert (tmp_path / "jan" / "y.json").exists()


@pytest.mark.parametrize("inputs", [["in/*"], ["in/x.order", "./in/x.txt"]], ids=["pattern", "two spellings"])
def test_neighbours_of_one_stem_keep_their_whole_names_however_they_are_named(command, tmp_path, inputs):
    (tmp_path / "in").mkdir()
    for name in ("x.order", "x.txt"):
        (tmp_path / "in" / name).write_text(f"order: say {name}", encoding="utf-8")
    assert command(*inputs, "-o", "out/", "--to", "json") == 0
    assert names_in(tmp_path / "out") == ["in/x.order.json", "in/x.txt.json"]


@pytest.mark.parametrize("jobs", ["0", "1"])
def test_a_reason_that_is_no_valid_text_is_told_as_another(command, orders, tmp_path, jobs):
    orders("say a", "mutter", "say b")
    assert command("orders", "-j", jobs, "-o", "out.jsonl", "--errors", "errors.jsonl") == 1
    assert titles(tmp_path / "out.jsonl") == ["say a", "say b"]
    (line,) = (tmp_path / "errors.jsonl").read_text("utf-8").splitlines()
    assert "ReadError" in json.loads(line).values()
    assert r"\\ud800 is no text" in line


@pytest.mark.parametrize(
    "inputs",
    [
        ["in/x.order", "in/x.txt", "in/x.order.txt"],
        ["in/*"],
        ["in/x.order", "in/*.txt"],
        ["in"],
        ["--files-from", "list"],
    ],
    ids=["named", "pattern", "named and pattern", "folder", "list"],
)
def test_a_whole_name_never_takes_the_place_of_a_shortened_one(command, tmp_path, inputs):
    (tmp_path / "in").mkdir()
    names = ("x.order", "x.order.txt", "x.txt")
    for name in names:
        (tmp_path / "in" / name).write_text(f"order: say {name}", encoding="utf-8")
    (tmp_path / "list").write_text("".join(f"in/{name}\n" for name in names), encoding="utf-8")
    assert command(*inputs, "-o", "out/", "--to", "json") == 0
    said = {newsparse.parse(path).title for path in (tmp_path / "out").rglob("*.json")}
    assert said == {f"say {name}" for name in names}


def test_skip_existing_drops_a_cut_off_line_that_another_follows_and_keeps_those_of_other_hands(
    command, orders, tmp_path, capsys
):
    orders("say a", "say b")
    assert command("orders", "-o", "out.jsonl") == 0
    first, second = (tmp_path / "out.jsonl").read_bytes().splitlines(keepends=True)
    foreign = newsparse.encode(newsparse.Article(title="by hand"), "json")
    (tmp_path / "out.jsonl").write_bytes(first[:60] + second + foreign)
    assert command("orders", "-o", "out.jsonl", "--skip-existing") == 0
    assert titles(tmp_path / "out.jsonl") == ["by hand", "say a", "say b"]
    assert "bytes that are no whole record" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["precious\n", "precious", '{"id": 1}\n{"newsparse":1,"title":"a"}\n', "\n"])
def test_skip_existing_adds_to_no_file_of_other_things(command, orders, tmp_path, capsys, text):
    orders("say a")
    (tmp_path / "out.jsonl").write_text(text, encoding="utf-8")
    for inputs in ("orders", "orders/0000.order"):
        assert command(inputs, "-o", "out.jsonl", "--skip-existing") == 2
        told = "newsparse: out.jsonl holds no articles that newsparse wrote; name another file to add to\n"
        assert capsys.readouterr().err == told
    assert names_in(tmp_path) == ["orders/0000.order", "out.jsonl"]
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8") == text


@pytest.mark.parametrize("text", ["", '{"newsp', '{"newsparse":1,"newsparse_input":"x', '{ "newsparse": 1 }\n'])
def test_skip_existing_adds_to_what_a_crash_has_left_of_an_output(command, orders, tmp_path, text):
    orders("say a")
    (tmp_path / "out.jsonl").write_text(text, encoding="utf-8")
    assert command("orders", "-o", "out.jsonl", "--skip-existing") == 0
    assert lines(tmp_path / "out.jsonl")[-1]["title"] == "say a"


@pytest.mark.parametrize("output", ["link.jsonl", "link.parquet", "link.md"])
@pytest.mark.parametrize("there", [True, False])
def test_an_output_that_is_a_link_is_written_where_it_leads(command, orders, tmp_path, output, there):
    if output.endswith(".parquet"):
        pytest.importorskip("pyarrow")
    (path,) = orders("say a")
    file = tmp_path / "elsewhere" / f"real{Path(output).suffix}"
    file.parent.mkdir()
    if there:
        file.write_text("{}", encoding="utf-8")
    link = tmp_path / "orders" / output
    link.symlink_to(file)
    assert command(path if output == "link.md" else "orders", "-o", link) == 0
    assert link.is_symlink()
    assert link.resolve() == file
    assert "say a" in str(contents(file))
    assert names_in(file.parent) == [file.name]


def test_failures_are_written_where_a_link_leads(command, orders, tmp_path):
    orders("refuse")
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "orders" / "errors.jsonl"
    link.symlink_to("../elsewhere/real.jsonl")
    for _ in range(2):
        assert command("orders", "--errors", link) == 1
        assert link.is_symlink()
        assert len(lines(tmp_path / "elsewhere" / "real.jsonl")) == 1


@pytest.mark.parametrize(
    ("output", "errors"), [("out.jsonl", "./out.jsonl"), ("out.jsonl", "out.jsonl.part"), ("out/", "out/a.md")]
)
def test_failures_are_not_written_where_articles_are(command, orders, tmp_path, capsys, output, errors):
    orders("say a", "refuse")
    assert command("orders", "-o", output, "--errors", errors) == 2
    assert "is a place of articles" in capsys.readouterr().err
    assert not (tmp_path / output).exists()


@pytest.mark.parametrize(
    ("inputs", "errors", "told"),
    [
        ("orders", "orders/zz.html", "orders/zz.html is an input and an output; name another place to write to"),
        ("nope", "page.html", "--errors page.html is there and holds something else than failures; name another file"),
        ("nope", "old.jsonl", "--errors old.jsonl is there and holds something else than failures; name another file"),
        ("nope", "orders", "--errors orders is there and holds something else than failures; name another file"),
    ],
)
def test_failures_take_the_place_of_nothing_else(command, orders, tmp_path, capsys, inputs, errors, told):
    orders("say a", "refuse")
    for name in ("orders/zz.html", "page.html"):
        (tmp_path / name).write_text("<p>A page.", encoding="utf-8")
    assert command("orders/0000.order", "orders/0000.order", "-o", "old.jsonl") == 0
    before = contents(tmp_path / errors)
    assert command(inputs, "--errors", errors, "--to", "json") == 2
    assert capsys.readouterr() == ("", f"newsparse: {told}\n")
    assert contents(tmp_path / errors) == before


def test_failures_take_the_place_of_earlier_ones_and_of_an_empty_file(command, orders, tmp_path):
    orders("say a", "refuse")
    (tmp_path / "errors.jsonl").touch()
    for _ in range(2):
        assert command("orders", "--errors", "errors.jsonl", "--to", "json") == 1
        assert [line["error"] for line in lines(tmp_path / "errors.jsonl")] == ["ReadError"]


def test_failures_may_be_written_beside_articles(command, orders, tmp_path):
    orders("say a", "refuse")
    assert command("orders", "-o", "out/", "--errors", "out/errors.jsonl") == 1
    assert names_in(tmp_path / "out") == ["0000.md", "errors.jsonl"]


def test_a_second_run_leaves_the_parts_of_the_first_alone(command, orders, tmp_path, capsys):
    pytest.importorskip("pyarrow")
    fcntl = pytest.importorskip("fcntl")
    orders("say a")
    half = tmp_path / "out.parquet.parts" / "part-00000000.arrow.unfinished"
    half.parent.mkdir()
    half.write_bytes(b"half of it")
    with (tmp_path / "out.parquet.journal").open("wb") as journal:
        fcntl.flock(journal, fcntl.LOCK_EX)
        assert command("orders", "-o", "out.parquet") == 1
    assert "another run is writing this output" in capsys.readouterr().err
    assert half.exists()


def test_names_parted_by_nul_without_saying_so_are_one_failure(command, orders, tmp_path, capsys):
    orders("say a", "say b")
    (tmp_path / "list").write_bytes(b"orders/0000.order\0orders/0001.order\0")
    assert command("--files-from", "list", "-o", "out.jsonl") == 1
    assert "give -0" in capsys.readouterr().err
    assert command("--files-from", "list", "-0", "-o", "out.jsonl") == 0
    assert titles(tmp_path / "out.jsonl") == ["say a", "say b"]


@pytest.mark.parametrize(
    "option",
    [["--timeout", "9"], ["--errors", "e.jsonl"], ["--max-files", "1"], ["--skip-existing"], ["--restart"]],
    ids=lambda o: o[0],
)
def test_options_for_many_inputs_are_refused_for_one_file(command, orders, tmp_path, capsys, option):
    orders("say a")
    assert command("orders/0000.order", "-o", "a.md", *option) == 2
    assert option[0] in capsys.readouterr().err
    assert not (tmp_path / "a.md").exists()


def test_a_time_limit_holds_for_one_input_that_is_printed(plugin, orders, tmp_path):
    orders("hang")
    run = run_as_a_program(plugin, tmp_path, "orders/0000.order", "--timeout", "1", timeout=60)
    assert run.returncode == 1
    assert "time limit" in run.stderr
    assert "--timeout" in run.stderr


def test_a_time_limit_without_workers_is_refused_and_leaves_nothing(command, orders, tmp_path, capsys):
    orders("say a")
    assert command("orders", "-o", "out.jsonl", "-j", "0", "--timeout", "1") == 2
    assert "--jobs 0" in capsys.readouterr().err
    assert names_in(tmp_path) == ["orders/0000.order", *[name for name in names_in(tmp_path) if name.endswith(".py")]]


def test_the_current_folder_is_a_place_for_articles(command, orders, tmp_path):
    orders("say a")
    assert command("orders", "-o", ".") == 0
    assert (tmp_path / "0000.md").exists()


def test_the_root_folder_is_not(command, orders, capsys):
    orders("say a")
    assert command("orders", "-o", "/") == 2
    assert "is no folder for articles" in capsys.readouterr().err


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\r\n", "\0"])
def test_a_list_may_begin_with_a_byte_order_mark(plugin, tmp_path, encoding, end):
    for name in ("a", "é"):
        (tmp_path / f"{name}.order").write_text(f"order: say {name}", encoding="utf-8")
    data = f"a.order{end}é.order{end}".encode(encoding)
    (tmp_path / "list").write_bytes(data)
    options = ["-0"] if end == "\0" else []
    command = [sys.executable, "-m", "newsparse", "--plugin", str(plugin), "parse", *options, "--files-from"]
    for name in ("list", "-"):
        subprocess.run([*command, name, "-o", "out.jsonl"], cwd=tmp_path, input=data, check=True)
        assert titles(tmp_path / "out.jsonl") == ["say a", "say é"]


def test_a_list_may_have_the_line_ends_of_windows(command, orders, tmp_path):
    orders("say a", "say b")
    (tmp_path / "list").write_bytes(b"orders/0000.order\r\norders/0001.order\r\n\r\n")
    assert command("--files-from", "list", "-o", "out.jsonl") == 0
    assert titles(tmp_path / "out.jsonl") == ["say a", "say b"]
    (tmp_path / "odd\r").write_text("order: say c", encoding="utf-8")
    (tmp_path / "list").write_bytes(b"odd\r\0")
    assert command("--files-from", "list", "-0", "-o", "odd.jsonl") == 0
    assert titles(tmp_path / "odd.jsonl") == ["say c"]
