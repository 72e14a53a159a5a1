"""The body extractor: from a page's tree to the blocks of its article."""

from newsparse.formats.html.extract.extraction import Extraction, extract
from newsparse.formats.html.extract.scope import Scope

__all__ = ["Extraction", "Scope", "extract"]
