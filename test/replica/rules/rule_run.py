"""Runs a rule on the rows of its file, on a database of its own."""

from __future__ import annotations

import math
import tempfile
from functools import cache
from pathlib import Path

import duckdb
from replica.engine.connect import connect, identifier, rule
from replica.engine.limits import Limits
from replica.readers.frames import FRAME
from replica.readers.reader import CELL
from replica.rules.references import load, load_references
from rule_file import Row, RuleFile, Section
from told_reports import STORIES, tell

from contract import columns_of

_PLACED = (
    *CELL,
    "site",
    "tag_id",
    "tag_type",
    "tag_unit",
    "digital_set",
    "tag_zero",
    "tag_span",
    "range_tolerance",
    "lost",
)
_INCOMING = (
    "arrival", "view_no", "source_row", "tag_id", "event_ticks", "value", "value_string", "quality", "reason", "state_code", "state_name",
    "unit", "value_raw", "unit_raw",
)  # fmt: skip
_SHEET = ("arrival", "line", "row_fault", "raw", "asset", "ts_raw", "ticks_raw")
_SETTINGS: dict[str, tuple[str, ...]] = {
    "site_start": ("site", "start_ticks"),
    "site_state": ("site", "name_key", "code"),
    "view_check": ("site", "feeder", "view", "range_tolerance"),
    "digital_set": ("name", "code", "state", "state_key"),
}
"""Tables of the settings, which are empty where a file of tests says nothing of them."""
_COLUMNS: dict[str, tuple[str, ...]] = {
    "cell": CELL,
    "placed": _PLACED,
    "incoming": _INCOMING,
    "lost_cell": (*_INCOMING, "lost", "asset", "attribute", "ts_raw", "raw"),
    "tag_told": ("arrival", "source_row", *columns_of("tag_snapshot")),
    "tag_key": (
        "site",
        "asset_key",
        "attribute_key",
        "tag_id",
        "asset",
        "attribute",
        "path_key",
        "is_former",
        "valid_from",
        "made",
    ),
    "declared": (
        "site",
        "told_asset",
        "arrival",
        "told_attribute",
        "type",
        "step",
        "unit",
        "zero",
        "span",
        "stale_after_s",
        "future",
        "digital_set",
    ),
    "sheet": _SHEET,
    "sheet_wall": (*_SHEET, "fraction_ticks", "offset_text", "wall", "witness"),
    "sheet_instant": (*_SHEET, "fraction_ticks", "offset_text", "wall", "witness", "earlier", "later"),
    **_SETTINGS,
    "frame_told": FRAME,
    "frame": (
        "arrival",
        "source_row",
        "frame_id",
        "frame_raw",
        "name",
        "template",
        "asset",
        "start_ticks",
        "end_ticks",
        "start_raw",
        "end_raw",
        "lost",
        "lost_column",
        "lost_raw",
        "raw",
        "values_raw",
    ),
    "verdict": ("arrival", "source_row", "tag_id", "fate", "seq", "revision", "is_current"),
}
_KINDS = {
    "INTEGER": (
        "arrival",
        "place",
        "view_no",
        "state_code",
        "code",
        "seq",
        "revision",
        "ordinal",
        "number",
        "divisor",
        "air",
        "given_air",
        "wanted_air",
    ),
    "BIGINT": ("source_row", "line", "witness", "ticks", "cells"),
    "BOOLEAN": ("is_", "good", "questionable", "substituted", "step", "future"),
    "DOUBLE": (
        "value",
        "parsed",
        "zero",
        "span",
        "tag_zero",
        "tag_span",
        "range_",
        "exc_",
        "comp_",
        "stale_",
        "factor",
        "offset",
    ),
    "VARCHAR[]": ("values_raw",),
    "TIMESTAMP": ("wall", "earlier", "later"),
    "TIMESTAMPTZ": ("landed_at", "now", "valid_", "time"),
}
_DEFAULTS = {"arrival": "1", "decimal_mark": "."}
_REFERENCES = ("state", "unit", "point_type", "physical_limit")
_TEXTS = ("value_raw", "value_string")


@cache
def _database() -> duckdb.DuckDBPyConnection:
    """One for all: what a run leaves in it goes with `_forget`."""
    con = connect(Limits(200_000_000, 1, Path(tempfile.mkdtemp(prefix="rules-"))))
    load_references(con)
    return con


def _forget(con: duckdb.DuckDBPyConnection) -> None:
    made = "SELECT 'VIEW', view_name FROM duckdb_views() WHERE NOT internal UNION ALL SELECT 'TABLE', table_name FROM duckdb_tables()"
    for kind, name in con.execute(made).fetchall():
        if name not in _REFERENCES:
            con.execute(f"DROP {kind} IF EXISTS {identifier(name)}")
    for (name,) in con.execute("SELECT name FROM duckdb_variables()").fetchall():
        con.execute(f"RESET VARIABLE {name}")


def answers(file: RuleFile, section: Section) -> list[dict[str, tuple[str | None, str]]]:
    """What the rule says of each case: text and type by expected column."""
    con = _database()
    none: list[Row] = []
    for name, rows in {**dict.fromkeys(_SETTINGS, none), **file.tables}.items():
        _make(con, name, rows)
    try:
        if file.reads in STORIES:
            return tell(con, file, section)
        _make(
            con,
            file.reads,
            [{**_DEFAULTS, "source_row": f"{n}", "line": f"{n}", **row} for n, row in _numbered(section)],
        )
        con.execute(section.sql)
        for step in section.steps:
            con.execute(rule(step))
        return _found(con, file, list(section.expected[0]))
    finally:
        _forget(con)


def is_as_expected(expected: str | None, found: tuple[str | None, str]) -> bool:
    """Doubles may differ in their last bits; all else is compared as text."""
    text, kind = found
    if expected is None or text is None or kind != "DOUBLE":
        return expected == text
    wanted, got = float(expected), float(text)
    return math.isclose(wanted, got, rel_tol=1e-12) and math.copysign(1, wanted) == math.copysign(1, got)


def _numbered(section: Section) -> list[tuple[int, Row]]:
    return list(enumerate(section.given, start=1))


def _make(con: duckdb.DuckDBPyConnection, name: str, rows: list[Row]) -> None:
    """A table of `rows`, with null in the columns that they do not name; what is no column of it stays out."""
    columns = _COLUMNS.get(name) or tuple(rows[0])
    load(con, "told", ", ".join(f"{identifier(column)} VARCHAR" for column in columns), [
        [row.get(column) for column in columns] for row in rows
    ])  # fmt: skip
    typed = ", ".join(f"{identifier(column)}::{_kind_of(column)} AS {identifier(column)}" for column in columns)
    con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT {typed} FROM told")


def _kind_of(column: str) -> str:
    if column in _TEXTS:
        return "VARCHAR"
    if column.endswith("_ticks"):
        return "BIGINT"
    kinds = [
        kind
        for kind, starts in _KINDS.items()
        if any(column == s or (s[-1] == "_" and column.startswith(s)) for s in starts)
    ]
    return kinds[0] if kinds else "VARCHAR"


def _found(
    con: duckdb.DuckDBPyConnection, file: RuleFile, expressions: list[str]
) -> list[dict[str, tuple[str | None, str]]]:
    source = f"({file.gives})" if " " in file.gives else file.gives
    has = {row[0] for row in con.execute(f"SELECT column_name FROM (DESCRIBE FROM {source})").fetchall()}
    key = "line" if "line" in has and file.reads.startswith("sheet") else "source_row"
    shown = ", ".join(f"({each})::VARCHAR, typeof({each})" for each in expressions)
    rows = con.execute(f"SELECT {shown} FROM {source} ORDER BY {key}").fetchall()
    return [{each: (row[2 * i], row[2 * i + 1]) for i, each in enumerate(expressions)} for row in rows]
