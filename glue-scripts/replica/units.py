"""Units: an affine table, `canonical = value x factor + offset`. Only the same dimension and kind convert."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, reduce

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F

from contract import rows_of
from replica.local_rows import local_rows

_IGNORED = " .\u00a0\t"


@dataclass(frozen=True)
class Unit:
    """`kind` is absolute, delta (a difference), gauge (above the local air) or reference (a gas at stated conditions)."""

    canonical: str
    dimension: str
    kind: str
    factor: float
    offset: float


def normalised(alias: str) -> str:
    """An alias without case, blanks and dots."""
    return alias.translate(str.maketrans("", "", _IGNORED)).lower()


def ratio(text: str) -> float:
    """The number that a text such as `5/9` or `0.45359237/3600` says, rounded once."""
    parts = [Fraction(part) for part in text.split("/")]
    return float(reduce(lambda numerator, divisor: numerator / divisor, parts))


@cache
def exact_units() -> dict[str, Unit]:
    """Units by their alias as it is spelt in the table."""
    return {
        row["alias"]: Unit(
            row["canonical_unit"], row["dimension"], row["kind"], ratio(row["factor"]), ratio(row["offset"])
        )
        for row in rows_of("units.csv")
    }


@cache
def loose_units() -> dict[str, Unit]:
    """Units by normalised alias; an alias that case alone tells apart (mW, MW) is not among them."""
    meanings: defaultdict[str, set[Unit]] = defaultdict(set)
    for alias, unit in exact_units().items():
        meanings[normalised(alias)].add(unit)
    return {alias: units.pop() for alias, units in meanings.items() if len(units) == 1}


def unit_of(alias: str) -> Unit | None:
    """The unit that a text names: as spelt, else by normalised alias, else null."""
    return exact_units().get(alias.strip()) or loose_units().get(normalised(alias))


def key(text: Column) -> Column:
    """The key by which `unit_table` is joined: a unit's text as spelt."""
    return F.trim(text)


def loose_key(text: Column) -> Column:
    """The key by which `loose_unit_table` is joined."""
    return F.lower(F.translate(text, _IGNORED, ""))


def unit_table(spark: SparkSession, key: str, name: str) -> DataFrame:
    """(key, name) with the unit struct of every alias as spelt."""
    return _table(spark, exact_units(), key, name)


def loose_unit_table(spark: SparkSession, key: str, name: str) -> DataFrame:
    """(key, name) with the unit struct of every normalised alias."""
    return _table(spark, loose_units(), key, name)


def converted(value: Column, unit: Column, wanted: Column) -> Column:
    """`value` from one unit struct into another of the same dimension and kind."""
    same = (unit["factor"] == wanted["factor"]) & (unit["offset"] == wanted["offset"])
    through_canonical = (value * unit["factor"] + unit["offset"] - wanted["offset"]) / wanted["factor"]
    return F.when(same, value).otherwise(through_canonical)


def _table(spark: SparkSession, units: dict[str, Unit], key: str, name: str) -> DataFrame:
    rows = [
        (alias, {"dimension": f"{unit.dimension}, {unit.kind}", "factor": unit.factor, "offset": unit.offset})
        for alias, unit in units.items()
    ]
    schema = f"{key} string, {name} struct<dimension:string,factor:double,offset:double>"
    return F.broadcast(local_rows(spark, rows, schema))


def scale(given: str, wanted: str) -> tuple[float, float] | None:
    """(factor, offset) from one unit's text into another's, null where the two do not convert; (1, 0) where they are the same."""
    if given == wanted:
        return 1.0, 0.0
    unit, target = unit_of(given), unit_of(wanted)
    if unit is None or target is None or (unit.dimension, unit.kind) != (target.dimension, target.kind):
        return None
    return unit.factor / target.factor, (unit.offset - target.offset) / target.factor
