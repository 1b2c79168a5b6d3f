"""The table of each tag's quality, run by run: the last row of every tag lies apart, so that a run reads and writes no older ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from replica.engine.connect import has_rows, listed
from replica.silver.commit import Silver
from replica.store.objects import Objects
from replica.tables.data_file import DataFile, write_file
from replica.tables.silver import TAG_QUALITY

_KEY = "site, feeder, view, tag_id"
_ORDER = "tag_id, feeder, view"


def load_known(con: duckdb.DuckDBPyConnection, silver: Silver, scratch: Path) -> None:
    """Make quality_standing, the last row of every tag, and what tasks have to know of tags: tag_known and tag_silence.

    Reads tag_version.
    """
    columns = ", ".join(f"{name} {kind}" for name, kind in TAG_QUALITY.columns.items())
    con.execute(f"CREATE OR REPLACE TEMP TABLE quality_standing ({columns})")
    local = [
        str(silver.objects.get(f"{TAG_QUALITY.folder}/{file.path}", scratch / f"quality-{index}.standing.parquet"))
        for index, file in enumerate(_standing(silver))
    ]
    if local:
        source = f"read_parquet({listed(local)}, hive_partitioning = false)"
        con.execute(f"INSERT INTO quality_standing BY NAME FROM {source}")
    con.execute(f"CREATE OR REPLACE TEMP TABLE tag_known AS SELECT {_KEY}, known_ticks FROM quality_standing")
    con.execute(
        """CREATE OR REPLACE TEMP TABLE tag_silence AS
        SELECT tag_id, feeder, view, from_ticks, to_ticks, stale_ticks FROM tag_version"""
    )


def write_quality(
    con: duckdb.DuckDBPyConnection, silver: Silver, exchange: Objects, told: Sequence[str], scratch: Path, run_id: str
) -> tuple[list[DataFile], list[DataFile]]:
    """Files to put in, and those to take out in their place; `told` are the tasks' files in the exchange. After load_known."""
    if not told:
        return [], []
    local = [exchange.get(name, scratch / f"quality-{index}.parquet") for index, name in enumerate(told)]
    source = f"read_parquet({listed([str(each) for each in local])}, hive_partitioning = false)"
    con.execute(f"CREATE OR REPLACE TEMP TABLE quality_new AS FROM {source}")
    for each in local:
        each.unlink()
    if not has_rows(con, "quality_new"):
        return [], []
    con.execute(
        f"""CREATE OR REPLACE TEMP VIEW quality_current AS
        FROM quality_new UNION ALL BY NAME FROM quality_standing ANTI JOIN quality_new USING ({_KEY})"""
    )
    con.execute(
        f"CREATE OR REPLACE TEMP VIEW quality_outdated AS FROM quality_standing SEMI JOIN quality_new USING ({_KEY})"
    )
    return [*_written(con, silver, scratch, run_id)], _standing(silver)


def _standing(silver: Silver) -> list[DataFile]:
    opened = silver.open[TAG_QUALITY.name]
    return [] if opened is None else [each for each in opened.files() if each.partition["is_current"] == "true"]


def _written(con: duckdb.DuckDBPyConnection, silver: Silver, scratch: Path, run_id: str) -> Iterator[DataFile]:
    for rows, is_current in (("quality_current", "true"), ("quality_outdated", "false")):
        file = write_file(
            con, TAG_QUALITY.select(rows, order=_ORDER), silver.objects, TAG_QUALITY.folder, scratch,
            run_id=run_id, partition={"is_current": is_current},
        )  # fmt: skip
        if file is not None:
            yield file
