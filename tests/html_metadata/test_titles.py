from __future__ import annotations

from datetime import date

import pytest

from .pages import ld, news, page, read


def og(title: str) -> str:
    return f'<meta property="og:title" content="{title}">'


@pytest.mark.parametrize(
    "title",
    [
        "Ferry returns | Harbour Gazette",
        "Ferry returns - Harbour Gazette",
        "Ferry returns – Harbour Gazette",
        "Ferry returns｜Harbour Gazette",
        "Harbour Gazette: Ferry returns",
        "Ferry returns | Local news | Harbour Gazette",
    ],
)
def test_site_names_are_cut_from_titles(title: str) -> None:
    head = f'<meta property="og:site_name" content="Harbour Gazette"><title>{title}</title>'
    assert read(page(head, "<h1>Ferry returns</h1>")).title == "Ferry returns"
    assert read(page(head.replace("Ferry", "The ferry"))).title == "The ferry returns"


def test_the_site_is_known_by_its_host_too() -> None:
    assert read(page("<title>Boats sail again - harbour-gazette.example</title>")).title == "Boats sail again"


def test_a_dash_inside_a_headline_stays() -> None:
    assert read(page("<title>Storm - and no end in sight</title>")).title == "Storm - and no end in sight"


def test_entities_and_spaces_are_settled() -> None:
    assert read(page(og("Ferry &amp;amp; bus&nbsp;&#8212;\n  together"))).title == "Ferry & bus — together"


def test_of_equal_titles_the_one_with_plain_quotation_marks_is_taken() -> None:
    assert read(page(og("It's back"), "<h1>It’s back</h1>")).title == "It's back"


def test_a_news_article_trusts_its_json_ld_before_a_differing_heading() -> None:
    assert read(page(news() + og("Ferry returns"), "<h1>The ferry is back at last</h1>")).title == "Ferry returns"


def test_a_news_article_takes_an_open_graph_title_that_stands_alone() -> None:
    head = news() + og("Islanders cheer their ferry") + "<title>Ferry returns</title>"
    assert read(page(head, "<h1>Ferry returns</h1>")).title == "Islanders cheer their ferry"


def test_a_headline_that_json_ld_repeats_is_meant() -> None:
    head = news(alternativeHeadline="Ferry returns") + og("Islanders cheer")
    assert read(page(head, "<h1>Islanders cheer</h1>")).title == "Ferry returns"


def test_a_blog_post_is_called_what_its_heading_says() -> None:
    post = ld({"@type": "BlogPosting", "headline": "Five boats, compared and rated"})
    assert read(page(post + og("Five boats | 2024"), "<h1>The five best boats</h1>")).title == "The five best boats"


def test_a_heading_that_is_not_the_storys_gives_way_to_what_fits_the_address() -> None:
    head = og("Ferry returns to the harbour")
    assert read(page(head, "<h1>Notes from the pier</h1>")).title == "Ferry returns to the harbour"


def test_a_heading_with_the_sites_name_is_no_headline() -> None:
    body = "<header><h1>Harbour Gazette</h1></header><h1>Boats sail again</h1>"
    assert read(page('<meta property="og:site_name" content="Harbour Gazette">', body)).title == "Boats sail again"


def test_a_kicker_inside_the_heading_is_left_out() -> None:
    body = "<h1><span>Ferries</span> - Boats sail again</h1>"
    assert read(page(og("Boats sail again"), body)).title == "Boats sail again"


def test_words_of_a_heading_are_parted_at_breaks_and_not_at_inline_elements() -> None:
    assert read(page("", "<h1><span>F</span>erry<br>returns<script>x()</script></h1>")).title == "Ferry returns"


def test_titles_of_pictures_are_not_the_pages() -> None:
    assert read(page("", "<svg><title>Menu</title></svg><p>Text</p>")).title == ""


def test_articles_that_are_only_mentioned_do_not_give_the_headline() -> None:
    listing = ld({"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "Another story"}]})
    assert read(page(listing + "<title>Front page</title>")).title == "Front page"


def test_a_headline_that_json_ld_repeats_cut_short_is_meant_too() -> None:
    long = "The ferry to the island returns to the harbour after a long winter"
    head = ld({"@type": "NewsArticle", "headline": long, "name": f"{long[:48]}…"}) + og("Islanders cheer")
    assert read(page(head + f"<title>{long}</title>", f"<h1>{long}</h1>")).title == long


def test_an_open_graph_title_that_json_ld_calls_its_alternative_gives_way() -> None:
    head = news(alternativeHeadline="Islanders cheer") + og("Islanders cheer") + "<title>Ferry returns</title>"
    assert read(page(head, "<h1>Ferry returns</h1>")).title == "Ferry returns"


def test_a_headline_that_ends_in_an_ellipsis_is_completed_by_the_heading() -> None:
    long = "The ferry to the island returns to the harbour after a long winter"
    head = ld({"@type": "NewsArticle", "headline": f"{long[:48]}..."})
    assert read(page(head, f"<h1>{long}</h1>")).title == long
    assert read(page(head, "<h1>Other</h1>")).title == f"{long[:48]}..."


def test_typographic_quotation_marks_of_most_places_stay() -> None:
    post = ld({"@type": "BlogPosting", "headline": "It’s back"})
    assert read(page(post + og("It's back"), "<h1>It’s back</h1>")).title == "It’s back"
    assert read(page(post + og("It's back") + "<title>It's back</title>", "<h1>It’s back</h1>")).title == "It's back"


@pytest.mark.parametrize("rest", [", a harbour notes", ": what islanders say"])
def test_a_heading_that_goes_on_where_another_source_ends_is_whole(rest: str) -> None:
    assert read(page(og("Ferry returns"), f"<h1>Ferry returns{rest}</h1>")).title == f"Ferry returns{rest}"


def test_an_article_before_a_heading_is_no_kicker() -> None:
    url = "https://www.harbour-gazette.example/1"
    assert read(page(og("Best boats"), "<h1>The Best Boats</h1>"), url).title == "The Best Boats"


def test_a_heading_with_the_words_of_the_title_element_is_taken_as_it_stands() -> None:
    assert read(page("<title>Ferry returns</title>", "<h1>Ferry returns?</h1>")).title == "Ferry returns?"


def test_a_paragraph_set_as_heading_is_no_headline() -> None:
    lead = "Why is the ferry back? The harbour master tells. " * 5
    assert read(page(og("Boats sail again"), f"<h1>{lead}</h1>")).title == "Boats sail again"


def test_a_title_is_never_cut_to_mere_punctuation() -> None:
    head = '<meta property="og:site_name" content="Boats"><title>... - Boats sail again</title>'
    assert read(page(head, "")).title == "... - Boats sail again"


@pytest.mark.parametrize(
    "name",
    [
        '<h1><a href="/">{}</a></h1>',
        '<h1 class="logo"><a href="https://www.harbour-gazette.example"><span>{}</span></a></h1>',
        '<a href="/"><h1>{}</h1></a>',
        '<h1><a rel="home" href="/blog">{}</a></h1>',
    ],
)
def test_a_heading_that_links_home_is_the_sites_name(name: str) -> None:
    site = name.format("Knots & Splices")
    head = "<title>Knots &amp; Splices » Blog Archive » The bowline</title>"
    assert read(page(head, f"{site}<h2>The bowline</h2><p>Text.</p>")).title == "The bowline"
    assert read(page(head, f"{site}<h1>The bowline, tied</h1><p>Text.</p>")).title == "The bowline, tied"


@pytest.mark.parametrize("href", ["/the-bowline", "#top", "/?p=12", "http://[", "", "https://knots.example/"])
def test_a_heading_that_links_elsewhere_is_the_headline(href: str) -> None:
    body = f'<h1><a href="{href}">The bowline</a></h1><p>Text.</p>'
    assert read(page("<title>Knots</title>", body)).title == "The bowline"


BOWLINE = "https://knots.example/post/bowline"


@pytest.mark.parametrize(
    "href", [BOWLINE, "/post/bowline", "bowline", "http://www.knots.example/post/bowline/", "/post/b%6Fwline"]
)
def test_a_lesser_heading_that_links_to_the_page_is_the_headline_where_the_h1_is_another_title(href: str) -> None:
    head = "<title>The bowline, again :: Knotty Blogs</title>"
    body = f'<h1>Knotty Blogs</h1><p>7 May 2024</p><h2><a href="{href}">The bowline, again</a></h2><p>6 May 2024</p>'
    canonical = f'<link rel="canonical" href="{BOWLINE}">'
    for found in (read(page(head, body), BOWLINE), read(page(head + canonical, body), None)):
        assert (found.title, found.published) == ("The bowline, again", date(2024, 5, 6))


@pytest.mark.parametrize(
    ("tag", "heading", "url"),
    [
        ("Knotty Blogs", '<a href="/post/bowline">The bowline, again</a>', BOWLINE),
        ("The bowline, again - Knotty Blogs", '<a href="/post/sheepshank">The bowline, again</a>', BOWLINE),
        ("The bowline, again - Knotty Blogs", '<a href="#more">The bowline, again</a>', BOWLINE),
        ("The bowline, again - Knotty Blogs", '<a href="/">The bowline, again</a>', "https://knots.example/"),
        ("The bowline, again - Knotty Blogs", '<a href="http://[">The bowline, again</a>', BOWLINE),
        ("The bowline, again - Knotty Blogs", '<a href="/post/bowline">Bowline</a>', BOWLINE),
        ("Bowlines - Knotty Blogs", '<a href="/post/bowline">Bowlines</a>', BOWLINE),
    ],
)
def test_a_lesser_heading_that_leads_elsewhere_or_is_shorter_than_the_h1_is_not(
    tag: str, heading: str, url: str
) -> None:
    body = f"<h1>Knotty Blogs</h1><p>6 May 2024</p><h2>{heading}</h2><p>7 May 2024</p>"
    found = read(page(f"<title>{tag}</title>", body), url)
    assert (found.title, found.published) == ("Knotty Blogs", date(2024, 5, 6))


@pytest.mark.parametrize("heading", ["The bowline, again", "Seven ways of tying the bowline"])
def test_the_story_begins_at_the_h1_where_that_or_nothing_that_links_to_the_page_is_the_title(heading: str) -> None:
    own = '<h2><a href="/post/bowline">The bowline, again</a></h2><p>7 May 2024</p>'
    head = "<title>The bowline, again :: Knotty Blogs</title>" + news(headline=heading)
    found = read(page(head, f"<h1>{heading[:18]}</h1><p>6 May 2024</p>{own}"), BOWLINE)
    assert (found.title, found.published) == (heading, date(2024, 5, 6))


def test_other_links_to_the_page_and_headings_of_few_letters_are_no_headlines() -> None:
    link = '<p><a href="/post/bowline">The bowline, again</a></p>'
    head = "<title>The bowline, again - Knotty Blogs</title>"
    assert read(page(head, f"<h1>Knotty Blogs</h1>{link}"), BOWLINE).title == "Knotty Blogs"
    short = '<h1>Many knots</h1><h2><a href="/?p=12">Bowline</a></h2>'
    assert read(page("<title>Bowline - Knots</title>", short), "https://knots.example/?p=12").title == "Many knots"


def test_a_lesser_heading_that_begins_like_the_h1_is_a_part_of_it() -> None:
    body = '<h1>The bowline in five turns</h1><h3><a href="/?p=12">The bowline</a></h3><p>Text.</p>'
    found = read(page("<title>The bowline - Knots</title>", body), "https://knots.example/?p=12")
    assert found.title == "The bowline in five turns"


def test_a_saved_page_knows_its_site_by_the_address_that_it_names() -> None:
    body = '<h1><a href="https://knots.example">Knots</a></h1><h2>The bowline</h2><p>Text.</p>'
    canonical = '<link rel="canonical" href="https://knots.example/bowline">'
    assert read(page(f"<title>Knots: The bowline</title>{canonical}", body), None).title == "The bowline"
    assert read(page("<title>Knots: The bowline</title>", body), None).title == "Knots"


def test_a_page_that_names_its_site_as_itself_keeps_its_headline() -> None:
    head = '<meta property="og:site_name" content="The bowline"><meta property="og:title" content="The bowline">'
    assert read(page(head, "<h1>Knots back to knots</h1><h1>The bowline</h1><p>Text.</p>")).title == "The bowline"


@pytest.mark.parametrize(
    ("tag", "title"),
    [
        ("老桥今天重新开放通车_地方新闻_沼川新闻", "老桥今天重新开放通车"),
        ("老桥今天重新开放通车_沼川新闻", "老桥今天重新开放通车"),
        ("沼川_老桥", "沼川_老桥"),
        ("snake_case and camelCase", "snake_case and camelCase"),
    ],
)
def test_a_line_below_parts_headline_and_site_where_words_are_not_parted(tag: str, title: str) -> None:
    assert read(page(f"<title>{tag}</title>")).title == title


@pytest.mark.parametrize(
    ("tag", "heading", "title"),
    [
        ("Harbour Gazette - Ferry returns to the old harbour", "Ferry returns to the old harbour", None),
        ("Ferry returns to the old harbour < Harbour Gazette", "Ferry returns to the old harbour", None),
        ("沼川新聞｜古い橋が再び開通", "古い橋が再び開通", None),
        ("Ferry returns - Forum", "Forum", "Ferry returns - Forum"),
        ("Ferry returns: what we know", "Ferry returns", "Ferry returns: what we know"),
    ],
)
def test_without_an_h1_a_lesser_heading_tells_what_of_the_title_is_the_headline(
    tag: str, heading: str, title: str | None
) -> None:
    assert read(page(f"<title>{tag}</title>", f"<h2>{heading}</h2><p>Text.</p>")).title == (title or heading)


def test_a_news_page_without_json_ld_has_the_headline_of_open_graph() -> None:
    head = '<meta name="news_keywords" content="a"><meta property="og:title" content="Ferry comes back">'
    assert read(page(head, "<h1>Ferry returns</h1>")).title == "Ferry comes back"
    assert read(page(head.replace("news_", ""), "<h1>Ferry returns</h1>")).title == "Ferry returns"


def test_of_a_news_article_open_graph_is_believed_where_the_h1_agrees() -> None:
    head = news(headline="Ferry back after winter") + '<meta property="og:title" content="Ferry returns">'
    assert read(page(head, "<h1>Ferry returns</h1>")).title == "Ferry returns"
    assert read(page(head, "<h1>The ferry</h1>")).title == "Ferry back after winter"


def test_a_lesser_heading_that_is_the_sites_name_tells_nothing_of_the_headline() -> None:
    head = '<meta property="og:site_name" content="Harbour Gazette"><title>Ferry back - Harbour Gazette</title>'
    assert read(page(head, "<h2>Harbour Gazette</h2><p>Text.</p>")).title == "Ferry back"
    head = head.replace("Ferry back - Harbour Gazette", "Harbour Gazette - Ferry")
    assert read(page(head, "<h2>Harbour Gazette</h2><p>Text.</p>")).title == "Ferry"


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ('<span class="label">Opinion</span><span>Ferry returns</span>', "Opinion Ferry returns"),
        ('<b class="label">Opinion</b><span><i>Ferry</i> returns</span>', "Opinion Ferry returns"),
        ('<span class="drop">F</span><span>erry returns</span>', "Ferry returns"),
        ("<span>Ferry</span><span>Boat returns</span>", "FerryBoat returns"),
    ],
)
def test_a_span_of_another_class_begins_another_word_of_the_headline(heading: str, title: str) -> None:
    assert read(page(body=f"<h1>{heading}</h1>")).title == title


@pytest.mark.parametrize("label", ["Title:", "27.01.2022", "Knots: "])
def test_of_several_headings_one_that_ends_with_what_another_source_says_is_the_storys(label: str) -> None:
    body = f"<h1>Office of Knots</h1><h1>{label}The bowline, again</h1><p>Text.</p>"
    assert read(page(og("The bowline, again"), body), None).title == "The bowline, again"
    assert read(page(og("again"), body), None).title == "Office of Knots"


@pytest.mark.parametrize("heading", ["The bowline, again", "Jun 17 The bowline, again"])
def test_a_lesser_heading_tells_which_source_is_right_where_nothing_repeats_the_h1(heading: str) -> None:
    body = f"<h1>Why not now?</h1><h2>{heading}</h2><p>Text.</p>"
    assert read(page(og("The bowline, again"), body), None).title == "The bowline, again"
    assert read(page(og("The bowline, again") + "<title>Why not now?</title>", body), None).title == "Why not now?"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Why not now?", "Ten turns of the bowline, again"),
        ("Why not now?", "Never before, on 12 and 13 June, the bowline, again"),
        ("So the bowline, again and again", "The bowline, again"),
        ("Why not now?", "Bowlines"),
    ],
)
def test_a_lesser_heading_that_says_more_or_less_does_not(first: str, second: str) -> None:
    body = f"<h1>{first}</h1><h2>{second}</h2><p>Text.</p>"
    assert read(page(og("The bowline, again"), body), None).title == first


def test_a_heading_that_is_all_of_the_title_is_freed_of_the_site_where_a_lesser_one_is_a_part_of_it() -> None:
    whole = "The bowline, again | Lessons | Office of Knots"
    head, heading = f"<title>{whole}</title>", f"<h1>{whole}</h1>"
    assert read(page(head, f"{heading}<h2>The bowline, again</h2>"), None).title == "The bowline, again"
    assert read(page(head, f"{heading}<h2>The sheepshank</h2>"), None).title == whole
