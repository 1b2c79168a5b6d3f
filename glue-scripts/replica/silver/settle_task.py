"""The second phase of a run: a bucket of tags against itself and against silver, and silver's new files."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

import duckdb

from replica.engine.connect import connect, listed, literal, rule
from replica.engine.limits import Limits
from replica.rules.references import load
from replica.silver.work import UNIX_EPOCH_TICKS, Common, take_over
from replica.store.objects import Objects
from replica.store.places import objects_at
from replica.tables.data_file import DataFile, write_file
from replica.tables.schema import duckdb_columns
from replica.tables.silver import PI_EVENT

_UNIX_EPOCH = date(1970, 1, 1)
_TICKS_PER_DAY = 864_000_000_000
_ORDER = "tag_id, event_ticks, seq"
_DAYS_AT_A_SCAN = 100
"""Each day is found by a scan of all rows. Where there are more of them, it is cheaper to sort all rows before."""

_INCOMING = """arrival, source_row::INTEGER AS source_row, tag_id::tag_name AS tag_id, event_ticks, value, value_string,
    quality::quality AS quality, reason::reason AS reason, state_code, state_name::state_name AS state_name, unit::unit_name AS unit,
    value_raw, unit_raw::unit_raw AS unit_raw"""
_STANDING_COLUMNS = (
    "event_ticks", "value", "value_string", "quality", "reason", "state_code", "unit", "value_raw", "unit_raw", "source_object",
    "source_version", "source_row", "landed_at", "ordinal", "revision", "is_current",
)  # fmt: skip
_NAMES = {"object": ("site", "object_key", "object_version"), "run": ("run_id", "rule_version")}
_WORDS = {
    "tag_name": "tag_id",
    "quality": "quality",
    "reason": "reason",
    "state_name": "state_name",
    "unit_name": "unit",
    "unit_raw": "unit_raw",
}


def settle(task: dict[str, Any], limits: Limits) -> dict[str, Any]:
    """Settle one bucket; its account, as JSON: counts by object, fate and reason, new files, and rows of silver's that are outdated."""
    common = Common(**task["common"])
    exchange, silver = objects_at(common.exchange_at), objects_at(common.silver)
    with connect(limits) as con:
        take_over(con, exchange, common, limits.scratch, "object")
        _number_names(con)
        parts = [
            str(exchange.get(name, limits.scratch / f"part-{index}.parquet")) for index, name in enumerate(task["parts"])
        ]  # fmt: skip
        _load_incoming(con, parts, task["renames"])
        _load_standing(con, silver, task["standing"], limits)
        for step in ("said", "report", "repeat"):
            con.execute(rule(step))
        _settle_crowded(con)
        for step in ("revise", "settled"):
            con.execute(rule(step))
        counts = con.execute("SELECT arrival, fate, reason, count(*) FROM settled GROUP BY ALL ORDER BY ALL").fetchall()
        return {
            "task": task["task"],
            "counts": [list(row) for row in counts],
            "files": [file.to_json() for file in _write(con, silver, common, limits)],
            "outdated": _outdated(con, exchange, common, limits, task["task"]),
        }


def _number_names(con: duckdb.DuckDBPyConnection) -> None:
    """Names that every row gets are numbers with a dictionary while rows are sorted: a sort copies texts."""
    for table, columns in _NAMES.items():
        for column in columns:
            con.execute(
                f"CREATE TYPE {column}_name AS ENUM (SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL ORDER BY 1)"
            )
            con.execute(f"ALTER TABLE {table} ALTER {column} TYPE {column}_name")


def _load_incoming(con: duckdb.DuckDBPyConnection, parts: list[str], renames: Mapping[str, str]) -> None:
    """What repeats is a number with a dictionary from here on: compared, sorted and written without touching its text."""
    load(con, "renamed", "told VARCHAR, kept VARCHAR", renames.items())
    source = f"read_parquet({listed(parts)}, hive_partitioning = false)"
    if renames:
        columns = "* REPLACE (coalesce(kept, tag_id) AS tag_id)"
        source = f"(SELECT {columns} FROM {source} LEFT JOIN renamed ON told = tag_id)"
    for name, column in _WORDS.items():
        con.execute(
            f"CREATE TYPE {name} AS ENUM (SELECT DISTINCT {column} FROM {source} WHERE {column} IS NOT NULL ORDER BY 1)"
        )
    con.execute(f"CREATE TEMP TABLE incoming AS SELECT {_INCOMING} FROM {source}")


def _load_standing(con: duckdb.DuckDBPyConnection, silver: Objects, paths: list[str], limits: Limits) -> None:
    """Make standing, silver's rows of the moments that came in, each with its file's place in `paths`."""
    kinds = duckdb_columns("pi_event")
    columns = ", ".join(f"{name} {kinds[name]}" for name in _STANDING_COLUMNS)
    con.execute(f"CREATE TEMP TABLE standing (tag_id tag_name, {columns}, file INTEGER)")
    if not paths:
        return
    folder = PI_EVENT.folder
    local = [silver.get(f"{folder}/{path}", limits.scratch / f"{index}.standing") for index, path in enumerate(paths)]
    con.execute(
        f"""INSERT INTO standing BY NAME
        SELECT silver.* FROM (
            SELECT TRY_CAST(tag_id AS tag_name) AS tag_id, {", ".join(_STANDING_COLUMNS)}, arrival_of(src__) AS file
            FROM read_parquet({listed([str(each) for each in local])}, filename = 'src__', hive_partitioning = false)
            WHERE event_ticks BETWEEN (SELECT min(event_ticks) FROM incoming) AND (SELECT max(event_ticks) FROM incoming)) AS silver
        SEMI JOIN incoming USING (tag_id, event_ticks)"""
    )


def _settle_crowded(con: duckdb.DuckDBPyConnection) -> None:
    """Moments at which some object says several things, place after place."""
    last = con.execute("SELECT coalesce(max(place), 0) FROM crowded").fetchone()
    for place in range(2, (last[0] if last else 0) + 1):
        con.execute(f"SET VARIABLE place = {place}")
        con.execute(rule("crowd"))


def _write(con: duckdb.DuckDBPyConnection, silver: Objects, common: Common, limits: Limits) -> list[DataFile]:
    """A file for each site and day that has new rows."""
    days = con.execute(
        "SELECT DISTINCT site, event_date FROM settled WHERE fate = 'new' ORDER BY ALL"
    ).fetchall()  # fmt: skip
    source, order = "settled", _ORDER
    if len(days) > _DAYS_AT_A_SCAN:
        source, order = "settled_by_day", ""
        con.execute(
            f"CREATE TEMP TABLE {source} AS FROM settled WHERE fate = 'new' ORDER BY site, event_date, {_ORDER}"
        )
    written = []
    for site, day in days:
        first = (day - _UNIX_EPOCH).days * _TICKS_PER_DAY + UNIX_EPOCH_TICKS
        where = f"fate = 'new' AND site = {literal(site)} AND event_ticks >= {first} AND event_ticks < {first + _TICKS_PER_DAY}"
        file = write_file(
            con, PI_EVENT.select(source, where, order), silver, PI_EVENT.folder, limits.scratch,
            run_id=common.run_id, partition={"site": site, "event_date": day.isoformat()}, bounds=PI_EVENT.kinds,
        )  # fmt: skip
        if file is not None:
            written.append(file)
    return written


def _outdated(
    con: duckdb.DuckDBPyConnection, exchange: Objects, common: Common, limits: Limits, number: int
) -> dict[str, Any] | None:
    """The rows of silver's that are no longer current, as a file of the exchange, and the places of their files in the task's list."""
    files = con.execute(
        """SELECT DISTINCT file FROM outdated JOIN standing USING (tag_id, event_ticks, source_object, source_version, source_row)"""
    ).fetchall()
    if not files:
        return None
    local, name = limits.scratch / "outdated.parquet", f"{common.exchange}/outdated-{number}-{uuid.uuid4().hex}.parquet"
    con.execute(f"COPY (SELECT * REPLACE (tag_id::VARCHAR AS tag_id) FROM outdated) TO '{local}' (FORMAT parquet)")
    exchange.put(local, name)
    return {"name": name, "files": sorted(file for (file,) in files)}
