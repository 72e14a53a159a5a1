"""Body scores of a model over labelled pages, by the measures of each corpus."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from benchmarks.extraction.measures import Output, Scores, score, summarize
from benchmarks.training.hand_rules import HandRules
from benchmarks.training.pages import Sample
from newsparse.formats.html.extract.decide import decide
from newsparse.formats.html.extract.features import measure
from newsparse.formats.html.extract.scorer import Model


def evaluate(samples: Sequence[Sample], models: Mapping[int, Model | HandRules]) -> dict[str, float]:
    """The body figure of each corpus; each page read by the model of its fold.

    Args:
        samples: Pages.
        models: Models by the fold that they were fitted without.
    """
    scores: dict[str, list[Scores]] = defaultdict(list)
    for sample in samples:
        model = models[sample.fold]
        measured = measure(sample.walked, sample.context, model.tokens)
        kept = decide(sample.walked, measured, model, sample.tables).kept
        text = "\n".join(sample.walked.texts[block] for block in kept)
        body = {key: sample.truth.get(key) for key in ("text", "with", "without")}
        scores[sample.corpus].append(score(sample.corpus, body, Output(text=text)))
    return {corpus: summarize(corpus, found)["body"] for corpus, found in scores.items()}
