"""The first phase of a run: objects to judged cells, by buckets of tags, in the exchange."""

from __future__ import annotations

import shutil
import uuid
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from replica.engine.connect import connect, listed
from replica.engine.limits import Limits
from replica.plan.landed import shard_of
from replica.readers import reader_of
from replica.readers.reader import Fault, Opened
from replica.rules.references import load_references
from replica.settings import View
from replica.silver.fetch import by_view
from replica.silver.halve import read_by_halves
from replica.silver.judge import assets_of, judge, make_rules
from replica.silver.quarantine import quarantine
from replica.silver.work import Common, Source, load_settings, take_over
from replica.store.objects import Objects
from replica.store.places import objects_at


@dataclass
class _Reading:
    """A task at work: what it has read so far."""

    con: duckdb.DuckDBPyConnection
    common: Common
    scratch: Path
    cells: dict[int, int]
    faults: list[Fault]
    parts: list[Path]
    assets: list[tuple[str, str | None, int]]
    notes: dict[int, str]


def read(task: dict[str, Any], limits: Limits) -> dict[str, Any]:
    """Read a task's objects; its account, as JSON: cells by object, faults, counts by object, reason and day, files by bucket."""
    common, sources = Common(**task["common"]), [Source(**each) for each in task["sources"]]
    exchange = objects_at(common.exchange_at)
    with connect(limits) as con:
        take_over(con, exchange, common, limits.scratch, "object", "tag_version")
        load_references(con)
        load_settings(con, common)
        make_rules(con)
        reading = _Reading(con, common, limits.scratch, {}, [], [], [], {})
        for view, objects in by_view(common, sources, objects_at(common.bronze), limits.scratch, reading.faults):
            reading.faults += read_by_halves(
                partial(reader_of(view), con, view), objects, partial(_judge, reading, view)
            )
        return _account(reading, exchange, task["task"], sources)


def _judge(reading: _Reading, view: View, opened: Opened) -> None:
    target = reading.scratch / f"judged-{len(reading.parts)}"
    try:
        judge(reading.con, view, opened, reading.common.buckets, target)
    except duckdb.Error:
        shutil.rmtree(target, ignore_errors=True)
        raise
    reading.cells.update(opened.cells)
    reading.parts.append(target)
    if opened.note:
        reading.notes.update(dict.fromkeys(opened.cells, opened.note))
    if view.has_attributes:
        reading.assets += assets_of(reading.con, target)


def _account(reading: _Reading, exchange: Objects, number: int, sources: list[Source]) -> dict[str, Any]:
    con, common = reading.con, reading.common
    files = [file for part in reading.parts for file in sorted(part.glob("bucket=*/*.parquet"))]
    counts: list[Any] = []
    quarantined = None
    if files:
        con.execute(
            f"CREATE TEMP VIEW part AS FROM read_parquet({listed([str(f) for f in files])}, hive_partitioning = false)"
        )
        counts = con.execute(
            """SELECT arrival, lost, CASE WHEN lost IS NULL THEN day_of(event_ticks)::VARCHAR END AS day, count(*)
            FROM part GROUP BY ALL ORDER BY ALL"""
        ).fetchall()
        con.execute("CREATE TEMP VIEW lost_cell AS FROM part WHERE lost IS NOT NULL")
        quarantined = quarantine(con, common, reading.scratch)
    return {
        "task": number,
        "cells": reading.cells,
        "notes": reading.notes,
        "faults": [asdict(fault) for fault in reading.faults],
        "counts": [list(row) for row in counts],
        "parts": _hand_over(files, exchange, f"{common.exchange}/read-{number}-{uuid.uuid4().hex}"),
        "bucket_cells": _bucket_cells(con, files),
        "assets": [list(each) for each in reading.assets],
        "spans": [list(each) for each in _spans(con, common, sources)] if files else [],
        "quarantined": quarantined.to_json() if quarantined else None,
    }


def _spans(con: duckdb.DuckDBPyConnection, common: Common, sources: list[Source]) -> list[tuple[int, str, int, int]]:
    """First and last moment of each asset in each object that tells all between them: in whole, of a view that says so.

    A batch of a stream's records tells what came, and no more.
    """
    views = common.views_by_place()
    telling = [
        each.arrival
        for each in sources
        if views[each.site, each.feeder, each.view].options.get("restates") and shard_of(each.key) is None
    ]
    if not telling:
        return []
    return con.execute(
        f"""SELECT arrival, asset_key_of(tag_id) AS asset_key, min(event_ticks), max(event_ticks)
        FROM part WHERE list_contains({telling}, arrival)
            AND arrival NOT IN (SELECT arrival FROM part WHERE lost IS NOT NULL)
        GROUP BY ALL ORDER BY ALL"""
    ).fetchall()


def _bucket_cells(con: duckdb.DuckDBPyConnection, files: list[Path]) -> dict[str, int]:
    if not files:
        return {}
    return dict(
        con.execute(
            "SELECT regexp_extract(file_name, 'bucket=(-?\\d+)/', 1) AS bucket, sum(num_rows)::BIGINT "
            f"FROM parquet_file_metadata({listed([str(f) for f in files])}) GROUP BY ALL"
        ).fetchall()
    )


def _hand_over(files: list[Path], exchange: Objects, folder: str) -> dict[str, list[str]]:
    """Put the buckets' files into the exchange; their names by bucket.

    `folder` is of this attempt alone: an earlier one may still write.
    """
    names: dict[str, list[str]] = {}
    for file in files:
        bucket = file.parent.name.removeprefix("bucket=")
        if bucket != "-1":
            name = f"{folder}/{bucket}/{file.name}"
            exchange.put(file, name)
            names.setdefault(bucket, []).append(name)
    return names
