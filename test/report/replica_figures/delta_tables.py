"""Writes Delta tables as the jobs do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from contract import columns_of

TYPES: dict[str, Any] = {
    "string": pl.String(),
    "bigint": pl.Int64(),
    "int": pl.Int32(),
    "double": pl.Float64(),
    "boolean": pl.Boolean(),
    "date": pl.Date(),
    "timestamp": pl.Datetime("us", "UTC"),
    "array<string>": pl.List(pl.String()),
    "map<string,bigint>": pl.Map(pl.String(), pl.Int64()),
}


def write_table(
    path: Path, name: str, rows: Sequence[Mapping[str, object]], partition_by: list[str] | None = None
) -> None:
    """A new table with the columns of the contract's table `name`; those that a row does not name are null."""
    frame = pl.DataFrame(rows, schema={column: TYPES[kind] for column, kind in columns_of(name).items()})
    frame.write_delta(path, delta_write_options={"partition_by": partition_by})


def gold_frame(asset: str, times: list[datetime], columns: Mapping[str, list[float | None]]) -> pl.DataFrame:
    """A wide gold table: a column an attribute, and its share of good time, 0 where there is no value."""
    shares = {
        f"{name}__pct_good": [0.0 if value is None else 100.0 for value in column] for name, column in columns.items()
    }
    frame = pl.DataFrame({"asset": [asset] * len(times), "time": times, **columns, **shares})
    return frame.with_columns(pl.col("time").cast(pl.Datetime("us", "UTC")))
