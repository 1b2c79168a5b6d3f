"""Column by column, as Spark's DDL: what the jobs read and what they keep. All times are UTC, ticks are 100 ns since 0001-01-01."""

from __future__ import annotations

from contract import columns_of


def _ddl(table: str) -> str:
    return ", ".join(f"{name} {kind}" for name, kind in columns_of(table).items())


LONG_READING = _ddl("reading")
LONG_ROW = f"{LONG_READING}, raw {columns_of('stream_row')['raw']}"
"""LONG_READING as it lies in an object. `raw` is what a stream's object alone has: in base64, the bytes of a record that is no
reading; all other columns of such a row are null."""

TAG_SNAPSHOT = _ddl("tag_snapshot")

CELL = """arrival bigint, source_row bigint, asset string, attribute string, point string, ts_raw string,
    event_ticks bigint, lost string, value_raw string, unit_raw string, state_code int, is_system boolean, good boolean,
    questionable boolean, substituted boolean, annotated boolean, raw string"""
"""One reading of an object before any rule on its value. `lost` is the reason why it has no place; `raw` is the line
of a lost wide row, or LONG_ROW's.
`source_row` counts from 1: the line of a CSV file (its header is line 1), the row of a Parquet file."""

PI_EVENT = _ddl("pi_event")
TAG = _ddl("tag")
QUARANTINE = _ddl("quarantine")
LEDGER = _ddl("ledger")
COLUMN_NAME = _ddl("column_name")


def names(ddl: str) -> list[str]:
    """Column names of a schema text, in order."""
    return [field.split()[0] for field in ddl.replace("map<string,bigint>", "map").split(",")]
