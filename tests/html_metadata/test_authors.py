from __future__ import annotations

import pytest

from newsparse.formats.html.metadata.names import inverted, split_names
from newsparse.formats.html.metadata.people import cased, is_person

from .pages import ld, news, page, read


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Jane Doe", ["Jane Doe"]),
        ("ByJane Doe", ["Jane Doe"]),
        ("Von Anna Berg und Jörg Wald", ["Anna Berg", "Jörg Wald"]),
        ("Von: Anna Berg, dpa", ["Anna Berg", "dpa"]),
        ("Par Marie Curot et Jean Valet", ["Marie Curot", "Jean Valet"]),
        ("Por Ana Sol y Luis Mar", ["Ana Sol", "Luis Mar"]),
        ("di Paola Monti", ["Paola Monti"]),
        ("door Piet Hein", ["Piet Hein"]),
        ("作者：王小明", ["王小明"]),
        ("記者 陳大文／台北報導", ["陳大文"]),
        ("Автор: Иван Петров", ["Иван Петров"]),
        ("Written by Jane Doe | Staff Writer", ["Jane Doe"]),
        ("Jane Doe, Senior Reporter", ["Jane Doe"]),
        ("Keith Barr Senior Autos Reporter", ["Keith Barr"]),
        ("Jane Doe (jdo)", ["Jane Doe"]),
        ("Jane Doe, Ph.D.", ["Jane Doe"]),
        ("By Jane Doe Updated May 6, 2024", ["Jane Doe"]),
        ("By Jane Doe 6. Mai 2024, 10:15 Uhr", ["Jane Doe"]),
        ("Von Seb Dumas, Lille", ["Seb Dumas"]),
        ("By Jane Doe Thursday, May 9, 2024", ["Jane Doe"]),
        ("Dec. 19, 2025 · Jane Doe on behalf of the team", ["Jane Doe"]),
        ("6 May 2024 | Jane Doe", ["Jane Doe"]),
        ("Jane Doe, CEPF®", ["Jane Doe"]),
        ("Jane Doe, 10+ Years in Shipping", ["Jane Doe"]),
        ("By Jane D.", ["Jane D."]),
        ("Jane D., John Roe.", ["Jane D.", "John Roe"]),
        ("By Jane Doe, AP Sports Writer", ["Jane Doe"]),
        ("Ein Artikel von Anna Berg", ["Anna Berg"]),
        ("Maria do Carmo Nascimento", ["Maria do Carmo Nascimento"]),
        ("Thuy Do", ["Thuy Do"]),
        ("Abdul Md Karim", ["Abdul Md Karim"]),
        ("Jane Doe MD", ["Jane Doe"]),
        ("Jane Doe D.O.", ["Jane Doe"]),
        ("Jane Doe, do", ["Jane Doe"]),
        ("DANA WHITE dwhite@example.org", ["DANA WHITE"]),
        ("Jane Doe <jane@example.org>", ["Jane Doe"]),
        ("김하늘 기자 sky@example.org", ["김하늘"]),
        ("新华社记者李明", ["李明"]),
        ("Jane Doe and John Roe Staff Writers", ["Jane Doe", "John Roe"]),
        ("JANE DOE AND JOHN ROE", ["JANE DOE", "JOHN ROE"]),
        ("Jane Doe in London", ["Jane Doe"]),
        ("Jane Doe for the Daily Mail", ["Jane Doe"]),
        ("Foto: Max Moe", []),
        ("Jane Doe, photography by Max Moe", ["Jane Doe"]),
        ("Jane Doe with additional reporting by Max Moe", ["Jane Doe"]),
        ("Submitted by Jane Doe on Mon, 05/06/2024 - 10:00", ["Jane Doe"]),
        ("Piše: Ana Anić", ["Ana Anić"]),
        ("Scris de Ion Pop", ["Ion Pop"]),
        ("Super User", []),
        ("Interview: Anna Berg", ["Anna Berg"]),
        ("Sat, 20 Dec, 2025", []),
        ("undefined", []),
        ("By Jane Doe, John Roe and Max Moe", ["Jane Doe", "John Roe", "Max Moe"]),
        ("By Jane Doe, John Roe, and Max Moe", ["Jane Doe", "John Roe", "Max Moe"]),
        ("Jane Doe, John Roe, & Max Moe", ["Jane Doe", "John Roe", "Max Moe"]),
        ("Anna Berg, Jörg Wald, und Max Moe", ["Anna Berg", "Jörg Wald", "Max Moe"]),
        ("Ana Sol, Luis Mar, y Eva Paz", ["Ana Sol", "Luis Mar", "Eva Paz"]),
        ("Jane Doe, Harbour News", ["Jane Doe"]),
        ("Jane Doe, BBC News, West Midlands", ["Jane Doe"]),
        ("Jane Doe, Island Post, and John Roe, Harbour News", ["Jane Doe", "John Roe"]),
        ("Jane Doe, Island Post; John Roe, Harbour News", ["Jane Doe", "John Roe"]),
        ("Jane Doe, Reuters", ["Jane Doe", "Reuters"]),
        ("Island Post, Harbour News", ["Island Post", "Harbour News"]),
        ("Jane Doe, New York", ["Jane Doe"]),
        ("New York Times", ["New York Times"]),
        ("Jane Doe, g1 SP — Porto Velho", ["Jane Doe"]),
        ("Fatou Diop - à Bamako", ["Fatou Diop"]),
        ("Jane Doe, Special to the Star", ["Jane Doe"]),
        ("Jane Doe, Content Marketing Coordinator", ["Jane Doe"]),
        ("Authors: Jane Doe and John Roe", ["Jane Doe", "John Roe"]),
        ("Författare: Anna Berg", ["Anna Berg"]),
        ("Írta: Nagy Anna", ["Nagy Anna"]),
        ("Muhabir: Ayşe Kaya", ["Ayşe Kaya"]),
        ("Pripremio: Ivan Anić", ["Ivan Anić"]),
        ("撰文：王小明", ["王小明"]),
        ("文｜王小明", ["王小明"]),
        ("Interview von Anna Berg", ["Anna Berg"]),
        ("Review by Jane Doe", ["Jane Doe"]),
        ("Opracował Jan Nowak", ["Jan Nowak"]),
        ("de Ion Pop", ["Ion Pop"]),
        ("كتبت منى علي", ["منى علي"]),
        ("Von unserer Korrespondentin Anna Berg", ["Anna Berg"]),
        ("Von unserer Korrespondentin in Paris Anna Berg", ["Anna Berg"]),
        ("Door onze correspondent Piet Hein", ["Piet Hein"]),
        ("dalla nostra inviata Paola Monti", ["Paola Monti"]),
        ("dall'inviata Paola Monti", ["Paola Monti"]),
        ("a cura di Paola Monti", ["Paola Monti"]),
        ("Author, Jane Doe", ["Jane Doe"]),
        ("Oleh Sukhov", ["Oleh Sukhov"]),
        ("By Ved Prakash", ["Ved Prakash"]),
        ("By Von Miller", ["Von Miller"]),
        ("Oleh: Budi Santoso", ["Budi Santoso"]),
        ("oleh Budi", ["Budi"]),
        ("Gonçalo Junior", ["Gonçalo Junior"]),
        ("João Souza Junior", ["João Souza Junior"]),
        ("By Jane Doe, Junior Reporter", ["Jane Doe"]),
        ("By Jane Doe Jr.", ["Jane Doe Jr."]),
        ("责任编辑：张玉", []),
        ("Redaktion: Anna Berg", []),
        ("李心萍 本报记者", ["李心萍"]),
        ("聯合報／ 記者王駿杰／新竹即時報導", ["王駿杰"]),
        ("Reviewed by Jane Doe", ["Jane Doe"]),
        ("This post was written by Jane Doe", ["Jane Doe"]),
        ("AFP", ["AFP"]),
        ("2 Hours Ago", []),
        ("10 mins read", []),
        ("https://example.org/authors/jane", []),
        ("jane@example.org", []),
        ("@jane", []),
        ("By", []),
        ("", []),
    ],
)
def test_bylines_give_the_names_alone(byline: str, names: list[str]) -> None:
    assert split_names(byline) == names


def test_a_declared_author_with_a_jobs_name_is_kept_where_there_is_no_other() -> None:
    assert split_names("Staff Writer", declared=True) == ["Staff Writer"]
    assert split_names("Jane Doe, Staff Writer", declared=True) == ["Jane Doe"]
    assert split_names("5 min read", declared=True) == []
    assert split_names("undefined", declared=True) == []


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("Protokoll: Anna Berg", "Anna Berg"),
        ("Ved Prakash Sharma", "Ved Prakash Sharma"),
        ("Di Wang", "Di Wang"),
        ("Von Miller", "Von Miller"),
        ("Von Anna Berg", "Anna Berg"),
        ("Foto: Anna Berg", "Foto: Anna Berg"),
        ("Af Anna Berg", "Anna Berg"),
        ("The Island Gazette Editorial Board", "The Island Gazette Editorial Board"),
    ],
)
def test_a_declared_name_keeps_what_may_be_of_it_and_no_label(author: str, name: str) -> None:
    assert read(page(news(author={"name": author}))).authors == (name,)


def test_an_organisation_with_and_in_its_name_stays_whole() -> None:
    assert split_names("Center for Drug Evaluation and Research", declared=True) == [
        "Center for Drug Evaluation and Research"
    ]


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("JANE DOE", "Jane Doe"),
        ("jane doe", "Jane Doe"),
        ("MARY McKAY", "MARY McKAY"),
        ("SEAN MCKAY", "Sean McKay"),
        ("AMELIA SMITH-O'NEIL", "Amelia Smith-O'Neil"),
        ("ANA DE LA CRUZ", "Ana de la Cruz"),
        ("AFP", "AFP"),
        ("J.K. Rowe", "J.K. Rowe"),
        ("İSMAİL YILMAZ", "İsmail Yilmaz"),
    ],
)
def test_names_in_capitals_get_the_case_of_names(raw: str, name: str) -> None:
    assert cased(raw) == name


def test_catalogue_names_are_turned_round() -> None:
    assert inverted("Basu, Mohana") == "Mohana Basu"
    assert read(page('<meta name="dc.creator" content="Basu, Mohana">')).authors == ("Mohana Basu",)


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Jane Doe", True),
        ("王小明", True),
        ("Reuters", False),
        ("Harbour Gazette", False),
        ("Sports Desk", False),
        ("gazette.com", False),
        ("words of a long line", False),
        ("A.J. Vicens", True),
        ("Rami al-Rashid", True),
    ],
)
def test_people_are_told_from_organisations(name: str, person: bool) -> None:
    assert is_person(name, {"harbourgazette"}) is person


@pytest.mark.parametrize(
    "author",
    [
        "Jane Doe",
        ["Jane Doe"],
        {"@type": "Person", "name": "Jane Doe"},
        [[{"@type": "Person", "name": "Jane Doe"}]],
        {"@type": "Person", "name": ["Jane Doe"]},
        {"@type": "Person", "givenName": "Jane", "familyName": "Doe"},
        "By JANE DOE",
    ],
)
def test_json_ld_says_the_author_in_many_shapes(author: object) -> None:
    assert read(page(news(author=author))).authors == ("Jane Doe",)


def test_references_to_people_elsewhere_in_the_graph_are_followed() -> None:
    graph = {
        "@graph": [
            {"@type": "Article", "headline": "x", "author": [{"@id": "#1"}, {"@id": "#2"}]},
            {"@type": "Person", "@id": "#1", "name": "Jane Doe"},
            {"@type": "Person", "@id": "#2", "name": "John Roe"},
        ]
    }
    assert read(page(ld(graph))).authors == ("Jane Doe", "John Roe")


def test_a_visible_person_is_believed_before_an_organisation_in_the_markup() -> None:
    head = news(author={"@type": "Organization", "name": "Harbour Gazette"})
    assert read(page(head, '<h1>Ferry returns</h1><p class="article-byline">By Jane Doe</p>')).authors == ("Jane Doe",)
    assert read(page(head, "<h1>Ferry returns</h1>")).authors == ("Harbour Gazette",)


def test_agencies_among_the_authors_are_told_apart() -> None:
    found = read(page(news(author=[{"name": "Jane Doe"}, {"name": "Reuters"}])))
    assert found.authors == ("Jane Doe", "Reuters")
    assert found.extra == {"agencies": ["Reuters"]}


@pytest.mark.parametrize(
    "markup",
    [
        '<div itemprop="author" itemscope><span itemprop="name">Jane Doe</span><span>Reporter</span></div>',
        '<a rel="author" href="/jane">Jane Doe</a>',
        '<span class="entry-author vcard"><a class="fn" href="/author/jane">Jane Doe</a></span>',
        '<div data-testid="Byline-name">By Jane Doe</div>',
        "<p>By Jane Doe</p>",
        "<p><span>Written by</span> <a>Jane Doe</a></p>",
        '<meta name="parsely-author" content="Jane Doe">',
        '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Jane Doe">',
        '<meta property="article:author" content="https://example.org/jane"><meta name="author" content="Jane Doe">',
    ],
)
def test_bylines_are_found_in_markup_of_many_kinds(markup: str) -> None:
    assert read(page("", f"<article><h1>Ferry returns</h1>{markup}<p>Text.</p></article>")).authors == ("Jane Doe",)


def test_classes_name_bylines_in_any_case_and_after_letters_that_are_two_in_lower_case() -> None:
    longer = "".join(f'<p class="{letters}">Ferry</p>' for letters in ("İ" * 9, "İ" * 12))
    body = f'<h1>Ferry returns</h1>{longer}<p class="ByLine">Jane Doe</p><p class="lead">Max Moe</p>'
    assert read(page(body=body)).authors == ("Jane Doe",)


@pytest.mark.parametrize(
    "markup",
    [
        '<ol class="comments"><li class="comment-author">Max Moe</li></ol>',
        '<figure><figcaption class="image-author">Max Moe</figcaption></figure>',
        '<aside><p class="author">Max Moe</p></aside>',
        '<div class="related-posts"><p class="author">Max Moe</p></div>',
        '<blockquote><p class="quote-author">Max Moe</p></blockquote>',
    ],
)
def test_people_of_other_parts_of_the_page_are_no_authors(markup: str) -> None:
    assert read(page("", f"<h1>Ferry returns</h1><p>Text.</p>{markup}")).authors == ()


def test_twitter_handles_and_addresses_are_no_authors() -> None:
    head = '<meta name="author" content="@gazette"><meta property="article:author" content="https://example.org/a">'
    assert read(page(head)).authors == ()


def test_what_the_headline_stands_in_is_of_the_story_whatever_its_class_says() -> None:
    body = '<div class="sidebar_content"><h1>Ferry returns</h1><p class="byline">By Jane Doe</p></div>'
    assert read(page("", body)).authors == ("Jane Doe",)
    body = '<h1>Ferry returns</h1><div class="sidebar"><p class="byline">Jane Doe</p></div>'
    assert read(page("", body)).authors == ()


def test_a_link_to_an_authors_page_names_the_author_where_nothing_else_does() -> None:
    link = '<a href="/authors/{}">{}</a>'
    body = f"<h1>Ferry returns</h1><div>{link.format('all', 'Authors')} {link.format('jane-doe', 'Jane Doe')}</div>"
    assert read(page("", body)).authors == ("Jane Doe",)
    assert read(page("", f"{body}<p class='byline'>By Anna Berg</p>")).authors == ("Anna Berg",)


@pytest.mark.parametrize(
    "end",
    [
        '<footer><a rel="author" href="/jane">Jane Doe</a></footer>',
        '<aside><address><a href="/profile/jane-doe">Jane Doe</a></address></aside>',
        "<p>Written by <a href='/jane'>Jane Doe</a></p>",
        "<h3>Von Jane Doe</h3>",
    ],
)
def test_the_end_of_an_article_may_tell_who_wrote_it(end: str) -> None:
    story = f"<article><h1>Ferry returns</h1>{'<p>A <i>line</i>.</p>' * 200}{{}}</article>{{}}"
    assert read(page("", story.format(end, ""))).authors == ("Jane Doe",)
    beside = f"<nav>{end}</nav><aside>{end}</aside>"
    assert read(page("", story.format("", beside))).authors == ()
    assert read(page("", story.format("<p>By Anna Berg</p><p>By Max Moe</p>", ""))).authors == ()
    assert read(page("", story.format("<p>By CategoryBy Manufacturer</p>", ""))).authors == ()


def test_a_name_beside_a_date_close_to_the_headline_is_the_author() -> None:
    body = "<p>25.10.2022 - {}</p><h1>Ferry returns</h1><p>Text.</p>"
    assert read(page("", body.format("Jane Doe"))).authors == ("Jane Doe",)
    for other in ("The Garden", "All Our Next Concerts", "Bus by bus"):
        assert read(page("", body.format(other))).authors == ()


def test_a_team_that_the_page_shows_as_its_author_is_one_whoever_is_shown_after_it() -> None:
    team = news(author={"name": "The Knots Team"})
    shown = '<h1>Ferry returns</h1><p class="byline">By {}</p><p class="byline">Jane Doe</p>'
    assert read(page(team, shown.format("The Knots Team"))).authors == ("The Knots Team",)
    assert read(page(team, shown.format("Anna Berg"))).authors == ("Anna Berg",)
    assert read(page(news(author={"name": "AFP"}), shown.format("AFP"))).authors == ("Jane Doe",)


def test_the_site_behind_a_persons_name_is_cut_off() -> None:
    site = '<meta property="og:site_name" content="Island Weekly">'
    for written, name in (("Jane Doe Island Weekly", "Jane Doe"), ("Redaktion Nord Island Weekly",) * 2):
        assert read(page(f'{site}<meta name="author" content="{written}">')).authors == (name,)


def test_a_name_that_comes_again_with_a_job_behind_it_is_one() -> None:
    body = "<div class=byline><a class=name>Jane Doe Boat Aide</a> <a class=name>Jane Doe</a></div>"
    assert read(page("", f"<h1>Ferry returns</h1>{body}")).authors == ("Jane Doe",)


def test_of_several_declared_authors_one_with_a_jobs_name_is_left_out() -> None:
    assert read(page(news(author=[{"name": "Jane Doe"}, {"name": "See all posts"}]))).authors == ("Jane Doe",)
    assert read(page(news(author=[{"name": "Staff Writer"}]))).authors == ("Staff Writer",)


def test_a_team_keeps_its_whole_name() -> None:
    assert read(page(news(author={"name": "Harbour Life Editorial Team"}))).authors == ("Harbour Life Editorial Team",)


def test_an_agencys_name_cut_after_a_letter_is_no_person() -> None:
    assert not is_person("Associated P", ())
    assert is_person("Jane D", ())


CARD = (
    '<article class="hero-item"><h3><a href="/other">Another story</a></h3><p class="byline">By Marc Webb</p>'
    '<time datetime="2024-05-07T08:00:00Z">7 May</time></article>'
)


def test_a_card_above_the_headline_says_neither_who_wrote_the_story_nor_when() -> None:
    own = '<p class="byline">By Jane Doe</p><time datetime="2024-05-06T08:00:00Z">6 May</time>'
    found = read(page(body=f"{CARD}<article><h1>Ferry returns</h1>{own}<p>Text.</p></article>"))
    assert found.authors == ("Jane Doe",)
    assert found.published is not None
    assert found.published.day == 6


@pytest.mark.parametrize("box", ["article", 'div class="post hentry"', 'div class="entry"'])
@pytest.mark.parametrize("footer", ["footer", 'div class="post-footer"', 'p class="entry-footer-line"'])
def test_the_footer_of_the_headlines_own_box_is_of_the_story(box: str, footer: str) -> None:
    said = (
        '<span class="byline">Posted by <span class="fn">Jane</span></span> <abbr class="published">6 May 2024</abbr>'
    )
    ends = (box.split()[0], footer.split()[0])
    found = read(page(body=f"<{box}><h1>Ferry returns</h1><p>Text.</p><{footer}>{said}</{ends[1]}></{ends[0]}>"))
    assert found.authors == ("Jane",)
    assert found.published is not None


@pytest.mark.parametrize("footer", ["footer", 'div class="footer"', 'div class="footer related"'])
def test_the_footer_of_the_page_or_one_of_other_stories_is_not(footer: str) -> None:
    said = '<span class="byline">Marc Webb</span>'
    own = "related" in footer
    inside, outside = (f"<{footer}>{said}</{footer.split()[0]}>", "") if own else ("", f"<{footer}>{said}</footer>")
    found = read(page(body=f"<article><h1>Ferry returns</h1><p>Text.</p>{inside}</article>{outside}"))
    assert found.authors == ()


def test_a_person_is_looked_for_further_where_the_markup_names_the_site_alone() -> None:
    head = news(author={"name": "Harbour Gazette"}, publisher={"@type": "Organization", "name": "Harbour Gazette"})
    link = '<a href="/people/jane">Jane Doe</a>'
    assert read(page(head, f"<h1>Ferry returns</h1><p>{link}</p>")).authors == ("Jane Doe",)
    assert read(page(head, "<h1>Ferry returns</h1><p>Text.</p>")).authors == ("Harbour Gazette",)


@pytest.mark.parametrize(
    "href", ["/topics/people/jane", "https://creativecommons.org/licenses/by/4.0/", "/tag/author/x"]
)
def test_a_link_to_a_topic_or_a_licence_names_no_author(href: str) -> None:
    assert (
        read(page(body=f'<article><h1>Ferry returns</h1><p><a href="{href}">Jane Doe</a></p></article>')).authors == ()
    )


def test_text_below_the_headline_is_read_in_reading_order() -> None:
    line = "<p>Submitted by <span><span>Jane Doe</span></span> on <time>Monday</time></p>"
    assert read(page(body=f"<h1>Ferry returns</h1>{line}<p>Text.</p>")).authors == ("Jane Doe",)


def test_text_before_the_headline_is_read_from_there_upwards() -> None:
    lines = "".join(f"<p>{day}.10.2022 - {name}</p>" for day, name in ((24, "Max Moe"), (25, "Jane Doe")))
    assert read(page(body=f"{lines}<h1>Ferry returns</h1><p>Text.</p>")).authors == ("Jane Doe",)


def test_the_title_element_is_no_line_before_the_headline() -> None:
    assert read(page("<title>Obituaries (2024) - Marietta Cove</title>", "<h1>Obituaries</h1>")).authors == ()


def test_a_footer_right_below_the_headline_is_of_the_story() -> None:
    footer = '<footer class="node__meta"><div class="author">Jane Doe</div></footer>'
    story = "<p>The ferry is back in the harbour.</p>"
    body = "<h1>Ferry returns</h1><article>{}</article>"
    assert read(page(body=body.format(footer + story))).authors == ("Jane Doe",)
    assert read(page(body=body.format(story + footer))).authors == ()
    assert read(page(body=body.format(f"<h2>Boats sail</h2>{footer}"))).authors == ()


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("<ul class=byline><li>Jane Doe</li><li>John Roe</li></ul>", ("Jane Doe", "John Roe")),
        ("<div class=byline><span>Jane Doe</span><span>John Roe</span></div>", ("Jane Doe", "John Roe")),
        ("<div class=byline><span>Jane Doe</span> <span>City Reporter</span></div>", ("Jane Doe",)),
        ("<div class=byline><span>Jane Doe</span><span>City Reporter</span></div>", ("Jane Doe",)),
        ("<div class=byline><span>Jane Doe</span>City Reporter</div>", ("Jane Doe",)),
        ("<div class=byline>By<span>Jane Doe</span><time>Published 6 May 2024</time></div>", ("Jane Doe",)),
        ("<div class=byline><span>Jane</span> <span>Doe</span></div>", ("Jane Doe",)),
        ("<div class=byline><span>Jane</span><span>Doe</span></div>", ("Jane Doe",)),
        ("<div class=byline><i class=first>Jane Mary</i><i class=last>van Doe</i></div>", ("Jane Mary van Doe",)),
        ("<div class=byline><b>J</b>ane <b>D</b>oe</div>", ("Jane Doe",)),
        ("<div class=byline><a>Jane Doe</a><span>and</span><a>John Roe</a></div>", ("Jane Doe", "John Roe")),
        ("<div class=byline><a>Jane Doe</a>, <a>John Roe</a> <script>x</script></div>", ("Jane Doe", "John Roe")),
        ("<ul class=byline><li>王小明</li><li>陳大文</li></ul>", ("王小明", "陳大文")),
        ("<a rel=author><span>Jane Doe</span><span>City Reporter</span></a>", ("Jane Doe",)),
    ],
)
def test_what_stands_in_elements_of_its_own_in_a_byline_is_kept_apart(byline: str, names: tuple[str, ...]) -> None:
    assert read(page(body=f"<h1>Ferry returns</h1>{byline}<p>Text.</p>")).authors == names


def test_a_long_text_is_no_list_of_names_whatever_its_elements() -> None:
    words = "<span>Jane Doe</span><span>has sailed on every ferry of these islands</span><span>Boats Old and New</span>"
    body = f'<h1>Ferry returns</h1><div class="author-card">{words * 2}</div>'
    assert read(page(body=body)).authors == ()


def test_a_single_word_beside_a_full_name_in_a_byline_is_no_name() -> None:
    body = '<h1>Ferry returns</h1><div class="author"><b>Boats</b><p>Jane Doe</p></div>'
    assert read(page(body=body)).authors == ("Jane Doe",)


def test_the_site_and_its_desks_are_left_out_beside_a_person() -> None:
    publisher = {"@type": "Organization", "name": "The Harbour Times"}
    for other in ("The Harbour Times", "Harbour Times", "Redaktion", "News Desk", "Island Post Reporter"):
        head = news(author=[{"name": "Jane Doe"}, {"name": other}], publisher=publisher)
        assert read(page(head)).authors == ("Jane Doe",)
    head = news(author=[{"name": "Jane Doe"}, {"name": "Reuters"}], publisher={**publisher, "name": "Reuters"})
    assert read(page(head)).authors == ("Jane Doe", "Reuters")
    head = news(author=[{"name": "Harbour Times"}, {"name": "News Desk"}], publisher=publisher)
    assert read(page(head)).authors == ("Harbour Times", "News Desk")
    assert read(page(news(author={"name": "Island Post Reporter"}))).authors == ("Island Post Reporter",)


def test_a_portal_behind_the_sites_name_is_no_author() -> None:
    site = '<meta property="og:site_name" content="港口新闻"><meta name="author" content="{}">'
    byline = "<h1>Ferry returns</h1><p class=byline>王小明</p>"
    assert read(page(site.format("港口新闻 | 门户"), byline)).authors == ("王小明",)
    assert read(page(site.format("陳大文 | 港口新闻"), byline)).authors == ("陳大文",)


def test_a_label_for_screen_readers_is_no_byline_and_no_part_of_one() -> None:
    label = '<strong class="visually-hidden" id="article-byline">Article Information</strong>'
    lines = '<li><span class="visually-hidden">Author, </span><b>{}</b></li><li><b>BBC News, Island Coast</b></li>'
    for name in ("Jane Doe", "दिलनवाज़ पाशा"):
        body = f"<h1>Ferry returns</h1><section>{label}<ul class=byline>{lines.format(name)}</ul></section><p>Text.</p>"
        assert read(page(body=body)).authors == (name,)
    hidden = '<h1>Ferry returns</h1><div class=byline><i class="sr-only">By Jane Doe</i></div>'
    assert read(page(body=hidden)).authors == ("Jane Doe",)


def test_a_byline_that_lists_all_declared_authors_and_others_is_fuller_than_the_markup() -> None:
    head = news(author={"name": "Jane Doe"})
    box = "<article><h1>Ferry returns</h1><div class=byline>{}</div><p>Text.</p></article>"
    for byline in ("By <a>Jane Doe</a> and <a>John Roe</a>", "<a>John Roe</a>, <a>Jane Doe</a>"):
        assert set(read(page(head, box.format(byline))).authors) == {"Jane Doe", "John Roe"}
    for byline in ("Jane Doe <a>Max Moe</a>", "Max Moe and John Roe", "Jane Doe, Reuters News", "Jane Doe, Boats"):
        assert read(page(head, box.format(byline))).authors == ("Jane Doe",)
    outside = box.replace("article", "div").format("Jane Doe and John Roe")
    assert read(page(head, outside)).authors == ("Jane Doe",)


PROSE = f"<p>{'The ferry is back in the harbour after a long winter. ' * 3}</p>"


@pytest.mark.parametrize(
    "last",
    ['<p style="text-align: right">Jane Doe</p>', "<p><b>Jane Doe</b></p>", "<p>— Jane Doe</p>"],
)
def test_a_name_set_apart_as_the_last_line_of_the_story_is_its_author(last: str) -> None:
    story = "<article><h1>Ferry returns</h1>{}</article>"
    assert read(page(body=story.format(PROSE + last))).authors == ("Jane Doe",)
    assert read(page(body=story.format(PROSE + last + PROSE))).authors == ()
    assert read(page(body=story.format(PROSE + last.replace("Jane Doe", "Sail with us")))).authors == ()
    assert read(page(body=story.format(PROSE + "<p>Jane Doe</p>"))).authors == ()


def test_brackets_at_the_beginning_or_end_of_a_story_name_its_reporter() -> None:
    story = "<article><h1>渡輪復航</h1><p>{}</p></article>"
    text = "渡輪在漫長的冬天之後回到港口，島上居民紛紛前來觀看。" * 3
    for markup in (f"〔記者王小明／新竹報導〕{text}", f"新华社北京电（记者王小明）{text}", f"{text}【王小明】"):
        assert read(page(body=story.format(markup))).authors == ("王小明",)
    for markup in (f"（記者王小明攝）{text}", f"{text}【AFP】"):
        assert read(page(body=story.format(markup))).authors == ()
