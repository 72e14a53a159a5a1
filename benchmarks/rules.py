"""What publisher rules do for accuracy: `python -m benchmarks.rules RULES`, a TOML file or a folder of ftr-site-config.

Needs the development corpora. Prints, for every page of the corpus that a rule is for, how near the text comes to the
truth without and with the rule, and the means.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import fmean

import attrs

from benchmarks.extraction.corpora import Page, load
from benchmarks.extraction.measures import Output, score
from newsparse import NewsparseError, Registry, Site
from newsparse.sites import SiteRules, read_site_config, read_sites_toml


@attrs.frozen
class Gain:
    """One page's F1 without and with its rule."""

    page: Page
    before: float
    after: float


def read_rules(path: Path) -> SiteRules:
    """The rules of a TOML file or of a folder."""
    return read_site_config(path).rules if path.is_dir() else read_sites_toml(path)


def f1(registry: Registry, page: Page, sites: Sequence[Site] = ()) -> float:
    """How near the text that is read comes to the truth; nothing where none is."""
    try:
        text = registry.parse(page.data, url=page.url, sites=sites).text
    except NewsparseError:
        text = ""
    return score(page.corpus, page.truth, Output(text=text)).body or 0.0


def gains(corpus: str, rules: SiteRules) -> Iterator[Gain]:
    """Every page of the corpus that one of the rules is for."""
    registry = Registry([])
    for page in load(corpus):
        if rules.match(page.url) is not None:
            yield Gain(page, f1(registry, page), f1(registry, page, rules))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rules", type=Path)
    parser.add_argument("--corpus", default="fundus")
    args = parser.parse_args()
    found = list(gains(args.corpus, read_rules(args.rules)))
    if not found:
        parser.error(f"no page of {args.corpus} is of a host in {args.rules}")
    for gain in sorted(found, key=lambda gain: gain.after - gain.before):
        change = gain.after - gain.before
        print(f"{gain.page.key:14} {gain.before:.3f} -> {gain.after:.3f} {change:+.3f}  {gain.page.host}")
    before, after = fmean(gain.before for gain in found), fmean(gain.after for gain in found)
    print(f"{len(found)} pages: mean F1 {before:.4f} -> {after:.4f}")


if __name__ == "__main__":
    main()
