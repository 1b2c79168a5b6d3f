"""What a dataset shows, and how it is handed out."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest
from landing import asked
from plant import VIEW, Dataset, Plant, reading, tag
from replica.gold.build import build

FAST = Dataset("reactor_data", "north", VIEW, 60)
JAN = datetime(2026, 1, 31, 23, 50, tzinfo=UTC)


@pytest.fixture
def plant(tmp_path: Path) -> Plant:
    return Plant(tmp_path)


def rows_of(plant: Plant, columns: str) -> list[tuple[Any, ...]]:
    return asked().execute(f"SELECT {columns} FROM {plant.gold_rows('reactor_data')} ORDER BY asset, time").fetchall()


def minute(number: float) -> datetime:
    return JAN + timedelta(minutes=number)


def outcome(plant: Plant, *, dataset: Dataset = FAST, **more: Any) -> dict[str, Any]:
    told: dict[str, Any] = build(plant.run(dataset, **more))["datasets"][dataset.name]
    return told


def object_of(plant: Plant) -> Path:
    return plant.root / "gold/reactor_data.parquet"


def test_without_silver_there_is_nothing_to_build(plant: Plant) -> None:
    assert build(plant.run(FAST)) == {"job": "gold", "run": "run1", "datasets": {}, "steps": {}}


def test_a_view_without_events_is_no_dataset(plant: Plant) -> None:
    plant.tags(tag("R1", "Temp"))
    plant.read(reading("R1", "Temp", minute(0), 1.0))
    slow = Dataset("slow", "north", "slow", 60)
    assert outcome(plant, dataset=slow) == {"outcome": "no events"}


def test_a_dataset_is_built_by_month_and_not_again(plant: Plant) -> None:
    plant.tags(tag("R1", "Temp", unit="degC"))
    plant.read(*(reading("R1", "Temp", minute(n), float(n), unit="degC") for n in range(20)))
    assert outcome(plant) == {"outcome": "built", "version": 0, "rows": 20, "windows": ["2026-01", "2026-02"]}
    assert rows_of(plant, "temp, temp__pct_good") == [(float(n), 100.0) for n in range(20)]
    assert outcome(plant) == {"outcome": "unchanged", "version": 0}


def test_a_column_has_the_unit_of_its_first_asset_and_keeps_it(plant: Plant) -> None:
    plant.tags(tag("R2", "Temp", unit="degC"))
    plant.read(reading("R2", "Temp", minute(0), 20.0, unit="degC"))
    outcome(plant)
    plant.tags(tag("R1", "Temp", unit="K"), tag("R2", "Temp", unit="degC"))
    plant.read(reading("R1", "Temp", minute(0), 300.15, unit="K"))
    outcome(plant)
    assert rows_of(plant, "asset, round(temp, 6)") == [("R1", 27.0), ("R2", 20.0)]


def test_a_unit_that_does_not_convert_makes_a_reading_bad(plant: Plant) -> None:
    plant.tags(tag("R1", "Temp", unit="degC"))
    plant.read(reading("R1", "Temp", minute(0), 20.0, unit="degC"), reading("R1", "Temp", minute(1), 5.0, unit="bar"))
    outcome(plant)
    assert rows_of(plant, "temp, temp__pct_good") == [(20.0, 100.0), (None, 0.0)]


def state(asset: str, attribute: str, time: datetime, name: str, code: float | None) -> dict[str, Any]:
    """A reading of a Digital tag, whose code may not be known."""
    return reading(asset, attribute, time, code, value_string=name, quality="good")


@pytest.mark.parametrize("unit", [None, "degC"])
def test_a_string_tag_shows_its_text_and_a_digital_tag_its_state_whatever_unit_their_tag_names(
    plant: Plant, unit: str | None
) -> None:
    plant.tags(tag("R1", "Mode", type="String", unit=unit), tag("R1", "Valve", type="Digital", unit=unit))
    plant.read(
        reading("R1", "Mode", minute(0), "auto"), reading("R1", "Mode", minute(1.5), "hand"), state("R1", "Valve", minute(0), "OPEN", 2.0),
        reading("R1", "Valve", minute(1.5), None), reading("R1", "Mode", minute(3), None), state("R1", "Valve", minute(3), "SHUT", None),
    )  # fmt: skip
    outcome(plant)
    assert rows_of(plant, "mode, mode__pct_good, valve, valve__pct_good") == [
        ("auto", 100.0, "OPEN", 100.0), ("auto", 100.0, "OPEN", 50.0), ("hand", 100.0, None, 0.0), (None, 0.0, "SHUT", 100.0),
    ]  # fmt: skip


def test_a_truth_value_is_held_and_a_moment_is_a_text(plant: Plant) -> None:
    plant.tags(tag("R1", "On", type="Boolean"), tag("R1", "Since", type="Timestamp"), tag("R1", "Picture", type="Blob"))
    plant.read(
        reading("R1", "On", minute(0), 1.0), reading("R1", "On", minute(2), 0.0), reading("R1", "Since", minute(0), "2026-01-01T00:00:00Z"),
        reading("R1", "Picture", minute(0), None),
    )  # fmt: skip
    outcome(plant)
    assert rows_of(plant, '"on", since, picture, picture__pct_good') == [
        (1.0, "2026-01-01T00:00:00Z", None, 0.0), (1.0, "2026-01-01T00:00:00Z", None, 0.0), (0.0, None, None, 0.0),
    ]  # fmt: skip


def test_an_attribute_of_several_kinds_has_a_column_for_each(plant: Plant) -> None:
    plant.tags(tag("R1", "State", type="String"), tag("R2", "State"), tag("R3", "State", type="Digital"))
    plant.read(
        reading("R1", "State", minute(0), "on"), reading("R2", "State", minute(0), 1.5), state("R3", "State", minute(0), "SHUT", 3.0)
    )  # fmt: skip
    outcome(plant)
    assert rows_of(plant, "asset, state, state_2, state_3") == [
        ("R1", None, None, "on"), ("R2", 1.5, None, None), ("R3", None, "SHUT", None),
    ]  # fmt: skip


def test_nothing_is_held_or_drawn_through_a_silence_of_the_whole_view(plant: Plant) -> None:
    plant.tags(
        *(tag("R1", each, stale_after_s=3600.0) for each in ("A", "B", "C")), tag("R2", "D", stale_after_s=3600.0)
    )
    plant.read(
        reading("R1", "A", minute(0), 0.0), reading("R1", "B", minute(0), 1.0), reading("R2", "D", minute(3), None),
        reading("R1", "C", minute(5), 2.0), reading("R2", "D", minute(9), 3.0), reading("R1", "A", minute(10), 10.0),
    )  # fmt: skip
    build(plant.run(replace(FAST, silent_after_s=180)))
    rows = rows_of(plant, "a, b, c, a__pct_good, b__pct_good")
    assert [row[0] for row in rows[:11]] == [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, None, None, 10.0]
    assert [row[1] for row in rows[:11]] == [1.0] * 8 + [None] * 3
    assert [row[4] for row in rows[:11]] == [100.0] * 8 + [0.0] * 3
    told = pd.read_parquet(plant.root / "gold/reactor_data.parquet").attrs["silences"]
    assert told == [[f"{minute(n):%Y-%m-%dT%H:%M:%SZ}" for n in (8, 9)]]


def test_a_silence_of_one_tag_is_none_of_the_view(plant: Plant) -> None:
    plant.tags(tag("R1", "A", stale_after_s=3600.0), tag("R2", "B", stale_after_s=3600.0))
    plant.read(
        *(reading("R2", "B", minute(n), None) for n in range(11)),
        *(reading("R1", "A", minute(n), float(n)) for n in (0, 10)),
    )
    build(plant.run(replace(FAST, silent_after_s=180)))
    assert [row for (row,) in rows_of(plant, "a")[:11]] == [float(n) for n in range(11)]


def test_a_forecast_is_no_sign_of_life_and_outlives_a_silence(plant: Plant) -> None:
    plant.tags(tag("R1", "A", stale_after_s=3600.0), tag("R1", "Plan", stale_after_s=3600.0, future=True))
    plant.read(
        *(reading("R1", "Plan", minute(n), float(n)) for n in range(11)),
        *(reading("R1", "A", minute(n), float(n)) for n in (0, 10)),
    )
    build(plant.run(replace(FAST, silent_after_s=180)))
    assert rows_of(plant, "a, plan") == [
        *((0.0, float(n)) for n in range(3)), *((None, float(n)) for n in range(3, 10)), (10.0, 10.0)
    ]  # fmt: skip


def test_a_stray_reading_fills_no_time(plant: Plant) -> None:
    plant.tags(tag("R1", "Temp"))
    plant.read(
        *(reading("R1", "Temp", minute(n), 1.0) for n in (0, 2)),
        reading("R1", "Temp", datetime(2002, 5, 5, tzinfo=UTC), 1.0),
        reading("R1", "Temp", datetime(2099, 5, 5, 0, 0, 30, tzinfo=UTC), 1.0),
    )
    outcome(plant)
    assert rows_of(plant, "time::DATE::VARCHAR") == [("2002-05-05",), *[("2026-01-31",)] * 3]


def test_a_reading_before_1970_has_its_month(plant: Plant) -> None:
    plant.tags(tag("R1", "Temp"))
    plant.read(*(reading("R1", "Temp", datetime(1969, 12, 31, 23, 59 - n, tzinfo=UTC), 1.0) for n in (0, 2)))
    assert outcome(plant)["windows"] == ["1969-12"]
    assert rows_of(plant, "temp") == [(1.0,)] * 3


def test_a_reading_is_read_by_the_tag_of_its_time(plant: Plant) -> None:
    common = {"stale_after_s": 120.0}
    plant.tags(
        tag("R1", "Temp", step=True, valid_to=minute(3), is_current=False, **common),
        tag("R1", "Temp", step=False, valid_from=minute(3), **common),
    )
    plant.read(*(reading("R1", "Temp", minute(n + 0.5), float(n)) for n in range(6)))
    outcome(plant)
    assert rows_of(plant, "temp") == [(0.0,), (1.0,), (2.0,), (3.5,), (4.5,)]


def test_the_object_tells_units_and_its_version_to_pandas(plant: Plant) -> None:
    plant.tags(tag("R1", "Temp", unit="degC"), tag("R1", "Mode", type="String"))
    plant.read(reading("R1", "Temp", minute(0), 20.0, unit="degC"), reading("R1", "Mode", minute(0), "auto"))
    outcome(plant)
    table = pd.read_parquet(object_of(plant))
    assert table.attrs == {
        "delta-version": 0,
        "columns": {
            "mode": {"description": "Mode, its text", "kind": "text"},
            "temp": {"description": "Temp [degC]", "kind": "number", "unit": "degC"},
        },
    }
    assert list(table.columns) == ["asset", "time", "mode", "mode__pct_good", "temp", "temp__pct_good"]
    footer = pq.read_metadata(object_of(plant)).metadata
    assert footer[b"delta-version"] == b"0"
    assert footer[b"row-count"] == b"1"


def test_the_table_tells_units_in_its_schema(plant: Plant) -> None:
    plant.tags(tag("R1", "Temp", unit="degC"))
    plant.read(reading("R1", "Temp", minute(0), 20.0, unit="degC"))
    outcome(plant)
    log = (plant.root / "gold/delta/reactor_data/_delta_log/00000000000000000000.json").read_text()
    assert "Temp [degC]" in log


def test_an_export_that_was_lost_is_made_by_the_next_run(plant: Plant) -> None:
    plant.tags(tag("R1", "Temp"))
    plant.read(reading("R1", "Temp", minute(0), 20.0))
    outcome(plant)
    object_of(plant).unlink()
    assert outcome(plant) == {"outcome": "built", "version": 0, "rows": 1, "windows": []}
    assert len(pd.read_parquet(object_of(plant))) == 1


def test_what_meters_are_told(plant: Plant) -> None:
    told: list[Any] = []

    class Meter:
        def dataset(self, name: str, exported: Any) -> None:
            told.append((name, exported and (exported.rows, exported.cells, exported.empty)))

    plant.tags(tag("R1", "Temp"), tag("R1", "Mode", type="String"))
    plant.read(reading("R1", "Temp", minute(0), 20.0), reading("R1", "Mode", minute(1), "x"))
    outcome(plant, meter=Meter())
    outcome(plant, meter=Meter())
    assert told == [("reactor_data", (2, 4, 1)), ("reactor_data", None)]


def test_rows_of_many_assets_and_months_are_in_order(plant: Plant) -> None:
    plant.tags(*(tag(f"R{n}", "Temp") for n in range(12)))
    plant.read(*(reading(f"R{n}", "Temp", minute(k * 30_000 + n), float(n)) for n in range(12) for k in range(3)))
    outcome(plant)
    table = pd.read_parquet(object_of(plant))
    assert len(table) > 24
    assert list(zip(table.asset, table.time, strict=True)) == sorted(zip(table.asset, table.time, strict=True))


def test_a_large_dataset_is_a_folder_of_months_that_the_same_line_reads(plant: Plant) -> None:
    plant.tags(tag("R1", "Temp", unit="degC"))
    plant.read(*(reading("R1", "Temp", minute(n), float(n), unit="degC") for n in range(20)))
    outcome(plant)
    single = pd.read_parquet(object_of(plant))
    plant.read(reading("R1", "Temp", minute(15), 7.0, unit="degC"))
    outcome(plant, single_object_gib=1e-9)
    january = object_of(plant) / "year=2026/month=01/part.parquet"
    before = january.stat().st_mtime_ns
    several = pd.read_parquet(object_of(plant))
    assert several.attrs["columns"]["temp"]["unit"] == "degC"
    assert list(several.temp[:15]) == list(single.temp[:15])
    assert several.temp[15] == 7.0
    plant.read(reading("R1", "Temp", minute(16), 8.0, unit="degC"))
    assert outcome(plant, single_object_gib=1e-9)["rows"] == 20
    assert january.stat().st_mtime_ns == before
    manifest = json.loads((object_of(plant) / "_manifest.json").read_text())
    assert [told["delta-version"] for told in manifest["months"].values()] == [1, 2]
    assert outcome(plant, single_object_gib=1e-9)["outcome"] == "unchanged"
    assert outcome(plant)["outcome"] == "built"
    assert pd.read_parquet(object_of(plant)).temp[16] == 8.0


def test_what_no_unit_is_known_of_is_shown_as_it_is(plant: Plant) -> None:
    plant.tags(tag("R1", "Temp"))
    plant.read(reading("R1", "Temp", minute(0), 1.0))
    outcome(plant)
    assert rows_of(plant, "temp, temp__pct_good") == [(1.0, 100.0)]


def test_a_tag_without_a_unit_is_shown_in_that_of_its_readings_and_its_bad_ones_still_end_what_it_showed(
    plant: Plant,
) -> None:
    plant.tags(tag("R1", "Temp", step=True))
    plant.read(
        reading("R1", "Temp", minute(0), None),
        reading("R1", "Temp", minute(1), 1.0, unit="bar"),
        reading("R1", "Temp", minute(2), None),
        reading("R1", "Temp", minute(3), 50.0, unit="kPa"),
    )
    outcome(plant)
    assert rows_of(plant, "temp, temp__pct_good") == [(None, 0.0), (1.0, 100.0), (None, 0.0), (0.5, 100.0)]


def test_a_gauge_is_shown_as_absolute_by_the_air_of_the_site_and_another_air_rebuilds_all(plant: Plant) -> None:
    plant.tags(tag("R1", "Temp", unit="kPa"), tag("R2", "Temp", unit="kPag"))
    plant.read(reading("R1", "Temp", minute(0), 150.0, unit="kPa"), reading("R2", "Temp", minute(0), 1.0, unit="kPag"))
    found = []
    for air_kpa in (None, 100.0, 90.0):
        outcome(plant, dataset=replace(FAST, air_kpa=air_kpa))
        found.append(rows_of(plant, "temp"))
    assert found == [[(150.0,), (None,)], [(150.0,), (101.0,)], [(150.0,), (91.0,)]]


def test_several_readings_at_one_moment_the_last_stands(plant: Plant) -> None:
    plant.tags(tag("R1", "Temp"))
    plant.read(reading("R1", "Temp", minute(0), 1.0), reading("R1", "Temp", minute(0), 2.0, seq=1))
    outcome(plant)
    assert rows_of(plant, "temp") == [(2.0,)]


def test_a_step_of_the_grid_may_cross_the_month(plant: Plant) -> None:
    plant.tags(tag("R1", "Temp", stale_after_s=86_400.0))
    plant.read(*(reading("R1", "Temp", minute(n), float(n)) for n in range(0, 60, 5)))
    outcome(plant, dataset=Dataset("reactor_data", "north", VIEW, 420))
    cells = rows_of(
        plant,
        "epoch_us(time) // 1000000 % 420, round(temp - epoch_us(time - TIMESTAMPTZ '2026-01-31 23:50:00Z') / 6e7, 9)",
    )
    assert len(cells) == 8
    assert set(cells) == {(0, 0.0)}


@pytest.mark.parametrize("statistics", [(), ("mean", "count")])
@pytest.mark.parametrize(
    ("piece", "size"),
    [
        ("tasks.window._CHUNK_COLUMNS", 2),
        ("tasks.window._CHUNK_READINGS", 30),
        ("tasks.window._CHUNK_CELLS", 100),
        ("planning.plan._READINGS", 40),
        ("planning.plan._ROWS", 1),
        ("exporting.single_object._LONG_ASSET", 1),
    ],
)
def test_a_month_built_in_pieces_is_the_same_month(
    plant: Plant, piece: str, size: int, statistics: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    attributes = ["Temp", "Flow", "Mode", "Level", "Speed"]
    plant.tags(
        *(
            tag(asset, each, type="String" if each == "Mode" else "Int32")
            for asset in ("R1", "R2", "R3")
            for each in attributes
        )
    )
    plant.read(*(
        reading(asset, each, minute(n + len(each) / 10), f"m{n}" if each == "Mode" else float(n))
        for asset in ("R1", "R2", "R3") for each in attributes for n in range(0, 30, 2)
    ))  # fmt: skip
    dataset = replace(FAST, statistics=statistics)
    outcome(plant, dataset=dataset)
    whole = [pd.read_parquet(object_of(plant)), rows_of(plant, "*")]
    monkeypatch.setattr(f"replica.gold.{piece}", size)
    assert outcome(plant, dataset=dataset, rule_version="2")["outcome"] == "built"
    assert pd.read_parquet(object_of(plant)).equals(whole[0])
    assert rows_of(plant, "*") == whole[1]
