"""Maintenance on real Delta tables: files go, rows and the promised history stay."""

from __future__ import annotations

import json
import os
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from landing import settings
from pyspark.sql import Row, SparkSession
from replica import schemas, tables
from replica.local_rows import local_rows
from replica.maintenance import Upkeep, maintain

DAY = date(2026, 1, 1)
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def event(tag: str, ticks: int) -> tuple[Any, ...]:
    known = {
        "site": "east",
        "event_date": DAY,
        "tag_id": tag,
        "event_ticks": ticks,
        "event_time": NOW,
        "is_current": True,
    }
    return tuple(known.get(name) for name in schemas.names(schemas.PI_EVENT))


class Silver:
    """A silver of two small appends, one row of which a later merge outdated."""

    def __init__(self, spark: SparkSession, root: Path) -> None:
        self.spark, self.silver, self.gold = spark, (root / "silver").as_uri(), (root / "gold").as_uri()
        self.path = tables.PI_EVENT.path(self.silver)
        self.folder = root / "silver" / "delta" / "pi_event"
        for first in (0, 10):
            rows = [event("a", first + each) for each in range(5)]
            tables.PI_EVENT.append(self.silver, local_rows(spark, rows, schemas.PI_EVENT))
        on = "old.site = new.site and old.event_date = new.event_date and old.event_ticks = new.event_ticks"
        update = local_rows(spark, [event("a", 0)], schemas.PI_EVENT)
        tables.PI_EVENT.merge(spark, self.silver, update, on, {"is_current": "false"})

    def rows(self, version: int | None = None) -> list[Row]:
        reader = self.spark.read.format("delta")
        known = reader if version is None else reader.option("versionAsOf", version)
        return known.load(self.path).orderBy("event_ticks").collect()

    def deletion_vectors(self) -> int:
        """How many files of the newest version have one, as the table's log says."""
        standing: dict[str, dict[str, Any]] = {}
        for commit in sorted((self.folder / "_delta_log").glob("*.json")):
            actions = [json.loads(line) for line in commit.read_text().splitlines()]
            for gone in (action["remove"] for action in actions if "remove" in action):
                standing.pop(gone["path"], None)
            standing |= {action["add"]["path"]: action["add"] for action in actions if "add" in action}
        return sum(add.get("deletionVector") is not None for add in standing.values())

    def maintain(self) -> dict[str, Any]:
        return maintain(Upkeep(self.spark, settings(), self.silver, self.gold, "m1"))["tables"]


@pytest.fixture
def silver(spark: SparkSession, tmp_path: Path) -> Silver:
    return Silver(spark, tmp_path)


def test_maintenance_leaves_one_file_without_deletion_vectors_and_every_row(silver: Silver) -> None:
    before = silver.rows()
    assert silver.deletion_vectors() > 0
    outcome = silver.maintain()["pi_event"]
    assert outcome["files_before"] > outcome["files_after"] == 1
    assert silver.rows() == before
    assert silver.deletion_vectors() == 0


def test_the_past_within_the_promise_can_be_read_after_maintenance(silver: Silver) -> None:
    first = silver.rows(version=0)
    silver.maintain()
    assert silver.rows(version=0) == first


def test_files_older_than_the_promise_that_no_version_holds_go(silver: Silver) -> None:
    partition = next(silver.folder.glob("site=*/event_date=*"))
    young, old = partition / "young.parquet", partition / "old.parquet"
    for stray, days in ((young, 29), (old, 31)):
        stray.write_bytes(b"left by a run that crashed")
        os.utime(stray, (time.time() - days * 86400,) * 2)
    silver.maintain()
    assert (young.exists(), old.exists()) == (True, False)


def test_a_second_maintenance_finds_nothing_to_rewrite(silver: Silver) -> None:
    silver.maintain()
    files = sorted(silver.folder.rglob("*.parquet"))
    silver.maintain()
    assert sorted(silver.folder.rglob("*.parquet")) == files


def test_tables_that_do_not_exist_yet_are_passed_over(spark: SparkSession, tmp_path: Path) -> None:
    nowhere = tmp_path.as_uri()
    assert maintain(Upkeep(spark, settings(), nowhere, nowhere, "m1"))["tables"] == {}
