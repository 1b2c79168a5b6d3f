"""`python -m bench.check silver TABLE` or `… gold TABLE TABLE`: what was made, so that only equal work is compared. Prints JSON.

Silver: rows and the sum of a hash of tag, ticks, value and quality of each. Gold: the cells of one that the other has otherwise.
A table is a Delta table, a folder of Parquet files or one such file.
"""

from __future__ import annotations

import json
import sys

import duckdb

from bench.delta import files_of


def silver(folder: str) -> dict[str, object]:
    database = duckdb.connect()
    read = "read_parquet($files, hive_partitioning = false)"
    rows, checksum = _one(
        database,
        f"select count(*), sum(hash(tag_id, event_ticks, value, quality))::varchar from {read} where is_current",
        {"files": files_of(folder)},
    )
    return {"rows": rows, "checksum": checksum}


def gold(one: str, other: str) -> dict[str, object]:
    """Rows of both, and the cells that differ by more than rounding; of a row that only one has, all do."""
    database = duckdb.connect()
    for name, place in (("one", one), ("other", other)):
        database.execute(f"set variable {name} = $files", {"files": files_of(place)})
        read = f"read_parquet(getvariable('{name}'), hive_partitioning = false)"
        database.execute(f"create view {name} as select * replace (epoch_us(time) as time) from {read}")
    [columns, more] = [
        {row[0] for row in database.execute(f"describe {name}").fetchall()} - {"asset", "time"}
        for name in ("one", "other")
    ]
    if columns != more:
        return {"columns": [len(columns), len(more)], "differ": None}
    differs = " + ".join(f'differs(one."{column}", other."{column}")::integer' for column in sorted(columns))
    database.execute(
        "create macro differs(a, b) as coalesce(abs(a - b) > 1e-9 * greatest(1, abs(b)), a is distinct from b)"
    )
    [rows_of_one, rows_of_other, differ] = _one(
        database,
        f"select count(one.asset), count(other.asset),"
        f" sum(if(one.asset is null or other.asset is null, {len(columns)}, {differs}))::bigint"
        f" from one full join other using (asset, time)",
        {},
    )
    return {"rows": [rows_of_one, rows_of_other], "columns": [len(columns), len(more)], "differ": differ}


def _one(database: duckdb.DuckDBPyConnection, query: str, given: dict[str, object]) -> tuple[object, ...]:
    row: tuple[object, ...] | None = database.execute(query, given).fetchone()
    assert row is not None
    return row


if __name__ == "__main__":
    verb, *places = sys.argv[1:]
    print(json.dumps(silver(*places) if verb == "silver" else gold(*places)))
