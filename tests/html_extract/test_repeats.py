"""Of texts that come twice, which are copies."""

from __future__ import annotations

import pytest

from newsparse.formats.html.extract.repeats import copies
from newsparse.formats.html.walk import walk
from newsparse.markup import parse_html

TEXTS = [
    f"The boats of pier number {number} went out before dawn and came back with more than ice." for number in "1234567"
]


def numbers_of_copies(markup: str) -> list[str]:
    """The numbers of the piers that a copy is about, in reading order."""
    page = walk(parse_html(markup))
    found = copies(page, range(len(page.texts)))
    return [page.texts[block][25] for block in sorted(found)]


def box(numbers: str, tag: str = "p", names: str = "text") -> str:
    inner = "".join(f"<{tag}>{TEXTS[int(number) - 1]}</{tag}>" for number in numbers)
    return f"<div class='{names}'>{inner}</div>"


@pytest.mark.parametrize("again", ["1", "12", "123"])
def test_a_few_texts_that_come_again_in_a_box_of_the_same_kind_are_meant(again: str):
    assert numbers_of_copies(box("1234") + box("5") + box(again) + box("6")) == []


@pytest.mark.parametrize("again", ["1", "12", "123"])
@pytest.mark.parametrize("kind", [{"names": "mobile"}, {"tag": "blockquote"}])
def test_those_in_a_box_of_another_kind_are_copies(again: str, kind: dict[str, str]):
    assert numbers_of_copies(box("1234") + box("5") + box(again, **kind) + box("6")) == list(again)


def test_many_that_follow_on_each_other_are_copies():
    assert numbers_of_copies(box("12345") + box("6") + box("1234") + box("7")) == list("1234")
    assert numbers_of_copies(box("12345") + box("6") + box("12") + box("7") + box("34")) == []


def test_all_of_a_short_story_is_one():
    assert numbers_of_copies(box("12") + box("12")) == list("12")
    assert numbers_of_copies(box("12") + box("12") + box("3")) == list("12")


def test_a_text_right_after_itself_is_one():
    assert numbers_of_copies(box("12") + box("3") + box("3") + box("4")) == ["3"]


def test_texts_of_one_box_and_short_ones_may_come_twice():
    assert numbers_of_copies(box("12312")) == numbers_of_copies(box("12331")) == []
    short = "<div><p>Yes, said the captain.</p></div>"
    assert numbers_of_copies(box("12") + short + short + box("3")) == []


def test_a_text_in_a_dense_script_is_as_long_as_what_it_says():
    said = "市议会周二晚间讨论了三月洪水冲毁的老桥，决定明年重建。"
    assert len(said) < 30
    page = walk(parse_html(f"<div class=a><p>{said}</p></div><div class=b><p>{said}</p></div>".encode()))
    assert copies(page, range(2)) == {1}
