"""Rows of silver that a later report has outdated: only the files that hold one are written anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from replica.engine.connect import listed
from replica.store.objects import Objects
from replica.tables.data_file import DataFile, write_file
from replica.tables.silver import PI_EVENT


def rewrite_outdated(
    con: duckdb.DuckDBPyConnection, silver: Objects, exchange: Objects, outdated: Sequence[tuple[str, list[str]]],
    standing: Mapping[str, DataFile], scratch: Path, run_id: str,
) -> tuple[list[DataFile], list[DataFile]]:  # fmt: skip
    """Files to put in, and those to take out in their place."""
    if not outdated:
        return [], []
    told = [str(exchange.get(name, scratch / f"outdated-{index}.parquet")) for index, (name, _) in enumerate(outdated)]
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE outdated AS FROM read_parquet({listed(told)}, hive_partitioning = false)"
    )
    removes = [standing[path] for path in sorted({path for _, paths in outdated for path in paths})]
    adds = []
    for index, file in enumerate(removes):
        local = silver.get(f"{PI_EVENT.folder}/{file.path}", scratch / f"revised-{index}.parquet")
        source = f"""(SELECT e.* REPLACE (e.is_current AND o.tag_id IS NULL AS is_current)
            FROM read_parquet({listed([str(local)])}, hive_partitioning = false) AS e
            LEFT JOIN outdated AS o USING (tag_id, event_ticks, source_object, source_version, source_row))"""
        written = write_file(
            con, PI_EVENT.select(source, order="tag_id, event_ticks, revision, seq"), silver, PI_EVENT.folder, scratch,
            run_id=run_id, partition=file.partition, bounds=PI_EVENT.kinds,
        )  # fmt: skip
        if written is not None:
            adds.append(written)
        local.unlink()
    return adds, removes
