"""Blocks out of chosen text: the kinds of block, nesting, pictures and players."""

from __future__ import annotations

import pytest

from newsparse import Article, Code, Divider, Embed, Heading, Image, List, Paragraph, Quote, Span, Table, dumps
from newsparse.content import MAX_NESTING, Block
from newsparse.formats.html.extract.build import build
from newsparse.formats.html.extract.pictures import find_insertions
from newsparse.formats.html.extract.tables import data_tables
from newsparse.formats.html.fragment import read_fragment
from newsparse.formats.html.walk import walk
from newsparse.markup import parse_html

TEXT = "<p>A paragraph with so many words in it that the pictures around it belong to its story.</p>"


def built(markup: str, *, leave_out: tuple[str, ...] = ()) -> tuple[Block, ...]:
    """The blocks of markup where all text is chosen but for what is left out and captions."""
    page = walk(parse_html(markup))
    kept = [
        block
        for block, text in enumerate(page.texts)
        if text not in leave_out and page.container_tags[page.places[block]] != "figcaption"
    ]
    base_url = "https://example.org/a/"
    return build(page, kept, find_insertions(page, kept, base_url), base_url, data_tables(page))


def test_paragraphs_keep_links_marks_and_line_breaks():
    (paragraph,) = built("<p>one <a href='../b'>two <em>three</em></a><br>four</p>")
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == "one two three\nfour"
    assert [span.href for span in paragraph.spans] == [None, "https://example.org/b", "https://example.org/b", None]
    assert paragraph.spans[2].marks == {"emphasis"}


def test_pictures_of_a_gallery_behind_the_last_text_are_kept_with_their_captions():
    figures = "".join(f"<figure><img src='/{n}.jpg'><figcaption>Arch {n}.</figcaption></figure>" for n in range(4))
    found = built(f"<div>{TEXT}<div class=gallery>{figures}</div></div>")
    assert [(image.url, image.caption) for image in found if isinstance(image, Image)] == [
        (f"https://example.org/{n}.jpg", f"Arch {n}.") for n in range(4)
    ]
    others = "<p>Another story.</p><img src='/other.jpg'>"
    assert built(f"<div>{TEXT}{figures}{others}</div>", leave_out=("Another story.",)) == found


@pytest.mark.parametrize(
    ("markup", "written"),
    [
        ("We <b>tested </b>it", "We **tested** it"),
        ("It was<b> </b>late", "It was late"),
        ("<b>Note:</b><b> </b><i> so</i>", "**Note:** *so*"),
        ("<b>one<i> two</i> three </b>four", "**one** ***two*** **three** four"),
        ("<b>one <a href='../b'>two</a> three</b>", "**one** [**two**](https://example.org/b) **three**"),
        ("see <a href='../b'> the map </a>.", "see [the map](https://example.org/b) ."),
        ("<a href='../b'>one <b>two </b></a>three", "[one **two**](https://example.org/b) three"),
        ("<b>one<br></b>two", "**one**\\\ntwo"),
    ],
)
def test_space_at_the_edge_of_links_and_marks_is_outside_of_them(markup: str, written: str):
    blocks = built(f"<p>{markup}</p>")
    assert dumps(Article(title="x", body=blocks), "markdown").rpartition("\n\n")[2].strip() == written


@pytest.mark.parametrize(
    "markup",
    [
        "<pre><code class='hljs language-python'>a = 1\nb = 2</code></pre>",
        "<pre class=lang-sql>select 1</pre>",
        "<p>Hello <img class=emoji alt='\U0001f600' src=/e.png> there</p>",
        "<a href=../large.jpg><img src=/small.jpg alt=Bridge></a>",
        "<figure><a href=../large.jpg><img src=/small.jpg></a><figcaption>The bridge</figcaption></figure>",
        "<a href='javascript:show()'><img src=/small.jpg></a>",
        "<ul><li>one <b>two</b></li><li><a href=../b>three</a></li></ul>",
        "<blockquote><p>one</p><p>two</p></blockquote>",
    ],
)
def test_a_page_keeps_of_its_markup_what_a_fragment_keeps(markup: str):
    whole = built(TEXT + markup + TEXT)
    assert whole == read_fragment(TEXT + markup + TEXT, base_url="https://example.org/a/")
    assert len(whole) == 3


def test_what_has_no_width_is_no_paragraph_of_its_own():
    blocks = built("<p>one</p><p>&zwj;</p><h2>&#8203;</h2><p>\u200b \ufeff</p><p>\u200d2</p><p>&shy;two</p>")
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == ["one", "\u200d2", "\xadtwo"]
    assert len(blocks) == 3


@pytest.mark.parametrize("space", ["\u2009", "\u202f", "\u3000"])
@pytest.mark.parametrize("around", ["{}", "<b>{}</b>", "<font>{}</font> and more", "<i>so</i> {}"])
def test_typographic_spaces_are_kept_however_the_text_is_marked_up(space: str, around: str):
    (paragraph,) = built(f"<p>{around.format(f'«{space}Vraiment{space}?')}</p>")
    assert isinstance(paragraph, Paragraph)
    assert f"«{space}Vraiment{space}?" in paragraph.text


def test_text_of_one_style_keeps_it_whatever_elements_part_it():
    assert built("<p><b>one <font>two</font> three</b></p><h2><a href='/a'>four <font>five</font></a></h2>") == (
        Paragraph(Span("one two three", marks={"strong"})),
        Heading(Span("four five", "https://example.org/a")),
    )


def test_a_link_of_another_scheme_keeps_its_text_alone():
    assert built("<p>one <a href='javascript:go()'>two</a></p>") == (Paragraph("one two"),)


def test_headings_have_their_level_also_around_a_box():
    assert built("<h2>one</h2><h3><div>two</div></h3>") == (Heading("one", level=2), Heading("two", level=3))


def test_lists_quotes_and_what_stands_in_them():
    assert built("<ol><li>one</li><li><p>two</p><p>three</p></li></ol><blockquote><p>four</p></blockquote>") == (
        List([[Paragraph("one")], [Paragraph("two"), Paragraph("three")]], ordered=True),
        Quote([Paragraph("four")]),
    )


def test_text_between_the_items_of_a_list_is_an_item():
    assert built("<ul>one<li>two</li></ul>") == (List([[Paragraph("one")], [Paragraph("two")]]),)


def test_nesting_beyond_the_cap_is_flattened_and_no_word_is_lost():
    depth = MAX_NESTING * 3
    blocks = built("<blockquote>" * depth + "deep" + "</blockquote>" * depth)
    assert "deep" in repr(blocks)


def test_a_table_of_data_keeps_its_rows_and_cells_that_were_left_out_are_empty():
    markup = (
        "<table><tr><th>Town</th><th>People</th></tr><tr><td>Aville</td><td colspan=2>1,200</td></tr>"
        "<tr><td>Btown</td><td>x</td></tr></table>"
    )
    (table,) = built(markup, leave_out=("x",))
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Town", "People"],
        ["Aville", "1,200"],
        ["Btown", ""],
    ]
    assert table.rows[0][0].header
    assert table.rows[1][1].colspan == 2


def test_cells_before_any_row_are_the_first_one():
    (table,) = built("<table><th>Town</th><th>People</th></tr><tr><td>Aville</td><td>1,200</td></tr></table>")
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows] == [["Town", "People"], ["Aville", "1,200"]]


def test_cells_without_a_row_are_put_into_rows_as_long_as_the_first():
    markup = (
        "<table><thead><tr><th>Town</th><th>People</th></tr></thead>"
        "<tbody><td>Aville</td><td>1,200</td></tr><td>Btown</td><td>80</td></tr></tbody></table>"
    )
    (table,) = built(markup)
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Town", "People"],
        ["Aville", "1,200"],
        ["Btown", "80"],
    ]


def test_a_table_for_layout_is_transparent():
    markup = "<table><tr><td><table><tr><td><p>one</p></td></tr></table></td></tr></table>"
    assert built(markup) == (Paragraph("one"),)


def test_code_keeps_its_lines():
    assert built("<pre>one\n  two</pre>") == (Code("one\n  two"),)


def test_a_post_of_a_network_becomes_an_embed_with_its_words():
    markup = (
        '<blockquote class="twitter-tweet"><p>The bridge is open.</p>'
        '<a href="https://twitter.com/town/status/1">May 1</a></blockquote>'
    )
    assert built(markup, leave_out=("May 1",)) == (
        Embed("post", "https://twitter.com/town/status/1", "The bridge is open."),
    )


@pytest.mark.parametrize(
    "img",
    [
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="/big.jpg">',
        '<img src="/small.jpg" srcset="/small.jpg 300w, /big.jpg 1200w">',
        '<img src="/blank.gif"><noscript><img src="/big.jpg"></noscript>',
    ],
)
def test_the_real_and_largest_address_of_a_picture_is_found(img: str):
    blocks = built(f"<div>{TEXT}{img}{TEXT}</div>")
    assert [block.url for block in blocks if isinstance(block, Image)] == ["https://example.org/big.jpg"]


def test_a_figure_gives_caption_and_credit_and_no_paragraph():
    markup = (
        f"<div>{TEXT}<figure><img src='/b.jpg' alt='A bridge'><figcaption>The bridge in May. "
        f"<cite>Ann Other</cite></figcaption></figure>{TEXT}</div>"
    )
    assert built(markup)[1] == Image(
        "https://example.org/b.jpg", alt="A bridge", caption="The bridge in May.", credit="Ann Other"
    )


def test_pictures_of_teasers_outside_of_the_story_and_icons_are_left_out():
    teaser = "<div><a href='/x'><img src='/t.jpg'>Another story with a headline of its own</a></div>"
    icon = "<img src='/i.png' width='16' height='16'>"
    blocks = built(f"<div>{TEXT}{icon}{teaser}{TEXT}</div>", leave_out=("Another story with a headline of its own",))
    assert [type(block) for block in blocks] == [Paragraph, Paragraph]


def test_players_are_kept_and_frames_of_unknown_use_are_not():
    markup = (
        f"<div>{TEXT}<iframe src='https://www.youtube.com/embed/1'></iframe>"
        f"<iframe src='https://ads.example/x'></iframe>{TEXT}</div>"
    )
    assert [block for block in built(markup) if isinstance(block, Embed)] == [
        Embed("video", "https://www.youtube.com/embed/1")
    ]


def test_rules_divide_and_never_begin_or_end_a_body():
    assert [type(block) for block in built(f"<div><hr>{TEXT}<hr><hr>{TEXT}<hr></div>")] == [
        Paragraph,
        Divider,
        Paragraph,
    ]


@pytest.mark.parametrize(
    ("element", "kind", "url"),
    [
        ("<amp-youtube data-videoid=a-b_1></amp-youtube>", "video", "https://www.youtube.com/watch?v=a-b_1"),
        ("<amp-vimeo data-videoid=12></amp-vimeo>", "video", "https://vimeo.com/12"),
        ("<amp-twitter data-tweetid=12><b placeholder>…</b></amp-twitter>", "post", "https://twitter.com/i/status/12"),
        ("<amp-instagram data-shortcode=x1></amp-instagram>", "post", "https://www.instagram.com/p/x1"),
        ("<amp-facebook data-href=https://www.facebook.com/a/posts/1>", "post", "https://www.facebook.com/a/posts/1"),
        ("<amp-iframe src=https://player.vimeo.com/1></amp-iframe>", "video", "https://player.vimeo.com/1"),
        ("<amp-video><source src=/boats.mp4></amp-video>", "video", "https://example.org/boats.mp4"),
    ],
)
def test_players_and_posts_of_amp_are_embeds(element: str, kind: str, url: str):
    assert Embed(kind, url) in built(f"<div>{TEXT}{element}{TEXT}</div>")


@pytest.mark.parametrize("name", ["", "../../evil", "a b"])
def test_an_amp_player_without_a_proper_name_is_none(name: str):
    player = f"<amp-youtube data-videoid='{name}'></amp-youtube>"
    assert not any(isinstance(block, Embed) for block in built(f"<div>{TEXT}{player}{TEXT}</div>"))
