"""Numbers that gold does not trust: too far from those before them, or the same for too long."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb
import pytest
from landing import asked
from plant import VIEW, Dataset, Plant, reading, tag
from replica.engine.limits import Limits
from replica.gold.build import build
from replica.gold.steps import connect_gold, run_step
from replica.rules.references import load
from seeds import by_chance
from truth import Readings, is_near, statistics, trusted
from whole import assert_equal_to_a_whole_build, built

BEGIN = datetime(2026, 1, 31, 23, 50, tzinfo=UTC)
PLAIN = Dataset("reactor_data", "north", VIEW, 60)
RATE = replace(PLAIN, rate_percent_per_s=1.0)
FLAT = replace(PLAIN, flat_after_s=240)
READING = """tag_no INTEGER, slot INTEGER, stale_ticks BIGINT, rate_limit DOUBLE, flat_ticks BIGINT, ticks BIGINT, seq INTEGER,
    number DOUBLE, is_good BOOLEAN""".replace("\n    ", " ")


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    with connect_gold(Limits(500_000_000, 2, tmp_path_factory.mktemp("scratch"))) as opened:
        yield opened


@pytest.fixture
def plant(tmp_path: Path) -> Plant:
    return Plant(tmp_path)


def minute(number: float) -> datetime:
    return BEGIN + timedelta(minutes=number)


def cells(plant: Plant, columns: str) -> list[Any]:
    """Rows in the order of asset and time, bare where there is one column."""
    rows = asked().execute(f"SELECT {columns} FROM {plant.gold_rows('reactor_data')} ORDER BY asset, time").fetchall()
    return [row[0] if len(row) == 1 else row for row in rows]


def shown(plant: Plant, dataset: Dataset, values: list[float | None], **more: Any) -> list[float | None]:
    """What gold shows of a tag with a span of 100, read once a minute, whose values are `values`."""
    plant.tags(tag("R1", "Flow", **{"span": 100.0, "unit": "m3/h", "stale_after_s": 900.0, **more}))
    plant.read(*(reading("R1", "Flow", minute(n), value, unit="m3/h") for n, value in enumerate(values)))
    build(plant.run(dataset))
    return cells(plant, "flow")


@pytest.mark.parametrize("seed", range(40))
def test_readings_are_suspect_as_the_slow_truth_says(con: duckdb.DuckDBPyConnection, seed: int) -> None:
    chance = random.Random(seed)
    rows: list[tuple[Any, ...]] = []
    wanted: dict[tuple[int, int], bool] = {}
    for no in range(3):
        limit, flat = chance.choice([None, 0.25, 2.0]), chance.choice([None, 3, 10])
        stale, readings = chance.choice([1, 4, 12]), {}
        for ticks in chance.sample(range(-60, 60), chance.choice([1, 6, 60])):
            for seq in range(chance.choice([1, 1, 2])):
                good = chance.random() > 0.15
                number = chance.choice([0.0, -0.0, 1.0, 1.5, 8.25]) if good else None
                rows.append((no, 0, stale, limit, flat, ticks, seq, number, good))
                readings[ticks] = (number, good)
        told = trusted(readings, stale, None if limit is None else Fraction(limit), flat)
        wanted |= {(no, ticks): good for ticks, (_, good) in told.items()}
    chance.shuffle(rows)
    assert good_of(con, rows) == wanted


def good_of(con: duckdb.DuckDBPyConnection, rows: list[tuple[Any, ...]]) -> dict[tuple[int, int], bool]:
    """Whether gold takes it for good, of each tag's moments."""
    load(con, "reading", READING, rows)
    for step in ("standing", "suspect", "distrust"):
        run_step(con, step)
    found = con.execute("SELECT tag_no, ticks, is_good FROM reading").fetchall()
    assert len(found) == len({row[:2] for row in found})
    return {(no, ticks): good for no, ticks, good in found}


@pytest.mark.parametrize("seed", range(40))
def test_a_window_that_looks_back_far_enough_judges_like_one_that_sees_all(
    con: duckdb.DuckDBPyConnection, seed: int
) -> None:
    chance = random.Random(seed)
    stale, flat = chance.choice([2, 4, 8]), chance.choice([5, 20])
    rows = [
        (no, 0, stale, 0.5, flat, ticks, 0, chance.choice([1.0, 1.0, 99.0, -99.0]), True)
        for no in range(40) for ticks in chance.sample(range(120), chance.choice([50, 70, 90]))
    ]  # fmt: skip
    cut = chance.randrange(20, 60)
    seen = good_of(con, [row for row in rows if row[5] >= cut])
    looked_back = {each for each in seen if each[1] >= cut + max(5 * stale, stale + flat)}
    every = good_of(con, rows)
    assert {each: seen[each] for each in looked_back} == {each: every[each] for each in looked_back}


def test_a_tag_reaches_as_far_as_its_readings_are_judged_by(plant: Plant) -> None:
    both = replace(RATE, flat_after_s=5000)
    found = []
    for dataset in (PLAIN, RATE, FLAT, both):
        shown(plant, dataset, [1, 2], stale_after_s=600.0)
        (path,) = (plant.root / "gold/delta/reactor_data/_plan").glob("*[0-9].parquet")
        found.append(asked().execute(f"SELECT DISTINCT reach_ticks / 1e7 FROM '{path}'").fetchall())
    assert found == [[(600.0,)], [(3600.0,)], [(1440.0,)], [(6200.0,)]]


def test_the_month_before_judges_what_a_month_begins_with(plant: Plant) -> None:
    assert shown(plant, RATE, [*[1] * 8, 99, 99, 1, 1], stale_after_s=120.0) == [*[1] * 8, None, None, 1, 1]


@pytest.mark.parametrize(
    ("values", "left"),
    [
        ([1, 1, 1, 99, 1, 1], [1, 1, 1, None, 1, 1]),
        ([1, 99, 1, 1], [1, None, 1, 1]),
        ([1, 1, 99, 99, 99, 1, 1], [1, 1, None, None, None, 1, 1]),
        ([1, 1, 1, 999, -999, 1, 1], [1, 1, 1, None, None, 1, 1]),
        ([1, 1, 99, 1, 99, 1], [1, 1, None, 1, None, 1]),
        ([1, 1, 1, 199, None, 1], [1, 1, 1, None, None, 1]),
        ([1, 1, 1, *[999] * 7], [1, 1, 1, *[None] * 4, *[999] * 3]),
        ([1, 1, *[999] * 5, 1, 1], [1, 1, *[None] * 4, 999, None, None]),
        ([0, 60, 120, 180, 240], [0, 60, 120, 180, 240]),
        ([0, 60.001, 60.001], [0, None, None]),
        ([0, 99] * 8, [0, None] * 5 + [None] * 6),
    ],
    ids=["up and back", "at the second reading", "of three", "up and down", "twice", "before an outage", "a step that stays",
         "a step that stood, and back", "a ramp at the limit", "past the limit", "to and fro"],
)  # fmt: skip
def test_a_jump_is_refused_and_what_follows_it_is_not(
    plant: Plant, values: list[float | None], left: list[float | None]
) -> None:
    assert shown(plant, RATE, values) == left


def test_a_step_is_believed_once_it_stood_for_staleness(plant: Plant) -> None:
    assert shown(plant, RATE, [1, 1, 999, 999, 999, 999], stale_after_s=120.0) == [1, 1, None, None, 999, 999]


def test_a_tag_is_as_it_was_where_nothing_is_switched_on(plant: Plant) -> None:
    assert shown(plant, PLAIN, [1, 1, 99, 1, 1, 1, 1, 1]) == [1, 1, 99, 1, 1, 1, 1, 1]


def test_a_number_is_flat_once_it_was_the_same_for_longer_than_allowed(plant: Plant) -> None:
    assert shown(plant, FLAT, [5, 5, 5, 5, 5, 5, 5, 6, 5]) == [5, 5, 5, 5, 5, None, None, 6, 5]


def test_an_outage_within_staleness_does_not_begin_a_flat_line_anew(plant: Plant) -> None:
    assert shown(plant, FLAT, [5, 5, 5, None, 5, 5, 5]) == [5, 5, 5, None, 5, None, None]


def test_a_silence_beyond_staleness_ends_what_was_before(plant: Plant) -> None:
    plant.tags(tag("R1", "Flow", span=100.0, stale_after_s=119.0), tag("R1", "Level", stale_after_s=119.0))
    plant.read(
        *(reading("R1", "Flow", minute(n), value) for n, value in ((0, 1.0), (1, 1.0), (3, 99.0), (4, 99.0))),
        *(reading("R1", "Level", minute(n), 5.0) for n in (0, 1, 2, 4, 5, 6, 7)),
    )
    build(plant.run(replace(RATE, flat_after_s=240)))
    assert cells(plant, "flow") == [1.0, 1.0, 1.0, 99.0, 99.0, 99.0, None, None]
    assert cells(plant, "level") == [5.0] * 8


@pytest.mark.parametrize(
    "more",
    [{"step": True}, {"type": "Boolean"}, {"future": True}, {"span": None}, {"span": 0.0}, {"span": -100.0}],
    ids=["a step", "a truth value", "a forecast", "no span", "a span of 0", "a span below 0"],
)
def test_what_has_no_rate_is_not_judged_by_one(plant: Plant, more: dict[str, Any]) -> None:
    assert shown(plant, replace(RATE, rate_percent_per_s=1e-9), [0, 1, 0, 1], **more) == [0, 1, 0, 1]


@pytest.mark.parametrize("more", [{"step": True}, {"type": "Boolean"}, {"future": True}])
def test_what_is_held_or_foretold_may_be_flat(plant: Plant, more: dict[str, Any]) -> None:
    assert shown(plant, FLAT, [1] * 9, **more) == [1] * 9


def test_texts_and_states_may_be_flat(plant: Plant) -> None:
    plant.tags(tag("R1", "Mode", type="String"), tag("R1", "Valve", type="Digital", span=1.0))
    for n in range(9):
        plant.read(
            reading("R1", "Mode", minute(n), "auto"),
            reading("R1", "Valve", minute(n), n % 2 * 9.0, value_string="OPEN", quality="good"),
        )
    build(plant.run(replace(RATE, flat_after_s=60)))
    assert cells(plant, "mode, valve") == [("auto", "OPEN")] * 9


def test_a_span_is_in_the_unit_of_its_tag_whatever_readings_and_column_are_in(plant: Plant) -> None:
    """In a minute the tag may move by 6 degF."""
    plant.tags(tag("A", "Temp", unit="degC", span=1e6), tag("B", "Temp", unit="degF", span=10.0))
    values = {0: 32.0, 1: 38.0, 2: 32.0, 3: 38.1, 4: 32.0}
    plant.read(
        *(reading("A", "Temp", minute(n), 0.0, unit="degC") for n in values),
        *(reading("B", "Temp", minute(n), value, unit="degF") for n, value in values.items()),
        *(reading("B", "Temp", minute(n + 10), (value + 459.67) / 1.8, unit="K") for n, value in values.items()),
    )
    build(plant.run(RATE))
    good = cells(plant, "asset, temp IS NOT NULL")
    one = [True, True, True, False, True]
    assert [told for asset, told in good if asset == "B"] == [*one, True, *[False] * 4, *one]


def test_the_widest_numbers_are_judged(plant: Plant) -> None:
    assert shown(plant, RATE, [-1.7e308, 1.7e308, -1.7e308]) == [-1.7e308, None, -1.7e308]


def test_what_is_suspect_is_no_good_time_and_in_no_statistic(plant: Plant) -> None:
    dataset = replace(RATE, grid_s=300, statistics=("mean", "min", "max", "count"))
    assert shown(plant, dataset, [1, 1, 99, 1, 1]) == [1]
    assert cells(plant, "flow__pct_good, flow__mean, flow__min, flow__max, flow__count") == [(80.0, 1, 1, 1, 4)]


def test_a_silence_of_the_view_changes_nothing_of_what_is_suspect(plant: Plant) -> None:
    dataset = replace(RATE, silent_after_s=90)
    plant.tags(tag("R1", "Flow", span=100.0, stale_after_s=600.0))
    plant.read(*(reading("R1", "Flow", minute(n), value) for n, value in ((0, 1.0), (1, 1.0), (4, 999.0), (5, 1.0))))
    build(plant.run(dataset))
    assert cells(plant, "flow") == [1.0, 1.0, 1.0, None, None, 1.0]


def test_to_switch_a_check_on_or_off_builds_all_anew(plant: Plant) -> None:
    shown(plant, PLAIN, [1, 1, 1, 1, 1, 1, 99, 1, *[2] * 8])
    found = []
    for dataset in (RATE, FLAT, replace(FLAT, flat_after_s=300), PLAIN):
        windows = built(plant, dataset)
        found.append((len(windows), sum(value is None for value in cells(plant, "flow"))))
    assert found == [(2, 1), (2, 4), (2, 2), (2, 0)]


def test_another_span_builds_the_months_anew_that_it_judges(plant: Plant) -> None:
    values = [1, 1, 1, 99, 1]
    assert shown(plant, RATE, values) == [1, 1, 1, None, 1]
    assert shown(plant, RATE, values, span=1000.0) == values


def test_a_reading_is_judged_by_the_span_of_its_time(plant: Plant) -> None:
    common = {"unit": "m3/h", "stale_after_s": 900.0}
    plant.tags(
        tag("R1", "Flow", span=100.0, valid_to=minute(3.5), is_current=False, **common),
        tag("R1", "Flow", span=1000.0, valid_from=minute(3.5), **common),
    )
    values = [1.0, 1.0, 99.0, 1.0, 99.0, 1.0]
    plant.read(*(reading("R1", "Flow", minute(n), value, unit="m3/h") for n, value in enumerate(values)))
    build(plant.run(RATE))
    assert cells(plant, "flow") == [1.0, 1.0, None, 1.0, 99.0, 1.0]


def test_a_late_reading_that_ends_a_flat_line_rebuilds_the_month_into_which_it_ran(plant: Plant) -> None:
    shown(plant, FLAT, [5] * 13, stale_after_s=120.0)
    plant.read(reading("R1", "Flow", minute(6), 6.0, unit="m3/h"))
    assert built(plant, FLAT) == ["2026-01", "2026-02"]
    assert cells(plant, "flow") == [5, 5, 5, 5, 5, None, 6, 5, 5, 5, 5, 5, None]
    assert_equal_to_a_whole_build(plant, FLAT)


TAGS = [
    tag("A", "Temp", unit="degC", span=100.0, stale_after_s=7200.0),
    tag("A", "Valve", step=True, unit="%", span=100.0, stale_after_s=86400.0),
    tag("B", "Temp", unit="degF", span=100.0, stale_after_s=86400.0),
    tag("B", "Mode", type="String", stale_after_s=50_000.0),
]
BORDER = datetime(2026, 1, 1, tzinfo=UTC)


def some_reading(chance: random.Random) -> dict[str, Any]:
    """Within days of the border of two months, in its month or an hour or two; often what was there before."""
    near = timedelta(minutes=chance.randrange(chance.choice([240, 6_000])))
    asset, attribute, unit = chance.choice([
        ("A", "Temp", "degC"), ("A", "Temp", "degC"), ("A", "Valve", "%"), ("B", "Temp", "degF"), ("B", "Temp", "K"), ("B", "Mode", None)
    ])  # fmt: skip
    value = chance.choice([20.0, 20.0, 20.0, 21.0, 90.0, None])
    told = "auto" if attribute == "Mode" else value
    return reading(asset, attribute, BORDER + chance.choice([-1, 1]) * near, told, unit=unit)


@pytest.mark.parametrize("seed", range(by_chance(1, whole=2)))
@pytest.mark.parametrize(
    "checks",
    [{"rate_percent_per_s": 0.01}, {"flat_after_s": 30_000}, {"rate_percent_per_s": 0.002, "flat_after_s": 90_000}],
    ids=["rate", "flat", "both"],
)
def test_late_readings_of_any_kind(plant: Plant, checks: dict[str, Any], seed: int) -> None:
    chance = random.Random(seed)
    dataset = replace(PLAIN, grid_s=3600, statistics=("mean", "count"), **checks)
    plant.tags(*TAGS)
    plant.read(*(some_reading(chance) for _ in range(200)))
    built(plant, dataset)
    for step in range(3):
        gone = [] if chance.random() < 0.5 else chance.sample(sorted(plant.rows), chance.choice([1, 5]))
        if step == 1:
            plant.tags(*TAGS[1:], {**TAGS[0], "span": 300.0, "stale_after_s": 14_400.0})
        plant.read(*(some_reading(chance) for _ in range(chance.choice([1, 3]))), without=gone)
        built(plant, dataset)
    assert_equal_to_a_whole_build(plant, dataset)


@pytest.mark.parametrize("seed", range(4))
def test_months_are_built_as_the_slow_truth_says(plant: Plant, seed: int) -> None:
    """Ticks are of ten seconds here, and a month ends in the middle of the readings."""
    chance = random.Random(seed)
    grid, stale, flat = chance.choice([6, 42]), chance.choice([6, 30, 100]), chance.choice([None, 5, 40])
    rate = chance.choice([0.1, 0.5]) if flat is None or chance.random() < 0.5 else None
    first = int(BEGIN.timestamp()) // 10
    readings: Readings = {}
    for at in chance.sample(range(120), chance.choice([5, 40, 100])):
        good = chance.random() > 0.1
        readings[first + at] = (chance.choice([20.0, 20.0, 20.0, 22.0, 60.0]) if good else None, good)
    plant.tags(tag("R1", "Flow", unit="kPa", span=100.0, stale_after_s=stale * 10.0))
    plant.read(*(
        reading("R1", "Flow", datetime.fromtimestamp(10 * at, UTC), value, unit="kPa") for at, (value, _) in readings.items()
    ))  # fmt: skip
    figures = ("mean", "min", "max", "count")
    build(plant.run(replace(
        PLAIN, grid_s=grid * 10, statistics=figures, rate_percent_per_s=rate, flat_after_s=flat and flat * 10
    )))  # fmt: skip
    told = trusted(readings, stale, None if rate is None else Fraction(rate) * 10, flat)
    for at, *got in cells(plant, f"epoch_us(time) // 10000000, {', '.join(f'flow__{each}' for each in figures)}"):
        assert is_near(got, statistics(told, False, stale, at, at + grid)), at


def test_a_process_each_builds_the_same(plant: Plant) -> None:
    chance, dataset = random.Random(1), replace(PLAIN, grid_s=3600, rate_percent_per_s=0.01, flat_after_s=30_000)
    plant.tags(*TAGS)
    plant.read(*(some_reading(chance) for _ in range(200)))
    build(plant.run(dataset, carrier="apart"))
    assert_equal_to_a_whole_build(plant, dataset)
