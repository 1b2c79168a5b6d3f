"""Opens real files by a reader, and says what it makes of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from replica.engine.connect import connect
from replica.engine.limits import Limits
from replica.readers import reader_of
from replica.readers.reader import Fault, Fetched, Opened
from replica.settings import Column, View
from replica.silver.halve import read_by_halves

SHEET = {
    "delimiter": ",", "encoding": "UTF-8", "zone": "UTC", "timeFormat": "yyyy-MM-dd HH:mm:ss", "decimal": ".", "assetColumn": "Name",
    "timeColumn": "TimeStamp", "staleAfterSeconds": 900,
}  # fmt: skip
LONG, TAGS = View("reactor", "long-parquet"), View("_tags", "tag-snapshot")


def sheet_view(*names: str, **options: Any) -> View:
    """A wide view with a number column for each of `names`."""
    columns = tuple(Column(name, None, "Float64", False, None, None) for name in names or ("Flow", "Valve"))
    return View("process", "wide-csv", {**SHEET, **options}, columns)


@dataclass
class Reading:
    """What was read: rows of the columns asked for by object, cells by the reader's account, and faults as `reason: detail`."""

    scratch: Path
    rows: dict[int, list[tuple[Any, ...]]] = field(default_factory=dict)
    cells: dict[int, int] = field(default_factory=dict)
    faults: dict[int, str] = field(default_factory=dict)
    notes: dict[int, str] = field(default_factory=dict)

    def read(self, view: View, bodies: Iterable[bytes | pd.DataFrame | pa.Table], columns: str) -> Reading:
        """Objects numbered from 1, in one go."""
        objects = [self._fetched(number, body) for number, body in enumerate(bodies, start=1)]
        with connect(Limits(400_000_000, 2, self.scratch)) as con:
            for fault in read_by_halves(
                lambda some: reader_of(view)(con, view, some), objects, lambda opened: self._use(con, opened, columns)
            ):
                self.faults[fault.arrival] = f"{fault.reason}: {fault.detail}"
        return self

    def _use(self, con: duckdb.DuckDBPyConnection, opened: Opened | Fault, columns: str) -> None:
        assert isinstance(opened, Opened)
        con.execute(opened.prepare)
        found = con.execute(f"SELECT arrival, {columns} FROM ({opened.query}) ORDER BY arrival, source_row").fetchall()
        for arrival, cells in opened.cells.items():
            self.cells[arrival] = cells
            if opened.note is not None:
                self.notes[arrival] = opened.note
            self.rows[arrival] = [tuple(rest) for number, *rest in found if number == arrival]

    def _fetched(self, number: int, body: bytes | pd.DataFrame | pa.Table) -> Fetched:
        file = self.scratch / f"{number}.object"
        if isinstance(body, pd.DataFrame):
            body.to_parquet(file, index=False)
        elif isinstance(body, pa.Table):
            pq.write_table(body, file)
        else:
            file.write_bytes(body)
        return Fetched(number, file, f"object {number}")
