"""Silver by plain DuckDB SQL."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb

from bench.peers.bronze import Source, sources
from bench.peers.words import states, units

_EPOCH_TICKS = 621_355_968_000_000_000

_LONG = f"""
create view long_cell as
select
  source.arrival, source.site, file_row_number + 1 as source_row, asset, attribute, value as value_raw, unit as unit_raw,
  state_code as given_code, is_system, good, questionable, substituted,
  epoch_ns(try_cast(timestamp as timestamptz_ns)) // 100 + {_EPOCH_TICKS} as event_ticks
from read_parquet(getvariable('long'), filename = true, file_row_number = true, hive_partitioning = false)
join source on source.file = filename
"""


def main(bronze: Path, settings: Path, out: Path) -> None:
    database = duckdb.connect()
    database.execute("set timezone = 'UTC'")
    database.execute(f"set temp_directory = '{out}.spill'")
    found = sources(bronze)
    _load_words(database)
    _load_sources(database, found)
    view = _wide_view(settings)
    _declare_wide(database, view, [each.file for each in found if each.view == view["name"]])
    _declare_long(database, found)
    _load_tags(database, view, [each.file for each in found if each.view == "_tags"])
    silver = files("bench.peers").joinpath("silver.sql").read_text(encoding="utf-8")
    database.execute(f"create temp table silver as {silver}")
    _write(database, out)


def _write(database: duckdb.DuckDBPyConnection, out: Path) -> None:
    """A file a site and day: `partition_by` would write its rows out of order where several threads bring them."""
    days = "select site, event_date from silver group by all order by all"
    for site, day in database.execute(days).fetchall():
        file = out / f"site={site}" / f"event_date={day}" / "data.parquet"
        file.parent.mkdir(parents=True)
        rows = "select * exclude (site, event_date) from silver where site = $site and event_date = $day"
        database.execute(f"copy ({rows}) to '{file}' (format parquet, compression zstd)", {"site": site, "day": day})


def _load_words(database: duckdb.DuckDBPyConnection) -> None:
    database.execute('create table unit (alias varchar, dimension varchar, factor double, "offset" double)')
    database.executemany("insert into unit values (?, ?, ?, ?)", units())
    database.execute("create table state (name_key varchar, name varchar, code integer)")
    database.executemany("insert into state values (?, ?, ?)", states())


def _load_sources(database: duckdb.DuckDBPyConnection, found: list[Source]) -> None:
    database.execute(
        "create table source (arrival integer, file varchar, site varchar, key varchar, version varchar,"
        " landed_at timestamptz, ordinal bigint)"
    )
    rows = [
        (each.arrival, each.file, each.site, each.key, each.version, each.landed_at, each.ordinal) for each in found
    ]
    database.executemany("insert into source values (?, ?, ?, ?, ?, ?, ?)", rows)


def _declare_long(database: duckdb.DuckDBPyConnection, found: list[Source]) -> None:
    readings = [each.file for each in found if each.view == "reactor"]
    database.execute("set variable long = $files", {"files": readings})
    database.execute(_LONG)


def _wide_view(settings: Path) -> dict[str, Any]:
    document = json.loads(settings.read_text())
    feeders = [feeder for site in document["sites"] for feeder in site["feeders"]]
    [view] = [view for feeder in feeders for view in feeder["views"] if view["kind"] == "wide-csv"]
    wide: dict[str, Any] = view
    return wide


def _declare_wide(database: duckdb.DuckDBPyConnection, view: dict[str, Any], sheets: list[str]) -> None:
    """Cells of the wide view; the historian's own ticks are the time."""
    attributes = [column["name"] for column in view["columns"]]
    quoted = ", ".join(f'"{name}"' for name in attributes)
    names = ["Id", view["assetColumn"], view["timeColumn"], *attributes, "PIIntTSTicks", "PIIntShapeID"]
    columns = ", ".join(f"'{name}': 'varchar'" for name in names)
    database.execute("set variable wide = $files", {"files": sheets})
    database.execute(f"""
create view wide_cell as
select * from (
  select
    source.arrival, source.site, row_number() over (partition by filename) + 1 as source_row,
    "{view["assetColumn"]}" as asset, "PIIntTSTicks"::bigint as event_ticks, {quoted}
  from read_csv(
    getvariable('wide'), auto_detect = false, header = true, delim = '{view["delimiter"]}', quote = '"', escape = '"',
    columns = {{{columns}}}, filename = true, hive_partitioning = false
  )
  join source on source.file = filename
) unpivot include nulls (value_raw for attribute in ({quoted}))
""")


def _load_tags(database: duckdb.DuckDBPyConnection, view: dict[str, Any], snapshots: list[str]) -> None:
    """Tags of the snapshot, and of the wide view: its attributes on each asset that it names."""
    database.execute("create table declared (attribute varchar, unit varchar)")
    declared = [(column["name"], column["unit"]) for column in view["columns"]]
    database.executemany("insert into declared values (?, ?)", declared)
    database.execute("set variable snapshot = $files", {"files": snapshots})
    database.execute("""
create table tag as
with known as (
  select distinct source.site, asset, attribute, unit
  from read_parquet(getvariable('snapshot'), filename = true, hive_partitioning = false)
  join source on source.file = filename
  union all
  select distinct site, asset, attribute, declared.unit
  from wide_cell
  join declared using (attribute)
)
select *, site || ':' || asset || '|' || attribute as tag_id, row_number() over (order by site, asset, attribute) as tag_no
from known
""")
