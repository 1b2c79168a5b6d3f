"""What the examples show of Delta holds, in the environment that notebooks have."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd
from plant import VIEW, Dataset, Plant, reading, tag
from replica.gold.build import build

ROOT = Path(__file__).parents[3]
NOTEBOOK = ROOT / ".venv/notebook/bin/python"


def test_delta_is_read_by_its_log_once_each_row(tmp_path: Path) -> None:
    plant, dataset = Plant(tmp_path), Dataset("reactor_data", "north", VIEW, 60)
    begin = datetime(2026, 1, 31, 23, 50, tzinfo=UTC)
    for unit in ("degC", "K"):  # the second build and the second list of tags put new files beside the old ones
        plant.tags(tag("R1", "Temp", unit=unit))
        plant.read(*(reading("R1", "Temp", begin + timedelta(minutes=n), float(n), unit=unit) for n in range(20)))
        build(plant.run(dataset))
    assert len(pd.read_parquet(tmp_path / "gold/delta/reactor_data")) == 40
    words = [NOTEBOOK, ROOT / "examples/read_delta.py", plant.gold, plant.silver]
    printed = subprocess.run(words, capture_output=True, text=True, check=True).stdout.splitlines()
    assert [line.split() for line in printed] == [
        ["column", "attribute", "unit"], ["temp", "Temp", "K"],
        ["reactor_data:", "20", "rows,", "of", "version", "1"], ["reactor_data:", "10", "rows", "in", "2026-02"],
        ["tag_id", "unit", "valid_from", "is_current"], ["north:R1|Temp", "K", "2000-01-01", "00:00:00+00:00", "True"],
    ]  # fmt: skip


def test_a_trend_is_of_good_cells_in_its_unit_as_it_is_and_as_it_was(tmp_path: Path) -> None:
    plant, dataset = Plant(tmp_path), Dataset("reactor_data", "north", VIEW, 60)
    begin = datetime(2026, 2, 1, tzinfo=UTC)
    plant.tags(tag("R1", "Temp", unit="degC"), tag("R1", "Flow", unit="m3/h"))
    plant.read(*(reading("R1", "Temp", begin + timedelta(minutes=n), float(n), unit="degC") for n in range(20)))
    plant.read(reading("R1", "Temp", begin + timedelta(minutes=12), None))
    build(plant.run(dataset))
    plant.read(reading("R1", "Temp", begin + timedelta(minutes=15), 99.0, unit="degC"))
    build(plant.run(dataset))
    picture, since = tmp_path / "trend.png", (begin + timedelta(minutes=10)).isoformat()
    words = [NOTEBOOK, ROOT / "examples/trend.py", plant.gold, "reactor_data", "temp", picture, since]
    printed = subprocess.run(words, capture_output=True, text=True, check=True).stdout.splitlines()
    assert printed[:2] == [
        "reactor_data.temp: Temp [degC], 10 cells",
        "9 cells of which half or more is good, 1 without a value",
    ]
    assert [line.split() for line in printed[2:5]] == [
        ["count", "min", "mean", "max"], ["asset"], ["R1", "9.0", "10.0", "24.111", "99.0"]
    ]  # fmt: skip
    assert printed[5:] == ["version 1: 1 of 10 cells differ from version 0, 0 are new", f"drawn: {picture}"]
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size > 10_000
