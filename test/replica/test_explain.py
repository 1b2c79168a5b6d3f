"""A cell of gold is told back to the rows that it is made of, and to the reason why it shows what it shows."""

from __future__ import annotations

import copy
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from landing import LONG, SETTINGS, UNIT, Landing, reading, tag
from replica import RULE_VERSION
from replica.engine.limits import Limits
from replica.explain.find import find
from replica.explain.question import Question, QuestionError
from replica.explain.words import lines_of
from replica.gold.build import build
from replica.gold.run import Build
from replica.gold.steps import connect_gold
from replica.settings import parse_settings

AT = "2026-01-01T00:{:02}:{:02}Z"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Landing:
    """Pressure every two minutes from minute 0 on, edited at 2, an outage at 6, silent from 8 to 20. To be read only."""
    root = tmp_path_factory.mktemp("built")
    landing = Landing(root)
    landing.put_tags("tags", [tag("Pressure", unit="kPa"), tag("Mode", type="String", unit=None)])
    values = {0: "10", 2: "20", 4: "30", 6: "I/O Timeout", 8: "50", 20: "60"}
    rows = [reading("Pressure", AT.format(minute, 0), value) for minute, value in values.items()]
    landing.put_readings(
        "first", [*rows, reading("Pressure", AT.format(3, 30), "0.26", unit="bar"), reading("Pressure", "soon", "1")]
    )
    landing.clean("r1")
    landing.put_readings("edit", [reading("Pressure", AT.format(2, 0), "22")])
    landing.clean("r2")
    build_with(SETTINGS, landing, root)
    return landing


@pytest.fixture(scope="module")
def counted(built: Landing, tmp_path_factory: pytest.TempPathFactory) -> Landing:
    """The same with every statistic."""
    root = tmp_path_factory.mktemp("counted")
    landing = built.copy_to(root)
    datasets = [{**each, "statistics": ["mean", "min", "max", "count"]} for each in SETTINGS["datasets"]]
    build_with({**SETTINGS, "datasets": datasets}, landing, root)
    return landing


def build_with(told: dict[str, Any], landing: Landing, scratch: Path) -> None:
    limits = Limits(500_000_000, 2, scratch)
    build(Build(parse_settings(json.dumps(told)), landing.silver, landing.gold, "g", RULE_VERSION, limits))


def explained(landing: Landing, tmp_path: Path, time: str, column: str = "pressure", **more: Any) -> list[str]:
    limits = Limits(500_000_000, 2, tmp_path)
    settings = parse_settings(json.dumps(SETTINGS))
    moment = datetime.fromisoformat(time).astimezone(UTC)
    dataset, asset = more.get("dataset", "reactor_data"), more.get("asset")
    with connect_gold(limits) as con:
        return list(
            lines_of(
                find(con, Question(settings, landing.silver, landing.gold, dataset, column, moment, asset, limits))
            )
        )


@pytest.mark.parametrize(
    ("time", "shown", "why"),
    [
        (AT.format(0, 59), "10 kPa", "It is the reading at 2026-01-01T00:00:00Z itself."),
        (
            AT.format(1, 0),
            "16 kPa",
            "It lies on the line from the reading at 2026-01-01T00:00:00Z to that at 2026-01-01T00:02:00Z.",
        ),
        (
            AT.format(5, 0),
            "30 kPa",
            "It is held from the reading at 2026-01-01T00:04:00Z: the next, at 2026-01-01T00:06:00Z, is no good one",
        ),
        (
            AT.format(6, 0),
            "nothing",
            "It shows nothing: the reading at 2026-01-01T00:06:00Z is no good one: STATE_SYSTEM",
        ),
        (AT.format(9, 0), "50 kPa", "the next is not within the tag's staleness, so no line is drawn"),
        (AT.format(15, 0), "nothing", "is older than the tag's staleness of 120 s"),
    ],
)
def test_why_a_cell_shows_what_it_shows(built: Landing, tmp_path: Path, time: str, shown: str, why: str) -> None:
    head, reason, *rest = explained(built, tmp_path, time)
    assert f": {shown}; good readings cover" in head
    assert why in reason
    assert not [line for line in rest if "as it is now it would show" in line]


@pytest.mark.parametrize(
    ("time", "column", "shown", "pieces"),
    [
        (
            AT.format(2, 0),
            "pressure__mean",
            "23.3333333333 kPa",
            ["From 2026-01-01T00:02:00Z to 2026-01-01T00:03:00Z it shows 22 to"],
        ),
        (
            AT.format(5, 0),
            "pressure__max",
            "30 kPa",
            ["From 2026-01-01T00:05:00Z to 2026-01-01T00:06:00Z it shows 30 kPa."],
        ),
        (AT.format(6, 0), "pressure__min", "nothing", []),
        (AT.format(4, 30), "pressure__count", "1", ["From 2026-01-01T00:04:00Z to 2026-01-01T00:05:00Z it shows 30."]),
    ],
)
def test_a_statistic_is_told_by_its_pieces(
    counted: Landing, tmp_path: Path, time: str, column: str, shown: str, pieces: list[str]
) -> None:
    head, meaning, *rest = explained(counted, tmp_path, time, column)
    assert f", {column} (Pressure) at" in head
    assert f": {shown}; good readings cover" in head
    assert "within the cell" in meaning
    got = [line for line in rest if line.startswith("From ")]
    assert len(got) == len(pieces)
    assert all(line.startswith(piece) for line, piece in zip(got, pieces, strict=True))
    assert not [line for line in rest if "as it is now it would be" in line]


def test_a_statistic_that_the_dataset_has_not_is_said_so(built: Landing, tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="got pressure__mean, wanted a statistic that reactor_data has of pressure"):
        explained(built, tmp_path, AT.format(1, 0), "pressure__mean")


def test_each_reading_names_its_object_version_and_row_what_it_was_before_and_what_is_lost(
    built: Landing, tmp_path: Path
) -> None:
    lines = explained(built, tmp_path, AT.format(3, 0))
    assert f"Reading before it, at 2026-01-01T00:02:00Z: row 1 of {LONG}/edit.parquet version v3 says '22'." in lines
    assert f"  Before: 20, outdated; revision 0, row 2 of {LONG}/first.parquet version v2." in lines
    assert (
        f"Reading within it, at 2026-01-01T00:03:30Z: row 7 of {LONG}/first.parquet version v2 says '0.26' in bar."
        in lines
    )
    assert "  Silver: 26 kPa, changed from bar, good, revision 0." in lines
    assert (
        lines[-1] == "In quarantine are 1 cells of this tag, without a place: TS_UNPARSEABLE (The time cannot be read)."
    )


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ({"dataset": "no_data"}, "dataset: got no_data, wanted one of reactor_data, process_data"),
        ({"column": "level"}, "column: got level, wanted one of"),
        ({"time": "2027-01-01T00:00:00Z"}, "cell: got 2027-01-01T00:00:00"),
        ({"asset": "P-9"}, "of P-9, wanted a time and an asset"),
    ],
)
def test_a_cell_that_is_not_there_is_said_so(built: Landing, tmp_path: Path, told: dict[str, str], wanted: str) -> None:
    with pytest.raises(QuestionError, match=wanted):
        explained(built, tmp_path, **{"time": AT.format(1, 0), **told})


def test_the_share_s_column_is_explained_as_its_own(built: Landing, tmp_path: Path) -> None:
    share = explained(built, tmp_path, AT.format(1, 0), column="pressure__pct_good")
    assert share == explained(built, tmp_path, AT.format(1, 0), asset=UNIT)


def test_a_suspect_reading_is_told_as_such(built: Landing, tmp_path: Path) -> None:
    told = copy.deepcopy(SETTINGS)
    told["sites"][1]["feeders"][0]["views"][0]["checks"] = {"ratePercentPerSecond": 1, "flatSeconds": 100}
    landing = built.copy_to(tmp_path)
    landing.put_tags("spans", [tag("Pressure", unit="kPa", span=10.0, comp_max_s=300.0)])
    values = {0: "5", 60: "5", 120: "5", 180: "500", 240: "6"}
    landing.put_readings(
        "more", [reading("Pressure", f"2026-07-01T00:{s // 60:02}:00Z", each) for s, each in values.items()]
    )
    landing.clean("r3")
    build_with(told, landing, tmp_path)
    for minute, reason, words in (
        (3, "RATE_OF_CHANGE", "Further from the readings before it than the tag can move in that time"),
        (2, "FLAT_LINE", "The same number for too long: the instrument may be stuck"),
    ):
        head, why, *rest = explained(landing, tmp_path, f"2026-07-01T00:{minute:02}:00Z")
        assert ": nothing; good readings cover 0 %" in head
        assert why.endswith(f"is no good one: {reason} ({words}).")
        assert f"  Gold: not good, {reason} ({words})." in rest
        assert not [line for line in rest if "as it is now it would show" in line]
