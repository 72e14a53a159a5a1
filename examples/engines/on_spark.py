"""Parse a folder of files, or of WARCs, on Spark: python on_spark.py FOLDER OUT

`spark-submit` runs it on a cluster; by itself it starts one on this machine.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.pandas.types import from_arrow_schema

from newsparse.arrow import RESULT_SCHEMA, parse_batches

Parse = Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]


def articles(spark: SparkSession, folder: str, *, parse: Parse = parse_batches) -> DataFrame:
    """A row for each document in the files of a folder."""
    files = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(folder)
    return files.select("path", "content").mapInArrow(parse, from_arrow_schema(RESULT_SCHEMA))


def main(folder: str, out: str) -> None:
    """Write the articles as Parquet, and count what could not be read."""
    spark = SparkSession.builder.appName("newsparse").getOrCreate()
    articles(spark, folder).write.mode("overwrite").parquet(out)
    spark.read.parquet(out).groupBy("format", "error_type").count().show(truncate=False)
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
