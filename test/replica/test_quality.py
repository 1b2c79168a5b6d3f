"""The quality of each tag, run by run: it adds up to the ledger, and a silence is told once."""

from __future__ import annotations

from typing import Any

import pytest
from landing import UNIT, WIDE, Landing, reading, tag
from mixed import fill_first, fill_second

HEADER = "Name\tTimeStamp\tFlow\tValve"
ROW = "P-1\t01/02/2018 01:0{}:00 PM\t{}\t{}"
_FATES = ("silver_good", "silver_bad", "exact_duplicates")


def by_view(landing: Landing, table: str, *, where: str = "true") -> list[tuple[Any, ...]]:
    """Sums of a table by run and view, without those of tag lists and of events, whose rows are no readings."""
    rows = landing.rows(table, f"run_id, site, feeder, view, {', '.join(_FATES)}, {where}")
    found: dict[tuple[Any, ...], list[int]] = {}
    for *place, good, bad, duplicates, is_meant in rows:
        if is_meant:
            sums = found.setdefault(tuple(place), [0, 0, 0])
            sums[:] = [before + more for before, more in zip(sums, (good, bad, duplicates), strict=True)]
    return sorted((*place, *sums) for place, sums in found.items())


def gaps(landing: Landing) -> list[tuple[Any, ...]]:
    columns = "run_id, late, gaps, gap_s, longest_gap_s, (longest_gap_from::VARCHAR)[12:19], is_current"
    return landing.rows("tag_quality", columns, "processed_at")


def test_the_tags_of_a_run_add_up_to_its_ledger(landing: Landing) -> None:
    has_readings = (
        "outcome = 'read' AND view NOT IN ('_tags', 'batches') AND silver_good + silver_bad + exact_duplicates > 0"
    )
    for run, fill in (("r1", fill_first), ("r2", fill_second)):
        fill(landing)
        landing.clean(run)
        of_tags = [row for row in by_view(landing, "tag_quality") if row[0] == run]
        assert of_tags == by_view(landing, "ledger", where=f"run_id = '{run}' AND {has_readings}")
        assert of_tags


def test_the_reasons_of_a_tag_are_its_bad_readings(landing: Landing) -> None:
    landing.put_sheet("a", [HEADER, ROW.format(1, "x", 1), ROW.format(2, "", 1), ROW.format(3, "y", 1)])
    landing.clean()
    assert landing.rows("tag_quality", "tag_id, silver_good, silver_bad, share_good, reasons") == [
        ("north:P-1|Flow", 0, 3, 0.0, {"VALUE_EMPTY": 1, "VALUE_UNPARSEABLE": 2}),
        ("north:P-1|Valve", 3, 0, 100.0, {}),
    ]


@pytest.mark.parametrize(
    "request_", [{"reason": "VALUE_UNPARSEABLE"}, {"view": "process"}, {"object": f"{WIDE}/a.csv"}]
)
def test_what_is_judged_again_is_counted_once_over_all_runs(landing: Landing, request_: dict[str, str]) -> None:
    landing.put_sheet("a", [HEADER, ROW.format(1, "1,5", 1), ROW.format(2, "2", "")])
    landing.put_sheet("b", [HEADER, ROW.format(3, "3", 1)])
    landing.clean("r1")
    landing.set_view(decimal=",")
    landing.clean("r2", replay=request_)
    counts = "sum(silver_good - was_good)::BIGINT, sum(silver_bad - was_bad)::BIGINT"
    assert landing.rows("tag_quality", counts) == [(5, 1)]
    assert landing.rows("ledger", "sum(silver_good)::BIGINT, sum(silver_bad)::BIGINT") == [(5, 1)]
    was = "sum(map_extract_value(was_reasons, 'VALUE_UNPARSEABLE'))::BIGINT"
    assert landing.rows("tag_quality", was) == [(1,)]


def test_a_silence_is_told_by_the_run_that_ends_it(landing: Landing) -> None:
    landing.put_tags("tags", [tag("Level")])
    stale = {"r1": ["00:00:00", "00:01:00"], "r2": ["00:01:30"], "r3": ["01:00:00"], "r4": ["00:30:00"]}
    for run, times in stale.items():
        landing.put_readings(run, [reading("Level", f"2026-01-02T{at}Z", "1") for at in times])
        landing.clean(run)
    (seconds,) = landing.rows("tag", "stale_after_s")[0]
    assert gaps(landing) == [
        ("r1", 0, 0, 0.0, None, None, False),
        ("r2", 0, 0, 0.0, None, None, False),
        ("r3", 0, 1, 3510 - seconds, 3510.0, "00:01:30", False),
        ("r4", 1, 0, 0.0, None, None, True),
    ]


def test_a_tag_that_a_run_says_nothing_of_keeps_its_last_row(landing: Landing) -> None:
    landing.put_tags("tags", [tag("Level"), tag("Pressure")])
    for run, name in (("r1", "Level"), ("r2", "Pressure"), ("r3", "Pressure")):
        landing.put_readings(run, [reading(name, f"2026-01-02T00:0{run[1]}:00Z", "1")])
        landing.clean(run)
    assert landing.rows("tag_quality", "split_part(tag_id, '|', 2), run_id, is_current") == [
        ("Level", "r1", True), ("Pressure", "r2", False), ("Pressure", "r3", True),
    ]  # fmt: skip


def test_a_run_writes_no_row_anew_that_an_earlier_one_outdated(landing: Landing) -> None:
    landing.put_tags("tags", [tag("Level")])
    outdated = []
    for run in ("r1", "r2", "r3"):
        landing.put_readings(run, [reading("Level", f"2026-01-02T00:0{run[1]}:00Z", "1")])
        landing.clean(run)
        outdated.append({file for file in landing.files("tag_quality") if "is_current=false" in file})
    assert [len(files) for files in outdated] == [0, 1, 2]
    assert outdated[1] < outdated[2]


def test_each_view_has_its_own_word_on_a_tag(landing: Landing) -> None:
    landing.put_tags("tags", [tag("Level")])
    landing.put_readings("a", [reading("Level", "2026-01-02T00:00:00Z", "1")])
    landing.put_sheet("a", [HEADER, ROW.format(1, "1", 1)])
    landing.clean()
    assert landing.rows("tag_quality", "tag_id, view") == [
        (f"east:{UNIT}|Level", "reactor"),
        ("north:P-1|Flow", "process"),
        ("north:P-1|Valve", "process"),
    ]
