"""`Site`: checked when made, matched by host, read from TOML."""

import pickle

import pytest

from newsparse import ReadError
from newsparse.formats.rfi.sites import archive_sites
from newsparse.markup import parse_html
from newsparse.sites import Site, SiteRules, apply_site, match_site, read_sites_toml


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"body": "div["}, "site 'example.com': body: 'div[': not CSS"),
        ({"title": "xpath://h1["}, "site 'example.com': title: 'xpath://h1[': not XPath 1.0"),
        ({"strip": ["nav", "xpath:nosuch(//p)"]}, "site 'example.com': strip: .*no function nosuch"),
        ({"body": "//div"}, "if it is XPath, write 'xpath://div'"),
        ({"image": "img::first-line"}, "image: 'img::first-line': the only pseudo-element is ::attr"),
        ({"timezone": "Europe/Atlantis"}, "site 'example.com': timezone: 'Europe/Atlantis'"),
    ],
)
def test_what_does_not_parse_is_an_error_when_made_naming_site_and_selector(arguments, words):
    with pytest.raises(ValueError, match=words.replace("[", r"\[").replace("(", r"\(")):
        Site("example.com", **arguments)


@pytest.mark.parametrize("host", ["https://example.com", "example.com/news", "", "a b", "*.example.com"])
def test_hosts_are_host_names(host):
    with pytest.raises(ValueError, match="is no host name"):
        Site(host)


def test_a_site_needs_a_host():
    with pytest.raises(ValueError, match="hosts is empty"):
        Site(())


def test_a_site_survives_pickling():
    site = Site("example.com", body="main", replace=[("a", "b")], timezone="Asia/Tokyo")
    assert pickle.loads(pickle.dumps(site)) == site
    assert pickle.loads(pickle.dumps(SiteRules([site]))).match("http://example.com/") == site


class TestMatching:
    rules = SiteRules(
        [
            Site("example.com", name="all"),
            Site("news.example.com", name="news"),
            Site("=alone.example.org", name="alone"),
            Site(".below.example.org", name="below"),
            Site("bücher.example", name="idn"),
        ]
    )

    @pytest.mark.parametrize(
        ("url", "name"),
        [
            ("https://example.com/1", "all"),
            ("https://www.example.com:8443/1", "all"),
            ("https://EXAMPLE.com./1", "all"),
            ("https://sport.example.com/1", "all"),
            ("https://news.example.com/1", "news"),
            ("https://en.news.example.com/1", "news"),
            ("https://alone.example.org/", "alone"),
            ("https://www.alone.example.org/", "alone"),
            ("https://sub.alone.example.org/", None),
            ("https://a.below.example.org/", "below"),
            ("https://below.example.org/", None),
            ("https://bücher.example/", "idn"),
            ("https://xn--bcher-kva.example/", "idn"),
            ("https://notexample.com/", None),
            ("https://[::1", None),
            ("mailto:a@example.com", None),
            (None, None),
        ],
    )
    def test_the_most_specific_host_counts(self, url, name):
        site = self.rules.match(url)
        assert (site and site.name) == name

    def test_the_last_site_of_a_host_counts(self):
        sites = [Site("example.com", name="first"), Site("example.com", name="last")]
        assert match_site(sites, "https://example.com/").name == "last"

    def test_rules_over_others_count_before_them_however_specific(self):
        own = SiteRules([Site("example.com", name="own")])
        both = own.over(self.rules)
        assert both.match("https://news.example.com/").name == "own"
        assert both.match("https://alone.example.org/").name == "alone"
        assert [site.name for site in both] == ["own", "all", "news", "alone", "below", "idn"]
        assert (len(own), len(both), both[0].name) == (1, 6, "own")

    def test_other_values_are_refused(self):
        with pytest.raises(TypeError, match="expected Site, not str"):
            SiteRules(["example.com"])


class TestReading:
    def test_css_xpath_and_attributes(self):
        site = Site(
            "example.com",
            title="header h1",
            authors=["a[rel=author]", "xpath://p/text()"],
            image="img.lead::attr(data-full), img.big::attr(data-full)",
            keywords="ul.tags li",
            published="time",
        )
        page = parse_html(
            "<header><h1>Snow\n falls<script>x</script></h1></header><a rel=author>A B</a><a rel=author>C D</a>"
            "<img class=big data-full=/b.jpg><ul class=tags><li>x<li>y</ul><time datetime=2024-01-02>yesterday</time>"
        )
        reading = apply_site(site, page)
        assert reading.title == "Snow falls"
        assert reading.authors == ("A B", "C D")
        assert reading.image == "/b.jpg"
        assert reading.keywords == ("x", "y")
        assert reading.published == "2024-01-02"
        assert dict(reading.used)["authors"] == "a[rel=author]"
        assert reading.notes == ()

    def test_what_finds_nothing_is_noted(self):
        reading = apply_site(Site("example.com", title="h6", body=".none"), parse_html("<p>Words</p>"))
        assert (reading.title, reading.body) == ("", ())
        assert reading.notes == (
            "site 'example.com': title: no selector finds anything; the generic extraction decides",
            "site 'example.com': body: no selector finds anything; the generic extraction decides",
        )

    @pytest.mark.parametrize("body", ["body", "html", "div.all", "body > *", "xpath://*"])
    def test_a_body_that_is_the_whole_page_counts_as_none(self, body):
        page = parse_html("<body><div class=all><nav>Menu</nav><p>Words</p></div></body>")
        reading = apply_site(Site("example.com", body=body), page)
        assert reading.body == ()
        assert "selects the whole page" in reading.notes[0]

    def test_a_page_that_is_one_article_may_be_taken_whole(self):
        page = parse_html("<body><article><p>Words</p></article></body>")
        assert len(apply_site(Site("example.com", body="article"), page).body) == 1

    def test_of_nested_matches_the_outer_counts(self):
        page = parse_html("<p>Menu</p><div id=a><div id=b>Words</div></div><div id=c>More</div>")
        reading = apply_site(Site("example.com", body="div"), page)
        assert [element.get("id") for element in reading.body] == ["a", "c"]

    @pytest.mark.parametrize("selector", ["xpath:/html", "body", "xpath://*"])
    def test_a_strip_rule_that_takes_the_whole_page_is_noted_and_passed_over(self, selector):
        page = parse_html("<p class=promo>Buy</p><p>Words</p>")
        reading = apply_site(Site("example.com", strip=[selector, ".promo"]), page)
        assert [element.get("class") for element in reading.stripped] == ["promo"]
        assert reading.notes == (
            f"site 'example.com': strip: {selector!r} selects the whole page; nothing is left out for it",
        )

    def test_a_token_of_several_words_is_class_names_in_a_row(self):
        page = parse_html("<i class='a module  smb text'>1</i><i class='smb module text'>2</i><i class=smb>3</i>")
        reading = apply_site(Site("example.com", strip_tokens="module smb"), page)
        assert [element.text for element in reading.stripped] == ["1"]


class TestChecks:
    """Every mistake is told when the site is made, with the site and the field."""

    @pytest.mark.parametrize(
        ("field", "value", "reason"),
        [
            ("title", "xpath:count(//p)", "gives a number"),
            ("title", "xpath://p[1] = 'x'", "gives a truth value"),
            ("body", "xpath://p[$x]", "no variables"),
            ("body", "xpath://p[x:y]", "no namespace 'x'"),
            ("date_formats", "%Q", "bad directive"),
            ("language", "no language", "BCP 47"),
        ],
    )
    def test_values(self, field, value, reason):
        with pytest.raises(ValueError, match=rf"site 'example.com': .*{field}.*{reason}"):
            Site("example.com", **{field: value})

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("title", 3),
            ("strip", [None]),
            ("prune", "no"),
            ("publisher", 3),
            ("timezone", 1),
            ("replace", "ab"),
            ("replace", {"a": "b"}),
            ("replace", [["a", "b", "c"]]),
        ],
    )
    def test_types(self, field, value):
        with pytest.raises(TypeError, match=f"site 'example.com': {field}: expected"):
            Site("example.com", **{field: value})

    @pytest.mark.parametrize("host", [None, 3, ["example.com", 3]])
    def test_hosts(self, host):
        with pytest.raises(TypeError, match="site: hosts: expected str"):
            Site(host)

    @pytest.mark.parametrize(
        "expression",
        ["//a/ancestor::div[1]", "//a[@title='a:b $c']", "string(//time/@datetime)", "//*[local-name()='x:y']"],
    )
    def test_expressions_that_only_look_wrong(self, expression):
        assert Site("example.com", body=f"xpath:{expression}").body == (f"xpath:{expression}",)

    def test_a_class_is_not_taken_for_a_path(self):
        with pytest.raises(ValueError, match="not CSS") as caught:
            Site("example.com", body=".promo[")
        assert "xpath" not in str(caught.value)


class TestToml:
    def test_tables_become_sites(self, tmp_path):
        path = tmp_path / "my.toml"
        path.write_text(
            '[[site]]\nhosts = "example.com"\nbody = ["main", "xpath://div[1]"]\ntimezone = "Europe/Rome"\n'
            '[[site]]\nhosts = ["a.example", "b.example"]\nname = "two"\nreplace = [["<x>", "<p>"]]\n',
            encoding="utf-8",
        )
        rules = read_sites_toml(path)
        assert list(rules) == [
            Site("example.com", body=["main", "xpath://div[1]"], timezone="Europe/Rome"),
            Site(["a.example", "b.example"], name="two", replace=[("<x>", "<p>")]),
        ]

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("[[site]", "not valid TOML"),
            ("x = 1", "tables"),
            ("site = 1", "tables"),
            ('[[site]]\nbody = "main"', "site 1: hosts is missing"),
            ('[[site]]\nhosts = "a.example"\nbodi = "p"', "site 'a.example': unknown key 'bodi'"),
            ('[[site]]\nhosts = "a.example"\nbody = "p["', "site 'a.example': body: 'p\\['"),
            ('[[site]]\nhosts = "a.example"\nbody = 3', "site 'a.example'"),
        ],
    )
    def test_mistakes_name_file_site_and_key(self, tmp_path, text, words):
        path = tmp_path / "my.toml"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(ReadError, match=words) as caught:
            read_sites_toml(path)
        assert caught.value.source == str(path)


def test_the_archives_nine_sources_have_rules():
    names = [site.name for site in archive_sites()]
    assert names == ["rfi", "bbc", "dw", "voa", "nyt", "reuters", "ft", "rfa", "cdt"]
    assert match_site(archive_sites(), "https://www.rfi.fr/cn/x").timezone == "Europe/Paris"
