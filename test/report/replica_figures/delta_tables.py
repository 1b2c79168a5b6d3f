"""Writes Delta tables as the jobs do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import pyarrow as pa
from deltalake import write_deltalake

from contract import columns_of

TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "bigint": pa.int64(),
    "int": pa.int32(),
    "double": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us", "UTC"),
    "array<string>": pa.list_(pa.string()),
    "map<string,bigint>": pa.map_(pa.string(), pa.int64()),
}


def write_table(
    path: Path, name: str, rows: Sequence[Mapping[str, object]], partition_by: list[str] | None = None
) -> None:
    """A new table with the columns of the contract's table `name`; those that a row does not name are null."""
    schema = pa.schema({column: TYPES[kind] for column, kind in columns_of(name).items()})
    told = [
        {key: list(value.items()) if isinstance(value, dict) else value for key, value in row.items()} for row in rows
    ]
    write_deltalake(path, pa.Table.from_pylist(told, schema), partition_by=partition_by)


def write_gold(path: Path, asset: str, times: list[datetime], columns: Mapping[str, list[float | None]]) -> None:
    """A wide gold table: a column an attribute, and its share of good time, 0 where there is no value."""
    shares = {
        f"{name}__pct_good": [0.0 if value is None else 100.0 for value in column] for name, column in columns.items()
    }
    moments = pa.array(times, TYPES["timestamp"])
    write_deltalake(path, pa.table({"asset": [asset] * len(times), "time": moments, **columns, **shares}))
