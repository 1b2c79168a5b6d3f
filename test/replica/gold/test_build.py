"""Gold from silver, whole and by touched windows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from plant import VIEW, Dataset, Plant, reading, tag
from replica.gold.build import build

FAST = Dataset("reactor_data", "north", VIEW, 60)
JAN = datetime(2026, 1, 31, 23, 50, tzinfo=UTC)


@pytest.fixture
def plant(tmp_path: Path) -> Plant:
    return Plant(tmp_path)


def table(plant: Plant, columns: str, dataset: str = "reactor_data") -> list[tuple[Any, ...]]:
    with duckdb.connect() as con:
        con.execute("SET TimeZone = 'UTC'")
        return con.execute(f"SELECT {columns} FROM {plant.gold_rows(dataset)} ORDER BY asset, time").fetchall()


def minutes(count: int, begin: datetime = JAN) -> list[datetime]:
    return [begin + timedelta(minutes=n) for n in range(count)]


def test_a_dataset_is_built_by_month(plant: Plant) -> None:
    plant.tags(tag("R1", "Temp", unit="degC"))
    plant.read(*(reading("R1", "Temp", time, float(n), unit="degC") for n, time in enumerate(minutes(20))))
    summary = build(plant.run(FAST))
    print(summary)
    assert summary["datasets"]["reactor_data"]["windows"] == ["2026-01", "2026-02"]
    assert summary["datasets"]["reactor_data"]["rows"] == 20
    assert table(plant, "temp, temp__pct_good") == [(float(n), 100.0 if n < 19 else 100.0) for n in range(20)]
    again = build(plant.run(FAST))
    assert again["datasets"]["reactor_data"] == {"outcome": "unchanged", "version": 0}
