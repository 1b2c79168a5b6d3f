"""Bronze to gold on a small plant, through the jobs' own functions, on real Delta tables."""

from __future__ import annotations

from typing import Any

import pyarrow.parquet as pq
import pytest
from landing import LONG, UNIT, WIDE, Landing, reading, tag
from pyspark.sql import SparkSession
from replica import accounting
from replica.tables import Table

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


def ledger(landing: Landing, spark: SparkSession) -> dict[str, tuple[Any, ...]]:
    """Outcome, cells in, good, bad, quarantined, duplicates and reasons, by file name and version."""
    columns = ("outcome", "cells_in", "silver_good", "silver_bad", "quarantined", "exact_duplicates", "reasons")
    rows = landing.table(spark, "ledger").collect()
    return {
        row["object_key"].split("/")[-1] + " " + row["object_version"]: tuple(row[name] for name in columns)
        for row in rows
    }


def events(landing: Landing, spark: SparkSession, *columns: str) -> list[tuple[Any, ...]]:
    rows = landing.table(spark, "pi_event").orderBy("tag_id", "event_ticks", "revision", "seq")
    return [tuple(row) for row in rows.select(*columns).collect()]


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
EVENT = ("tag_id", "event_ticks", "value", "value_string", "quality", "reason", "unit")


def test_bronze_to_gold(spark: SparkSession, landing: Landing) -> None:
    fill_landing(landing)
    summary = landing.clean(spark)
    assert summary["sites"]["north"]["cells_in"] == 12
    assert ledger(landing, spark) == FIRST_LEDGER
    assert events(landing, spark, *EVENT) == FIRST_EVENTS
    lost = (
        landing.table(spark, "quarantine")
        .select("reason", "source_row", "attribute", "raw")
        .orderBy("reason", "attribute")
        .collect()
    )
    assert [tuple(row)[:3] for row in lost] == [
        ("ROW_MALFORMED", 6, "Flow"),
        ("ROW_MALFORMED", 6, "Valve"),
        ("TAG_UNKNOWN", 6, "Nobody"),
        ("TS_MISSING", 5, "Flow"),
        ("TS_MISSING", 7, "Pressure"),
        ("TS_MISSING", 5, "Valve"),
    ]
    assert lost[0]["raw"] == "5\tP-1\t01/02/2018 01:1"

    # a second run of the same objects changes nothing
    before = landing.versions()
    assert landing.clean(spark, "r2")["outcome"] == "nothing new"
    assert landing.versions() == before

    built = landing.build(spark)["datasets"]
    assert built == {
        "reactor_data": {"outcome": "built", "version": 0, "rows": 4},
        "process_data": {"outcome": "built", "version": 0, "rows": 3},
    }
    process = pq.read_table(landing.export("process_data"))
    assert process.column_names == ["asset", "time", "flow", "flow__pct_good", "valve", "valve__pct_good"]
    assert process["time"].to_pylist()[0].isoformat() == "2018-01-02T15:00:00+00:00"
    assert process["flow"].to_pylist() == [10.0, None, 12.0]
    assert process["flow__pct_good"].to_pylist() == [100.0, 0.0, 100.0]
    assert process["valve"].to_pylist() == [1.0, None, 0.0]
    reactor = pq.read_table(landing.export("reactor_data"))
    assert reactor["pressure"].to_pylist() == [10.0, pytest.approx(PSIG_10), None, 30.0]
    assert reactor["mode"].to_pylist() == [2.0, 2.0, 2.0, None]
    assert {b"delta-version": b"0", b"row-count": b"4"}.items() <= (reactor.schema.metadata or {}).items()
    assert {each["outcome"] for each in landing.build(spark, "g2")["datasets"].values()} == {"unchanged"}


def test_late_and_overwritten_files_after_gold(spark: SparkSession, landing: Landing) -> None:
    landing.put_tags("tags", TAGS)
    late = landing.put_readings("early", [reading("Pressure", "2026-01-01T00:01:00Z", "15")], hidden=True)
    landing.put_readings(
        "r1", [reading("Pressure", f"2026-01-01T00:0{minute}:00Z", str(10 * minute)) for minute in (1, 2)]
    )
    landing.clean(spark)
    landing.build(spark)
    assert pq.read_table(landing.export("reactor_data"))["pressure"].to_pylist() == [10.0, 20.0]

    # the first version of a file was overtaken by the second, and is told of now; a resent file and an edit come as well
    landing.note(f"{LONG}/early.parquet", late, 2, 1)
    landing.put_readings("resent", [reading("Pressure", "2026-01-01T00:02:00Z", "20")])
    landing.put_readings("edit", [reading("Pressure", "2026-01-01T00:02:00Z", "25", substituted=True)])
    landing.clean(spark, "r2")
    assert events(landing, spark, "value", "revision", "is_current", "quality") == [
        (10.0, 0, True, "good"),
        (15.0, 1, False, "good"),
        (20.0, 0, False, "good"),
        (25.0, 1, True, "substituted"),
    ]
    assert ledger(landing, spark)["resent.parquet v4"][1:6] == (1, 0, 0, 0, 1)
    assert landing.build(spark, "g2")["datasets"]["reactor_data"]["outcome"] == "built"
    assert pq.read_table(landing.export("reactor_data"))["pressure"].to_pylist() == [10.0, 25.0]


def test_objects_that_cannot_be_read_stop_nobody(spark: SparkSession, landing: Landing) -> None:
    landing.put_tags("tags", TAGS)
    landing.put_readings("good", [reading("Pressure", "2026-01-01T00:01:00Z", "10")])
    whole = (landing._root / "bronze" / f"{LONG}/good.parquet.v2").read_bytes()
    landing.put(f"{LONG}/half.parquet", whole[: len(whole) // 2])
    landing.put_manifest("half", 5)
    landing.put(f"{LONG}/_hidden.parquet", whole)
    landing.put_sheet("extra", [HEADER.replace("Valve", "Valve\tPump"), "1\tP-1\t01/02/2018 01:00:00 PM\t1\t2\t3\t\t1"])
    landing.put_sheet("turned", ["Valve\tTimeStamp\tFlow\tName", "1\t01/02/2018 01:00:00 PM\t7\tP-1"])
    landing.put(
        f"{WIDE}/latin.csv", "\r\n".join([HEADER, "1\tP-é\t01/02/2018 01:00:00 PM\t1\t2\t\t1"]).encode("latin-1")
    )
    landing.put("site=west/feeder=sender/view=x/a.parquet", whole)
    landing.refuse(f"{LONG}/empty.parquet", "F_EMPTY")
    landing.clean(spark)
    assert ledger(landing, spark) == {
        "tags.parquet v1": ("read", 2, 2, 0, 0, 0, {}),
        "good.parquet v2": ("read", 1, 1, 0, 0, 0, {}),
        "half.parquet v3": ("unreadable", 5, 0, 0, 5, 0, {"F_UNREADABLE": 5}),
        "half.parquet.manifest.json v4": ("manifest", 0, 0, 0, 0, 0, {}),
        "_hidden.parquet v5": ("unreadable", 0, 0, 0, 0, 0, {"F_UNREADABLE": 1}),
        "extra.csv v6": ("unreadable", 0, 0, 0, 0, 0, {"F_HEADER_MISMATCH": 1}),
        "turned.csv v7": ("read", 2, 2, 0, 0, 0, {}),
        "latin.csv v8": ("read", 2, 0, 0, 2, 0, {"ROW_MALFORMED": 2}),
        "a.parquet v9": ("unreadable", 0, 0, 0, 0, 0, {"F_VIEW_UNKNOWN": 1}),
        "empty.parquet v10": ("refused", 0, 0, 0, 0, 0, {"F_EMPTY": 1}),
    }
    assert (
        landing.table(spark, "quarantine").where("reason = 'F_HEADER_MISMATCH'").select("detail").collect()[0][0]
        == "unknown: Pump"
    )
    assert [
        row[1:] for row in events(landing, spark, "tag_id", "value", "source_row") if row[0].startswith("north")
    ] == [(7.0, 2), (1.0, 2)]


class CrashError(Exception):
    """Stands for a job that is killed."""


def test_crashes_before_every_commit_are_made_good_by_the_next_run(
    spark: SparkSession, landing: Landing, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_landing(landing)
    append = Table.append
    for table in ("pi_event", "quarantine", "ledger"):

        def crash(self: Table, layer: str, rows: Any, crashing: str = table) -> None:
            if self.name == crashing:
                raise CrashError
            append(self, layer, rows)

        with monkeypatch.context() as patch:
            patch.setattr(Table, "append", crash)
            with pytest.raises(CrashError):
                landing.clean(spark, f"before {table}")
    landing.clean(spark, "last")
    assert ledger(landing, spark) == FIRST_LEDGER
    assert events(landing, spark, *EVENT) == FIRST_EVENTS
    assert landing.table(spark, "quarantine").count() == 6
    assert landing.table(spark, "tag").count() == 4


def test_an_account_that_does_not_close_commits_nothing(
    spark: SparkSession, landing: Landing, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_landing(landing)
    add = accounting.Account.add

    def lose_one(self: accounting.Account, fate: str, reason: str | None, count: int) -> None:
        add(self, fate, reason, count - 1 if reason == "STATE_SYSTEM" else count)

    monkeypatch.setattr(accounting.Account, "add", lose_one)
    with pytest.raises(
        accounting.AccountOpenError, match=r"r1\.parquet version v3: 7 cells in, 6 out \(4 good, 0 bad, 2 quar"
    ):
        landing.clean(spark)
    assert landing.versions() == {}


def test_tags_are_kept_version_by_version(spark: SparkSession, landing: Landing) -> None:
    landing.put_tags("first", [tag("Pressure"), tag("Level", unit="%")])
    landing.put_tags(
        "second",
        [
            tag("Pressure", snapshot_time="2026-02-01T00:00:00Z"),
            tag("Level", unit="mm", snapshot_time="2026-02-01T00:00:00Z"),
        ],
    )
    landing.put_tags("lost", [tag("Level", snapshot_time="soon")])
    landing.clean(spark)
    rows = landing.table(spark, "tag").orderBy("tag_id", "valid_from").selectExpr(
        "attribute", "unit", "string(valid_from)", "string(valid_to)", "is_current", "stale_after_s"
    )  # fmt: skip
    assert [tuple(row) for row in rows.collect()] == [
        ("Level", "%", "2026-01-01 00:00:00", "2026-02-01 00:00:00", False, 120.0),
        ("Level", "mm", "2026-02-01 00:00:00", None, True, 120.0),
        ("Pressure", "kPag", "2026-01-01 00:00:00", None, True, 120.0),
    ]
    found = ledger(landing, spark)
    assert found["second.parquet v2"][1:6] == (2, 1, 0, 0, 1)
    assert found["lost.parquet v3"][1:6] == (1, 0, 0, 1, 0)
