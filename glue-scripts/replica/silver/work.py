"""What a run hands to its tasks, as JSON: they may run in another process, or on another machine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb

from replica.readers.reader import name_key
from replica.rules.references import load
from replica.settings import Place, View
from replica.store.objects import Objects

UNIX_EPOCH_TICKS = 621_355_968_000_000_000


ObjectRow = tuple[int, str | None, str | None, str | None, str, str, int, int, str | None]
"""Arrival, site, feeder, view, key, version, landed_us and ordinal of an object, and which of its cells are judged again: null where it
is read for the first time, empty for all of them, else those that have this reason. Its key may name no place."""


@dataclass(frozen=True)
class Source:
    """One object version that a run reads. `arrival` is its number in the run, in the order of arrival; `name` its copy in bronze."""

    arrival: int
    site: str
    feeder: str
    view: str
    key: str
    version: str
    etag: str
    size: int
    landed_us: int
    ordinal: int
    name: str

    @property
    def place(self) -> Place:
        return self.site, self.feeder, self.view


@dataclass(frozen=True)
class Common:
    """What all tasks of a run share. URIs have no closing slash; `exchange` is a folder below one, of the run's own."""

    run_id: str
    rule_version: str
    now: str
    bronze: str
    silver: str
    exchange_at: str
    exchange: str
    buckets: int
    sites: list[dict[str, Any]]
    views: list[dict[str, Any]]

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    def views_by_place(self) -> dict[tuple[str, str, str], View]:
        """The views by site, feeder and name."""
        return {
            (site, feeder, name): View.from_json(each["view"])
            for each in self.views
            for site, feeder, name in [each["place"]]
        }


def load_settings(con: duckdb.DuckDBPyConnection, common: Common) -> None:
    """Make the tables of the settings that rules read: site_start, site_state and view_check."""
    starts = [(site["id"], site["start"]) for site in common.sites if site["start"] is not None]
    load(con, "site_told", "site VARCHAR, start VARCHAR", starts)
    con.execute(
        "CREATE OR REPLACE TEMP TABLE site_start AS SELECT site, iso_ticks(start) AS start_ticks FROM site_told"
    )
    states = [(site["id"], name_key(name), code) for site in common.sites for name, code in site["states"]]
    load(con, "site_state", "site VARCHAR, name_key VARCHAR, code INTEGER", states)
    checks = [
        (*each["place"], each["view"]["options"].get("checks", {}).get("rangeTolerancePercent"))
        for each in common.views
    ]
    load(con, "view_check", "site VARCHAR, feeder VARCHAR, view VARCHAR, range_tolerance DOUBLE", checks)


def load_restating(con: duckdb.DuckDBPyConnection, common: Common) -> None:
    """Make the table restating(site, view_no): views whose objects tell all of their span. Reads object."""
    places = [place for place, view in common.views_by_place().items() if view.options.get("restates")]
    load(con, "restating_place", "site VARCHAR, feeder VARCHAR, view VARCHAR", places)
    con.execute(
        """CREATE OR REPLACE TEMP TABLE restating AS SELECT DISTINCT object.site::VARCHAR AS site, view_no
        FROM object JOIN restating_place AS told
            ON object.site::VARCHAR = told.site AND object.feeder::VARCHAR = told.feeder AND object.view::VARCHAR = told.view"""
    )


def hand_over(con: duckdb.DuckDBPyConnection, exchange: Objects, common: Common, scratch: Path, *tables: str) -> None:
    """Put tables into the exchange, for all tasks of the run."""
    for table in tables:
        local = scratch / f"{table}.parquet"
        con.execute(f"COPY {table} TO '{local}' (FORMAT parquet)")
        exchange.put(local, f"{common.exchange}/{table}.parquet")


def take_over(con: duckdb.DuckDBPyConnection, exchange: Objects, common: Common, scratch: Path, *tables: str) -> None:
    """Make the table run, and those that the driver handed over."""
    _load_run(con, common)
    for table in tables:
        local = exchange.get(f"{common.exchange}/{table}.parquet", scratch / f"{table}.parquet")
        con.execute(f"CREATE TEMP TABLE {table} AS FROM read_parquet('{local}')")


def load_objects(con: duckdb.DuckDBPyConnection, common: Common, objects: Iterable[ObjectRow]) -> None:
    """Make the tables run and object(arrival, site, feeder, view, object_key, object_version, landed_at, ordinal, landed_ticks,
    replay, view_no)."""
    _load_run(con, common)
    columns = (
        "arrival INTEGER, site VARCHAR, feeder VARCHAR, view VARCHAR, object_key VARCHAR, object_version VARCHAR, landed_us BIGINT, "
        "ordinal BIGINT, replay VARCHAR"
    )
    load(con, "object_told", columns, objects)
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE object AS SELECT * EXCLUDE (landed_us), make_timestamptz(landed_us) AS landed_at, "
        f"landed_us * 10 + {UNIX_EPOCH_TICKS} AS landed_ticks, "
        "dense_rank() OVER (ORDER BY feeder, view)::INTEGER AS view_no FROM object_told"
    )


def _load_run(con: duckdb.DuckDBPyConnection, common: Common) -> None:
    columns = "run_id VARCHAR, rule_version VARCHAR, now TIMESTAMPTZ"
    load(con, "run", columns, [(common.run_id, common.rule_version, common.now)])
