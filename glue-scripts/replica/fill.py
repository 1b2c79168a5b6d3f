"""Between two events: what a tag showed, and for how long that can be believed."""

from __future__ import annotations

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F


def spells(events: DataFrame) -> DataFrame:
    """The last event of each tick with the next one's next_ticks, next_number and next_good, null where none follows.

    `events` have tag_id, ticks, seq, number and is_good.
    """
    in_time = Window.partitionBy("tag_id").orderBy("ticks", "seq")
    following = F.lead("ticks").over(in_time)
    last = events.withColumn("next_ticks", following).where(
        F.col("next_ticks").isNull() | (F.col("next_ticks") > F.col("ticks"))
    )
    return last.withColumns(
        {"next_number": F.lead("number").over(in_time), "next_good": F.lead("is_good").over(in_time)}
    )


def points(spells: DataFrame, grid_ticks: int) -> DataFrame:
    """Points that each good spell gives to the grid: (asset, cell, slot, value, covered), one row for each cell that it touches.

    `cell` numbers the grid from the Unix epoch. `value` is the one at the cell's beginning, null where the spell begins later;
    `covered` are the ticks of the cell during which the spell is good and not stale. Spells have asset, slot, is_held and
    stale_ticks besides what `spells` gives. A bad event covers nothing, so nothing is carried or drawn across it.
    """
    begin, stale_at = F.col("ticks"), F.col("ticks") + F.col("stale_ticks")
    last_seen = F.coalesce(F.least(F.col("next_ticks") - 1, stale_at), stale_at)
    last = F.call_function("div", last_seen, F.lit(grid_ticks).cast("bigint"))
    first = F.call_function("div", begin, F.lit(grid_ticks).cast("bigint"))
    touched = spells.where("is_good").withColumn("cell", F.explode(F.sequence(first, last)))
    at = F.col("cell") * F.lit(grid_ticks)
    ends = F.coalesce(F.least(F.col("next_ticks"), stale_at), stale_at)
    covered = F.greatest(F.lit(0), F.least(ends, at + grid_ticks) - F.greatest(begin, at))
    is_drawn = (
        ~F.col("is_held") & F.col("next_good") & (F.col("next_ticks") <= stale_at) & F.col("next_number").isNotNull()
    )
    share = (at - begin) / (F.col("next_ticks") - begin)
    drawn = F.col("number") + (F.col("next_number") - F.col("number")) * share
    value = F.when(at == begin, F.col("number")).when(at > begin, F.when(is_drawn, drawn).otherwise(F.col("number")))
    return touched.select("asset", "cell", "slot", value.alias("value"), covered.alias("covered"))
