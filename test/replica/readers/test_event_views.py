"""Sheets of event views: which column is what, and what of it is a time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
from reading import SHEET, Reading
from replica.settings import Column, View

HEAD = "Id,Start,End,Peak\r\n"


def event_view(kind: str = "event-csv", **options: Any) -> View:
    told = {name: value for name, value in SHEET.items() if name not in ("assetColumn", "timeColumn", "staleAfterSeconds")}
    columns = (Column("Peak", None, "Float64", False, None, None),)
    keys = {"idColumn": "Id", "startColumn": "Start", "endColumn": "End", "nameColumn": "Event", "assetColumn": "Asset"}
    return View("batches", kind, {**told, **keys, **options}, columns)


def test_a_column_without_a_name_is_none_that_the_sheet_lacks(tmp_path: Path) -> None:
    body = b"Id,,Start,End\r\n1,x,2026-01-01 00:00:00,\r\n"
    found = Reading(tmp_path).read(event_view(), [body], "frame, name, asset, values_raw")
    assert found.rows == {1: [("1", None, None, ["x"])]}
    assert found.notes == {1: "new columns: ; missing columns: Event, Asset, Peak"}


def test_a_row_is_one_in_the_account_however_many_attributes_it_has(tmp_path: Path) -> None:
    found = Reading(tmp_path).read(event_view(), [f"{HEAD}1,,,5\r\ntorn\r\n".encode()], "frame, row_fault")
    assert found.rows == {1: [("1", None), (None, "ROW_MALFORMED")]}
    assert found.cells == {1: 2}


def test_a_header_that_comes_again_is_no_frame_and_turns_the_columns(tmp_path: Path) -> None:
    body = f"{HEAD}1,2026-01-01 00:00:00,,5\r\nPeak,End,Start,Id\r\n7,,2026-01-01 00:00:00,2\r\n"
    found = Reading(tmp_path).read(event_view(), [body.encode()], "frame, start_raw, values_raw")
    assert found.rows[1][0] == ("1", "2026-01-01 00:00:00", ["5"])
    assert found.rows[1][-1] == ("2", "2026-01-01 00:00:00", ["7"])


def test_ids_and_durations_of_parquet_may_be_of_any_type(tmp_path: Path) -> None:
    table = pa.table(
        {
            "Id": pa.array([7], pa.int64()),
            "Start": pa.array([1_767_225_600_123_456_700], pa.timestamp("ns", "UTC")),
            "End": pa.array([None], pa.null()),
            "Duration": pa.array([[1]], pa.list_(pa.int32())),
        }
    )
    view = event_view("event-parquet", timeFormat=None, durationColumn="Duration")
    found = Reading(tmp_path).read(view, [table], "frame, start_raw, end_raw, values_raw")
    assert found.faults == {}
    assert found.rows == {1: [("7", "2026-01-01T00:00:00.1234567Z", None, [])]}
