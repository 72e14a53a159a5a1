"""Spans and blocks: one normal form, nothing empty, clear refusals."""

from __future__ import annotations

import pickle

import pytest

from newsparse import Cell, Code, Divider, Embed, Heading, Image, List, Paragraph, Quote, Span, Table
from newsparse.content import MAX_NESTING, is_allowed_url, plain_text, single_line, walk


def strong(text: str) -> Span:
    return Span(text, marks=["strong"])


@pytest.mark.parametrize(
    ("given", "normal"),
    [
        ("  two\u00a0\t words ", "two words"),
        ("a \n\n  b", "a\nb"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\u3000\n\u3000 \n\u2003b\n\nc", "a\nb\nc"),
        ("一\u3000二\u3000", "一\u3000二"),
        ("\u3000一", "一"),
    ],
)
def test_white_space_has_one_normal_form(given: str, normal: str) -> None:
    assert plain_text(given) == normal
    assert Paragraph(given).text == normal


def test_long_white_space_is_settled_in_one_go() -> None:
    # A step over what is left of it for each character takes minutes.
    space = "\u3000" * 200_000
    assert Paragraph(f"a\nb{space}c").text == f"a\nb{space}c"
    assert plain_text(f"a{space}\n{space}b") == "a\nb"


def test_a_single_line_has_no_breaks() -> None:
    assert single_line("one\ntwo") == "one two"


def test_marks_are_shown_in_one_order() -> None:
    assert repr(Span("x", marks=["strong", "emphasis"])).endswith("marks=('emphasis', 'strong'))")


def test_neighbours_of_equal_marks_are_one_span() -> None:
    assert Paragraph([Span("a"), Span("b")]).spans == (Span("ab"),)


def test_very_many_spans_are_joined_in_one_go() -> None:
    # Adding each to the text before it takes minutes.
    assert len(Paragraph(["ab" * 100] * 100_000).text) == 20_000_000
    assert len(Paragraph([Span("a"), strong(" "), Span("\n")] * 20_000 + ["a"]).spans) == 1


def test_space_at_a_boundary_counts_once() -> None:
    assert Paragraph([Span("a "), strong(" b")]).spans == (Span("a "), strong("b"))


def test_a_break_takes_the_space_around_it() -> None:
    assert Paragraph([Span("a "), strong("\n"), Span(" b")]).spans == (Span("a"), strong("\n"), Span("b"))


def test_a_break_swallows_spans_that_were_only_space() -> None:
    assert Paragraph([Span("a"), strong(" "), Span("\nb")]).spans == (Span("a\nb"),)


def test_a_break_at_the_start_is_trimmed() -> None:
    assert Paragraph([strong(" "), Span("\n b")]).spans == (Span("b"),)


def test_spans_that_trimming_empties_vanish() -> None:
    assert Paragraph([Span("a"), strong(" ")]).spans == (Span("a"),)


def test_one_span_and_strings_are_accepted_as_content() -> None:
    assert Paragraph(Span("x")) == Paragraph("x") == Paragraph(["x"])
    assert Quote(["x"]) == Quote("x")
    assert Table([["x"]]) == Table([[Cell("x")]])


@pytest.mark.parametrize("bad", ["a\x00b", "a\ud800b", "a\ufffeb", "a\x85b", "a\x1bb"])
def test_what_is_no_text_is_refused_with_its_code_point(bad: str) -> None:
    with pytest.raises(ValueError, match="U\\+"):
        Paragraph(bad)
    with pytest.raises(ValueError, match="U\\+"):
        Code(bad)
    with pytest.raises(ValueError, match="U\\+"):
        Span(bad)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Paragraph(" "),
        lambda: Heading(""),
        lambda: Quote([]),
        lambda: List([]),
        lambda: List([[]]),
        lambda: Table([]),
        lambda: Table([[Cell()]]),
        lambda: Table([[]]),
        lambda: Code(" \n "),
        lambda: Embed("video"),
    ],
)
def test_a_block_without_content_is_refused(make: object) -> None:
    with pytest.raises(ValueError, match="empty"):
        make()  # type: ignore[operator]


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: Span(1), "Span.text"),
        (lambda: Span("x", marks=3), "Span.marks"),
        (lambda: Paragraph(1), "Paragraph.spans"),
        (lambda: Quote(1), "Quote.blocks"),
        (lambda: List(1), "List.items"),
        (lambda: List([1]), "List.items"),
        (lambda: List(["x"], ordered=1), "List.ordered: expected a bool"),
        (lambda: Table(1), "Table.rows"),
        (lambda: Table([1]), "Table.rows"),
        (lambda: Cell("x", header=1), "Cell.header: expected a bool"),
        (lambda: Code("x", language=1), "Code.language"),
        (lambda: Embed([]), "Embed.kind"),
        (lambda: Paragraph([1]), "Paragraph.spans"),
        (lambda: Span("x", marks="strong"), "Span.marks"),
        (lambda: Image(None), "Image.url"),
        (lambda: Code(b"x"), "Code.text"),
        (lambda: Heading("x", level="2"), "Heading.level"),
        (lambda: Heading("x", level=True), "Heading.level"),
        (lambda: List("abc"), "List.items"),
        (lambda: List([[1]]), "List.items"),
        (lambda: Quote(Paragraph("x")), "Quote.blocks"),
        (lambda: Table("abc"), "Table.rows"),
        (lambda: Table(["abc"]), "Table.rows"),
        (lambda: Table([[1]]), "Table.rows"),
        (lambda: plain_text(b"x", "here"), "here"),
    ],
)
def test_a_value_of_the_wrong_type_is_refused_by_field(make: object, field: str) -> None:
    with pytest.raises(TypeError, match=field):
        make()  # type: ignore[operator]


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: Heading("x", level=9), "Heading.level"),
        (lambda: Span("x", marks=["bold"]), "Span.marks"),
        (lambda: Span("x", href="/relative"), "Span.href"),
        (lambda: Image("photo.jpg"), "Image.url"),
        (lambda: Image("https://a.example/", href="javascript:x"), "Image.href"),
        (lambda: Embed("film", "https://a.example/"), "Embed.kind"),
        (lambda: Code("x", language="two words"), "Code.language"),
        (lambda: Cell("x", colspan=0), "Cell.colspan"),
        (lambda: Cell("x", rowspan=70000), "Cell.rowspan"),
    ],
)
def test_a_value_that_a_field_cannot_hold_is_refused_by_field(make: object, field: str) -> None:
    with pytest.raises(ValueError, match=field):
        make()  # type: ignore[operator]


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://example.org/a?b#c", True),
        ("HTTP://example.org", True),
        ("ftp://example.org/", True),
        ("mailto:a@example.org", True),
        ("tel:+4912345", True),
        ("data:image/png;base64,AAAA", True),
        ("data:text/html,x", False),
        ("javascript:alert(1)", False),
        ("//example.org/", False),
        ("https:///path", False),
        ("https://exa mple.org/", False),
        ("https://example.org/\n", False),
        ("http://[::1]/a", True),
        ("http://example.org/[x", True),
        ("http://[x", False),
        ("http://x]/", False),
        ("http://exam\u2100ple.org/", False),
    ],
)
def test_only_inert_absolute_addresses_are_allowed(url: str, allowed: bool) -> None:
    assert is_allowed_url(url) is allowed


def test_optional_texts_of_an_image_are_none_where_empty() -> None:
    image = Image("https://a.example/i.jpg", alt=" ", caption="", credit=None)
    assert (image.alt, image.caption, image.credit) == (None, None, None)


def test_an_embed_keeps_the_words_of_a_post() -> None:
    assert Embed("post", None, " first \n second ").text == "first\nsecond"


def test_code_keeps_inner_space_and_loses_blank_edges() -> None:
    assert Code("\n  a\tb\r\n\n c\n \n").text == "  a\tb\n\n c"
    assert Code("\n" * 1_000_000 + "a").text == "a"


def test_nesting_is_capped() -> None:
    block: Quote | List = Quote("x")
    for _ in range(MAX_NESTING - 1):
        block = List([[block]])
    with pytest.raises(ValueError, match="nested deeper"):
        Quote([block])


def test_walking_visits_inner_blocks_after_their_holder() -> None:
    blocks = (Quote([Paragraph("a")]), List(["b", [Divider()]]))
    assert [type(block).__name__ for block in walk(blocks)] == ["Quote", "Paragraph", "List", "Paragraph", "Divider"]


def test_texts_of_headings_and_cells_are_their_words() -> None:
    assert Heading([Span("a"), strong("b")]).text == "ab"
    assert Cell().text == ""


def test_blocks_are_values() -> None:
    block = List(["a", [Quote([strong("x").text])]], ordered=True)
    assert pickle.loads(pickle.dumps(block)) == block
    assert len({block, List(["a", [Quote("x")]], ordered=True)}) == 1
