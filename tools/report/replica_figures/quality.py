"""How good each tag is, over all runs."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from replica_figures.tables import scan

_TAG = ("site", "feeder", "view", "tag_id")
_COUNTS = {"good": ("silver_good", "was_good"), "bad": ("silver_bad", "was_bad")}


def read_quality(silver: str) -> list[dict[str, Any]]:
    """A row a tag of a view, in the order of their names: good and bad cells, those by reason, and silences longer than the tag's own
    limit, null where it has none. What a later run judged again is counted by that run alone."""
    runs = scan(silver, "tag_quality").sort(*_TAG, "processed_at").collect()
    return [_tag_of(rows.to_dicts()) for rows in runs.partition_by(*_TAG, maintain_order=True)]


def _tag_of(rows: list[dict[str, Any]]) -> dict[str, Any]:
    reasons = Counter[str]()
    for row in rows:
        reasons.update(dict(row["reasons"] or {}))
        reasons.subtract(dict(row["was_reasons"] or {}))
    gaps = [row for row in rows if row["gaps"] is not None]
    longest: dict[str, Any] = max((row for row in gaps if row["longest_gap_s"]), key=_longest, default={})
    return {
        **{name: rows[0][name] for name in _TAG},
        **{name: sum(row[counted] - row[before] for row in rows) for name, (counted, before) in _COUNTS.items()},
        "reasons": {reason: cells for reason, cells in sorted(reasons.items()) if cells > 0},
        "last_event": _iso(max((row["last_event"] for row in rows if row["last_event"] is not None), default=None)),
        "gaps": sum(row["gaps"] for row in gaps) if gaps else None,
        "gap_s": sum(row["gap_s"] for row in gaps) if gaps else None,
        "longest_gap_s": longest.get("longest_gap_s"),
        "longest_gap_from": _iso(longest.get("longest_gap_from")),
    }


def _longest(row: dict[str, Any]) -> float:
    return float(row["longest_gap_s"])


def _iso(time: datetime | None) -> str | None:
    return None if time is None else time.isoformat()
