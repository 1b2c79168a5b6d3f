"""The contract's states and units as tables that the rules join."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cache, reduce
from typing import Any

import duckdb

from contract import rows_of

Meaning = tuple[str, float, float]
"""Dimension with kind, factor and offset to the canonical unit."""

_PREFIXES = ("", "p", "n", "u", "µ", "m", "c", "d", "da", "h", "k", "M", "G", "T", "P")
_PREFIXED = (
    "m", "g", "s", "A", "K", "mol", "Pa", "bar", "W", "Wh", "J", "N", "V", "Hz", "L", "t", "S", "F", "Ω", "cal", "eV", "VA",
)  # fmt: skip
_IGNORED = str.maketrans("", "", " .\u00a0\u202f\t")


def load_references(con: duckdb.DuckDBPyConnection) -> None:
    """Make the tables state(code, name, name_key, severity), point_type (as load_types), physical_limit(dimension, lowest) and
    unit(alias, key, dimension, factor, offset, loose)."""
    states = [(int(row["code"]), row["name"], row["name"].lower(), row["severity"]) for row in rows_of("states.csv")]
    load(con, "state", "code INTEGER, name VARCHAR, name_key VARCHAR, severity VARCHAR", states)
    load_types(con)
    limits = [(row["dimension"], float(row["lowest"])) for row in rows_of("limits.csv")]
    load(con, "physical_limit", "dimension VARCHAR, lowest DOUBLE", limits)
    load(
        con,
        "unit",
        'alias VARCHAR, key VARCHAR, dimension VARCHAR, factor DOUBLE, "offset" DOUBLE, loose BOOLEAN',
        unit_rows(),
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
def unit_rows() -> list[tuple[str, str, str, float, float, bool]]:
    """alias, key, dimension, factor, offset, and whether the alias may be spelt loosely."""
    units = {row["alias"]: _meaning(row) for row in rows_of("units.csv")}
    by_key: defaultdict[str, set[Meaning]] = defaultdict(set)
    for alias, meaning in units.items():
        by_key[_key(alias)].add(meaning)
    return [
        (alias, _key(alias), *meaning, len(by_key[_key(alias)]) == 1 and not _crosses_prefix(alias))
        for alias, meaning in units.items()
    ]


def scale(given: str, wanted: str) -> tuple[float, float] | None:
    """(factor, offset) from one unit's text into another's, null where the two do not convert; (1, 0) where they are the same."""
    if given == wanted:
        return 1.0, 0.0
    unit, target = _unit_of(given), _unit_of(wanted)
    if unit is None or target is None or unit[0] != target[0]:
        return None
    return unit[1] / target[1], (unit[2] - target[2]) / target[1]


@cache
def _unit_of(text: str) -> Meaning | None:
    exact = next((row[2:5] for row in unit_rows() if row[0] == text.strip()), None)
    return exact or next((row[2:5] for row in unit_rows() if row[5] and row[1] == _key(text)), None)


def _crosses_prefix(alias: str) -> bool:
    """Whether other casing of some part would be another multiple: mPa and MPa, mg/L and Mg/L, mm and Mm."""
    counted, *per = (re.findall(r"[^\W\d_]+", part) for part in _key(alias).split("/"))
    # below the line nobody measures by the siemens
    return any(
        len(_multiples()[part]) > 1 for part in [*counted, *(each for some in per for each in some if each != "s")]
    )


@cache
def _multiples() -> defaultdict[str, set[str]]:
    """All multiples of metric units by their letters, whatever the case."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for prefix in _PREFIXES:
        for base in _PREFIXED:
            found[(prefix + base).lower()].add(prefix + base)
    return found


def _key(text: str) -> str:
    return text.translate(_IGNORED).lower()


def _meaning(row: dict[str, str]) -> Meaning:
    return f"{row['dimension']}, {row['kind']}", _ratio(row["factor"]), _ratio(row["offset"])


def _ratio(text: str) -> float:
    """The number that a text such as `5/9` or `0.45359237/3600` says, rounded once."""
    parts = [Fraction(part) for part in text.split("/")]
    return float(reduce(lambda numerator, divisor: numerator / divisor, parts))
