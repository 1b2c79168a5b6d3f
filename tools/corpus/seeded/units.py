"""Conversions by exact fractions, from a table of its own."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from random import Random
from typing import Any

from corpus.seeded.made import Made, iso, minutes

_BTU, _LB, _FT3 = Fraction("1055.05585262"), Fraction("0.45359237"), Fraction("0.028316846592")
_UNITS: dict[str, dict[str, tuple[Fraction, Fraction]]] = {
    "temperature": {
        "K": (Fraction(1), Fraction(0)),
        "degC": (Fraction(1), Fraction("273.15")),
        "degF": (Fraction(5, 9), Fraction("459.67") * Fraction(5, 9)),
        "degR": (Fraction(5, 9), Fraction(0)),
    },
    "pressure": {"Pa": (Fraction(1), Fraction(0))}
    | {
        name: (Fraction(size), Fraction(0))
        for name, size in {"kPa": 1000, "MPa": 10**6, "bar": 10**5, "mbar": 100}.items()
    }
    | {"atm": (Fraction(101325), Fraction(0))},
    "mass flow": {
        "kg/s": (Fraction(1), Fraction(0)),
        "kg/h": (Fraction(1, 3600), Fraction(0)),
        "t/h": (Fraction(1000, 3600), Fraction(0)),
        "lb/h": (_LB / 3600, Fraction(0)),
    },
    "volume flow": {
        "m3/s": (Fraction(1), Fraction(0)),
        "m3/h": (Fraction(1, 3600), Fraction(0)),
        "L/min": (Fraction(1, 60000), Fraction(0)),
        "ft3/min": (_FT3 / 60, Fraction(0)),
    },
    "power": {
        "W": (Fraction(1), Fraction(0)),
        "kW": (Fraction(1000), Fraction(0)),
        "MW": (Fraction(10**6), Fraction(0)),
        "Btu/h": (_BTU / 3600, Fraction(0)),
    },
    "length": {
        "m": (Fraction(1), Fraction(0)),
        "mm": (Fraction(1, 1000), Fraction(0)),
        "ft": (Fraction("0.3048"), Fraction(0)),
    },
}
_IN_DOUBT = {
    "kPa": ["MPA", "mpa", "Mpa", "MBAR", "mBAR"],
    "kW": ["mw", "Mw"],
    "kJ": ["mj", "Mj"],
    "kV": ["Mv"],
    "m": ["MM"],
}
"""Spellings by a unit of the same dimension, of which only the case tells milli from mega."""
_FORGIVEN = {
    "kPa": ["KPA", "kpa", "Kpa", "kPA"],
    "bar": ["BAR", "Bar"],
    "rpm": ["Rpm"],
    "kg/h": ["KG/H", "Kg/h"],
    "gpm": ["GPM"],
}
_NONSENSE = ["furlong", "stone/fortnight", "???", "n/a", "units", "m3//h", "kPaX"]


def cases(random: Random) -> Iterator[Made]:
    for number in (1, 2):
        yield Made("16-units", f"r-conversions-{number}", _conversions(random))
    yield Made("16-units", "r-unit-spellings", _spellings(random))


def _conversions(random: Random) -> dict[str, Any]:
    dimensions = random.sample(sorted(_UNITS), 4)
    tags, rows, right = [], [], []
    for number, dimension in enumerate(dimensions):
        attribute, wanted = f"A{number}", random.choice(sorted(_UNITS[dimension]))
        tags.append({"attribute": attribute, "unit": wanted})
        for time in minutes(6):
            shown = dimension if random.random() < 0.8 else random.choice(sorted(_UNITS))
            unit, value = random.choice(sorted(_UNITS[shown])), Fraction(random.randint(-99999, 99999), 100)
            rows.append({"attribute": attribute, "timestamp": iso(time), "value": str(float(value)), "unit": unit})
            verdict = _verdict(value, dimension, unit, wanted) if shown == dimension else _BAD_DIMENSION
            right.append({"attribute": attribute, "time": iso(time), "unit": wanted, **verdict})
    about = "Readings in any unit of the tag's dimension, and some of another"
    return {"about": about, "tags": tags, "given": [{"rows": rows}], "expected": {"readings": right}}


_BAD_DIMENSION = {"reason": "UNIT_DIMENSION"}
_NEVER_BELOW_ZERO = ("temperature", "pressure")
"""Of these there is none below the zero of the first unit; nothing is less than no pressure, which is no gauge's zero."""


def _verdict(value: Fraction, dimension: str, unit: str, wanted: str) -> dict[str, Any]:
    (factor, offset), (to_factor, to_offset) = _UNITS[dimension][unit], _UNITS[dimension][wanted]
    absolute = value * factor + offset
    if dimension in _NEVER_BELOW_ZERO and absolute < 0:
        return {"reason": "RANGE_PHYSICAL"}
    return {"value": float((absolute - to_offset) / to_factor)}


def _spellings(random: Random) -> dict[str, Any]:
    tags, rows, right = [], [], []
    said = {unit: (spellings, True) for unit, spellings in _FORGIVEN.items()}
    doubted = {f"{unit} ": (spellings, False) for unit, spellings in _IN_DOUBT.items()}
    for number, (unit, (spellings, is_good)) in enumerate({**said, **doubted}.items()):
        attribute, wanted = f"A{number}", unit.strip()
        tags.append({"attribute": attribute, "unit": wanted})
        tried = [*spellings, random.choice(_NONSENSE)]
        for time, spelling in zip(minutes(len(tried)), tried, strict=True):
            rows.append({"attribute": attribute, "timestamp": iso(time), "value": "7", "unit": spelling})
            is_known = is_good and spelling in spellings
            verdict: dict[str, Any] = {"value": 7} if is_known else {"reason": "UNIT_UNKNOWN"}
            right.append({"attribute": attribute, "time": iso(time), "unit": wanted, **verdict})
    about = "Spellings that only case tells apart are unknown, others are forgiven"
    return {"about": about, "tags": tags, "given": [{"rows": rows}], "expected": {"readings": right}}
