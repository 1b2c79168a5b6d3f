"""PI Integrator's wide CSV: a row an asset and time, a column an attribute, state names among the numbers."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from contract import REASON
from replica.engine.connect import listed, literal, rule
from replica.readers.csv_text import TextRow, rows_of
from replica.readers.reader import Fault, Fetched, Opened, name_key
from replica.readers.time_pattern import TimePattern, parse_time_pattern
from replica.settings import View

ID, TICKS, SHAPE_ID = "Id", "PIIntTSTicks", "PIIntShapeID"
_OPTIONS = ("delimiter", "encoding", "zone", "timeFormat", "decimal", "assetColumn", "timeColumn")
_RETURN = "\ufdd0"
"""No character of any text: DuckDB takes one kind of line end in a file, in cells too."""
_OWN = ("line", "row_fault", "raw")


@dataclass(frozen=True)
class Sheet:
    """A sheet's columns in the file's order, and its rows rewritten to `file`: line, row_fault, raw and the cells.

    With `has_returns` some cell has carriage returns, which are written as _RETURN.
    """

    arrival: int
    header: tuple[str, ...]
    file: Path
    rows: int
    has_returns: bool


def open_objects(con: duckdb.DuckDBPyConnection, view: View, objects: list[Fetched]) -> Iterator[Opened | Fault]:
    """Cells of wide sheets. Columns may come in any order; one that the settings do not know has cells of an unknown tag."""
    try:
        pattern = _check_options(con, view)
    except ValueError as error:
        yield from (Fault(each.arrival, REASON.F_SETTING, f"view {view.name}, {error}") for each in objects)
        return
    groups: dict[tuple[tuple[str, ...], bool], list[Sheet]] = {}
    for each in objects:
        sheet = _rewrite(view, each)
        if isinstance(sheet, Fault):
            yield sheet
        else:
            groups.setdefault((sheet.header, sheet.has_returns), []).append(sheet)
    for (header, _), sheets in groups.items():
        yield _opened(view, pattern, header, sheets)


def _check_options(con: duckdb.DuckDBPyConnection, view: View) -> TimePattern:
    """The view's time pattern. Raises ValueError where an option cannot be used."""
    missing = [name for name in _OPTIONS if name not in view.options]
    if missing:
        raise ValueError(f"{missing[0]}: missing")
    zone, delimiter = view.options["zone"], view.options["delimiter"]
    if zone is not None and con.execute(
        "SELECT count(*) FROM pg_timezone_names() WHERE name = ?", [zone]
    ).fetchone() == (0,):
        raise ValueError(f"zone: got {zone!r}, wanted a name of the tz database such as Europe/Berlin")
    if len(delimiter) != 1:
        raise ValueError(f"delimiter: got {delimiter!r}, wanted one character")
    return parse_time_pattern(view.options["timeFormat"])


def _rewrite(view: View, fetched: Fetched) -> Sheet | Fault:
    """The object as a CSV of one form that DuckDB reads without guessing."""
    target = fetched.file.with_name(f"{fetched.arrival}.sheet")
    try:
        rows = rows_of(fetched.file, view.options["encoding"], view.options["delimiter"])
        first = next(rows, None)
    except (LookupError, UnicodeError) as error:
        return Fault(fetched.arrival, REASON.F_SETTING, f"view {view.name}, encoding: {error}")
    header = [] if first is None else first.cells or first.text.split(view.options["delimiter"])
    names = _names(view, header)
    fault = _header_fault(names, view)
    if fault is not None:
        return Fault(fetched.arrival, REASON.F_HEADER_MISMATCH, fault)
    count, has_returns = 0, False
    with target.open("w", encoding="utf-8", newline="") as sink:
        # one kind of line end: a cell may have line feeds
        writer = csv.writer(sink, lineterminator="\n")
        for row in rows:
            cells = _cells(row, len(names))
            count += 1
            fault = "" if cells is not None else REASON.ROW_MALFORMED
            written = [fault, row.text, *(cells if cells is not None else [""] * len(names))]
            if "\r" in row.text:
                has_returns = True
                written = [each.replace("\r", _RETURN) for each in written]
            writer.writerow([row.line, *written])
    return Sheet(fetched.arrival, tuple(names), target, count, has_returns)


def _names(view: View, header: list[str]) -> list[str]:
    """Column names as the settings spell them: PI and AF tell names neither by case nor by blanks."""
    wanted = (
        view.options["assetColumn"],
        view.options["timeColumn"],
        ID,
        TICKS,
        SHAPE_ID,
        *(each.name for each in view.columns),
    )
    spelt = {name_key(name): name for name in wanted}
    names = [spelt.get(name_key(name), name.strip()) for name in header]
    while names and not names[-1]:
        names.pop()
    return names


def _cells(row: TextRow, wanted: int) -> list[str] | None:
    """As many cells as there are columns; a closing delimiter adds none."""
    cells = row.cells
    if cells is not None and len(cells) == wanted + 1 and not cells[-1].strip():
        return cells[:-1]
    return cells if cells is not None and len(cells) == wanted else None


def _header_fault(names: list[str], view: View) -> str | None:
    keys = [view.options["assetColumn"], view.options["timeColumn"]]
    faults = {
        "missing": [name for name in keys if name not in names],
        "repeated": sorted({name for name in names if names.count(name) > 1}),
    }
    found = [f"{what}: {', '.join(columns)}" for what, columns in faults.items() if columns]
    if not any(column.name in names for column in view.columns):
        found.append(f"none of the columns: {', '.join(column.name for column in view.columns)}")
    return "; ".join(found) + f"; got {', '.join(names)}" if found else None


def _opened(view: View, pattern: TimePattern, header: tuple[str, ...], sheets: list[Sheet]) -> Opened:
    own = {ID, TICKS, SHAPE_ID, view.options["assetColumn"], view.options["timeColumn"]}
    cell_of = {name: f"c{index}" for index, name in enumerate(header)}
    attributes = [name for name in header if name not in own]
    spec = ", ".join(f"'{name}': 'VARCHAR'" for name in (*_OWN, *cell_of.values()))
    files = listed([str(sheet.file) for sheet in sheets])
    source = f"""read_csv({files}, auto_detect = false, header = false, delim = ',', quote = '"', escape = '"', nullstr = '',
            columns = {{{spec}}}, filename = 'src__', hive_partitioning = false, max_line_size = 200000000)"""
    if sheets[0].has_returns:
        source = f"(SELECT line, src__, replace(COLUMNS(* EXCLUDE (line, src__)), {literal(_RETURN)}, chr(13)) FROM {source})"
    zone = view.options["zone"]
    prepare = f"""
        CREATE OR REPLACE TEMP MACRO sheet_format() AS {literal(pattern.format)};
        CREATE OR REPLACE TEMP MACRO sheet_zone() AS {"NULL::VARCHAR" if zone is None or pattern.has_offset else literal(zone)};
        CREATE OR REPLACE TEMP MACRO sheet_has_offset() AS {str(pattern.has_offset).lower()};
        CREATE OR REPLACE TEMP TABLE sheet AS
        SELECT arrival_of(src__) AS arrival, line::BIGINT AS line, row_fault, raw, {cell_of[view.options["assetColumn"]]} AS asset,
            {cell_of[view.options["timeColumn"]]} AS ts_raw, {cell_of.get(TICKS, "NULL::VARCHAR")} AS ticks_raw,
            [{", ".join(cell_of[name] for name in attributes)}] AS value
        FROM {source};
        {rule("time_text")}
        {rule("time_wall" if zone is not None and not pattern.has_offset else "time_offset")}
        {rule("time_witness")}"""
    query = f"""SELECT arrival, line AS source_row, asset, unnest({listed(attributes)}) AS attribute, NULL::VARCHAR AS point, ts_raw,
        event_ticks, time_fault, row_fault, unnest(value) AS value_raw, NULL::VARCHAR AS unit_raw, NULL::INTEGER AS state_code,
        NULL::BOOLEAN AS is_system, NULL::BOOLEAN AS good, NULL::BOOLEAN AS questionable, NULL::BOOLEAN AS substituted,
        {literal(view.options["decimal"])} AS decimal_mark, raw FROM sheet_time"""
    return Opened(query, {sheet.arrival: sheet.rows * len(attributes) for sheet in sheets}, prepare)
