"""The ledger's account of a run's objects, site by site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import polars as pl

from contract import ON_FAILURE_FOLDER, STREAM_FOLDER
from replica_figures.tables import scan

FATES = ("silver_good", "silver_bad", "quarantined", "exact_duplicates")
NO_SITE = "?"
"""Objects whose key names no site."""
LedgerRow = dict[str, Any]


def read_accounting(
    silver: str, since: datetime | None = None, read_since: datetime | None = None
) -> dict[str, dict[str, Any]]:
    """Accounts by site of the objects that landed, or that a run has read, since then; of all without it."""
    ledger = scan(silver, "ledger")
    for column, moment in (("landed_at", since), ("processed_at", read_since)):
        if moment is not None:
            ledger = ledger.filter(pl.col(column) >= moment)
    sites: dict[str, list[LedgerRow]] = {}
    for row in ledger.sort("landed_at", "ordinal", "object_key", "object_version").collect().to_dicts():
        sites.setdefault(row["site"] or NO_SITE, []).append(row)
    return {site: account_of(rows) for site, rows in sorted(sites.items())}


def is_streamed() -> pl.Expr:
    """True for a ledger row of an object of a stream, or of a batch of one that Lambda gave up on."""
    key = pl.col("object_key")
    return key.str.contains(f"/{STREAM_FOLDER}", literal=True) | key.str.starts_with(ON_FAILURE_FOLDER)


def account_of(rows: Iterable[LedgerRow]) -> dict[str, Any]:
    """The sum over ledger rows; `closes` only where the sum of each object does."""
    objects, counts, reasons = Counter[str](), Counter[str](dict.fromkeys(("cells_in", *FATES), 0)), Counter[str]()
    by_object = [_object_of(row) for row in rows]
    for each in by_object:
        objects[each["outcome"]] += 1
        counts.update({name: each[name] for name in counts})
        reasons.update(each["reasons"])
    return {
        "objects": dict(sorted(objects.items())),
        **counts,
        "closes": all(each["closes"] for each in by_object),
        "reasons": dict(sorted(reasons.items())),
        "by_object": by_object,
    }


def _object_of(row: LedgerRow) -> dict[str, Any]:
    landed_at: datetime = row["landed_at"]
    return {
        "key": row["object_key"],
        "version": row["object_version"],
        "landed_at": landed_at.isoformat(),
        "outcome": row["outcome"],
        "manifest_state": row["manifest_state"],
        **{name: row[name] for name in ("cells_in", *FATES)},
        "closes": row["cells_in"] == sum(row[name] for name in FATES),
        "reasons": dict(row["reasons"] or {}),
    }
