"""Bronze to silver on a small plant, through the job's own functions, on real tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import duckdb
import pytest
from landing import LONG, UNIT, WIDE, Landing, reading, tag
from replica.silver.account import AccountOpenError, Entries
from replica.silver.commit import Silver
from replica.tables.silver import SilverTable

HEADER = "Id\tName\tTimeStamp\tFlow\tValve\tPIIntTSTicks\tPIIntShapeID"
SHEET = [
    HEADER,
    "1\tP-1\t01/02/2018 01:00:00 PM\t10\t1\t\t1",
    "2\tP-1\t01/02/2018 01:05:00 PM\tI/O Timeout\t\t\t1",
    "3\tP-1\t01/02/2018 01:10:00 PM\t12\t0\t\t1",
    "4\tP-1\t\t13\t1\t\t1",
    "5\tP-1\t01/02/2018 01:1",
    "3\tP-1\t01/02/2018 01:10:00 PM\t12\t0\t\t1",
]
READINGS = [
    reading("Pressure", "2026-01-01T00:00:00Z", "10", unit="kPag"),
    reading("Pressure", "2026-01-01T00:01:00.0000001Z", "10", unit="psig"),
    reading("Pressure", "2026-01-01T00:02:00Z", "I/O Timeout", state_code=246, is_system=True, good=False),
    reading("Pressure", "2026-01-01T00:03:00Z", "30", unit="kPag", questionable=True),
    reading("Mode", "2026-01-01T00:00:00Z", "Auto", state_code=2, is_system=False),
    reading("Nobody", "2026-01-01T00:00:00Z", "1"),
    reading("Pressure", None, "1"),
]
TAGS = [tag("Pressure"), tag("Mode", type="Digital", step=True, unit=None)]
PSIG_10 = 68.94757293168361


def fill_landing(landing: Landing) -> None:
    landing.put_sheet("Process_1 [a] 100%", SHEET)
    landing.put_tags("tags", TAGS)
    landing.put_readings("r1", READINGS)
    landing.put_manifest("r1", 7)


def ledger(landing: Landing) -> dict[str, tuple[Any, ...]]:
    """Outcome, cells in, good, bad, quarantined, duplicates and reasons, by file name and version."""
    columns = (
        "object_key, object_version, outcome, cells_in, silver_good, silver_bad, quarantined, exact_duplicates, reasons"
    )
    return {f"{key.split('/')[-1]} {version}": tuple(told) for key, version, *told in landing.rows("ledger", columns)}


def events(landing: Landing, columns: str) -> list[tuple[Any, ...]]:
    return landing.rows("pi_event", columns, "tag_id, event_ticks, revision, seq")


FIRST_LEDGER = {
    "Process_1 [a] 100%.csv v1": ("read", 12, 4, 2, 4, 2, {"STATE_SYSTEM": 1, "VALUE_EMPTY": 1, "TS_MISSING": 2, "ROW_MALFORMED": 2}),
    "tags.parquet v2": ("read", 2, 2, 0, 0, 0, {}),
    "r1.parquet v3": ("read", 7, 4, 1, 2, 0, {"STATE_SYSTEM": 1, "TAG_UNKNOWN": 1, "TS_MISSING": 1}),
    "r1.parquet.manifest.json v4": ("manifest", 0, 0, 0, 0, 0, {}),
}  # fmt: skip
FIRST_EVENTS = [
    (f"east:{UNIT}|Mode", 639028224000000000, 2.0, "Auto", "good", None, None),
    (f"east:{UNIT}|Pressure", 639028224000000000, 10.0, None, "good", None, "kPag"),
    (f"east:{UNIT}|Pressure", 639028224600000001, pytest.approx(PSIG_10), None, "good", None, "kPag"),
    (f"east:{UNIT}|Pressure", 639028225200000000, None, None, "bad", "STATE_SYSTEM", "kPag"),
    (f"east:{UNIT}|Pressure", 639028225800000000, 30.0, None, "questionable", None, "kPag"),
    ("north:P-1|Flow", 636505020000000000, 10.0, None, "good", None, "m3/h"),
    ("north:P-1|Flow", 636505023000000000, None, None, "bad", "STATE_SYSTEM", "m3/h"),
    ("north:P-1|Flow", 636505026000000000, 12.0, None, "good", None, "m3/h"),
    ("north:P-1|Valve", 636505020000000000, 1.0, None, "good", None, None),
    ("north:P-1|Valve", 636505023000000000, None, None, "bad", "VALUE_EMPTY", None),
    ("north:P-1|Valve", 636505026000000000, 0.0, None, "good", None, None),
]
EVENT = "tag_id, event_ticks, value, value_string, quality, reason, unit"


def test_bronze_to_silver(landing: Landing) -> None:
    fill_landing(landing)
    summary = landing.clean()
    assert summary["sites"]["north"]["cells_in"] == 12
    assert ledger(landing) == FIRST_LEDGER
    assert events(landing, EVENT) == FIRST_EVENTS
    lost = landing.rows("quarantine", "reason, source_row, attribute, raw", "reason, attribute")
    assert [row[:3] for row in lost] == [
        ("ROW_MALFORMED", 6, "Flow"),
        ("ROW_MALFORMED", 6, "Valve"),
        ("TAG_UNKNOWN", 6, "Nobody"),
        ("TS_MISSING", 5, "Flow"),
        ("TS_MISSING", 7, "Pressure"),
        ("TS_MISSING", 5, "Valve"),
    ]
    assert lost[0][3] == "5\tP-1\t01/02/2018 01:1"


def test_a_second_run_of_the_same_objects_changes_nothing(landing: Landing) -> None:
    fill_landing(landing)
    landing.clean()
    before = landing.versions()
    assert landing.clean("r2")["outcome"] == "nothing new"
    assert landing.versions() == before


def test_late_and_overwritten_files(landing: Landing) -> None:
    landing.put_tags("tags", TAGS)
    late = landing.put_readings("early", [reading("Pressure", "2026-01-01T00:01:00Z", "15")], hidden=True)
    landing.put_readings(
        "r1", [reading("Pressure", f"2026-01-01T00:0{minute}:00Z", str(10 * minute)) for minute in (1, 2)]
    )
    landing.clean()

    # the first version of a file was overtaken by the second, and is told of now; a resent file and an edit come as well
    landing.note(f"{LONG}/early.parquet", late, 2, 1)
    landing.put_readings("resent", [reading("Pressure", "2026-01-01T00:02:00Z", "20")])
    landing.put_readings("edit", [reading("Pressure", "2026-01-01T00:02:00Z", "25", substituted=True)])
    landing.clean("r2")
    assert events(landing, "value, revision, is_current, quality") == [
        (10.0, 0, True, "good"),
        (15.0, 1, False, "good"),
        (20.0, 0, False, "good"),
        (25.0, 1, True, "substituted"),
    ]
    assert ledger(landing)["resent.parquet v4"][1:6] == (1, 0, 0, 0, 1)


@pytest.mark.parametrize("runs", [1, 4], ids=["in one run", "in a run each"])
def test_an_edit_that_is_taken_back_stands(landing: Landing, runs: int) -> None:
    landing.put_tags("tags", TAGS)
    for number, value in enumerate(("10", "99", "99.0", "10")):
        landing.put_readings(f"r{number}", [reading("Pressure", "2026-01-01T00:01:00Z", value)])
        if runs > 1:
            landing.clean(f"r{number}")
    landing.clean("last")
    assert events(landing, "value, revision, is_current") == [(10.0, 0, False), (99.0, 1, False), (10.0, 2, True)]
    assert ledger(landing)["r2.parquet v4"][1:6] == (1, 0, 0, 0, 1)


def test_a_file_that_is_sent_again_after_its_setting_was_mended_is_read_anew(landing: Landing) -> None:
    lines = ["Name\tTimeStamp\tFlow", "P-1\t01/02/2018 01:00:00 PM\t1,5"]
    landing.put_sheet("sheet", lines)
    landing.clean("r1")
    landing.set_view(decimal=",")
    landing.put_sheet("sheet", lines)
    landing.clean("r2")
    assert events(landing, "value, reason, revision, is_current") == [
        (None, "VALUE_UNPARSEABLE", 0, False),
        (1.5, None, 1, True),
    ]


def test_a_part_of_what_was_reported_takes_nothing_away(landing: Landing) -> None:
    landing.put_tags("tags", TAGS)
    three = [reading("Pressure", "2026-01-01T00:01:00Z", value) for value in ("1", "2", "3")]
    landing.put_readings("all", three)
    landing.clean("r1")
    landing.put_readings("part", three[1:2])
    landing.put_readings("again", three)
    landing.clean("r2")
    assert events(landing, "value, seq, is_current") == [(1.0, 0, True), (2.0, 1, True), (3.0, 2, True)]
    assert [ledger(landing)[f"{name}.parquet v{n}"][5] for name, n in (("part", 3), ("again", 4))] == [1, 3]


def test_objects_that_cannot_be_read_stop_nobody(landing: Landing) -> None:
    landing.put_tags("tags", TAGS)
    landing.put_readings("good", [reading("Pressure", "2026-01-01T00:01:00Z", "10")])
    whole = landing.copy(f"{LONG}/good.parquet", "v2")
    landing.put(f"{LONG}/half.parquet", whole[: len(whole) // 2])
    landing.put_manifest("half", 5)
    landing.put(f"{LONG}/_hidden.parquet", whole)
    landing.put_sheet("extra", [HEADER.replace("Valve", "Valve\tPump"), "1\tP-1\t01/02/2018 01:00:00 PM\t1\t2\t3\t\t1"])
    landing.put_sheet("turned", ["Valve\tTimeStamp\tFlow\tName", "1\t01/02/2018 01:05:00 PM\t7\tP-1"])
    landing.put_sheet("other", ["Asset\tWhen\tFlow", "P-1\t01/02/2018 01:00:00 PM\t7"])
    landing.put(
        f"{WIDE}/latin.csv", "\r\n".join([HEADER, "1\tP-é\t01/02/2018 01:00:00 PM\t1\t2\t\t1", ""]).encode("latin-1")
    )
    landing.put("site=west/feeder=sender/view=x/a.parquet", whole)
    landing.refuse(f"{LONG}/empty.parquet", "F_EMPTY")
    landing.clean()
    assert ledger(landing) == {
        "tags.parquet v1": ("read", 2, 2, 0, 0, 0, {}),
        "good.parquet v2": ("read", 1, 1, 0, 0, 0, {}),
        "half.parquet v3": ("unreadable", 5, 0, 0, 5, 0, {"F_UNREADABLE": 5}),
        "half.parquet.manifest.json v4": ("manifest", 0, 0, 0, 0, 0, {}),
        "_hidden.parquet v5": ("read", 1, 0, 0, 0, 1, {}),
        "extra.csv v6": ("read", 3, 2, 1, 0, 0, {"UNIT_UNKNOWN": 1}),
        "turned.csv v7": ("read", 2, 2, 0, 0, 0, {}),
        "other.csv v8": ("unreadable", 0, 0, 0, 0, 0, {"F_HEADER_MISMATCH": 1}),
        "latin.csv v9": ("read", 2, 0, 0, 2, 0, {"ROW_MALFORMED": 2}),
        "a.parquet v10": ("unreadable", 0, 0, 0, 0, 0, {"F_VIEW_UNKNOWN": 1}),
        "empty.parquet v11": ("refused", 0, 0, 0, 0, 0, {"F_EMPTY": 1}),
    }
    (detail,) = (row[1] for row in landing.rows("quarantine", "reason, detail") if row[0] == "F_HEADER_MISMATCH")
    assert detail == "missing: Name, TimeStamp; got Asset, When, Flow"
    assert [row[1:] for row in events(landing, "tag_id, value, source_row") if row[0].startswith("north")] == [
        (1.0, 2), (7.0, 2), (None, 2), (2.0, 2), (1.0, 2),
    ]  # fmt: skip


@pytest.mark.parametrize("days", [3, 120])
def test_a_file_a_day_is_sorted_however_many_days_a_run_has(landing: Landing, days: int) -> None:
    landing.put_tags("tags", TAGS)
    first = date(2026, 1, 1)
    landing.put_readings(
        "years",
        [
            reading(attribute, f"{first + timedelta(day)}T{hour:02}:00:00Z", str(hour), unit="kPag" if attribute == "Pressure" else None)
            for hour in (23, 5, 11)
            for day in reversed(range(days))
            for attribute in ("Pressure", "Mode")
        ],
    )  # fmt: skip
    landing.clean()
    files = [file for file in landing.files("pi_event") if "site=east" in file]
    assert len(files) == days
    for file in files:
        told = duckdb.sql(
            f"SELECT tag_id, event_ticks FROM read_parquet('{file}', hive_partitioning = false)"
        ).fetchall()
        assert len(told) == 6
        assert told == sorted(told)


def test_keys_with_letters_of_patterns_are_the_objects_that_they_name(landing: Landing) -> None:
    landing.put_tags("tags", TAGS)
    names = ["a1b", "a[12]b", "a?b", "a*b", "{a,b}", "a#b", "a%20b", "a'b", "über 1", "a=9/b"]
    for minute, name in enumerate(names):
        landing.put_readings(name, [reading("Pressure", f"2026-01-01T00:{minute:02}:00Z", str(minute))])
    landing.clean()
    assert events(landing, "value, source_object") == [
        (float(minute), f"{LONG}/{name}.parquet") for minute, name in enumerate(names)
    ]


def test_a_setting_of_one_view_stops_no_other(landing: Landing) -> None:
    landing.add_site("south", like="north")
    landing.set_view(timeFormat="DD.MM.YYYY hh:mm")
    sheet = [HEADER, "1\tP-1\t01/02/2018 01:00:00 PM\t1\t1\t\t1"]
    landing.put_sheet("a", sheet)
    landing.put_sheet("a", sheet, site="south")
    landing.clean()
    assert {row[0] for row in events(landing, "site")} == {"south"}
    ((reason, site, view, detail),) = landing.rows("quarantine", "reason, site, view, detail")
    assert (reason, site, view) == ("F_SETTING", "north", "process")
    assert 'view process, timeFormat: got "DD.MM.YYYY hh:mm", which has "DD"' in detail


def test_two_sites_of_equal_settings_keep_their_own(landing: Landing) -> None:
    landing.add_site("south", like="north")
    sheet = [HEADER, "1\tP-1\t01/02/2018 01:00:00 PM\t{}\t\t\t1"]
    landing.put_sheet("a", [line.format(1) for line in sheet])
    landing.put_sheet("a", [line.format(2) for line in sheet], site="south")
    landing.clean()
    found = events(landing, "site, tag_id, value, is_current")
    assert [row for row in found if row[2] is not None] == [
        ("north", "north:P-1|Flow", 1.0, True),
        ("south", "south:P-1|Flow", 2.0, True),
    ]


def test_an_asset_is_one_however_it_is_spelt_and_whoever_reads_it(landing: Landing) -> None:
    row = "{}\t01/02/2018 01:{}:00 PM\t{}"
    landing.put_sheet("one", ["Name\tTimeStamp\tFlow", row.format("p-1", "01", 1), row.format(" P-1 ", "02", 2)])
    landing.put_sheet("other", ["TimeStamp\tName\tFlow", "01/02/2018 01:03:00 PM\tP-1\u00a0\t3"])
    landing.clean("r1")
    landing.put_sheet("later", ["Name\tTimeStamp\tFlow", row.format("p-1", "04", 4)])
    landing.clean("r2")
    assert events(landing, "tag_id, value") == [("north:p-1|Flow", float(n)) for n in (1, 2, 3, 4)]
    assert landing.rows("tag", "tag_id, asset, is_current") == [
        ("north:p-1|Flow", "p-1", True),
        ("north:p-1|Valve", "p-1", True),
    ]


def test_a_tag_list_that_spells_a_name_in_two_ways_tells_one_tag(landing: Landing) -> None:
    landing.put_tags(
        "tags",
        [tag("Pressure"), tag(" PRESSURE", asset=UNIT.lower(), snapshot_time="2026-02-01T00:00:00Z", unit="bar")],
    )
    landing.put_tags("more", [tag("Level", asset=UNIT.upper(), unit="%")])
    landing.put_readings(
        "r1", [reading("pressure ", "2026-01-01T00:00:00Z", "1"), reading("LEVEL", "2026-01-01T00:00:00Z", "2")]
    )
    landing.clean()
    assert landing.rows("tag", "tag_id, unit, is_current") == [
        (f"east:{UNIT}|Level", "%", True), (f"east:{UNIT}|Pressure", "bar", True), (f"east:{UNIT}|Pressure", "kPag", False),
    ]  # fmt: skip
    assert events(landing, "tag_id, value") == [(f"east:{UNIT}|Level", 2.0), (f"east:{UNIT}|Pressure", 1.0)]


class CrashError(Exception):
    """Stands for a job that is killed."""


@contextmanager
def crash_before(table: str) -> Iterator[None]:
    """The run ends as it is about to commit to `table`."""
    write = Silver.write

    def crash(self: Silver, to: SilverTable, *rest: Any, **more: Any) -> None:
        if to.name == table:
            raise CrashError
        write(self, to, *rest, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Silver, "write", crash)
        try:
            yield
        except CrashError:
            return
        raise AssertionError(f"nothing was committed to {table}")


def test_crashes_before_every_commit_are_made_good_by_the_next_run(landing: Landing) -> None:
    fill_landing(landing)
    for table in ("tag", "pi_event", "tag_quality", "quarantine", "ledger"):
        with crash_before(table):
            landing.clean(f"before {table}")
    landing.clean("last")
    assert ledger(landing) == FIRST_LEDGER
    assert events(landing, EVENT) == FIRST_EVENTS
    assert len(landing.rows("quarantine")) == 6
    assert len(landing.rows("tag")) == 4


def test_an_account_that_does_not_close_commits_nothing(landing: Landing, monkeypatch: pytest.MonkeyPatch) -> None:
    fill_landing(landing)
    add = Entries.add

    def lose_one(self: Entries, fate: str, reason: str | None, count: int) -> None:
        add(self, fate, reason, count - 1 if reason == "STATE_SYSTEM" else count)

    monkeypatch.setattr(Entries, "add", lose_one)
    with pytest.raises(AccountOpenError, match=r"r1\.parquet version v3: 7 cells in, 6 out \(4 good, 0 bad, 2 quar"):
        landing.clean()
    assert landing.versions() == {}


def test_tags_are_kept_version_by_version(landing: Landing) -> None:
    landing.put_tags("first", [tag("Pressure"), tag("Level", unit="%")])
    landing.put_tags(
        "second",
        [
            tag("Pressure", snapshot_time="2026-02-01T00:00:00Z"),
            tag("Level", unit="mm", snapshot_time="2026-02-01T00:00:00Z"),
        ],
    )
    landing.put_tags("lost", [tag("Level", snapshot_time="soon")])
    landing.clean()
    columns = "attribute, unit, valid_from::VARCHAR, valid_to::VARCHAR, is_current, stale_after_s"
    assert landing.rows("tag", columns, "tag_id, valid_from") == [
        ("Level", "%", "2026-01-01 00:00:00+00", "2026-02-01 00:00:00+00", False, 120.0),
        ("Level", "mm", "2026-02-01 00:00:00+00", None, True, 120.0),
        ("Pressure", "kPag", "2026-01-01 00:00:00+00", None, True, 120.0),
    ]
    found = ledger(landing)
    assert found["second.parquet v2"][1:6] == (2, 1, 0, 0, 1)
    assert found["lost.parquet v3"][1:6] == (1, 0, 0, 1, 0)


@pytest.mark.parametrize("runs", [1, 2], ids=["in one run", "in a run each"])
def test_a_reading_is_judged_by_the_version_of_its_tag_at_its_time(landing: Landing, runs: int) -> None:
    landing.put_tags("psi", [tag("Pressure", unit="psig")])
    landing.put_tags("kpa", [tag("Pressure", unit="kPag", snapshot_time="2026-01-05T00:00:00Z")])
    if runs > 1:
        landing.clean("tags")
    landing.put_readings("late", [reading("Pressure", f"2026-01-0{day}T00:00:00Z", "14.5") for day in (2, 6)])
    landing.clean()
    assert events(landing, "value, unit") == [(14.5, "psig"), (14.5, "kPag")]
    assert landing.rows("tag", "unit, is_current", "valid_from") == [("psig", False), ("kPag", True)]


def test_a_tag_list_that_cannot_be_read_stops_no_other(landing: Landing) -> None:
    landing.put_tags("good", [tag("Pressure")])
    good = landing.copy("site=east/feeder=sender/view=_tags/good.parquet", "v1")
    landing.put("site=east/feeder=sender/view=_tags/half.parquet", good[: len(good) // 2])
    landing.put("site=east/feeder=sender/view=_tags/bytes.parquet", good.replace(b"kPag", b"\xff\xfePa"))
    landing.put_readings("r1", [reading("Pressure", "2026-01-01T00:00:00Z", "1")])
    landing.clean()
    found = ledger(landing)
    assert [found[f"{name}.parquet {version}"][0] for name, version in (("good", "v1"), ("half", "v2"), ("bytes", "v3"), ("r1", "v4"))] == [
        "read", "unreadable", "unreadable", "read",
    ]  # fmt: skip
    assert events(landing, "value, reason") == [(1.0, None)]
