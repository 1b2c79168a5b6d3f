"""PI Integrator's CSV: a row an asset and time, or an event frame; a column an attribute, state names among the numbers."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import duckdb

from contract import REASON
from replica.engine.connect import listed, literal
from replica.readers import wide
from replica.readers.csv_text import TextRow, rows_of
from replica.readers.frames import frames
from replica.readers.reader import Fault, Fetched, Opened, name_key
from replica.readers.time_pattern import TimePattern, parse_time_pattern
from replica.readers.wide import Header
from replica.settings import View

_RETURN = "\ufdd0"
"""No character of any text: DuckDB takes one kind of line end in a file, in cells too."""
_OWN = ("line", "row_fault", "raw")
_NUMERIC = ",.' "
"""Signs that may be within a number."""
_TITLE_LINES = 50
"""As far as a header is looked for that is not where it should be."""


@dataclass
class Sheet:
    """A sheet's rows rewritten to `file`: line, row_fault, raw and the cells, in the order of `header`.

    `closed` of its `rows` have a delimiter behind their last cell. With `has_returns` some cell has carriage returns, which are written
    as _RETURN.
    """

    arrival: int
    header: Header
    file: Path
    rows: int = 0
    closed: int = 0
    has_returns: bool = False


class Section:
    """The rows below a header, up to the next one: where pages were joined it may come again, and in another order."""

    def __init__(self, header: Header, padding: int) -> None:
        """`padding` is the most empty cells that a row may have behind its last one."""
        self._header, self._padding = header, padding
        self._word = max(header.keys[wide.form_of(header.view).times[0]].split(), key=len, default="").lower()
        self._order: list[int] | None = [*range(len(header.names))]

    def cells_of(self, row: TextRow) -> list[str] | None:
        """Cells in the order of the first header; null where they are more, or fewer, or of unknown columns."""
        told, wanted = row.cells, len(self._header.names)
        if told is None:
            return None
        if self._word in row.text.lower():
            self._begin(told)
        if (
            self._order is None
            or not wanted <= len(told) <= wanted + self._padding
            or any(map(str.strip, told[wanted:]))
        ):
            return None
        return [told[place] for place in self._order]

    def _begin(self, told: list[str]) -> None:
        """Take the order of a header that comes again; null where it has other columns."""
        again = wide.header_of(self._header.view, told[: len(self._header.names)])
        if not again.is_one():
            return
        names = self._header.names
        is_same = sorted(again.names) == sorted(names) and len({*names}) == len(names)
        self._order = [again.names.index(name) for name in names] if is_same else None


def open_objects(con: duckdb.DuckDBPyConnection, view: View, objects: list[Fetched]) -> Iterator[Opened | Fault]:
    """Cells of wide sheets, or frames of event views. Columns may come in any order, new ones among them, and some may be missing."""
    try:
        wide.check_options(con, view, "delimiter", "encoding")
        _check_options(view)
        pattern = parse_time_pattern(view.options["timeFormat"])
    except ValueError as error:
        yield from (Fault(each.arrival, REASON.F_SETTING, f"view {view.name}, {error}") for each in objects)
        return
    groups: dict[tuple[tuple[str, ...], bool], list[Sheet]] = {}
    for each in objects:
        sheet = _rewrite(view, each)
        if isinstance(sheet, Fault):
            yield sheet
        else:
            groups.setdefault((sheet.header.names, sheet.has_returns), []).append(sheet)
    for sheets in groups.values():
        yield _opened(pattern, sheets)


def _check_options(view: View) -> None:
    delimiter, header_line = view.options["delimiter"], view.options.get("headerLine")
    if len(delimiter) != 1:
        raise ValueError(f"delimiter: got {delimiter!r}, wanted one character")
    if header_line is not None and not (isinstance(header_line, int) and header_line > 0):
        raise ValueError(f"headerLine: got {header_line!r}, wanted the header's line, counted from 1")


def _rewrite(view: View, fetched: Fetched) -> Sheet | Fault:
    """The object as a CSV of one form that DuckDB reads without guessing."""
    try:
        first = next(_rows(view, fetched), None)
    except (LookupError, UnicodeError) as error:
        return Fault(fetched.arrival, REASON.F_SETTING, f"view {view.name}, encoding: {error}")
    told = [] if first is None else first.cells or first.text.split(view.options["delimiter"])
    named = list(told)
    while named and not name_key(named[-1]):
        named.pop()
    header = wide.header_of(view, named)
    fault = header.fault()
    if fault is not None:
        return Fault(fetched.arrival, REASON.F_HEADER_MISMATCH, fault + _header_elsewhere(view, fetched))
    sheet = Sheet(fetched.arrival, header, fetched.file.with_name(f"{fetched.arrival}.sheet"))
    padding = len(told) - len(named)
    _write(sheet, Section(header, max(1, padding)), _rows(view, fetched))
    if not padding and 0 < sheet.closed < sheet.rows and view.options["delimiter"] in _NUMERIC:
        # a decimal comma before an empty last cell looks like a closing delimiter, which other rows lack
        _write(sheet, Section(header, 0), _rows(view, fetched))
    return sheet


def _header_elsewhere(view: View, fetched: Fetched) -> str:
    """In words the line that has the header, where it is near the file's begin and not where the view says."""
    for row in islice(rows_of(fetched.file, view.options["encoding"], view.options["delimiter"]), _TITLE_LINES):
        if row.cells is not None and wide.header_of(view, row.cells).is_one():
            return f"; line {row.line} has them, which the view may say as headerLine"
    return ""


def _rows(view: View, fetched: Fetched) -> Iterator[TextRow]:
    options = view.options
    return rows_of(fetched.file, options["encoding"], options["delimiter"], options.get("headerLine"))


def _write(sheet: Sheet, section: Section, rows: Iterator[TextRow]) -> None:
    """Write the rows below the header to the sheet's file, and count them."""
    sheet.rows, sheet.closed, sheet.has_returns = 0, 0, False
    with sheet.file.open("w", encoding="utf-8", newline="") as sink:
        # one kind of line end: a cell may have line feeds
        writer = csv.writer(sink, lineterminator="\n")
        for row in islice(rows, 1, None):
            cells = section.cells_of(row)
            sheet.rows += 1
            sheet.closed += cells is not None and row.cells is not None and len(row.cells) > len(cells)
            fault = "" if cells is not None else REASON.ROW_MALFORMED
            written = [fault, row.text, *(cells if cells is not None else [""] * len(sheet.header.names))]
            if "\r" in row.text:
                sheet.has_returns = True
                written = [each.replace("\r", _RETURN) for each in written]
            writer.writerow([row.line, *written])


def _opened(pattern: TimePattern, sheets: list[Sheet]) -> Opened:
    header = sheets[0].header
    columns = [f"c{index}" for index in range(len(header.names))]
    cell_of = dict(zip(header.names, columns, strict=True))
    values = [column for name, column in zip(header.names, columns, strict=True) if header.is_attribute(name)]
    spec = ", ".join(f"'{name}': 'VARCHAR'" for name in (*_OWN, *columns))
    files = listed([str(sheet.file) for sheet in sheets])
    source = f"""read_csv({files}, auto_detect = false, header = false, delim = ',', quote = '"', escape = '"', nullstr = '',
            columns = {{{spec}}}, filename = 'src__', hive_partitioning = false, max_line_size = 200000000)"""
    if sheets[0].has_returns:
        source = f"(SELECT line, src__, replace(COLUMNS(* EXCLUDE (line, src__)), {literal(_RETURN)}, chr(13)) FROM {source})"
    keys = ", ".join(
        f"{'NULL::VARCHAR' if name is None else cell_of[name]} AS {key}" for key, name in header.all_keys.items()
    )
    rows = f"""SELECT arrival_of(src__) AS arrival, line::BIGINT AS line, row_fault, raw, {keys}, [{", ".join(values)}]::VARCHAR[] AS value
        FROM {source}"""
    open_rows = frames if header.view.is_event else wide.cells
    counts = {sheet.arrival: sheet.rows for sheet in sheets}
    return open_rows(
        header, dict.fromkeys(wide.form_of(header.view).times, pattern), rows, [True] * len(values), counts
    )
