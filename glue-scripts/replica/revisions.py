"""Repeats among readings, and which of several reports of one moment stands.

A group is what one object version says of one tag and tick. It is kept or dropped whole: a part of it would be a report that
nobody made. It is a repeat where an earlier group has all of its cells; else it is stored as the next revision, and the group
that arrived last is the current one.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyspark.sql import Column, DataFrame, Window, WindowSpec
from pyspark.sql import functions as F

from replica.event_time import TICKS_PER_S, div

GIVEN = ("value_raw", "unit_raw", "good", "questionable", "substituted", "annotated", "state_code", "is_system")
_MOMENT = ("mark", "slot", "tag_id", "moment")
_WORKING = ("slot", "moment", "mark", "place", "is_agreed", "own", "tag_no", "is_standing")


def fingerprint() -> Column:
    """Hash of what the plant sent of a cell. Null differs from any text, and counts at its place."""
    return F.xxhash64(*(F.coalesce(F.col(name).cast("string"), F.lit("\u0000")) for name in GIVEN))


@dataclass(frozen=True)
class Settlement:
    """Cells that have no place, and all others with their `fate`."""

    lost: DataFrame
    placed: DataFrame


def settle(cells: DataFrame, standing: DataFrame | None, slots: int, pieces: int = 1) -> Settlement:
    """Give each cell its `fate`: repeat, known (stored by an earlier try of this run) or new; new ones a seq and a revision.

    `cells` have arrival, source_row, tag_id, tag_no, event_ticks, fingerprint, lost, site, event_date. `standing` are silver's rows of
    the same days with arrival (0 for objects older than all of `cells`): those that a new group outdates come back with fate
    `outdated`, the others not at all. A site's day stays together in one of `slots` partitions, or in `pieces` of them by tag.
    The cells are computed here and kept: counting and writing neither parse them again nor plan how to.
    """
    unset = {
        "is_standing": F.lit(False),
        "revision": F.lit(None).cast("int"),
        "is_current": F.lit(None).cast("boolean"),
    }
    rows = cells.withColumns(unset)
    if standing is not None:
        rows = rows.unionByName(standing.withColumn("is_standing", F.lit(True)), allowMissingColumns=True)
    piece = F.pmod(F.xxhash64("tag_id"), F.lit(pieces))
    place = F.pmod(F.xxhash64("site", "event_date", piece), F.lit(slots)).cast("int")
    # a lost cell has no moment: its line keeps it out of the way of others
    moment = F.coalesce(F.when(F.col("lost").isNull(), F.col("event_ticks")), -F.col("source_row"))
    placed = rows.withColumns({"slot": place, "moment": moment}).repartition(slots, "slot")
    surveyed = placed.withColumn("mark", _mark()).transform(_survey).localCheckpoint()
    timed = surveyed.where("lost is null")
    agreed = timed.where("is_agreed").transform(_settle_agreed)
    contested = timed.where("not is_agreed").transform(_compare).transform(_order)
    settled = agreed.unionByName(contested).where("fate != 'standing'")
    return Settlement(surveyed.where("lost is not null"), settled.drop(*_WORKING, "lost"))


def _mark() -> Column:
    """Day, tag and second of day in one number: a sort that it leads compares eight bytes, and leaves rows as silver keeps them."""
    second = F.pmod(div(F.col("moment"), TICKS_PER_S), F.lit(86_400))
    day = F.unix_date("event_date").cast("bigint")
    return F.coalesce((day * (1 << 24) + F.col("tag_no")) * (1 << 17) + second, F.lit(0))


def _survey(rows: DataFrame) -> DataFrame:
    """Add place in the moment (from 1, silver's row first), is_agreed (all cells of the moment say the same), and own (arrival and
    source_row of silver's row)."""
    of_moment = Window.partitionBy(*_MOMENT)
    in_order = of_moment.orderBy(F.desc("is_standing"), "arrival", "source_row")
    standing = F.when(F.col("is_standing"), F.struct("arrival", "source_row"))
    seen = {
        "is_agreed": (F.min("fingerprint").over(of_moment) == F.max("fingerprint").over(of_moment))
        & (F.count(standing).over(of_moment) <= 1),
        "own": F.max(standing).over(of_moment),
    }
    return rows.withColumn("place", F.row_number().over(in_order)).withColumns(seen)


def _settle_agreed(rows: DataFrame) -> DataFrame:
    """Cells of moments of which only one thing was ever said: nearly all of them, so they are spared the comparing."""
    is_own = (F.col("arrival") == F.col("own.arrival")) & (F.col("source_row") == F.col("own.source_row"))
    fate = (
        F.when(F.col("is_standing"), "standing")
        .when(F.col("place") == 1, "new")
        .when(is_own, "known")
        .otherwise("repeat")
    )
    return rows.withColumns({"fate": fate, "seq": F.lit(0), "revision": F.lit(0), "is_current": F.lit(True)})


def _compare(rows: DataFrame) -> DataFrame:
    """Add `fate`, without regard to revision."""
    of_group = Window.partitionBy(*_MOMENT, "arrival")
    same = Window.partitionBy(*_MOMENT, "arrival", "fingerprint", "is_standing").orderBy("source_row")
    of_moment = Window.partitionBy(*_MOMENT)
    # a group of silver goes by its revision: all objects older than this run share one arrival
    group = F.when(F.col("is_standing"), -1 - F.col("revision")).otherwise(F.col("arrival"))
    counted = rows.withColumns(
        {
            "copy": F.row_number().over(same),
            "is_known": F.max("is_standing").over(of_group),
            "is_contested": F.min(group).over(of_moment) != F.max(group).over(of_moment),
        }
    )
    cell = F.struct("arrival", "is_standing", group.alias("group"), F.col("fingerprint").alias("print"))
    reports = F.collect_list(F.when(F.col("is_contested"), cell)).over(of_moment)
    fate = (
        F.when(F.col("is_standing"), F.lit("standing"))
        .when(F.col("copy") > 1, F.lit("repeat"))
        .when(F.col("is_known"), F.lit("known"))
        .when(F.col("is_contested") & _is_contained(F.col("reports"), F.col("arrival")), F.lit("repeat"))
        .otherwise(F.lit("new"))
    )
    return (
        counted.withColumn("reports", reports)
        .withColumn("fate", fate)
        .drop("reports", "copy", "is_known", "is_contested")
    )


def _is_contained(reports: Column, arrival: Column) -> Column:
    """True where some earlier group of `reports` has every cell of the one that arrived at `arrival`."""

    mine = F.transform(F.filter(reports, lambda cell: cell["arrival"] == arrival), lambda cell: cell["print"])
    return F.exists(
        F.filter(
            reports, lambda cell: (cell["arrival"] != arrival) & (cell["is_standing"] | (cell["arrival"] < arrival))
        ),
        lambda earlier: (
            F.size(
                F.array_except(
                    mine,
                    F.transform(
                        F.filter(reports, lambda cell: cell["group"] == earlier["group"]), lambda cell: cell["print"]
                    ),
                )
            )
            == 0
        ),
    )


def _order(rows: DataFrame) -> DataFrame:
    """Add seq, revision and is_current to new rows; find the standing ones that they outdate."""
    is_new, is_standing = F.col("fate") == "new", F.col("fate") == "standing"
    of_moment = Window.partitionBy(*_MOMENT)
    seq = F.row_number().over(Window.partitionBy(*_MOMENT, "arrival", "fate").orderBy("source_row")) - 1
    sequenced = rows.withColumn("seq_here", seq)
    leads = F.when(is_new & (F.col("seq_here") == 0), 1).otherwise(0)
    groups_so_far = F.sum(leads).over(_up_to_now(of_moment))
    highest = F.coalesce(F.max(F.when(is_standing, F.col("revision"))).over(of_moment), F.lit(-1))
    last_new = F.max(F.when(is_new, F.col("arrival"))).over(of_moment)
    last_standing = F.max(F.when(is_standing & F.col("is_current"), F.col("arrival"))).over(of_moment)
    ordered = sequenced.withColumns(
        {"next": highest + groups_so_far, "last_new": last_new, "last_standing": last_standing}
    )
    is_last = (F.col("arrival") == F.col("last_new")) & (
        F.coalesce(F.col("last_standing"), F.lit(-1)) < F.col("last_new")
    )
    is_outdated = is_standing & F.col("is_current") & (F.col("arrival") < F.col("last_new"))
    return ordered.withColumns(
        {
            "seq": F.col("seq_here"),
            "revision": F.when(is_new, F.col("next")).otherwise(F.col("revision")).cast("int"),
            "is_current": F.when(is_new, is_last).otherwise(False),
            "fate": F.when(is_outdated, F.lit("outdated")).otherwise(F.col("fate")),
        }
    ).drop("seq_here", "next", "last_new", "last_standing")


def _up_to_now(of_moment: WindowSpec) -> WindowSpec:
    return of_moment.orderBy("arrival").rangeBetween(Window.unboundedPreceding, Window.currentRow)
