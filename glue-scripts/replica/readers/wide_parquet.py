"""PI Integrator's wide Parquet: a row an asset and time, a column an attribute, whose type may change from file to file."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb

from contract import REASON
from replica.engine.connect import identifier
from replica.readers import wide
from replica.readers.parquet_columns import LOCAL, NOTHING, UTC, Shape, as_wanted, iso_text, shapes
from replica.readers.reader import Fault, Fetched, Opened
from replica.readers.time_pattern import TimePattern, parse_time_pattern
from replica.settings import View

_INSTANT, _WALL = (
    parse_time_pattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSX"),
    parse_time_pattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSS"),
)


def open_objects(con: duckdb.DuckDBPyConnection, view: View, objects: list[Fetched]) -> Iterator[Opened | Fault]:
    """Cells of wide files. A column of a plain type is text, as in a CSV file; one by which something would be lost refuses its files."""
    try:
        wide.check_options(con, view)
        pattern = None if view.options["timeFormat"] is None else parse_time_pattern(view.options["timeFormat"])
    except ValueError as error:
        yield from (Fault(each.arrival, REASON.F_SETTING, f"view {view.name}, {error}") for each in objects)
        return
    for shape in shapes(con, objects):
        if isinstance(shape, Fault):
            yield shape
            continue
        opened = _opened(view, pattern, shape)
        if isinstance(opened, Opened):
            yield opened
        else:
            yield from (Fault(arrival, *opened) for arrival in shape.files)


def _opened(view: View, pattern: TimePattern | None, shape: Shape) -> Opened | tuple[str, str]:
    """The cells, or reason and detail why there are none."""
    header = wide.header_of(view, [*shape.types])
    fault = header.fault()
    if fault is not None:
        return REASON.F_HEADER_MISMATCH, fault
    told = dict(zip(header.names, shape.types, strict=True))
    asset, time = told[view.options["assetColumn"]], told[view.options["timeColumn"]]
    given = shape.types[time]
    if given in (*UTC, *LOCAL):
        pattern, ts_raw = _INSTANT if given in UTC else _WALL, iso_text(identifier(time), given)
    else:
        ts_raw = identifier(time)
    attributes = [name for name, spelt in zip(shape.types, header.names, strict=True) if header.is_attribute(spelt)]
    wanted = {
        asset: "text",
        **dict.fromkeys(attributes, "text"),
        **({told[wide.TICKS]: "ticks"} if wide.TICKS in told else {}),
    }
    columns, faults = as_wanted(shape.types, wanted)
    if given not in (*UTC, *LOCAL, "VARCHAR", NOTHING):
        faults.append(f"column {time}: got {given}, wanted text or a timestamp")
    if faults:
        return REASON.F_UNREADABLE, "; ".join(faults)
    if pattern is None:
        return (
            REASON.F_SETTING,
            f"view {view.name}, timeFormat: got none, wanted the pattern of the text in column {time}",
        )
    ticks = columns[told[wide.TICKS]] if wide.TICKS in told else "NULL::VARCHAR"
    rows = f"""SELECT arrival_of(src__) AS arrival, file_row_number + 1 AS line, NULL::VARCHAR AS row_fault, NULL::VARCHAR AS raw,
            {columns[asset]} AS asset, ({ts_raw})::VARCHAR AS ts_raw, {ticks} AS ticks_raw,
            [{", ".join(columns[name] for name in attributes)}]::VARCHAR[] AS value
        FROM {shape.source}"""
    return wide.cells(header, pattern, rows, [shape.types[name] == "VARCHAR" for name in attributes], shape.rows)
