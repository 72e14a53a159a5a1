"""Errors carry their data, say what to do, and survive pickling."""

from __future__ import annotations

import pickle

import pytest

from newsparse import (
    Article,
    ContainerError,
    LimitError,
    NewsparseError,
    NoArticleError,
    PluginError,
    ReadError,
    SchemaError,
    UnknownFormatError,
    WorkerError,
    WriteError,
)

EVERY = [
    NewsparseError(source="a"),
    UnknownFormatError(source="a", verdicts={"json": "no", "html": "no"}),
    UnknownFormatError(),
    UnknownFormatError(source="a", verdicts={"json": "no"}, blank=True),
    UnknownFormatError(wanted="doc", known=("json",)),
    UnknownFormatError(wanted="doc"),
    ReadError("it is broken", source="a", format="rfi", line=3),
    ReadError("it is broken"),
    NoArticleError("it is a list of links", source="a", article=Article(title="T")),
    ContainerError(source="a", format="warc"),
    ContainerError(),
    LimitError("max_bytes", 5, found=6, source="a"),
    LimitError("max_bytes", 5),
    WriteError("no such address", format="rfi", field="url", source="a"),
    WriteError("no"),
    PluginError("it raised", plugin="p", action="read", distribution="d", version="1", format="f", source="a"),
    PluginError("it raised", plugin="p", action="load"),
    WorkerError("killed by signal 9", source="a.html"),
    WorkerError("", timeout=2.0),
    SchemaError(version=3, wanted=1, differences=("no column title",), source="a.parquet"),
]


@pytest.mark.parametrize("error", EVERY, ids=lambda error: type(error).__name__)
def test_errors_come_back_from_pickle_with_all_they_know(error: NewsparseError) -> None:
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is type(error)
    assert copy.__dict__ == error.__dict__
    assert str(copy) == str(error)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (EVERY[1], ["a: ", "json: no", "html: no", "format=", "--format"]),
        (EVERY[2], ["no format that reads"]),
        (EVERY[3], ["a: ", "empty", "white space", "json: no", "saved whole"]),
        (EVERY[4], ["'doc'", "json"]),
        (EVERY[5], ["none"]),
        (EVERY[6], ["a: ", "rfi", "line 3", "broken"]),
        (EVERY[8], ["no article", "list of links", "explain"]),
        (EVERY[9], ["warc", "parse_all"]),
        (EVERY[10], ["this file", "parse_all"]),
        (EVERY[11], ["max_bytes=5", "found: 6", "Limits(max_bytes=...)"]),
        (EVERY[13], ["rfi", "url", "no such address"]),
        (EVERY[17], ["a.html: killed by signal 9"]),
        (EVERY[18], ["time limit of 2 seconds", "timeout="]),
        (EVERY[19], ["a.parquet: ", "version 3", "version 1", "no column title", "write it again"]),
        (EVERY[15], ["'p'", "of d 1", "read", "'f'", "NEWSPARSE_DISABLE=p"]),
    ],
)
def test_messages_say_what_where_and_what_to_do(error: NewsparseError, words: list[str]) -> None:
    assert all(word in str(error) for word in words)


def test_a_fault_of_a_built_in_format_is_to_be_reported_and_not_to_be_switched_off() -> None:
    ours = PluginError(
        "it raised", plugin="newsparse", action="read", distribution="newsparse", version="1", format="html"
    )
    theirs = PluginError("it raised", plugin="p", action="read", distribution="d", version="1", format="html")
    assert "report it" in str(ours)
    assert "DISABLE" not in str(ours)
    assert "NEWSPARSE_DISABLE=p" in str(theirs)
