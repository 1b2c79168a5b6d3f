"""PI Integrator's wide Parquet as cells."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from reading import SHEET, Reading
from replica.settings import Column, View

CELL = "source_row, asset, attribute, value_raw, row_fault"
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
TICKS = 639028656000000000


def view(*names: str, **options: Any) -> View:
    columns = tuple(Column(name, None, "Float64", False, None, None) for name in names or ("Flow", "Valve"))
    return View("process", "wide-parquet", {**SHEET, **options}, columns)


def table(**columns: Any) -> pa.Table:
    """One row, with these columns instead of its own or besides."""
    time = pa.array([NOON], pa.timestamp("us", "UTC"))
    return pa.table({"Id": [7], "Name": ["P-1"], "TimeStamp": time, "Flow": [1.5], **columns})


def read(tmp_path: Path, *tables: pa.Table, columns: str = CELL, **options: Any) -> Reading:
    return Reading(tmp_path).read(view(**options), tables, columns)


def test_a_row_is_a_cell_an_attribute(tmp_path: Path) -> None:
    found = read(tmp_path, table(Valve=["I/O Timeout"], PIIntTSTicks=[TICKS], PIIntShapeID=[1]))
    assert found.rows[1] == [(1, "P-1", "Flow", "1.5", None), (1, "P-1", "Valve", "I/O Timeout", None)]
    assert (found.cells, found.faults) == ({1: 2}, {})


@pytest.mark.parametrize(
    ("values", "text"),
    [
        (pa.array([81.83204], pa.float32()), "81.83204"),
        (pa.array([2**63 + 1], pa.uint64()), "9223372036854775809"),
        (pa.array([Decimal("1.250")]), "1.250"),
        (pa.array([True]), "true"),
        (pa.array(["x"], pa.large_string()), "x"),
        (pa.array(["x"]).dictionary_encode(), "x"),
        (pa.array([None]), None),
        (pa.array([NOON], pa.timestamp("ms", "Europe/Berlin")), "2026-01-01T12:00:00.000000Z"),
        (pa.array([1767268800123456700], pa.timestamp("ns")), "2026-01-01T12:00:00.1234567"),
        (pa.array([NOON.date()]), "2026-01-01"),
    ],
    ids=str,
)
def test_a_column_of_a_plain_type_is_its_text(tmp_path: Path, values: pa.Array, text: str | None) -> None:
    assert read(tmp_path, table(Flow=values), columns="value_raw").rows[1] == [(text,)]


@pytest.mark.parametrize(
    ("name", "values", "said"),
    [
        ("Flow", pa.array([{"Name": "No Data"}]), 'column Flow: got STRUCT("Name" VARCHAR), wanted text'),
        ("Flow", pa.array([["x"]]), "column Flow: got VARCHAR[], wanted text"),
        ("New", pa.array([b"x"]), "column New: got BLOB, wanted text"),
        ("PIIntTSTicks", pa.array([float(TICKS)]), "column PIIntTSTicks: got DOUBLE, wanted a whole number"),
        ("TimeStamp", pa.array([NOON.date()]), "column TimeStamp: got DATE, wanted text or a timestamp"),
        ("FLOW", pa.array([2.5]), "column FLOW: got it twice, but for upper and lower case, wanted each name once"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_a_column_by_which_something_would_be_lost_refuses_its_file_by_name(
    tmp_path: Path, name: str, values: pa.Array, said: str
) -> None:
    found = read(tmp_path, table(**{name: values}), table())
    assert found.faults == {1: f"F_UNREADABLE: {said}"}
    assert found.cells == {2: 1}


@pytest.mark.parametrize(
    ("times", "ticks", "fault"),
    [
        (pa.array([NOON], pa.timestamp("s", "UTC")), TICKS, None),
        (pa.array([1767268800123456789], pa.timestamp("ns", "Europe/Berlin")), TICKS + 1234567, None),
        (pa.array([1767268800123456700], pa.timestamp("ns")), TICKS - 36000000000 + 1234567, None),
        (pa.array([NOON.replace(tzinfo=None)], pa.timestamp("us")), TICKS - 36000000000, None),
        (pa.array([datetime(2025, 10, 26, 2, 30)], pa.timestamp("us")), None, "TS_DST_AMBIGUOUS"),
        (pa.array(["2026-01-01 13:00:00"]), TICKS, None),
        (pa.array([None]), None, None),
        (pa.array([253402300800000000], pa.timestamp("us", "UTC")), None, None),
        (pa.array([-62135596800000001], pa.timestamp("us", "UTC")), -10, None),
        (pa.array([2**63 - 1], pa.timestamp("us", "UTC")), None, None),
    ],
    ids=str,
)
def test_a_time_is_an_instant_a_wall_clock_or_text(
    tmp_path: Path, times: Any, ticks: int | None, fault: str | None
) -> None:
    found = read(tmp_path, table(TimeStamp=times), columns="event_ticks, time_fault", zone="Europe/Berlin")
    assert found.rows[1] == [(ticks, fault)]


def test_ticks_give_what_the_time_leaves_out(tmp_path: Path) -> None:
    kinds: list[Any] = [[TICKS + 7], [str(TICKS + 7)], pa.array([Decimal(TICKS + 7)], pa.decimal128(19, 0)), [None]]
    found = read(tmp_path, *(table(PIIntTSTicks=each) for each in kinds), columns="event_ticks")
    assert [found.rows[number][0][0] - TICKS for number in (1, 2, 3, 4)] == [7, 7, 7, 0]


def test_the_views_signs_are_those_of_text_only(tmp_path: Path) -> None:
    both = table(Valve=["1.234,5"])
    found = read(tmp_path, both, columns="attribute, decimal_mark, thousands_mark", decimal=",", thousands=".")
    assert found.rows[1] == [("Flow", ".", None), ("Valve", ",", ".")]


def test_a_column_that_changes_its_type_is_read_in_each_file(tmp_path: Path) -> None:
    found = read(tmp_path, table(), table(Flow=["Shutdown"]), table(Flow=[7]), columns="value_raw")
    assert found.rows == {1: [("1.5",)], 2: [("Shutdown",)], 3: [("7",)]}


def test_a_text_without_a_pattern_is_the_views_fault(tmp_path: Path) -> None:
    found = read(tmp_path, table(TimeStamp=["2026-01-01 13:00:00"]), table(), timeFormat=None)
    assert "timeFormat: got none, wanted the pattern of the text in column TimeStamp" in found.faults[1]
    assert found.cells == {2: 1}
