from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from newsparse_jekyll import JEKYLL

import newsparse
from newsparse import Article, Code, Heading, Image, List, Paragraph, ReadError, Span, Table
from newsparse.testing import check_format

POSTS = Path(__file__).parent / "posts"


def test_the_laws_hold():
    samples = [path.read_bytes() for path in sorted(POSTS.iterdir())]
    laws = check_format(JEKYLL, max_examples=40, samples=samples)
    assert {law.partition(" ")[0] for law in laws} >= {"L1", "L3", "L4", "L7", "L8"}


def test_a_markdown_post_is_detected_and_read():
    article = newsparse.parse(POSTS / "2024-05-01-rain.md", url="https://example.org/2024/rain.html")
    assert article.title == "Rain, at last"
    assert article.published == datetime(2024, 5, 1, 7, 30, tzinfo=timezone(timedelta(hours=2)))
    assert article.authors == ("Ada Low",)
    assert article.keywords == ("weather", "drought")
    assert article.section == "News"
    assert article.summary == "The drought is over."
    assert article.image == Image("https://example.org/assets/rain.jpg", alt="Rain on a window")
    assert article.extra == {"layout": "post", "rating": 4, "categories": ["News", "Weather"]}
    first, heading, items, table, code = article.body
    link = Span("Details", "https://example.org/details.html")
    emphasis = Span("all", marks=frozenset({"emphasis"}))
    assert first == Paragraph([Span("It rained "), emphasis, Span(" night. "), link, Span(" follow.")])
    assert heading == Heading("What comes next", level=2)
    assert items == List(["More rain", "Less drought"], ordered=True)
    assert isinstance(table, Table)
    assert [cell.text for cell in table.rows[1]] == ["Mon", "3 mm"]
    assert code == Code('print("rain")', language="python")


def test_a_time_without_a_zone_gives_the_day_and_is_kept():
    article = newsparse.parse(POSTS / "undated.html")
    assert article.published == date(2024, 5, 2)
    assert article.extra["date"] == "2024-05-02 07:30"


def test_authors_may_be_mappings():
    article = newsparse.parse(POSTS / "undated.html")
    assert article.authors == ("Ada Low", "Bo Reed")
    assert article.extra["authors"][0]["email"] == "ada@example.org"


def test_the_day_in_the_name_counts_where_there_is_no_other(tmp_path):
    path = tmp_path / "2023-02-01-snow.md"
    path.write_text("---\ntitle: Snow\n---\nIt snows.\n", encoding="utf-8")
    assert newsparse.parse(path).published == date(2023, 2, 1)


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("2024-05-01 07:30 +0200", datetime(2024, 5, 1, 7, 30, tzinfo=timezone(timedelta(hours=2)))),
        ("2024-05-01 07:30:00 UTC", datetime(2024, 5, 1, 7, 30, tzinfo=UTC)),
        ("2024-5-1 7:30", date(2024, 5, 1)),
        ("May 2024", None),
    ],
)
def test_dates_as_people_write_them(written, published):
    article = newsparse.parse_text(f"---\ntitle: Rain\ndate: {written}\n---\n", format="jekyll")
    assert article.published == published
    assert isinstance(published, datetime) or article.extra["date"] == written


def test_a_title_of_digits_is_a_text():
    assert newsparse.parse_text("---\ntitle: 1984\n---\n", format="jekyll").title == "1984"
    assert newsparse.parse_text("---\ntitle: 2024-05-01\n---\n", format="jekyll").title == "2024-05-01"


def test_categories_in_one_text_are_all_kept():
    article = newsparse.parse_text("---\ncategories: news weather\n---\n", format="jekyll")
    assert (article.section, article.extra["categories"]) == ("news", "news weather")


def test_a_set_has_an_order():
    article = newsparse.parse_text("---\nkinds: !!set {wind, hail, rain, snow}\n---\n", format="jekyll")
    assert article.extra["kinds"] == ("hail", "rain", "snow", "wind")


def test_front_matter_may_end_with_three_dots():
    article = newsparse.parse(b"---\ntitle: Rain\n...\nIt rained.\n\n---\n\nAll night.\n")
    assert (article.title, article.text) == ("Rain", "It rained.\n\nAll night.")


def test_what_is_nested_deep_is_read():
    items = "".join(f"{'  ' * depth}- item {depth}\n" for depth in range(14))
    assert "item 13" in newsparse.parse_text(f"---\ntitle: Deep\n---\n{items}", format="jekyll").text


def test_what_is_written_is_a_post_that_reads_back(tmp_path):
    article = newsparse.parse(POSTS / "2024-05-01-rain.md", url="https://example.org/2024/rain.html")
    path = tmp_path / "2024-05-01-rain.md"
    newsparse.dump(article, path, format="jekyll")
    assert path.read_text(encoding="utf-8").startswith("---\ntitle: Rain, at last\ndate: 2024-05-01 07:30:00+02:00\n")
    assert newsparse.parse(path) == article


def test_no_text_becomes_a_liquid_tag():
    article = Article(title="Braces", body=["{{ site.secret }} and {% include secret %} and {{{"])
    post = newsparse.dumps(article, "jekyll")
    body = post.split("---\n")[2]
    assert "{{" not in body
    assert "{%" not in body
    assert newsparse.parse_text(post, format="jekyll") == article


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("title: no rules\n", 1),
        ("---\n- a list\n---\nText", 1),
        ("---\na: 1\nb: [1, 2\n---\nText", 4),
        ("---\na: &a [*a]\n---\nText", 1),
        ("---\na: 1\nText", 1),
    ],
)
def test_front_matter_that_is_none_names_the_line(text, line):
    with pytest.raises(ReadError) as caught:
        newsparse.parse_text(text, format="jekyll")
    assert caught.value.line == line


@pytest.mark.parametrize("text", ["\x85", "a\u2028b", "\u2029 c", "a\nb", " \t", "\ufeffx"])
def test_every_line_end_comes_back_as_it_was(text):
    article = Article(title="Ends", extra={"note": text, text: 1})
    assert newsparse.parse(newsparse.encode(article, "jekyll")) == article


def test_aliases_that_multiply_are_stopped():
    levels = "\n".join(f"k{n}: &k{n} [{', '.join([f'*k{n - 1}'] * 10)}]" for n in range(1, 9))
    with pytest.raises(ReadError, match="more than 100000 values"):
        newsparse.parse_text(f"---\nk0: &k0 [x]\n{levels}\n---\nText", format="jekyll")
