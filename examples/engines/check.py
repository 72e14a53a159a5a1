"""Run newsparse inside Spark and Ray on clusters of two workers, kill one on the way, and compare with `parse_many`.

python check.py [spark] [ray]; needs pyspark, ray[data], warcio, newsparse[arrow] and newsparse-warc.
"""

from __future__ import annotations

import collections
import functools
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import inputs
import pyarrow as pa

import newsparse
from newsparse.arrow import parse_batches, parse_table
from newsparse.record import ARTICLE_COLUMNS, article_of

Outcome = tuple[str, object]
Counted = collections.Counter[Outcome]


def kill_one(victim: int, marker: str) -> None:
    """End a process, the first time that any worker of the cluster comes here."""
    try:
        os.close(os.open(marker, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return
    os.kill(victim, signal.SIGKILL)


def parse_on_spark(batches: Iterator[pa.RecordBatch], *, marker: str) -> Iterator[pa.RecordBatch]:
    """`parse_batches` in a task whose executor dies when it has given its first articles."""
    for batch in parse_batches(batches):
        yield batch
        kill_one(executor_of(os.getpid()), marker)


def executor_of(process: int) -> int:
    """The Java process that a Python worker of Spark belongs to."""
    while b"java" not in Path(f"/proc/{process}/cmdline").read_bytes().partition(b"\0")[0]:
        stat = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
        process = int(stat.rpartition(")")[2].split()[1])
    return process


def parse_on_ray(table: pa.Table, *, marker: str) -> pa.Table:
    """`parse_table` in a worker that dies when it has parsed its first articles."""
    parsed = parse_table(table)
    kill_one(os.getpid(), marker)
    return parsed


def spark_rows(folder: Path, marker: str) -> pa.Table:
    """The articles of a folder by two executors of one core each, in processes of their own."""
    from on_spark import articles
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    spark = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.log.level", "OFF")
        .config("spark.sql.files.maxPartitionBytes", 256 * 1024)  # a few tasks for each worker
        .config("spark.sql.files.openCostInBytes", 1024)
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", 50)
        .getOrCreate()
    )
    try:
        return articles(spark, str(folder), parse=functools.partial(parse_on_spark, marker=marker)).toArrow()
    finally:
        spark.stop()


def ray_rows(folder: Path, marker: str) -> pa.Table:
    """The articles of a folder by two nodes of one core each."""
    import ray
    from on_ray import articles
    from ray.cluster_utils import Cluster

    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1})
    cluster.add_node(num_cpus=1)
    ray.init(address=cluster.address, log_to_driver=False, logging_level="error")
    try:
        ray.data.DataContext.get_current().enable_progress_bars = False
        parse = functools.partial(parse_on_ray, marker=marker)
        tables = [ray.get(found) for found in articles(str(folder), parse=parse, batch_size=20).to_arrow_refs()]
        return pa.concat_tables([table for table in tables if len(table)])
    finally:
        ray.shutdown()
        cluster.shutdown()


def outcomes_of_table(table: pa.Table) -> Counted:
    """What a table says of each input, by name."""
    found: Counted = collections.Counter()
    for name in ("published", "modified", "archived"):
        at = table.schema.get_field_index(name)
        table = table.set_column(at, name, table.column(name).cast(pa.timestamp("us", tz="UTC")).cast(pa.int64()))
    for row in table.to_pylist():
        if row["error"] is None:
            article = article_of({name: row[name] for name in ARTICLE_COLUMNS})
            found[plain(row["source"]), key(article)] += 1
        else:
            found[plain(row["source"]), row["error_type"]] += 1
    return found


def outcomes_of_many(folder: Path) -> Counted:
    """What `parse_many` says of each input."""
    found: Counted = collections.Counter()
    for result in newsparse.parse_many(folder, workers=0):
        outcome = key(result.article) if result.article is not None else type(result.error).__name__
        found[plain(result.source), outcome] += 1
    return found


def key(article: newsparse.Article) -> object:
    """All of an article, as something that can be counted."""
    return newsparse.encode(article, "json")


def plain(name: str) -> str:
    """A name without the scheme that engines put before paths."""
    return unquote(urlsplit(name).path) if name.startswith("file:") else name


def check(engine: str, run: Callable[[Path, str], pa.Table], folder: Path, what: str) -> bool:
    """Whether an engine gives what `parse_many` gives, though one of its workers died."""
    expected = outcomes_of_many(folder)
    marker = folder.with_name(f"{folder.name}-{engine}-killed")
    start = time.perf_counter()
    found = outcomes_of_table(run(folder, str(marker)))
    seconds = time.perf_counter() - start
    errors = sum(count for (_, outcome), count in expected.items() if isinstance(outcome, str))
    same = found == expected and marker.exists() and expected.total() > errors > 0
    told = "equal to parse_many" if found == expected else f"{(found - expected).total()} differ from parse_many"
    killed = "one worker killed" if marker.exists() else "NO WORKER WAS KILLED"
    print(f"{engine}, {what}: {found.total()} rows ({errors} errors) in {seconds:.1f} s, {killed}, {told}", flush=True)
    for outcome in list((found - expected) + (expected - found))[:4]:
        print("   ", repr(outcome)[:300])
    return same


def main(engines: list[str]) -> int:
    """Check each engine over seed files and over WARCs."""
    runs = {"spark": spark_rows, "ray": ray_rows}
    with tempfile.TemporaryDirectory() as made:
        seeds, warcs = Path(made) / "seeds", Path(made) / "warcs"
        inputs.write_seed_files(seeds, 240)
        inputs.write_warcs(warcs, files=4, pages=45)
        good = [
            check(engine, runs[engine], folder, what)
            for engine in engines or runs
            for folder, what in ((seeds, "seed files"), (warcs, "WARC"))
        ]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
