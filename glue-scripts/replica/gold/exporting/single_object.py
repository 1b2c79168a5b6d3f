"""A dataset as one Parquet object, replaced by a single PUT: a reader sees the old one or the new one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from replica.engine.connect import identifier, listed, literal
from replica.gold.dataset import Column
from replica.gold.run import Exported
from replica.gold.silences import Silence
from replica.gold.tasks.window import row_group

VERSION, ROWS, BUILD = "delta-version", "row-count", "build"
_LONG_ASSET = 20_000
"""Rows of an asset in a file from which on it is cheaper to walk through the files asset by asset than to sort all rows."""


@dataclass(frozen=True)
class Part:
    """A local copy of a file of the table, sorted by asset and time."""

    path: str
    rows: int
    first_asset: str | None
    last_asset: str | None

    def may_hold(self, asset: str) -> bool:
        if self.first_asset is None or self.last_asset is None:
            return True
        return self.first_asset <= asset <= self.last_asset


def write_object(
    con: duckdb.DuckDBPyConnection, parts: Sequence[Part], columns: Sequence[Column], statistics: Sequence[str], version: int,
    silences: Sequence[Silence], file: Path,
) -> Exported:  # fmt: skip
    """Write the rows of `parts`, which are in the order of time, by asset and time.

    Memory: DuckDB's limit, whatever the rows and columns.
    """
    rows = sum(part.rows for part in parts)
    footer = ", ".join(
        f"{literal(key)}: {literal(told)}"
        for key, told in _footer(columns, statistics, version, rows, silences).items()
    )
    statement = f"""COPY ({_in_order(con, parts, columns, statistics)}) TO '{file}' (FORMAT parquet, COMPRESSION zstd,
        ROW_GROUP_SIZE {row_group(len(columns), statistics)}, KV_METADATA {{{footer}}}, RETURN_STATS)"""
    told = con.execute(statement).fetchone()
    assert told is not None
    empty = sum(int(told[4][identifier(column.name)]["null_count"]) for column in columns) if told[1] else 0
    return Exported(told[1], told[1] * len(columns), empty)


def _in_order(
    con: duckdb.DuckDBPyConnection, parts: Sequence[Part], columns: Sequence[Column], statistics: Sequence[str]
) -> str:
    names = ["asset", "time"]
    for column in columns:
        names += [column.name, *(name for name, _ in column.figures(statistics))]
    selected = f"SELECT {', '.join(identifier(name) for name in names)} FROM read_parquet"
    assets = [asset for (asset,) in con.execute(
        "SELECT DISTINCT asset FROM read_parquet($1, hive_partitioning = false) ORDER BY asset", [[part.path for part in parts]]
    ).fetchall()]  # fmt: skip
    if sum(part.rows for part in parts) < _LONG_ASSET * len(assets) * len(parts):
        return f"{selected}({listed([part.path for part in parts])}, hive_partitioning = false) ORDER BY asset, time"
    # Each file is in order, and DuckDB keeps the order of files and of branches.
    branches = ((asset, listed([part.path for part in parts if part.may_hold(asset)])) for asset in assets)
    return " UNION ALL ".join(
        f"{selected}({paths}, hive_partitioning = false) WHERE asset = {literal(asset)}" for asset, paths in branches
    )


def _footer(
    columns: Sequence[Column], statistics: Sequence[str], version: int, rows: int, silences: Sequence[Silence]
) -> dict[str, str]:
    """pandas gives PANDAS_ATTRS as `df.attrs`; the same stands by itself for all other readers."""
    told: dict[str, dict[str, str]] = {}
    for column in columns:
        told[column.name] = _told(column.comment, column.kind, column.unit)
        told |= {
            name: _told(column.comment_of(figure), "number", column.unit_of(figure))
            for name, figure in column.figures(statistics)
            if figure.is_statistic
        }
    silent = {"silences": [[each.since, each.until] for each in silences]} if silences else {}
    attributes = json.dumps({VERSION: version, "columns": told, **silent}, ensure_ascii=False)
    return {
        "PANDAS_ATTRS": attributes,
        VERSION: str(version),
        ROWS: str(rows),
        "columns": json.dumps(told, ensure_ascii=False),
        **{name: json.dumps(told) for name, told in silent.items()},
    }


def _told(description: str, kind: str, unit: str | None) -> dict[str, str]:
    return {"description": description, "kind": kind, **({"unit": unit} if unit else {})}
