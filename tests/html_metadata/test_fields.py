from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsparse
from newsparse.explanation import Candidate
from newsparse.formats.html.metadata.hosts import same_site
from newsparse.formats.html.metadata.language import guess_language, normal_tag, settle_language

from .pages import URL, ld, news, page, read

IMAGE = "https://cdn.example/photos/harbour-2024-a1b2c3d4.jpg"


def og_image(url: str = IMAGE) -> str:
    return f'<meta property="og:image" content="{url}">'


def test_the_declared_image_is_taken_where_the_page_shows_none() -> None:
    found = read(page(og_image())).image
    assert found is not None
    assert found.url == IMAGE


def test_the_picture_in_the_page_that_shows_the_same_is_taken_with_its_caption_and_credit() -> None:
    figure = (
        '<figure><img src="/photos/harbour-2024-a1b2c3d4-640x480.jpg" alt="A ferry">'
        '<figcaption>The ferry at noon. <span class="credit">Photo: Max Moe</span></figcaption></figure>'
    )
    found = read(page(og_image(), f"<article><h1>Ferry returns</h1>{figure}</article>")).image
    assert found is not None
    assert found.url == "https://www.harbour-gazette.example/photos/harbour-2024-a1b2c3d4-640x480.jpg"
    assert (found.alt, found.caption, found.credit) == ("A ferry", "The ferry at noon.", "Max Moe")


def test_a_credit_in_the_words_of_a_caption_is_told_apart() -> None:
    figure = f'<figure><img src="{IMAGE}"><figcaption>The ferry at noon (Foto: Max Moe)</figcaption></figure>'
    found = read(page("", f"<article><h1>x</h1>{figure}</article>")).image
    assert found is not None
    assert (found.caption, found.credit) == ("The ferry at noon", "Max Moe")


def test_the_lead_image_and_a_picture_of_the_body_have_address_caption_and_credit_by_one_rule() -> None:
    figure = (
        '<figure><picture><source srcset="{0}-small.webp 480w, {0}-wide.webp 1600w"><img src="{0}.jpg"></picture>'
        '<figcaption>{0}. <span class="figure__quelle">Max Moe</span></figcaption></figure>'
    )
    story = "<p>The old harbour office, closed for eleven years, opened its doors on Monday as a library.</p>" * 4
    article = newsparse.parse(
        f"<article><h1>x</h1>{figure.format('/lead')}{story}{figure.format('/later')}</article>".encode(), url=URL
    )
    assert [image.url.rpartition("/")[2] for image in article.images] == ["lead-wide.webp", "later-wide.webp"]
    assert [(image.caption, image.credit) for image in article.images] == [
        ("/lead.", "Max Moe"),
        ("/later.", "Max Moe"),
    ]


@pytest.mark.parametrize(
    "name",
    [
        *(
            "social-default.png",
            "default.jpg",
            "up_for_fb.png",
            "no-image.png",
            "share.jpg",
            "ogp.png",
            "og_image_2.jpg",
        ),
        *("logo-small.png", "images/social/default2.jpg", "fallback-16x9.jpg"),
    ],
)
def test_a_picture_that_a_site_declares_for_any_page_is_none(name: str) -> None:
    assert read(page(og_image(f"https://cdn.example/files/{name}"))).image is None


@pytest.mark.parametrize("name", ["mill-default.jpg", "image.jpg", "cover.jpg", "main-bridge.jpg", "social-club.jpg"])
def test_a_picture_whose_name_says_little_or_something_is_one(name: str) -> None:
    found = read(page(og_image(f"https://cdn.example/files/{name}"))).image
    assert found is not None
    assert found.url.endswith(name)


def test_a_logo_above_the_story_is_no_lead_image() -> None:
    story = "<p>The old harbour office, closed for eleven years, opened its doors on Monday as a library.</p>" * 4
    logos = '<a href="/"><img src="/head.gif"></a><img src="/images/logo.gif">'
    picture = '<p><img src="/office.jpg"></p>'
    parsed = [
        newsparse.parse(f"<div>{logos}{more}{story}</div>".encode(), url=URL, format="html").image
        for more in ("", picture)
    ]
    assert parsed[0] is None
    assert parsed[1] is not None
    assert parsed[1].url.endswith("/office.jpg")


def test_a_lead_image_is_no_picture_that_the_page_holds_as_data() -> None:
    figure = f'<article><h1>x</h1><figure><img src="data:image/png;base64,{"A" * 4000}"></figure></article>'
    found = read(page(og_image(), figure)).image
    assert found is not None
    assert found.url == IMAGE


def test_a_figure_that_leads_the_story_goes_before_a_declared_crop_of_another_name() -> None:
    figure = '<article><h1>x</h1><figure><img src="/ferry.jpg"></figure></article>'
    found = read(page(og_image("https://cdn.example/social.jpg"), figure)).image
    assert found is not None
    assert found.url.endswith("/ferry.jpg")


@pytest.mark.parametrize(
    "img",
    [
        '<img src="/static/logo.png">',
        '<img src="data:image/gif;base64,R0lGOD">',
        '<img width="1" height="1" src="/p.gif">',
        '<div class="author-box"><img src="/jane.jpg"></div>',
        '<aside><figure><img src="/other.jpg"></figure></aside>',
        '<div class="related"><figure><img src="/other.jpg"></figure></div>',
    ],
)
def test_logos_portraits_and_other_stories_pictures_are_no_lead_image(img: str) -> None:
    assert read(page(og_image("https://cdn.example/logo.png"), f"<article><h1>x</h1>{img}</article>")).image is None


def test_the_largest_of_a_srcset_and_lazy_addresses_are_read() -> None:
    lazy = (
        '<figure><img src="/placeholder.png" data-srcset="/a-300.jpg 300w, /a-900.jpg 900w, /a-600.jpg 600w"></figure>'
    )
    found = read(page("", f"<article><h1>x</h1>{lazy}</article>")).image
    assert found is not None
    assert found.url.endswith("/a-900.jpg")


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        ("https://www.harbour-gazette.example/a", "https://www.harbour-gazette.example/a"),
        ("/a", "https://www.harbour-gazette.example/a"),
        ("https://m.harbour-gazette.example/a", "https://m.harbour-gazette.example/a"),
        ("https://other.example/a", URL),
        ("https://www.harbour-gazette.example/", URL),
        ("http://[broken", URL),
        ("javascript:alert(1)", URL),
    ],
)
def test_a_canonical_address_is_believed_on_its_own_site_only(canonical: str, url: str) -> None:
    assert read(page(f'<link rel="canonical" href="{canonical}">')).url == url


def test_without_an_address_of_its_own_a_page_has_its_canonical_one() -> None:
    assert read(page('<link rel="canonical" href="https://a.example/b">'), url=None).url == "https://a.example/b"
    assert read(page('<link rel="canonical" href="/b">'), url=None).url is None


@pytest.mark.parametrize(
    ("said", "section"),
    [
        ("Islands", "Islands"),
        ("Real Estate,Home Page,Popular", "Real Estate"),
        ("Politik, Eindrücke, Inland", "Politik"),
        ("Main Blog,Politics", "Main Blog"),
        ("Helena, MT", "Helena, MT"),
        ("Uncategorized", "Local"),
        ("Front Page", "Local"),
        ("https://gazette.example/islands", "Local"),
        ("A whole sentence about what the section is for and what it is not. " * 2, "Local"),
        (",", "Local"),
    ],
)
def test_a_section_is_one_name_that_says_something(said: str, section: str) -> None:
    head = news(articleSection=said) + '<meta property="article:section" content="Local">'
    assert read(page(head)).section == section


@pytest.mark.parametrize(
    ("title", "publisher"),
    [
        ("Ferry returns - The Harbour Gazette", "The Harbour Gazette"),
        ("Opinion | Ferry returns | Islands | Gazette.example", "Gazette.example"),
        ("Gazette: news » Islands » Ferry returns", "Gazette: news"),
        ("Ferry returns｜港湾新聞", "港湾新聞"),
        ("Ferry returns", None),
        ("Ferry returns: what now?", None),
        (f"Ferry returns | {'long ' * 20}", None),
        ("Another story | Gazette", None),
    ],
)
def test_a_site_that_does_not_name_itself_stands_in_the_title_element(title: str, publisher: str | None) -> None:
    found = read(page(f"<title>{title}</title>", "<h1>Ferry returns</h1><p>Text.</p>"))
    assert (found.title, found.publisher) == ("Ferry returns", publisher)
    named = read(page(f'<title>{title}</title><meta name="publisher" content="Us">', "<h1>Ferry returns</h1>"))
    assert named.publisher == "Us"


def test_the_title_is_taken_for_a_publisher_only_where_nothing_else_is_said() -> None:
    says = '<meta property="{}" content="Ferry returns">'
    wrong = says.format("og:site_name") + says.format("og:title")
    body = "<h1>Ferry returns</h1><p>Text.</p>"
    assert read(page(f"{wrong}<title>Ferry returns | Gazette</title>", body)).publisher == "Gazette"
    assert read(page(wrong, body)).publisher == "Ferry returns"


def test_a_heading_that_links_home_names_the_publisher() -> None:
    body = '<h1><a href="/">Knots &amp; Splices</a></h1><h1>The bowline</h1><p>Text.</p>'
    assert read(page("", body)).publisher == "Knots & Splices"


@pytest.mark.parametrize(
    ("site", "publisher", "chosen"),
    [
        ("The Gazette Online", "Gazette Media Ltd", "The Gazette Online"),
        ("Gazette.example", "The Gazette", "The Gazette"),
        ("thegazette", "The Gazette", "The Gazette"),
        ("gazette.example", "gazette", "gazette.example"),
        ("gazette.example", "", "gazette.example"),
    ],
)
def test_a_publisher_is_named_rather_than_given_by_the_address(site: str, publisher: str, chosen: str) -> None:
    head = f'<meta property="og:site_name" content="{site}">' + news(publisher={"name": publisher})
    assert read(page(head)).publisher == chosen


def test_the_smaller_fields_are_read() -> None:
    head = (
        news(
            publisher={"@type": "Organization", "name": "The Gazette"},
            articleSection=["Local", "Sea"],
            keywords="sea, ferry",
        )
        + '<meta name="description" content="After a &quot;long&quot; winter.">'
    )
    found = read(page(head))
    assert found.publisher == "The Gazette"
    assert found.section == "Local"
    assert found.keywords == ("sea", "ferry")
    assert found.summary == 'After a "long" winter.'
    assert found.is_article is True


def test_a_page_says_whether_it_is_an_article() -> None:
    assert read(page('<meta property="og:type" content="article">')).is_article is True
    assert read(page('<meta property="og:type" content="website">')).is_article is False
    assert read(page(ld({"@type": "CollectionPage", "name": "News"}))).is_article is False
    assert read(page()).is_article is None


@pytest.mark.parametrize(
    ("value", "tag"),
    [
        ("en_us", "en-US"),
        ("DE", "de"),
        ("zh-hans-cn", "zh-Hans-CN"),
        ("jp", "ja"),
        ("und", None),
        ("english", None),
        ("", None),
    ],
)
def test_language_tags_get_their_usual_form(value: str, tag: str | None) -> None:
    assert normal_tag(value) == tag


def test_the_language_of_the_markup_is_taken_in_order_of_trust() -> None:
    assert (
        read('<html lang="de-AT"><head><meta property="og:locale" content="en_US"></head></html>').language == "de-AT"
    )
    assert read('<html lang="xx"><head><meta property="og:locale" content="en_US"></head></html>').language == "en-US"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ferry is back and the people of the island have waited for it with patience.", "en"),
        ("Die Fähre ist wieder da, und die Leute auf der Insel haben nicht lange auf sich warten lassen.", "de"),
        ("Le ferry est de retour et les habitants de l’île ne sont pas les seuls à se réjouir avec lui.", "fr"),
        (
            "A ponte sobre o rio Douro voltou a abrir ao trânsito na segunda-feira, depois de onze meses de obras.",
            "pt",
        ),
        ("El puente sobre el río volvió a abrirse al tráfico el lunes, después de once meses de obras.", "es"),
        ("A városi tanács kedden úgy döntött, hogy újjáépíti a régi malomhidat.", "hu"),
        ("Belediye, köprünün yeniden açılması için çalışmalara başladığını ve işin bir yıl süreceğini bildirdi.", "tr"),
        ("Bələdiyyə köhnə körpünün bərpa olunması barədə qərar qəbul edib və işlər bir il davam edəcək.", "az"),
        ("Muling binuksan ang lumang tulay sa bayan matapos ang labing-isang buwan ng pagkukumpuni.", "tl"),
        ("Alpha beta gamma delta epsilon zeta eta theta iota kappa lambda.", None),
        ("Паром вернулся, и жители острова не скрывают радости, как это было и в прошлом году.", "ru"),
        ("渡輪回來了，島上的居民都很高興，他們等了很久很久。", "zh"),
        ("フェリーが戻ってきて、島の人々はとても喜んでいる。", "ja"),
        ("페리가 돌아왔고 섬 주민들은 매우 기뻐하고 있다고 한다.", "ko"),
        ("عادت العبارة وفرح سكان الجزيرة كثيرا بعد انتظار طويل", "ar"),
        ("Ok.", None),
        ("12345 67890", None),
    ],
)
def test_the_language_of_a_text_is_guessed_by_script_and_function_words(text: str, language: str | None) -> None:
    assert guess_language(text) == language


def test_the_trace_tells_each_candidate_and_changes_nothing() -> None:
    head = news(author="Jane Doe", datePublished="2024-05-06T10:20:30Z") + '<meta property="og:title" content="Other">'
    markup = page(head + og_image(), "<h1>Ferry returns</h1>")
    trace: list[Candidate] = []
    assert read(markup, trace=trace) == read(markup)
    chosen = {candidate.field: candidate for candidate in trace if candidate.chosen}
    assert chosen["authors"].origin == "json-ld:$.author"
    assert chosen["published"].value == "2024-05-06 10:20:30+00:00"
    assert {candidate.value for candidate in trace if candidate.field == "title"} == {"Ferry returns", "Other"}
    assert all(candidate.reason for candidate in trace)
    for field in {candidate.field for candidate in trace}:
        assert sum(candidate.chosen for candidate in trace if candidate.field == field) <= 1


MANY = 20_000


@pytest.mark.parametrize(
    "markup",
    [
        '<script type="application/ld+json">' + "[" * MANY + "</script>",
        '<script type="application/ld+json">{"@type":"Article","headline":"' + '"' * MANY + "}</script>",
        '<script type="application/ld+json">{"@type":"Article","headline":1e999,"datePublished":9e9,'
        '"author":{"@id":[]},"image":[[1]],"keywords":{"a":[null]},"publisher":[{"name":["x"]}],"inLanguage":["en"]}</script>',
        '<meta name="author" content="' + ", and" * MANY + '">',
        '<meta property="og:title" content="' + "| " * MANY + '"><h1>x</h1>',
        "<h1>" + "a " * MANY + "</h1>",
        '<p class="author">' + "von " * MANY,
        "<h1>x</h1>" + '<div class="author">By Jane</div>' * 3000,
        "<h1>x</h1><p>" + "12.12." * MANY,
        '<img srcset="' + "a 1w," * MANY + '">',
        "<script>publish" + "\\" * MANY + "</script>",
        '<link rel="canonical" href="http://[x"><base href="http://[y"><img src="http://[z">',
        '<meta property="og:title" content="a\x00b\ud800c">'.encode("utf-8", "replace").decode(),
        "<div>" * 2000 + '<p class="byline">By Jane Doe',
        "",
    ],
)
def test_hostile_pages_are_read(markup: str) -> None:
    # A quadratic step over any of these takes minutes, a missing guard an exception.
    assert read(f"<html><body>{markup}</body></html>").url == URL


@given(st.text(max_size=300))
def test_any_value_of_a_field_is_read_without_an_exception(text: str) -> None:
    value = text.replace('"', "&quot;").replace("<", "&lt;")
    keys = ("author", "date", "article:published_time", "og:title", "og:image", "keywords", "og:locale", "og:url")
    head = "".join(f'<meta name="{key}" content="{value}">' for key in keys)
    read(
        page(
            head + news(author=text, headline=text, datePublished=text, image=text),
            f'<h1>{value}</h1><time datetime="{value}">',
        )
    )


GERMAN = (
    "Der Rat der Stadt hat am Dienstag mit den Stimmen von allen beschlossen, dass die Brücke nicht gesperrt wird. "
)
ENGLISH = (
    "The council of the town decided on Tuesday that the bridge is not to be closed, and that it will be repaired. "
)


@pytest.mark.parametrize(
    ("declared", "text", "language"),
    [
        (None, GERMAN, "de"),
        (None, ENGLISH, "en"),
        ("en", GERMAN, "de"),
        ("en-US", GERMAN * 60, "de"),
        ("en-GB", ENGLISH, "en-GB"),
        ("en-GB", ENGLISH * 60, "en-GB"),
        ("en", "1 cup. 2 eggs. Mix well. Bake. " * 9, "en"),
        ("en-GB", "That was for his cat. This was with his dog, from that house. They have this. " * 4, "en-GB"),
        ("en", "", "en"),
        ("fr", GERMAN, "fr"),
    ],
)
def test_a_text_decides_where_the_markup_says_nothing_or_english_by_default(
    declared: str | None, text: str, language: str
) -> None:
    trace: list[Candidate] = []
    assert settle_language(declared, iter([text]), trace) == language
    told = [candidate.value for candidate in trace if candidate.chosen]
    assert told == ([] if language == declared else [language])


def test_explain_tells_a_language_that_the_text_decided() -> None:
    page = f'<html lang="en"><title>Brücke</title><h1>Brücke</h1>{f"<p>{GERMAN}</p>" * 5}</html>'
    told = [found for found in newsparse.explain(page.encode()).candidates if found.field == "language"]
    assert [(found.value, found.origin, found.chosen) for found in told] == [
        ("en", "html[lang]", False),
        ("de", "text", True),
    ]


def test_an_address_is_whole_though_the_base_has_a_space() -> None:
    head = '<base href="https://example.org/my folder/"><link rel="canonical" href="a b">'
    found = read(page(f'{head}<meta property="og:image" content="x y.jpg">'), url=None)
    assert found.url == "https://example.org/my%20folder/ab"
    assert found.image is not None
    assert found.image.url == "https://example.org/my%20folder/xy.jpg"


@pytest.mark.parametrize("size", ["²", "③", "9" * 5000, "1e3", "", "100%"])
def test_a_picture_that_tells_its_size_in_some_other_way_is_not_small(size: str) -> None:
    photo = f'<figure><img src="/photo.jpg" width="{size}" height="{size}"></figure>'
    image = read(page(body=f"<h1>Bridge</h1>{photo}")).image
    assert image is not None
    assert image.url.endswith("/photo.jpg")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.gazette.co.uk/a", "https://news.gazette.co.uk/b", True),
        ("https://gazette.co.uk/a", "https://herald.co.uk/b", False),
        ("https://gazette.com.au", "https://herald.com.au", False),
        ("https://www.gazette.example/a", "https://gazette.example/b", True),
    ],
)
def test_hosts_that_share_an_ending_of_their_country_are_two_sites(one: str, other: str, same: bool) -> None:
    assert same_site(one, other) is same


def test_the_publisher_may_stand_elsewhere_in_the_graph() -> None:
    organization = {"@type": "Organization", "@id": "#us", "name": "Harbour Gazette"}
    article = {"@type": "NewsArticle", "headline": "Ferry returns", "publisher": {"@id": "#us"}}
    assert read(page(ld({"@graph": [organization, article]}))).publisher == "Harbour Gazette"


def test_the_summary_of_json_ld_is_taken_where_no_meta_tag_has_one() -> None:
    assert read(page(news(description="After the winter."))).summary == "After the winter."


def test_a_base_of_thousands_of_letters_is_none() -> None:
    head = f'<base href="https://example.org/{"a" * 3000}/">' + og_image("x.jpg")
    image = read(page(head), url="https://www.harbour-gazette.example/a").image
    assert image is not None
    assert image.url == "https://www.harbour-gazette.example/x.jpg"


def test_a_picture_that_json_ld_only_refers_to_is_looked_up() -> None:
    picture = {
        "@type": "ImageObject",
        "@id": "#primaryimage",
        "url": "https://www.harbour-gazette.example/ferry-a1.jpg",
    }
    graph = [{"@type": "NewsArticle", "headline": "Ferry returns", "image": {"@id": "#primaryimage"}}, picture]
    found = read(page(ld({"@graph": graph}))).image
    assert found is not None
    assert found.url == picture["url"]
    assert read(page(ld({"@graph": graph[:1]}))).image is None
