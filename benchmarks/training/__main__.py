"""Fit the weights of the body extractor: `python -m benchmarks.training --help`."""

from __future__ import annotations

import argparse
import gc
import json
import pickle
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import newsparse
from benchmarks.training.evaluate import evaluate
from benchmarks.training.hand_rules import HandRules
from benchmarks.training.model import bounds, export, learned_without, out_of_fold, train
from benchmarks.training.pages import FOLDS, Sample, samples
from benchmarks.training.scores import Shares, shares
from newsparse.formats.html.extract.scorer import make_model

WEIGHTS = Path(newsparse.__file__).parent / "formats" / "html" / "extract" / "weights.json"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.training",
        description="Fit the weights of the body extractor to the corpora, and write them into the package.",
        epilog="The same corpora and versions of lightgbm and lxml give the same bytes.",
    )
    parser.add_argument("--cross-validate", action="store_true", help="print figures of unseen sites first")
    parser.add_argument("--hand-rules", action="store_true", help="print figures of hand-made rules first")
    parser.add_argument("--no-write", action="store_true", help="do not fit and write the weights")
    parser.add_argument("--cache", type=Path, help="keep the walked pages in this file between runs")
    return parser.parse_args()


def main() -> int:
    """Fit, cross-validate if asked, and write."""
    options = _arguments()
    pages = _load(options.cache)
    # Millions of long-lived objects would make every later collection slow.
    gc.freeze()
    if options.hand_rules:
        _tell(evaluate(pages, dict.fromkeys(range(FOLDS), HandRules())))
    counted = [shares(page) for page in pages]
    if options.cross_validate:
        models = {}
        for fold in range(FOLDS):
            others = [page for page in pages if page.fold != fold]
            counts = [count for count, page in zip(counted, pages, strict=True) if page.fold != fold]
            models[fold] = make_model(_plain(_fit(others, counts)))
        _tell(evaluate(pages, models))
    if not options.no_write:
        data = _fit(pages, counted)
        WEIGHTS.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
        print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size} bytes")
    return 0


def _tell(figures: Mapping[str, float]) -> None:
    print(" ".join(f"{corpus} {figure:.4f}" for corpus, figure in figures.items()))


def _fit(pages: Sequence[Sample], counted: Sequence[Shares]) -> dict[str, Any]:
    rows = list(out_of_fold(pages, counted))
    booster = train(rows)
    return export(booster, learned_without(pages, counted, set()), bounds(booster, rows))


def _load(cache: Path | None) -> list[Sample]:
    if cache is not None and cache.exists():
        with cache.open("rb") as file:
            kept: list[Sample] = pickle.load(file)
        return kept
    pages = list(samples())
    if cache is not None:
        with cache.open("wb") as file:
            pickle.dump(pages, file, protocol=pickle.HIGHEST_PROTOCOL)
    return pages


def _plain(data: dict[str, Any]) -> dict[str, Any]:
    """As the data come out of a file, so that what is measured is what is shipped."""
    plain: dict[str, Any] = json.loads(json.dumps(data))
    return plain


if __name__ == "__main__":
    sys.exit(main())
