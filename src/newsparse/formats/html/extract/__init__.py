"""The body extractor: from a page's tree to the blocks of its article."""

from newsparse.formats.html.extract.extraction import Extraction, extract

__all__ = ["Extraction", "extract"]
