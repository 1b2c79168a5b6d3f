"""The data files that ship inside the package, read from a folder or a zip alike."""

from __future__ import annotations

import csv
from fractions import Fraction
from functools import reduce
from importlib.resources import files


def rows_of(name: str) -> list[dict[str, str]]:
    """Rows of `data/<name>` by header."""
    text = (files("replica") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def ratio(text: str) -> float:
    """The number that a text such as `5/9` or `0.45359237/3600` says, rounded once."""
    parts = [Fraction(part) for part in text.split("/")]
    return float(reduce(lambda numerator, divisor: numerator / divisor, parts))
