from __future__ import annotations

import pytest


@pytest.mark.corpora
def test_a_corpus_unpacks_to_the_pages_its_truth_names(corpora):
    truth = corpora.truth("newspaper4k")
    pages = corpora.pages("newspaper4k")
    assert truth
    assert all((pages / entry["page"]).is_file() for entry in truth)
