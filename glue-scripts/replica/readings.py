"""Readings: cells that met their tag, judged and settled against what silver holds."""

from __future__ import annotations

from datetime import date
from functools import reduce

from pyspark.sql import Column, DataFrame, SparkSession, Window
from pyspark.sql import functions as F

from contract import REASON
from replica import revisions, units, values
from replica.accounting import Account
from replica.event_time import event_time
from replica.extent import Extent
from replica.local_rows import local_rows
from replica.tags import tag_id

_FLAGS = ("good", "questionable", "substituted", "annotated")


def judge_cells(cells: DataFrame, known: DataFrame) -> DataFrame:
    """Cells of any view with their verdict; `known` are the tags as `known_tags` gives them. A cell without one is lost."""
    named = cells.withColumn("tag_id", tag_id(F.col("site"), F.col("asset"), F.col("attribute")))
    met = named.join(known, "tag_id", "left")
    is_lost = F.col("lost").isNotNull()
    said = F.to_json(
        F.struct("asset", "attribute", "point", F.col("ts_raw").alias("timestamp"), F.col("value_raw").alias("value"),
                 "state_code", "is_system", *_FLAGS, F.col("unit_raw").alias("unit"))
    )  # fmt: skip
    judged = (
        met.withColumn("lost", F.coalesce("lost", F.when(F.col("tag").isNull(), F.lit(REASON.TAG_UNKNOWN))))
        .withColumn("raw", F.when(is_lost, F.coalesce("raw", said)))
        .withColumn("fingerprint", revisions.fingerprint())
        .transform(values.judge)
        .withColumn("event_date", F.when(~is_lost, F.to_date(event_time(F.col("event_ticks")))))
    )
    only_lost = {name: F.when(is_lost, F.col(name)) for name in ("asset", "attribute", "ts_raw")}
    return judged.withColumns(only_lost).drop("point", "is_system", "decimal", "tag", *_FLAGS)


def known_tags(tags: DataFrame) -> DataFrame:
    """(tag_id, tag, tag_no) of current tags: type, unit and unit struct, and the tag's place in the order of tag_id."""
    spark = tags.sparkSession
    keyed = tags.withColumns({"exact": units.key(F.col("unit")), "loose": units.loose_key(F.col("unit"))})
    exact, loose = units.unit_table(spark, "exact", "exact_uom"), units.loose_unit_table(spark, "loose", "loose_uom")
    met = keyed.join(exact, "exact", "left").join(loose, "loose", "left")
    uom = F.coalesce("exact_uom", "loose_uom").alias("uom")
    number = F.row_number().over(Window.orderBy("tag_id")).alias("tag_no")
    # joined to what comes in and to what stands: worked out once
    return F.broadcast(met.select("tag_id", F.struct("type", "unit", uom).alias("tag"), number).localCheckpoint())


def standing_rows(
    spark: SparkSession,
    events: DataFrame,
    known: DataFrame,
    accounts: list[Account],
    places: dict[tuple[str, str], int],
) -> DataFrame | None:
    """Silver's rows of the sites, days and ticks that the objects of `accounts` touch, with `arrival` from `places`."""
    touched = _touched(accounts)
    if not touched:
        return None
    rows = [(key, version, place) for (key, version), place in places.items()]
    arrivals = local_rows(spark, rows, "source_object string, source_version string, place bigint")
    standing = events.where(reduce(lambda one, other: one | other, touched)).select(
        "site", "event_date", "tag_id", "event_ticks", "fingerprint", "revision", "is_current",
        "source_object", "source_version", "source_row",
    )  # fmt: skip
    placed = standing.join(F.broadcast(arrivals), ["source_object", "source_version"], "left")
    return (
        placed.withColumn("arrival", F.coalesce("place", F.lit(0).cast("bigint")))
        .drop("place")
        .join(known.select("tag_id", "tag_no"), "tag_id", "left")
    )


def _touched(accounts: list[Account]) -> list[Column]:
    """One condition a site: the days are partitions to skip, the ticks let files be skipped within a day."""
    extents: dict[str, list[Extent]] = {}
    for account in accounts:
        if account.extent and account.extent.days and account.version.place:
            extents.setdefault(account.version.place[0], []).append(account.extent)
    conditions = []
    for site, spans in extents.items():
        days = sorted(set().union(*(span.days for span in spans)))
        first = min(span.first_ticks for span in spans if span.first_ticks is not None)
        last = max(span.last_ticks for span in spans if span.last_ticks is not None)
        in_days = F.col("event_date").isin([date.fromisoformat(day) for day in days])
        conditions.append((F.col("site") == site) & in_days & F.col("event_ticks").between(first, last))
    return conditions
