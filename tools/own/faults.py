"""Files of which nothing could be read, and why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
from deltalake import DeltaTable

from contract import DELTA_FOLDER


def faults(out: Path) -> list[dict[str, Any]]:
    """Of each whole object in quarantine that nothing came of since: key, reason, and what was got and wanted."""
    place = out / "silver" / DELTA_FOLDER / "quarantine"
    if not place.exists():
        return []
    con = duckdb.connect()
    con.register("quarantine", DeltaTable(str(place)).to_pyarrow_dataset())
    rows = con.execute(
        """SELECT source_object AS key, reason, detail FROM quarantine
        WHERE source_row IS NULL AND resolved_by IS NULL ORDER BY source_object, source_version"""
    )
    names = [each[0] for each in rows.description]
    return [dict(zip(names, row, strict=True)) for row in rows.fetchall()]
