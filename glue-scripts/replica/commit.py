"""The writes of a clean run, in the order in which a crash between two writes does no harm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from replica import RULE_VERSION, ledger, quarantine, tables
from replica.accounting import Account
from replica.bronze import Bronze
from replica.event_time import event_time
from replica.metrics import Meter
from replica.revisions import Settlement
from replica.schemas import PI_EVENT, names
from replica.settings import Settings

_SAME_ROW = " and ".join(
    f"old.{name} = new.{name}"
    for name in ("site", "event_date", "tag_id", "event_ticks", "source_object", "source_version", "source_row")
)


@dataclass(frozen=True)
class Run:
    """One run of the job. `bronze` and `silver` are URIs without a closing slash; without `meter` nothing is measured."""

    spark: SparkSession
    settings: Settings
    bronze: str
    silver: str
    run_id: str
    now: datetime
    meter: Meter | None = None


@dataclass(frozen=True)
class Settled:
    """All that a run is about to commit, null where there is nothing; `fates` are those that some reading has."""

    tags: DataFrame | None
    readings: Settlement | None
    lost_snapshots: DataFrame | None
    stranded: DataFrame | None
    fates: frozenset[str]


def commit(run: Run, bronze: Bronze, accounts: list[Account], settled: Settled) -> None:
    """Tags, events, quarantine, ledger: whatever stops in between, the next run finds its own rows and goes on."""
    if settled.tags is not None:
        tables.TAG.replace(run.silver, settled.tags)
    if settled.readings is not None and "new" in settled.fates:
        _commit_events(run, bronze, settled.readings.placed, "outdated" in settled.fates)
    _commit_quarantine(run, bronze, accounts, settled)
    tables.LEDGER.append(run.silver, ledger.ledger_rows(run.spark, accounts, run.run_id, run.now))


def _commit_events(run: Run, bronze: Bronze, cells: DataFrame, outdates: bool) -> None:
    sources = bronze.objects.select("arrival", "source_object", "source_version")
    new = cells.where("fate = 'new'").drop("source_object", "source_version").join(sources, "arrival")
    stamped = new.withColumns(
        {
            "event_time": event_time(F.col("event_ticks")),
            "run_id": F.lit(run.run_id),
            "rule_version": F.lit(RULE_VERSION),
        }
    ).select(*names(PI_EVENT))
    if not outdates:
        ordered = stamped.sortWithinPartitions("site", "event_date", "tag_id", "event_ticks", "seq")
        tables.PI_EVENT.append(run.silver, ordered)
        return
    outdated = cells.where("fate = 'outdated'").select(*(name for name in names(PI_EVENT) if name in cells.columns))
    rows = stamped.unionByName(outdated, allowMissingColumns=True)
    tables.PI_EVENT.merge(run.spark, run.silver, rows, _SAME_ROW, {"is_current": "false"})


def _commit_quarantine(run: Run, bronze: Bronze, accounts: list[Account], settled: Settled) -> None:
    rows = quarantine.quarantined_objects(run.spark, accounts, run.run_id, run.now)
    lost = [settled.lost_snapshots] if settled.lost_snapshots is not None else []
    if settled.readings is not None and "lost" in settled.fates:
        lost.append(settled.readings.lost)
    for cells in lost:
        rows = rows.unionByName(quarantine.quarantined_cells(cells, bronze.objects, run.run_id, run.now))
    if settled.stranded is not None:
        rows = rows.unionByName(quarantine.quarantined_records(settled.stranded, run.run_id, run.now))
    standing = tables.QUARANTINE.read(run.spark, run.silver)
    versions = [account.version for account in accounts]
    if standing is not None and quarantine.has_rows_of(run.spark, standing, versions):
        # an earlier try of this run got as far as here: its rows make place for these
        tables.QUARANTINE.replace(run.silver, rows, quarantine.rows_of(versions))
    elif standing is None or any(account.quarantined or account.outcome == "unreadable" for account in accounts):
        tables.QUARANTINE.append(run.silver, rows)
