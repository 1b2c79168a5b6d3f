"""A Parquet file of a table: written by DuckDB, named in the table's log with the statistics that let readers skip it."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import duckdb

from replica.engine.connect import identifier, literal
from replica.store.objects import Objects

_ROW_GROUP = 122_880


@dataclass(frozen=True)
class DataFile:
    """`path` is below the table's folder; `low` and `high` are the bounds of some columns, times as ISO text, `nulls` how many
    nulls each has.
    """

    path: str
    size: int
    rows: int
    partition: Mapping[str, str] = field(default_factory=dict)
    low: Mapping[str, Any] = field(default_factory=dict)
    high: Mapping[str, Any] = field(default_factory=dict)
    nulls: Mapping[str, int] = field(default_factory=dict)

    @property
    def statistics(self) -> str:
        """As Delta's log has them."""
        told = {"numRecords": self.rows, "minValues": self.low, "maxValues": self.high, "nullCount": self.nulls}
        return json.dumps(told)

    def to_json(self) -> dict[str, Any]:
        """As it goes from a task to its driver."""
        return asdict(self)


def write_file(
    con: duckdb.DuckDBPyConnection,
    query: str,
    folder: Objects,
    table: str,
    scratch: Path,
    *,
    run_id: str,
    partition: Mapping[str, str] | None = None,
    bounds: Mapping[str, str] | None = None,
    row_group: int = _ROW_GROUP,
) -> DataFile | None:
    """Write the rows of `query` as one file below `table` in `folder`; null where there are none.

    The file counts for nobody before a commit names it. `bounds` are the columns, with their types in the contract's words (bigint,
    string, timestamp), whose least and greatest value it tells: the table's own, all of them.
    """
    local = scratch / f"{uuid.uuid4()}.parquet"
    told = con.execute(
        f"COPY ({query}) TO '{local}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {row_group}, RETURN_STATS)"
    ).fetchone()
    if told is None or told[1] == 0:
        local.unlink(missing_ok=True)
        return None
    rows, size, statistics = told[1], told[2], told[4]
    low, high, nulls = _bounds(con, local, rows, statistics, bounds or {})
    parts = "".join(f"{name}={quote(value, safe='')}/" for name, value in (partition or {}).items())
    path = f"{parts}{run_id}-{local.name}"
    folder.put(local, f"{table}/{path}")
    local.unlink()
    return DataFile(path, size, rows, dict(partition or {}), low, high, nulls)


def _bounds(
    con: duckdb.DuckDBPyConnection,
    local: Path,
    rows: int,
    statistics: Mapping[str, Mapping[str, str]],
    columns: Mapping[str, str],
) -> tuple[dict[str, Any], dict[str, Any], dict[str, int]]:
    """Least values, greatest values and nulls by column. A column that has no value has no bounds, and no other is without."""
    low: dict[str, Any] = {}
    high: dict[str, Any] = {}
    nulls: dict[str, int] = {}
    for name, kind in columns.items():
        told = statistics[f'"{name}"']
        nulls[name] = int(told["null_count"])
        if nulls[name] < rows:
            least, greatest = _exact(con, local, name, told)
            low[name], high[name] = _READ[kind](least, False), _READ[kind](greatest, True)
    return low, high, nulls


def _exact(con: duckdb.DuckDBPyConnection, local: Path, name: str, told: Mapping[str, str]) -> tuple[str, str]:
    """DuckDB cuts a text of more than 256 bytes, or tells nothing of it."""
    if told.get("min_is_exact") == told.get("max_is_exact") == "true":
        return told["min"], told["max"]
    column = identifier(name)
    least, greatest = con.execute(
        f"SELECT min({column}), max({column}) FROM read_parquet({literal(str(local))})"
    ).fetchall()[0]
    return least, greatest


def _time(text: str, up: bool) -> str:
    """Delta compares times to the millisecond: an upper bound is rounded up."""
    try:
        time = datetime.fromisoformat(text).astimezone(UTC)
        cut = time.replace(microsecond=time.microsecond // 1000 * 1000)
        shown = cut + timedelta(milliseconds=1) if up and cut < time else cut
    except (OverflowError, ValueError) as error:
        # Without this bound some readers would pass over the file.
        raise ValueError(f"got the time {text}, wanted one of the years 1 to 9999") from error
    return shown.isoformat(timespec="milliseconds").replace("+00:00", "Z")


_READ: dict[str, Callable[[str, bool], int | str]] = {
    "bigint": lambda text, _: int(text),
    "string": lambda text, _: text,
    "timestamp": _time,
}
