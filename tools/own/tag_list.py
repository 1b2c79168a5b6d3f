"""A site's list of tags, which people write as CSV, as the snapshot that a sender would send."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import duckdb
from replica.engine.connect import literal


def write_tag_list(listed: Path, target: Path, at: datetime) -> None:
    """A snapshot of the time `at`; raises duckdb.Error where the list has other columns."""
    columns = {
        "asset": "VARCHAR", "attribute": "VARCHAR", "unit": "VARCHAR", "type": "VARCHAR", "step": "BOOLEAN", "zero": "DOUBLE",
        "span": "DOUBLE", "stale_after_s": "DOUBLE",
    }  # fmt: skip
    told = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
    duckdb.execute(
        f"""COPY (
            SELECT asset, attribute, asset || '|' || attribute AS point, NULL::VARCHAR AS server, type, step, unit, zero, span,
                NULL::DOUBLE AS exc_dev, stale_after_s / 2 AS exc_max_s, NULL::DOUBLE AS comp_dev, NULL::DOUBLE AS comp_max_s,
                {literal(at.isoformat())} AS snapshot_time
            FROM read_csv({literal(str(listed))}, header = true, delim = ',', quote = '"', columns = {{{told}}})
        ) TO {literal(str(target))} (FORMAT parquet)"""
    )
