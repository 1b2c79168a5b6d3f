"""The form of answers and results: five Parquet files, a row a cell, an event frame, an object or a quarantined row."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from corpus.table import Row

_NAMED = {"case": pl.String, "site": pl.String}
SCHEMAS: dict[str, dict[str, type[pl.DataType] | pl.DataType]] = {
    "readings": {
        **_NAMED,
        "asset": pl.String,
        "attribute": pl.String,
        "ticks": pl.Int64,
        "value": pl.Float64,
        "text": pl.String,
        "quality": pl.String,
        "reason": pl.String,
        "unit": pl.String,
        "state_code": pl.Int64,
        "is_current": pl.Boolean,
        "optional": pl.Boolean,
    },
    "frames": {
        **_NAMED,
        "frame": pl.String,
        "name": pl.String,
        "template": pl.String,
        "asset": pl.String,
        "start_ticks": pl.Int64,
        "end_ticks": pl.Int64,
        "quality": pl.String,
        "reason": pl.String,
        "attributes": pl.String,
        "is_current": pl.Boolean,
        "optional": pl.Boolean,
    },
    "quarantine": {
        **_NAMED,
        "object_key": pl.String,
        "object_version": pl.String,
        "row": pl.Int64,
        "asset": pl.String,
        "attribute": pl.String,
        "reason": pl.String,
        "optional": pl.Boolean,
    },
    "objects": {
        **_NAMED,
        "object_key": pl.String,
        "object_version": pl.String,
        "outcome": pl.String,
        "cells_in": pl.Int64,
        "silver_good": pl.Int64,
        "silver_bad": pl.Int64,
        "quarantined": pl.Int64,
        "exact_duplicates": pl.Int64,
        "manifest_state": pl.String,
    },
    "gold": {
        "case": pl.String,
        "dataset": pl.String,
        "asset": pl.String,
        "time": pl.String,
        "column": pl.String,
        "value": pl.Float64,
        "text": pl.String,
    },
}


def write_answers(folder: Path, answers: dict[str, list[Row]]) -> None:
    """Write each kind as `<kind>.parquet`; a column that a row leaves out is null."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind, schema in SCHEMAS.items():
        rows = [{name: row.get(name) for name in schema} for row in answers.get(kind, [])]
        pl.DataFrame(rows, schema=schema, strict=True).write_parquet(folder / f"{kind}.parquet")


def read_answers(folder: Path) -> dict[str, list[Row]]:
    """Rows of each kind; a kind without a file has none."""
    files = {kind: folder / f"{kind}.parquet" for kind in SCHEMAS}
    return {kind: pl.read_parquet(file).to_dicts() if file.exists() else [] for kind, file in files.items()}
