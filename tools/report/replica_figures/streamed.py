"""Fate of streamed records, site by site."""

from __future__ import annotations

from typing import Any

import polars as pl

from contract import STREAM_FOLDER
from replica_figures.tables import scan

IS_STREAMED = pl.col("source_object").str.contains(f"/{STREAM_FOLDER}", literal=True)


def read_streamed(silver: str) -> dict[str, dict[str, Any]]:
    """By site: `silver`, the rows of silver that came by stream, and the quarantined records as {reason, raw, object}."""
    events = scan(silver, "pi_event").filter(IS_STREAMED).group_by("site").len().collect()
    lost = scan(silver, "quarantine").filter(IS_STREAMED & pl.col("resolved_by").is_null()).collect()
    sites: dict[str, dict[str, Any]] = {
        row["site"]: {"silver": row["len"], "quarantined": []} for row in events.to_dicts()
    }
    for row in lost.sort("quarantined_at", "source_object", "source_row").to_dicts():
        site = sites.setdefault(row["site"], {"silver": 0, "quarantined": []})
        site["quarantined"].append({"reason": row["reason"], "raw": row["raw"], "object": row["source_object"]})
    return sites
