"""Files and what they are to be read as: each in `valid/` with its article, each in `invalid/` with its error."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import newsparse

HERE = Path(__file__).parent
URL = "https://harbour.example/here/{}"


def files(tree: str) -> list[Path]:
    found = sorted(path for path in (HERE / tree).rglob("*") if path.is_file() and path.suffix != ".expected")
    assert found, f"{tree}/ is empty"
    return found


def expected(path: Path) -> dict[str, object]:
    data: dict[str, object] = json.loads(path.with_name(path.name + ".expected").read_text(encoding="utf-8"))
    return data


def name(path: Path) -> str:
    return path.relative_to(HERE).as_posix()


def read(path: Path) -> newsparse.Article:
    url = URL.format(path.name) if path.parent.name == "html" else None
    return newsparse.parse(path, url=url)


@pytest.mark.parametrize("path", files("valid"), ids=name)
def test_a_valid_file_is_read_as_the_article_beside_it(path):
    assert read(path).to_dict() == expected(path)


@pytest.mark.parametrize("path", files("invalid"), ids=name)
def test_an_invalid_file_is_refused_with_the_error_beside_it(path):
    with pytest.raises(newsparse.NewsparseError) as caught:
        read(path)
    wanted = expected(path)
    assert type(caught.value).__name__ == wanted["error"]
    assert str(wanted["says"]) in str(caught.value)
