"""The unit table against pint, row by row."""

from __future__ import annotations

import pint
import pytest
from replica.units import exact_units, loose_units, normalised, scale, unit_of

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


def test_every_row_agrees_with_pint() -> None:
    registry = pint.UnitRegistry(autoconvert_offset_to_baseunit=True)
    for alias, unit in exact_units().items():
        if alias in UNKNOWN_TO_PINT:
            assert (unit.factor, unit.offset) == (1.0, 0.0), alias
            continue
        spelt = {**SPELLINGS, **DELTAS}
        canonical = registry.parse_units(spelt.get(unit.canonical, unit.canonical).removeprefix("1000 "))
        name = spelt.get(alias, alias)
        count, name = (float(name.split()[0]), name.split(maxsplit=1)[1]) if name[0].isdigit() else (1.0, name)
        for value in (0.0, 1.0, 300.0):
            wanted = registry.Quantity(value * count, registry.parse_units(name)).to(canonical).magnitude
            assert value * unit.factor + unit.offset == pytest.approx(wanted, rel=2e-6, abs=1e-9), (alias, name)


def test_aliases_are_unique_and_every_canonical_unit_is_itself() -> None:
    aliases = [row["alias"] for row in rows_of("units.csv")]
    assert len(aliases) == len(set(aliases))
    for unit in exact_units().values():
        itself = exact_units()[unit.canonical]
        assert (itself.factor, itself.offset, itself.dimension, itself.kind) == (1.0, 0.0, unit.dimension, unit.kind)


def test_case_decides_first_and_an_alias_that_case_alone_tells_apart_has_no_loose_form() -> None:
    assert unit_of("MW") == exact_units()["MW"]
    assert unit_of("deg.c") == exact_units()["degC"]
    assert unit_of("M W") is not None
    assert normalised("P") in loose_units()
    assert unit_of("furlong") is None


@pytest.mark.parametrize(
    ("given", "wanted", "found"),
    [
        ("kPag", "kPag", (1.0, 0.0)),
        ("", "", (1.0, 0.0)),
        ("degF", "degC", (5 / 9, -160 / 9)),
        ("kPa", "kPag", None),
        ("Nm3/h", "scfm", None),
        ("furlong", "m", None),
    ],
)
def test_scale(given: str, wanted: str, found: tuple[float, float] | None) -> None:
    assert scale(given, wanted) == (found if found is None else pytest.approx(found))
