"""What publisher rules do to the reading of a page."""

from datetime import date, datetime, timedelta, timezone

import pytest

import newsparse
from newsparse import Registry, Site, Source, hookimpl
from newsparse.sites import SiteRules

URL = "https://news.example.com/1"
STORY = "The council met on Tuesday evening and decided, after three hours of debate, to rebuild the old bridge. "
PAGE = f"""<html><head><title>Bridge | The Daily</title></head><body><nav><a href=/>Home</a> Menu of the day</nav>
<h1 class=top>The old bridge</h1><div class=by>By Ada Low and Bo Reed</div><i class=when>05/04/2024 - 00:13</i>
<div id=story><p>{STORY * 3}</p><p>Short.</p><div class=promo>Sign up for our newsletter</div><p>{STORY * 2}</p></div>
<div id=other><p>{STORY * 4}</p></div></body></html>"""
RULES = Site(
    "example.com",
    title="h1.top",
    body="#story",
    authors=".by",
    published=".when",
    strip=".promo",
    date_formats="%d/%m/%Y - %H:%M",
    timezone="Europe/Paris",
    publisher="The Daily Example",
)


def read(page, *sites, url=URL):
    return Registry([]).parse_text(page, url=url, sites=sites)


def test_the_rules_beat_the_generic_reading():
    article = read(PAGE, RULES)
    assert article.title == "The old bridge"
    assert article.authors == ("Ada Low", "Bo Reed")
    assert article.published == datetime(2024, 4, 5, 0, 13, tzinfo=timezone(timedelta(hours=2)))
    assert article.publisher == "The Daily Example"
    assert article.paragraphs == ((STORY * 3).strip(), "Short.", (STORY * 2).strip())


def test_the_language_of_the_rules_beats_the_look_of_the_text():
    german = "Der Rat hat am Dienstag mit den Stimmen von allen beschlossen, dass die Brücke nicht gesperrt wird. "
    page = PAGE.replace(STORY, german)
    assert read(page).language == "de"
    assert read(page, Site("example.com", language="en-GB")).language == "en-GB"


def test_a_site_of_another_host_changes_nothing():
    assert read(PAGE, RULES, url="https://example.org/1") == read(PAGE, url="https://example.org/1")


def test_a_saved_page_is_matched_by_the_address_it_names_itself():
    page = PAGE.replace("</head>", f"<link rel=canonical href={URL}></head>")
    assert read(page, RULES, url=None).publisher == "The Daily Example"


def test_markup_is_replaced_before_parsing():
    site = Site("example.com", replace=[("<p>Short.</p>", "<p>Replaced.</p>")], body="#story")
    assert "Replaced." in read(PAGE, site).paragraphs


def test_a_selector_that_finds_nothing_leaves_the_generic_result_and_a_warning():
    site = Site("example.com", body="#nowhere", title="h6")
    assert read(PAGE, site) == read(PAGE)
    warnings = Registry([]).explain(PAGE.encode(), url=URL, sites=[site]).warnings
    assert [warning.split(":")[1].strip() for warning in warnings] == ["title", "body"]


def test_a_selector_of_the_whole_page_leaves_the_generic_result_and_a_warning():
    site = Site("example.com", body="body")
    assert read(PAGE, site) == read(PAGE)
    (warning,) = Registry([]).explain(PAGE.encode(), url=URL, sites=[site]).warnings
    assert "selects the whole page" in warning


def test_explain_names_the_selector_and_what_it_left_out():
    explanation = Registry([]).explain(PAGE.encode(), url=URL, sites=[RULES])
    chosen = {candidate.field: candidate.origin for candidate in explanation.candidates if candidate.chosen}
    assert chosen["published"] == "site 'example.com': .when"
    reasons = {dropped.text: dropped.reason for dropped in explanation.dropped}
    assert reasons["Sign up for our newsletter"] == "site rule"


def test_explain_tells_one_chosen_value_of_a_field_that_a_rule_found():
    page = PAGE.replace("</head>", '<meta name=author content="Jane Doe"></head>')
    explanation = Registry([]).explain(page.encode(), url=URL, sites=[RULES])
    told = [(candidate.value, candidate.chosen) for candidate in explanation.candidates if candidate.field == "authors"]
    assert ("Jane Doe", False) in told
    assert [value for value, chosen in told if chosen] == ["Ada Low, Bo Reed"]


def test_explain_tells_of_a_page_that_is_replaced_once():
    page = PAGE.replace("</head>", f"<link rel=canonical href={URL}></head>").encode()
    site = Site("example.com", replace=[("Short", "Long")])
    told = Registry([]).explain(page, sites=[site]).candidates
    assert len(told) == len(set(told))
    assert len(told) == len(Registry([]).explain(page).candidates)


@pytest.mark.parametrize(("date_format", "day"), [("%d/%m/%Y - %H:%M", 5), ("no such date", 6)])
def test_a_local_time_of_the_page_goes_with_the_date_that_a_rule_overrules(date_format, day):
    head = '<meta property="article:published_time" content="2019-03-06T10:00:00"></head>'
    page = PAGE.replace("</head>", head).replace("05/04/2024 - 00:13", "5 April 2024" if day == 5 else "")
    article = read(page, Site("example.com", published=".when", date_formats=date_format))
    local = article.extra.get("published_local")
    assert (article.published, local) == (
        (date(2024, 4, 5), None) if day == 5 else (date(2019, 3, 6), "2019-03-06T10:00")
    )


def test_a_source_brings_its_own_rules():
    source = Source(PAGE.encode(), url=URL, sites=[RULES])
    registry = Registry([])
    assert registry.parse(source).publisher == "The Daily Example"
    assert registry.parse(source, sites=[Site("example.com", publisher="caller")]).publisher == "caller"
    assert registry.parse(source, sites=[Site("example.org")]).publisher == "The Daily Example"
    (result,) = newsparse.parse_many(source, workers=0)
    assert result.article is not None
    assert result.article.publisher == "The Daily Example"


def test_what_refers_to_other_stories_is_the_rules_to_leave_out_where_they_say_the_body():
    page = PAGE.replace("<p>Short.</p>", "<p>Read also: <a href=/2>the mill is open again</a></p>")
    assert "Read also: the mill is open again" in read(page, Site("example.com", body="#story")).paragraphs
    assert "Read also" not in read(page).text


def test_pruning_lets_the_scorer_leave_things_out_inside_the_body():
    strict = Site("example.com", body="#story")
    pruned = Site("example.com", body="#story", prune=True)
    assert "Sign up for our newsletter" in read(PAGE, strict).text
    assert "Sign up for our newsletter" not in read(PAGE, pruned).text


@pytest.mark.parametrize("site", [Site("example.com", body="#empty"), Site("example.com", body="nav", prune=True)])
def test_an_outdated_body_rule_leaves_the_generic_result_and_a_warning(site):
    page = PAGE.replace("</body>", "<div id=empty> </div></body>")
    assert read(page, site) == read(page)
    (warning,) = Registry([]).explain(page.encode(), url=URL, sites=[site]).warnings
    assert warning.startswith("site 'example.com': body: holds little or nothing")


def test_a_bare_local_time_gets_the_zone_of_the_site():
    page = PAGE.replace("</head>", '<meta property="article:published_time" content="2024-04-05T00:13:00"></head>')
    zoned = read(page, Site("example.com", timezone="Asia/Tokyo"))
    assert zoned.published == datetime(2024, 4, 5, 0, 13, tzinfo=timezone(timedelta(hours=9)))
    assert read(page).published == date(2024, 4, 5)


@pytest.mark.parametrize("given", [[RULES], SiteRules([RULES])], ids=["list", "rules"])
def test_the_callers_rules_beat_a_plugins_and_those_the_built_in_ones(given):
    class Plugin:
        @hookimpl
        def newsparse_sites(self):
            return [Site("example.com", publisher="plugin"), Site("rfi.fr", publisher="plugin")]

    registry = Registry([Plugin()])
    assert registry.parse_text(PAGE, url=URL).publisher == "plugin"
    assert registry.parse_text(PAGE, url=URL, sites=given).publisher == "The Daily Example"
    assert registry.parse_text(PAGE, url="https://www.rfi.fr/x").publisher == "plugin"
    assert Registry([]).parse_text(PAGE, url="https://www.rfi.fr/x").publisher == "RFI"


def test_the_command_takes_rules_from_a_file(tmp_path, capsys):
    from newsparse.cli import main

    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "my.toml").write_text('[[site]]\nhosts = "example.com"\npublisher = "From a file"\n', encoding="utf-8")
    arguments = [
        "--sites",
        str(tmp_path / "my.toml"),
        "parse",
        str(tmp_path / "page.html"),
        "--url",
        URL,
        "--to",
        "json",
    ]
    assert main(arguments) == 0
    assert newsparse.parse_text(capsys.readouterr().out, format="json").publisher == "From a file"
