"""What overrules the scorer: blocks in doubt go the way of blocks like them."""

from __future__ import annotations

from datetime import date

import pytest

from newsparse.formats.html.extract.decide import Decision, decide
from newsparse.formats.html.extract.features import Context, measure
from newsparse.formats.html.extract.interruptions import interrupts
from newsparse.formats.html.extract.scorer import Model
from newsparse.formats.html.extract.tables import data_tables
from newsparse.formats.html.extract.tokens import Tokens
from newsparse.formats.html.walk import walk
from newsparse.markup import parse_html


def decided(markup: str, context: Context | None = None) -> tuple[list[str], Decision]:
    """The kept texts of a page on which each text ends with its own score in per cent."""
    page = walk(parse_html(markup))
    measured = measure(page, context or Context(), Tokens())
    model = Model(Tokens(), 0.45, lambda *numbers: float(numbers[-1].rpartition(" ")[2]) / 100)
    decision = decide(page, measured, model, data_tables(page))
    return [page.texts[block] for block in decision.kept], decision


STORY = "<p>The council met on Tuesday evening to talk about the bridge that the flood took in March. 90</p>"
CARDS = "<div class=card><p class=teaser>Another story of the day in brief, and its picture. 12</p></div>" * 3


def test_a_block_in_doubt_between_chosen_ones_of_its_box_is_chosen():
    kept, _ = decided(f"<div>{STORY}<p>It was a long talk. 35</p>{STORY}</div>")
    assert "It was a long talk. 35" in kept


@pytest.mark.parametrize(
    "story",
    [
        f"<div>{STORY}<p>Sign up. 25</p>{STORY}</div>",
        f"<div>{STORY}<p class=note>Sign up. 35</p>{STORY}</div>",
        f"<div>{STORY}{STORY}<p>Sign up. 35</p></div>",
        f"<div>{STORY}<div><p>Sign up. 35</p></div>{STORY}</div>",
        f"<div>{STORY}<p><a href=/s>Sign up for our letter</a> today. 35</p>{STORY}</div>",
    ],
    ids=["low score", "another class", "at the end", "another box", "mostly a link"],
)
def test_other_blocks_in_doubt_are_left_out(story: str):
    kept, _ = decided(story)
    assert not any("Sign" in text for text in kept)


def test_a_block_in_doubt_whose_kind_is_left_out_is_left_out_and_says_so():
    kept, decision = decided(
        f"<div>{STORY}{STORY}</div>{CARDS}<div class=card><p class=teaser>A like one. 50</p></div><p>Alone. 50</p>"
    )
    assert not any("like one" in text for text in kept)
    assert "Alone. 50" in kept
    assert "score, and blocks like it are left out" in decision.reasons.values()


def test_a_sure_block_is_kept_whatever_becomes_of_its_kind():
    kept, _ = decided(f"<div>{STORY}</div>{CARDS}<div class=card><p class=teaser>A like one. 75</p></div>")
    assert "A like one. 75" in kept


def paragraphs(*scores: int) -> str:
    return "".join(f"<div><p class=p{n}>{STORY[3:-6] * 3} {score}</p></div>" for n, score in enumerate(scores))


@pytest.mark.parametrize(
    ("scores", "kept"),
    [((90, 40, 30), 1), ((60, 40, 30), 2), ((47, 46, 30, 26, 20), 4), ((47, 30, 30, 30), 1)],
    ids=["sure", "not sure", "hardly likely", "more than there is"],
)
def test_where_no_prose_is_sure_less_is_enough(scores: tuple[int, ...], kept: int):
    assert len(decided(paragraphs(*scores))[0]) == kept


def test_a_few_sure_words_do_not_make_the_prose_sure():
    assert len(decided("<h2>Sure. 99</h2>" + paragraphs(62, 60, 40))[0]) == 4


@pytest.mark.parametrize(
    "reference",
    [
        "<p>Read also: <a href=/x>the bridge is open</a> 70</p>",
        "<p><b>Citește și:</b> <a href=/x>Podul este deschis din nou pentru toată lumea</a> 70</p>",
        "<p>Lees ook: 70</p><ul><li><a href=/x>De brug is open</a></li></ul>",
        "<h3>Related articles 70</h3><img src=/x><p>Photo. 10</p><p><a href=/x>The bridge is open</a></p>",
        "<p><a href=/x>MAYOR OPENS THE BRIDGE AGAIN, ELEVEN YEARS LATER</a></p>",
    ],
)
def test_a_reference_to_another_story_is_left_out_whatever_its_score(reference: str):
    kept, decision = decided(f"<div>{STORY}{reference}{STORY}</div>")
    assert len(kept) == 2
    assert "leads to another story" in decision.reasons.values()


@pytest.mark.parametrize(
    "text",
    [
        "<p>Read more about that in the minutes of the council, which are in the town hall. 70</p>",
        f"<p>Read also: <a href=/x>{'the bridge is open ' * 11}</a> 70</p>",
        "<p>The story of <a href=/x>the bridge</a>. 70</p>",
        "<p>UP NEXT 70</p>",
        f"<ul><li><a href=/x>{'MAYOR OPENS THE BRIDGE AGAIN, ELEVEN YEARS LATER. ' * 3}</a> 70</li></ul>",
        "<p><a href=/x>在橋上看見的風景與人們的故事 FB 粉絲團 按個讚</a> 70</p>",
    ],
    ids=["no link", "long", "no lead-in", "no link behind the label", "capitals in a list", "few capitals"],
)
def test_what_only_begins_like_a_reference_is_kept(text: str):
    kept, _ = decided(f"<div>{STORY}{text}{STORY}</div>")
    assert len(kept) == 3


@pytest.mark.parametrize("box", ["{}", "<div>{}</div>", "<p><b>{}</b></p>"])
def test_a_date_alone_is_no_paragraph_of_the_story(box: str):
    date = box.format("<time>6 May 2024</time> <time>70</time>")
    kept, decision = decided(f"<div>{STORY}{date}{STORY}</div>")
    assert len(kept) == 2
    assert "byline or date" in decision.reasons.values()


@pytest.mark.parametrize(
    "label",
    [
        "Advertisement",
        "— Anzeige —",
        "Continua após a publicidade",
        "HABERIN DEVAMI",
        "Artikeln fortsätter efter annonsen",
        "広告",
    ],
)
def test_the_label_of_an_advertisement_is_left_out_whatever_its_score(label: str):
    page = walk(parse_html(f"<div>{STORY}<p>{label}</p>{STORY}</div>"))
    assert interrupts(page.texts[1])
    assert not interrupts(f"{label} 70")
    assert not interrupts("The advertisement was torn down.")


@pytest.mark.parametrize(
    ("href", "kept"),
    [
        ("https://www.whatsapp.com/channel/0029Va", 2),
        ("https://t.me/harbourgazette", 2),
        ("https://t.me/s/harbourgazette?x", 2),
        ("https://news.google.com/publications/CAAq", 2),
        ("https://t.me/harbourgazette/4711", 3),
        ("https://example.org/t.me/x", 3),
    ],
)
def test_a_short_text_that_leads_to_a_channel_is_left_out(href: str, kept: int):
    promotion = f"<p>Seuraa meitä <a href='{href}'>kanavalla</a> 70</p>"
    assert len(decided(f"<div>{STORY}{promotion}{STORY}</div>")[0]) == kept


@pytest.mark.parametrize(
    "href",
    [
        "whatsapp://send?text=The+bridge",
        "https://api.whatsapp.com/send?text=x",
        "mailto:?subject=The bridge",
        "https://www.facebook.com/sharer/sharer.php?u=x",
        "//twitter.com/intent/tweet?url=x",
        "https://t.me/share/url?url=x",
    ],
)
def test_a_button_to_share_is_left_out_and_a_sentence_to_share_is_not(href: str):
    button = f"<div class=b><a href='{href}'>Jaa tämä 70</a></div>"
    assert len(decided(f"<div>{STORY}{button}{STORY}</div>")[0]) == 2
    sentence = f"<p class=b><a href='{href}'>{STORY[3:-6].replace('Tuesday', 'Friday')}70</a></p>"
    assert len(decided(f"<div>{STORY}{sentence}{STORY}</div>")[0]) == 3
    beside = f"<p class=b>The mayor <a href='{href}'>said so</a> 70</p>"
    assert len(decided(f"<div>{STORY}{beside}{STORY}</div>")[0]) == 3


@pytest.mark.parametrize(
    ("field", "kept"),
    [
        ("<input type=email>", 2),
        ("<input name='your_email'>", 2),
        ("<div><input placeholder='E-mail'></div>", 2),
        ("<input type=search>", 4),
        ("<input type=hidden name=email>", 4),
        ("", 4),
    ],
)
def test_a_small_box_with_a_field_for_an_address_is_left_out(field: str, kept: int):
    box = f"<div><h3>The news in your inbox. 70</h3><p>It went wrong, try again. 70</p>{field}</div>"
    assert (
        len(decided(f"<div>{STORY * 3}{box}{STORY * 3}</div>".replace(STORY * 3, f"<p>{STORY[3:-6] * 9} 90</p>"))[0])
        == kept
    )


@pytest.mark.parametrize(
    ("name", "kept"),
    [("opt-in opt-in--embed", 2), ("c-embed__consent-overlay", 2), ("mediaConsent", 2), ("opt-in-contributions", 3)],
)
def test_a_small_box_to_consent_to_a_post_is_left_out(name: str, kept: int):
    box = f"<aside class='{name}'><p>Mit Ihrer Zustimmung wird hier ein Beitrag geladen. 70</p></aside>"
    story = f"<p>{STORY[3:-6] * 9} 90</p>"
    assert len(decided(f"<div>{story}{box}{story}</div>")[0]) == kept


def test_a_story_that_is_the_box_of_a_field_is_kept():
    assert len(decided(f"<form>{STORY}{STORY}<input type=email></form>")[0]) == 2


@pytest.mark.parametrize(
    "line",
    ["By Jane Doe 70", "Von unserer Jane Doe und Max Poe 70", "Posted: May 6, 2024 at 5:04 pm 70", "JANE DOE 70"],
)
def test_a_line_that_says_what_the_fields_say_is_left_out_above_the_story(line: str):
    context = Context(authors=("Jane Doe", "Max Poe"), days=frozenset({date(2024, 5, 6)}), language="en")
    kept, decision = decided(f"<div><p>{line}</p>{STORY}</div>", context)
    assert len(kept) == 1
    assert decision.reasons[0] == "byline or date"
    assert len(decided(f"<div><p>{line}</p>{STORY}</div>")[0]) == 2


@pytest.mark.parametrize(
    "line",
    [
        "Jane Doe opened the bridge today. 70",
        "Published May 7, 2024 70",
        "On May 6, 2024 the bridge was opened by the mayor of the town again. 70",
    ],
)
def test_a_line_that_says_more_is_kept(line: str):
    context = Context(authors=("Jane Doe", "Max Poe"), days=frozenset({date(2024, 5, 6)}), language="en")
    assert len(decided(f"<div><p>{line}</p>{STORY}</div>", context)[0]) == 2


def test_a_date_in_a_sentence_is():
    kept, _ = decided(f"<div>{STORY}<p>It was on <time>6 May</time>. 70</p>{STORY}</div>")
    assert len(kept) == 3


def test_the_time_of_an_entry_further_below_is():
    rain = "<p>Then it rained. 70</p><p>And it rained more. 70</p><h3>Later 70</h3>"
    kept, _ = decided(f"<div>{STORY}{rain}<p><time>10:20 70</time></p>{STORY}</div>")
    assert "10:20 70" in kept


TALE = "".join(f"<p>On day {day} the council talked about the bridge again and went home. 90</p>" for day in "12345")
AUTHOR = Context(authors=("Ann Other", "Reuters"))


@pytest.mark.parametrize(
    "portrait",
    [
        "<p>Ann Other is our harbour editor and has written two books about bridges. 90</p>",
        "<p>* ANN OTHER, our harbour editor, teaches in Pekan. 90</p>",
        "<h4>About the author 90</h4><p>Ann Other teaches in Pekan. 90</p>",
    ],
)
def test_what_tells_of_the_author_below_the_story_is_left_out(portrait: str):
    kept, decision = decided(f"<div>{TALE}{portrait}</div>", AUTHOR)
    assert len(kept) == 5
    assert "about the author" in decision.reasons.values()


@pytest.mark.parametrize(
    "text",
    [
        "<p>Ann Other: I would not cross it. 90</p>",
        "<p>Ann Other’s boat lay under the bridge. 90</p>",
        "<p>Reuters reported it first. 90</p>",
        "<p>The mayor told Ann Other that it would take a year. 90</p>",
        f"<p>Ann Other is our editor. {'She has seen many bridges. ' * 25} 90</p>",
        "<p>Ann Other is our editor. 90</p><p>So it went. 90</p>",
    ],
    ids=["speaks", "owns", "an agency", "named further on", "long", "not at the end"],
)
def test_what_only_names_the_author_is_kept(text: str):
    assert any(word in decided(f"<div>{TALE}{text}</div>", AUTHOR)[0][5] for word in ("Ann", "Reuters"))


def test_a_short_text_about_the_author_is_kept():
    portrait = "<p>Ann Other is our harbour editor and has written two books about bridges. 90</p>"
    assert len(decided(f"<div>{STORY}{portrait}</div>", AUTHOR)[0]) == 2
