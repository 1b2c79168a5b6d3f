"""The sender's Parquet, and the stream's: a row a reading."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb

from contract import REASON, columns_of
from replica.engine.connect import identifier
from replica.readers.parquet_columns import NOTHING, UTC, Shape, as_wanted, named_shapes
from replica.readers.reader import Fault, Fetched, Opened
from replica.settings import View

_WANTED = {
    "asset": "text", "attribute": "text", "point": "text", "value": "text", "unit": "text", "state_code": "whole", "is_system": "flag",
    "good": "flag", "questionable": "flag", "substituted": "flag", "raw": "text",
}  # fmt: skip
_NAMES = ("asset", "attribute", "timestamp")


def open_objects(con: duckdb.DuckDBPyConnection, view: View, objects: list[Fetched]) -> Iterator[Opened | Fault]:
    """Readings of long files. A column that they lack is null; one of another type is cast where nothing is lost, or refused by name.

    Case and blanks around tell no column from another.
    """
    for shape in named_shapes(con, objects, columns_of("reading"), _NAMES):
        if isinstance(shape, Fault):
            yield shape
            continue
        columns, faults = as_wanted(shape.types, _WANTED)
        time, ticks, time_fault = _time(shape, faults)
        if faults:
            yield from (Fault(arrival, REASON.F_UNREADABLE, "; ".join(faults)) for arrival in shape.files)
            continue
        yield Opened(
            f"""SELECT arrival_of(src__) AS arrival, file_row_number + 1 AS source_row,
            {columns["asset"]} AS asset, {columns["attribute"]} AS attribute, {columns["point"]} AS point,
            {time} AS ts_raw, {ticks} AS event_ticks, {time_fault} AS time_fault,
            CASE WHEN {columns["raw"]} IS NOT NULL THEN 'ROW_MALFORMED' END AS row_fault, {columns["value"]} AS value_raw,
            {columns["unit"]} AS unit_raw, {columns["state_code"]} AS state_code, {columns["is_system"]} AS is_system,
            {columns["good"]} AS good, {columns["questionable"]} AS questionable, {columns["substituted"]} AS substituted,
            '.' AS decimal_mark, NULL::VARCHAR AS thousands_mark, {columns["raw"]} AS raw
            FROM {shape.source}""",
            shape.rows,
            note=_note(shape),
        )


def _note(shape: Shape) -> str | None:
    """Columns that are none of a reading's: what they say is passed over."""
    new = [name for name in shape.types if name not in (*columns_of("reading"), *_WANTED)]
    return f"passed over columns: {', '.join(new)}" if new else None


def _time(shape: Shape, faults: list[str]) -> tuple[str, str, str]:
    """SQL of the time's text, of its ticks, and of why there are none."""
    given, column = shape.types.get("timestamp", "VARCHAR"), identifier("timestamp")
    if given == NOTHING:
        return "NULL::VARCHAR", "NULL::BIGINT", "NULL::VARCHAR"
    if given == "VARCHAR":
        return column, f"iso_ticks({column})", f"CASE WHEN iso_ticks({column}) IS NULL THEN iso_fault({column}) END"
    if given in UTC:
        exact = (
            f"floor_div(epoch_ns({column}), 100) + unix_epoch_ticks()" if "NS" in given else f"near_ticks_of({column})"
        )
        return f"{column}::VARCHAR", exact, "NULL::VARCHAR"
    if given.startswith("TIMESTAMP"):
        return f"{column}::VARCHAR", "NULL::BIGINT", "'TS_NO_ZONE'"
    faults.append(f"column timestamp: got {given}, wanted text or a timestamp in UTC")
    return "NULL", "NULL", "NULL"
