"""The command on one input and a few: what it prints, where, and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import attrs
import pytest

import newsparse
from newsparse.cli import main
from newsparse.reasons import why

SEED = Path(__file__).resolve().parents[2] / "examples" / "seed.md"

PLUGIN = """
from newsparse import Article, Format, NoArticleError, hookimpl

def read(source):
    if source.text.startswith("none"):
        raise NoArticleError("it says so")
    return Article(title=source.text.strip())

@hookimpl
def newsparse_formats():
    return [Format(name="note", summary="a title in a file", suffixes=(".note",), read=read)]
"""


@pytest.fixture
def plugin(tmp_path: Path) -> str:
    path = tmp_path / "newsparse_test_notes.py"
    path.write_text(PLUGIN, encoding="utf-8")
    sys.modules.pop("newsparse_test_notes", None)
    return str(path)


@pytest.fixture
def notes(tmp_path: Path) -> list[str]:
    paths = []
    for name in ("a", "b"):
        path = tmp_path / f"{name}.note"
        path.write_text(f"note {name}\n", encoding="utf-8")
        paths.append(str(path))
    return paths


def test_one_article_prints_for_people(capsys):
    assert main(["parse", str(SEED)]) == 0
    printed = capsys.readouterr()
    article = newsparse.parse(SEED)
    assert printed.err == ""
    assert printed.out.startswith(f"{article.title}\n\npublished: 2024-04-05 00:13+02:00\n")
    assert "authors:   -\n" in printed.out
    assert f"language:  {article.language}\n" in printed.out
    assert f"image:     {article.image.url}\n" in printed.out
    assert printed.out.endswith("\n\n".join(article.paragraphs) + "\n")


def test_the_caption_and_credit_of_the_lead_image_are_named(tmp_path, capsys):
    image = newsparse.Image("https://x.example/a.jpg", caption="The ferry\nat noon.", credit="A. Low")
    for wanted in (image, attrs.evolve(image, credit=None), attrs.evolve(image, caption="")):
        newsparse.dump(newsparse.Article(title="Ferry", image=wanted), tmp_path / "a.json")
        assert main(["parse", str(tmp_path / "a.json")]) == 0
        _, _, after = capsys.readouterr().out.partition("image:     https://x.example/a.jpg\n")
        told = "caption:   The ferry at noon.\n" if wanted.caption else ""
        assert after == told + ("credit:    A. Low\n" if wanted.credit else "")


def test_an_article_from_standard_input(capsys):
    run = subprocess.run(
        [sys.executable, "-m", "newsparse", "parse", "-", "--to", "json"],
        input=SEED.read_bytes(),
        capture_output=True,
        check=True,
    )
    assert newsparse.parse(run.stdout) == newsparse.parse(SEED)


@pytest.mark.parametrize("to", ["text", "markdown", "html", "json", "rfi"])
def test_to_writes_what_dumps_gives(to, capsysbinary):
    assert main(["parse", str(SEED), "--to", to]) == 0
    assert capsysbinary.readouterr().out == newsparse.encode(newsparse.parse(SEED), to)


@pytest.mark.parametrize(
    ("to", "given", "options"),
    [
        ("text", ["width=40"], {"width": 40}),
        ("markdown", ["front_matter=true"], {"front_matter": True}),
        ("json", ["indent=2", "ascii=true"], {"indent": 2, "ascii": True}),
    ],
)
def test_options_of_the_writer_are_given_by_name(to, given, options, tmp_path, capsysbinary):
    wanted = newsparse.encode(newsparse.parse(SEED), to, **options)
    arguments = ["parse", str(SEED), "--to", to, *(f"--option={option}" for option in given)]
    assert main(arguments) == 0
    assert capsysbinary.readouterr().out == wanted
    assert main([*arguments, "-o", str(tmp_path / "one.file")]) == 0
    assert (tmp_path / "one.file").read_bytes() == wanted
    assert main([*arguments, "-j", "1", "-q", "-o", f"{tmp_path}/many/"]) == 0
    (made,) = (path for path in (tmp_path / "many").rglob("*") if path.is_file())
    assert made.read_bytes() == wanted


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--to", "text", "--option", "widht=3"], "--option: the format 'text' has no option widht; it has: width"),
        (
            ["--to", "text", "--option", "width=0"],
            "--option width=0: text is not written so: width: 0 columns are too few; give at least 1",
        ),
        (["--to", "text", "--option", "width"], "--option: 'width' is not NAME=VALUE"),
        (["--option", "width=3"], "--option width=3: it is for the writer of a format; name one with --to"),
        (["-o", "x.jsonl", "--option", "indent=2"], "--option indent=2: lines of JSON have none"),
    ],
)
def test_an_option_that_no_writer_takes_is_told_before_anything_is_read(arguments, complaint, tmp_path, capsys):
    assert main(["parse", str(tmp_path / "missing.html"), *arguments]) == 2
    assert capsys.readouterr() == ("", f"newsparse: {complaint}\n")


def test_an_option_may_suit_a_format_that_cannot_say_every_article(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    picky = """
from newsparse import Format, WriteError, hookimpl

def write(article, *, loud=False):
    if not article.url:
        raise WriteError("it has no address")
    return (article.url.upper() if loud else article.url).encode()

@hookimpl
def newsparse_formats():
    return [Format(name="address", write=write)]
"""
    (tmp_path / "newsparse_test_picky.py").write_text(picky, encoding="utf-8")
    newsparse.dump(newsparse.Article(title="A", url="https://x.example/"), "a.json")
    options = ["--plugin", "newsparse_test_picky.py", "--to", "address", "--option", "loud=true"]
    assert main(["parse", "a.json", *options]) == 0
    assert capsys.readouterr().out == "HTTPS://X.EXAMPLE/"
    sys.modules.pop("newsparse_test_picky")


def test_the_suffix_of_the_output_picks_the_format(tmp_path, capsys):
    assert main(["parse", str(SEED), "-o", str(tmp_path / "article.html")]) == 0
    assert capsys.readouterr().out == ""
    assert (tmp_path / "article.html").read_bytes() == newsparse.encode(newsparse.parse(SEED), "html")
    assert [path.name for path in tmp_path.iterdir()] == ["article.html"]


@pytest.mark.parametrize("command", ["parse", "stats"])
def test_an_output_makes_the_folders_that_it_stands_in(command, tmp_path):
    assert main([command, str(SEED), "-o", str(tmp_path / "new" / "folder" / "x.html")]) == 0
    assert [path.name for path in (tmp_path / "new" / "folder").iterdir()] == ["x.html"]


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder that not even root can write to")
@pytest.mark.parametrize("command", ["parse", "stats"])
def test_an_output_that_cannot_be_written_is_named(command, tmp_path, capsys):
    assert main([command, str(SEED), "-o", "/proc/x.html"]) == 1
    assert capsys.readouterr().err == "newsparse: /proc/x.html: no such file or directory\n"
    (tmp_path / "file").touch()
    assert main([command, str(SEED), "-o", str(tmp_path / "file" / "x.html")]) == 1
    assert capsys.readouterr().err == f"newsparse: {tmp_path / 'file'}: not a directory\n"


def test_an_output_whose_suffix_says_nothing_is_wrong_usage(tmp_path, capsys):
    assert main(["parse", str(SEED), "-o", str(tmp_path / "article.odd")]) == 2
    assert "--to" in capsys.readouterr().err


def test_several_articles_to_json_are_lines(plugin, notes, capsys):
    assert main(["--plugin", plugin, "parse", *notes, "--to", "json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["title"], line["newsparse_input"]) for line in lines] == [("note a", notes[0]), ("note b", notes[1])]


def test_failures_are_named_on_standard_error_and_the_rest_is_written(plugin, notes, tmp_path, capsys):
    missing = str(tmp_path / "missing.note")
    assert main(["parse", "--plugin", plugin, notes[0], missing, notes[1], "--to", "text"]) == 1
    printed = capsys.readouterr()
    assert "note a" in printed.out
    assert "note b" in printed.out
    assert printed.err.startswith("newsparse: ")
    assert missing in printed.err


def test_one_page_without_an_article_is_a_failure(plugin, tmp_path, capsys):
    (tmp_path / "x.note").write_text("none", encoding="utf-8")
    assert main(["--plugin", plugin, "parse", "--format", "note", str(tmp_path / "x.note")]) == 1
    assert "no article in this page: it says so" in capsys.readouterr().err


def test_an_encoding_before_or_after_the_subcommand(plugin, tmp_path, capsys):
    path = tmp_path / "x.note"
    path.write_bytes("Käse".encode("cp1252"))
    for arguments in (["--encoding", "cp1252", "parse", str(path)], ["parse", str(path), "--encoding", "cp1252"]):
        assert main(["--plugin", plugin, *arguments]) == 0
        assert "Käse" in capsys.readouterr().out


def test_an_encoding_that_nobody_knows_is_wrong_usage(capsys):
    assert main(["--encoding", "gb1830", "parse", str(SEED)]) == 2
    assert "'gb1830'" in capsys.readouterr().err


def test_an_address_is_shown_whole_on_a_narrow_terminal(capsys, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "60")
    assert main(["parse", str(SEED)]) == 0
    assert newsparse.parse(SEED).image.url in capsys.readouterr().out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_a_full_disk_under_the_output_is_no_traceback():
    with open("/dev/full", "wb") as full:  # noqa: PTH123  # no file, but a device
        run = subprocess.run(
            [sys.executable, "-m", "newsparse", "parse", str(SEED)],
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    assert run.returncode == 1
    assert run.stderr.startswith("newsparse: ")
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("subcommand", ["parse", "explain", "stats"])
def test_a_file_that_is_not_there_is_told_without_numbers(subcommand, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main([subcommand, "nope.parquet"]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == "newsparse: nope.parquet: no such file or directory"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(28, "No space left on device"), "no space left on device"),
        (
            OSError(28, "Error writing bytes to file. Detail: [errno 28] No space left on device"),
            "no space left on device",
        ),
        (PermissionError(13, "Permission denied", "a.html"), "a.html: permission denied"),
        (FileNotFoundError(2, "No file matches", "*.htm"), "*.htm: no file matches"),
        (OSError("cannot be read: it is a stream"), "cannot be read: it is a stream"),
    ],
)
def test_what_went_wrong_is_told_in_words(error, words):
    assert why(error) == words


def test_a_limit_before_or_after_the_subcommand(capsys):
    for arguments in (
        ["--limit", "max_bytes=100", "parse", str(SEED)],
        ["explain", str(SEED), "--limit=max_bytes=100"],
    ):
        assert main(arguments) == 1
        printed = capsys.readouterr()
        assert "over the limit max_bytes=100; raise it with" in printed.err + printed.out
        assert "(--limit max_bytes=N)" in printed.err + printed.out
    assert main(["parse", str(SEED), "--limit", "max_bytes=100", "--limit", "max_bytes=1000000"]) == 0


@pytest.mark.parametrize("limit", ["max_pages=3", "max_bytes", "max_bytes=0", "max_bytes=-1", "max_bytes=many"])
def test_a_limit_that_is_none_is_wrong_usage(limit, capsys):
    assert main(["parse", str(SEED), "--limit", limit]) == 2
    assert "--limit: " in capsys.readouterr().err


def test_sites_from_a_file_are_used(tmp_path, capsys):
    rules = tmp_path / "rules.toml"
    rules.write_text('[[site]]\nhosts = ["ferry.example"]\ntitle = [".no["]\n', encoding="utf-8")
    assert main(["--sites", str(rules), "parse", str(SEED)]) == 2
    assert "ferry.example" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["parse"],
        ["parse", "-", "x"],
        ["parse", "x", "--files-from", "y"],
        ["parse", "x", "y", "--url", "https://x.example/"],
        ["parse", str(SEED), "--to", "none-such"],
        ["parse", str(SEED), "--format", "none-such"],
        ["parse", str(SEED), "-o", "x.parquet", "--to", "html"],
        ["--plugin", "no-such-file.py", "parse", str(SEED)],
        ["--sites", "no-such-file.toml", "parse", str(SEED)],
        ["parse", str(SEED), "--jobs", "0", "--timeout", "1", "--to", "text"],
        ["parse", str(SEED), "--skip-existing"],
        ["parse", str(SEED), str(SEED), "--skip-existing", "--to", "json"],
        ["parse", str(SEED), "--restart", "-o", "-"],
        ["parse", str(SEED), "-0"],
    ],
)
def test_wrong_usage_has_status_2_and_says_why(arguments, capsys):
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("newsparse: ")


@pytest.mark.parametrize(
    "arguments",
    [[], ["none-such"], ["parse", "x", "--jobs", "-1"], ["stats", "x", "-j", "-1"], ["parse", "x", "--timeout", "0"]],
)
def test_arguments_that_do_not_parse_have_status_2(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


@pytest.mark.parametrize(
    ("option", "value", "allowed"),
    [
        ("--jobs", "-1", "'-1' is no whole number, 0 or more"),
        ("--max-files", "-1", "'-1' is no whole number, 0 or more"),
        ("--max-files", "ten", "'ten' is no whole number, 0 or more"),
        ("--timeout", "0", "'0' is no number of seconds above 0"),
        ("--timeout", "nan", "'nan' is no number of seconds above 0"),
        ("--timeout", "1m", "'1m' is no number of seconds above 0"),
    ],
)
def test_an_option_that_takes_a_number_says_which(option, value, allowed, capsys):
    with pytest.raises(SystemExit):
        main(["parse", "x", option, value])
    assert capsys.readouterr().err.endswith(f": {allowed}\n")


def test_the_version_is_printed(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"newsparse {newsparse.__version__}\n"


def test_formats_lists_what_each_can_do(plugin, capsys):
    assert main(["--plugin", plugin, "formats", "--json"]) == 0
    listing = {entry["name"]: entry for entry in json.loads(capsys.readouterr().out)["formats"]}
    assert set(listing) == {*newsparse.formats(), "note"}
    assert listing["note"]["plugin"] == "newsparse_test_notes"
    assert listing["note"]["suffixes"] == [".note"]
    assert (listing["note"]["reads"], listing["note"]["writes"]) == (True, False)
    assert listing["html"]["distribution"] == "newsparse"
    assert main(["formats"]) == 0
    assert "html" in capsys.readouterr().out


def test_formats_lists_plugins_that_are_disabled(plugin, capsys, monkeypatch):
    monkeypatch.setenv("NEWSPARSE_DISABLE", "newsparse_test_notes")
    assert main(["--plugin", plugin, "formats"]) == 0
    assert "not loaded: newsparse_test_notes: disabled" in capsys.readouterr().out


def test_explain_says_what_was_chosen(capsys):
    assert main(["explain", str(SEED)]) == 0
    printed = capsys.readouterr().out
    assert "* rfi (newsparse): SPECIFIC" in printed
    assert main(["explain", str(SEED), "--json"]) == 0
    explanation = json.loads(capsys.readouterr().out)
    assert explanation["format"] == "rfi"
    assert explanation["article"]["title"] == newsparse.parse(SEED).title


def test_explain_tells_of_one_document_of_many(tmp_path, capsys):
    many = tmp_path / "many.jsonl"
    titles = ("Frost", "Thaw")
    many.write_bytes(b"".join(newsparse.encode(newsparse.Article(title=title), "json") for title in titles))
    assert main(["explain", str(many)]) == 1
    assert "--document 1" in capsys.readouterr().out
    for document in ("2", f"{many}:2"):
        assert main(["explain", str(many), "--document", document, "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["article"]["title"] == "Thaw"
    assert main(["explain", str(many), "--document", "3"]) == 1
    assert "no document 3 among the 2 it holds" in capsys.readouterr().out


def test_explain_of_what_cannot_be_read_has_status_1(tmp_path, capsys):
    (tmp_path / "x").write_bytes(b"\0\1\2")
    assert main(["explain", str(tmp_path / "x")]) == 1
    assert "error" in capsys.readouterr().out
    assert main(["explain", str(tmp_path / "missing")]) == 1
    assert "missing" in capsys.readouterr().err


def test_an_address_is_told_from_a_file_that_is_missing(capsys):
    assert main(["parse", "https://news.example.org/x"]) == 1
    assert "newsparse opens no network connection" in capsys.readouterr().err


def test_explain_does_not_take_a_picture_for_text(capsys):
    picture = SEED.parents[1] / "tests" / "invalid" / "any" / "large-picture.html"
    assert main(["explain", str(picture)]) == 1
    printed = capsys.readouterr().out
    assert "this is a picture" in printed
    assert "kept" not in printed


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end otherwise there")
def test_a_reader_that_goes_away_is_no_traceback(tmp_path):
    (tmp_path / "x.json").write_text(json.dumps({"newsparse": 1, "title": "x" * 500_000}), encoding="utf-8")
    command = [sys.executable, "-m", "newsparse", "parse", *[str(tmp_path / "x.json")] * 3, "--to", "text"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout.read(10) == b"x" * 10
        run.stdout.close()
        assert run.stderr.read() == b""
    assert run.returncode == 141


def test_the_module_runs_as_the_command():
    run = subprocess.run([sys.executable, "-m", "newsparse", "--version"], capture_output=True, text=True, check=True)
    assert run.stdout == f"newsparse {newsparse.__version__}\n"
