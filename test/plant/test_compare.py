from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from plant.__main__ import main
from plant.delivery import Play
from plant.truth.cells import SCHEMA, TrueCell, true_cells, write_truth
from plant.truth.compare import compare
from plant.verbs import settled

Rows = list[dict[str, Any]]
COLUMN = "reactor_level"


@pytest.fixture(scope="module")
def cells(reactor: Play) -> list[TrueCell]:
    return list(true_cells(reactor, settled(reactor, "stream"), 180))


@pytest.fixture(scope="module")
def truth(cells: list[TrueCell], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("truth") / "reactor_data.parquet"
    write_truth(iter(cells), path)
    return path


@pytest.fixture
def rows(cells: list[TrueCell]) -> Rows:
    """Gold as it must be."""
    wide: dict[tuple[str, int], dict[str, Any]] = {}
    for cell in cells:
        row = wide.setdefault((cell.asset, cell.time), {"asset": cell.asset, "time": cell.time})
        row |= {cell.column: cell.expected, f"{cell.column}__pct_good": cell.pct_good}
    return list(wide.values())


def write(rows: Rows, path: Path) -> Path:
    table = pa.Table.from_pylist(rows)
    times = table["time"].cast(pa.timestamp("us", tz="UTC"))
    pq.write_table(table.set_column(table.schema.get_field_index("time"), "time", times), path)
    return path


def row_where(rows: Rows, matches: Callable[[float | None], bool]) -> dict[str, Any]:
    return next(row for row in rows if matches(row[COLUMN]))


def test_right_gold_is_fine(truth: Path, rows: Rows, tmp_path: Path) -> None:
    comparison = compare(truth, write(rows, tmp_path / "gold.parquet"))
    assert comparison.is_fine
    assert comparison.counts["cells"] == comparison.counts["equal"] == 6240


def test_a_wrong_value_is_found_with_its_place(truth: Path, rows: Rows, tmp_path: Path) -> None:
    row = row_where(rows, lambda value: value is not None)
    row[COLUMN] += 1e-6
    comparison = compare(truth, write(rows, tmp_path / "gold.parquet"))
    assert comparison.counts["different"] == 1
    assert comparison.mismatches[0]["attribute"] == "Reactor Level"
    assert comparison.worst["fromExpected"]["error"] == pytest.approx(1e-6)


def test_a_null_for_a_number_and_a_number_for_a_null_are_found(truth: Path, rows: Rows, tmp_path: Path) -> None:
    number = row_where(rows, lambda value: value is not None)
    null = row_where(rows, lambda value: value is None)
    number[COLUMN], null[COLUMN] = None, 50.0
    assert compare(truth, write(rows, tmp_path / "gold.parquet")).counts["different"] == 2


def test_a_missing_row_an_extra_row_and_a_row_that_stands_twice_are_found(
    truth: Path, rows: Rows, tmp_path: Path
) -> None:
    missing = rows.pop(10)
    extra = {**missing, "time": missing["time"] + 1}
    comparison = compare(truth, write([*rows, extra, rows[0]], tmp_path / "gold.parquet"))
    assert (comparison.counts["missing"], comparison.counts["extra"]) == (52, 104)


def test_a_missing_and_an_extra_column_are_found(truth: Path, rows: Rows, tmp_path: Path) -> None:
    renamed = [{("level" if name == COLUMN else name): value for name, value in row.items()} for row in rows]
    comparison = compare(truth, write(renamed, tmp_path / "gold.parquet"))
    assert (comparison.counts["missing"], comparison.counts["extra"]) == (120, 120)


def test_a_wrong_share_of_good_time_is_found(truth: Path, rows: Rows, tmp_path: Path) -> None:
    rows[3][f"{COLUMN}__pct_good"] = 12.5
    assert compare(truth, write(rows, tmp_path / "gold.parquet")).counts["pctDifferent"] == 1


def test_a_fill_that_both_sides_got_wrong_is_found_by_the_source(cells: list[TrueCell], tmp_path: Path) -> None:
    wrong = next(cell for cell in cells if not cell.touched and not cell.kept and cell.expected is not None)
    planted = wrong._replace(expected=(wrong.source or 0) + 2 * wrong.tolerance + 1)
    write_truth(iter([planted]), tmp_path / "truth.parquet")
    assert pq.read_schema(tmp_path / "truth.parquet").equals(SCHEMA)
    shown = {"asset": planted.asset, "time": planted.time, planted.column: planted.expected}
    gold = write([{**shown, f"{planted.column}__pct_good": planted.pct_good}], tmp_path / "gold.parquet")
    comparison = compare(tmp_path / "truth.parquet", gold)
    assert (comparison.counts["different"], comparison.counts["outsideTolerance"]) == (0, 1)


def test_the_command_exits_0_1_and_2(truth: Path, rows: Rows, tmp_path: Path) -> None:
    command = ["compare", "--truth", str(truth.parent), "--dataset", "reactor_data", "--json", "--gold"]
    assert main([*command, str(write(rows, tmp_path / "right.parquet"))]) == 0
    assert main([*command, str(write(rows[1:], tmp_path / "short.parquet"))]) == 1
    assert main([*command, str(tmp_path / "absent.parquet")]) == 2
    (tmp_path / "torn.parquet").write_bytes(b"PAR1")
    assert main([*command, str(tmp_path / "torn.parquet")]) == 2
