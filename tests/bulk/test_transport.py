from __future__ import annotations

import pickle

from hypothesis import given

from newsparse import Article, Result, Source
from newsparse.bulk.transport import dumps
from newsparse.testing import articles


@given(articles())
def test_articles_come_back_equal_in_every_field(article):
    back = pickle.loads(dumps(article))
    assert back == article
    assert back.extra == article.extra
    assert hash(back) == hash(article)
    assert repr(back.body) == repr(article.body)
    assert pickle.loads(pickle.dumps(back)) == article


def test_the_origin_stays_behind():
    article = Article(title="A", origin=Source(b"A"))
    result = pickle.loads(dumps(Result("a", article, seconds=0.5, format="x")))
    assert result.article.origin is None
    assert (result.source, result.article, result.seconds, result.format) == ("a", article, 0.5, "x")


def test_nested_values_stay_frozen():
    article = pickle.loads(dumps(Article(extra={"a": {"b": [1, 2]}})))
    assert article.extra["a"]["b"] == (1, 2)
