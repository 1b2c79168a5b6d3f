"""History of a table: as long as promised, and no longer."""

from __future__ import annotations

import json

from replica.store.objects import Objects
from replica.tables.table import OpenTable, Table

_COMMITS_A_CHECKPOINT = 20


def promise(opened: OpenTable, days: int, run_id: str) -> None:
    """Let each version of the table be readable for `days`, whoever clears up. Raises OtherWriterError as a commit does."""
    span = f"interval {days} days"
    opened.set_properties({"delta.logRetentionDuration": span, "delta.deletedFileRetentionDuration": span}, run_id)


def clear(opened: OpenTable, table: Table, objects: Objects) -> int:
    """Remove files that no version of the promised time has, those of ended runs among them, and older log entries; how many files.

    Young files are left alone: a run may be about to name them.
    """
    expired = opened.delta.vacuum(dry_run=True, full=True)
    # Not by delta-rs itself, which would put two commits into the log for it.
    objects.delete([f"{table.folder}/{path}" for path in expired])
    if opened.version - _last_checkpoint(table, objects) >= _COMMITS_A_CHECKPOINT:
        opened.delta.create_checkpoint()
        opened.delta.cleanup_metadata()
    return len(expired)


def _last_checkpoint(table: Table, objects: Objects) -> int:
    try:
        return int(json.loads(objects.read(f"{table.folder}/_delta_log/_last_checkpoint"))["version"])
    except FileNotFoundError:
        return 0
