"""What the product's tables hold, as rows of answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from deltalake import DeltaTable

from contract import DELTA_FOLDER
from corpus.product.given import GivenCase
from corpus.table import Row

_STREAM_MANIFEST = "/stream/"


def results_of(root: Path, cases: list[GivenCase]) -> dict[str, list[Row]]:
    """Rows of each kind of answer, of the cases that ran in `root`."""
    case_of = {site: case.name for case in cases for site in case.sites}
    by_key = {each.key: case.name for case in cases for each in case.landed}
    silver = root / "silver"
    return {
        "readings": _readings(silver, case_of),
        "frames": _frames(silver, case_of),
        "quarantine": _quarantine(silver, case_of, by_key),
        "objects": _objects(silver, case_of, by_key),
        "gold": [row for case in cases for row in _gold(root / "gold", case)],
    }


def _table(layer: Path, name: str) -> list[Row]:
    path = layer / DELTA_FOLDER / name
    return DeltaTable(path).to_pyarrow_table().to_pylist() if path.exists() else []


def _readings(silver: Path, case_of: dict[str, str]) -> list[Row]:
    tags = {row["tag_id"]: (row["asset"], row["attribute"]) for row in _table(silver, "tag")}
    return [
        {
            "case": case_of[row["site"]],
            "site": row["site"],
            **dict(zip(("asset", "attribute"), tags[row["tag_id"]], strict=True)),
            "ticks": row["event_ticks"],
            "text": row["value_string"],
            **{name: row[name] for name in ("value", "quality", "reason", "unit", "state_code", "is_current")},
        }
        for row in _table(silver, "pi_event")
    ]


def _frames(silver: Path, case_of: dict[str, str]) -> list[Row]:
    same = ("site", "name", "template", "asset", "start_ticks", "end_ticks", "quality", "reason", "is_current")
    return [
        {
            "case": case_of[row["site"]],
            "frame": row["frame_id"],
            "attributes": "; ".join(_attributes(row)),
            **{name: row[name] for name in same},
        }
        for row in _table(silver, "pi_event_frame")
        if row["withdrawn"] is None
    ]


def _attributes(row: Row) -> list[str]:
    """What a frame's attributes say, in the order of their names."""
    numbers, texts, units, reasons = (dict(row[name]) for name in ("numbers", "texts", "units", "reasons"))
    told = {name: f"{name}={value:.12g}{' ' + units[name] if name in units else ''}" for name, value in numbers.items()}
    told |= {name: f"{name}={value}" for name, value in texts.items()}
    told |= {name: f"{name}: {value}" for name, value in reasons.items()}
    return [said for _, said in sorted(told.items())]


def _quarantine(silver: Path, case_of: dict[str, str], by_key: dict[str, str]) -> list[Row]:
    same = ("site", "asset", "attribute", "reason")
    return [
        {
            "case": case_of.get(row["site"]) or by_key[row["source_object"]],
            "object_key": row["source_object"],
            "object_version": row["source_version"],
            "row": row["source_row"],
            **{name: row[name] for name in same},
        }
        for row in _table(silver, "quarantine")
    ]


def _objects(silver: Path, case_of: dict[str, str], by_key: dict[str, str]) -> list[Row]:
    counts = ("cells_in", "silver_good", "silver_bad", "quarantined", "exact_duplicates")
    same = ("site", "object_key", "object_version", "outcome", *counts, "manifest_state")
    return [
        {"case": case_of.get(row["site"]) or by_key[row["object_key"]], **{name: row[name] for name in same}}
        for row in _table(silver, "ledger")
        # the manifest of a stream's batch is the function's own and given by nobody
        if not (_STREAM_MANIFEST in row["object_key"] and row["outcome"] == "manifest")
    ]


_PARTITION = "month"
"""Of a dataset's folders, no column of anybody's."""


def _gold(gold: Path, case: GivenCase) -> list[Row]:
    names = [dataset["name"] for dataset in case.settings_at(case.runs)["datasets"]]
    return [cell for name in names for row in _table(gold, name) for cell in _cells(case.name, name, row)]


def _cells(case: str, dataset: str, row: Row) -> list[Row]:
    place = {"case": case, "dataset": dataset, "asset": row.pop("asset"), "time": _iso(row.pop("time"))}
    cells = {name: value for name, value in row.items() if name != _PARTITION}
    return [{**place, "column": name, **_KINDS[type(value)](value)} for name, value in cells.items()]


def _iso(time: datetime) -> str:
    return time.isoformat().replace("+00:00", "Z")


_KINDS: dict[type, Callable[[Any], Row]] = {
    type(None): lambda _: {"value": None, "text": None},
    float: lambda value: {"value": value, "text": None},
    int: lambda value: {"value": float(value), "text": None},
    str: lambda value: {"value": None, "text": value},
}
