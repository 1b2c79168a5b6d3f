"""The ledger's account of a run's objects, site by site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from replica_figures.tables import Row, rows, table, tables

FATES = ("silver_good", "silver_bad", "quarantined", "exact_duplicates")
NO_SITE = "?"
"""Objects whose key names no site."""


def read_accounting(
    silver: str, since: datetime | None = None, read_since: datetime | None = None
) -> dict[str, dict[str, Any]]:
    """Accounts by site of the objects that landed, or that a run has read, since then; of all without it."""
    with tables(ledger=table(silver, "ledger")) as con:
        told = rows(
            con,
            """FROM ledger WHERE ($since IS NULL OR landed_at >= $since) AND ($read_since IS NULL OR processed_at >= $read_since)
            ORDER BY landed_at, ordinal, object_key, object_version""",
            {"since": since, "read_since": read_since},
        )
    sites: dict[str, list[Row]] = {}
    for row in told:
        sites.setdefault(row["site"] or NO_SITE, []).append(row)
    return {site: account_of(of_site) for site, of_site in sorted(sites.items())}


def account_of(ledger: Iterable[Row]) -> dict[str, Any]:
    """The sum over ledger rows; `closes` only where the sum of each object does."""
    objects, counts, reasons = Counter[str](), Counter[str](dict.fromkeys(("cells_in", *FATES), 0)), Counter[str]()
    by_object = [_object_of(row) for row in ledger]
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


def _object_of(row: Row) -> dict[str, Any]:
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
