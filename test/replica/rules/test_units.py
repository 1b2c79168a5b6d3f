"""The unit table against pint, and SQL's reading of it against Python's."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import duckdb
import pint
import pytest
from replica.engine.connect import connect, rule
from replica.engine.limits import Limits
from replica.rules.references import load, load_references, scale, unit_rows

from contract import rows_of

# pint reads plant spellings as something else, or not at all: what each one means, in pint's own words
SPELLINGS = {
    "degK": "kelvin", "ºC": "degC", "DEG. C": "degC", "C": "degC", "ºF": "degF", "DEG. F": "degF", "°R": "degR",
    "kPaa": "kPa", "bara": "bar", "psia": "psi", "mmH2O": "kgf / m**2", "inH2O": "inch_H2O", "kgf/cm2": "kgf/cm**2",
    "Pag": "Pa", "kPag": "kPa", "kPa(g)": "kPa", "kPa gauge": "kPa", "MPag": "MPa", "barg": "bar", "bar(g)": "bar",
    "mbarg": "mbar", "psig": "psi", "kgf/cm2g": "kgf/cm**2", "kg/hr": "kg/h", "TPH": "t/h", "lb/hr": "lb/h",
    "klb/h": "kilolb/h", "klb/d": "kilolb/d", "ston/d": "short_ton/d", "m3/s": "m**3/s", "m3/h": "m**3/h",
    "m3/hr": "m**3/h", "m³/h": "m**3/h", "m3/d": "m**3/d", "ft3/s": "ft**3/s", "ft3/min": "ft**3/min",
    "ft3/h": "ft**3/h", "bbl/d": "oil_bbl/d", "bbl": "oil_bbl", "US gal/min": "gallon/min", "gpm": "gallon/min",
    "Imp gal/min": "imperial_gallon/min", "Sm3/h": "m**3/h", "kscmh": "1000 m**3/h", "Nm3/h": "m**3/h",
    "kNm3/h": "1000 m**3/h", "scfm": "ft**3/min", "scfh": "ft**3/h", "MMSCFD": "1e6 ft**3/d", "MM Btu/h": "1e6 Btu_it/h",
    "Btu/h": "Btu_it/h", "Btu": "Btu_it", "cal": "cal_it", "kcal": "1000 cal_it", "RPM": "rpm", "mol%": "percent",
    "mol %": "percent", "%": "percent", "m3": "m**3", "US gal": "gallon", "ft3": "ft**3", "kg/m3": "kg/m**3",
    "g/cm3": "g/cm**3", "lb/ft3": "lb/ft**3", "amps": "ampere", "Ω": "ohm", "Pa*s": "Pa*s", "in": "inch",
    "inHg": "inch_Hg", "P": "poise", "ppb": "0.001 ppm",
}  # fmt: skip
DELTAS = {
    "delta K": "kelvin",
    "delta degC": "delta_degC",
    "delta °C": "delta_degC",
    "delta degF": "delta_degF",
    "delta °F": "delta_degF",
}
# their canonical unit means nothing to pint: counted in themselves
UNKNOWN_TO_PINT = {"pH", "NTU"}


CANONICAL = {row["alias"]: row["canonical_unit"] for row in rows_of("units.csv")}
KNOWN = {alias: (dimension, factor, offset) for alias, _, dimension, factor, offset, _ in unit_rows()}
VALUES = (0.0, 1.0, 300.0)


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    with connect(Limits(200_000_000, 1, Path(tmp_path_factory.mktemp("units")))) as con:
        load_references(con)
        yield con


@cache
def registry() -> Any:
    return pint.UnitRegistry(autoconvert_offset_to_baseunit=True)


def named(alias: str) -> tuple[float, str]:
    """How many of what it is, in pint's words."""
    name = {**SPELLINGS, **DELTAS}.get(alias, alias)
    return (float(name.split()[0]), name.split(maxsplit=1)[1]) if name[0].isdigit() else (1.0, name)


def by_pint(value: float, given: str, wanted: str) -> float:
    count, name = named(given)
    per, target = named(wanted)
    units = registry()
    return float(units.Quantity(value * count, units.parse_units(name)).to(units.parse_units(target)).magnitude) / per


def met(con: duckdb.DuckDBPyConnection, texts: set[str]) -> dict[str, tuple[str | None, float | None, float | None]]:
    """What the rule makes of each text."""
    load(con, "unit_text", "text VARCHAR", [(text,) for text in texts])
    con.execute(rule("unit"))
    return {
        text: tuple(rest)
        for text, *rest in con.execute('SELECT text, dimension, factor, "offset" FROM unit_met').fetchall()
    }


def test_every_row_agrees_with_pint() -> None:
    for alias, (_, factor, offset) in KNOWN.items():
        if alias in UNKNOWN_TO_PINT:
            assert (factor, offset) == (1.0, 0.0), alias
            continue
        canonical = CANONICAL[alias]
        count, _ = named(canonical)
        for value in VALUES:
            wanted = by_pint(value, alias, canonical) * count
            assert value * factor + offset == pytest.approx(wanted, rel=2e-6, abs=1e-9), alias


def test_every_pair_converts_as_pint_says() -> None:
    pairs = [
        pair
        for pair in product(KNOWN, KNOWN)
        if KNOWN[pair[0]][0] == KNOWN[pair[1]][0] and pair[0] not in UNKNOWN_TO_PINT
    ]
    assert len(pairs) > 1000
    for given, wanted in pairs:
        found = scale(given, wanted)
        assert found is not None
        for value in VALUES[:2]:
            by_us = value * found[0] + found[1]
            assert by_us == pytest.approx(by_pint(value, given, wanted), rel=4e-6, abs=1e-6), (given, wanted)


def test_no_pair_of_other_dimensions_converts() -> None:
    assert not [pair for pair in product(KNOWN, KNOWN) if KNOWN[pair[0]][0] != KNOWN[pair[1]][0] and scale(*pair)]


def test_python_reads_the_table_as_the_rule_does(con: duckdb.DuckDBPyConnection) -> None:
    texts = {spelling for alias in KNOWN for spelling in spellings(alias)}
    for text, meaning in met(con, texts).items():
        found = (
            scale(text, CANONICAL.get(text, "nothing")) if meaning[0] is None else scale(text, canonical_of(meaning[0]))
        )
        wanted = None if meaning[0] is None else (1.0, 0.0) if text == canonical_of(meaning[0]) else meaning[1:]
        assert found == (wanted if wanted is None else pytest.approx(wanted)), text


def test_no_spelling_is_read_as_another_multiple(con: duckdb.DuckDBPyConnection) -> None:
    texts = {spelling for alias in KNOWN for spelling in spellings(alias) if spelling.strip() not in KNOWN}
    loose = {text: meaning for text, meaning in met(con, texts).items() if meaning[0] is not None}
    assert len(loose) > 200
    for text, (dimension, factor, _) in loose.items():
        other = by_pint_alone(text, canonical_of(str(dimension)))
        powers = (
            []
            if other is None
            else [
                power for power in range(-15, 16) if power and other == pytest.approx(float(factor or 0) * 10.0**power)
            ]
        )
        assert not powers, text


def spellings(alias: str) -> set[str]:
    """Ways in which people write it."""
    cases = {alias, alias.lower(), alias.upper(), alias.swapcase(), alias.capitalize()}
    return (
        cases
        | {each.replace(" ", "") for each in cases}
        | {f"{each}." for each in cases}
        | {f" {each} " for each in cases}
    )


def canonical_of(dimension: str) -> str:
    return next(CANONICAL[alias] for alias, meaning in KNOWN.items() if meaning[0] == dimension)


def by_pint_alone(text: str, canonical: str) -> float | None:
    """What pint takes `text` for, in the canonical unit; null where it knows no such unit of this dimension."""
    units = registry()
    try:
        count, target = named(canonical)
        return (
            float(units.Quantity(1.0, units.parse_units(text.strip())).to(units.parse_units(target)).magnitude) * count
        )
    except (pint.PintError, AttributeError, TypeError, ValueError, AssertionError):
        return None


def test_aliases_are_unique_and_every_canonical_unit_is_itself() -> None:
    aliases = [row["alias"] for row in rows_of("units.csv")]
    assert len(aliases) == len(set(aliases))
    for alias, (dimension, _, _) in KNOWN.items():
        assert KNOWN[CANONICAL[alias]] == (dimension, 1.0, 0.0)


@pytest.mark.parametrize(
    ("given", "wanted", "found"),
    [
        ("kPag", "kPag", (1.0, 0.0)),
        ("", "", (1.0, 0.0)),
        ("degF", "degC", (5 / 9, -160 / 9)),
        ("deg.c", "degC", (1.0, 0.0)),
        ("kPa", "kPag", None),
        ("Nm3/h", "scfm", None),
        ("furlong", "m", None),
        ("mw", "MW", None),
    ],
)
def test_scale(given: str, wanted: str, found: tuple[float, float] | None) -> None:
    assert scale(given, wanted) == (found if found is None else pytest.approx(found))
