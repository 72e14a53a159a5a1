"""The walk: what makes a block of text, and that nothing of a page is missed."""

from __future__ import annotations

from newsparse.formats.html.walk import Flag, walk
from newsparse.markup import parse_html


def texts(markup: str) -> list[str]:
    return walk(parse_html(markup)).texts


def test_block_level_edges_part_text_and_inline_ones_do_not():
    assert texts("<div>one <b>two</b><p>three</p>four<span>five</span></div>") == ["one two", "three", "fourfive"]


def test_two_line_breaks_part_a_block_and_one_does_not():
    assert texts("<div>one<br>two<br> <br>three</div>") == ["one two", "three"]


def test_a_drop_cap_stays_with_its_word():
    assert texts("<p><span class='cap'>T</span>he story</p>") == ["The story"]


def test_text_after_a_comment_and_after_the_document_is_found():
    assert texts("<p>one</p><!-- x -->two</body></html><p>three</p> four") == ["one", "two", "three", "four"]


def test_custom_elements_are_boxes():
    assert texts("<my-story>one<my-line>two</my-line></my-story>") == ["one", "two"]


def test_hidden_inline_text_is_skipped_and_hidden_boxes_are_flagged():
    page = walk(parse_html("<p>one <span style='display: none'>two</span> three</p><div hidden>four</div>"))
    assert page.texts == ["one three", "four"]
    assert [reason for _, _, reason in page.skipped] == ["hidden"]
    assert page.container_flags[page.places[1]] & Flag.HIDDEN


def test_what_follows_an_unclosed_embed_is_not_swallowed():
    assert texts("<div><embed src='x.swf'><p>one</p></div>") == ["one"]


def test_pages_nested_deeper_than_python_recurses_are_walked():
    depth = 1800
    assert texts("<div>" * depth + "deep" + "</div>" * depth + "<p>after</p>") == ["deep", "after"]


def test_each_container_comes_after_its_parent():
    page = walk(parse_html("<ul><li>one<ul><li>two</li></ul></li><li>three</li></ul>"))
    assert all(parent < place for place, parent in enumerate(page.container_parents))


def test_the_containers_and_blocks_of_a_container_are_told_by_their_numbers():
    page = walk(parse_html("<p>a</p><div>b<div>c<p>d</p>e</div>f</div>g<p>h</p>"))
    outer, inner = page.container_elements.index(page.container_elements[0].find(".//div")), 4
    assert (page.container_tags[outer], page.container_tags[inner]) == ("div", "div")
    assert (page.end_of(outer), page.end_of(inner)) == (6, 6)
    start, end = page.blocks_of(outer)
    assert page.texts[start:end] == ["b", "c", "d", "e", "f"]
    start, end = page.blocks_of(inner)
    assert page.texts[start:end] == ["c", "d", "e"]
    last = len(page.container_tags) - 1
    assert page.end_of(last) == last + 1
    assert page.texts[slice(*page.blocks_of(last))] == ["h"]


def test_a_container_without_text_has_no_blocks_and_stands_between_those_around_it():
    page = walk(parse_html("<p>a</p><div><div></div></div><p>b</p>"))
    assert page.blocks_of(page.container_tags.index("div")) == (1, 1)
