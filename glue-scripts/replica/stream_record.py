"""The bytes of a stream's record that became no reading, from their base64: shown as text wherever that loses nothing."""

from __future__ import annotations

from pyspark.sql import Column
from pyspark.sql import functions as F


def shown(data: Column) -> Column:
    """The text that the bytes are in UTF-8, else their base64."""
    return F.when(_is_text(data), _text(data)).otherwise(data)


def form(data: Column) -> Column:
    """In words, which of the two `shown` gives."""
    return F.when(_is_text(data), F.lit("the record's bytes as UTF-8 text")).otherwise(
        F.lit("the record's bytes in base64")
    )


def _text(data: Column) -> Column:
    return F.decode(F.unbase64(data), "UTF-8")


def _is_text(data: Column) -> Column:
    return F.encode(_text(data), "UTF-8") == F.unbase64(data)
