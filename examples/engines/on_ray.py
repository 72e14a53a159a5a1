"""Parse a folder of files, or of WARCs, on Ray Data: python on_ray.py FOLDER OUT

With RAY_ADDRESS set it runs on that cluster; by itself it starts one on this machine.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import pyarrow as pa
import ray

from newsparse.arrow import parse_table

Parse = Callable[[pa.Table], pa.Table]


def articles(folder: str, *, parse: Parse = parse_table, batch_size: int | None = 256) -> ray.data.Dataset:
    """A row for each document in the files of a folder; for WARCs, `batch_size=1` makes each a task of its own."""
    files = ray.data.read_binary_files(folder, include_paths=True)
    return files.map_batches(parse, batch_format="pyarrow", batch_size=batch_size)


def main(folder: str, out: str) -> None:
    """Write the articles as Parquet, and count what could not be read."""
    ray.init(ignore_reinit_error=True)
    articles(folder).write_parquet(out)
    print(ray.data.read_parquet(out).groupby("error_type").count().to_pandas())
    ray.shutdown()


if __name__ == "__main__":
    main(*sys.argv[1:])
