"""Between two events on a grid of 60 s; a tag is stale after 120 s."""

from __future__ import annotations

from typing import Any

import pytest
from pyspark.sql import SparkSession
from replica.event_time import TICKS_PER_S
from replica.fill import points, spells
from replica.grid import Span, grid_cells
from replica.local_rows import local_rows
from replica.widen import widen

COLUMNS = """tag_id string, asset string, slot int, is_held boolean, stale_ticks bigint, ticks bigint, seq int, number double,
    is_good boolean"""
GRID = 60 * TICKS_PER_S

# events (second, number or null where bad), and what the grid shows: {minute: (value, pct_good)}
CASES: dict[str, tuple[bool, list[tuple[float, float | None]], dict[int, tuple[float | None, float]]]] = {
    "on the grid it is the value": (False, [(60, 1.0), (120, 2.0)], {1: (1.0, 100.0), 2: (2.0, 100.0)}),
    "between good neighbours it is drawn": (False, [(30, 1.0), (90, 3.0), (150, 3.0)], {1: (2.0, 100.0), 2: (3.0, 100.0)}),
    "a step tag is held": (True, [(30, 1.0), (90, 3.0), (150, 3.0)], {1: (1.0, 100.0), 2: (3.0, 100.0)}),
    "the last good value is held at the end": (False, [(60, 1.0), (100, 3.0), (120, 3.0)], {1: (1.0, 100.0), 2: (3.0, 100.0)}),
    "before a bad neighbour it is held, after it there is nothing": (
        False,
        [(30, 1.0), (90, None), (150, 3.0), (180, 4.0)],
        {1: (1.0, 50.0), 2: (None, 50.0), 3: (4.0, 100.0)},
    ),
    "at a bad reading there is nothing": (False, [(60, None), (90, 2.0), (120, 2.0)], {1: (None, 50.0), 2: (2.0, 100.0)}),
    "a silence as long as staleness is drawn across": (
        False,
        [(60, 1.0), (180, 3.0)],
        {1: (1.0, 100.0), 2: (2.0, 100.0), 3: (3.0, 100.0)},
    ),
    "a longer silence is held until it is stale": (
        False,
        [(60, 1.0), (240, 4.0)],
        {1: (1.0, 100.0), 2: (1.0, 100.0), 3: (1.0, 0.0), 4: (4.0, 100.0)},
    ),
    "an outage is empty": (
        True,
        [(60, 1.0), (360, 6.0)],
        {1: (1.0, 100.0), 2: (1.0, 100.0), 3: (1.0, 0.0), 4: (None, 0.0), 5: (None, 0.0), 6: (6.0, 100.0)},
    ),
    "staleness may fall inside a cell": (
        False,
        [(30, 1.0), (240, 4.0)],
        {1: (1.0, 100.0), 2: (1.0, 50.0), 3: (None, 0.0), 4: (4.0, 100.0)},
    ),
    "0 is a value": (False, [(60, 0.0), (120, 0.0)], {1: (0.0, 100.0), 2: (0.0, 100.0)}),
    "two grid steps need two grid times": (False, [(61, 1.0), (119, 1.0)], {}),
}  # fmt: skip


@pytest.fixture(scope="module")
def grids(spark: SparkSession) -> dict[str, dict[int, tuple[float | None, float]]]:
    """The grid by case, an asset each."""
    rows, spans = [], []
    for case, (is_held, events, _) in CASES.items():
        for second, number in events:
            ticks = round(second * TICKS_PER_S)
            rows.append((case, case, 0, is_held, 120 * TICKS_PER_S, ticks, 0, number, number is not None))
        spans.append(Span(case, round(events[0][0] * TICKS_PER_S), round(events[-1][0] * TICKS_PER_S)))
    every = points(spells(local_rows(spark, rows, COLUMNS)), GRID).unionByName(grid_cells(spark, spans, GRID))
    found: dict[str, dict[int, tuple[float | None, float]]] = {case: {} for case in CASES}
    for row in (
        widen(every, ["x"], GRID)
        .selectExpr("asset", "unix_seconds(time) div 60 as minute", "x", "x__pct_good")
        .collect()
    ):
        found[row["asset"]][row["minute"]] = (row["x"], row["x__pct_good"])
    return found


@pytest.mark.parametrize("case", CASES)
def test_grid(grids: dict[str, Any], case: str) -> None:
    assert grids[case] == CASES[case][2]


def test_of_several_values_at_one_tick_the_last_counts(spark: SparkSession) -> None:
    common = ("t", "a", 0, False, 120 * TICKS_PER_S)
    rows = [
        (*common, GRID, 0, 1.0, True),
        (*common, GRID, 1, 5.0, True),
        (*common, 2 * GRID, 0, None, False),
        (*common, 2 * GRID, 1, 7.0, True),
    ]
    every = points(spells(local_rows(spark, rows, COLUMNS)), GRID).unionByName(
        grid_cells(spark, [Span("a", GRID, 2 * GRID)], GRID)
    )
    found = widen(every, ["x"], GRID).orderBy("time").select("x", "x__pct_good").collect()
    assert [tuple(row) for row in found] == [(5.0, 100.0), (7.0, 100.0)]
