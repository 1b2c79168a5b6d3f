"""The silences of a dataset's whole view, as the build found them."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from replica.engine.limits import Limits
from replica.gold.fetch import fetched
from replica.gold.last_build import alive_object
from replica.gold.steps import connect_gold, run_step, set_variables

_MOST = 100

_FOUND = """SELECT strftime(make_timestamp((ticks + getvariable('silent_ticks')) // 10), '%Y-%m-%dT%H:%M:%SZ'),
    strftime(make_timestamp(back_ticks // 10), '%Y-%m-%dT%H:%M:%SZ')
FROM feed_end WHERE back_ticks IS NOT NULL ORDER BY ticks DESC LIMIT $1"""


@dataclass(frozen=True)
class Silence:
    """A time in which nothing is known of any tag of the view, as ISO 8601 to the second."""

    since: str
    until: str


def make_feed_end(con: duckdb.DuckDBPyConnection, alive: str) -> None:
    """Make feed_end of a local copy of the build's alive_object."""
    con.execute("CREATE TEMP TABLE alive AS FROM read_parquet($1, hive_partitioning = false)", [alive])
    con.execute("CREATE TEMP TABLE alive_before AS FROM alive WHERE false")
    run_step(con, "feed_end")


def last_silences(gold: str, dataset: str, build: int, silent_ticks: int, limits: Limits) -> list[Silence]:
    """The last hundred in the order of time; none where the view may be silent for as long as it likes."""
    if not silent_ticks:
        return []
    with (
        fetched(gold, [alive_object(dataset, build)], limits.scratch) as (alive,),
        connect_gold(limits) as con,
    ):
        set_variables(con, silent_ticks=silent_ticks)
        make_feed_end(con, alive)
        return [Silence(*row) for row in reversed(con.execute(_FOUND, [_MOST]).fetchall())]
