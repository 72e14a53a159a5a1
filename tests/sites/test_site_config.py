"""The reader of the ftr-site-config format, on six files of our own and, where present, on the real ones."""

from pathlib import Path

import pytest

from newsparse.markup import parse_html
from newsparse.sites import apply_site, read_site_config, read_site_config_text, replace_text

RULES = Path(__file__).parent / "rules"


@pytest.fixture(scope="module")
def config():
    return read_site_config(RULES)


def site_for(config, url):
    site = config.rules.match(url)
    assert site is not None
    return site


def test_every_file_is_loaded(config):
    assert len(config.rules) == 6


def test_a_plain_file_says_what_to_take_and_what_to_strip(config):
    page = parse_html(
        "<h1 class=headline>Rain</h1><span class=by>Ada Low</span><time datetime=2024-05-01></time>"
        "<div id=story><p>It rained.</p><aside>More</aside><p class='x newsletter'>Sign up</p>"
        "<img src=/pixels/1.gif><img src=/photo.jpg></div><footer>The end</footer>"
    )
    reading = apply_site(site_for(config, "https://www.example.com/1"), page)
    assert (reading.title, reading.authors, reading.published) == ("Rain", ("Ada Low",), "2024-05-01")
    assert [element.get("id") for element in reading.body] == ["story"]
    assert sorted(element.tag for element in reading.stripped) == ["aside", "img", "p"]


@pytest.mark.parametrize("host", ["blogs.example.com", "a.blogs.example.com"])
def test_a_file_with_a_leading_dot_is_for_the_hosts_below(config, host):
    assert site_for(config, f"https://{host}/1").name == ".example.com"


@pytest.mark.parametrize("host", ["example.com", "www.example.com"])
def test_a_file_without_one_is_for_the_host_alone(config, host):
    assert site_for(config, f"https://{host}/1").name == "example.com"


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ("<title>T - S</title><h1 id=new>New</h1><h1 class=old>Old</h1>", "New"),
        ("<title>T - S</title><h1 class=old>Old</h1>", "Old"),
        ("<title>T - S</title><p>Words", "T"),
    ],
)
def test_lines_of_one_kind_are_tried_in_order(config, markup, title):
    site = site_for(config, "https://tried-in-order.example.org/")
    assert apply_site(site, parse_html(markup)).title == title


def test_a_union_takes_every_part_of_the_body_in_page_order(config):
    site = site_for(config, "https://tried-in-order.example.org/")
    page = parse_html("<nav>x</nav><div class=part-2>b</div><hr><div class=part-1>a</div>")
    assert [element.text for element in apply_site(site, page).body] == ["b", "a"]


def test_texts_are_replaced_before_parsing(config):
    site = site_for(config, "https://replaced.example.org/")
    markup = '<main><p class="lead"/>Lead</p><noscript>Late</noscript></main>'
    assert replace_text(site, markup) == '<main><p class="lead">Lead</p><div>Late</div></main>'


def test_downloading_is_kept_as_data(config):
    site = site_for(config, "https://downloads.example.org/")
    assert dict(site.directives) == {
        "single_page_link": "//a[@class='print']",
        "if_page_contains": "//div[@class='pager']",
        "next_page_link": "//a[@rel='next']",
        "http_header(user-agent)": "Mozilla/5.0",
        "test_url": "https://downloads.example.org/1",
        "test_contains": "words of the page",
    }


def test_the_extraction_keeps_its_say_whatever_the_file_says_of_pruning(config):
    site = site_for(config, "https://tried-in-order.example.org/")
    assert site.prune
    assert dict(site.directives)["prune"] == "no"


def test_each_faulty_line_is_reported_and_the_others_count(config):
    assert site_for(config, "https://faulty.example.org/").body == ("xpath://div[@id='still-read']",)
    found = [(problem.file, problem.line, problem.reason.split(":")[0]) for problem in config.problems]
    assert found == [
        ("faulty.example.org.txt", 1, "'//h1['"),
        ("faulty.example.org.txt", 2, "unknown directive 'bodi'"),
        ("faulty.example.org.txt", 3, "no directive"),
        ("faulty.example.org.txt", 4, "\"//a[contain(@class, 'x')]\""),
        ("faulty.example.org.txt", 5, "prune is yes or no, not 'perhaps'"),
        ("faulty.example.org.txt", 7, "strip_id_or_class has no value"),
        ("faulty.example.org.txt", 6, "find_string 'never replaced' has no replace_string"),
    ]


@pytest.mark.parametrize("text", ["", "# only words\n"])
def test_a_file_without_rules_is_reported(text):
    site, problems = read_site_config_text(text, name="empty.example.txt")
    assert site is None
    assert [str(problem) for problem in problems] == ["empty.example.txt: holds no rule"]


def test_a_file_named_after_no_host_is_reported():
    site, problems = read_site_config_text("body: //p", name="no host.txt")
    assert site is None
    assert "no host name" in problems[0].reason


def test_undecodable_files_are_reported(tmp_path):
    (tmp_path / "bad.example.txt").write_bytes(b"title: \xff\xfe")
    config = read_site_config(tmp_path)
    assert len(config.rules) == 0
    assert [problem.file for problem in config.problems] == ["bad.example.txt"]


@pytest.mark.corpora
def test_every_real_file_is_loaded_or_reported(corpora):
    folder = next(corpora.pages("ftr-site-config").rglob("LICENSE.txt")).parent
    files = {path.name.removeprefix("www.") for path in folder.glob("*.txt")}
    config = read_site_config(folder)
    reported = {problem.file.removeprefix("www.") for problem in config.problems}
    assert len(files) > 1500
    assert files <= reported | {f"{site.name}.txt" for site in config.rules}
    assert len(config.problems) < 20
