"""From a sheet of an event view to its event frames: a row a frame, with two times and whatever attributes the view has."""

from __future__ import annotations

from collections.abc import Mapping

from contract import REASON
from replica.readers.reader import Opened
from replica.readers.time_pattern import TimePattern
from replica.readers.wide import Header, text_or_null, time_rules

FRAME = {
    "arrival": "INTEGER", "source_row": "BIGINT", "row_fault": "VARCHAR", "raw": "VARCHAR", "frame": "VARCHAR", "name": "VARCHAR",
    "template": "VARCHAR", "asset": "VARCHAR", "start_raw": "VARCHAR", "start_ticks": "BIGINT", "start_fault": "VARCHAR",
    "end_raw": "VARCHAR", "end_ticks": "BIGINT", "end_fault": "VARCHAR", "values_raw": "VARCHAR[]",
}  # fmt: skip
"""Columns of a row of an event view, and their types. `values_raw` are its attributes, in the order of the table frame_column(place,
attribute, fault, decimal_mark, thousands_mark), which counts from 1."""


def frames(
    header: Header, patterns: Mapping[str, TimePattern], sheet: str, texts: list[bool], rows: dict[int, int]
) -> Opened:
    """Frames, as FRAME, of the rows that `sheet` gives: arrival, line, row_fault, raw, the form's columns and the list `value`.

    `texts` says of each attribute whether it came as text, which is read by the view's decimal sign. What the columns of ids, starts and
    ends are called is a macro.
    """
    keys = header.keys
    prepare = f"""
        CREATE OR REPLACE TEMP TABLE frame_sheet AS {sheet};
        {_columns(header, texts)}
        CREATE OR REPLACE TEMP MACRO frame_column_of(part) AS CASE part
            WHEN 'id' THEN {text_or_null(keys["frame"])} WHEN 'start' THEN {text_or_null(keys["start_raw"])}
            WHEN 'end' THEN {text_or_null(keys["end_raw"])} END;
        {_moment(header, patterns, "start")}
        {_moment(header, patterns, "end")}"""
    query = f"""SELECT line AS source_row, frame_sheet.* EXCLUDE (line, value), value AS values_raw, {_time("start")}, {_time("end")}
        FROM frame_sheet JOIN frame_start USING (arrival, line) JOIN frame_end USING (arrival, line)"""
    return Opened(query, rows, prepare, header.note())


def _columns(header: Header, texts: list[bool]) -> str:
    options = header.view.options
    attributes = [(number, name) for number, name in enumerate(header.names, start=1) if header.is_attribute(name)]
    told = [
        (
            f"column {number}" if header.is_nameless(name) else name,
            REASON.TAG_UNKNOWN if header.is_nameless(name) else None,
            options["decimal"] if text else ".",
            options.get("thousands") if text else None,
        )
        for (number, name), text in zip(attributes, texts, strict=True)
    ]
    lists = ", ".join(
        f"unnest([{', '.join(text_or_null(row[place]) for row in told)}]::VARCHAR[]) AS {column}"
        for place, column in enumerate(("attribute", "fault", "decimal_mark", "thousands_mark"))
    )
    places = [*range(1, len(told) + 1)]
    return f"CREATE OR REPLACE TEMP TABLE frame_column AS SELECT unnest({places}::INTEGER[]) AS place, {lists};"


def _moment(header: Header, patterns: Mapping[str, TimePattern], part: str) -> str:
    """One of a frame's two times. Frames overlap and are listed by what they are, so that their order proves nothing."""
    return f"""CREATE OR REPLACE TEMP TABLE sheet AS
            SELECT arrival, line, asset, {part}_raw AS ts_raw, NULL::VARCHAR AS ticks_raw FROM frame_sheet;
        {time_rules(header.view, patterns[f"{part}_raw"], in_order=False)}
        CREATE OR REPLACE TEMP TABLE frame_{part} AS SELECT arrival, line, event_ticks, time_fault FROM sheet_time;"""


def _time(part: str) -> str:
    return f"frame_{part}.event_ticks AS {part}_ticks, frame_{part}.time_fault AS {part}_fault"
