"""Publisher rules measurably improve the reading of real pages, where those are present."""

import re
from collections import Counter
from pathlib import Path

import attrs
import pytest

from newsparse import Registry
from newsparse.sites import read_sites_toml

pytestmark = pytest.mark.corpora

RULES = read_sites_toml(Path(__file__).parent / "fundus.toml")


def f1(found, truth):
    found, truth = (Counter(re.findall(r"\w+", text)) for text in (found, truth))
    return 2 * (found & truth).total() / (found.total() + truth.total())


@pytest.mark.parametrize(("site", "gain"), list(zip(RULES, [0.03, 0.03], strict=True)), ids=str)
def test_a_rule_brings_the_text_closer_to_the_truth(corpora, site, gain):
    registry = Registry([])
    host = site.hosts[0]
    (page,) = (page for page in corpora.truth("fundus") if f".{host}/" in page["url"])
    data = (corpora.pages("fundus") / page["page"]).read_bytes()
    generic = registry.parse(data, url=page["url"])
    ruled = registry.parse(data, url=page["url"], sites=[site])
    assert f1(ruled.text, page["text"]) > f1(generic.text, page["text"]) + gain
    assert attrs.evolve(ruled, body=(), image=None) == attrs.evolve(generic, body=(), image=None)
