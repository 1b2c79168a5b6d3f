from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import FLOW, GRID, LEVEL, PRESSURE, minute
from replica_figures.__main__ import main
from replica_figures.trends import Query, write_trends


def trends(silver: Path, gold: Path, asset: str | None = None) -> dict[str, Any]:
    return write_trends(Query(str(silver), str(gold), "unit_data", asset), silver.parent / "points")


def tag(silver: Path, gold: Path, attribute: str) -> dict[str, Any]:
    """A tag with the points of its file."""
    found = next(each for each in trends(silver, gold)["tags"] if each["attribute"] == attribute)
    points = json.loads((silver.parent / "points" / f"{found['points']}.json").read_text("utf-8"))
    return {**found, **points}


def ms(at: int) -> int:
    return int(minute(at).timestamp() * 1000)


def test_tags_with_most_to_see_come_first(silver: Path, gold: Path) -> None:
    found = trends(silver, gold)

    assert [each["attribute"] for each in found["tags"]] == [FLOW, PRESSURE, LEVEL]
    assert found["tags"][0]["counts"] == {"readings": GRID, "bad": 2, "converted": 0, "gold": GRID, "gaps": 2}


def test_a_bad_reading_carries_its_reason_and_what_was_sent(silver: Path, gold: Path) -> None:
    readings = tag(silver, gold, FLOW)["readings"]

    state = [ms(10), None, "bad", "STATE_SYSTEM", "E/A-Zeitüberschreitung", "kPa", "I/O Timeout"]
    assert readings[10] == state


def test_a_converted_reading_keeps_the_unit_that_was_sent(silver: Path, gold: Path) -> None:
    pressure = tag(silver, gold, PRESSURE)

    assert pressure["counts"]["converted"] == 1
    assert pressure["readings"][30] == [ms(30), 100.0, "good", None, "1.0", "bar", None]


def test_gold_has_its_gaps_and_the_share_of_good_time(silver: Path, gold: Path) -> None:
    series = tag(silver, gold, FLOW)["gold"]

    assert series[9:11] == [[ms(9), 1.0, 100.0], [ms(10), None, 0.0]]


def test_readings_that_a_later_revision_outdated_are_left_out(silver: Path, gold: Path) -> None:
    assert tag(silver, gold, PRESSURE)["counts"]["readings"] == GRID


def test_fails_for_an_asset_that_the_dataset_does_not_have(silver: Path, gold: Path) -> None:
    with pytest.raises(ValueError, match="got tags of sites \\[\\], wanted one site"):
        trends(silver, gold, asset="Unit 9")


def test_the_command_prints_every_tag_and_where_its_points_are(
    silver: Path, gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [
        "trends",
        "--silver",
        str(silver),
        "--gold",
        str(gold),
        "--dataset",
        "unit_data",
        "--out",
        str(tmp_path / "out"),
    ]

    assert main(words) == 0

    printed = json.loads(capsys.readouterr().out)
    assert len(printed["tags"]) == 3
    assert all((tmp_path / "out" / f"{each['points']}.json").exists() for each in printed["tags"])


def test_the_command_says_so_where_there_is_no_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["accounting", "--silver", str(tmp_path)]) == 2

    assert "could not tell" in capsys.readouterr().err
