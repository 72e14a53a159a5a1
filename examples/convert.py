"""Turn files of any format into another one: `python convert.py html seed.md page.json ...`.

The output stands beside each input; one that cannot be read is named, and the rest goes on.
"""

import sys
from pathlib import Path

import newsparse


def main(to: str, *paths: str) -> int:
    suffix = newsparse.formats()[to].suffixes[0]
    failed = 0
    for result in newsparse.parse_many(paths, workers=0):
        if result.article is None:
            print(result.error, file=sys.stderr)
            failed += 1
        else:
            newsparse.dump(result.article, Path(result.source).with_suffix(suffix), format=to)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
