"""Data files of a table of silver, of a few rows each."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb
from deltalake import DeltaTable
from replica.engine.connect import connect, listed
from replica.engine.limits import Limits
from replica.store.places import objects_at
from replica.tables.data_file import DataFile, write_file
from replica.tables.schema import duckdb_columns
from replica.tables.silver import PI_EVENT, SilverTable
from replica.tables.table import Table

DAY = "2026-01-01"


class FewRows:
    """Writes files of rows that are given as columns by name; what is not given is null."""

    def __init__(self, root: Path) -> None:
        self.layer = (root / "silver").as_uri()
        self.silver = objects_at(self.layer)
        self.scratch = root / "few"
        self.scratch.mkdir()
        self.con = connect(Limits(300_000_000, 1, self.scratch))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.con.close()

    @property
    def events(self) -> Table:
        return PI_EVENT.at(self.layer)

    def event_file(self, *ticks: int, tag: str = "a", day: str = DAY, run_id: str = "r", revision: int = 0) -> DataFile:
        """Readings of one tag on one day, their ticks as values."""
        rows = [{"tag_id": tag, "event_ticks": each, "value": float(each), "revision": revision} for each in ticks]
        return self.file(PI_EVENT, rows, {"site": "east", "event_date": day}, run_id)

    def file(
        self, table: SilverTable, rows: list[dict[str, Any]], partition: dict[str, str] | None = None, run_id: str = "r"
    ) -> DataFile:
        kinds = duckdb_columns(table.name)
        columns = ", ".join(f'"{name}" {kind}' for name, kind in kinds.items())
        self.con.execute(f"CREATE OR REPLACE TEMP TABLE given ({columns})")
        for row in rows:
            names = ", ".join(f'"{name}"' for name in row)
            marks = ", ".join(f"?::{kinds[name]}" for name in row)
            self.con.execute(f"INSERT INTO given ({names}) VALUES ({marks})", list(row.values()))
        written = write_file(
            self.con, table.select("given"), self.silver, table.folder, self.scratch, run_id=run_id,
            partition=partition, bounds=table.kinds,
        )  # fmt: skip
        assert written is not None
        return written

    def ticks(self, version: int | None = None) -> list[int]:
        """Of all readings of a version of the table."""
        files = DeltaTable(self.events.uri, version=version).file_uris()
        source = f"read_parquet({listed(files)}, hive_partitioning = false)"
        return (
            [row[0] for row in duckdb.execute(f"SELECT event_ticks FROM {source} ORDER BY 1").fetchall()]
            if files
            else []
        )
