"""How good each tag is, over all runs."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from replica_figures.tables import Row, rows, table, tables

_TAG = ("site", "feeder", "view", "tag_id")
_COUNTS = {"good": ("silver_good", "was_good"), "bad": ("silver_bad", "was_bad")}


def read_quality(silver: str) -> list[dict[str, Any]]:
    """A row a tag of a view, in the order of their names: what it is, its last value, good and bad cells, those by reason, and silences
    longer than the tag's own limit, null where it has none. What a later run judged again is counted by that run alone."""
    places = {name: table(silver, name) for name in ("tag_quality", "tag", "pi_event")}
    with tables(**places) as con:
        runs = rows(con, f"FROM tag_quality ORDER BY {', '.join(_TAG)}, processed_at")
        known = {tag["tag_id"]: _known_of(tag) for tag in rows(con, _TAGS)}
    nothing = dict.fromkeys(_KNOWN)
    tags = (_tag_of(list(of_tag)) for _, of_tag in groupby(runs, itemgetter(*_TAG)))
    return [{**tag, **known.get(tag["tag_id"], nothing)} for tag in tags]


_KNOWN = ("asset", "attribute", "unit", "last_value")
_TAGS = """
WITH latest AS (
    SELECT tag_id, last(coalesce(state_name, value_string) ORDER BY event_ticks, seq) AS text,
        last(value ORDER BY event_ticks, seq) AS value, last(quality ORDER BY event_ticks, seq) = 'bad' AS is_bad
    FROM pi_event WHERE is_current GROUP BY tag_id
)
SELECT DISTINCT ON (tag_id) tag_id, asset, attribute, unit, text, value, is_bad
FROM tag LEFT JOIN latest USING (tag_id) WHERE is_current"""


def _known_of(tag: Row) -> Row:
    """What is known of a tag by itself; the last value as silver holds it, null where the last reading is bad."""
    text, value = tag["text"], tag["value"]
    shown = str(float(f"{value:.6g}")) if text is None and value is not None else text
    told = {"last_value": None if tag["is_bad"] else shown}
    return {name: told.get(name, tag.get(name)) for name in _KNOWN}


def _tag_of(rows: list[Row]) -> dict[str, Any]:
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
        "first_event": _iso(min((row["first_event"] for row in rows if row["first_event"] is not None), default=None)),
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
