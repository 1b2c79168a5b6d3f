"""Readings that are judged again: on request, and when their tag comes. Each is counted once, and its old reason stays in the history."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from landing import LONG, UNIT, WIDE, Landing, reading, tag
from replica.silver.replay import Request, RequestError

HEADER = "Name\tTimeStamp\tFlow\tValve"
ROW = "P-1\t01/02/2018 01:0{}:00 PM\t{}\t{}"
COUNTS = "outcome, cells_in, silver_good, silver_bad, quarantined, exact_duplicates"


def account(landing: Landing, name: str) -> tuple[Any, ...]:
    (row,) = [row[1:] for row in landing.rows("ledger", f"object_key, {COUNTS}") if row[0].endswith(f"/{name}")]
    return row


def history(landing: Landing) -> list[tuple[Any, ...]]:
    return landing.rows("pi_event", "value, reason, revision, is_current, withdrawn", "tag_id, event_ticks, revision")


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Landing:
    """A file of which one cell is bad by a setting. To be copied."""
    landing = Landing(tmp_path_factory.mktemp("faulty"))
    landing.put_sheet("a", [HEADER, ROW.format(1, "1,5", 1), ROW.format(2, "2", 0)])
    landing.clean("r1")
    return landing


@pytest.fixture
def mended(faulty: Landing, tmp_path: Path) -> Landing:
    """The same since the setting has been mended."""
    landing = faulty.copy_to(tmp_path)
    landing.set_view(decimal=",")
    return landing


def test_a_bad_reading_is_judged_again_when_asked_by_its_reason(mended: Landing) -> None:
    told = mended.clean("r2", replay={"reason": "VALUE_UNPARSEABLE"})
    assert history(mended) == [
        (None, "VALUE_UNPARSEABLE", 0, False, "replayed"),
        (1.5, None, 1, True, None),
        (2.0, None, 0, True, None),
        (1.0, None, 0, True, None),
        (0.0, None, 0, True, None),
    ]
    assert account(mended, "a.csv") == ("read", 4, 4, 0, 0, 0)
    turn = {
        "site": "north",
        "feeder": "pi-integrator",
        "view": "process",
        "was": "VALUE_UNPARSEABLE",
        "became": "good",
        "cells": 1,
    }
    assert told["replayed"] == {"objects": 1, "turned": [turn]}
    assert told["sites"] == {}


@pytest.mark.parametrize(
    "request_",
    [{"view": "process"}, {"object": f"{WIDE}/a.csv"}, {"site": "north"}, {"view": "process", "site": "north"}],
)
def test_a_view_an_object_and_a_site_are_judged_again_whole(mended: Landing, request_: dict[str, str]) -> None:
    assert mended.clean("r2", replay=request_)["replayed"]["objects"] == 1
    assert [row[0] for row in history(mended) if row[3]] == [1.5, 2.0, 1.0, 0.0]


@pytest.mark.parametrize("request_", [{"view": "other"}, {"site": "south"}, {"reason": "STATE_SYSTEM"}])
def test_what_is_not_there_is_not_judged_again(mended: Landing, request_: dict[str, str]) -> None:
    before = mended.versions()
    assert mended.clean("r2", replay=request_)["outcome"] == "nothing new"
    assert mended.versions() == before


@pytest.mark.parametrize("text", ["{}", "[]", '{"reson": "x"}', '{"reason": "NO_SUCH"}'])
def test_what_cannot_be_asked_is_refused(text: str) -> None:
    with pytest.raises(RequestError, match=r"got .*, wanted"):
        Request.parse(text)


def test_judged_again_twice_changes_nothing_more(mended: Landing) -> None:
    mended.clean("r2", replay={"view": "process"})
    before = history(mended), account(mended, "a.csv")
    told = mended.clean("r3", replay={"view": "process"})
    assert (history(mended), account(mended, "a.csv")) == before
    assert told["replayed"]["turned"] == []


def test_by_a_reason_a_good_reading_stays_as_it_was_judged(landing: Landing) -> None:
    landing.put_sheet("a", [HEADER, ROW.format(1, "1.5", "x"), ROW.format(2, "", 1)])
    landing.clean("r1")
    landing.set_view(decimal=",")
    landing.clean("r2", replay={"reason": "VALUE_EMPTY"})
    assert [row[:2] for row in history(landing)] == [
        (1.5, None), (None, "VALUE_EMPTY"), (None, "VALUE_UNPARSEABLE"), (1.0, None),
    ]  # fmt: skip
    landing.clean("r3", replay={"view": "process"})
    assert (None, "VALUE_UNPARSEABLE", 1, True, None) in history(landing)


def test_what_is_judged_again_never_beats_what_was_edited_since(mended: Landing) -> None:
    mended.set_view(decimal=".")
    mended.put_sheet("edit", [HEADER, ROW.format(1, "99", 1)])
    mended.clean("r2")
    mended.set_view(decimal=",")
    mended.clean("r3", replay={"object": f"{WIDE}/a.csv"})
    assert [row for row in history(mended) if row[0] != 2.0][:3] == [
        (None, "VALUE_UNPARSEABLE", 0, False, "replayed"),
        (99.0, None, 1, True, None),
        (1.5, None, 2, False, None),
    ]


def test_a_mended_zone_moves_readings_and_what_stood_there_before_stands_again(landing: Landing) -> None:
    landing.put_sheet("a", [HEADER, ROW.format(1, "1", 1)])
    landing.set_view(zone="UTC")
    landing.put_sheet("b", ["Name\tTimeStamp\tFlow", "P-1\t01/02/2018 03:01:00 PM\t7"])
    landing.clean("r1")
    landing.set_view(zone="America/Sao_Paulo")
    landing.clean("r2", replay={"object": f"{WIDE}/a.csv"})
    found = landing.rows(
        "pi_event", "event_time::VARCHAR, value, is_current, withdrawn", "event_time, value, landed_at"
    )
    assert [row for row in found if row[1] is not None] == [
        ("2018-01-02 13:01:00+00", 1.0, False, "replayed"),
        ("2018-01-02 13:01:00+00", 1.0, False, "replayed"),
        ("2018-01-02 15:01:00+00", 1.0, False, None),
        ("2018-01-02 15:01:00+00", 1.0, True, None),
        ("2018-01-02 15:01:00+00", 7.0, True, None),
    ]
    assert account(landing, "a.csv") == ("read", 2, 2, 0, 0, 0)


def test_a_quarantined_time_is_found_and_quarantine_is_what_is_missing(landing: Landing) -> None:
    landing.set_view(zone=None)
    landing.put_sheet("a", [HEADER, ROW.format(1, "1", 1), "P-1\tsoon\t5\t5"])
    landing.clean("r1")
    assert account(landing, "a.csv") == ("read", 4, 0, 0, 4, 0)
    landing.set_view(zone="UTC")
    landing.clean("r2", replay={"reason": "TS_NO_ZONE"})
    assert account(landing, "a.csv") == ("read", 4, 2, 0, 2, 0)
    missing = landing.rows("quarantine", "reason, attribute, source_row, resolved_by")
    assert missing == [
        ("TS_NO_ZONE", "Flow", 2, "r2"), ("TS_NO_ZONE", "Valve", 2, "r2"),
        ("TS_UNPARSEABLE", "Flow", 3, None), ("TS_UNPARSEABLE", "Valve", 3, None),
    ]  # fmt: skip


def test_a_file_that_could_not_be_read_is_read(landing: Landing) -> None:
    landing.set_view(timeFormat="DD.MM.YYYY")
    landing.put_sheet("a", [HEADER, ROW.format(1, "1", 1)])
    landing.clean("r1")
    assert account(landing, "a.csv")[0] == "unreadable"
    landing.set_view(timeFormat="MM/dd/yyyy hh:mm:ss a")
    told = landing.clean("r2", replay={"reason": "F_SETTING"})
    assert account(landing, "a.csv") == ("read", 2, 2, 0, 0, 0)
    assert [row["was"] for row in told["replayed"]["turned"]] == ["F_SETTING"]
    assert landing.rows("quarantine", "reason, resolved_by") == [("F_SETTING", "r2")]


@pytest.mark.parametrize("carrier", ["here", "apart"])
def test_a_reading_that_came_before_its_tag_is_found_with_it(landing: Landing, carrier: str) -> None:
    rows = [
        reading(name, "2026-01-01T00:00:00Z", value) for name, value in (("Flow", "1"), ("Level", "2"), ("Nobody", "3"))
    ]
    landing.put_readings("early", rows)
    landing.clean("r1", carrier=carrier)
    landing.put_tags("tags", [tag("Flow", unit="m3/h"), tag("Level", unit="%")])
    landing.clean("r2", carrier=carrier)
    assert landing.rows("pi_event", "tag_id, value, unit, revision, is_current") == [
        (f"east:{UNIT}|Flow", 1.0, "m3/h", 0, True), (f"east:{UNIT}|Level", 2.0, "%", 0, True),
    ]  # fmt: skip
    assert account(landing, "early.parquet") == ("read", 3, 2, 0, 1, 0)
    assert landing.rows("quarantine", "attribute, resolved_by") == [("Flow", "r2"), ("Level", "r2"), ("Nobody", None)]
    before = landing.versions()
    landing.put_tags("same", [tag("Flow", unit="m3/h"), tag("Level", unit="%")])
    landing.clean("r3", carrier=carrier)
    assert landing.versions()["quarantine"] == before["quarantine"]


def test_a_reading_found_with_its_tag_never_beats_what_was_edited_since(landing: Landing) -> None:
    landing.put_readings("early", [reading("Flow", "2026-01-01T00:00:00Z", "1")])
    landing.clean("r1")
    landing.put_tags("tags", [tag("Flow")])
    landing.put_readings("edit", [reading("Flow", "2026-01-01T00:00:00Z", "9")])
    landing.clean("r2")
    assert landing.rows("pi_event", "value, is_current") == [(1.0, False), (9.0, True)]


def test_a_renamed_tag_finds_what_came_under_its_new_name(landing: Landing) -> None:
    landing.put_tags("old", [tag("Flow", point="FI-1"), tag("Level", point="LI-1")])
    landing.put_readings("a", [reading("Flow", "2026-01-01T00:00:00Z", "1")])
    landing.clean("r1")
    landing.put_readings("b", [reading("Inlet Flow", "2026-01-03T00:00:00Z", "2")])
    landing.clean("r2")
    since = "2026-01-02T00:00:00Z"
    landing.put_tags(
        "new", [tag("Inlet Flow", point="FI-1", snapshot_time=since), tag("Level", point="LI-1", snapshot_time=since)]
    )
    landing.put_readings("c", [reading("Flow", "2026-01-04T00:00:00Z", "3")])
    landing.clean("r3")
    assert landing.rows("pi_event", "tag_id, value", "value") == [
        (f"east:{UNIT}|Flow", value) for value in (1.0, 2.0, 3.0)
    ]
    assert landing.rows("tag", "tag_id, attribute, is_current", "tag_id, valid_from") == [
        (f"east:{UNIT}|Flow", "Flow", False), (f"east:{UNIT}|Flow", "Inlet Flow", True), (f"east:{UNIT}|Level", "Level", True),
    ]  # fmt: skip


def test_a_new_tag_of_an_old_name_is_another(landing: Landing) -> None:
    landing.put_tags("old", [tag("Flow", point="FI-1")])
    landing.clean("r1")
    landing.put_tags("new", [tag("Old Flow", point="FI-1", snapshot_time="2026-01-02T00:00:00Z")])
    landing.clean("r2")
    later = "2026-01-03T00:00:00Z"
    landing.put_tags(
        "newer", [tag("Old Flow", point="FI-1", snapshot_time=later), tag("Flow", point="FI-2", snapshot_time=later)]
    )
    landing.put_readings(
        "a", [reading("Flow", "2026-01-04T00:00:00Z", "1"), reading("Old Flow", "2026-01-04T00:00:00Z", "2")]
    )
    landing.clean("r3")
    assert landing.rows("pi_event", "tag_id, value", "value") == [
        (f"east:{UNIT}|Flow#2", 1.0),
        (f"east:{UNIT}|Flow", 2.0),
    ]


def test_two_attributes_of_one_point_are_two_tags(landing: Landing) -> None:
    landing.put_tags("one", [tag("Flow", point="FI-1"), tag("Copy", point="FI-1")])
    landing.clean("r1")
    landing.put_tags(
        "two", [tag(name, point="FI-1", snapshot_time="2026-01-02T00:00:00Z") for name in ("Flow", "Copy", "More")]
    )
    landing.clean("r2")
    assert {row[0] for row in landing.rows("tag", "tag_id")} == {
        f"east:{UNIT}|{name}" for name in ("Flow", "Copy", "More")
    }


def test_a_record_that_is_delivered_again_never_beats_a_later_one(landing: Landing) -> None:
    landing.put_tags("tags", [tag("Flow")])
    at = "2026-01-01T00:00:00Z"
    landing.put_stream(98, [reading("Flow", at, "1")])
    landing.put_stream(1000, [reading("Flow", at, "2")])
    landing.clean("r1")
    landing.put_stream(99, [reading("Flow", at, "1")])
    landing.put_readings("file", [reading("Level", at, "1")])
    landing.clean("r2")
    assert landing.rows("pi_event", "value, is_current", "revision")[:2] == [(1.0, False), (2.0, True)]
    assert [row[0] for row in landing.rows("pi_event", "value", "value") if row[0] == 2.0] == [2.0]


def test_what_is_found_late_never_beats_a_later_repeat(landing: Landing) -> None:
    landing.put_tags("tags", [tag("Flow")])
    one, two = (reading("Flow", "2026-01-01T00:00:00Z", value) for value in ("1", "2"))
    landing.put_readings("first", [one])
    version = landing.put_readings("late", [two], hidden=True)
    landing.put_readings("last", [one])
    landing.clean("r1")
    assert account(landing, "last.parquet") == ("read", 1, 0, 0, 0, 1)
    landing.note(f"{LONG}/late.parquet", version, 3, 1)
    told = landing.clean("r2")
    assert landing.rows("pi_event", "value, is_current", "landed_at") == [(1.0, False), (2.0, False), (1.0, True)]
    assert account(landing, "last.parquet") == ("read", 1, 1, 0, 0, 0)
    assert [(each["was"], each["became"]) for each in told["replayed"]["turned"]] == [("repeat", "good")]
    landing.put_readings("next", [reading("Flow", "2026-01-01T00:01:00Z", "3")])
    assert landing.clean("r3")["replayed"]["objects"] == 0


def test_what_is_read_at_last_never_beats_a_later_repeat(landing: Landing) -> None:
    mended = "MM/dd/yyyy hh:mm:ss a"
    landing.put_sheet("first", [HEADER, ROW.format(1, "1", 0)])
    landing.clean("r1")
    landing.set_view(timeFormat="DD.MM.YYYY")
    landing.put_sheet("wrong", [HEADER, ROW.format(1, "2", 0)])
    landing.clean("r2")
    landing.set_view(timeFormat=mended)
    landing.put_sheet("last", [HEADER, ROW.format(1, "1", 0)])
    landing.clean("r3")
    landing.clean("r4", replay={"reason": "F_SETTING"})
    assert [row for row in landing.rows("pi_event", "value, is_current", "landed_at") if row[1] and row[0]] == [
        (1.0, True)
    ]
    assert account(landing, "last.csv") == ("read", 2, 1, 0, 0, 1)


def test_a_record_that_is_delivered_late_never_beats_a_later_repeat(landing: Landing) -> None:
    landing.put_tags("tags", [tag("Flow")])
    one, two = (reading("Flow", "2026-01-01T00:00:00Z", value) for value in ("1", "2"))
    landing.put_stream(98, [one])
    landing.put_stream(1000, [one])
    landing.clean("r1")
    landing.put_stream(99, [two])
    landing.clean("r2")
    assert landing.rows("pi_event", "value, is_current", "revision") == [(1.0, False), (2.0, False), (1.0, True)]


def test_tag_lists_are_counted_once_when_they_are_judged_again(landing: Landing) -> None:
    landing.put_tags("tags", [tag("Flow"), tag("Level", snapshot_time="soon")])
    landing.clean("r1")
    before = account(landing, "tags.parquet")
    landing.clean("r2", replay={"view": "_tags"})
    assert account(landing, "tags.parquet") == before == ("read", 2, 1, 0, 1, 0)
    assert landing.rows("quarantine", "reason, resolved_by") == [("TS_UNPARSEABLE", None)]
    assert len(landing.rows("tag")) == 1


def test_what_a_view_tells_no_more_is_deleted_and_stays_so_when_it_is_judged_again(landing: Landing) -> None:
    landing.set_view(restates=True)
    landing.put_sheet("a", [HEADER, *(ROW.format(minute, minute, 0) for minute in (1, 2, 3))])
    landing.clean("r1")
    landing.put_sheet("b", [HEADER, *(ROW.format(minute, minute, 0) for minute in (1, 3))])
    told = landing.clean("r2")
    assert [row["became"] for row in told["replayed"]["turned"]] == ["restated"]
    assert [row[0] for row in history(landing) if row[3]] == [1.0, 3.0, 0.0, 0.0]
    assert history(landing)[1] == (2.0, None, 0, False, "restated")
    landing.clean("r3", replay={"object": f"{WIDE}/a.csv"})
    assert [row[0] for row in history(landing) if row[3]] == [1.0, 3.0, 0.0, 0.0]
    assert account(landing, "a.csv") == ("read", 6, 6, 0, 0, 0)
    assert account(landing, "b.csv") == ("read", 4, 0, 0, 0, 4)
