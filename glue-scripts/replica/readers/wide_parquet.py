"""PI Integrator's Parquet: a row an asset and time, or an event frame; a column an attribute, whose type may change from file to file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from contract import REASON
from replica.engine.connect import identifier
from replica.readers import wide
from replica.readers.frames import frames
from replica.readers.parquet_columns import LOCAL, NOTHING, UTC, Shape, as_wanted, iso_text, shapes
from replica.readers.reader import Fault, Fetched, Opened
from replica.readers.time_pattern import TimePattern, parse_time_pattern
from replica.settings import View

_INSTANT, _WALL = (
    parse_time_pattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSX"),
    parse_time_pattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSS"),
)
_KINDS = {"ticks_raw": "ticks"}
"""What a key column is read as, where that is no text."""


def open_objects(con: duckdb.DuckDBPyConnection, view: View, objects: list[Fetched]) -> Iterator[Opened | Fault]:
    """Cells of wide files, or frames of event views. A column of a plain type is text, as in a CSV file; one by which something would be
    lost refuses its files."""
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
    own = dict(zip(header.names, shape.types, strict=True))
    keys = {key: None if name is None else own[name] for key, name in header.all_keys.items()}
    times = {key: _time(shape, keys[key] or "", pattern) for key in wide.form_of(view).times}
    attributes = [name for name, spelt in zip(shape.types, header.names, strict=True) if header.is_attribute(spelt)]
    wanted = dict.fromkeys(attributes, "text")
    wanted |= {name: _KINDS.get(key, "text") for key, name in keys.items() if name is not None and key not in times}
    columns, faults = as_wanted(shape.types, wanted)
    faults += [time.fault for time in times.values() if time.fault is not None]
    if faults:
        return REASON.F_UNREADABLE, "; ".join(faults)
    patterns = {key: time.pattern for key, time in times.items() if time.pattern is not None}
    for key in times.keys() - patterns.keys():
        said = f"timeFormat: got none, wanted the pattern of the text in column {keys[key]}"
        return REASON.F_SETTING, f"view {view.name}, {said}"
    sql = {key: "NULL::VARCHAR" if name is None else columns[name] for key, name in keys.items() if key not in times}
    sql |= {key: f"({time.text})::VARCHAR" for key, time in times.items()}
    rows = f"""SELECT arrival_of(src__) AS arrival, file_row_number + 1 AS line, NULL::VARCHAR AS row_fault, NULL::VARCHAR AS raw,
            {", ".join(f"{each} AS {key}" for key, each in sql.items())},
            [{", ".join(columns[name] for name in attributes)}]::VARCHAR[] AS value
        FROM {shape.source}"""
    open_rows = frames if view.is_event else wide.cells
    return open_rows(header, patterns, rows, [shape.types[name] == "VARCHAR" for name in attributes], shape.rows)


@dataclass(frozen=True)
class _Time:
    """SQL of a column of times as text, and the pattern of that, null where nobody told it; or in words why it holds none."""

    text: str
    pattern: TimePattern | None
    fault: str | None = None


def _time(shape: Shape, column: str, told: TimePattern | None) -> _Time:
    given = shape.types[column]
    if given in (*UTC, *LOCAL):
        return _Time(iso_text(identifier(column), given), _INSTANT if given in UTC else _WALL)
    if given == NOTHING:
        return _Time("NULL", told or _INSTANT)
    fault = None if given == "VARCHAR" else f"column {column}: got {given}, wanted text or a timestamp"
    return _Time(identifier(column), told, fault)
