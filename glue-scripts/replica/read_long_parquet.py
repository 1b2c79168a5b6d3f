"""The sender's Parquet: which files can be read, and their readings as cells."""

from __future__ import annotations

from py4j.protocol import Py4JJavaError
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from contract import REASON
from replica.event_time import at_iso_time
from replica.extent import NOTHING, Extent, by_day, extents_of
from replica.files import by_spark_name, read_files, spark_name
from replica.schemas import CELL, names

ROW = "_metadata.row_index"
_DETAIL_CHARS = 300
HIDDEN = "a file name that begins with _ or . is none that Spark reads"


def extents(spark: SparkSession, paths: list[str], schema: str, time: str) -> tuple[dict[str, Extent], dict[str, str]]:
    """Extent of each readable file by the times in column `time`, and what is wrong with each unreadable one, by path.

    Every column is decoded, so that a file fails here or nowhere. All files are tried together and halved where that fails:
    sound ones cost one job, a truncated one a few more. Raises where the bytes themselves cannot be had.
    """
    try:
        return _extents(spark, paths, schema, time)
    except (PySparkException, Py4JJavaError) as error:
        if len(paths) == 1:
            read_files(spark, "binaryFile", paths).agg(F.sum(F.length("content"))).collect()
            return {}, {paths[0]: str(error).strip()[:_DETAIL_CHARS]}
    half = len(paths) // 2
    left, right = (extents(spark, part, schema, time) for part in (paths[:half], paths[half:]))
    return left[0] | right[0], left[1] | right[1]


def _extents(spark: SparkSession, paths: list[str], schema: str, time: str) -> tuple[dict[str, Extent], dict[str, str]]:
    files = read_files(spark, "parquet", paths, schema)
    path_of = by_spark_name(files, paths)
    named = files.select("*", spark_name().alias("file"), F.lit(None).cast("bigint").alias("landed_ticks"))
    decoded = F.max(F.xxhash64(*names(schema)))
    rows = by_day(at_iso_time(named, time), "file", decoded).collect()
    spans = {path_of[str(name)]: extent for name, extent in extents_of(rows, "file").items()}
    found = dict.fromkeys(path_of.values(), NOTHING) | spans
    return found, dict.fromkeys(set(paths) - set(found), HIDDEN)


def cells_of(readings: DataFrame) -> DataFrame:
    """CELL rows of LONG_ROW rows that carry arrival, landed_ticks and source_row."""
    timed = at_iso_time(readings, "timestamp")
    is_nameless = (F.coalesce(F.trim("asset"), F.lit("")) == "") | (F.coalesce(F.trim("attribute"), F.lit("")) == "")
    return timed.withColumns(
        {
            "lost": F.when(F.col("raw").isNotNull(), F.lit(REASON.ROW_MALFORMED))
            .when(is_nameless, F.lit(REASON.TAG_UNKNOWN))
            .otherwise(F.col("lost")),
            "ts_raw": F.col("timestamp"),
            "value_raw": F.col("value"),
            "unit_raw": F.col("unit"),
        }
    ).select(*names(CELL))
