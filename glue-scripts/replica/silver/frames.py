"""The table of event frames: what a run read against what it has, and its files anew where a frame that came in is in them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import duckdb

from replica.engine.connect import listed, rule
from replica.silver.account import Entries
from replica.silver.commit import Silver
from replica.store.objects import Objects
from replica.tables.data_file import DataFile, write_file
from replica.tables.silver import PI_EVENT_FRAME

_JUDGED = (
    "source_row", "frame_id", "frame_raw", "name", "template", "asset", "start_ticks", "end_ticks", "quality", "reason", "numbers", "texts",
    "units", "reasons", "attributes_raw", "start_raw", "end_raw",
)  # fmt: skip
"""Columns that reading alone can tell."""
_ORDER = "frame_id, site, feeder, view, revision"


def revise_frames(
    con: duckdb.DuckDBPyConnection, silver: Silver, exchange: Objects, told: Sequence[str], entries: Mapping[int, Entries],
    scratch: Path, run_id: str, *, is_again: bool,
) -> tuple[list[DataFile], list[DataFile]]:  # fmt: skip
    """Files to put in, and those to take out in their place; enters what became of the frames that the files `told` of the exchange hold.

    `is_again` where objects are among them that a run has read before.
    """
    if not told and not is_again:
        return [], []
    _load_incoming(con, exchange, told, scratch)
    ids = [row[0] for row in con.execute("SELECT DISTINCT frame_id FROM frame_incoming ORDER BY 1").fetchall()]
    files = [each for each in _files(silver) if is_again or _may_hold(each, ids)]
    _load_standing(con, silver, files, scratch)
    con.execute(rule("frame_revise"))
    for arrival, fate, reason, count in con.execute("FROM frame_fate").fetchall():
        entries[arrival].add_settled(fate, reason, count)
    touched = con.execute(
        "SELECT DISTINCT file FROM frame_before SEMI JOIN frame_touched USING (site, feeder, view, frame_id) ORDER BY ALL"
    ).fetchall()
    return [*_written(con, silver, [file for (file,) in touched], scratch, run_id)], [
        files[file] for (file,) in touched
    ]


def _load_incoming(con: duckdb.DuckDBPyConnection, exchange: Objects, told: Sequence[str], scratch: Path) -> None:
    columns = ", ".join(f"{name} {PI_EVENT_FRAME.columns[name]}" for name in _JUDGED)
    con.execute(f"CREATE OR REPLACE TEMP TABLE frame_incoming (arrival INTEGER, {columns})")
    for name in told:
        local = exchange.get(name, scratch / "frames.told.parquet")
        con.execute(
            f"INSERT INTO frame_incoming BY NAME FROM read_parquet({listed([str(local)])}, hive_partitioning = false)"
        )
        local.unlink()


def _files(silver: Silver) -> list[DataFile]:
    opened = silver.open[PI_EVENT_FRAME.name]
    return [] if opened is None else opened.files()


def _may_hold(file: DataFile, ids: list[str]) -> bool:
    """Whether one of `ids`, which are sorted, lies within the file's bounds."""
    place = bisect_left(ids, file.low["frame_id"])
    return place < len(ids) and ids[place] <= file.high["frame_id"]


def _load_standing(con: duckdb.DuckDBPyConnection, silver: Silver, files: Sequence[DataFile], scratch: Path) -> None:
    """Make frame_standing, the rows of these files, each with its file's place among them."""
    columns = ", ".join(f"{name} {kind}" for name, kind in PI_EVENT_FRAME.columns.items())
    con.execute(f"CREATE OR REPLACE TEMP TABLE frame_standing (file INTEGER, {columns})")
    for place, file in enumerate(files):
        local = silver.objects.get(f"{PI_EVENT_FRAME.folder}/{file.path}", scratch / "frames.standing.parquet")
        source = f"read_parquet({listed([str(local)])}, hive_partitioning = false)"
        con.execute(f"INSERT INTO frame_standing BY NAME SELECT {place} AS file, * FROM {source}")
        local.unlink()


def _written(
    con: duckdb.DuckDBPyConnection, silver: Silver, touched: Sequence[int], scratch: Path, run_id: str
) -> Iterator[DataFile]:
    """The frames that are touched as one file, and what is left of each file that held one."""
    left = "(FROM frame_before ANTI JOIN frame_touched USING (site, feeder, view, frame_id))"
    for source, where in [("frame_every", "true"), *((left, f"file = {file}") for file in touched)]:
        query = PI_EVENT_FRAME.select(source, where, _ORDER)
        file = write_file(
            con, query, silver.objects, PI_EVENT_FRAME.folder, scratch, run_id=run_id, bounds=PI_EVENT_FRAME.kinds
        )  # fmt: skip
        if file is not None:
            yield file
