"""The form of answers and results: five Parquet files, a row a cell, an event frame, an object or a quarantined row."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from corpus.table import Row

_NAMED = {"case": pa.string(), "site": pa.string()}
SCHEMAS: dict[str, dict[str, pa.DataType]] = {
    "readings": {
        **_NAMED,
        "asset": pa.string(),
        "attribute": pa.string(),
        "ticks": pa.int64(),
        "value": pa.float64(),
        "text": pa.string(),
        "quality": pa.string(),
        "reason": pa.string(),
        "unit": pa.string(),
        "state_code": pa.int64(),
        "is_current": pa.bool_(),
        "optional": pa.bool_(),
    },
    "frames": {
        **_NAMED,
        "frame": pa.string(),
        "name": pa.string(),
        "template": pa.string(),
        "asset": pa.string(),
        "start_ticks": pa.int64(),
        "end_ticks": pa.int64(),
        "quality": pa.string(),
        "reason": pa.string(),
        "attributes": pa.string(),
        "is_current": pa.bool_(),
        "optional": pa.bool_(),
    },
    "quarantine": {
        **_NAMED,
        "object_key": pa.string(),
        "object_version": pa.string(),
        "row": pa.int64(),
        "asset": pa.string(),
        "attribute": pa.string(),
        "reason": pa.string(),
        "optional": pa.bool_(),
    },
    "objects": {
        **_NAMED,
        "object_key": pa.string(),
        "object_version": pa.string(),
        "outcome": pa.string(),
        "cells_in": pa.int64(),
        "silver_good": pa.int64(),
        "silver_bad": pa.int64(),
        "quarantined": pa.int64(),
        "exact_duplicates": pa.int64(),
        "manifest_state": pa.string(),
    },
    "gold": {
        "case": pa.string(),
        "dataset": pa.string(),
        "asset": pa.string(),
        "time": pa.string(),
        "column": pa.string(),
        "value": pa.float64(),
        "text": pa.string(),
    },
}


def write_answers(folder: Path, answers: dict[str, list[Row]]) -> None:
    """Write each kind as `<kind>.parquet`; a column that a row leaves out is null."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind, schema in SCHEMAS.items():
        pq.write_table(pa.Table.from_pylist(answers.get(kind, []), pa.schema(schema)), folder / f"{kind}.parquet")


def read_answers(folder: Path) -> dict[str, list[Row]]:
    """Rows of each kind; a kind without a file has none."""
    files = {kind: folder / f"{kind}.parquet" for kind in SCHEMAS}
    return {kind: pq.ParquetFile(file).read().to_pylist() if file.exists() else [] for kind, file in files.items()}
