"""Articles as Arrow tables and Parquet files, and parsing inside the engines that speak Arrow.

Needs pyarrow: `pip install 'newsparse[arrow]'`.
"""

try:
    import pyarrow as _pyarrow
except ImportError as error:
    raise ImportError("newsparse.arrow needs pyarrow; install it with: pip install 'newsparse[arrow]'") from error

from newsparse.arrow.batches import parse_batches, parse_table
from newsparse.arrow.files import read_parquet, read_records, write_parquet
from newsparse.arrow.parts import ParquetParts
from newsparse.arrow.schema import ARTICLE_SCHEMA, RESULT_SCHEMA, SCHEMA_VERSION
from newsparse.arrow.tables import from_table, to_table
from newsparse.errors import SchemaError

__all__ = [
    "ARTICLE_SCHEMA",
    "RESULT_SCHEMA",
    "SCHEMA_VERSION",
    "ParquetParts",
    "SchemaError",
    "from_table",
    "parse_batches",
    "parse_table",
    "read_parquet",
    "read_records",
    "to_table",
    "write_parquet",
]

del _pyarrow
