"""The maintenance job: silver's files compacted where some came in since the last time, histories cut to the promise."""

from __future__ import annotations

from typing import Any

from deltalake import Schema

from contract import COLUMN_NAME_TABLE
from replica.engine.connect import connect
from replica.maintenance.compact import Compaction
from replica.maintenance.layout import LAYOUTS
from replica.maintenance.retention import clear, promise
from replica.maintenance.upkeep import Upkeep
from replica.silver.commit import Silver
from replica.store.objects import Objects
from replica.store.places import objects_at
from replica.tables.table import OpenTable, Table


def maintain(run: Upkeep) -> dict[str, Any]:
    """Put every table in order; the summary for the log.

    Raises OtherWriterError where a run of another job writes at the same time; what was done until then stands.
    """
    tables = {**_maintain_silver(run), **_maintain_gold(run)}
    return {"job": "maintenance", "run": run.run_id, "tables": tables}


def _maintain_silver(run: Upkeep) -> dict[str, dict[str, int]]:
    objects = objects_at(run.silver)
    # What an ended run left is undone first: to undo it takes files that are cleared away here once they are old.
    silver = Silver.at(run.silver, objects).undo_unfinished(run.run_id)
    told = {}
    with connect(run.limits) as con:
        for layout in LAYOUTS:
            opened = silver.open[layout.table.name]
            if opened is not None:
                compaction = Compaction(layout, objects, con, run.limits.scratch, run.run_id)
                told[layout.table.name] = _maintain_one(run, layout.table.at(run.silver), opened, objects, compaction)
    return told


def _maintain_gold(run: Upkeep) -> dict[str, dict[str, int]]:
    """Gold has only a history to cut: a build writes each month as it shall lie."""
    objects = objects_at(run.gold)
    names = [*(dataset.name for dataset in run.settings.datasets), COLUMN_NAME_TABLE]
    tables = [Table(run.gold, name, Schema([])) for name in names]
    opened = [(table, table.open()) for table in tables]
    return {table.name: _maintain_one(run, table, each, objects, None) for table, each in opened if each is not None}


def _maintain_one(
    run: Upkeep, table: Table, opened: OpenTable, objects: Objects, compaction: Compaction | None
) -> dict[str, int]:
    before = len(opened.files())
    promise(opened, run.settings.time_travel_days, run.run_id)
    if compaction is not None:
        compaction.compact(opened)
    now = table.open() or opened
    return {"files_before": before, "files_after": len(now.files()), "files_cleared": clear(now, table, objects)}
