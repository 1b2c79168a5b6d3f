"""`python -m bench.check silver|gold|sent TABLE TABLE`: what one has otherwise than the other, as JSON: only equal work is compared.

A table is a Delta table, a folder of Parquet files or one such file. Numbers that differ by no more than rounding are equal.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import duckdb

from bench.delta import files_of


def silver(one: str, other: str) -> dict[str, Any]:
    """Rows of both that are current, and how many of them differ in value or quality, or are in one only."""
    database = _opened(one, other, "tag_id, event_ticks, value, quality", "is_current")
    rows_of_one, rows_of_other, differ = _one(
        database,
        "select (select count(*) from one), (select count(*) from other),"
        " count(*) filter (one.quality is distinct from other.quality or differs(one.value, other.value))"
        " from one full join other using (tag_id, event_ticks)",
        {},
    )
    return {"rows": [rows_of_one, rows_of_other], "differ": differ}


def gold(one: str, other: str) -> dict[str, Any]:
    """Rows of both, and the cells that differ; of a row that only one has, all do."""
    database = _opened(one, other, "* replace (epoch_us(time) as time)", "true")
    [columns, more] = [
        {row[0] for row in database.execute(f"describe {name}").fetchall()} - {"asset", "time"}
        for name in ("one", "other")
    ]
    if columns != more:
        return {"columns": [len(columns), len(more)], "differ": None}
    differs = " + ".join(f'differs(one."{column}", other."{column}")::integer' for column in sorted(columns))
    [rows_of_one, rows_of_other, differ] = _one(
        database,
        f"select count(one.asset), count(other.asset),"
        f" sum(if(one.asset is null or other.asset is null, {len(columns)}, {differs}))::bigint"
        f" from one full join other using (asset, time)",
        {},
    )
    return {"rows": [rows_of_one, rows_of_other], "columns": [len(columns), len(more)], "differ": differ}


def sent(one: str, other: str) -> dict[str, Any]:
    """Rows of both, and how many times and values are in one only or differ."""
    database = _opened(one, other, "attribute, timestamp::timestamptz as time, value::double as value", "true")
    rows_of_one, rows_of_other, differ = _one(
        database,
        "select (select count(*) from one), (select count(*) from other),"
        " count(*) filter (differs(one.value, other.value)) from one full join other using (attribute, time)",
        {},
    )
    return {"rows": [rows_of_one, rows_of_other], "differ": differ}


def _opened(one: str, other: str, columns: str, where: str) -> duckdb.DuckDBPyConnection:
    """A database with the two tables as views."""
    database = duckdb.connect()
    for name, place in (("one", one), ("other", other)):
        database.execute(f"set variable {name} = $files", {"files": files_of(place)})
        read = f"read_parquet(getvariable('{name}'), hive_partitioning = false)"
        database.execute(f"create view {name} as select {columns} from {read} where {where}")
    database.execute(
        "create macro differs(a, b) as coalesce(abs(a - b) > 1e-9 * greatest(1, abs(b)), a is distinct from b)"
    )
    return database


def _one(database: duckdb.DuckDBPyConnection, query: str, given: dict[str, object]) -> tuple[object, ...]:
    row: tuple[object, ...] | None = database.execute(query, given).fetchone()
    assert row is not None
    return row


if __name__ == "__main__":
    verb, *places = sys.argv[1:]
    print(json.dumps({"silver": silver, "gold": gold, "sent": sent}[verb](*places)))
