"""The sender's rows, and what goes wrong with single ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple

from contract import REASON
from plant.delivery import Cell, Draw, Fault, fault_of
from plant.process.readings import Reading, State, Tag
from plant.process.uom import deg_c_of_deg_f, deg_f_of_deg_c, kpa_of_psi, psi_of_kpa

UNPARSABLE = "2026-02-30T25:61:00Z"
ROW_FAULTS = (("missing_time", 6), ("unparsable_time", 6), ("not_good", 6), ("questionable", 6), ("repeated_row", 10))


class Row(NamedTuple):
    """A reading on its way into a file: `time` and `value` as text, numbers exact to the last bit."""

    tag: Tag
    at: int
    time: str | None
    value: str
    state: State | None
    unit: str | None
    is_good: bool
    is_questionable: bool


class Conversion(NamedTuple):
    unit: str
    there: Callable[[float], float]
    back: Callable[[float], float]


CONVERSIONS = {
    "kPag": Conversion("psig", psi_of_kpa, kpa_of_psi),
    "degC": Conversion("degF", deg_f_of_deg_c, deg_c_of_deg_f),
}


def iso(at: int) -> str:
    """`at` as the PI Web API writes it."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def row_of(tag: Tag, reading: Reading) -> Row:
    text = reading.state.name if reading.state else repr(reading.value)
    return Row(tag, reading.at, iso(reading.at), text, reading.state, tag.unit, reading.state is None, False)


def cell_of(row: Row) -> Cell:
    """The cell that cleaning must make of the row."""
    lost = REASON.TS_MISSING if row.time is None else REASON.TS_UNPARSEABLE if row.time == UNPARSABLE else None
    bad = REASON.STATE_SYSTEM if row.state else None if row.is_good else REASON.QUALITY_BAD
    value = None if bad else _in_unit_of_tag(row)
    raw = (row.value, row.unit, row.state, row.is_good, row.is_questionable)
    return Cell(row.tag.key, row.at, value, bad, lost, raw)


def _in_unit_of_tag(row: Row) -> float:
    value = float(row.value)
    return value if row.unit == row.tag.unit or row.tag.unit is None else CONVERSIONS[row.tag.unit].back(value)


def convert_units(rows: list[Row], unit: str) -> Fault:
    """Rewrite in place all rows in `unit` as their server would after somebody changed its display unit."""
    conversion = CONVERSIONS[unit]
    hit = [index for index, row in enumerate(rows) if row.tag.unit == unit]
    for index in hit:
        row = rows[index]
        value = row.value if row.state else repr(conversion.there(float(row.value)))
        rows[index] = row._replace(value=value, unit=conversion.unit)
    return fault_of_rows(f"mixed_unit:{conversion.unit}", [rows[index] for index in hit])


def damage_rows(draw: Draw, files: list[list[Row]]) -> list[Fault]:
    """Damage single rows in place, a fault each; a repeated row is appended to its file."""
    places = [(rows, index) for rows in files for index, row in enumerate(rows) if row.state is None]
    drawn = iter(draw.distinct("row", len(places), sum(count for _, count in ROW_FAULTS)))
    faults = []
    for kind, count in ROW_FAULTS:
        for _ in range(count):
            rows, index = places[next(drawn)]
            faults.append(fault_of_rows(kind, [rows[index]]))
            if kind == "repeated_row":
                rows.append(rows[index])
            else:
                rows[index] = _damaged(rows[index], kind)
    return faults


def _damaged(row: Row, kind: str) -> Row:
    match kind:
        case "missing_time":
            return row._replace(time=None)
        case "unparsable_time":
            return row._replace(time=UNPARSABLE)
        case "not_good":
            return row._replace(is_good=False)
        case "questionable":
            return row._replace(is_questionable=True)
    raise ValueError(f"unknown row fault {kind!r}")


def fault_of_rows(kind: str, rows: list[Row]) -> Fault:
    """A fault of rows of one asset."""
    return fault_of(kind, rows[0].tag.asset, [(row.tag.attribute, row.at) for row in rows])
