"""What all readers of wide views share: the names of a header, and the way from a sheet to its cells."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import duckdb

from contract import REASON
from replica.engine.connect import listed, literal, rule
from replica.readers.reader import Opened, name_key, visible
from replica.readers.time_pattern import TimePattern
from replica.settings import View

ID, TICKS, SHAPE_ID = "Id", "PIIntTSTicks", "PIIntShapeID"
_UNDECODABLE = "\ufffd"
_UNORDERED = "CREATE OR REPLACE TEMP TABLE sheet_ordered (arrival INTEGER, line BIGINT, proven_ticks BIGINT);"
"""Where clocks do not change nothing is to be proven."""


@dataclass(frozen=True)
class Header:
    """Names of a sheet's columns in its own order, as the settings spell them."""

    view: View
    names: tuple[str, ...]

    @property
    def attributes(self) -> list[str]:
        return [name for name in self.names if self.is_attribute(name)]

    def is_attribute(self, name: str) -> bool:
        options = self.view.options
        return name not in (ID, TICKS, SHAPE_ID, options["assetColumn"], options["timeColumn"])

    def is_one(self) -> bool:
        """Whether it names the columns of assets and of times, as no row does."""
        return {self.view.options["assetColumn"], self.view.options["timeColumn"]} <= {*self.names}

    def fault(self) -> str | None:
        """Why rows below it cannot be read."""
        known = _known(self.view)
        told = {
            "missing": [
                self.view.options[name]
                for name in ("assetColumn", "timeColumn")
                if self.view.options[name] not in self.names
            ],
            "repeated": sorted(name for name, count in Counter(self.names).items() if count > 1 and name in known),
        }
        found = [f"{what}: {', '.join(columns)}" for what, columns in told.items() if columns]
        return f"{'; '.join(found)}; got {', '.join(self.names)}" if found else None

    def is_nameless(self, name: str) -> bool:
        """Whether a column's cells belong to no attribute that could be told."""
        alike = [each for each in self.names if name_key(each) == name_key(name)]
        return not name_key(name) or _UNDECODABLE in name or len(alike) > 1

    def note(self) -> str | None:
        """What has come and what has gone, against the settings."""
        declared = [column.name for column in self.view.columns]
        told = {
            "new": [name for name in self.attributes if name not in declared],
            "missing": [name for name in declared if name not in self.names],
        }
        return "; ".join(f"{what} columns: {', '.join(names)}" for what, names in told.items() if names) or None


def header_of(view: View, told: list[str]) -> Header:
    """The header of a sheet: PI and AF tell names neither by case nor by blanks."""
    spelt = {name_key(name): name for name in _known(view)}
    return Header(view, tuple(spelt.get(name_key(name), visible(name).strip()) for name in told))


def check_options(con: duckdb.DuckDBPyConnection, view: View, *names: str) -> None:
    """Raises ValueError where an option of a wide view, or one of `names`, is missing or cannot be used."""
    wanted = (*names, "zone", "timeFormat", "decimal", "assetColumn", "timeColumn")
    missing = [name for name in wanted if name not in view.options]
    if missing:
        raise ValueError(f"{missing[0]}: missing")
    zone, thousands = view.options["zone"], view.options.get("thousands")
    if zone is not None and con.execute(
        "SELECT count(*) FROM pg_timezone_names() WHERE name = ?", [zone]
    ).fetchone() == (0,):
        raise ValueError(f"zone: got {zone!r}, wanted a name of the tz database such as Europe/Berlin")
    if thousands is not None and (thousands not in (",", ".", " ", "'") or thousands == view.options["decimal"]):
        raise ValueError(f"thousands: got {thousands!r}, wanted one of , . ' and a blank that is not the decimal sign")


def cells(header: Header, pattern: TimePattern, sheet: str, texts: list[bool], rows: dict[int, int]) -> Opened:
    """Cells of the rows that `sheet` gives: arrival, line, row_fault, raw, asset, ts_raw, ticks_raw and the list `value`.

    `texts` says of each attribute whether it came as text, which is read by the view's decimal sign.
    """
    view, attributes = header.view, header.attributes
    zone = None if pattern.has_offset else view.options["zone"]
    prepare = f"""
        CREATE OR REPLACE TEMP MACRO sheet_format() AS {literal(pattern.format)};
        CREATE OR REPLACE TEMP MACRO sheet_zone() AS {_literal(zone)};
        CREATE OR REPLACE TEMP MACRO sheet_has_offset() AS {str(pattern.has_offset).lower()};
        CREATE OR REPLACE TEMP MACRO sheet_ticks_stand_in() AS {str(bool(view.options.get("ticksStandIn"))).lower()};
        CREATE OR REPLACE TEMP TABLE sheet AS {sheet};
        {rule("time_text")}
        {rule("time_offset" if zone is None else "time_wall")}
        {_UNORDERED if zone is None else rule("time_order")}
        {rule("time_witness")}"""
    faults = [REASON.TAG_UNKNOWN if header.is_nameless(name) else None for name in attributes]
    query = f"""SELECT arrival, line AS source_row, asset, unnest({listed(attributes)}) AS attribute, NULL::VARCHAR AS point, ts_raw,
        event_ticks, time_fault, coalesce(row_fault, {_each(faults)}) AS row_fault, unnest(value) AS value_raw, NULL::VARCHAR AS unit_raw,
        NULL::INTEGER AS state_code, NULL::BOOLEAN AS is_system, NULL::BOOLEAN AS good, NULL::BOOLEAN AS questionable,
        NULL::BOOLEAN AS substituted, {_each([view.options["decimal"] if text else "." for text in texts])} AS decimal_mark,
        {_each([view.options.get("thousands") if text else None for text in texts])} AS thousands_mark, raw FROM sheet_time"""
    return Opened(query, {arrival: count * len(attributes) for arrival, count in rows.items()}, prepare, header.note())


def _known(view: View) -> list[str]:
    own = [view.options["assetColumn"], view.options["timeColumn"], ID, TICKS, SHAPE_ID]
    return [*own, *(each.name for each in view.columns)]


def _each(told: list[str | None]) -> str:
    """SQL of one for each attribute; a list is unnested only where they differ."""
    if len({*told}) == 1:
        return _literal(told[0])
    return f"unnest([{', '.join(_literal(each) for each in told)}]::VARCHAR[])"


def _literal(text: str | None) -> str:
    return "NULL::VARCHAR" if text is None else literal(text)
