"""The ledger: one row an object version, the memory of what was read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from contract import MANIFEST_SUFFIX
from replica import RULE_VERSION
from replica.accounting import Account
from replica.local_rows import local_rows
from replica.schemas import LEDGER
from replica.settings import Place
from replica.worklist import LandedVersion

MEMORY = (
    "site", "feeder", "view", "object_key", "object_version", "landed_at", "ordinal", "outcome", "cells_in", "silver_good",
    "silver_bad", "manifest_rows",
)  # fmt: skip
"""Columns that a later run asks for."""


def ledger_rows(spark: SparkSession, accounts: Iterable[Account], run_id: str, now: datetime) -> DataFrame:
    """LEDGER rows of a run's accounts."""
    rows = []
    for account in accounts:
        version = account.version
        counts = (account.cells_in, account.good, account.bad, account.quarantined, account.duplicates)
        landed = (version.key, version.version, version.etag, version.size, version.landed_at, version.ordinal)
        manifest = (account.manifest_state, account.manifest_rows)
        place = version.place or (None, None, None)
        rows.append(
            (run_id, *place, *landed, account.outcome, *counts, dict(account.reasons), *manifest, RULE_VERSION, now)
        )
    return local_rows(spark, rows, LEDGER)


def arrivals(ledger: DataFrame | None, versions: list[LandedVersion]) -> dict[tuple[str, str], int]:
    """Place in the order of arrival, from 1, of `versions` and of those in the ledger that landed since the first of them.

    Whatever landed before is earlier than all of these and needs no place of its own.
    """
    order = [(each.landed_us, each.ordinal, each.key, each.version) for each in versions]
    if ledger is not None and order:
        landed_us = F.unix_micros("landed_at")
        since = ledger.where(landed_us >= min(order)[0])
        order += [tuple(row) for row in since.select(landed_us, "ordinal", "object_key", "object_version").collect()]
    return {(key, version): place for place, (_, _, key, version) in enumerate(sorted(order), start=1)}


def manifests_in(ledger: DataFrame | None, keys: list[str]) -> dict[str, int]:
    """Rows that manifests read by earlier runs name, by the data key they belong to."""
    if ledger is None or not keys:
        return {}
    wanted = [key + MANIFEST_SUFFIX for key in keys]
    rows = ledger.where((F.col("outcome") == "manifest") & F.col("object_key").isin(wanted)).orderBy(
        "landed_at", "ordinal"
    )
    found = rows.select("object_key", "manifest_rows").collect()
    return {row["object_key"].removesuffix(MANIFEST_SUFFIX): row["manifest_rows"] for row in found}


def cells_in(ledger: DataFrame | None, keys: list[str]) -> dict[str, int]:
    """Cells that earlier runs read from data objects, by key."""
    if ledger is None or not keys:
        return {}
    rows = ledger.where((F.col("outcome") == "read") & F.col("object_key").isin(keys)).orderBy("landed_at", "ordinal")
    return {row["object_key"]: row["cells_in"] for row in rows.select("object_key", "cells_in").collect()}


def newest_landed(ledger: DataFrame | None) -> dict[Place, int]:
    """As metrics.newest_landed, of the runs before this one."""
    if ledger is None:
        return {}
    taken = ledger.where((F.col("outcome") == "read") & (F.col("silver_good") + F.col("silver_bad") > 0))
    newest = taken.groupBy("site", "feeder", "view").agg(F.max(F.unix_micros("landed_at"))).collect()
    return {(site, feeder, view): landed_us for site, feeder, view, landed_us in newest}
