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

from replica.store.objects import Objects

_ROW_GROUP = 122_880


@dataclass(frozen=True)
class DataFile:
    """`path` is below the table's folder; `low` and `high` are the bounds of some columns, times as ISO text."""

    path: str
    size: int
    rows: int
    partition: Mapping[str, str] = field(default_factory=dict)
    low: Mapping[str, Any] = field(default_factory=dict)
    high: Mapping[str, Any] = field(default_factory=dict)

    @property
    def statistics(self) -> str:
        """As Delta's log has them. Columns that can hold a NaN have no bounds: readers would skip files that hold one."""
        nulls = dict.fromkeys(self.low, 0)
        told = {"numRecords": self.rows, "minValues": self.low, "maxValues": self.high, "nullCount": nulls}
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
    string, timestamp), whose least and greatest value it shall tell.
    """
    local = scratch / f"{uuid.uuid4()}.parquet"
    told = con.execute(
        f"COPY ({query}) TO '{local}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {row_group}, RETURN_STATS)"
    ).fetchone()
    if told is None or told[1] == 0:
        local.unlink(missing_ok=True)
        return None
    rows, size, statistics = told[1], told[2], told[4]
    low, high = _bounds(statistics, bounds or {})
    parts = "".join(f"{name}={quote(value, safe='')}/" for name, value in (partition or {}).items())
    path = f"{parts}{run_id}-{local.name}"
    folder.put(local, f"{table}/{path}")
    local.unlink()
    return DataFile(path, size, rows, dict(partition or {}), low, high)


def _bounds(
    statistics: Mapping[str, Mapping[str, str]], columns: Mapping[str, str]
) -> tuple[dict[str, Any], dict[str, Any]]:
    low: dict[str, Any] = {}
    high: dict[str, Any] = {}
    for name, kind in columns.items():
        told = statistics[f'"{name}"']
        # A text longer than 256 bytes is cut; a bound that is not exact might skip a file that holds the row.
        if "max" in told and told["max_is_exact"] == told["min_is_exact"] == "true" and told["null_count"] == "0":
            least, greatest = _READ[kind](told["min"], False), _READ[kind](told["max"], True)
            if least is not None and greatest is not None:
                low[name], high[name] = least, greatest
    return low, high


def _time(text: str, up: bool) -> str | None:
    """Delta compares times to the millisecond: an upper bound is rounded up. Null for a time that Python cannot hold."""
    try:
        time = datetime.fromisoformat(text).astimezone(UTC)
        cut = time.replace(microsecond=time.microsecond // 1000 * 1000)
        shown = cut + timedelta(milliseconds=1) if up and cut < time else cut
    except (OverflowError, ValueError):
        return None
    return shown.isoformat(timespec="milliseconds").replace("+00:00", "Z")


_READ: dict[str, Callable[[str, bool], int | str | None]] = {
    "bigint": lambda text, _: int(text),
    "string": lambda text, _: text,
    "timestamp": _time,
}
