"""What the quarantine and the ledger said of object versions that a run has judged again: their files are written anew."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from replica.engine.connect import has_rows, listed, literal
from replica.silver.commit import Silver
from replica.tables.data_file import DataFile, write_file
from replica.tables.silver import LEDGER, QUARANTINE, SilverTable

Rewritten = tuple[list[DataFile], list[DataFile]]
"""Files to put in, and those to take out in their place."""


def resolve(
    con: duckdb.DuckDBPyConnection, silver: Silver, scratch: Path, run_id: str, lost: Sequence[DataFile]
) -> Rewritten:
    """Mark what was lost of judged_again; what is lost again for the same reason, by the files `lost`, is kept once.

    Reads judged_again(arrival, source_object, source_version).
    """
    if not has_rows(con, "judged_again"):
        return [], []
    local = [
        str(silver.objects.get(f"{QUARANTINE.folder}/{file.path}", scratch / f"lost-{index}.parquet")) for index, file in enumerate(lost)
    ]  # fmt: skip
    source = (
        f"read_parquet({listed(local)}, hive_partitioning = false)" if local else "(FROM quarantine_row WHERE false)"
    )
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE lost_again AS SELECT DISTINCT source_object, source_version, source_row, attribute, reason
        FROM {source} SEMI JOIN judged_again USING (source_object, source_version)"""
    )
    query = f"""SELECT told.* REPLACE (
            CASE WHEN again.source_object IS NULL THEN told.resolved_by ELSE coalesce(told.resolved_by, {literal(run_id)}) END
            AS resolved_by)
        FROM told
        LEFT JOIN (SELECT DISTINCT source_object, source_version FROM judged_again) AS again USING (source_object, source_version)
        WHERE told.resolved_by IS NOT NULL OR NOT EXISTS (
            FROM lost_again AS here WHERE here.source_object = told.source_object AND here.source_version = told.source_version
            AND here.source_row IS NOT DISTINCT FROM told.source_row AND here.attribute IS NOT DISTINCT FROM told.attribute
            AND here.reason = told.reason)"""
    met = "SEMI JOIN judged_again USING (source_object, source_version) WHERE resolved_by IS NULL"
    return _rewrite(con, silver, QUARANTINE, scratch, run_id, met, query)


def rewrite_ledger(con: duckdb.DuckDBPyConnection, silver: Silver, scratch: Path, run_id: str) -> Rewritten:
    """The ledger without the rows of judged_again, whose accounts are made anew."""
    condition = "JOIN judged_again ON source_object = object_key AND source_version = object_version"
    return _rewrite(con, silver, LEDGER, scratch, run_id, f"SEMI {condition}", f"FROM told ANTI {condition}")


def _rewrite(
    con: duckdb.DuckDBPyConnection, silver: Silver, table: SilverTable, scratch: Path, run_id: str, met: str, query: str
) -> Rewritten:
    """Write the files that hold a row of `met` anew, as `query` says of the view told."""
    opened = silver.open[table.name]
    if opened is None or not has_rows(con, "judged_again"):
        return [], []
    adds: list[DataFile] = []
    removes: list[DataFile] = []
    for file in opened.files():
        local = silver.objects.get(f"{table.folder}/{file.path}", scratch / f"{table.name}.rewritten.parquet")
        con.execute(
            f"CREATE OR REPLACE TEMP VIEW told AS FROM read_parquet({listed([str(local)])}, hive_partitioning = false)"
        )
        if has_rows(con, f"told {met}"):
            removes.append(file)
            written = write_file(
                con, table.select(f"({query})"), silver.objects, table.folder, scratch, run_id=run_id, bounds=table.kinds,
            )  # fmt: skip
            adds += [] if written is None else [written]
        con.execute("DROP VIEW told")
        local.unlink()
    return adds, removes
