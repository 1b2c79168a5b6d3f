"""The desk on which one dataset is planned: a connection, and silver's files on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from replica.gold.dataset import Dataset, silent_ticks
from replica.gold.fetch import fetched
from replica.gold.month import TICKS_PER_S, month_after, month_begin
from replica.gold.run import Build, Silver, event_table
from replica.gold.steps import connect_gold, run_step, set_variables
from replica.rules.references import load_types
from replica.tables.data_file import DataFile

_PLAN = """tag_id VARCHAR, unit VARCHAR, month VARCHAR, first_ticks BIGINT, last_ticks BIGINT, readings BIGINT, asset VARCHAR,
    slot INTEGER, "column" VARCHAR, kind VARCHAR, is_held BOOLEAN, stale_ticks BIGINT, is_forecast BOOLEAN, factor DOUBLE, "offset" DOUBLE,
    from_ticks BIGINT, until_ticks BIGINT, rate_limit DOUBLE, flat_ticks BIGINT, reach_ticks BIGINT"""
_ALIVE = "month VARCHAR, first_ticks BIGINT, last_ticks BIGINT"
_TABLES = {
    "plan_before": _PLAN,
    "alive": _ALIVE,
    "alive_before": _ALIVE,
    "changed": "tag_id VARCHAR, first_ticks BIGINT, last_ticks BIGINT",
    "extent": "tag_id VARCHAR, unit VARCHAR, month VARCHAR, first_ticks BIGINT, last_ticks BIGINT, readings BIGINT",
}


@dataclass(frozen=True)
class Work:
    """`files` are silver's files of the dataset's site, by UTC month."""

    run: Build
    dataset: Dataset
    silver: Silver
    con: duckdb.DuckDBPyConnection
    scratch: Path
    files: dict[str, list[DataFile]]

    @contextmanager
    def reading_silver(self, month: str, files: list[DataFile]) -> Iterator[None]:
        """The view silver over `files`, which are some of the month's.

        Raises FileNotFoundError where one is gone.
        """
        folder = event_table(self.run.silver).folder
        with fetched(self.run.silver, [f"{folder}/{file.path}" for file in files], self.scratch) as paths:
            begin, end = month_begin(month), month_begin(month_after(month))
            set_variables(self.con, files=paths, month=month, begin_ticks=begin, end_ticks=end)
            run_step(self.con, "silver")
            yield


@contextmanager
def work_on(run: Build, dataset: Dataset, silver: Silver) -> Iterator[Work]:
    """A desk with nothing known of the last build."""
    limits = run.limits.within("plan")
    con = connect_gold(limits)
    try:
        set_variables(
            con, site=dataset.site, feeder=dataset.feeder, view=dataset.view, grid_ticks=dataset.grid_s * TICKS_PER_S,
            silent_ticks=silent_ticks(dataset), rate_percent=dataset.rate_percent_per_s or 0.0,
            flat_ticks=(dataset.flat_after_s or 0) * TICKS_PER_S,
        )  # fmt: skip
        load_types(con)
        for name, columns in _TABLES.items():
            con.execute(f"CREATE TEMP TABLE {name} ({columns})")
        yield Work(run, dataset, silver, con, limits.scratch, files_by_month(silver.events.files(), dataset.site))
    finally:
        con.close()


def files_by_month(files: Iterable[DataFile], site: str) -> dict[str, list[DataFile]]:
    """The files of one site."""
    by_month: defaultdict[str, list[DataFile]] = defaultdict(list)
    for file in files:
        if file.partition.get("site") == site:
            by_month[file.partition["event_date"][:7]].append(file)
    return dict(by_month)
