"""What all readers of sheets share, whose columns are attributes: the names of a header, and the way from a sheet to its cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import duckdb

from contract import REASON
from replica.engine.connect import has_rows, listed, literal, rule
from replica.readers.reader import Opened, name_key, visible
from replica.readers.time_pattern import TimePattern
from replica.settings import View

ID, TICKS, SHAPE_ID = "Id", "PIIntTSTicks", "PIIntShapeID"
_UNDECODABLE = "\ufffd"
_UNORDERED = "CREATE OR REPLACE TEMP TABLE sheet_ordered (arrival INTEGER, line BIGINT, proven_ticks BIGINT);"
"""Nothing is to be proven, or can be."""


@dataclass(frozen=True)
class Form:
    """What a kind of sheet has beside attributes: by their names in `sheet`, the options that name its columns. Those of `needed` must be
    there; of these, `times` are times. `fixed` are columns that every such sheet calls the same."""

    needed: Mapping[str, str]
    times: tuple[str, ...]
    others: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)


_READINGS = Form({"asset": "assetColumn", "ts_raw": "timeColumn"}, ("ts_raw",), fixed={"ticks_raw": TICKS})
_FRAMES = Form(
    {"frame": "idColumn", "start_raw": "startColumn", "end_raw": "endColumn"},
    ("start_raw", "end_raw"),
    {"name": "nameColumn", "template": "templateColumn", "asset": "assetColumn"},
)


def form_of(view: View) -> Form:
    """The form of the view's sheets."""
    return _FRAMES if view.is_event else _READINGS


@dataclass(frozen=True)
class Header:
    """Names of a sheet's columns in its own order, as the settings spell them."""

    view: View
    names: tuple[str, ...]

    @property
    def keys(self) -> dict[str, str]:
        """The columns that are no attribute, by their names in `sheet`."""
        form, options = form_of(self.view), self.view.options
        told = {key: options.get(option) for key, option in {**form.needed, **form.others}.items()}
        return {key: name for key, name in {**told, **form.fixed}.items() if name is not None}

    @property
    def all_keys(self) -> dict[str, str | None]:
        """The form's columns by their names in `sheet`, with null for those that the view or the sheet has not."""
        form = form_of(self.view)
        found = {key: name for key, name in self.keys.items() if name in self.names}
        return {**dict.fromkeys([*form.needed, *form.others, *form.fixed]), **found}

    @property
    def attributes(self) -> list[str]:
        return [name for name in self.names if self.is_attribute(name)]

    def is_attribute(self, name: str) -> bool:
        return name not in self.own

    @property
    def own(self) -> list[str]:
        """Columns that are no attribute, whether or not anything is read of them: a frame's duration is its end less its start."""
        duration = self.view.options.get("durationColumn")
        return [*self.keys.values(), ID, TICKS, SHAPE_ID, *([] if duration is None else [duration])]

    def is_one(self) -> bool:
        """Whether it names the columns that must be there, as no row does."""
        return not self._missing()

    def fault(self) -> str | None:
        """Why rows below it cannot be read."""
        known = _known(self)
        told = {
            "missing": self._missing(),
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
            "missing": [name for name in [*self._named_by_options(), *declared] if name not in self.names],
        }
        return "; ".join(f"{what} columns: {', '.join(names)}" for what, names in told.items() if names) or None

    def _named_by_options(self) -> list[str]:
        return [name for key, name in self.keys.items() if key not in form_of(self.view).fixed]

    def _missing(self) -> list[str]:
        return [self.keys[key] for key in form_of(self.view).needed if self.keys[key] not in self.names]


def header_of(view: View, told: list[str]) -> Header:
    """The header of a sheet: PI and AF tell names neither by case nor by blanks."""
    spelt = {name_key(name): name for name in _known(Header(view, ()))}
    return Header(view, tuple(spelt.get(name_key(name), visible(name).strip()) for name in told))


def check_options(con: duckdb.DuckDBPyConnection, view: View, *names: str) -> None:
    """Raises ValueError where an option of a sheet's view, or one of `names`, is missing or cannot be used."""
    wanted = (*names, "zone", "timeFormat", "decimal", *form_of(view).needed.values())
    missing = [name for name in wanted if name not in view.options]
    if missing:
        raise ValueError(f"{missing[0]}: missing")
    zone, thousands = view.options["zone"], view.options.get("thousands")
    if zone is not None and not has_rows(con, f"pg_timezone_names() WHERE name = {literal(str(zone))}"):
        raise ValueError(f"zone: got {zone!r}, wanted a name of the tz database such as Europe/Berlin")
    if thousands is not None and (thousands not in (",", ".", " ", "'") or thousands == view.options["decimal"]):
        raise ValueError(f"thousands: got {thousands!r}, wanted one of , . ' and a blank that is not the decimal sign")


def cells(
    header: Header, patterns: Mapping[str, TimePattern], sheet: str, texts: list[bool], rows: dict[int, int]
) -> Opened:
    """Cells of the rows that `sheet` gives: arrival, line, row_fault, raw, asset, ts_raw, ticks_raw and the list `value`.

    `texts` says of each attribute whether it came as text, which is read by the view's decimal sign.
    """
    view, attributes, pattern = header.view, header.attributes, patterns["ts_raw"]
    prepare = f"""
        CREATE OR REPLACE TEMP TABLE sheet AS {sheet};
        {time_rules(view, pattern, in_order=True)}"""
    faults = [REASON.TAG_UNKNOWN if header.is_nameless(name) else None for name in attributes]
    query = f"""SELECT arrival, line AS source_row, asset, unnest({listed(attributes)}) AS attribute, NULL::VARCHAR AS point, ts_raw,
        event_ticks, time_fault, coalesce(row_fault, {_each(faults)}) AS row_fault, unnest(value) AS value_raw, NULL::VARCHAR AS unit_raw,
        NULL::INTEGER AS state_code, NULL::BOOLEAN AS is_system, NULL::BOOLEAN AS good, NULL::BOOLEAN AS questionable,
        NULL::BOOLEAN AS substituted, {_each([view.options["decimal"] if text else "." for text in texts])} AS decimal_mark,
        {_each([view.options.get("thousands") if text else None for text in texts])} AS thousands_mark, raw FROM sheet_time"""
    return Opened(query, {arrival: count * len(attributes) for arrival, count in rows.items()}, prepare, header.note())


def time_rules(view: View, pattern: TimePattern, *, in_order: bool) -> str:
    """SQL that makes sheet_time of the table `sheet`; `in_order` where the order of an asset's rows may prove what is in doubt."""
    zone = None if pattern.has_offset else view.options["zone"]
    return f"""
        CREATE OR REPLACE TEMP MACRO sheet_format() AS {literal(pattern.format)};
        CREATE OR REPLACE TEMP MACRO sheet_zone() AS {text_or_null(zone)};
        CREATE OR REPLACE TEMP MACRO sheet_has_offset() AS {str(pattern.has_offset).lower()};
        CREATE OR REPLACE TEMP MACRO sheet_ticks_stand_in() AS {str(bool(view.options.get("ticksStandIn"))).lower()};
        {rule("time_text")}
        {rule("time_offset" if zone is None else "time_wall")}
        {rule("time_order") if in_order and zone is not None else _UNORDERED}
        {rule("time_witness")}"""


def text_or_null(text: str | None) -> str:
    """`text` as an SQL literal."""
    return "NULL::VARCHAR" if text is None else literal(text)


def _known(header: Header) -> list[str]:
    return [*header.own, *(each.name for each in header.view.columns)]


def _each(told: list[str | None]) -> str:
    """SQL of one for each attribute; a list is unnested only where they differ."""
    if len({*told}) == 1:
        return text_or_null(told[0])
    return f"unnest([{', '.join(text_or_null(each) for each in told)}]::VARCHAR[])"
