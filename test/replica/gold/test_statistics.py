"""Mean, least, greatest and count of each cell beside its sample, from silver to the object."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from landing import asked
from plant import VIEW, Dataset, Plant, reading, tag
from replica.gold.build import build
from truth import Readings, is_near, statistics

ALL = ("mean", "min", "max", "count")
PLAIN = Dataset("reactor_data", "north", VIEW, 600)
WITH = replace(PLAIN, statistics=ALL)
BEGIN = datetime(2026, 1, 31, 23, 50, tzinfo=UTC)


@pytest.fixture
def plant(tmp_path: Path) -> Plant:
    return Plant(tmp_path)


def minute(number: float) -> datetime:
    return BEGIN + timedelta(minutes=number)


def cells(plant: Plant, columns: str) -> list[tuple[Any, ...]]:
    return asked().execute(f"SELECT {columns} FROM {plant.gold_rows('reactor_data')} ORDER BY asset, time").fetchall()


def figures(plant: Plant, column: str) -> list[tuple[Any, ...]]:
    return cells(plant, ", ".join(f"{column}__{each}" for each in ALL))


def test_a_line_is_integrated_by_time_to_both_its_ends_and_a_step_is_held(plant: Plant) -> None:
    plant.tags(tag("R1", "Flow", stale_after_s=3600.0), tag("R1", "Valve", step=True, stale_after_s=3600.0))
    values = {0: 10.0, 5: 20.0, 15: 40.0, 20: 0.0}
    plant.read(*(reading("R1", each, minute(n), value) for n, value in values.items() for each in ("Flow", "Valve")))
    build(plant.run(WITH))
    assert figures(plant, "flow") == [(20.0, 10.0, 30.0, 2), (27.5, 0.0, 40.0, 1), (0.0, 0.0, 0.0, 1)]
    assert figures(plant, "valve") == [(15.0, 10.0, 20.0, 2), (30.0, 20.0, 40.0, 1), (0.0, 0.0, 0.0, 1)]


def test_time_that_is_not_good_has_no_weight(plant: Plant) -> None:
    plant.tags(tag("R1", "Flow", stale_after_s=240.0))
    plant.read(
        reading("R1", "Flow", minute(0), 1.0), reading("R1", "Flow", minute(2), None),  # an outage until 6
        reading("R1", "Flow", minute(6), 5.0), reading("R1", "Flow", minute(8), 7.0),  # stale from 12 on
        reading("R1", "Flow", minute(31), None),
    )  # fmt: skip
    build(plant.run(WITH))
    assert figures(plant, "flow") == [
        (28 / 6, 1.0, 7.0, 3),
        (7.0, 7.0, 7.0, 0),
        (None, None, None, 0),
        (None, None, None, 0),
    ]
    assert cells(plant, "flow__pct_good") == [(60.0,), (20.0,), (0.0,), (0.0,)]


def test_nothing_is_integrated_through_a_silence_of_the_whole_view(plant: Plant) -> None:
    plant.tags(tag("R1", "Flow", stale_after_s=7200.0))
    plant.read(reading("R1", "Flow", minute(0), 0.0), reading("R1", "Flow", minute(25), 100.0))
    build(plant.run(replace(WITH, silent_after_s=300)))
    assert figures(plant, "flow") == [(0.0, 0.0, 0.0, 1), (None, None, None, 0), (100.0, 100.0, 100.0, 1)]


def test_of_texts_and_states_there_is_a_count_only(plant: Plant) -> None:
    plant.tags(tag("R1", "Mode", type="String"), tag("R1", "On", type="Boolean", stale_after_s=3600.0))
    plant.read(
        *(reading("R1", "Mode", minute(n), "auto") for n in (0, 1, 4)), reading("R1", "Mode", minute(5), None),
        reading("R1", "On", minute(0), 1.0), reading("R1", "On", minute(1), 0.0),
    )  # fmt: skip
    build(plant.run(WITH))
    table = pd.read_parquet(plant.root / "gold/reactor_data.parquet")
    assert [name for name in table.columns if name.startswith("mode")] == ["mode", "mode__pct_good", "mode__count"]
    assert list(table.mode__count) == [3]
    assert table.mode__count.dtype == "int64"
    assert cells(plant, "on__pct_good, on__mean, on__min, on__max") == [(100.0, 0.1, 0.0, 1.0)]


def test_of_several_readings_at_one_moment_the_one_that_stands_counts(plant: Plant) -> None:
    plant.tags(tag("R1", "Flow", stale_after_s=3600.0))
    plant.read(
        reading("R1", "Flow", minute(0), 1.0), reading("R1", "Flow", minute(1), 9.0), reading("R1", "Flow", minute(1), 3.0, seq=1),
        reading("R1", "Flow", minute(10), 3.0), reading("R1", "Flow", minute(10), None, seq=1),
    )  # fmt: skip
    build(plant.run(WITH))
    assert figures(plant, "flow")[0][1:] == (1.0, 3.0, 2)
    assert figures(plant, "flow")[1] == (None, None, None, 0)


def test_a_held_number_is_its_own_mean_to_the_bit(plant: Plant) -> None:
    plant.tags(tag("R1", "Flow", step=True, stale_after_s=3600.0))
    plant.read(*(reading("R1", "Flow", minute(n / 7), 0.1) for n in range(70)))
    build(plant.run(WITH))
    assert {row[:3] for row in figures(plant, "flow")} == {(0.1, 0.1, 0.1)}


def test_an_attribute_s_own_name_is_never_that_of_a_figure(plant: Plant) -> None:
    names = ["Flow", "Flow__mean", "flow mean", "Flow__pct_good", "Flow__count", "__max"]
    plant.tags(*(tag("R1", each) for each in names))
    plant.read(*(reading("R1", each, minute(0), float(n)) for n, each in enumerate(names)))
    build(plant.run(WITH))
    table = pd.read_parquet(plant.root / "gold/reactor_data.parquet")
    assert len(set(table.columns)) == 2 + len(names) * 6
    assert table.flow__mean[0] == 0.0


def test_what_is_asked_for_is_what_stands_there_and_to_ask_otherwise_builds_all_anew(plant: Plant) -> None:
    plant.tags(tag("R1", "Flow", unit="kPa", stale_after_s=3600.0))
    plant.read(*(reading("R1", "Flow", minute(n), float(n), unit="kPa") for n in range(15)))
    found = []
    for wanted in ((), ("mean", "count"), ("max",), ()):
        windows = build(plant.run(replace(PLAIN, statistics=wanted)))["datasets"]["reactor_data"]["windows"]
        table = pd.read_parquet(plant.root / "gold/reactor_data.parquet")
        found.append((windows, list(table.columns[4:]), sorted(table.attrs["columns"])))
    both = ["2026-01", "2026-02"]
    assert found == [
        (both, [], ["flow"]), (both, ["flow__mean", "flow__count"], ["flow", "flow__count", "flow__mean"]),
        (both, ["flow__max"], ["flow", "flow__max"]), (both, [], ["flow"]),
    ]  # fmt: skip
    assert build(plant.run(PLAIN))["datasets"]["reactor_data"]["outcome"] == "unchanged"


def test_figures_tell_what_they_are_and_their_unit(plant: Plant) -> None:
    plant.tags(tag("R1", "Flow", unit="kPa"))
    plant.read(reading("R1", "Flow", minute(0), 1.0, unit="kPa"))
    build(plant.run(WITH))
    told = pd.read_parquet(plant.root / "gold/reactor_data.parquet").attrs["columns"]
    assert told["flow__mean"] == {
        "description": "Flow: Mean by time of what is shown within the cell, over its good time only; null where it has none [kPa]",
        "kind": "number", "unit": "kPa",
    }  # fmt: skip
    assert "unit" not in told["flow__count"]
    log = (plant.root / "gold/delta/reactor_data/_delta_log/00000000000000000000.json").read_text()
    schema = next(json.loads(line)["metaData"] for line in log.splitlines() if "metaData" in line)["schemaString"]
    fields = {field["name"]: field for field in json.loads(schema)["fields"]}
    assert fields["flow__min"]["metadata"]["comment"].startswith("Flow: Least of what is shown within the cell")
    assert (fields["flow__min"]["type"], fields["flow__count"]["type"]) == ("double", "long")


@pytest.mark.parametrize("seed", range(8))
def test_a_build_is_what_an_integration_tick_by_tick_says(plant: Plant, seed: int) -> None:
    """Ticks are of ten seconds here; asset and attribute have a tag, a unit and a staleness of their own."""
    chance = random.Random(seed)
    grid = chance.choice([1, 6, 42, 90])
    tags: dict[tuple[str, str], tuple[bool, int, Readings]] = {}
    for place in ((asset, attribute) for asset in ("R1", "R2") for attribute in ("Flow", "Valve")):
        readings: Readings = {}
        for at in chance.sample(range(400), chance.choice([1, 5, 40, 120])):
            good = chance.random() > 0.2
            readings[at] = (chance.randrange(1000) / 7 if good else None, good)
        tags[place] = chance.random() < 0.4, chance.choice([1, 6, 30, 100]), readings
    plant.tags(*(
        tag(*place, step=held, stale_after_s=stale * 10.0, unit="kPa") for place, (held, stale, _) in tags.items()
    ))  # fmt: skip
    first = int(BEGIN.timestamp()) // 10
    for place, (_, _, told) in tags.items():
        plant.read(*(
            reading(*place, datetime.fromtimestamp(10 * (first + at), UTC), value, unit="kPa") for at, (value, _) in told.items()
        ))  # fmt: skip
    build(plant.run(replace(WITH, grid_s=grid * 10)))
    for column in ("flow", "valve"):
        rows = cells(plant, f"asset, epoch_us(time) // 10000000, {', '.join(f'{column}__{each}' for each in ALL)}")
        for asset, at, *got in rows:
            held, stale, readings = tags[asset, column.title()]
            wanted = statistics({ticks + first: each for ticks, each in readings.items()}, held, stale, at, at + grid)
            assert is_near(got, wanted), (asset, column, at, got, wanted)
