"""The clean job: what landed since the last run goes to silver or to quarantine, or is named as a repeat."""

from __future__ import annotations

from functools import reduce
from typing import Any

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from replica import accounting, ledger, manifests, metrics, readings, revisions, stranded, tables, tags, worklist
from replica.accounting import Account
from replica.bronze import Bronze, open_bronze
from replica.commit import Run, Settled, commit
from replica.local_rows import local_rows
from replica.objects import objects_at
from replica.schemas import TAG
from replica.session import slots
from replica.settings import Place

_PIECE_CELLS = 5_000_000
"""A run of more cells spreads each day over several tasks and files."""


def clean(run: Run) -> dict[str, Any]:
    """Clean everything that is new; the summary for the log.

    Raises AccountOpenError, before anything is committed, where the cells of an object do not add up.
    """
    ledgered = tables.LEDGER.read(run.spark, run.silver)
    known = None if ledgered is None else ledgered.select(*ledger.MEMORY).persist()
    notes = objects_at(run.bronze)
    unread = worklist.open_notes(run.spark, notes, known)
    batches = stranded.find_batches(run.spark, run.silver, known)
    before = {} if run.meter is None else ledger.newest_landed(known)
    if not unread and not batches:
        _measure(run, before, [])
        return {"job": "clean", "run": run.run_id, "outcome": "nothing new", "sites": {}}
    versions = worklist.read_notes(notes, run.bronze, unread)
    places = ledger.arrivals(known, [*versions, *batches])
    left = [Account(batch, places[batch.key, batch.version], stranded.OUTCOME) for batch in batches]
    accounts = [*(Account(version, places[version.key, version.version]) for version in versions), *left]
    undelivered = stranded.open_batches(run.spark, run.settings, left)
    bronze = _open(run, known, accounts)
    settled = _settle(run, bronze, accounts, places, undelivered)
    accounting.close(accounts)
    commit(run, bronze, accounts, settled)
    _measure(run, before, accounts)
    return {"job": "clean", "run": run.run_id, "outcome": "cleaned", "sites": accounting.summary(accounts)}


def _measure(run: Run, before: dict[Place, int], accounts: list[Account]) -> None:
    if run.meter is not None:
        newest = metrics.newest_landed(accounts, before)
        views = run.settings.views.keys() - run.settings.tag_places
        run.meter.send([*metrics.of_accounts(accounts), *metrics.freshness(newest, views, run.now)])


def _open(run: Run, known: DataFrame | None, accounts: list[Account]) -> Bronze:
    for account in accounts:
        if account.version.refusal is not None:
            account.outcome, account.detail = "refused", account.version.detail
            account.reasons[account.version.refusal] += 1
    landed = [account for account in accounts if account.outcome == "read"]
    rows = manifests.read_manifests(run.spark, known, landed)
    data = [account for account in landed if not account.version.is_manifest]
    for account in data:
        account.manifest_rows = rows.get(account.version.key)
    bronze = open_bronze(run.spark, run.settings, data)
    manifests.compare(known, landed, rows)
    return bronze


def _settle(
    run: Run,
    bronze: Bronze,
    accounts: list[Account],
    places: dict[tuple[str, str], int],
    undelivered: DataFrame | None,
) -> Settled:
    by_arrival = {account.arrival: account for account in accounts}
    history, current, lost = _settle_tags(run, bronze, by_arrival)
    settlement = None
    if bronze.cells:
        found = reduce(DataFrame.unionByName, bronze.cells)
        known = readings.known_tags(current)
        events = tables.PI_EVENT.read(run.spark, run.silver)
        standing = None if events is None else readings.standing_rows(run.spark, events, known, accounts, places)
        judged = readings.judge_cells(found, known)
        pieces = 1 + sum(account.cells_in for account in accounts) // _PIECE_CELLS
        settlement = revisions.settle(judged, standing, slots(run.spark), pieces)
    return Settled(history, settlement, lost, undelivered, _count(settlement, by_arrival))


def _count(settlement: revisions.Settlement | None, by_arrival: dict[int, Account]) -> frozenset[str]:
    """Enter all cells into their accounts; the fates that some cell has."""
    if settlement is None:
        return frozenset()
    placed = settlement.placed.groupBy("arrival", "fate", "reason").count()
    lost = settlement.lost.groupBy("arrival", F.lit("lost").alias("fate"), F.col("lost").alias("reason")).count()
    rows = placed.unionByName(lost).collect()
    for row in rows:
        if row["fate"] != "outdated":
            by_arrival[row["arrival"]].add(row["fate"], row["reason"], row["count"])
    return frozenset(row["fate"] for row in rows)


def _settle_tags(
    run: Run, bronze: Bronze, by_arrival: dict[int, Account]
) -> tuple[DataFrame | None, DataFrame, DataFrame | None]:
    """Versions to write (null where none is new), current versions, and snapshot rows that are lost."""
    standing = tables.TAG.read(run.spark, run.silver)
    if standing is None:
        standing = local_rows(run.spark, [], TAG)
    found = list(bronze.tags)
    lost = None
    if bronze.snapshots is not None:
        found.append(bronze.snapshots.where("lost is null"))
        lost = bronze.snapshots.where("lost is not null")
    if not found:
        return None, standing.where("is_current"), None
    every = reduce(lambda one, other: one.unionByName(other), (tags.versions_of(each) for each in found))
    history = tags.tag_history(standing, every, run.run_id).localCheckpoint()
    counts = (
        history.where("not is_standing").groupBy("arrival", "fate", F.lit(None).cast("string").alias("reason")).count()
    )
    if lost is not None:
        counts = counts.unionByName(
            lost.groupBy("arrival", F.lit("lost").alias("fate"), F.col("lost").alias("reason")).count()
        )
    has_new = False
    snapshots = {account.arrival for account in by_arrival.values() if account.version.place in run.settings.tag_places}
    for row in counts.collect():
        has_new = has_new or row["fate"] == "new"
        if row["arrival"] in snapshots:
            fate = "repeat" if row["fate"] == "unchanged" else row["fate"]
            by_arrival[row["arrival"]].add(fate, row["reason"], row["count"])
    kept = history.where(F.col("fate").isin("standing", "new"))
    return kept if has_new else None, kept.where("is_current"), lost
