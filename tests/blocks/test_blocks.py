"""Fragments of trees as blocks and spans."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse import Article, Code, Embed, Heading, Image, List, Paragraph, Quote, Span, Table
from newsparse.blocks import read_blocks, read_spans
from newsparse.content import MAX_NESTING, Cell, Divider
from newsparse.markup import parse_html

BASE = "https://paper.example/news/1"


def blocks(markup, **options):
    return read_blocks(parse_html(markup), base_url=BASE, **options)


def test_text_between_blocks_is_a_paragraph():
    assert blocks("one<p>two</p>three<div>four<div>five</div>six</div>") == tuple(
        map(Paragraph, ["one", "two", "three", "four", "five", "six"])
    )


def test_one_break_is_a_line_and_two_part_paragraphs():
    assert blocks("<p>a<br>b<br/> <br/>c<br><br><br>d<br></p>") == (Paragraph("a\nb"), Paragraph("c"), Paragraph("d"))


def test_lines_of_the_source_are_spaces():
    assert blocks("<p>a\n  b\r\nc</p>") == (Paragraph("a b c"),)


@pytest.mark.parametrize("markup", ["\x01", "<p>\x01<b>\x7f</b></p>", "<h2>&#1;</h2>", "<li>\ufffe", "<td>\x02"])
def test_what_holds_control_characters_alone_is_no_block(markup):
    assert blocks(markup) == ()
    assert blocks(f"<p>one</p>{markup}") == blocks("<p>one</p>")


def test_marks_and_links_are_kept_and_pieces_joined_directly():
    (paragraph,) = blocks("<p>x<b>y<i>z</i></b><a href='/a'>li<code>n</code>k</a><span>!</span><sub>2</sub></p>")
    assert paragraph == Paragraph(
        [
            "x",
            Span("y", None, {"strong"}),
            Span("z", None, {"strong", "emphasis"}),
            Span("li", "https://paper.example/a"),
            Span("n", "https://paper.example/a", {"code"}),
            Span("k", "https://paper.example/a"),
            "!",
            Span("2", None, {"subscript"}),
        ]
    )


def test_a_mark_around_paragraphs_marks_each():
    assert blocks("<b><div>a</div><div>b</div></b>") == (
        Paragraph([Span("a", None, {"strong"})]),
        Paragraph([Span("b", None, {"strong"})]),
    )


def test_a_link_without_a_usable_address_keeps_its_words_and_is_told():
    told = []
    assert blocks("<p><a href='javascript:x'>a</a></p>", note=lambda why, element, what: told.append(what)) == (
        Paragraph("a"),
    )
    assert told == ["javascript:x"]


def test_lists_quotes_headings_and_rules():
    assert blocks(
        "<h2>a<br><br>b</h2><ol><li>c<ul><li>d</li></ul><li><p>e</p><p>f</p></ol><hr><blockquote>g</blockquote>"
    ) == (
        Heading("a\nb", level=2),
        List([[Paragraph("c"), List(["d"])], ["e", "f"]], ordered=True),
        Divider(),
        Quote(["g"]),
    )


def test_blocks_in_a_list_but_in_no_item_join_the_item_before():
    assert blocks("<ul><li>a</li><ul><li>b</li></ul></ul>") == (List([[Paragraph("a"), List(["b"])]]),)


@pytest.mark.parametrize("tags", [("<blockquote>", "</blockquote>"), ("<ul><li>", "</li></ul>")])
def test_what_nests_deeper_than_the_model_is_flattened(tags):
    (block,) = blocks(tags[0] * 500 + "deep" + tags[1] * 500)
    assert block.nesting == MAX_NESTING


def test_depth_costs_no_recursion():
    assert blocks("<div>" * 1500 + "<b>" * 400 + "deep") == (Paragraph([Span("deep", None, {"strong"})]),)


def test_data_tables_are_tables_and_layout_tables_their_content():
    assert blocks("<table><tr><th>a<th colspan=2>b<tr><td>1<br>2<td>x<td></table>") == (
        Table([[Cell("a", header=True), Cell("b", header=True, colspan=2)], [Cell("1\n2"), Cell("x"), Cell()]]),
    )
    assert blocks("<table><tr><td><p>a</p><p>b</p></td><td>c</td></tr></table>") == tuple(map(Paragraph, "abc"))


def test_text_of_a_table_outside_its_cells_goes_before_it():
    markup = (
        "<table>a<caption>b</caption><tr><th>c<th>d</tr><tr><p>e</p><td>1<td>2</tr>"
        "<div><tr><td>3<td>4</tr></div><!-- x --></table>"
    )
    table = Table([[Cell("c", header=True), Cell("d", header=True)], ["1", "2"], ["3", "4"]])
    assert blocks(markup) == (Paragraph("a"), Paragraph("b"), Paragraph("e"), table)


def test_cells_that_stand_in_no_row_are_put_into_rows_as_long_as_the_first():
    head = [Cell("a", header=True), Cell("b", header=True)]
    loose = "<tbody><td>1</td><td>2</td></tr><td>3</td><td>4</td></tr></tbody>"
    assert blocks(f"<table><thead><tr><th>a<th>b</tr></thead>{loose}</table>") == (
        Table([head, ["1", "2"], ["3", "4"]]),
    )
    assert blocks("<table><th>a<th>b</tr><tr><td>1<td>2</tr></table>") == (Table([head, ["1", "2"]]),)


def test_elements_to_skip_are_skipped_in_tables():
    root = parse_html("<table><tr><th>a<th>b<th>c</tr><tr><td>1<td>2<td>3</tr><tr><td>no<td>no<td>no</tr></table>")
    skip = {*root.xpath("//tr[3]"), *root.xpath("//*[self::td or self::th][2]")}
    assert read_blocks(root, skip=skip) == (Table([[Cell("a", header=True), Cell("c", header=True)], ["1", "3"]]),)


def test_preformatted_text_keeps_its_lines_and_its_language():
    assert blocks("<pre><code class='language-python'>def f():\n\treturn 1</code></pre>") == (
        Code("def f():\n\treturn 1", language="python"),
    )


@pytest.mark.parametrize(
    ("markup", "url"),
    [
        ("<img src=a.jpg>", "https://paper.example/news/a.jpg"),
        ("<img src=a.jpg srcset='b.jpg 2x, c,d.jpg 3x'>", "https://paper.example/news/c,d.jpg"),
        ("<img src='data:image/gif;base64,R0' data-src='//cdn.example/a.jpg'>", "https://cdn.example/a.jpg"),
        ("<img src=/img/lazy_loading.gif data-original=a.jpg>", "https://paper.example/news/a.jpg"),
        ("<picture><source srcset='a.webp 10w, b.webp 20w'><img></picture>", "https://paper.example/news/b.webp"),
        ("<img src=/spacer.gif><noscript><img src=a.jpg></noscript>", "https://paper.example/news/a.jpg"),
    ],
)
def test_a_picture_has_the_best_of_its_addresses(markup, url):
    assert blocks(markup) == (Image(url),)


@pytest.mark.parametrize(
    "markup", ["<img src=a.gif width=1 height=1>", "<img src=/blank.gif>", "<img>", "<img src='data:,x'>"]
)
def test_spacers_and_placeholders_are_no_pictures(markup):
    assert blocks(markup) == ()


@pytest.mark.parametrize(
    "name", ["pixel-9-review.jpg", "loading-dock.png", "clear-sky.webp", "show.php?is-pending-load=1", "a"]
)
def test_a_photograph_may_have_a_placeholders_word_in_its_name(name):
    assert [image.url for image in blocks(f"<img src='https://cdn.example/{name}'>")] == [f"https://cdn.example/{name}"]


def test_a_picture_in_a_sentence_stands_after_it():
    assert blocks("<p>a <img src=/x.jpg> b</p>") == (Paragraph("a b"), Image("https://paper.example/x.jpg"))


def test_an_emoji_stays_in_the_sentence():
    assert blocks("<p>so<img class=wp-smiley src=/x.png alt='🙂'></p>") == (Paragraph("so🙂"),)


@pytest.mark.parametrize(
    ("markup", "caption", "credit"),
    [
        ("<figure><img src=/a.jpg><figcaption>said <cite>owed</cite></figcaption></figure>", "said", "owed"),
        (
            "<figure><a href=/b><img src=/a.jpg></a><figcaption>said <i class=credit>Photo X</i></figcaption></figure>",
            "said",
            "Photo X",
        ),
        (
            "<figure><figcaption><span>said</span> <span>© owed</span></figcaption><img src=/a.jpg></figure>",
            "said",
            "© owed",
        ),
        ("<div class=wp-caption><img src=/a.jpg><p class=wp-caption-text>said</p></div>", "said", None),
        ("<figure><img src=/a.jpg><figcaption>said Credit...owed</figcaption></figure>", "said", "owed"),
    ],
)
def test_captions_and_credits(markup, caption, credit):
    (image,) = blocks(markup)
    assert (image.caption, image.credit) == (caption, credit)


def test_a_credit_beside_the_caption_is_found_and_a_label_is_told():
    told = []
    markup = "<figure>Image<img src=/a.jpg><button>Zoom</button><figcaption>said</figcaption><cite>owed</cite></figure>"
    (image,) = blocks(markup, note=lambda why, element, what: told.append((why, what)))
    assert (image.caption, image.credit) == ("said", "owed")
    assert told == [("words beside the caption of a picture", "Image said"), ("control", "Zoom")]


@pytest.mark.parametrize("picture", ["<img src=/a.jpg>", "<img>"])
@pytest.mark.parametrize("caption", ["<figcaption>said</figcaption>", ""])
def test_a_figure_that_was_never_closed_does_not_swallow_the_text(picture, caption):
    story = ["The town council voted on Tuesday to rebuild the old mill bridge. " * 9] * 3
    read = blocks(f"<figure>{picture}{caption}{''.join(f'<p>{text}</p>' for text in story)}")
    assert [block.text for block in read if isinstance(block, Paragraph)][-3:] == [text.strip() for text in story]


@pytest.mark.parametrize(
    "opened",
    ["<picture><source srcset=/a.jpg><img src=/b.jpg>", "<source src=/a>", "<track src=/a>", "<map>", "<embed src=/a>"],
)
def test_what_stands_in_an_element_that_should_be_empty_is_read(opened):
    texts = [block.text for block in blocks(f"{opened}one<p>two</p>") if isinstance(block, Paragraph)]
    assert texts == ["one", "two"]
    (table,) = blocks(f"<table><tr><th>a<th>{opened}b<p>c</p></table>")
    assert table.rows[0][1].text == "b\nc"


def test_the_caption_of_a_quotation_in_a_figure_is_a_paragraph():
    assert blocks("<figure><blockquote>a</blockquote><figcaption>by X</figcaption></figure>") == (
        Quote(["a"]),
        Paragraph("by X"),
    )


@pytest.mark.parametrize(
    ("markup", "embed"),
    [
        (
            "<iframe src='//www.youtube.com/embed/a'>no frames</iframe>",
            Embed("video", "https://www.youtube.com/embed/a"),
        ),
        ("<video><source src=/a.mp4></video>", Embed("video", "https://paper.example/a.mp4")),
        ("<audio src=/a.mp3></audio>", Embed("audio", "https://paper.example/a.mp3")),
        (
            "<blockquote class=twitter-tweet><p>words</p>— X <a href='https://twitter.com/x/status/1'>day</a>"
            "</blockquote>",
            Embed("post", "https://twitter.com/x/status/1", "words\n— X day"),
        ),
    ],
)
def test_players_and_posts_are_embeds(markup, embed):
    assert blocks(markup) == (embed,)


def test_what_is_not_for_reading_is_left_out_and_visible_words_are_told():
    told = []
    markup = (
        "<p>a</p><script>x</script><style>y</style><template>z</template><button>Share</button><svg><text>"
        "s</text></svg>"
    )
    assert blocks(markup, note=lambda why, element, what: told.append((why, what))) == (Paragraph("a"),)
    assert told == [("control", "Share")]


def test_elements_to_skip_go_with_all_they_hold_but_not_with_what_follows():
    root = parse_html("<p>a<i>no<b>no</b></i>b</p><div>no</div>c")
    skip = set(root.iter("i", "div"))
    assert read_blocks(root, skip=skip) == (Paragraph("ab"), Paragraph("c"))


def test_several_elements_are_read_without_the_text_after_them():
    root = parse_html("<p>a</p>x<p>b</p>y")
    assert read_blocks(root.iter("p")) == (Paragraph("a"), Paragraph("b"))


def test_spans_of_blocks_are_lines():
    root = parse_html("<div>a<p>b <b>c</b></p><ul><li>d</li></ul><img src=/x.jpg></div>")
    assert read_spans(root) == Paragraph(["a\nb ", Span("c", None, {"strong"}), "\nd"]).spans


def test_characters_that_no_text_holds_are_dropped_and_old_numbers_read_as_windows_1252():
    assert blocks("<p>a\x01b\ufeff&#146;&#x80;c\u200b</p><p>\u200b</p>") == (Paragraph("ab\ufeff’€c\u200b"),)


TAGS = """p div span b a img br hr ul ol li table tr td th blockquote figure figcaption h2 pre code noscript
    iframe script""".split()
piece = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
    st.sampled_from(
        ["<a href='/x'>", "<a href='&#0;:'>", "<img src='\ud7ff'>", "<td colspan=99999>", "<img srcset=',, ,x 9w'>"]
    ),
    st.text(max_size=8),
)


@given(st.lists(piece, max_size=30).map("".join))
def test_no_markup_makes_a_block_that_is_refused(markup):
    root = parse_html(markup)
    Article(body=read_blocks(root, base_url=BASE))
    Paragraph(("x", *read_spans(root, base_url=BASE)))


@given(st.lists(st.tuples(st.text(max_size=6), st.sampled_from(["", "b", "i", "a href='/x'"])), min_size=1, max_size=6))
def test_paragraphs_have_the_normal_form_that_the_constructor_makes(pieces):
    markup = "".join(
        f"<{tag}>{words}</{tag.split()[0]}>" if tag else words for words, tag in pieces if "<" not in words
    )
    for block in blocks(f"<p>{markup}</p>"):
        if isinstance(block, Paragraph):
            assert Paragraph(block.spans) == block
