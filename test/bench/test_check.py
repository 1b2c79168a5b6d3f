"""What is called equal is equal."""

from __future__ import annotations

from pathlib import Path

import duckdb
from bench import check

_READINGS = "values ('a', 1, 1.5, 'good', true), ('a', 2, null, 'bad', true)"
_CELLS = (
    "values ('u', timestamptz '2024-01-01 00:00:00Z', 1.5, 100.0), ('u', timestamptz '2024-01-01 00:01:00Z', null, 0.0)"
)


def _silver(folder: Path, readings: str) -> dict[str, object]:
    """How `readings` differ from _READINGS."""
    for name, rows in (("one", readings), ("other", _READINGS)):
        query = f"from ({rows}) r(tag_id, event_ticks, value, quality, is_current)"
        duckdb.execute(f"copy ({query}) to '{folder / name}.parquet' (format parquet)")
    return check.silver(f"{folder}/one.parquet", f"{folder}/other.parquet")


def _differ(folder: Path, cells: str) -> object:
    """Cells of `cells` that differ from _CELLS."""
    for name, rows in (("one", cells), ("other", _CELLS)):
        query = f"select * from ({rows}) r(asset, time, flow, flow__pct_good)"
        duckdb.execute(f"copy ({query}) to '{folder / name}.parquet' (format parquet)")
    return check.gold(f"{folder}/one.parquet", f"{folder}/other.parquet")["differ"]


def test_readings_in_another_order_are_the_same(tmp_path: Path) -> None:
    turned = f"select * from ({_READINGS}) r(a, b, c, d, e) order by 2 desc"
    assert _silver(tmp_path, turned) == {"rows": [2, 2], "differ": 0}


def test_another_value_is_not_the_same(tmp_path: Path) -> None:
    assert _silver(tmp_path, _READINGS.replace("1.5", "1.6"))["differ"] == 1


def test_another_quality_is_not_the_same(tmp_path: Path) -> None:
    assert _silver(tmp_path, _READINGS.replace("good", "questionable"))["differ"] == 1


def test_a_value_that_is_rounded_otherwise_is_the_same(tmp_path: Path) -> None:
    assert _silver(tmp_path, _READINGS.replace("1.5", "1.50000000000001"))["differ"] == 0


def test_a_reading_at_another_time_is_not_the_same(tmp_path: Path) -> None:
    assert _silver(tmp_path, _READINGS.replace("'a', 1", "'a', 3"))["differ"] == 2


def test_a_reading_twice_is_not_the_same(tmp_path: Path) -> None:
    assert _silver(tmp_path, f"select * from ({_READINGS}) union all ({_READINGS})")["rows"] == [4, 2]


def test_what_a_later_revision_replaced_does_not_count(tmp_path: Path) -> None:
    assert _silver(tmp_path, _READINGS.replace("'bad', true", "'bad', false"))["rows"] == [1, 2]


def test_equal_cells_do_not_differ(tmp_path: Path) -> None:
    assert _differ(tmp_path, _CELLS) == 0


def test_a_number_in_place_of_null_is_a_cell_that_differs(tmp_path: Path) -> None:
    assert _differ(tmp_path, _CELLS.replace("null", "2.5")) == 1


def test_the_last_digit_is_not_looked_at(tmp_path: Path) -> None:
    assert _differ(tmp_path, _CELLS.replace("1.5", "1.5000000000000002")) == 0


def test_a_row_that_only_one_has_differs_in_all_its_cells(tmp_path: Path) -> None:
    assert _differ(tmp_path, _CELLS.replace("00:01:00Z", "00:02:00Z")) == 4


def test_readings_that_were_sent_are_the_same_however_their_times_are_written(tmp_path: Path) -> None:
    for name, time in (("one", "2026-01-01T00:00:00Z"), ("other", "2026-01-01T00:00:00.0000000Z")):
        query = f"select 'A' as attribute, '{time}' as timestamp, '1.5' as value"
        duckdb.execute(f"copy ({query}) to '{tmp_path / name}.parquet' (format parquet)")
    assert check.sent(f"{tmp_path}/one.parquet", f"{tmp_path}/other.parquet") == {"rows": [1, 1], "differ": 0}


def test_a_reading_that_was_not_sent_is_seen(tmp_path: Path) -> None:
    for name, values in (("one", "('1')"), ("other", "('1'), ('2')")):
        query = f"select 'A' as attribute, '2026-01-01T00:00:0' || v || 'Z' as timestamp, v as value from (values {values}) r(v)"
        duckdb.execute(f"copy ({query}) to '{tmp_path / name}.parquet' (format parquet)")
    assert check.sent(f"{tmp_path}/one.parquet", f"{tmp_path}/other.parquet") == {"rows": [1, 2], "differ": 1}
