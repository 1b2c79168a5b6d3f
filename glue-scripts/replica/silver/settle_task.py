"""The second phase of a run: a bucket of tags against itself and against silver, and silver's new files."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

import duckdb

from replica.engine.connect import connect, has_rows, listed, literal, rule
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
_NO_PART = """(SELECT NULL::INTEGER AS arrival, NULL::BIGINT AS source_row, NULL::VARCHAR AS tag_id, NULL::BIGINT AS event_ticks,
    NULL::DOUBLE AS value, NULL::VARCHAR AS value_string, NULL::VARCHAR AS quality, NULL::VARCHAR AS reason, NULL::INTEGER AS state_code,
    NULL::VARCHAR AS state_name, NULL::VARCHAR AS unit, NULL::VARCHAR AS value_raw, NULL::VARCHAR AS unit_raw WHERE false)"""
"""Of a bucket of which only what silver has is judged again."""
_DAYS_AT_A_SCAN = 100
"""Each day is found by a scan of all rows. Where there are more of them, it is cheaper to sort all rows before."""

_INCOMING = """arrival, view_no, source_row::INTEGER AS source_row, tag_id::tag_name AS tag_id, event_ticks, value, value_string,
    quality::quality AS quality, reason::reason AS reason, state_code, state_name::state_name AS state_name, unit::unit_name AS unit,
    value_raw, unit_raw::unit_raw AS unit_raw"""
_SILVER_COLUMNS = (
    "tag_id", "feeder", "view", "event_ticks", "value", "value_string", "quality", "reason", "state_code", "unit", "value_raw", "unit_raw",
    "source_object", "source_version", "source_row", "landed_at", "ordinal", "revision", "is_current", "withdrawn",
)  # fmt: skip
_NAMES = {"object": ("site", "feeder", "view", "object_key", "object_version"), "run": ("run_id", "rule_version")}
_WORDS = {
    "tag_name": "tag_id",
    "quality": "quality",
    "reason": "reason",
    "state_name": "state_name",
    "unit_name": "unit",
    "unit_raw": "unit_raw",
}


def settle(task: dict[str, Any], limits: Limits) -> dict[str, Any]:
    """Settle some buckets; their account, as JSON: counts by object, fate and reason, turns, new files, amended rows and quality by tag."""
    common = Common(**task["common"])
    exchange, silver = objects_at(common.exchange_at), objects_at(common.silver)
    with connect(limits) as con:
        take_over(
            con,
            exchange,
            common,
            limits.scratch,
            "object",
            "lost_before",
            "span",
            "restating",
            "tag_known",
            "tag_silence",
        )
        _number_names(con)
        _open_silver(con, silver, task["standing"], limits)
        _find_touched(con, task["buckets"], common.buckets)
        parts = [
            str(exchange.get(name, limits.scratch / f"part-{index}.parquet")) for index, name in enumerate(task["parts"])
        ]  # fmt: skip
        _load_incoming(con, parts, task["renames"])
        _load_standing(con)
        for step in ("said", "restate", "rejudge", "report", "repeat"):
            con.execute(rule(step))
        _settle_crowded(con)
        for step in ("revise", "settled", "turned", "tag_quality"):
            con.execute(rule(step))
        counts = con.execute(
            """SELECT arrival, fate, reason, count(*) FROM settled GROUP BY ALL
            UNION ALL SELECT arrival, 'confirmed', reason, sum(cells)::BIGINT FROM confirmed GROUP BY ALL ORDER BY ALL"""
        ).fetchall()
        return {
            "task": task["task"],
            "counts": [list(row) for row in counts],
            "turned": [list(row) for row in con.execute("FROM turned ORDER BY ALL").fetchall()],
            "files": [file.to_json() for file in _write(con, silver, common, limits)],
            "amended": _amended(con, exchange, common, limits, task["task"]),
            "quality": _quality(con, exchange, common, limits, task["task"]),
        }


def _number_names(con: duckdb.DuckDBPyConnection) -> None:
    """Names that every row gets are numbers with a dictionary while rows are sorted: a sort copies texts."""
    for table, columns in _NAMES.items():
        for column in columns:
            con.execute(
                f"CREATE TYPE {column}_name AS ENUM (SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL ORDER BY 1)"
            )
            con.execute(f"ALTER TABLE {table} ALTER {column} TYPE {column}_name")


def _open_silver(con: duckdb.DuckDBPyConnection, silver: Objects, paths: list[str], limits: Limits) -> None:
    """Make silver_row, the rows of silver's files at hand, each with its file's place in `paths`."""
    if not paths:
        kinds = duckdb_columns("pi_event")
        columns = ", ".join(f"{name} {kinds[name]}" for name in _SILVER_COLUMNS)
        con.execute(f"CREATE TEMP TABLE silver_row ({columns}, file INTEGER)")
        return
    local = [
        str(silver.get(f"{PI_EVENT.folder}/{path}", limits.scratch / f"{index}.standing")) for index, path in enumerate(paths)
    ]  # fmt: skip
    con.execute(
        f"""CREATE TEMP VIEW silver_row AS SELECT {", ".join(_SILVER_COLUMNS)}, arrival_of(src__) AS file
        FROM read_parquet({listed(local)}, filename = 'src__', hive_partitioning = false)"""
    )


def _find_touched(con: duckdb.DuckDBPyConnection, buckets: list[int], count: int) -> None:
    """Make touched, moments of silver, of this task's tags, that an object told which is judged again, or that lie in a span."""
    if not has_rows(con, "object WHERE replay IS NOT NULL") and not has_rows(con, "span"):
        con.execute("CREATE TEMP TABLE touched (view_no INTEGER, tag_id VARCHAR, event_ticks BIGINT)")
        return
    con.execute(
        f"""CREATE TEMP TABLE touched AS
        WITH own AS (
            SELECT * FROM silver_row WHERE withdrawn IS NULL AND list_contains({buckets}, bucket_of(tag_id, {count})))
        SELECT view_no, tag_id, event_ticks
        FROM own JOIN object ON object_key::VARCHAR = source_object AND object_version::VARCHAR = source_version
        WHERE replay IS NOT NULL
        UNION
        SELECT view_no, tag_id, event_ticks
        FROM own JOIN span ON asset_key = asset_key_of(tag_id) AND event_ticks BETWEEN first_ticks AND last_ticks
        JOIN object ON object.arrival = span.arrival AND object.feeder::VARCHAR = own.feeder AND object.view::VARCHAR = own.view"""
    )


def _load_incoming(con: duckdb.DuckDBPyConnection, parts: list[str], renames: Mapping[str, str]) -> None:
    """What repeats is a number with a dictionary from here on: compared, sorted and written without touching its text."""
    load(con, "renamed", "told VARCHAR, kept VARCHAR", renames.items())
    source = f"read_parquet({listed(parts)}, hive_partitioning = false)" if parts else _NO_PART
    if renames:
        columns = "* REPLACE (coalesce(kept, tag_id) AS tag_id)"
        source = f"(SELECT {columns} FROM {source} LEFT JOIN renamed ON told = tag_id)"
    for name, column in _WORDS.items():
        more = "UNION SELECT tag_id FROM touched" if name == "tag_name" else ""
        con.execute(
            f"CREATE TYPE {name} AS ENUM (SELECT {column} FROM {source} WHERE {column} IS NOT NULL {more} GROUP BY ALL ORDER BY 1)"
        )
    con.execute(f"CREATE TEMP TABLE incoming AS SELECT {_INCOMING} FROM {source} JOIN object USING (arrival)")


def _load_standing(con: duckdb.DuckDBPyConnection) -> None:
    """Make standing and withdrawn: silver's rows of the moments that came in and of those that are judged again, each of its own view."""
    con.execute(
        """CREATE TEMP TABLE told_before AS
        WITH met AS (
            SELECT view_no, tag_id, event_ticks FROM incoming UNION SELECT view_no, tag_id::tag_name, event_ticks FROM touched),
        seen AS (SELECT DISTINCT feeder::VARCHAR AS feeder, view::VARCHAR AS view, view_no FROM object)
        SELECT told.* FROM (
            SELECT view_no, silver_row.* EXCLUDE (feeder, view) REPLACE (TRY_CAST(tag_id AS tag_name) AS tag_id)
            FROM silver_row JOIN seen USING (feeder, view)
            WHERE event_ticks BETWEEN (SELECT min(event_ticks) FROM met) AND (SELECT max(event_ticks) FROM met)) AS told
        SEMI JOIN met USING (view_no, tag_id, event_ticks)"""
    )
    con.execute("CREATE TEMP TABLE standing AS SELECT * EXCLUDE (withdrawn) FROM told_before WHERE withdrawn IS NULL")
    con.execute(
        """CREATE TEMP TABLE withdrawn AS
        SELECT * EXCLUDE (withdrawn), withdrawn AS why, false AS is_new FROM told_before WHERE withdrawn IS NOT NULL"""
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


def _amended(
    con: duckdb.DuckDBPyConnection, exchange: Objects, common: Common, limits: Limits, number: int
) -> dict[str, Any] | None:
    """The rows of silver's that change, as a file of the exchange, and the places of their files in the task's list."""
    files = con.execute(
        """SELECT DISTINCT file FROM amended
        JOIN told_before USING (tag_id, event_ticks, source_object, source_version, source_row, revision)"""
    ).fetchall()
    if not files:
        return None
    local, name = limits.scratch / "amended.parquet", f"{common.exchange}/amended-{number}-{uuid.uuid4().hex}.parquet"
    con.execute(f"COPY (SELECT * REPLACE (tag_id::VARCHAR AS tag_id) FROM amended) TO '{local}' (FORMAT parquet)")
    exchange.put(local, name)
    return {"name": name, "files": sorted(file for (file,) in files)}


def _quality(con: duckdb.DuckDBPyConnection, exchange: Objects, common: Common, limits: Limits, number: int) -> str:
    """The file of the exchange that has the rows of tag_quality."""
    local, name = limits.scratch / "quality.parquet", f"{common.exchange}/quality-{number}-{uuid.uuid4().hex}.parquet"
    con.execute(f"COPY tag_quality TO '{local}' (FORMAT parquet)")
    exchange.put(local, name)
    return name
