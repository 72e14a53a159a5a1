"""How long publisher rules take: `python -m benchmarks.sites FOLDER`, a checkout of ftr-site-config rules."""

from __future__ import annotations

import argparse
import time
import timeit
from pathlib import Path

from newsparse.sites import read_site_config


def main() -> None:
    """Print the seconds of processor time to load a folder, and the microseconds to match an address."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    begun = time.process_time()
    config = read_site_config(folder)
    took = time.process_time() - begun
    selectors = sum(len(site.title) + len(site.body) + len(site.authors) + len(site.strip) for site in config.rules)
    print(f"{len(config.rules)} sites, {selectors} selectors, {len(config.problems)} problems: {took:.2f} s")
    for url in ("https://www.bbc.co.uk/news/1", "https://a.b.nowhere.example/news/1"):
        seconds = min(timeit.repeat(lambda url=url: config.rules.match(url), number=10_000, repeat=5)) / 10_000
        print(f"match {url}: {seconds * 1e6:.1f} µs, {config.rules.match(url)}")
    problems = [str(problem) for problem in config.problems]
    print("\n".join(problems))


if __name__ == "__main__":
    main()
