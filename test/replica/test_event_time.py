from __future__ import annotations

from typing import Any

import pytest
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from replica.event_time import TICKS_PER_S, UNIX_EPOCH_TICKS, at_iso_time, at_local_time, event_time
from replica.local_rows import local_rows

US_TEXT = "MM/dd/yyyy hh:mm:ss a"
LANDED = "2026-06-01T00:00:00Z"


def ticks(iso: str, more: int = 0) -> int:
    from datetime import datetime

    return int(datetime.fromisoformat(iso).timestamp()) * TICKS_PER_S + UNIX_EPOCH_TICKS + more


def frame(spark: SparkSession, rows: list[tuple[Any, ...]], columns: str) -> DataFrame:
    return local_rows(spark, rows, columns).withColumn("landed_ticks", F.lit(ticks(LANDED)))


def test_iso_times_keep_seven_decimals_and_name_what_is_lost(spark: SparkSession) -> None:
    cases = [
        ("2026-01-01T00:00:00Z", ticks("2026-01-01T00:00:00Z"), None),
        ("2017-04-28T08:04:57.4586426Z", 636289634974586426, None),
        ("2026-01-01T02:30:00.5+02:30", ticks("2026-01-01T00:00:00Z", 5_000_000), None),
        ("2026-06-01T00:10:00Z", ticks("2026-06-01T00:10:00Z"), None),
        ("2026-06-01T00:10:00.0000001Z", ticks("2026-06-01T00:10:00Z", 1), "TS_FUTURE"),
        ("2026-01-01T00:00:00", None, "TS_NO_ZONE"),
        ("2026-02-30T00:00:00Z", None, "TS_UNPARSEABLE"),
        ("yesterday", None, "TS_UNPARSEABLE"),
        ("43831.5", None, "TS_UNPARSEABLE"),
        ("0001-01-01T00:00:00Z", 0, "TS_TOO_OLD"),
        ("  ", None, "TS_MISSING"),
        (None, None, "TS_MISSING"),
    ]
    rows = at_iso_time(frame(spark, [(raw,) for raw, _, _ in cases], "raw string"), "raw")
    assert [tuple(row) for row in rows.select("raw", "event_ticks", "lost").collect()] == cases


@pytest.mark.parametrize(
    ("zone", "cases"),
    [
        (
            "America/Sao_Paulo",
            [
                ("01/02/2018 01:05:00 PM", None, ticks("2018-01-02T15:05:00Z"), None),
                ("01/02/2018 01:05:00 PM", ticks("2018-01-02T15:05:00Z", 7), ticks("2018-01-02T15:05:00Z", 7), None),
                ("01/02/2018 01:05:00 PM", ticks("2018-01-02T13:05:00Z"), None, "TS_TICKS_MISMATCH"),
                # the clock went from 23:59:59 back to 23:00 on 17 February 2018
                ("02/17/2018 11:30:00 PM", None, None, "TS_DST_AMBIGUOUS"),
                ("02/17/2018 11:30:00 PM", ticks("2018-02-18T01:30:00Z"), ticks("2018-02-18T01:30:00Z"), None),
                ("02/17/2018 11:30:00 PM", ticks("2018-02-18T02:30:00Z"), ticks("2018-02-18T02:30:00Z"), None),
                ("02/17/2018 10:59:59 PM", None, ticks("2018-02-18T00:59:59Z"), None),
                # and on 4 November 2018 there was no hour after midnight
                ("11/04/2018 12:30:00 AM", None, None, "TS_DST_NONEXISTENT"),
                ("11/04/2018 01:00:00 AM", None, ticks("2018-11-04T03:00:00Z"), None),
                ("13/45/2017 99:99:99 XM", None, None, "TS_UNPARSEABLE"),
                ("01/02/1960 01:05:00 PM", None, ticks("1960-01-02T16:05:00Z"), "TS_TOO_OLD"),
                ("12/01/2026 01:05:00 PM", None, ticks("2026-12-01T16:05:00Z"), "TS_FUTURE"),
                ("", None, None, "TS_MISSING"),
                (None, None, None, "TS_MISSING"),
            ],
        ),
        # half an hour forward and back
        (
            "Australia/Lord_Howe",
            [
                ("04/05/2026 01:45:00 AM", None, None, "TS_DST_AMBIGUOUS"),
                ("10/05/2025 02:15:00 AM", None, None, "TS_DST_NONEXISTENT"),
                ("10/05/2025 02:30:00 AM", None, ticks("2025-10-04T15:30:00Z"), None),
            ],
        ),
        (None, [("01/02/2018 01:05:00 PM", None, None, "TS_NO_ZONE")]),
    ],
)
def test_local_times_are_placed_or_named(spark: SparkSession, zone: str | None, cases: list[tuple[Any, ...]]) -> None:
    given = [(raw, None if witness is None else str(witness)) for raw, witness, _, _ in cases]
    rows = at_local_time(frame(spark, given, "ts_raw string, ticks_raw string"), US_TEXT, zone)
    found = [tuple(row) for row in rows.select("ts_raw", "ticks_raw", "event_ticks", "lost").collect()]
    assert found == [(raw, each, at, lost) for (raw, each), (_, _, at, lost) in zip(given, cases, strict=True)]


def test_event_time_is_cut_to_the_microsecond(spark: SparkSession) -> None:
    row = spark.range(1).select(F.unix_micros(event_time(F.lit(636289634974586426))).alias("us")).head()
    assert row is not None
    assert row["us"] == 1493366697458642
