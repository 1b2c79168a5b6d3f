"""Bronze objects by name: what Spark reads of them, and which of its file names is which object."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F


def read_files(spark: SparkSession, source: str, paths: list[str], schema: str | None = None) -> DataFrame:
    """The files at or below `paths`, each taken by its name as it stands: a bracket or a star in a key is no pattern."""
    reader = spark.read.format(source).option("__globPaths__", "false").option("recursiveFileLookup", "true")
    return (reader if schema is None else reader.schema(schema)).load(paths)


def spark_name() -> Column:
    """The name of the file that a row was read from, as `by_spark_name` gives it."""
    return F.regexp_replace(F.col("_metadata.file_path"), r"^(\w+):/+", "$1:/")


def by_spark_name(files: DataFrame, paths: Iterable[str]) -> dict[str, str]:
    """Path by `spark_name`; a path that Spark passed over is not among them."""
    names = [_one_slash(name) for name in files.inputFiles()]
    by_name = {unquote(name): name for name in names}
    return {by_name[_one_slash(path)]: path for path in paths if _one_slash(path) in by_name}


def _one_slash(name: str) -> str:
    return re.sub(r"^(\w+):/+", r"\1:/", name)
