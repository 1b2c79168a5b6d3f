"""Column by column: what the jobs read and what they keep. All times are UTC, ticks are 100 ns since 0001-01-01."""

from __future__ import annotations

LONG_READING = """asset string, attribute string, point string, timestamp string, value string, state_code int,
    is_system boolean, good boolean, questionable boolean, substituted boolean, annotated boolean, unit string"""

LONG_ROW = f"{LONG_READING}, raw string"
"""LONG_READING as it lies in an object. `raw` is what a stream's object alone has: in base64, the bytes of a record that is no
reading; all other columns of such a row are null."""

TAG_SNAPSHOT = """asset string, attribute string, point string, server string, type string, step boolean, unit string,
    zero double, span double, exc_dev double, exc_max_s double, comp_dev double, comp_max_s double,
    snapshot_time string"""

CELL = """arrival bigint, source_row bigint, asset string, attribute string, point string, ts_raw string,
    event_ticks bigint, lost string, value_raw string, unit_raw string, state_code int, is_system boolean, good boolean,
    questionable boolean, substituted boolean, annotated boolean, raw string"""
"""One reading of an object before any rule on its value. `lost` is the reason why it has no place; `raw` is the line
of a lost wide row, or LONG_ROW's.
`source_row` counts from 1: the line of a CSV file (its header is line 1), the row of a Parquet file."""

PI_EVENT = """site string, event_date date, tag_id string, event_time timestamp, event_ticks bigint, seq int,
    value double, value_string string, quality string, reason string, state_code int, state_name string, unit string,
    value_raw string, unit_raw string, source_object string, source_version string, source_row bigint, revision int,
    is_current boolean, run_id string, rule_version string, fingerprint bigint"""
"""`fingerprint` is the hash of what the plant sent of the cell (value, unit, flags, state): what makes a duplicate exact."""

TAG = """tag_id string, site string, asset string, attribute string, point string, aliases array<string>, type string,
    step boolean, unit string, zero double, span double, exc_dev double, comp_dev double, stale_after_s double,
    valid_from timestamp, valid_to timestamp, is_current boolean, source_object string, source_version string,
    run_id string"""

QUARANTINE = """run_id string, reason string, detail string, site string, feeder string, view string,
    source_object string, source_version string, source_row bigint, asset string, attribute string, ts_raw string,
    value_raw string, unit_raw string, raw string, rule_version string, quarantined_at timestamp"""

LEDGER = """run_id string, site string, feeder string, view string, object_key string, object_version string, etag string,
    bytes bigint, landed_at timestamp, ordinal bigint, outcome string, cells_in bigint, silver_good bigint,
    silver_bad bigint, quarantined bigint, exact_duplicates bigint, reasons map<string,bigint>, manifest_state string,
    manifest_rows bigint, rule_version string, processed_at timestamp"""

COLUMN_NAME = "dataset string, column string, attribute string, unit string, run_id string"


def names(ddl: str) -> list[str]:
    """Column names of a schema text, in order."""
    return [field.split()[0] for field in ddl.replace("map<string,bigint>", "map").split(",")]
