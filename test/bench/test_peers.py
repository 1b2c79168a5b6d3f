"""The peers on a small set: they must make the same of it, or the benchmark compares nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench import check
from bench.data.landed import remembered
from bench.data.make import make_late, make_set
from bench.data.shape import ASSETS, ATTRIBUTES, Shape
from bench.data.sheet import LINES
from bench.peers import silver_duckdb, silver_polars
from bench.workspace import Workspace

_SHAPE = Shape(20_000, seed=7, object_rows=5_000)
_LATE = 100
_READINGS = _SHAPE.readings + LINES * ASSETS * ATTRIBUTES


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    make_set(_SHAPE, tmp_path / "set")
    return Workspace.fresh(tmp_path / "replica", tmp_path / "set")


def _rows(place: Workspace) -> int:
    """Current rows of silver; of a reading that lies there twice, two."""
    (rows, _) = check.silver(str(place.silver), str(place.silver))["rows"]
    return rows


def test_duckdb_makes_a_row_of_each_reading_once(place: Workspace) -> None:
    silver_duckdb.main(place.bronze, place.settings, place.silver)
    assert _rows(place) == _READINGS


def test_polars_makes_the_same(place: Workspace) -> None:
    silver_duckdb.main(place.bronze, place.settings, place.silver)
    silver_polars.main(place.bronze, place.settings, place.gold)
    assert check.silver(str(place.gold), str(place.silver)) == {"rows": [_READINGS, _READINGS], "differ": 0}


def test_a_late_batch_and_its_replay_give_each_late_reading_once(place: Workspace, tmp_path: Path) -> None:
    make_late(_SHAPE, _LATE, tmp_path / "late")
    for ordinal in range(2):
        place.take_in(tmp_path / "late", ordinal)
    silver_duckdb.main(place.bronze, place.settings, place.silver)
    assert _rows(place) == _READINGS + _LATE


def test_a_note_stands_for_each_object_that_landed(place: Workspace, tmp_path: Path) -> None:
    keys = [each.key for each in remembered(tmp_path / "set")]
    received = place.bronze / "_received"
    notes = ["/".join(note.relative_to(received).parts[4:]) for note in received.rglob("*.json") if note.is_file()]
    assert sorted(notes) == sorted(f"{key}.json" for key in keys)
