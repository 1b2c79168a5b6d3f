"""Reads Delta tables as somebody would who knows nothing of ours; told on standard output as JSON.

A process of its own: some of these libraries leave threads that end an interpreter badly.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

Filter = tuple[str, str, Any]
"""Column, operator and value."""


def with_pandas(uri: str, wanted: Filter | None) -> list[dict[str, Any]]:
    import pandas as pd
    from deltalake import DeltaTable

    frame = DeltaTable(uri).to_pandas(filters=[wanted] if wanted else None, types_mapper=pd.ArrowDtype)
    return list(frame.to_dict("records"))


def with_pyarrow(uri: str, wanted: Filter | None) -> list[dict[str, Any]]:
    from deltalake import DeltaTable

    return list(DeltaTable(uri).to_pyarrow_table(filters=[wanted] if wanted else None).to_pylist())


def with_polars(uri: str, wanted: Filter | None) -> list[dict[str, Any]]:
    import polars as pl

    every = pl.scan_delta(uri)
    if wanted is None:
        return list(every.collect().to_dicts())
    column, operator, value = wanted
    test = {"=": pl.col(column) == value, ">=": pl.col(column) >= value, "<": pl.col(column) < value}[operator]
    return list(every.filter(test).collect().to_dicts())


def with_duckdb(uri: str, wanted: Filter | None) -> list[dict[str, Any]]:
    """Of the files that the log names; DuckDB's own extension is not at hand offline."""
    import duckdb
    from deltalake import DeltaTable

    delta = DeltaTable(uri)
    kept = {"event_date": "DATE", "is_current": "BOOLEAN"}
    types = ", ".join(f"'{name}': {kept.get(name, 'VARCHAR')}" for name in delta.metadata().partition_columns)
    kinds = f"hive_types = {{{types}}}" if types else "hive_partitioning = false"
    where, values = (f'WHERE "{wanted[0]}" {wanted[1]} $2', [wanted[2]]) if wanted else ("", [])
    with duckdb.connect() as con:
        con.execute("SET TimeZone = 'UTC'")
        found = con.execute(f"FROM read_parquet($1, {kinds}) {where}", [delta.file_uris(), *values])
        names = [each[0] for each in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def with_delta_rs(uri: str, wanted: Filter | None) -> list[dict[str, Any]]:
    """By its own SQL, which skips files by their statistics."""
    import pyarrow as pa
    from deltalake import DeltaTable, QueryBuilder

    where = ""
    if wanted:
        value = wanted[2]
        words = (
            f"'{value}'"
            if isinstance(value, str)
            else f"TIMESTAMP '{value.isoformat()}'"
            if isinstance(value, datetime)
            else str(value)
        )
        where = f"WHERE {wanted[0]} {wanted[1]} {words}"
    answer = QueryBuilder().register("t", DeltaTable(uri)).execute(f"SELECT * FROM t {where}")
    return list(pa.table(answer).to_pylist())


READERS: dict[str, Callable[[str, Filter | None], list[dict[str, Any]]]] = {
    "pandas": with_pandas, "pyarrow": with_pyarrow, "polars": with_polars, "duckdb": with_duckdb, "delta-rs": with_delta_rs,
}  # fmt: skip


def plain(value: Any) -> Any:
    """As JSON has it, whatever the library's words for it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return sorted([key, plain(each)] for key, each in value.items())
    if isinstance(value, list | tuple) or type(value).__name__ == "ndarray":
        pairs = [[each["key"], each["value"]] if isinstance(each, dict) else plain(each) for each in value]
        return sorted(pairs) if pairs and isinstance(pairs[0], list) else pairs
    if value is None or type(value).__name__ == "NAType" or value != value:
        return None
    return value.item() if hasattr(value, "item") else value


def main(reader: str, questions: str) -> None:
    answers = []
    for uri, column, operator, value, is_time in json.loads(questions):
        wanted = (column, operator, datetime.fromisoformat(value) if is_time else value) if column else None
        rows = [{name: plain(value) for name, value in row.items()} for row in READERS[reader](uri, wanted)]
        answers.append(sorted(rows, key=lambda row: json.dumps(row, sort_keys=True)))
    print(json.dumps(answers), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
    sys.stdout.flush()
    os._exit(0)
