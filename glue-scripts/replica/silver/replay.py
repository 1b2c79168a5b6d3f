"""Object versions that are judged again: those that somebody asks for, and those whose tag has come since."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import UTC
from pathlib import Path

import duckdb

from contract import REASON, STREAM_VERSION, reasons
from replica.engine.connect import has_rows, listed, literal
from replica.plan.landed import Landed
from replica.rules.references import load
from replica.settings import Place
from replica.silver.commit import Silver
from replica.silver.phases import ReadPhase
from replica.silver.stranded import OUTCOME as STRANDED
from replica.tables.data_file import DataFile
from replica.tables.silver import LEDGER, PI_EVENT, PI_EVENT_FRAME, QUARANTINE, SilverTable


class RequestError(ValueError):
    """What is asked for cannot be judged again; the message has what was got and what was wanted."""


@dataclass(frozen=True)
class Request:
    """What is to be judged again: all that meets what is not null. With a reason only the readings that have it, else all."""

    reason: str | None = None
    site: str | None = None
    view: str | None = None
    object: str | None = None

    @classmethod
    def parse(cls, text: str) -> Request:
        """From JSON. Raises RequestError where nothing, or no such thing, is named."""
        told = json.loads(text)
        names = [each.name for each in fields(cls)]
        if not isinstance(told, dict) or not told or not told.keys() <= set(names):
            raise RequestError(f"replay: got {text}, wanted a JSON object with some of {', '.join(names)}")
        if told.get("reason") is not None and told["reason"] not in reasons():
            raise RequestError(f"replay: got the reason {told['reason']}, wanted one of {', '.join(reasons())}")
        return cls(**told)


_AS_IT_WAS = "none"
"""In a reason's place: no reading has it."""


@dataclass(frozen=True)
class Again:
    """An object version to be judged again, `replay` as a task is told it, and the rows that its manifest said."""

    landed: Landed
    replay: str
    manifest_rows: int | None


def requested(con: duckdb.DuckDBPyConnection, silver: Silver, request: Request, scratch: Path) -> list[Again]:
    """The object versions that hold what is asked for."""
    view_of(con, silver, LEDGER, scratch)
    if request.reason is not None:
        view_of(con, silver, QUARANTINE, scratch)
        view_of(con, silver, PI_EVENT, scratch, site=request.site)
        view_of(con, silver, PI_EVENT_FRAME, scratch)
        con.execute(
            """CREATE OR REPLACE TEMP TABLE wanted AS
            SELECT source_object, source_version FROM quarantine_row WHERE resolved_by IS NULL AND reason = $1
            UNION SELECT source_object, source_version FROM pi_event_row WHERE withdrawn IS NULL AND reason = $1
            UNION SELECT source_object, source_version FROM pi_event_frame_row
                WHERE withdrawn IS NULL AND list_contains(map_values(reasons), $1)""",
            [request.reason],
        )
    else:
        con.execute(
            "CREATE OR REPLACE TEMP TABLE wanted AS SELECT object_key AS source_object, object_version AS source_version FROM ledger_row"
        )
    told = [(name, value) for name, value in asdict(request).items() if value is not None and name != "reason"]
    names = {"object": "object_key"}
    where = "".join(f" AND {names.get(name, name)} = ${number}" for number, (name, _) in enumerate(told, start=1))
    return _again(con, where, [value for _, value in told], request.reason or "")


def waiting_for_tags(con: duckdb.DuckDBPyConnection, silver: Silver, scratch: Path) -> list[Again]:
    """Object versions with readings that no tag was known for, and that name one of the tags that this run brings.

    Reads tag_every, tag_standing and tag_version.
    """
    con.execute(
        """CREATE OR REPLACE TEMP TABLE tag_come AS SELECT * FROM tag_version SEMI JOIN (
            SELECT tag_id FROM tag_every WHERE fate = 'new') USING (tag_id)"""
    )
    if not has_rows(con, "tag_come"):
        return []
    view_of(con, silver, QUARANTINE, scratch)
    con.execute(
        """CREATE OR REPLACE TEMP TABLE unknown AS
        SELECT DISTINCT source_object, source_version, site, name_key(coalesce(asset, '')) AS asset_key,
            name_key(coalesce(attribute, '')) AS attribute_key, name_key(TRY_CAST(raw AS JSON) ->> 'point') AS point_key
        FROM quarantine_row WHERE resolved_by IS NULL AND reason = 'TAG_UNKNOWN' AND view <> '_tags'"""
    )
    con.execute(
        """CREATE OR REPLACE TEMP TABLE wanted AS
        SELECT source_object, source_version FROM unknown SEMI JOIN tag_come USING (site, asset_key, attribute_key)
        UNION
        SELECT source_object, source_version FROM unknown JOIN tag_come USING (site)
        WHERE unknown.asset_key = '' AND unknown.attribute_key = '' AND unknown.point_key IN (tag_come.point_key, path_key)
        UNION
        SELECT source_object, source_version FROM unknown JOIN tag_come USING (site)
        WHERE path_key = unknown.asset_key || '\\' || unknown.attribute_key"""
    )
    if not has_rows(con, "wanted"):
        return []
    view_of(con, silver, LEDGER, scratch)
    return _again(con, "", [], REASON.TAG_UNKNOWN)


def told_later(
    con: duckdb.DuckDBPyConnection,
    silver: Silver,
    first: Mapping[Place, Landed],
    restating: Collection[Place],
    scratch: Path,
) -> list[Again]:
    """Object versions of these places that landed after the object of each and of which silver has not all that they said.

    Their repeats may be repeats no more, since what is read may stand between them and what they repeated; those of `restating` places
    may tell no more of what is read. They are read again for what they name, and judged as they were.
    """
    if not first:
        return []
    since = literal(min(one.landed_at for one in first.values()).isoformat())
    view_of(con, silver, LEDGER, scratch, where=f'"max.landed_at" >= {since}::TIMESTAMPTZ')
    rows = [(*place, one.landed_us, one.ordinal, place in restating) for place, one in first.items()]
    load(
        con,
        "late",
        "site VARCHAR, feeder VARCHAR, view VARCHAR, late_us BIGINT, late_ordinal BIGINT, restates BOOLEAN",
        rows,
    )
    con.execute(
        """CREATE OR REPLACE TEMP TABLE wanted AS
        SELECT object_key AS source_object, object_version AS source_version
        FROM ledger_row JOIN late USING (site, feeder, view)
        WHERE (epoch_us(landed_at), ordinal) >= (late_us, late_ordinal) AND (restates OR exact_duplicates > 0)"""
    )
    return _again(con, "", [], _AS_IT_WAS)


def find_touched(
    con: duckdb.DuckDBPyConnection,
    silver: Silver,
    again: Iterable[Landed],
    buckets: int,
    read: ReadPhase,
    scratch: Path,
) -> None:
    """Add the days and buckets of what silver has of these object versions, and in the spans of `read`, to what came of reading."""
    versions = [(each.key, each.version, each.place[0]) for each in again if each.place is not None]
    load(con, "again", "source_object VARCHAR, source_version VARCHAR, site VARCHAR", versions)
    spans = con.execute(
        """SELECT site, asset_key, day_of(min(first_ticks))::VARCHAR, day_of(max(last_ticks))::VARCHAR
        FROM span JOIN object USING (arrival) GROUP BY ALL"""
    ).fetchall()
    everywhere = {site for _, _, site in versions}
    for site in sorted(everywhere | {site for site, *_ in spans}):
        days = [(first, last) for of, _, first, last in spans if of == site]
        for file in _files(silver, PI_EVENT, site):
            day = file.partition["event_date"]
            if site not in everywhere and not any(first <= day <= last for first, last in days):
                continue
            local = silver.objects.get(f"{PI_EVENT.folder}/{file.path}", scratch / "touched.parquet")
            rows = con.execute(
                f"""SELECT bucket_of(tag_id, {buckets})::VARCHAR, count(*)
                FROM read_parquet({listed([str(local)])}, hive_partitioning = false) AS row
                WHERE withdrawn IS NULL AND ((source_object, source_version) IN (SELECT (source_object, source_version) FROM again)
                    OR EXISTS (FROM span WHERE asset_key = asset_key_of(tag_id)
                        AND event_ticks BETWEEN first_ticks AND last_ticks))
                GROUP BY ALL"""
            ).fetchall()
            local.unlink()
            for bucket, cells in rows:
                read.days.setdefault(site, set()).add(day)
                read.cells[bucket] = read.cells.get(bucket, 0) + cells


def lost_before(con: duckdb.DuckDBPyConnection, silver: Silver, again: Mapping[int, Landed], scratch: Path) -> None:
    """Make lost_before(arrival, source_row, reason): what is in quarantine of object versions that are judged again, by arrival."""
    rows = [(arrival, each.key, each.version) for arrival, each in again.items()]
    load(con, "judged_again", "arrival INTEGER, source_object VARCHAR, source_version VARCHAR", rows)
    view_of(con, silver if rows else None, QUARANTINE, scratch)
    con.execute(
        """CREATE OR REPLACE TEMP TABLE lost_before AS
        SELECT arrival, source_row, attribute, reason FROM quarantine_row JOIN judged_again USING (source_object, source_version)
        WHERE resolved_by IS NULL"""
    )


def view_of(
    con: duckdb.DuckDBPyConnection,
    silver: Silver | None,
    table: SilverTable,
    scratch: Path,
    *,
    site: str | None = None,
    where: str = "true",
) -> None:
    """Make the view <table>_row over a table's files, of one site where one is named, empty where there are none."""
    files = [] if silver is None else _files(silver, table, site, where)
    local = [
        str(silver.objects.get(f"{table.folder}/{file.path}", scratch / f"{table.name}-{index}.row.parquet"))
        for index, file in enumerate(files)
        if silver is not None
    ]
    if local:
        source = f"read_parquet({listed(local)}, hive_partitioning = false)"
    else:
        columns = ", ".join(f"NULL::{kind} AS {name}" for name, kind in table.columns.items())
        source = f"(SELECT {columns} WHERE false)"
    con.execute(f"CREATE OR REPLACE TEMP VIEW {table.name}_row AS FROM {source}")


def _files(silver: Silver, table: SilverTable, site: str | None, where: str = "true") -> list[DataFile]:
    opened = silver.open[table.name]
    files = [] if opened is None else opened.files(where)
    return [file for file in files if site is None or file.partition.get("site") == site]


def _again(con: duckdb.DuckDBPyConnection, where: str, values: list[str], replay: str) -> list[Again]:
    rows = con.execute(
        f"""SELECT landed_at, ordinal, object_key, object_version, etag, bytes, site, feeder, view, manifest_rows
        FROM ledger_row SEMI JOIN wanted ON source_object = object_key AND source_version = object_version
        WHERE outcome IN ('read', 'unreadable') AND object_version <> '{STRANDED}'{where} ORDER BY ALL""",
        values,
    ).fetchall()
    return [
        Again(
            Landed(
                landed_at.astimezone(UTC), ordinal, key, version, etag, size, _copy(key, version), place=(site, feeder, view)
            ),
            replay,
            manifest_rows,
        )
        for landed_at, ordinal, key, version, etag, size, site, feeder, view, manifest_rows in rows
    ]  # fmt: skip


def _copy(key: str, version: str) -> str:
    return key if version == STREAM_VERSION else f"{key}.{version}"
