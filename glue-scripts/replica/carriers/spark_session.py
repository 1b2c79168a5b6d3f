"""The Spark session of a run: an executor's cores for one task, and this package on its workers."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_PACKAGES = ("contract", "replica")


def open_spark(scratch: Path) -> SparkSession:
    """The session that is there, or one that gives each task all cores of an executor: one DuckDB has its memory and its disk.

    What is shipped lies in `scratch` as long as the session lives.
    """
    from pyspark import SparkConf
    from pyspark.sql import SparkSession

    conf = SparkConf()
    conf.set("spark.task.cpus", conf.get("spark.executor.cores", "1") or "1")
    spark = SparkSession.builder.config(conf=conf).getOrCreate()
    names = ("spark.master", "spark.executor.cores", "spark.task.cpus", "spark.task.maxFailures", "spark.executor.memory")
    print(json.dumps({"spark": spark.version, **{name: spark.conf.get(name, "") for name in names}}), flush=True)
    _ship(spark, scratch)
    return spark


def _ship(spark: SparkSession, scratch: Path) -> None:
    """Workers import what the driver has imported, wherever that was installed."""
    file = scratch / "package.zip"
    with zipfile.ZipFile(file, "w") as packed:
        for package in _PACKAGES:
            for path, each in _walk(package, files(package)):
                packed.writestr(zipfile.ZipInfo(path), each.read_bytes())
    # Spark takes no second file of a name
    named = file.rename(scratch / f"airlock-{hashlib.sha256(file.read_bytes()).hexdigest()[:12]}.zip")
    spark.sparkContext.addPyFile(str(named))


def _walk(at: str, folder: Traversable) -> Iterator[tuple[str, Traversable]]:
    for each in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if each.is_dir() and each.name != "__pycache__":
            yield from _walk(f"{at}/{each.name}", each)
        elif each.is_file():
            yield f"{at}/{each.name}", each
