"""Statistics as text and as a page."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import html5lib
import pytest

import newsparse
from newsparse.cli import main
from newsparse.stats import Fact, as_html, as_text, measure
from newsparse.stats.charts import _scale
from newsparse.stats.words import class_name, language_name, share

HOSTILE = "</style><script>alert(1)</script><img src=x onerror=alert(1)>\"'&"


def facts(count=300, publisher="The Example"):
    start = datetime(2022, 1, 1, 6, tzinfo=UTC)
    for number in range(count):
        yield Fact(
            source=f"{number}.html",
            url=f"https://example.com/{number % 290}",
            published=start + timedelta(days=number, hours=number % 12),
            publisher=publisher if number % 3 else "Other",
            language="fr" if number % 2 else None,
            words=number * 5,
            missing=frozenset({"authors"}) if number % 4 else frozenset(),
        )
    yield Fact(source="front.html", error="NoArticleError")


def strict(page):
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(page)


def test_the_text_tells_each_part():
    text = as_text(measure(facts()), name="crawl")
    assert text.startswith("crawl\n300 articles of 2 publishers in 1 language, 2022-01-01 to 2022-10-27\n")
    for part in ("Articles by month", "Publishers", "French (fr)", "Length in words", "authors", "NoArticleError"):
        assert part in text
    assert "2 × https://example.com/0" in text


def test_the_text_tells_long_times_by_year():
    days = (date(2010 + number % 12, 1, 1) for number in range(100))
    text = as_text(measure(Fact(source="x", published=day) for day in days))
    assert "Articles by year\n  2010  9  ███" in text
    assert "2021" in text


def test_the_page_is_valid_and_complete():
    page = as_html(measure(facts()), name="crawl")
    tree = strict(page)
    titles = [heading.text for heading in tree.iter("h2")]
    assert titles == [
        "Over time", "Publishers", "Languages", "Length", "When they appear", "What is missing", "Duplicates",
        "Not articles",
    ]  # fmt: skip


def test_the_page_needs_nothing_from_elsewhere_and_runs_nothing():
    tree = strict(as_html(measure(facts())))
    names = {element.tag for element in tree.iter() if isinstance(element.tag, str)}
    assert not names & {"script", "link", "img", "iframe", "object", "a"}
    policy = [meta.get("content") for meta in tree.iter("meta") if meta.get("http-equiv")]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]
    assert "url(" not in as_html(measure(facts()))


def test_whatever_the_archive_says_is_text_in_the_page():
    hostile = Fact(
        source=HOSTILE, url=f"https://example.com/{HOSTILE}", published=date(2024, 1, 1), publisher=HOSTILE,
        language=HOSTILE, words=3, format=HOSTILE,
    )  # fmt: skip
    failed = Fact(source=HOSTILE, error=HOSTILE)
    tree = strict(as_html(measure([hostile, hostile, failed]), name=HOSTILE))
    names = {element.tag for element in tree.iter() if isinstance(element.tag, str)}
    assert not names & {"script", "img"}
    assert not [key for element in tree.iter() for key in element.keys() if key.startswith("on")]  # noqa: SIM118
    assert HOSTILE in "".join(tree.itertext())


def test_every_chart_has_a_name_and_its_numbers_as_a_table():
    tree = strict(as_html(measure(facts())))
    charts = [element for element in tree.iter() if str(element.tag).endswith("svg")]
    assert charts
    assert all(chart.get("role") == "img" and chart.get("aria-label") for chart in charts)
    assert len(list(tree.iter("details"))) == len(charts)
    assert all(table.find("caption").text for table in tree.iter("table"))


def test_columns_fill_what_they_stand_for():
    page = as_html(measure(facts()))
    heights = [float(height) for height in re.findall(r'class="c\d" [^>]*height="([\d.]+)"', page)]
    assert heights
    assert all(0 < height <= 100 for height in heights)


def test_nothing_to_tell_makes_a_page_and_a_text_too():
    strict(as_html(measure([])))
    assert as_text(measure([])).startswith("the archive\n0 articles")


@pytest.mark.parametrize("most", [0, 1, 3, 7, 12, 99, 100, 101, 12_345, 10**7])
def test_scales_are_round_and_hold_the_highest_column(most):
    top, step = _scale(most)
    assert top >= most
    assert top % step == 0
    assert 1 <= top // step <= 5
    assert str(step).rstrip("0") in {"1", "2", "5"}


def test_numbers_and_names_are_told_as_people_read_them():
    assert [share(0, 5), share(5, 5), share(1, 3), share(1, 10**6), share(10**6 - 1, 10**6)] == [
        "0 %", "100 %", "33.3 %", "< 0.1 %", "> 99.9 %",
    ]  # fmt: skip
    assert [language_name(tag) for tag in ("zh-Hant", "tlh", None)] == ["Chinese (zh-Hant)", "tlh", "unknown"]
    assert [class_name(0), class_name(1)] == ["0", "1–24"]


def test_the_command_prints_text(tmp_path, capsys):
    (tmp_path / "a.json").write_text('{"newsparse": 1, "title": "A", "body": []}', encoding="utf-8")
    assert main(["stats", "--jobs", "0", str(tmp_path)]) == 0
    assert "1 article of 1 publisher" in capsys.readouterr().out


def test_the_command_leaves_out_what_is_excluded(tmp_path, capsys):
    for name in ("a.json", "a_files/b.json", "c.css"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text('{"newsparse": 1, "title": "A", "body": []}', encoding="utf-8")
    assert main(["stats", "--jobs", "0", str(tmp_path), "--exclude", "*_files", "--exclude", "*.css"]) == 0
    assert "1 article of" in capsys.readouterr().out


def test_the_command_reads_in_the_encoding_given(tmp_path, capsys):
    path = tmp_path / "a.json"
    path.write_bytes('{"newsparse": 1, "publisher": "Правда", "body": []}'.encode("ibm866"))
    assert main(["stats", "--jobs", "0", str(path), "--encoding", "ibm866"]) == 0
    assert "Правда" in capsys.readouterr().out


def test_the_command_writes_a_page(tmp_path, capsys):
    (tmp_path / "a.json").write_text('{"newsparse": 1, "title": "A", "body": []}', encoding="utf-8")
    out = tmp_path / "report.html"
    assert main(["stats", "--jobs", "0", str(tmp_path / "a.json"), "-o", str(out), "--name", "Mine <3"]) == 0
    assert "<h1>Mine &lt;3</h1>" in out.read_text(encoding="utf-8")
    assert "1 article" in capsys.readouterr().err


def test_the_command_names_what_cannot_be_read_and_tells_of_the_rest(tmp_path, capsys):
    (tmp_path / "a.json").write_text('{"newsparse": 1, "title": "A", "body": []}', encoding="utf-8")
    (tmp_path / "b.bin").write_bytes(b"\x00")
    missing = str(tmp_path / "missing.jsonl")
    assert main(["stats", "--jobs", "0", str(tmp_path), missing]) == 1
    printed = capsys.readouterr()
    assert "1 article of 1 publisher" in printed.out
    assert "Not articles: 2 of 3 inputs" in printed.out
    first, second = printed.err.splitlines()
    assert first.startswith(f"newsparse: {tmp_path / 'b.bin'}: no format recognises this input")
    assert second == f"newsparse: {missing}: no such file or directory"


def test_a_page_without_an_article_fails_nothing_unless_there_is_no_other(tmp_path, capsys):
    (tmp_path / "front.html").write_text("<title>Front</title><ul><li><a href=/a>A</a></ul>", encoding="utf-8")
    assert main(["stats", "--jobs", "0", str(tmp_path)]) == 1
    assert capsys.readouterr().err == "newsparse: none of the inputs holds an article\n"
    (tmp_path / "a.json").write_text('{"newsparse": 1, "title": "A", "body": []}', encoding="utf-8")
    assert main(["stats", "--jobs", "0", str(tmp_path)]) == 0
    assert capsys.readouterr().err == ""


def test_a_folder_without_a_file_is_told(tmp_path, capsys):
    assert main(["stats", "--jobs", "0", str(tmp_path)]) == 1
    assert capsys.readouterr().err == f"newsparse: no files in {tmp_path}\n"


def test_what_a_table_tells_of_an_earlier_run_fails_nothing(tmp_path, capsys):
    pytest.importorskip("pyarrow")
    (tmp_path / "a.json").write_text('{"newsparse": 1, "title": "A", "body": []}', encoding="utf-8")
    (tmp_path / "b.bin").write_bytes(b"\x00")
    from newsparse.arrow import RESULT_SCHEMA
    from newsparse.arrow.files import open_writer
    from newsparse.arrow.tables import batch_of
    from newsparse.record import result_record

    registry = newsparse.Registry(discover=False)
    rows = [result_record(result, registry) for result in newsparse.parse_many(tmp_path, workers=0)]
    with open_writer(tmp_path / "all.parquet", RESULT_SCHEMA) as writer:
        writer.write_batch(batch_of(rows, RESULT_SCHEMA))
    assert main(["stats", str(tmp_path / "all.parquet")]) == 0
    printed = capsys.readouterr()
    assert "Not articles: 1 of 2 inputs" in printed.out
    assert printed.err == ""


LINES = '{"newsparse":1,"title":"A"}\n{"newsparse":1,"title":"B"}\n'


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        (LINES, 2),
        ('{"newsparse":1,"title":"A"}', 1),
        ('{"title": "A"}\n', 1),
        ('{\n"title": "A"}\n', 1),
        (LINES + json.dumps({"newsparse": 1, "title": "x" * 100_000}) + "\n", 3),
        ('{"newsparse":1,"title":"' + "x" * 100_000 + '"}\n' + LINES, 3),
    ],
    ids=["lines", "one line", "an object", "an object on two lines", "a long line", "a long line first"],
)
def test_the_command_reads_standard_input(text, articles):
    command = [sys.executable, "-m", "newsparse", "stats", "-"]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    assert done.stdout.startswith(f"standard input\n{articles} article".encode())


def test_the_command_fails_where_there_is_no_article(tmp_path):
    (tmp_path / "a.bin").write_bytes(b"\x00")
    assert main(["stats", "--jobs", "0", str(tmp_path)]) == 1


def test_the_command_says_what_cannot_be_read(tmp_path, capsys):
    pytest.importorskip("pyarrow")
    (tmp_path / "a.parquet").write_bytes(b"no table")
    assert main(["stats", str(tmp_path / "a.parquet")]) == 1
    assert "not a whole Parquet file" in capsys.readouterr().err
    assert main(["stats", str(tmp_path), "-o", "report.txt"]) == 2
