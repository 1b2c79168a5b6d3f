"""Units and states of the contract, as a peer would load them."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce

from contract import rows_of


def units() -> list[tuple[str, str, float, float]]:
    """(alias, dimension and kind, factor, offset)"""
    return [
        (row["alias"], f"{row['dimension']}, {row['kind']}", _ratio(row["factor"]), _ratio(row["offset"]))
        for row in rows_of("units.csv")
    ]


def states() -> list[tuple[str, str, int]]:
    """(name in lower case, name, code)"""
    return [(row["name"].lower(), row["name"], int(row["code"])) for row in rows_of("states.csv")]


def _ratio(text: str) -> float:
    parts = [Fraction(part) for part in text.split("/")]
    return float(reduce(lambda numerator, divisor: numerator / divisor, parts))
