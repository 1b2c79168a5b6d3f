"""The Spark session that the rules are written for; the platform decides about catalogues, credentials and memory."""

from __future__ import annotations

from pyspark.sql import SparkSession

_SETTINGS = {
    # Off: a text that is no number must become null and a reason, not end the run.
    "spark.sql.ansi.enabled": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.legacy.timeParserPolicy": "CORRECTED",
    # A view's encoding may be any that Java knows; bytes outside it show as U+FFFD, which the reader looks for.
    "spark.sql.legacy.javaCharsets": "true",
    "spark.sql.legacy.codingErrorAction": "true",
    # Java's own lower(): the one of ICU, Spark 4's default, prepares tables of every letter for seconds before its first word.
    "spark.sql.icu.caseMappings.enabled": "false",
    # The cache lives for one run: choosing an encoding for each column costs more than the memory it saves.
    "spark.sql.inMemoryColumnarStorage.compressed": "false",
    "spark.sql.parquet.compression.codec": "zstd",
    # Not INT96, the default: it has no statistics, and a reader that is not Spark takes its times for local ones.
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
    "spark.databricks.delta.snapshotPartitions": "2",
}


def open_session(name: str) -> SparkSession:
    """The running session, or a new one by the platform's own defaults, with these rules' settings."""
    spark = SparkSession.builder.appName(name).getOrCreate()
    for key, value in _SETTINGS.items():
        spark.conf.set(key, value)
    spark.conf.set("spark.sql.shuffle.partitions", str(slots(spark)))
    return spark


def slots(spark: SparkSession) -> int:
    """Partitions worth shuffling into: twice what can run at a time."""
    return 2 * spark.sparkContext.defaultParallelism
