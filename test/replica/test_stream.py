"""A stream's objects and its stranded batches, beside files, through the job's own functions."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from typing import Any

from landing import SHARD, Landing, reading, tag
from test_chain import crash_before, events, ledger

FIRST, SECOND, THIRD = (
    reading("Pressure", f"2026-01-01T00:0{minute}:00Z", str(10 * minute), unit="kPag") for minute in (1, 2, 3)
)
TEXT, BINARY = '{"asset": "Größe'.encode(), b"\xff\xfe\x00"
TORN = [
    ("ROW_MALFORMED", "the record's bytes as UTF-8 text", 2, None, '{"asset": "Größe'),
    ("ROW_MALFORMED", "the record's bytes in base64", 4, None, "//4A"),
]
ARN = "arn:aws:kinesis:us-east-1:000000000000:stream/"


def batch(stream: str, datas: Sequence[bytes], *, is_text: bool = True) -> str:
    """Lambda's word on a batch that it gave up on."""
    records = [
        {
            "kinesis": {
                "partitionKey": "k",
                "sequenceNumber": str(number),
                "data": base64.b64encode(data).decode(),
                "approximateArrivalTimestamp": 1793491200.5,
            },
            "eventID": f"{SHARD}:{number}",
        }
        for number, data in enumerate(datas, start=7)
    ]
    event = {"Records": records}
    return json.dumps(
        {
            "requestContext": {"condition": "RetryAttemptsExhausted", "approximateInvokeCount": 4},
            "version": "1.0",
            "timestamp": "2026-11-01T00:00:09.021Z",
            "KinesisBatchInfo": {
                "shardId": SHARD,
                "startSequenceNumber": "7",
                "endSequenceNumber": str(6 + len(datas)),
                "approximateArrivalOfFirstRecord": "2026-11-01T00:00:00.500Z",
                "approximateArrivalOfLastRecord": "2026-11-01T00:00:00.500Z",
                "batchSize": len(datas),
                "streamArn": ARN + stream,
            },
            "payload": json.dumps(event) if is_text else event,
        },
        ensure_ascii=False,
    )


def quarantine(landing: Landing) -> list[tuple[Any, ...]]:
    found = landing.rows(
        "quarantine", "reason, detail, source_row, attribute, raw, site", "reason, source_object, source_row"
    )
    assert {row[-1] for row in found} <= {"east", None}
    return [row[:-1] for row in found]


def fill(landing: Landing) -> None:
    """A file, then the stream: the same reading again, two that are new, and two records that are none."""
    landing.put_tags("tags", [tag("Pressure")])
    landing.put_readings("file", [FIRST])
    landing.put_stream(1, [FIRST, TEXT, SECOND, BINARY, reading("Pressure", None, "1")])
    landing.put_stream(6, [THIRD])


LEDGER = {
    "tags.parquet v1": ("read", 1, 1, 0, 0, 0, {}),
    "file.parquet v2": ("read", 1, 1, 0, 0, 0, {}),
    "1-5.parquet stream": ("read", 5, 1, 0, 3, 1, {"ROW_MALFORMED": 2, "TS_MISSING": 1}),
    "1-5.parquet.manifest.json stream": ("manifest", 0, 0, 0, 0, 0, {}),
    "6-6.parquet stream": ("read", 1, 1, 0, 0, 0, {}),
    "6-6.parquet.manifest.json stream": ("manifest", 0, 0, 0, 0, 0, {}),
}


def test_a_stream_goes_the_way_of_files(landing: Landing) -> None:
    fill(landing)
    landing.clean()
    assert ledger(landing) == LEDGER
    assert quarantine(landing)[:2] == TORN
    states = {row[:2] for row in landing.rows("ledger", "manifest_state, feeder, object_version") if row[2] == "stream"}
    assert states == {("match", "sender")}
    assert landing.clean("r2")["outcome"] == "nothing new"


def test_a_retried_batch_in_other_parts_repeats_itself(landing: Landing) -> None:
    fill(landing)
    landing.clean()
    columns = "tag_id, event_ticks, source_object, revision, is_current"
    before = events(landing, columns)
    # a retried batch was cut in two, and its parts lie beside the whole and over the one that followed
    landing.put_stream(1, [FIRST, TEXT, SECOND])
    landing.put_stream(4, [BINARY, reading("Pressure", None, "1"), THIRD])
    landing.clean("r3")
    found = ledger(landing)
    assert found["1-3.parquet stream"] == ("read", 3, 0, 0, 1, 2, {"ROW_MALFORMED": 1})
    assert found["4-6.parquet stream"] == ("read", 3, 0, 0, 2, 1, {"ROW_MALFORMED": 1, "TS_MISSING": 1})
    assert events(landing, columns) == before


def test_what_repeats_a_reading_that_is_then_deleted_in_the_same_run_is_a_repeat(landing: Landing) -> None:
    edited = {**SECOND, "value": "21"}
    landing.set_readings(restates=True)
    landing.put_tags("tags", [tag("Pressure")])
    landing.put_stream(1, [FIRST, SECOND, THIRD])
    landing.clean()
    landing.put_stream(4, [SECOND])
    landing.put_readings("late", [FIRST, SECOND, SECOND, THIRD])
    landing.put_readings("edited", [FIRST, edited, THIRD])
    landing.put_readings("back", [FIRST, SECOND, THIRD])
    landing.put_readings("whole", [FIRST, THIRD])
    landing.clean("r2")
    told = {name.split()[0]: counts[1:] for name, counts in ledger(landing).items() if counts[0] == "read"}
    assert told == {
        "tags.parquet": (1, 1, 0, 0, 0, {}),
        "1-3.parquet": (3, 3, 0, 0, 0, {}),
        "4-4.parquet": (1, 0, 0, 0, 1, {}),
        "late.parquet": (4, 0, 0, 0, 4, {}),
        "edited.parquet": (3, 1, 0, 0, 2, {}),
        "back.parquet": (3, 1, 0, 0, 2, {}),
        "whole.parquet": (2, 0, 0, 0, 2, {}),
    }
    second = landing.rows("pi_event", "value, revision, is_current, withdrawn", "event_ticks, revision")[1:-1]
    assert second == [(value, number, False, "restated") for number, value in enumerate((20.0, 21.0, 20.0))]


def test_of_two_reports_of_a_moment_the_one_that_landed_last_stands(landing: Landing) -> None:
    landing.put_tags("tags", [tag("Pressure")])
    landing.put_stream(1, [FIRST])
    landing.put_readings("edit", [{**FIRST, "value": "11"}])
    landing.put_stream(2, [{**FIRST, "value": "12"}])
    landing.clean()
    assert events(landing, "value, revision, is_current") == [
        (10.0, 0, False),
        (11.0, 1, False),
        (12.0, 2, True),
    ]


def test_stranded_batches_are_quarantined_record_by_record(landing: Landing) -> None:
    said = json.dumps(FIRST).encode()
    stranded = [
        landing.put_stranded("a", batch("airlock-test-east", [said, BINARY])),
        landing.put_stranded("b", batch("airlock-test-east", [said], is_text=False)),
        landing.put_stranded("c", batch("airlock-test-gone", [said])),
        landing.put_stranded("d", batch("airlock-test-east", [said])[:-1]),
        landing.put_stranded("e", json.dumps(json.loads(batch("airlock-test-east", [said, said])) | {"payload": None})),
        landing.put_stranded("f", ""),
    ]
    summary = landing.clean()
    assert summary["sites"]["east"] == {
        "objects": 3, "stranded": 2, "unreadable": 1, "cells_in": 5, "silver_good": 0, "silver_bad": 0,
        "quarantined": 5, "exact_duplicates": 0,
    }  # fmt: skip
    rows = landing.rows("ledger", "object_key, site, view, outcome, cells_in, reasons", "object_key")
    assert [row[0] for row in rows] == stranded
    assert [row[1:] for row in rows] == [
        ("east", "reactor", "stranded", 2, {"S_UNDELIVERED": 2}),
        ("east", "reactor", "stranded", 1, {"S_UNDELIVERED": 1}),
        (None, None, "stranded", 1, {"S_UNDELIVERED": 1}),
        (None, None, "unreadable", 0, {"F_UNREADABLE": 1}),
        ("east", "reactor", "unreadable", 2, {"F_UNREADABLE": 2}),
        (None, None, "unreadable", 0, {"F_UNREADABLE": 1}),
    ]
    text, in_base64 = (f"the record's bytes {form}" for form in ("as UTF-8 text", "in base64"))
    assert [row for row in quarantine(landing) if row[0] == "S_UNDELIVERED"] == [
        ("S_UNDELIVERED", f"sequence 7, {text}", 1, None, said.decode()),
        ("S_UNDELIVERED", f"sequence 8, {in_base64}", 2, None, "//4A"),
        ("S_UNDELIVERED", f"sequence 7, {text}", 1, None, said.decode()),
        ("S_UNDELIVERED", f"sequence 7, {text}", 1, None, said.decode()),
    ]
    assert sum(row[0] == "F_UNREADABLE" for row in quarantine(landing)) == 3
    assert landing.clean("r2")["outcome"] == "nothing new"


def test_a_crash_before_the_ledger_leaves_nothing_twice(landing: Landing) -> None:
    fill(landing)
    stranded = landing.put_stranded("a", batch("airlock-test-east", [TEXT, BINARY]))
    with crash_before("ledger"):
        landing.clean("r1")
    landing.clean("r2")
    name = stranded.rpartition("/")[2]
    assert ledger(landing) == LEDGER | {f"{name} stranded": ("stranded", 2, 0, 0, 2, 0, {"S_UNDELIVERED": 2})}
    assert [row[0] for row in quarantine(landing)] == [
        *["ROW_MALFORMED"] * 2, *["S_UNDELIVERED"] * 2, "TS_MISSING",
    ]  # fmt: skip
    assert events(landing, "value, revision") == [(10.0, 0), (20.0, 0), (30.0, 0)]


def test_a_stranded_batch_that_is_told_of_after_a_run_is_in_the_next(landing: Landing) -> None:
    fill(landing)
    landing.clean("r1")
    landing.put_stranded("a", batch("airlock-test-east", [TEXT]))
    assert landing.clean("r2")["sites"]["east"]["stranded"] == 1
