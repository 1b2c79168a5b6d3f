"""Columns and the tags that fill them, and by what a tag's numbers are scaled to the column's unit."""

from __future__ import annotations

from dataclasses import dataclass

from pyspark.sql import DataFrame, Row, SparkSession
from pyspark.sql import functions as F

from replica import units
from replica.column_names import column_names
from replica.event_time import TICKS_PER_S, UNIX_EPOCH_TICKS
from replica.grid import Span
from replica.local_rows import local_rows

_HELD_TYPES = ("String", "Digital")


@dataclass(frozen=True)
class Slot:
    """One tag in one unit. Its numbers become `value x factor + offset`; without a factor they cannot be shown in the column."""

    tag_id: str
    unit: str
    asset: str
    slot: int
    is_held: bool
    stale_ticks: int
    factor: float | None
    offset: float | None


@dataclass(frozen=True)
class Plan:
    """`columns` and `column_units` are by attribute, in the order of slots."""

    columns: dict[str, str]
    column_units: dict[str, str | None]
    slots: list[Slot]
    spans: list[Span]


def plan(events: DataFrame, tags: DataFrame, grid_s: int) -> Plan:
    """Plan a dataset of `events` (PI_EVENT, current ones) by their `tags` (TAG, current ones).

    A column has the unit of its first asset's tag. A tag that says nothing of its own silence is stale after two steps.
    """
    unit = F.coalesce("unit", F.lit("")).alias("unit")
    span = (F.min("event_ticks").alias("first"), F.max("event_ticks").alias("last"))
    meant = tags.select(
        "tag_id", "asset", "attribute", "type", "step", "stale_after_s", F.col("unit").alias("tag_unit")
    )
    found = events.groupBy("tag_id", unit).agg(*span).join(F.broadcast(meant), "tag_id")
    rows = sorted(found.collect(), key=lambda row: (row["asset"], row["attribute"], row["unit"]))
    columns = column_names(sorted({row["attribute"] for row in rows}))
    column_units: dict[str, str | None] = {}
    for row in rows:
        column_units.setdefault(row["attribute"], row["tag_unit"])
    order = {attribute: index for index, attribute in enumerate(columns)}
    slots = [_slot(row, order[row["attribute"]], column_units[row["attribute"]], grid_s) for row in rows]
    return Plan(columns, column_units, slots, _spans(rows))


def slot_table(spark: SparkSession, slots: list[Slot]) -> DataFrame:
    """The slots as rows, small enough to be sent to every task."""
    rows = [
        (each.tag_id, each.unit, each.asset, each.slot, each.is_held, each.stale_ticks, each.factor, each.offset)
        for each in slots
    ]
    schema = "tag_id string, unit string, asset string, slot int, is_held boolean, stale_ticks bigint, factor double, offset double"
    return F.broadcast(local_rows(spark, rows, schema))


def _slot(row: Row, slot: int, column_unit: str | None, grid_s: int) -> Slot:
    stale_s = 2 * grid_s if row["stale_after_s"] is None else row["stale_after_s"]
    is_held = row["step"] or row["type"] in _HELD_TYPES
    scale = units.scale(row["unit"], column_unit or "")
    factor, offset = scale if scale else (None, None)
    return Slot(row["tag_id"], row["unit"], row["asset"], slot, is_held, round(stale_s * TICKS_PER_S), factor, offset)


def _spans(rows: list[Row]) -> list[Span]:
    spans: dict[str, Span] = {}
    for row in rows:
        asset, first, last = row["asset"], row["first"] - UNIX_EPOCH_TICKS, row["last"] - UNIX_EPOCH_TICKS
        known = spans.get(asset)
        spans[asset] = (
            Span(asset, min(first, known.first_ticks), max(last, known.last_ticks))
            if known
            else Span(asset, first, last)
        )
    return list(spans.values())
