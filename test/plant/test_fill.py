from __future__ import annotations

import pytest
from plant.truth.fill import Events, grid_of, pct_good, value_at

LINE = Events([0, 100, 400], [0.0, 10.0, 40.0], is_step=False, stale_after_s=200)
STEP = LINE._replace(is_step=True)
OUTAGE = Events([0, 100, 200], [0.0, None, 20.0], is_step=False, stale_after_s=200)


@pytest.mark.parametrize(
    ("events", "at", "wanted"),
    [
        (LINE, -1, None),
        (LINE, 0, 0.0),
        (LINE, 50, 5.0),
        (LINE, 100, 10.0),
        (LINE, 250, 10.0),  # the neighbour is further than staleness: held
        (LINE, 299, 10.0),
        (LINE, 300, None),  # stale now
        (LINE, 500, 40.0),
        (LINE, 601, None),
        (STEP, 50, 0.0),
        (STEP, 399, None),
        (OUTAGE, 50, 0.0),  # held towards a bad reading, not drawn to the number beyond it
        (OUTAGE, 100, None),
        (OUTAGE, 150, None),
        (OUTAGE, 200, 20.0),
    ],
)
def test_a_grid_value(events: Events, at: int, wanted: float | None) -> None:
    assert value_at(events, at) == wanted


@pytest.mark.parametrize(
    ("events", "start", "end", "wanted"),
    [
        (LINE, -100, 0, 0.0),
        (LINE, -50, 50, 50.0),
        (LINE, 0, 100, 100.0),
        (LINE, 200, 400, 50.0),  # stale from 300
        (LINE, 250, 500, 60.0),  # stale from 300 to 400
        (OUTAGE, 50, 250, 50.0),
        (OUTAGE, 100, 200, 0.0),
    ],
)
def test_a_share_of_good_time(events: Events, start: int, end: int, wanted: float) -> None:
    assert pct_good(events, start, end) == wanted


def test_the_grid_lies_within_the_events() -> None:
    assert list(grid_of([100, 950, 310], 300)) == [300, 600, 900]
    assert list(grid_of([300, 900], 300)) == [300, 600, 900]
    assert list(grid_of([301, 599], 300)) == []
