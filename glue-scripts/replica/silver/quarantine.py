"""What a task of reading found no place for, as a file of quarantine."""

from __future__ import annotations

from pathlib import Path

import duckdb

from replica.engine.connect import rule
from replica.silver.work import Common
from replica.store.places import objects_at
from replica.tables.data_file import DataFile, write_file
from replica.tables.silver import QUARANTINE


def quarantine(con: duckdb.DuckDBPyConnection, common: Common, scratch: Path) -> DataFile | None:
    """Write the rows of lost_cell; null where there are none. Reads object and run, too."""
    con.execute(rule("quarantine"))
    silver = objects_at(common.silver)
    return write_file(
        con, QUARANTINE.select("quarantined"), silver, QUARANTINE.folder, scratch, run_id=common.run_id
    )  # fmt: skip
