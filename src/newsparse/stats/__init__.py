"""What an archive of articles holds: measured in one pass, told as text or as a page."""

from newsparse.stats.facts import Fact, facts_of
from newsparse.stats.measure import Statistics, measure
from newsparse.stats.page import as_html
from newsparse.stats.text import as_text

__all__ = ["Fact", "Statistics", "as_html", "as_text", "facts_of", "measure"]
