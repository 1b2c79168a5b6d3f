"""Fate of streamed records, site by site."""

from __future__ import annotations

from typing import Any

from contract import STREAM_FOLDER
from replica_figures.tables import rows, table, tables

_STREAMED = "contains(source_object, $folder)"


def read_streamed(silver: str) -> dict[str, dict[str, Any]]:
    """By site: `silver`, the rows of silver that came by stream, and the quarantined records as {reason, raw, object}."""
    folder = {"folder": f"/{STREAM_FOLDER}"}
    with tables(pi_event=table(silver, "pi_event"), quarantine=table(silver, "quarantine")) as con:
        events = rows(con, f"SELECT site, count(*) AS counted FROM pi_event WHERE {_STREAMED} GROUP BY site", folder)
        lost = rows(
            con,
            f"""SELECT site, reason, raw, source_object AS object FROM quarantine
            WHERE {_STREAMED} AND resolved_by IS NULL ORDER BY quarantined_at, source_object, source_row""",
            folder,
        )
    sites: dict[str, dict[str, Any]] = {row["site"]: {"silver": row["counted"], "quarantined": []} for row in events}
    for row in lost:
        site = sites.setdefault(row.pop("site"), {"silver": 0, "quarantined": []})
        site["quarantined"].append(row)
    return sites
