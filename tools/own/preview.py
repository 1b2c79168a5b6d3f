"""The first rows of a cleaned file, each cell beside what silver made of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
from deltalake import DeltaTable

from contract import DELTA_FOLDER

_ROWS, _COLUMNS = 3, 6


def preview(out: Path) -> list[dict[str, Any]]:
    """Cells of the first rows of the one object that `out` holds: row, time in UTC, asset, attribute, as sent, value, unit, reason.

    None where no cell came as far as silver.
    """
    places = {name: out / "silver" / DELTA_FOLDER / name for name in ("pi_event", "tag")}
    if not all(place.exists() for place in places.values()):
        return []
    tables = {name: DeltaTable(str(place)).to_pyarrow_dataset() for name, place in places.items()}
    con = duckdb.connect()
    con.execute("SET TimeZone = 'UTC'")
    for name, table in tables.items():
        con.register(name, table)
    rows = con.execute(
        f"""SELECT source_row, strftime(event_time, '%Y-%m-%d %H:%M:%S') AS utc, tag.asset, tag.attribute, value_raw,
            coalesce(value::VARCHAR, value_string) AS value, pi_event.unit, reason
        FROM pi_event JOIN tag USING (tag_id)
        WHERE tag.is_current AND source_row IN (SELECT DISTINCT source_row FROM pi_event ORDER BY ALL LIMIT {_ROWS})
        QUALIFY row_number() OVER (PARTITION BY source_row ORDER BY tag.attribute) <= {_COLUMNS}
        ORDER BY source_row, tag.attribute"""
    )
    names = [each[0] for each in rows.description]
    return [dict(zip(names, row, strict=True)) for row in rows.fetchall()]
