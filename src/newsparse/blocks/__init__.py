"""Tree fragment to blocks: what every reader of markup makes its body with."""

from newsparse.blocks.addresses import clean_url, largest_of_srcset
from newsparse.blocks.pictures import image_address
from newsparse.blocks.reader import read_blocks, read_spans
from newsparse.blocks.text import clean_text

__all__ = ["clean_text", "clean_url", "image_address", "largest_of_srcset", "read_blocks", "read_spans"]
