"""A build by touched windows is equal to a whole one, to the bit."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from deltalake import DeltaTable
from landing import asked
from plant import VIEW, Dataset, Plant, reading, tag
from replica.gold.build import build
from seeds import by_chance
from whole import assert_equal_to_a_whole_build, built

HOURLY = Dataset("hourly", "north", VIEW, 3600)
BEGIN = datetime(2025, 11, 10, tzinfo=UTC)
BORDER = datetime(2026, 1, 1, tzinfo=UTC)
TAGS = [
    tag("A", "Temp", unit="degC", stale_after_s=7200.0),
    tag("A", "Valve", type="Digital", step=True, stale_after_s=86400.0),
    tag("B", "Temp", unit="degC", stale_after_s=3 * 86400.0),
    tag("B", "Mode", type="String", stale_after_s=50_000.0),
]


def some_value(chance: random.Random, attribute: str) -> Any:
    if chance.random() < 0.2:
        return None
    return {"Mode": chance.choice(["auto", "hand"]), "Valve": float(chance.randrange(3))}.get(
        attribute, chance.random() * 100
    )


def some_reading(chance: random.Random, time: datetime) -> dict[str, Any]:
    asset, attribute = chance.choice([("A", "Temp"), ("A", "Valve"), ("B", "Temp"), ("B", "Mode")])
    unit, value = chance.choice(["degC", "K"]) if attribute == "Temp" else None, some_value(chance, attribute)
    more = {"value_string": f"S{value:g}"} if attribute == "Valve" and value is not None else {}
    return reading(asset, attribute, time, value, unit=unit, **more)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Plant:
    """Readings on every third day of four months, built once."""
    plant, chance = Plant(tmp_path_factory.mktemp("first")), random.Random(1)
    plant.tags(*TAGS)
    days = [BEGIN + timedelta(days=day) for day in (*range(0, 100, 3), 50, 51, 53)]
    plant.read(
        *(some_reading(chance, chance.choice(days) + timedelta(minutes=chance.randrange(1440))) for _ in range(1_000))
    )
    assert built(plant, HOURLY) == ["2025-11", "2025-12", "2026-01", "2026-02"]
    return plant


@pytest.fixture
def plant(tmp_path: Path, first: Plant) -> Plant:
    shutil.copytree(first.root, tmp_path, dirs_exist_ok=True)
    return Plant(tmp_path, dict(first.rows), first.runs)


@pytest.mark.parametrize("seed", range(by_chance(2, whole=4)))
def test_late_readings_of_any_kind(plant: Plant, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(4):
        time = chance.choice([
            BORDER + timedelta(seconds=chance.randrange(-400_000, 400_000)),
            BORDER + timedelta(microseconds=chance.choice([-1, 0, 1])),
            BEGIN + timedelta(minutes=chance.randrange(120 * 1440)),
            datetime(2025, 3, 3, tzinfo=UTC),
            datetime(2026, 5, 3, tzinfo=UTC),
        ])  # fmt: skip
        gone = [] if chance.random() < 0.7 else chance.sample(sorted(plant.rows), chance.choice([1, 3]))
        plant.read(some_reading(chance, time), without=gone)
        built(plant, HOURLY)
    assert_equal_to_a_whole_build(plant, HOURLY)


@pytest.mark.parametrize(
    ("seed", "silent_after_s"), [(0, 1800), (2, 7 * 3600), (3, 40 * 3600)][: by_chance(1, whole=3)]
)
def test_late_readings_that_end_or_begin_a_silence_of_the_view(plant: Plant, seed: int, silent_after_s: int) -> None:
    silent = replace(HOURLY, silent_after_s=silent_after_s)
    chance = random.Random(seed)
    plan = tag("B", "Plan", future=True, stale_after_s=86400.0)
    plant.tags(*TAGS, plan)
    plant.read(*(reading("B", "Plan", BORDER + timedelta(hours=6 * n), float(n)) for n in range(-40, 40)))
    built(plant, silent)
    for step in range(5):
        near = BORDER + timedelta(hours=chance.randrange(-200, 200), minutes=chance.choice([0, 17]))
        gone = [] if chance.random() < 0.5 else chance.sample(sorted(plant.rows), chance.choice([1, 30]))
        if step == 3:
            plant.tags(*TAGS, {**plan, "future": False})
        plant.read(
            *(some_reading(chance, near + timedelta(hours=n)) for n in range(chance.choice([1, 1, 9]))), without=gone
        )
        built(plant, silent)
    assert_equal_to_a_whole_build(plant, silent)


def test_a_silence_that_begins_later_rebuilds_the_month_into_which_another_tag_is_held(tmp_path: Path) -> None:
    plant, silent = Plant(tmp_path), replace(HOURLY, silent_after_s=7 * 3600)
    plant.tags(*TAGS)
    at = [BORDER + timedelta(hours=hours) for hours in (-4, -2.5, 90)]
    plant.read(
        reading("A", "Valve", at[0], 1.0, value_string="S1"), reading("A", "Valve", at[2], 2.0, value_string="S2")
    )
    assert built(plant, silent) == ["2025-12", "2026-01"]
    plant.read(reading("A", "Temp", at[1], 5.0, unit="degC"))
    assert built(plant, silent) == ["2025-12", "2026-01"]
    assert_equal_to_a_whole_build(plant, silent)
    plant.read(without=[("north:A|Temp", reading("A", "Temp", at[1], 5.0)["event_ticks"], 0)])
    assert built(plant, silent) == ["2025-12", "2026-01"]
    assert_equal_to_a_whole_build(plant, silent)


def test_an_hour_more_at_the_end_rebuilds_its_month_only(plant: Plant) -> None:
    silent = replace(HOURLY, silent_after_s=7 * 3600)
    plant.read(reading("A", "Temp", datetime(2026, 2, 20, tzinfo=UTC), 5.0, unit="degC"))
    built(plant, silent)
    plant.read(reading("A", "Temp", datetime(2026, 2, 20, 1, tzinfo=UTC), 6.0, unit="degC"))
    assert built(plant, silent) == ["2026-02"]
    assert_equal_to_a_whole_build(plant, silent)


def test_another_limit_of_silence_rebuilds_all(plant: Plant) -> None:
    assert len(built(plant, replace(HOURLY, silent_after_s=3600))) == 4


@pytest.mark.parametrize(
    ("time", "attribute", "windows"),
    [
        (datetime(2025, 12, 15, tzinfo=UTC), "Temp", ["2025-12"]),
        (BORDER - timedelta(minutes=5), "Temp", ["2025-12", "2026-01"]),
        (BORDER + timedelta(minutes=5), "Temp", ["2025-12", "2026-01"]),
        (BORDER + timedelta(hours=30), "Temp", ["2026-01"]),
        (BORDER + timedelta(hours=20), "Valve", ["2025-12", "2026-01"]),
        (datetime(2025, 4, 3, tzinfo=UTC), "Temp", ["2025-04"]),
        (datetime(2025, 10, 3, tzinfo=UTC), "Temp", ["2025-10", "2025-11"]),
    ],
)
def test_a_late_reading_rebuilds_the_months_that_it_can_reach(
    plant: Plant, time: datetime, attribute: str, windows: list[str]
) -> None:
    plant.read(reading("A", attribute, time, 5.0, unit="degC" if attribute == "Temp" else None))
    assert built(plant, HOURLY) == windows
    assert_equal_to_a_whole_build(plant, HOURLY)


def test_a_month_that_becomes_empty_goes(plant: Plant) -> None:
    stray = reading("A", "Temp", datetime(2025, 4, 3, tzinfo=UTC), 5.0, unit="degC")
    plant.read(stray)
    built(plant, HOURLY)
    plant.read(without=[(stray["tag_id"], stray["event_ticks"], 0)])
    assert built(plant, HOURLY) == ["2025-04"]
    assert_equal_to_a_whole_build(plant, HOURLY)


def test_an_asset_that_leaves_a_month_shortens_the_months_beside(plant: Plant) -> None:
    stray = reading("A", "Temp", datetime(2025, 10, 3, tzinfo=UTC), 5.0, unit="degC")
    plant.read(stray)
    built(plant, HOURLY)
    plant.read(without=[(stray["tag_id"], stray["event_ticks"], 0)])
    assert built(plant, HOURLY) == ["2025-10", "2025-11"]
    assert_equal_to_a_whole_build(plant, HOURLY)


def test_a_compaction_rebuilds_nothing(plant: Plant) -> None:
    plant.read(reading("A", "Temp", datetime(2025, 12, 13, tzinfo=UTC), 5.0, unit="degC"), add=True)
    assert built(plant, HOURLY) == ["2025-12"]
    assert DeltaTable(plant.events.uri).optimize.compact()["numFilesRemoved"] == 2
    assert build(plant.run(HOURLY))["datasets"]["hourly"]["outcome"] == "unchanged"


def test_another_view_s_readings_rebuild_nothing(plant: Plant) -> None:
    plant.read(reading("A", "Temp", datetime(2025, 12, 15, tzinfo=UTC), 5.0, unit="degC", view="slow"))
    assert build(plant.run(HOURLY))["datasets"]["hourly"]["outcome"] == "unchanged"


def test_a_log_that_is_gone_rebuilds_all(plant: Plant) -> None:
    plant.read(reading("A", "Temp", datetime(2025, 12, 15, tzinfo=UTC), 5.0, unit="degC"))
    plant.read(reading("A", "Temp", datetime(2025, 12, 16, tzinfo=UTC), 5.0, unit="degC"))
    opened = plant.events.open()
    assert opened is not None
    DeltaTable(plant.events.uri).create_checkpoint()
    (plant.root / "silver/delta/pi_event/_delta_log/00000000000000000001.json").unlink()
    assert built(plant, HOURLY) == ["2025-11", "2025-12", "2026-01", "2026-02"]
    assert_equal_to_a_whole_build(plant, HOURLY)


def test_a_file_of_silver_that_is_gone_rebuilds_its_month(plant: Plant) -> None:
    opened = plant.events.open()
    assert opened is not None
    old = {file.path for file in opened.files()}
    plant.read(reading("A", "Temp", datetime(2025, 12, 13, tzinfo=UTC), 5.0, unit="degC"))
    opened = plant.events.open()
    assert opened is not None
    for path in old - {file.path for file in opened.files()}:
        (plant.root / "silver/delta/pi_event" / path).unlink()
    assert built(plant, HOURLY) == ["2025-11", "2025-12", "2026-01"]
    assert_equal_to_a_whole_build(plant, HOURLY)


@pytest.mark.parametrize(
    "more",
    [{"step": True}, {"stale_after_s": 9e5}, {"stale_after_s": 60.0}, {"type": "Digital"}, {"type": "String"}],
    ids=["step", "later stale", "sooner stale", "a code", "a text"],
)
def test_a_tag_that_is_another_from_a_moment_on(plant: Plant, more: dict[str, Any]) -> None:
    since = datetime(2026, 1, 20, tzinfo=UTC)
    closed = {**TAGS[0], "valid_to": since, "is_current": False}
    plant.tags(closed, *TAGS[1:], {**TAGS[0], **more, "valid_from": since})
    assert set(built(plant, HOURLY)) >= {"2026-01", "2026-02"}
    assert_equal_to_a_whole_build(plant, HOURLY)


@pytest.mark.parametrize("seed", range(by_chance(1, whole=2)))
def test_late_readings_beside_statistics_and_an_attribute_that_comes_later(plant: Plant, seed: int) -> None:
    chance, dataset = random.Random(seed), replace(HOURLY, statistics=("mean", "min", "max", "count"))
    assert len(built(plant, dataset)) == 4
    plant.tags(*TAGS, tag("A", "Late"))
    plant.read(reading("A", "Late", BORDER + timedelta(days=30), 5.0))
    assert len(built(plant, dataset)) < 4
    for _ in range(3):
        gone = [] if chance.random() < 0.7 else chance.sample(sorted(plant.rows), chance.choice([1, 3]))
        plant.read(some_reading(chance, BORDER + timedelta(seconds=chance.randrange(-400_000, 400_000))), without=gone)
        built(plant, dataset)
    assert_equal_to_a_whole_build(plant, dataset)


def test_other_rules_and_another_grid_rebuild_all(plant: Plant) -> None:
    every = ["2025-11", "2025-12", "2026-01", "2026-02"]
    assert build(plant.run(HOURLY, rule_version="2"))["datasets"]["hourly"]["windows"] == every
    half = replace(HOURLY, grid_s=1800)
    assert build(plant.run(half, rule_version="2"))["datasets"]["hourly"]["windows"] == every


def test_a_new_attribute_moves_no_column_and_reads_no_month_again(plant: Plant) -> None:
    plant.tags(*TAGS, tag("A", "Mode2", unit="bar"), tag("A", "temp!", unit="bar"))
    plant.read(reading("A", "temp!", datetime(2026, 2, 3, tzinfo=UTC), 5.0, unit="bar"))
    assert built(plant, HOURLY) == ["2026-02"]
    rows = plant.gold_rows("hourly")
    assert [row[0] for row in asked().execute(f"DESCRIBE FROM {rows}").fetchall()][-2:] == [
        "temp_2",
        "temp_2__pct_good",
    ]
    empty = asked().execute(f"SELECT count(*) FROM {rows} WHERE temp_2__pct_good IS NULL").fetchone()
    assert empty == (0,)
    assert_equal_to_a_whole_build(plant, HOURLY)
