"""No reading is lost, doubled or outdone by an older one, whatever the schedule of files and runs."""

from __future__ import annotations

import os
import tempfile
from collections import defaultdict
from pathlib import Path

from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from landing import LONG, Landing, reading, tag
from schedules import Landed, contested, contests, many, schedules
from seeds import by_chance
from told import START, TAGS, current, sums

_FATES = ["silver_good", "silver_bad", "exact_duplicates"]
_OF_TAGS = ["silver_good - was_good", "silver_bad - was_bad", "exact_duplicates - was_duplicates"]
_EPOCH_TICKS = 621_355_968_000_000_000
_TICKS_A_SECOND = 10_000_000
_START_TICKS = _EPOCH_TICKS + int((START - START.replace(year=1970)).total_seconds()) * _TICKS_A_SECOND


def told(root: Path, schedule: list[Landed]) -> Landing:
    """The schedule landed, and cleaned run by run."""
    landing = Landing(root)
    landing.put_tags("tags", [tag(name) for name in TAGS])
    versions = [
        landing.put_readings(each.name, [reading(row.tag, row.timestamp, row.value) for row in each.rows], hidden=True)
        for each in schedule
    ]
    for run in sorted({0, *(each.run for each in schedule)}):
        for minute, (each, version) in enumerate(zip(schedule, versions, strict=True), start=10):
            if each.run == run:
                key = f"{LONG}/{each.name}.parquet"
                landing.note(key, version, minute, len(landing.copy(key, version)))
        landing.clean(f"run-{run}")
    return landing


def added(landing: Landing, table: str, columns: list[str]) -> list[int]:
    sums = ", ".join(f"coalesce(sum({each}), 0)::BIGINT" for each in columns)
    return [*landing.rows(table, sums)[0]] if landing.files(table) else [0] * len(columns)


def standing(landing: Landing) -> dict[tuple[str, int], list[str]]:
    found: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    columns = "split_part(tag_id, '|', 2), event_ticks, value_raw, is_current"
    for name, ticks, value, is_current in landing.rows("pi_event", columns, "tag_id, event_ticks, seq"):
        if is_current:
            found[name, (ticks - _START_TICKS) // _TICKS_A_SECOND].append(value)
    return dict(found)


@given(st.one_of(schedules(), contests()))
@example(contested((["1"], 0), (["2"], 1), (["1"], 0)))
@example(contested((["1", "2"], 1), (["1"], 0), (["2", "1"], 2), (["2"], 0)))
@settings(
    max_examples=by_chance(4, whole=10),
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_what_stands_is_what_the_last_to_land_says(schedule: list[Landed]) -> None:
    assert_conserved(schedule)


def test_many_rows_of_a_seeded_schedule_are_conserved() -> None:
    assert_conserved(many(int(os.environ.get("AIRLOCK_CONSERVATION_ROWS", "10000")), seed=1))


def assert_conserved(schedule: list[Landed]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        landing = told(Path(folder), schedule)
        files = [each.rows for each in schedule]
        cells, quarantined, *fates = added(landing, "ledger", ["cells_in", "quarantined", *_FATES])
        of_tags = added(landing, "tag_quality", _OF_TAGS)
        expected = sums(files)
        assert standing(landing) == current(files)
        assert (cells - len(TAGS), quarantined) == (expected.cells, expected.quarantined)
        assert cells == quarantined + sum(fates)
        # what a list of tags says of them is no reading
        assert of_tags == [fates[0] - len(TAGS), *fates[1:]]
