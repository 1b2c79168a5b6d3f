"""The made rows: as many as they say, the same each time."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from bench.data.readings import Writer
from bench.data.shape import Shape, over_a_year

_SHAPES = [
    Shape(20_000, seed=7, object_rows=5_000),
    Shape(20_000, seed=8, object_rows=20_000),
    Shape(2_345, seed=7, object_rows=7),
    over_a_year(20_000, seed=7),
]


def _write(shape: Shape, folder: Path) -> str:
    writer = Writer.of(shape)
    for number in range(shape.objects):
        writer.write_object(number, folder / f"part-{number:05d}.parquet")
    return f"read_parquet('{folder}/part-*.parquet')"


def _one(query: str) -> tuple[object, ...]:
    [row] = duckdb.sql(query).fetchall()
    return tuple(row)


_OF_A_READING = "asset, attribute, timestamp"


@pytest.mark.parametrize("shape", _SHAPES, ids=lambda shape: shape.name)
def test_there_are_the_rows_that_the_shape_says(shape: Shape, tmp_path: Path) -> None:
    rows = _write(shape, tmp_path)
    assert _one(f"select count(*) from {rows}") == (shape.rows,)


@pytest.mark.parametrize("shape", _SHAPES, ids=lambda shape: shape.name)
def test_all_but_the_duplicates_are_readings_of_their_own(shape: Shape, tmp_path: Path) -> None:
    rows = _write(shape, tmp_path)
    assert _one(f"select count(distinct ({_OF_A_READING})) from {rows}") == (shape.rows - shape.duplicates,)


def test_a_duplicate_repeats_every_cell(tmp_path: Path) -> None:
    shape = _SHAPES[0]
    rows = _write(shape, tmp_path)
    assert _one(f"select count(*) from (select distinct * from {rows})") == (shape.readings,)


def test_half_of_the_duplicates_come_an_object_later(tmp_path: Path) -> None:
    shape = Shape(20_000, seed=7, object_rows=5_000)
    _write(shape, tmp_path)
    file = tmp_path / "part-00000.parquet"
    within = shape.readings_per_object // 100 // 2
    assert _one(f"select count(*) - count(distinct ({_OF_A_READING})) from '{file}'")[0] == pytest.approx(within, abs=2)


def test_the_readings_have_as_many_states_as_the_shape_says(tmp_path: Path) -> None:
    shape = _SHAPES[0]
    rows = _write(shape, tmp_path)
    states = f"select count(distinct ({_OF_A_READING})) from {rows} where is_system and state_code is not null"
    assert _one(states) == (shape.states,)


def test_a_duplicate_is_a_state_as_often_as_a_reading(tmp_path: Path) -> None:
    shape = _SHAPES[0]
    rows = _write(shape, tmp_path)
    states = f"select count(*) - count(distinct ({_OF_A_READING})) from {rows} where is_system"
    assert _one(states) == (shape.repeated_states,)


def test_a_tag_has_a_time_of_seven_digits(tmp_path: Path) -> None:
    rows = _write(_SHAPES[0], tmp_path)
    pattern = r"2024-01-01T00:0\d:\d\d\.\d{7}Z"
    assert _one(f"select count(*) from {rows} where not regexp_full_match(timestamp, '{pattern}')") == (0,)


def test_the_same_seed_gives_the_same_rows_in_objects_of_any_size(tmp_path: Path) -> None:
    sums = set()
    for size in (20_000, 700):
        folder = tmp_path / str(size)
        folder.mkdir()
        rows = _write(Shape(20_000, seed=7, object_rows=size), folder)
        sums.add(_one(f"select count(*), sum(hash(columns(*)))::varchar from {rows}"))
    assert len(sums) == 1


def test_another_seed_gives_other_values(tmp_path: Path) -> None:
    sums = set()
    for seed in (7, 8):
        folder = tmp_path / str(seed)
        folder.mkdir()
        rows = _write(Shape(20_000, seed=seed), folder)
        sums.add(_one(f"select sum(hash(value))::varchar from {rows}"))
    assert len(sums) == 2


def test_late_readings_are_new_and_within_the_time_of_the_others(tmp_path: Path) -> None:
    shape = _SHAPES[0]
    rows = _write(shape, tmp_path)
    late = tmp_path / "late.parquet"
    Writer.of(shape).write_late(shape.gaps, late)
    known = f"select count(*) from '{late}' semi join {rows} using ({_OF_A_READING})"
    outside = f"select count(*) from '{late}' where timestamp > (select max(timestamp) from {rows})"
    distinct = f"select count(distinct ({_OF_A_READING})) from '{late}'"
    assert (_one(known), _one(outside), _one(distinct)) == ((0,), (0,), (shape.gaps,))


def test_more_late_readings_than_gaps_are_refused(tmp_path: Path) -> None:
    shape = _SHAPES[0]
    with pytest.raises(ValueError, match=f"got {shape.gaps + 1}, wanted 1 to {shape.gaps}"):
        Writer.of(shape).write_late(shape.gaps + 1, tmp_path / "late.parquet")
