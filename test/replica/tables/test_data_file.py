"""A data file's bounds hold every row that is in it, and what cannot be told truly is not told."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from few_rows import FewRows
from replica.tables.data_file import DataFile, write_file
from replica.tables.silver import PI_EVENT

PLACE = {"site": "east", "event_date": "2026-01-01"}


def written(few: FewRows, kind: str, *values: str) -> DataFile:
    """A file with the column `x`; the values are SQL."""
    rows = ", ".join(f"({value})" for value in values)
    query = f"SELECT x FROM (VALUES {rows}) AS t(x)"
    file = write_file(few.con, query, few.silver, "t", few.scratch, run_id="r", bounds={"x": kind})
    assert file is not None
    return file


def bounds(few: FewRows, kind: str, *values: str) -> tuple[Any, Any]:
    file = written(few, kind, *values)
    return file.low["x"], file.high["x"]


@pytest.mark.parametrize(
    ("time", "low", "high"),
    [
        ("2026-01-01 00:00:00+00", "2026-01-01T00:00:00.000Z", "2026-01-01T00:00:00.000Z"),
        ("2026-01-01 23:59:59.999999+00", "2026-01-01T23:59:59.999Z", "2026-01-02T00:00:00.000Z"),
        ("2026-01-01 00:00:00.000001+00", "2026-01-01T00:00:00.000Z", "2026-01-01T00:00:00.001Z"),
        ("1969-12-31 23:59:59.9995+00", "1969-12-31T23:59:59.999Z", "1970-01-01T00:00:00.000Z"),
        ("0001-01-01 00:00:00+00", "0001-01-01T00:00:00.000Z", "0001-01-01T00:00:00.000Z"),
        ("9999-12-31 23:59:59.999+00", "9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"),
    ],
)
def test_a_lower_bound_is_cut_to_the_millisecond_and_an_upper_one_rounded_up(
    few: FewRows, time: str, low: str, high: str
) -> None:
    assert bounds(few, "timestamp", f"TIMESTAMPTZ '{time}'") == (low, high)


@pytest.mark.parametrize(
    "time", ["9999-12-31 23:59:59.999999+00", "12026-01-01 00:00:00+00", "0044-03-15 (BC) 00:00:00+00", "infinity"]
)
def test_a_file_whose_times_no_bound_can_tell_is_refused(few: FewRows, time: str) -> None:
    with pytest.raises(ValueError, match="wanted one of the years 1 to 9999"):
        bounds(few, "timestamp", f"TIMESTAMPTZ '{time}'")


@pytest.mark.parametrize(
    "word", ["", " ", "'", '"', "\\", "\n", "\t", "ü€😀", "a|b,c", "\x01", "x" * 256, "{}", "null"]
)
def test_a_text_bounds_itself(few: FewRows, word: str) -> None:
    few.con.execute("SET VARIABLE word = ?", [word])
    low, high = bounds(few, "string", "getvariable('word')::VARCHAR")
    assert (low, high) == (word, word)


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        (["'x' || repeat('y', 300)"], "x" + "y" * 300, "x" + "y" * 300),
        (["repeat('ü', 129) || 'b'", "repeat('ü', 129) || 'a'"], "ü" * 129 + "a", "ü" * 129 + "b"),
        (["repeat(chr(1114111), 70)", "'a'"], "a", "\U0010ffff" * 70),
    ],
)
def test_a_text_of_more_than_256_bytes_is_told_whole(few: FewRows, words: list[str], low: str, high: str) -> None:
    assert bounds(few, "string", *words) == (low, high)


@pytest.mark.parametrize("kind", ["bigint", "string", "timestamp"])
def test_nulls_are_counted_beside_the_bounds(few: FewRows, kind: str) -> None:
    type_ = {"bigint": "BIGINT", "string": "VARCHAR", "timestamp": "TIMESTAMPTZ"}[kind]
    value = {"bigint": "1", "string": "'a'", "timestamp": "'2026-01-01 00:00:00+00'"}[kind]
    told = {"bigint": 1, "string": "a", "timestamp": "2026-01-01T00:00:00.000Z"}[kind]
    file = written(few, kind, f"{value}::{type_}", "NULL", "NULL")
    assert (file.low, file.high, file.nulls) == ({"x": told}, {"x": told}, {"x": 2})


@pytest.mark.parametrize("type_", ["BIGINT", "VARCHAR", "TIMESTAMPTZ"])
def test_a_column_without_a_value_has_no_bounds_and_says_so(few: FewRows, type_: str) -> None:
    kind = {"BIGINT": "bigint", "VARCHAR": "string", "TIMESTAMPTZ": "timestamp"}[type_]
    file = written(few, kind, f"NULL::{type_}", "NULL")
    assert (file.low, file.high, file.nulls) == ({}, {}, {"x": 2})


def test_the_largest_and_least_of_numbers_are_told_exactly(few: FewRows) -> None:
    ends = (-(2**63), 2**63 - 1)
    assert bounds(few, "bigint", f"({ends[0] + 1}::BIGINT - 1)", str(ends[1])) == ends


def test_no_rows_are_no_file(few: FewRows) -> None:
    assert write_file(few.con, "SELECT 1 AS x WHERE false", few.silver, "t", few.scratch, run_id="r") is None
    assert list(few.silver.listed("t/")) == []
    assert [each.name for each in few.scratch.iterdir()] == ["spill"]


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_written_lies_within_its_bounds_and_comes_back_from_the_log(few: FewRows, seed: int) -> None:
    rows = odd_rows(random.Random(seed))
    file = few.file(PI_EVENT, rows, PLACE)
    few.events.create([file], "r")
    opened = few.events.open()
    assert opened is not None
    (told,) = opened.files()
    assert told == DataFile(file.path, file.size, len(rows), PLACE, file.low, file.high, file.nulls)
    assert json.loads(told.statistics) == json.loads(file.statistics)
    for name in PI_EVENT.bounds:
        values = [row[name] for row in rows]
        assert comparable(told.low[name]) <= min(values)
        assert comparable(told.high[name]) >= max(values)


def odd_rows(dice: random.Random) -> list[dict[str, Any]]:
    letters = "aZ09 _|'\"\\\n\t,;:=%/#ßİ€😀"
    start = datetime(1900, 1, 1, tzinfo=UTC)
    return [
        {
            "tag_id": "".join(dice.choices(letters, k=dice.choice((0, 1, 5, 40, 400)))),
            "event_ticks": dice.choice((0, 1, -1, 2**62, dice.randrange(2**62))),
            "event_time": start + timedelta(days=dice.randrange(90_000), microseconds=dice.randrange(86_400_000_000)),
            "value": dice.choice((None, 0.0, -0.0, 1e308)),
        }
        for _ in range(dice.randrange(1, 12))
    ]


def comparable(bound: Any) -> Any:
    return datetime.fromisoformat(bound) if isinstance(bound, str) and bound.endswith("Z") and "T" in bound else bound
