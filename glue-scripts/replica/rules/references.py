"""The contract's states and units as tables that the rules join."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache, reduce
from operator import truediv
from typing import Any

import duckdb

from contract import rows_of
from replica.engine.connect import rule


def load_references(con: duckdb.DuckDBPyConnection) -> None:
    """Make the tables state(code, name, name_key, severity), point_type (as load_types), physical_limit(dimension, air, lowest), and the
    units."""
    states = [(int(row["code"]), row["name"], row["name"].lower(), row["severity"]) for row in rows_of("states.csv")]
    load(con, "state", "code INTEGER, name VARCHAR, name_key VARCHAR, severity VARCHAR", states)
    load_types(con)
    limits = [
        (row["dimension"], int(row["air"]) if row["air"] else None, float(row["lowest"]))
        for row in rows_of("limits.csv")
    ]
    load(con, "physical_limit", "dimension VARCHAR, air INTEGER, lowest DOUBLE", limits)
    load_units(con)


def load_units(con: duckdb.DuckDBPyConnection) -> None:
    """Make the table unit(form, is_folded, dimension, factor, offset, air): a unit of which case tells nothing stands in it folded, too."""
    con.execute(rule("unit_macros"))
    columns = 'alias VARCHAR, dimension VARCHAR, factor DOUBLE, "offset" DECIMAL(38,20), air INTEGER, any_case BOOLEAN'
    load(con, "unit_told", columns, _unit_rows())
    con.execute(
        """CREATE OR REPLACE TEMP TABLE unit AS
        SELECT DISTINCT unit_form(alias) AS form, false AS is_folded, * EXCLUDE (alias, any_case) FROM unit_told
        UNION
        SELECT lower(unit_form(alias)), true, * EXCLUDE (alias, any_case) FROM unit_told WHERE any_case"""
    )


def load_types(con: duckdb.DuckDBPyConnection) -> None:
    """Make the table point_type(name, type, kind, low, high): PI's and AF's types by their names in lower case."""
    types = [
        tuple(row[name] or None for name in ("name", "type", "kind", "low", "high")) for row in rows_of("types.csv")
    ]
    load(con, "point_type", "name VARCHAR, type VARCHAR, kind VARCHAR, low DOUBLE, high DOUBLE", types)


def load(con: duckdb.DuckDBPyConnection, name: str, columns: str, rows: Iterable[Sequence[Any]]) -> None:
    """Make the table `name` of `rows`; `columns` is its DDL."""
    con.execute(f"CREATE OR REPLACE TEMP TABLE {name} ({columns})")
    kept = [list(row) for row in rows]
    if kept:
        fields = [field.strip().split(" ", 1) for field in columns.split(", ")]
        struct = ", ".join(f"{column} {kind}" for column, kind in fields)
        told = [{column.strip('"'): value for (column, _), value in zip(fields, row, strict=True)} for row in kept]
        con.execute(f"INSERT INTO {name} SELECT unnest(?::STRUCT({struct})[], recursive := true)", [told])


@cache
def _unit_rows() -> list[tuple[str, str, float, str, int | None, bool]]:
    return list(map(_unit_row, rows_of("units.csv")))


def _unit_row(told: dict[str, str]) -> tuple[str, str, float, str, int | None, bool]:
    dimension, air = f"{told['dimension']}, {told['kind']}", int(told["air"]) if told["air"] else None
    # the difference of two offsets is to be rounded once: 32 degF are 0 degC
    offset = _ratio(told["offset"])
    digits = f"{Decimal(offset.numerator) / Decimal(offset.denominator):.20f}"
    return told["alias"], dimension, float(_ratio(told["factor"])), digits, air, told["any_case"] == "yes"


def _ratio(text: str) -> Fraction:
    """The number that a text such as `5/9` or `0.45359237/3600` says."""
    return reduce(truediv, map(Fraction, text.split("/")))
