"""From one row a tag and cell to one row an asset and cell."""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from replica.grid import ON_GRID

TICKS_PER_US = 10


def widen(points: DataFrame, columns: list[str], grid_ticks: int) -> DataFrame:
    """asset, time, and for each of `columns`, which are in the order of their slots, the value and its `__pct_good`.

    `points` include the grid's own cells; others outside the grid are left out.
    """
    slot = F.col("slot")
    values = [F.max(F.when(slot == index, F.col("value"))).alias(name) for index, name in enumerate(columns)]
    covered = [
        F.sum(F.when(slot == index, F.col("covered"))).alias(f"{name}__pct_good") for index, name in enumerate(columns)
    ]
    wide = points.groupBy("asset", "cell").agg(F.max(slot == ON_GRID).alias("on_grid"), *values, *covered)
    time = F.timestamp_micros(F.col("cell") * F.lit(grid_ticks // TICKS_PER_US)).alias("time")
    shares = {name: F.coalesce(F.col(f"{name}__pct_good") * 100.0 / grid_ticks, F.lit(0.0)) for name in columns}
    pairs = [part for name in columns for part in (F.col(name), shares[name].alias(f"{name}__pct_good"))]
    return wide.where("on_grid").select("asset", time, *pairs)
