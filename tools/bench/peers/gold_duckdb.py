"""The first dataset of gold by plain DuckDB SQL, as one Parquet file."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb

from bench.delta import files_of

_TICKS_PER_S = 10_000_000

_TAG = f"""
create table tag as
select
  tag_id, asset, attribute, step as is_held, row_number() over (order by tag_id) as tag_no,
  dense_rank() over (order by asset) - 1 as asset_no, dense_rank() over (order by attribute) - 1 as attribute_no,
  round(coalesce(stale_after_s, 2 * $grid_s::bigint) * {_TICKS_PER_S})::bigint as stale_ticks
from read_parquet($files, hive_partitioning = false)
where is_current and starts_with(tag_id, $site || ':')
"""

_EVENT = """
create view event as
select tag_id, event_ticks, seq, value, quality
from read_parquet(getvariable('events'), hive_partitioning = false)
where
  is_current and split_part(source_object, '/', 1) = 'site=' || getvariable('site')
  and split_part(source_object, '/', 3) = 'view=' || getvariable('view')
"""

_GRID = """
create table grid as
select asset_no, asset, unnest(range((first + $grid - 1) // $grid, last // $grid + 1)) as cell
from (
  select
    asset_no, asset, min(event_ticks) - 621_355_968_000_000_000 as first,
    max(event_ticks) - 621_355_968_000_000_000 as last
  from event join tag using (tag_id)
  group by all
)
"""


def main(silver: Path, settings: Path, out: Path) -> None:
    dataset = json.loads(settings.read_text())["datasets"][0]
    grid = dataset["gridSeconds"] * _TICKS_PER_S
    database = duckdb.connect()
    database.execute(f"set timezone = 'UTC'; set temp_directory = '{out}.spill'")
    _load(database, silver / "delta", dataset)
    database.execute(_GRID, {"grid": grid})
    cells = files("bench.peers").joinpath("gold.sql").read_text(encoding="utf-8")
    database.execute(f"create temp table told as {cells}", {"grid": grid})
    attributes = database.execute("select distinct attribute_no, attribute from tag order by 1").fetchall()
    out.parent.mkdir(parents=True, exist_ok=True)
    database.execute(f"copy ({_wide(attributes, grid)}) to '{out}' (format parquet, compression zstd)")


def _load(database: duckdb.DuckDBPyConnection, silver: Path, dataset: dict[str, Any]) -> None:
    tags = {"grid_s": dataset["gridSeconds"], "files": files_of(silver / "tag"), "site": dataset["site"]}
    database.execute(_TAG, tags)
    variables = {"events": files_of(silver / "pi_event"), "site": dataset["site"], "view": dataset["view"]}
    for name, value in variables.items():
        database.execute(f"set variable {name} = $value", {"value": value})
    database.execute(_EVENT)


def _wide(attributes: list[tuple[int, str]], grid: int) -> str:
    columns = [
        f'any_value(value) filter (attribute_no = {number}) as "{_column(name)}",'
        f" coalesce(any_value(covered) filter (attribute_no = {number}) * 100::double / {grid}, 0)"
        f' as "{_column(name)}__pct_good"'
        for number, name in attributes
    ]
    return (
        f"select asset, make_timestamp(cell * {grid} // 10)::timestamptz as time, {', '.join(columns)}"
        " from grid left join told using (asset_no, cell) group by asset, cell order by asset, cell"
    )


def _column(attribute: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", attribute.lower()).strip("_")
