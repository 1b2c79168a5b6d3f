"""The regular grid of a dataset: multiples of its step since the Unix epoch."""

from __future__ import annotations

from dataclasses import dataclass

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from replica.local_rows import local_rows

ON_GRID = -1
"""Slot of the rows that only say that a cell belongs to the grid."""


@dataclass(frozen=True)
class Span:
    """First and last event of an asset, in ticks since the Unix epoch."""

    asset: str
    first_ticks: int
    last_ticks: int

    def cells(self, grid_ticks: int) -> tuple[int, int]:
        """First and last cell whose beginning lies within the span; the last is below the first where there is none."""
        return -(-self.first_ticks // grid_ticks), self.last_ticks // grid_ticks


def grid_cells(spark: SparkSession, spans: list[Span], grid_ticks: int) -> DataFrame:
    """(asset, cell, slot, value, covered) of every cell of the grid, with slot ON_GRID and no value."""
    rows = [(span.asset, *span.cells(grid_ticks)) for span in spans]
    some = [row for row in rows if row[1] <= row[2]]
    cells = local_rows(spark, some, "asset string, first bigint, last bigint")
    return cells.select(
        "asset",
        F.explode(F.sequence("first", "last")).alias("cell"),
        F.lit(ON_GRID).alias("slot"),
        F.lit(None).cast("double").alias("value"),
        F.lit(0).cast("bigint").alias("covered"),
    )
