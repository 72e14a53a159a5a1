"""What a page says about its article: headline, authors, times, lead image and the rest."""

from newsparse.formats.html.metadata.language import settle_language
from newsparse.formats.html.metadata.read import Metadata, read_metadata

__all__ = ["Metadata", "read_metadata", "settle_language"]
