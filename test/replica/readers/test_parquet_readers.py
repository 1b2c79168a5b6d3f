"""Long Parquet and tag lists, as our sender, pandas and others write them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from reading import LONG, TAGS, Reading

CELL = "source_row, asset, attribute, value_raw, state_code"
TIME = "event_ticks, time_fault"
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
TICKS = 639028656000000000


def table(**columns: Any) -> pa.Table:
    """One row of a reading, with these columns instead of its own or besides."""
    row = {"asset": ["P-1"], "attribute": ["Flow"], "timestamp": ["2026-01-01T12:00:00Z"], "value": ["1"]}
    return pa.table({**row, **columns})


def body(of: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(of, sink)
    return bytes(sink.getvalue())


def long(tmp_path: Path, *bodies: Any, columns: str = CELL) -> Reading:
    return Reading(tmp_path).read(LONG, bodies, columns)


def one(tmp_path: Path, columns: str, **of: Any) -> tuple[Any, ...]:
    """The row of a file of one, which must be read."""
    found = long(tmp_path, table(**of), columns=columns)
    assert found.faults == {}
    return found.rows[1][0]


def test_what_pandas_writes_is_read(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {
            "asset": ["P-1", "P-1", "P-1"],
            "attribute": ["Flow", "Flow", "Flow"],
            "timestamp": pd.to_datetime(
                ["2026-01-01T12:00:00Z", "2026-01-01T12:00:00.1234567Z", None], utc=True, format="ISO8601"
            ),
            "value": [81.83204, np.nan, 3.0],
            "state_code": [np.nan, 246, np.nan],
            "is_system": [None, None, None],
            "good": [True, None, False],
            "unit": [None, None, None],
        }
    )
    found = long(tmp_path, frame, columns="value_raw, state_code, is_system, good, unit_raw, event_ticks, time_fault")
    assert found.rows[1] == [
        ("81.83204", None, None, True, None, TICKS, None),
        (None, 246, None, None, None, TICKS + 1234567, None),
        ("3.0", None, None, False, None, None, None),
    ]
    assert found.cells == {1: 3}


def test_a_frame_without_rows_is_read(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {name: [] for name in ("asset", "attribute", "timestamp", "value", "state_code", "good")}, dtype=object
    )
    found = long(tmp_path, frame)
    assert (found.rows, found.cells, found.faults) == ({1: []}, {1: 0}, {})


@pytest.mark.parametrize(
    ("values", "text"),
    [
        (pa.array([1.5]), "1.5"),
        (pa.array([81.83204], pa.float32()), "81.83204"),
        (pa.array([float("nan")]), "nan"),
        (pa.array([9007199254740993]), "9007199254740993"),
        (pa.array([7], pa.int16()), "7"),
        (pa.array([2**63 + 1], pa.uint64()), "9223372036854775809"),
        (pa.array([True]), "true"),
        (pa.array(["I/O Timeout"], pa.large_string()), "I/O Timeout"),
        (pa.array(["I/O Timeout"]).dictionary_encode(), "I/O Timeout"),
        (pa.array([None]), None),
        (pa.array([""]), ""),
    ],
    ids=str,
)
def test_a_value_of_another_type_is_its_text(tmp_path: Path, values: pa.Array, text: str | None) -> None:
    assert one(tmp_path, "value_raw", value=values) == (text,)


@pytest.mark.parametrize(
    ("codes", "code"),
    [
        (pa.array([246], pa.int64()), 246),
        (pa.array([246], pa.uint8()), 246),
        (pa.array([246.0]), 246),
        (pa.array([float("nan")]), None),
        (pa.array([None]), None),
        (pa.array([None], pa.int32()), None),
    ],
    ids=str,
)
def test_a_state_code_is_a_whole_number(tmp_path: Path, codes: pa.Array, code: int | None) -> None:
    assert one(tmp_path, "state_code", state_code=codes) == (code,)


def test_a_state_code_that_is_none_refuses_its_file_alone(tmp_path: Path) -> None:
    found = long(tmp_path, table(state_code=[246.5]), table(state_code=[246.0]))
    assert [*found.rows] == [2]
    assert "column state_code: got 246.5, wanted a whole number" in found.faults[1]


@pytest.mark.parametrize(
    ("times", "ticks", "fault"),
    [
        (["2026-01-01T12:00:00.1234567Z"], TICKS + 1234567, None),
        (["2026-01-01T12:00:00"], None, "TS_NO_ZONE"),
        (["noon"], None, None),
        ([None], None, None),
        (pa.array([None], pa.string()), None, None),
        (pa.array([NOON], pa.timestamp("us", "UTC")), TICKS, None),
        (pa.array([NOON], pa.timestamp("ms", "UTC")), TICKS, None),
        (pa.array([NOON], pa.timestamp("us", "Europe/Berlin")), TICKS, None),
        (pa.array([1767268800123456700], pa.timestamp("ns", "UTC")), TICKS + 1234567, None),
        (pa.array([-100], pa.timestamp("ns", "UTC")), 621355967999999999, None),
        (pa.array([NOON.replace(tzinfo=None)], pa.timestamp("us")), None, "TS_NO_ZONE"),
        (pa.array([0], pa.timestamp("ns")), None, "TS_NO_ZONE"),
    ],
    ids=str,
)
def test_a_time_is_text_or_an_instant(tmp_path: Path, times: Any, ticks: int | None, fault: str | None) -> None:
    assert one(tmp_path, TIME, timestamp=times) == (ticks, fault)


@pytest.mark.parametrize(
    ("name", "values", "said"),
    [
        ("timestamp", pa.array([1767268800]), "column timestamp: got BIGINT, wanted text or a timestamp in UTC"),
        ("timestamp", pa.array([NOON.date()]), "column timestamp: got DATE, wanted text or a timestamp in UTC"),
        ("state_code", pa.array(["246"]), "column state_code: got VARCHAR, wanted a whole number"),
        ("good", pa.array([1]), "column good: got BIGINT, wanted true or false"),
        ("is_system", pa.array(["true"]), "column is_system: got VARCHAR, wanted true or false"),
        ("value", pa.array([b"1"]), "column value: got BLOB, wanted text"),
        ("value", pa.array([{"Name": "No Data"}]), 'column value: got STRUCT("Name" VARCHAR), wanted text'),
        ("asset", pa.array([["P-1"]]), "column asset: got VARCHAR[], wanted text"),
        ("file_row_number", pa.array([1]), "column file_row_number: a name that the reader needs itself"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_a_column_by_which_something_would_be_lost_is_refused_by_name(
    tmp_path: Path, name: str, values: pa.Array, said: str
) -> None:
    found = long(tmp_path, table(**{name: values}), table())
    assert found.faults == {1: f"F_UNREADABLE: {said}"}
    assert found.cells == {2: 1}


def test_a_file_that_lacks_columns_says_which_it_has(tmp_path: Path) -> None:
    found = long(tmp_path, pa.table({"attribute": ["Flow"], "good": [1], "value": ["1"]}))
    assert found.faults == {1: "F_HEADER_MISMATCH: missing: asset, timestamp; got attribute, good, value"}


def test_all_columns_that_are_wrong_are_said_at_once(tmp_path: Path) -> None:
    found = long(tmp_path, table(good=pa.array([1]), value=pa.array([b"1"])))
    assert found.faults == {
        1: "F_UNREADABLE: column value: got BLOB, wanted text; column good: got BIGINT, wanted true or false"
    }


def test_case_and_blanks_tell_no_column_from_another(tmp_path: Path) -> None:
    assert one(tmp_path, "value_raw, good, unit_raw", **{"Good ": [False], "UNIT": ["m"]}) == ("1", False, "m")
    found = long(tmp_path, table(**{"good": [True], "Good ": [False]}))
    assert found.faults == {
        1: "F_UNREADABLE: column good: got 'good', 'Good ', which are one but for case and blanks, wanted it once"
    }


def test_what_a_file_has_beside_the_columns_of_a_reading_is_named(tmp_path: Path) -> None:
    assert long(tmp_path, table(Status=["Bad"])).notes == {1: "passed over columns: Status"}


def test_columns_that_nobody_knows_are_left_and_those_that_are_missing_are_null(tmp_path: Path) -> None:
    assert one(tmp_path, "value_raw, good, unit_raw, point", filename=["x"], site=["nowhere"]) == (
        "1",
        None,
        None,
        None,
    )


def test_files_of_different_types_in_one_go(tmp_path: Path) -> None:
    kinds: list[Any] = [["1"], [1.5], [2**53 + 1], [True], pa.array([81.83204], pa.float32()), [None], ["x"]]
    found = long(tmp_path, *(table(value=values) for values in kinds), columns="value_raw")
    values = ["1", "1.5", "9007199254740993", "true", "81.83204", None, "x"]
    assert found.rows == {number: [(value,)] for number, value in enumerate(values, start=1)}


def test_columns_in_another_order_keep_their_names(tmp_path: Path) -> None:
    turned = table().select(["value", "timestamp", "attribute", "asset"])
    found = long(tmp_path, table(), turned)
    assert found.rows[2] == found.rows[1] == [(1, "P-1", "Flow", "1", None)]


def test_files_that_are_none_cost_themselves_only(tmp_path: Path) -> None:
    good = body(table())
    damaged = bytearray(good)
    damaged[-20] ^= 0xFF
    bodies = [
        good,
        good[: len(good) // 2],
        b"",
        b"asset,attribute\n",
        b"PAR1" + b"\0" * 40 + b"PAR1",
        good,
        bytes(damaged),
        good,
    ]
    found = long(tmp_path, *bodies)
    assert {*found.rows} >= {1, 6, 8}
    assert {*found.faults} >= {2, 3, 4, 5}
    assert {*found.faults} | {*found.rows} == set(range(1, 9))
    assert all(fault.startswith("F_UNREADABLE: ") and "\n" not in fault for fault in found.faults.values())


def test_text_that_is_no_utf_8_costs_its_file_only(tmp_path: Path) -> None:
    good = body(table(value=["AAAAAAAA"]))
    found = long(tmp_path, *[good] * 5, good.replace(b"AAAAAAAA", b"A\xff\xfeAAAAA"), *[good] * 6)
    assert [*found.faults] == [6]
    assert found.faults[6].startswith("F_UNREADABLE: ")
    assert len(found.rows) == 11


def test_rows_are_numbered_from_one_in_each_file(tmp_path: Path) -> None:
    many = pa.table({"asset": ["P"] * 3, "attribute": ["F"] * 3, "timestamp": ["t"] * 3, "value": ["a", "b", "c"]})
    found = long(tmp_path, many, many, columns="source_row, value_raw")
    assert found.rows == {1: [(1, "a"), (2, "b"), (3, "c")], 2: [(1, "a"), (2, "b"), (3, "c")]}


def test_a_record_of_a_stream_that_is_none_is_malformed(tmp_path: Path) -> None:
    found = one(tmp_path, "row_fault, raw, asset", raw=["//4A"], asset=pa.array([None], pa.string()))
    assert found == ("ROW_MALFORMED", "//4A", None)


def tags(tmp_path: Path, *bodies: Any, columns: str) -> Reading:
    return Reading(tmp_path).read(TAGS, bodies, columns)


def test_a_tag_list_of_pandas_is_read(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {
            "asset": ["P-1", "P-2"],
            "attribute": ["Flow", "Flow"],
            "type": ["Float64", None],
            "step": [False, True],
            "zero": [0, -50],
            "span": [100, 150],
            "exc_dev": np.array([0.1, 0.2], dtype="float32"),
            "comp_max_s": [np.nan, 600.0],
            "unit": [None, None],
            "snapshot_time": pd.to_datetime(["2026-01-01T12:00:00Z", "2026-01-01T12:00:00.5Z"], format="ISO8601"),
        }
    )
    found = tags(
        tmp_path, frame, columns="step, zero, span, exc_dev, comp_max_s, unit, server, iso_ticks(snapshot_time)"
    )
    assert found.faults == {}
    assert found.rows[1] == [
        (False, 0.0, 100.0, 0.1, None, None, None, TICKS),
        (True, -50.0, 150.0, 0.2, 600.0, None, None, TICKS + 5_000_000),
    ]


@pytest.mark.parametrize(
    ("name", "values", "said"),
    [
        ("zero", pa.array(["0"]), "column zero: got VARCHAR, wanted a number"),
        ("step", pa.array([1]), "column step: got BIGINT, wanted true or false"),
        (
            "snapshot_time",
            pa.array([NOON.replace(tzinfo=None)]),
            "column snapshot_time: got TIMESTAMP, wanted text or a timestamp in UTC",
        ),
    ],
)
def test_a_column_of_a_tag_list_is_refused_by_name(tmp_path: Path, name: str, values: pa.Array, said: str) -> None:
    row = {"asset": ["P-1"], "attribute": ["Flow"], "snapshot_time": ["2026-01-01T12:00:00Z"]}
    found = tags(tmp_path, pa.table({**row, name: values}), pa.table(row), columns="asset")
    assert found.faults == {1: f"F_UNREADABLE: {said}"}
    assert found.rows == {2: [("P-1",)]}
