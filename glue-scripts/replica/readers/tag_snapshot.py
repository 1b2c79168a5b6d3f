"""The sender's tag list: a row a tag, and all tags in every file."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb

from contract import REASON, columns_of
from replica.readers.parquet_columns import as_wanted, named_shapes
from replica.readers.reader import Fault, Fetched, Opened
from replica.settings import View

_WANTED = {
    "asset": "text", "attribute": "text", "point": "text", "server": "text", "type": "text", "step": "flag", "unit": "text", "zero": "real",
    "span": "real", "exc_dev": "real", "exc_max_s": "real", "comp_dev": "real", "comp_max_s": "real", "future": "flag",
    "digital_set": "text", "snapshot_time": "time",
}  # fmt: skip
_NAMES = ("asset", "attribute", "snapshot_time")


def open_objects(con: duckdb.DuckDBPyConnection, view: View, objects: list[Fetched]) -> Iterator[Opened | Fault]:
    """Rows of tag lists: arrival, source_row, and the columns of the contract's tag_snapshot."""
    for shape in named_shapes(con, objects, columns_of("tag_snapshot"), _NAMES):
        if isinstance(shape, Fault):
            yield shape
            continue
        columns, faults = as_wanted(shape.types, _WANTED)
        if faults:
            yield from (Fault(arrival, REASON.F_UNREADABLE, "; ".join(faults)) for arrival in shape.files)
            continue
        chosen = ", ".join(f"{sql} AS {name}" for name, sql in columns.items())
        yield Opened(
            f"SELECT arrival_of(src__) AS arrival, file_row_number + 1 AS source_row, {chosen} FROM {shape.source}",
            shape.rows,
        )
