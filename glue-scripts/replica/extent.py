"""What an object spans: its rows, and the days and ticks of their times."""

from __future__ import annotations

from dataclasses import dataclass

from pyspark.sql import Column, Row
from pyspark.sql import functions as F

from replica.event_time import event_time


@dataclass(frozen=True)
class Extent:
    """`days` are ISO dates (UTC); without any usable time there are none, and both ticks are null."""

    rows: int
    days: frozenset[str]
    first_ticks: int | None
    last_ticks: int | None

    @classmethod
    def of(cls, row: Row) -> Extent:
        """From a row that `extent_of` aggregated."""
        return cls(row["rows"], frozenset(row["days"]), row["first_ticks"], row["last_ticks"])


NOTHING = Extent(0, frozenset(), None, None)


def extent_of(ticks: Column) -> list[Column]:
    """Aggregates that make an Extent of rows at `ticks`."""
    return [
        F.count("*").alias("rows"),
        F.collect_set(F.to_date(event_time(ticks)).cast("string")).alias("days"),
        F.min(ticks).alias("first_ticks"),
        F.max(ticks).alias("last_ticks"),
    ]
