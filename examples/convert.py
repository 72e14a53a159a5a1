"""Turn files of any format into another one: `python convert.py html seed.md page.json ...`.

Each output stands beside its input, one for each article in it: `news.html`, `news-2.html`, ... Nothing is ever
overwritten. What cannot be read or written is named, and the rest goes on.
"""

import argparse
import sys
from pathlib import Path

import newsparse


def main() -> int:
    writing = {name: format for name, format in newsparse.formats().items() if format.writes}
    parser = argparse.ArgumentParser(description="Turn files of any format into another one, beside the originals.")
    parser.add_argument("format", choices=sorted(writing), help="the format to write")
    parser.add_argument("paths", metavar="path", nargs="+", type=Path, help="a file to read")
    arguments = parser.parse_args()
    # A format need not have a suffix: a seed file is known by its first lines.
    suffix = next(iter(writing[arguments.format].suffixes), f".{arguments.format}")
    failed = 0
    for path in arguments.paths:
        for number, result in enumerate(newsparse.parse_all(path), 1):
            name = path.stem if number == 1 else f"{path.stem}-{number}"
            problem = write(result, path.parent / f"{name}{suffix}", arguments.format)
            if problem is not None:
                print(problem, file=sys.stderr)
                failed += 1
    return 1 if failed else 0


def write(result: newsparse.Result, target: Path, to: str) -> str | None:
    """Make a new file of an article; gives what is wrong, if anything is."""
    if result.article is None:
        return str(result.error)
    try:
        data = newsparse.encode(result.article, to)
        with target.open("xb") as file:
            file.write(data)
    except FileExistsError:
        return f"{result.source}: {target} is there already, and is left as it is"
    except (newsparse.NewsparseError, OSError) as error:
        return f"{result.source}: {error}"
    return None


if __name__ == "__main__":
    sys.exit(main())
