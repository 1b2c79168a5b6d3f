"""The maintenance job: fewer files, no deletion vectors, and no history older than promised. It changes no row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from delta.tables import DeltaTable
from pyspark.sql import SparkSession

from contract import COLUMN_NAME_TABLE, DELTA_FOLDER
from replica import tables
from replica.session import slots
from replica.settings import Settings

_COMPACTED = (tables.PI_EVENT, tables.TAG, tables.QUARANTINE, tables.LEDGER)


@dataclass(frozen=True)
class Upkeep:
    """One run of the job. `silver` and `gold` are URIs without a closing slash."""

    spark: SparkSession
    settings: Settings
    silver: str
    gold: str
    run_id: str


def maintain(run: Upkeep) -> dict[str, Any]:
    """Put every table in order; the summary for the log, by the path of the table below its bucket.

    Nothing else may write to the tables meanwhile: a compaction and a merge of the same files exclude each other.
    """
    # Vacuum lists in as many tasks as this says, 10,000 by default, however few the folders.
    run.spark.conf.set("spark.sql.sources.parallelPartitionDiscovery.parallelism", slots(run.spark))
    # A build writes a dataset anew, in files of the size it wants, so gold has only a history to cut.
    silver = {each.path(run.silver): True for each in _COMPACTED}
    gold = {
        f"{run.gold}/{DELTA_FOLDER}{name}": False
        for name in (*(d.name for d in run.settings.datasets), COLUMN_NAME_TABLE)
    }
    kept = {path: compacts for path, compacts in {**silver, **gold}.items() if DeltaTable.isDeltaTable(run.spark, path)}
    outcomes = {
        path.split(f"/{DELTA_FOLDER}")[1]: _maintain_one(run, path, compacts) for path, compacts in kept.items()
    }
    return {"job": "maintenance", "run": run.run_id, "tables": outcomes}


def _maintain_one(run: Upkeep, path: str, compacts: bool) -> dict[str, int]:
    table = DeltaTable.forPath(run.spark, path)
    before = _files(table)
    _promise(run, table, path)
    if compacts:
        run.spark.sql(f"REORG TABLE delta.`{path}` APPLY (PURGE)")
        table.optimize().executeCompaction()
    # As old as the table's own properties allow: the retention check of Delta stays on.
    table.vacuum()
    return {"files_before": before, "files_after": _files(table)}


def _promise(run: Upkeep, table: DeltaTable, path: str) -> None:
    """Time travel as far back as the settings promise."""
    span = f"interval {run.settings.time_travel_days} days"
    wanted = {"delta.logRetentionDuration": span, "delta.deletedFileRetentionDuration": span}
    if not wanted.items() <= table.detail().select("properties").collect()[0]["properties"].items():
        listed = ", ".join(f"'{key}' = '{value}'" for key, value in wanted.items())
        run.spark.sql(f"ALTER TABLE delta.`{path}` SET TBLPROPERTIES ({listed})")


def _files(table: DeltaTable) -> int:
    return int(table.detail().select("numFiles").collect()[0]["numFiles"])
