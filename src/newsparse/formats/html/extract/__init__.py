"""The body extractor: from the blocks of a page to those of its article."""

from newsparse.formats.html.extract.extraction import Extraction, extract
from newsparse.formats.html.extract.features import Context
from newsparse.formats.html.extract.scope import Scope

__all__ = ["Context", "Extraction", "Scope", "extract"]
