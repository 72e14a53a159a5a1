"""The kit for those who write formats: strategies for articles and files, and the laws as checks.

    from newsparse.testing import check_format

    def test_my_format_keeps_the_laws():
        check_format(FORMAT, samples=[path.read_bytes() for path in SAMPLES])

Needs hypothesis, which comes with the extra `newsparse[testing]`.
"""

try:
    import hypothesis as _hypothesis
except ImportError as error:
    raise ImportError(
        "newsparse.testing needs hypothesis; install it with: pip install 'newsparse[testing]'"
    ) from error

from newsparse.testing.articles import articles, blocks, images, spans
from newsparse.testing.check import check_format
from newsparse.testing.files import damaged, pages, seed_files
from newsparse.testing.laws import LAWS, LawBrokenError, Subject
from newsparse.testing.text import json_values, lines, paragraphs, urls

__all__ = [
    "LAWS",
    "LawBrokenError",
    "Subject",
    "articles",
    "blocks",
    "check_format",
    "damaged",
    "images",
    "json_values",
    "lines",
    "pages",
    "paragraphs",
    "seed_files",
    "spans",
    "urls",
]

del _hypothesis
