"""From one row a tag and cell to one row an asset and cell."""

from __future__ import annotations

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

from contract import SHARE
from replica.grid import ON_GRID
from replica.once import once

TICKS_PER_US = 10


def widen(points: DataFrame, columns: list[str], grid_ticks: int) -> DataFrame:
    """asset, time, and for each of `columns`, which are in the order of their slots, the value and its `__pct_good`.

    `points` include the grid's own cells; others outside the grid are left out.
    """
    told = points.groupBy("asset", "cell", "slot").agg(F.max("value").alias("value"), F.sum("covered").alias("covered"))
    said = F.map_from_entries(F.collect_list(F.struct("slot", F.struct("value", "covered"))))
    wide = told.groupBy("asset", "cell").agg(F.max(F.col("slot") == ON_GRID).alias("on_grid"), said.alias("said"))
    # an aggregate for each column would do too, and costs a minute of planning at a hundred columns
    by_slot = F.transform(F.sequence(F.lit(0), F.lit(len(columns) - 1)), lambda slot: F.col("said")[slot])
    cells = once(wide.where("on_grid").drop("on_grid"), {"by_slot": by_slot})
    time = F.timestamp_micros(F.col("cell") * F.lit(grid_ticks // TICKS_PER_US)).alias("time")
    pairs = [part for index, name in enumerate(columns) for part in _pair(F.col("by_slot")[index], name, grid_ticks)]
    return cells.select("asset", time, *pairs)


def _pair(cell: Column, name: str, grid_ticks: int) -> tuple[Column, Column]:
    share = F.coalesce(cell["covered"] * 100.0 / grid_ticks, F.lit(0.0))
    return cell["value"].alias(name), share.alias(f"{name}{SHARE}")
