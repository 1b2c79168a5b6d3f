"""What a layer's tables hold, as one checksum a table."""

from __future__ import annotations

from deltalake import DeltaTable
from landing import asked
from replica.engine.connect import identifier, listed
from replica.tables.silver import LEDGER, PI_EVENT, PI_EVENT_FRAME, QUARANTINE, TAG, TAG_QUALITY

TABLES = (PI_EVENT, PI_EVENT_FRAME, TAG, TAG_QUALITY, QUARANTINE, LEDGER)
_SCRATCH = "'/[^']+\\.object'"
"""Where a reader's error names the file that it was given."""
_OF_A_RUN = frozenset({"run_id", "processed_at", "quarantined_at"})
_PARTS = {"site": "VARCHAR", "event_date": "DATE", "is_current": "BOOLEAN"}
_RUN_OR_NONE = "resolved_by"
"""Names a run, and says by that alone that there was one."""


def checksums(layer: str, *, with_run: bool = False) -> dict[str, tuple[int, str]]:
    """Rows, and a checksum of all their columns, by table; what differs from run to run is in it only where asked for."""
    return {
        table.name: _checksum(table.at(layer).uri, frozenset() if with_run else _OF_A_RUN)
        for table in TABLES
        if table.at(layer).open() is not None
    }


def _checksum(uri: str, left_out: frozenset[str]) -> tuple[int, str]:
    delta = DeltaTable(uri)
    if not delta.file_uris():
        return 0, ""
    names = [field.name for field in delta.schema().fields if field.name not in left_out]
    columns = [
        f"{name} IS NOT NULL AS {name}" if name == _RUN_OR_NONE and left_out else identifier(name) for name in names
    ]
    parts = [f"{identifier(name)}: {_PARTS[name]}" for name in delta.metadata().partition_columns]
    hive = f"hive_types = {{{', '.join(parts)}}}" if parts else "hive_partitioning = false"
    source = f"read_parquet({listed(delta.file_uris())}, {hive})"
    told = (
        asked()
        .execute(
            f"""SELECT count(*), md5(string_agg(told, '' ORDER BY told))
            FROM (SELECT md5(regexp_replace(to_json(row)::VARCHAR, $1, '')) AS told
                FROM (SELECT {", ".join(columns)} FROM {source}) AS row)""",
            [_SCRATCH],
        )
        .fetchone()
    )
    assert told is not None
    return told[0], told[1]
