"""Rows of silver that a later report has outdated, or that are no report any more: only the files that hold one are written anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from replica.engine.connect import listed
from replica.store.objects import Objects
from replica.tables.data_file import DataFile, write_file
from replica.tables.silver import PI_EVENT


def rewrite_amended(
    con: duckdb.DuckDBPyConnection, silver: Objects, exchange: Objects, amended: Sequence[tuple[str, list[str]]],
    standing: Mapping[str, DataFile], scratch: Path, run_id: str,
) -> tuple[list[DataFile], list[DataFile]]:  # fmt: skip
    """Files to put in, and those to take out in their place."""
    if not amended:
        return [], []
    told = [str(exchange.get(name, scratch / f"amended-{index}.parquet")) for index, (name, _) in enumerate(amended)]
    con.execute(f"CREATE OR REPLACE TEMP TABLE amended AS FROM read_parquet({listed(told)}, hive_partitioning = false)")
    removes = [standing[path] for path in sorted({path for _, paths in amended for path in paths})]
    adds = []
    for index, file in enumerate(removes):
        local = silver.get(f"{PI_EVENT.folder}/{file.path}", scratch / f"revised-{index}.parquet")
        source = f"""(SELECT e.* REPLACE (
                coalesce(o.is_current, e.is_current) AS is_current, coalesce(o.withdrawn, e.withdrawn) AS withdrawn)
            FROM read_parquet({listed([str(local)])}, hive_partitioning = false) AS e
            LEFT JOIN amended AS o USING (tag_id, event_ticks, source_object, source_version, source_row, revision))"""
        written = write_file(
            con, PI_EVENT.select(source, order="tag_id, event_ticks, revision, seq"), silver, PI_EVENT.folder, scratch,
            run_id=run_id, partition=file.partition, bounds=PI_EVENT.kinds,
        )  # fmt: skip
        if written is not None:
            adds.append(written)
        local.unlink()
    return adds, removes
