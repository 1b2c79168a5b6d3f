"""Gold against the truth: every cell the expected one, and every untouched one near what the process really did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from math import isclose
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from contract import SHARE
from plant.truth.cells import SCHEMA, TrueCell

SAME = 1e-9
SAME_PCT = 1e-6
SHOWN = 20
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
KEYS = ("asset", "time")
FINDINGS = ("different", "missing", "extra", "pctDifferent", "outsideTolerance")
COUNTED = ("cells", "equal", "nullsExpected", "touched", "againstSource", "exactAtKept", "withinTolerance", *FINDINGS)


class Gold:
    """A wide gold file by (asset, microsecond since 1970) and column."""

    def __init__(self, path: Path) -> None:
        table = pq.read_table(path)
        absent = [key for key in KEYS if key not in table.column_names]
        if absent:
            raise ValueError(f"gold needs the columns {KEYS}, got {table.column_names[:5]} …")
        times = table["time"].cast(pa.timestamp("us", tz="UTC")).cast(pa.int64()).to_pylist()
        self.keys: list[tuple[str, int]] = list(zip(table["asset"].to_pylist(), times, strict=True))
        self.row_of = {key: row for row, key in enumerate(self.keys)}
        self.columns: dict[str, list[float | None]] = {
            name: table[name].to_pylist() for name in table.column_names if name not in KEYS
        }


class Comparison:
    """Counts, worst distances and the first mismatches."""

    def __init__(self) -> None:
        self.counts = Counter(dict.fromkeys(COUNTED, 0))
        self.worst: dict[str, dict[str, Any]] = {}
        self.mismatches: list[dict[str, Any]] = []

    @property
    def is_fine(self) -> bool:
        return self.counts["cells"] > 0 and not any(self.counts[name] for name in FINDINGS)

    def as_json(self) -> dict[str, Any]:
        return {"fine": self.is_fine, **self.counts, "worst": self.worst, "mismatches": self.mismatches}

    def check(self, cell: TrueCell, got: float | None, pct: float | None) -> None:
        """One cell that gold holds."""
        if cell.expected is None:
            self.counts["nullsExpected"] += 1
        if _is_same(got, cell.expected):
            self.counts["equal"] += 1
        else:
            self.note("different", cell, got, cell.expected)
        self._keep_worst("fromExpected", cell, got, cell.expected)
        if pct is None or abs(pct - cell.pct_good) > SAME_PCT:
            self.note("pctDifferent", cell, pct, cell.pct_good)
        if cell.touched:
            self.counts["touched"] += 1
        else:
            self._check_source(cell, got)

    def _check_source(self, cell: TrueCell, got: float | None) -> None:
        self.counts["againstSource"] += 1
        if got is None or cell.source is None:
            self.note("outsideTolerance", cell, got, cell.source)
        elif cell.kept and _is_same(got, cell.source):
            self.counts["exactAtKept"] += 1
        elif not cell.kept and abs(got - cell.source) <= cell.tolerance + SAME * max(1.0, abs(cell.source)):
            self.counts["withinTolerance"] += 1
            if cell.tolerance:
                self._keep_worst("shareOfTolerance", cell, got / cell.tolerance, cell.source / cell.tolerance)
        else:
            self.note("outsideTolerance", cell, got, cell.source)

    def _keep_worst(self, kind: str, cell: TrueCell, got: float | None, wanted: float | None) -> None:
        if got is None or wanted is None:
            return
        error = abs(got - wanted)
        if kind not in self.worst or error > self.worst[kind]["error"]:
            self.worst[kind] = {"error": error, **_place(cell)}

    def note(self, what: str, cell: TrueCell, got: float | None, wanted: float | None) -> None:
        self.counts[what] += 1
        if len(self.mismatches) < SHOWN:
            self.mismatches.append({"what": what, **_place(cell), "got": got, "wanted": wanted})


def _place(cell: TrueCell) -> dict[str, str]:
    return {"asset": cell.asset, "attribute": cell.attribute, "time": _iso(cell.time)}


def _iso(microseconds: int) -> str:
    return (EPOCH + timedelta(microseconds=microseconds)).isoformat()


def _is_same(got: float | None, wanted: float | None) -> bool:
    if got is None or wanted is None:
        return got is wanted
    return isclose(got, wanted, rel_tol=SAME, abs_tol=SAME)


def compare(truth: Path, gold: Path) -> Comparison:
    """Compare a truth file with a gold file; raises `OSError` or `ValueError` where either cannot be read."""
    comparison, table = Comparison(), Gold(gold)
    expected_keys: set[tuple[str, int]] = set()
    expected_columns: set[str] = set()
    for cell in _read_truth(truth):
        comparison.counts["cells"] += 1
        key = (cell.asset, cell.time)
        expected_keys.add(key)
        expected_columns |= {cell.column, f"{cell.column}{SHARE}"}
        row, values = table.row_of.get(key), table.columns.get(cell.column)
        if row is None or values is None:
            comparison.note("missing", cell, None, cell.expected)
            continue
        shares = table.columns.get(f"{cell.column}{SHARE}")
        comparison.check(cell, values[row], shares[row] if shares else None)
    _count_extra(comparison, table, expected_keys, expected_columns)
    return comparison


def _count_extra(comparison: Comparison, gold: Gold, keys: set[tuple[str, int]], columns: set[str]) -> None:
    """Cells of rows that should not be there (or stand twice) and of columns that should not."""
    repeated = len(gold.keys) - len(gold.row_of)
    rows = sum(key not in keys for key in gold.row_of) + repeated
    unknown = [name for name in gold.columns if name not in columns]
    comparison.counts["extra"] = rows * len(gold.columns) // 2 + len(unknown) * len(gold.keys)
    for asset, at in [key for key in gold.row_of if key not in keys][: SHOWN - len(comparison.mismatches)]:
        comparison.mismatches.append({"what": "extra row", "asset": asset, "time": _iso(at)})
    for name in unknown[: SHOWN - len(comparison.mismatches)]:
        comparison.mismatches.append({"what": "extra column", "column": name})


def _read_truth(path: Path) -> Iterator[TrueCell]:
    table = pq.read_table(path, schema=SCHEMA)
    times = table["time"].cast(pa.int64()).to_pylist()
    columns = [times if name == "time" else table[name].to_pylist() for name in SCHEMA.names]
    return (TrueCell(*values) for values in zip(*columns, strict=True))
