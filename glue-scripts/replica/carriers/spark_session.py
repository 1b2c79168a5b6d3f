"""The Spark session of a run: an executor's cores for one task, and this package on its workers."""

from __future__ import annotations

import atexit
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

_PACKAGES = ("contract", "replica")
_TOLD = ("spark.master", "spark.executor.cores", "spark.task.cpus", "spark.task.maxFailures", "spark.executor.memory")


def open_spark() -> SparkSession:
    """The session that is there, on whose nodes this package is then expected, or one of our own."""
    from pyspark.sql import SparkSession

    spark = SparkSession.getActiveSession() or _start()
    print(json.dumps({"spark": spark.version, **{name: spark.conf.get(name, "") for name in _TOLD}}), flush=True)
    return spark


def _start() -> SparkSession:
    from pyspark import SparkConf, SparkContext
    from pyspark.sql import SparkSession

    # Without its JVM a SparkConf knows nothing of what the job was submitted with.
    SparkContext._ensure_initialized()
    conf = SparkConf()
    # One DuckDB for an executor: it has all of the memory, and imports are paid once.
    conf.set("spark.task.cpus", conf.get("spark.executor.cores") or "1")
    spark = SparkSession.builder.config(conf=conf).getOrCreate()
    _ship(spark.sparkContext)
    return spark


def _ship(context: SparkContext) -> None:
    """Workers import what the driver has imported, wherever that was installed."""
    # Executors that come later fetch it too
    folder = Path(tempfile.mkdtemp(prefix="airlock-shipped-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with zipfile.ZipFile(folder / "airlock.zip", "w") as packed:
        for package in _PACKAGES:
            for path, each in _walk(package, files(package)):
                packed.writestr(zipfile.ZipInfo(path), each.read_bytes())
    context.addPyFile(str(folder / "airlock.zip"))


def _walk(at: str, folder: Traversable) -> Iterator[tuple[str, Traversable]]:
    for each in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if each.is_dir() and each.name != "__pycache__":
            yield from _walk(f"{at}/{each.name}", each)
        elif each.is_file():
            yield f"{at}/{each.name}", each
