"""Objects of event views to judged event frames, in the exchange: the task of a run's phase of frames."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from replica.engine.connect import connect, listed, rule
from replica.engine.limits import Limits
from replica.readers import reader_of
from replica.readers.reader import Fault, Opened
from replica.rules.references import load_references
from replica.settings import View
from replica.silver.fetch import by_view
from replica.silver.halve import read_by_halves
from replica.silver.judge import make_rules, meet_cells
from replica.silver.quarantine import quarantine
from replica.silver.work import Common, Source, load_settings, take_over
from replica.store.objects import Objects
from replica.store.places import objects_at

_CELLS = """CREATE OR REPLACE TEMP VIEW cell AS
SELECT arrival, source_row, 'frame' AS asset, attribute, NULL::VARCHAR AS point, start_raw AS ts_raw, start_ticks AS event_ticks,
    NULL::VARCHAR AS time_fault, fault AS row_fault, value_raw, NULL::VARCHAR AS unit_raw, NULL::INTEGER AS state_code,
    NULL::BOOLEAN AS is_system, NULL::BOOLEAN AS good, NULL::BOOLEAN AS questionable, NULL::BOOLEAN AS substituted, decimal_mark,
    thousands_mark, NULL::VARCHAR AS raw
FROM frame_cell"""
"""What a frame's attributes say, as cells of readings: there is one set of rules for values."""


@dataclass
class _Reading:
    """A task at work: what it has read so far."""

    con: duckdb.DuckDBPyConnection
    scratch: Path
    cells: dict[int, int] = field(default_factory=dict)
    parts: list[Path] = field(default_factory=list)
    notes: dict[int, str] = field(default_factory=dict)


def read(task: dict[str, Any], limits: Limits) -> dict[str, Any]:
    """Read a task's objects; its account, as JSON: cells, of which a frame is one, and faults by object, losses by reason, frames' file."""
    common, sources = Common(**task["common"]), [Source(**each) for each in task["sources"]]
    exchange, faults = objects_at(common.exchange_at), list[Fault]()
    with connect(limits) as con:
        take_over(con, exchange, common, limits.scratch, "object", "tag_version")
        load_references(con)
        load_settings(con, common)
        make_rules(con)
        reading = _Reading(con, limits.scratch)
        for view, objects in by_view(common, sources, objects_at(common.bronze), limits.scratch, faults):
            faults += read_by_halves(partial(reader_of(view), con, view), objects, partial(_judge, reading, view))
        told = {
            "task": task["task"],
            "cells": reading.cells,
            "notes": reading.notes,
            "faults": [asdict(each) for each in faults],
        }
        if not reading.parts:
            return {**told, "lost": [], "frames": None, "quarantined": None}
        _open_parts(con, reading.parts)
        lost = con.execute("SELECT arrival, lost, count(*) FROM lost_cell GROUP BY ALL ORDER BY ALL").fetchall()
        frames = _hand_over(
            con, exchange, f"{common.exchange}/frames-{task['task']}-{uuid.uuid4().hex}.parquet", limits.scratch
        )
        quarantined = quarantine(con, common, limits.scratch)
    return {
        **told, "lost": [list(row) for row in lost], "frames": frames, "quarantined": quarantined.to_json() if quarantined else None,
    }  # fmt: skip


def _judge(reading: _Reading, view: View, opened: Opened) -> None:
    con = reading.con
    con.execute(opened.prepare)
    con.execute(f"CREATE OR REPLACE TEMP TABLE frame_told AS {opened.query}")
    con.execute(rule("frame"))
    con.execute(_CELLS)
    meet_cells(con, view)
    con.execute(rule("frame_value"))
    target = reading.scratch / f"frames-{len(reading.parts)}.parquet"
    con.execute(f"COPY frame_judged TO '{target}' (FORMAT parquet)")
    reading.cells.update(opened.cells)
    reading.parts.append(target)
    if opened.note:
        reading.notes.update(dict.fromkeys(opened.cells, opened.note))


def _open_parts(con: duckdb.DuckDBPyConnection, parts: list[Path]) -> None:
    """Make part, the judged frames of all groups, and lost_cell, those that have no place."""
    files = listed([str(each) for each in parts])
    con.execute(f"CREATE TEMP VIEW part AS FROM read_parquet({files}, hive_partitioning = false)")
    con.execute(
        """CREATE TEMP VIEW lost_cell AS
        SELECT arrival, source_row, lost, asset, attribute, ts_raw, NULL::VARCHAR AS value_raw, NULL::VARCHAR AS unit_raw, raw
        FROM part WHERE lost IS NOT NULL"""
    )


def _hand_over(con: duckdb.DuckDBPyConnection, exchange: Objects, name: str, scratch: Path) -> str:
    """Put the frames that have a place into the exchange; the name of their file. It is of this attempt alone: an earlier one may still
    write."""
    local = scratch / "frames.parquet"
    query = "SELECT * EXCLUDE (lost, attribute, ts_raw, raw) FROM part WHERE lost IS NULL"
    con.execute(f"COPY ({query}) TO '{local}' (FORMAT parquet)")
    exchange.put(local, name)
    return name
