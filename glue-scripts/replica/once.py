"""Expressions that are worth computing once."""

from __future__ import annotations

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F


def once(rows: DataFrame, columns: dict[str, Column]) -> DataFrame:
    """Add columns that later expressions may name as often as they like.

    Catalyst copies a column's expression into each place that uses it, and a cast of a cast of a text is then computed dozens of
    times a row. It does not look through a generator.
    """
    return rows.select("*", F.inline(F.array(F.struct(*(column.alias(name) for name, column in columns.items())))))
