"""A build of what has changed beside a build of all."""

from __future__ import annotations

import shutil

from landing import asked
from plant import Dataset, Plant
from replica.gold.build import build


def built(plant: Plant, dataset: Dataset) -> list[str]:
    """Windows of a build."""
    outcome = build(plant.run(dataset))["datasets"][dataset.name]
    return list(outcome.get("windows", []))


def assert_equal_to_a_whole_build(plant: Plant, dataset: Dataset) -> None:
    beside = Plant(plant.root / "whole")
    shutil.rmtree(beside.root, ignore_errors=True)
    beside.root.mkdir()
    (beside.root / "silver").symlink_to(plant.root / "silver")
    if (plant.root / "gold/delta/column_name").exists():
        shutil.copytree(plant.root / "gold/delta/column_name", beside.root / "gold/delta/column_name")
    build(beside.run(dataset))
    con = asked()
    for ours, other in (
        (plant.gold_rows(dataset.name), beside.gold_rows(dataset.name)),
        *[tuple(f"read_parquet('{each.root}/gold/{dataset.name}.parquet')" for each in (plant, beside))],
    ):
        assert con.execute(f"DESCRIBE FROM {ours}").fetchall() == con.execute(f"DESCRIBE FROM {other}").fetchall()
        told = [
            con.execute(f"SELECT count(*), bit_xor(hash(t::VARCHAR)) FROM {each} AS t").fetchone()
            for each in (ours, other)
        ]
        assert told[0] == told[1]
