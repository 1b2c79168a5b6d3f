"""The chain with its tasks on Spark, through the jobs' own entries."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import bronze_to_silver
import pytest
import silver_to_gold
from landing import SETTINGS, Landing, reading
from mixed import content, fill_first, fill_second
from small_tasks import cut_small

pytestmark = pytest.mark.usefixtures("spark")


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    cut_small(monkeypatch, objects=5, cells=200, bucket_bytes=40_000)
    return


def clean(landing: Landing, run_id: str, carrier: str) -> None:
    settings = _settings(landing)
    where = ["--settings", settings, "--bronze", landing.bronze, "--silver", landing.silver]
    bronze_to_silver.main([*where, "--carrier", carrier, "--JOB_RUN_ID", run_id])


def build(landing: Landing) -> list[bytes]:
    """The single objects of gold."""
    where = ["--settings", _settings(landing), "--silver", landing.silver, "--gold", landing.gold]
    silver_to_gold.main([*where, "--JOB_RUN_ID", "g1"])
    return [landing.export(each["name"]).read_bytes() for each in SETTINGS["datasets"]]


def _settings(landing: Landing) -> str:
    file = landing._root / "settings.json"
    file.write_text(json.dumps(SETTINGS))
    return file.as_uri()


@pytest.mark.usefixtures("small")
def test_silver_and_gold_are_the_same_as_of_one_process(tmp_path: Path) -> None:
    here, spark = Landing(tmp_path / "here"), Landing(tmp_path / "spark")
    for landing, carrier in ((here, "here"), (spark, "spark")):
        fill_first(landing)
        clean(landing, "r1", carrier)
        fill_second(landing)
        clean(landing, "r2", carrier)
    assert content(spark) == content(here)
    assert build(spark) == build(here)
    assert [each for each in (tmp_path / "spark" / "silver" / "_exchange").rglob("*") if each.is_file()] == []


@pytest.mark.usefixtures("small")
def test_an_object_that_kills_its_reader_costs_itself_in_the_same_run(landing: Landing) -> None:
    fill_first(landing)
    landing.put_readings("deadly", [reading("Pressure 0", "2026-01-09T00:00:00Z", "10")])
    clean(landing, "r1", "spark")
    lost = landing.rows("quarantine", "reason, parse_filename(source_object), detail")
    assert [each for each in lost if each[0] == "F_POISONED"] == [
        ("F_POISONED", "deadly.parquet", "its process ended, SIGKILL")
    ]
    assert (
        landing.rows("ledger", "outcome").count(("unreadable",)) == 3
    )  # with half.parquet, and that of an unknown view
