"""The tag table: what each tag is, version by version (SCD2)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pyspark.sql import Column, DataFrame, SparkSession, Window
from pyspark.sql import functions as F

from contract import REASON
from replica.event_time import at_iso_time, event_time
from replica.local_rows import local_rows
from replica.schemas import TAG, TAG_SNAPSHOT, names
from replica.settings import WideCsvView

STALE_FACTOR = 2
"""A tag may be silent for its longest exception or compression time; twice that is an outage."""

_MEANING = ("point", "aliases", "type", "step", "unit", "zero", "span", "exc_dev", "comp_dev", "stale_after_s")


def tag_id(site: str | Column, asset: Column, attribute: Column) -> Column:
    """`<site>:<asset>|<attribute>`."""
    return F.concat(F.lit(site) if isinstance(site, str) else site, F.lit(":"), asset, F.lit("|"), attribute)


def snapshot_tags(snapshots: DataFrame) -> DataFrame:
    """Tag versions of TAG_SNAPSHOT rows that carry arrival, source_row, landed_ticks, site and the object's names.

    `lost` says why a row is none: it names no tag or no time.
    """
    path = F.concat(F.lit("\\\\"), F.col("server"), F.lit("\\"), F.col("point"))
    return (
        at_iso_time(snapshots, "snapshot_time")
        .withColumn("tag_id", tag_id(F.col("site"), F.col("asset"), F.col("attribute")))
        .withColumn("lost", F.when(F.col("tag_id").isNull(), F.lit(REASON.TAG_UNKNOWN)).otherwise(F.col("lost")))
        .withColumn("aliases", F.array_compact(F.array("point", path)))
        .withColumn("stale_after_s", F.lit(STALE_FACTOR) * F.greatest("exc_max_s", "comp_max_s"))
        .withColumn("valid_from", event_time(F.col("event_ticks")))
        .withColumn("ts_raw", F.col("snapshot_time"))
        .withColumn("value_raw", F.lit(None).cast("string"))
        .withColumn("unit_raw", F.col("unit"))
        .withColumn("raw", F.to_json(F.struct(*names(TAG_SNAPSHOT))))
    )


def versions_of(found: DataFrame) -> DataFrame:
    """The columns of tag versions, of `snapshot_tags` or `declared_tags`."""
    unset = ("valid_to", "is_current", "run_id")
    return found.select(*(name for name in names(TAG) if name not in unset), "arrival", "source_row")


def declared_tags(
    spark: SparkSession, site: str, view: WideCsvView, assets: list[tuple[str, int, str, str, datetime]]
) -> DataFrame:
    """Tag versions of a wide view: its columns on each asset, (name, arrival, object, version, landed) of its first object.

    A view names no point and no time from which its columns hold: the first object that has the asset stands for it.
    """
    rows: list[tuple[Any, ...]] = [
        (f"{site}:{asset}|{column.name}", site, asset, column.name, None, [], column.type, column.step, column.unit,
         column.zero, column.span, None, None, view.stale_after_s, landed_at, key, version, arrival, 0)
        for asset, arrival, key, version, landed_at in assets
        for column in view.columns
    ]  # fmt: skip
    schema = """tag_id string, site string, asset string, attribute string, point string, aliases array<string>,
        type string, step boolean, unit string, zero double, span double, exc_dev double, comp_dev double,
        stale_after_s double, valid_from timestamp, source_object string, source_version string, arrival bigint,
        source_row bigint"""
    return local_rows(spark, rows, schema)


def tag_history(standing: DataFrame, found: DataFrame, run_id: str) -> DataFrame:
    """All versions of all tags, with `fate` of each: standing, new, known (a replay's own), or unchanged (none at all).

    A version stands from its time until the next one's. A snapshot says something new where the version in force before it
    differs. One that is found late takes its place among its elders.
    """
    own = standing.select(
        *names(TAG), F.lit(0).alias("arrival"), F.lit(0).alias("source_row"), F.lit(True).alias("is_standing")
    )
    every = own.unionByName(found.withColumn("is_standing", F.lit(False)), allowMissingColumns=True)
    in_time = Window.partitionBy("tag_id").orderBy("valid_from", F.desc("is_standing"), "arrival", "source_row")
    meaning = F.xxhash64(*(F.coalesce(F.col(each).cast("string"), F.lit("\u0000")) for each in _MEANING))
    same = Window.partitionBy("tag_id", "source_object", "source_version", "valid_from", "meaning")
    copy = F.row_number().over(same.orderBy(F.desc("is_standing"), "source_row"))
    compared = every.withColumn("meaning", meaning).withColumns(
        {"copy": copy, "has_own": F.max("is_standing").over(same)}
    )
    judged = compared.withColumn(
        "fate",
        F.when(F.col("is_standing"), F.lit("standing"))
        .when(F.col("has_own") & (F.col("copy") == 2), F.lit("known"))
        .when(F.lag("meaning").over(in_time).eqNullSafe(F.col("meaning")), F.lit("unchanged"))
        .otherwise(F.lit("new")),
    )
    is_version = F.col("fate").isin("standing", "new")
    following = Window.partitionBy("tag_id", is_version).orderBy(
        "valid_from", F.desc("is_standing"), "arrival", "source_row"
    )
    valid_to = F.lead("valid_from").over(following)
    return (
        judged.withColumn("valid_to", F.when(is_version, valid_to))
        .withColumn("is_current", is_version & F.col("valid_to").isNull())
        .withColumn("run_id", F.coalesce(F.col("run_id"), F.lit(run_id)))
    )
