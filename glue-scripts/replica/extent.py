"""The span of an object: its rows, and the days and ticks of their times."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from pyspark.sql import Column, DataFrame, Row
from pyspark.sql import functions as F

from replica.event_time import event_time


@dataclass(frozen=True)
class Extent:
    """`days` are ISO dates (UTC); without any usable time there are none, and both ticks are null."""

    rows: int
    days: frozenset[str]
    first_ticks: int | None
    last_ticks: int | None


NOTHING = Extent(0, frozenset(), None, None)


def by_day(rows: DataFrame, key: str, *more: Column) -> DataFrame:
    """One row for each `key` and day of `rows`, which have event_ticks; `more` are further aggregates."""
    day = F.to_date(event_time(F.col("event_ticks"))).alias("day")
    ticks = F.col("event_ticks")
    spans = (F.count("*").alias("rows"), F.min(ticks).alias("first_ticks"), F.max(ticks).alias("last_ticks"))
    return rows.groupBy(key, day).agg(*spans, *more)


def extents_of(rows: Iterable[Row], key: str) -> dict[Hashable, Extent]:
    """Extents by key, from collected rows of `by_day`."""
    grouped: dict[Hashable, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row[key], []).append(row)
    return {each: _merged(days) for each, days in grouped.items()}


def _merged(days: list[Row]) -> Extent:
    timed = [row for row in days if row["day"] is not None]
    return Extent(
        rows=sum(row["rows"] for row in days),
        days=frozenset(row["day"].isoformat() for row in timed),
        first_ticks=min((row["first_ticks"] for row in timed), default=None),
        last_ticks=max((row["last_ticks"] for row in timed), default=None),
    )
