"""The steps from readings to columns, against the slow truth."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from typing import Any

import duckdb
import pytest
from replica.engine.limits import Limits
from replica.gold.steps import connect_gold, run_step, set_variables
from replica.rules.references import load
from truth import Readings, covered, is_near, shown_at, statistics

from contract import STATISTICS

READING = """tag_no INTEGER, asset_no INTEGER, slot INTEGER, is_held BOOLEAN, stale_ticks BIGINT, ticks BIGINT, seq INTEGER, number DOUBLE,
    text VARCHAR, is_good BOOLEAN""".replace("\n    ", " ")


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    with connect_gold(Limits(500_000_000, 2, tmp_path_factory.mktemp("scratch"))) as opened:
        yield opened


def columns_of(
    con: duckdb.DuckDBPyConnection, rows: list[tuple[Any, ...]], grid: int, cells: range, shown: str = "value, pct_good"
) -> dict[int, list[tuple[Any, ...]]]:
    """(value, pct_good) of each of `cells`, by slot."""
    set_variables(con, grid_ticks=grid, first_cell=cells.start, end_cell=cells.stop)
    load(con, "reading", READING, rows)
    load(con, "line", "n BIGINT, asset_no INTEGER, cell BIGINT", [(n, 0, cell) for n, cell in enumerate(cells)])
    slots = sorted({row[2] for row in rows})
    set_variables(con, slots=slots, figures=["value", "text", "pct_good", *STATISTICS])
    for step in ("standing", "spell", "point", "shown"):
        run_step(con, step)
    return {slot: con.execute(f"SELECT {shown} FROM shown WHERE slot = {slot}").fetchall() for slot in slots}


@pytest.mark.parametrize("seed", range(40))
def test_cells_are_what_the_slow_truth_says(con: duckdb.DuckDBPyConnection, seed: int) -> None:
    chance = random.Random(seed)
    grid, base = chance.choice([1, 7, 10, 60]), chance.choice([0, 0, 1_000_003, -500])
    tags = [_tag(chance, grid, base) for _ in range(3)]
    moments = [ticks for _, _, readings, _ in tags for ticks in readings]
    cells = range(math.floor(min(moments) / grid) - 1, math.floor(max(moments) / grid) + 12)
    if chance.random() < 0.3:  # a window that cuts spells on both sides
        cells = cells[chance.randrange(4) : max(5, len(cells) - chance.randrange(14))]
    rows = [(no, 0, no, held, stale, *row) for no, (held, stale, _, told) in enumerate(tags) for row in told]
    chance.shuffle(rows)
    found = columns_of(con, rows, grid, cells)
    for no, (held, stale, readings, _) in enumerate(tags):
        for cell, (value, share) in zip(cells, found[no], strict=True):
            wanted = shown_at(readings, held, stale, cell * grid)
            assert (value is None) == (wanted is None)
            assert wanted is None or value == pytest.approx(float(wanted), rel=1e-9, abs=1e-9)
            assert share == covered(readings, stale, cell * grid, cell * grid + grid) * 100.0 / grid


@pytest.mark.parametrize("seed", range(60))
def test_statistics_are_what_an_integration_tick_by_tick_says(con: duckdb.DuckDBPyConnection, seed: int) -> None:
    chance = random.Random(seed)
    grid, base = chance.choice([1, 7, 10, 60]), chance.choice([0, 1_000_003, -500])
    tags = []
    while len(tags) < 3:
        tag = _tag(chance, grid, base)
        if all(number is not None or not good for number, good in tag[2].values()):  # silver has no good null
            tags.append(tag)
    moments = [ticks for _, _, readings, _ in tags for ticks in readings]
    cells = range(math.floor(min(moments) / grid) - 1, math.floor(max(moments) / grid) + 12)
    if chance.random() < 0.3:
        cells = cells[chance.randrange(4) : max(5, len(cells) - chance.randrange(14))]
    rows = [(no, 0, no, held, stale, *row) for no, (held, stale, _, told) in enumerate(tags) for row in told]
    chance.shuffle(rows)
    found = columns_of(con, rows, grid, cells, '"mean", "min", "max", "count"')
    for no, (held, stale, readings, _) in enumerate(tags):
        for cell, got in zip(cells, found[no], strict=True):
            wanted = statistics(readings, held, stale, cell * grid, cell * grid + grid)
            assert is_near(got, wanted), (cell, got, wanted)
            assert got[0] is None or got[1] <= got[0] <= got[2]


def _tag(chance: random.Random, grid: int, base: int) -> tuple[bool, int, Readings, list[tuple[Any, ...]]]:
    """Whether it is held, its staleness, what stands at each moment, and the rows that say so."""
    readings: Readings = {}
    rows: list[tuple[Any, ...]] = []
    for _ in range(chance.choice([1, 2, 8, 30])):
        ticks = base + chance.randrange(chance.choice([20, 200]))
        if chance.random() < 0.4:
            ticks = ticks // grid * grid
        if ticks in readings:
            continue
        for seq in range(chance.choice([1, 1, 1, 3])):
            good = chance.random() > 0.25
            number = (
                None
                if not good or chance.random() < 0.1
                else chance.choice([0.0, 1.5, -3.25, chance.randrange(1000) / 7])
            )
            rows.append((ticks, seq, number, None, good))
            readings[ticks] = (number, good)
    return chance.random() < 0.4, chance.choice([0, 1, 5, 10, 25, 100]), readings, rows


def test_a_text_is_held_until_the_next_moment_or_until_it_is_stale(con: duckdb.DuckDBPyConnection) -> None:
    rows = [
        (0, 0, 0, True, 15, ticks, 0, None, text, text is not None)
        for ticks, text in ((5, "on"), (20, None), (32, "off"))
    ]
    assert columns_of(con, rows, 10, range(6), "text, pct_good") == {
        0: [(None, 50.0), ("on", 100.0), (None, 0.0), (None, 80.0), ("off", 70.0), (None, 0.0)]
    }


def test_no_line_is_drawn_to_a_reading_that_another_column_shows(con: duckdb.DuckDBPyConnection) -> None:
    rows = [(0, 0, 0, False, 100, 0, 0, 1.0, None, True), (0, 0, 1, True, 100, 20, 0, 7.0, None, True)]
    assert columns_of(con, rows, 10, range(3)) == {
        0: [(1.0, 100.0), (1.0, 100.0), (None, 0.0)],
        1: [(None, 0.0), (None, 0.0), (7.0, 100.0)],
    }
