"""What a run hands to its tasks, as JSON: they may run in another process, or on another machine."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from replica.rules.references import load
from replica.settings import View
from replica.store.objects import Objects

_OBJECTS = "objects.parquet"
UNIX_EPOCH_TICKS = 621_355_968_000_000_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


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
    views: list[dict[str, Any]]

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    def view_of(self, source: Source) -> View:
        """The view that the object is of."""
        wanted = [source.site, source.feeder, source.view]
        return next(View.from_json(each["view"]) for each in self.views if each["place"] == wanted)


def load_run(con: duckdb.DuckDBPyConnection, common: Common, sources: list[Source]) -> None:
    """Make the tables run and object(arrival, site, feeder, view, object_key, object_version, landed_at, ordinal, landed_ticks)."""
    _load_run(con, common)
    columns = (
        "arrival INTEGER, site VARCHAR, feeder VARCHAR, view VARCHAR, object_key VARCHAR, object_version VARCHAR, landed_us BIGINT, "
        "ordinal BIGINT"
    )
    rows = [(s.arrival, s.site, s.feeder, s.view, s.key, s.version, s.landed_us, s.ordinal) for s in sources]
    load(con, "object_told", columns, rows)
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE object AS SELECT * EXCLUDE (landed_us), make_timestamptz(landed_us) AS landed_at, "
        f"landed_us * 10 + {UNIX_EPOCH_TICKS} AS landed_ticks FROM object_told"
    )


def hand_over_objects(con: duckdb.DuckDBPyConnection, common: Common, exchange: Objects, scratch: Path) -> None:
    """Put the table object into the exchange."""
    con.execute(f"COPY object TO '{scratch / _OBJECTS}' (FORMAT parquet)")
    exchange.put(scratch / _OBJECTS, f"{common.exchange}/{_OBJECTS}")


def load_objects(con: duckdb.DuckDBPyConnection, common: Common, exchange: Objects, scratch: Path) -> None:
    """Make the tables that load_run makes, of all objects that were handed over."""
    _load_run(con, common)
    file = exchange.get(f"{common.exchange}/{_OBJECTS}", scratch / _OBJECTS)
    con.execute(f"CREATE OR REPLACE TEMP TABLE object AS FROM read_parquet('{file}')")


def _load_run(con: duckdb.DuckDBPyConnection, common: Common) -> None:
    load(con, "run", "run_id VARCHAR, rule_version VARCHAR, now TIMESTAMPTZ", [(common.run_id, common.rule_version, common.now)])


def microseconds(time: datetime) -> int:
    """Since 1970, exactly."""
    difference = time - _EPOCH
    return (difference.days * 86_400 + difference.seconds) * 1_000_000 + difference.microseconds
