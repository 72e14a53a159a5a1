"""What texts of metadata have in common where spelling does not count."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from newsparse.formats.html.metadata.text import fold


@given(st.one_of(st.text(), st.text(st.characters(max_codepoint=127))))
def test_folding_leaves_letters_and_figures_in_one_case(text: str) -> None:
    assert fold(text) == re.sub(r"[\W_]+", "", text).casefold()


def test_folded_texts_are_equal_where_only_case_and_marks_differ() -> None:
    assert fold("The “Boats” – of St. Ives") == fold("the boats of st ives")
    assert fold("STRASSE") == fold("Straße")
    assert fold("10 boats") != fold("11 boats")
