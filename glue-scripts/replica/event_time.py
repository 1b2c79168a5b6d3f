"""When a reading happened, in ticks; a time that cannot be known is named, never guessed.

The session's time zone must be UTC.
"""

from __future__ import annotations

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

from contract import REASON
from replica.once import once

UNIX_EPOCH_TICKS = 621_355_968_000_000_000
TICKS_PER_S = 10_000_000
FUTURE_TICKS = 600 * TICKS_PER_S
"""PI refuses values further ahead of its own clock than ten minutes."""

_DAY_US = 86_400_000_000
_ISO = r"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(\.\d{1,7})?"
_ISO_WITH_ZONE = _ISO + r"(Z|[+-]\d{2}:\d{2})$"
_SEVENTH_DIGIT = r"\.\d{6}(\d)"
_ZONE_LETTERS = frozenset("VzOXxZ")


def div(number: Column, by: int) -> Column:
    """Whole-number division, exact above 2**53, towards zero."""
    return F.call_function("div", number, F.lit(by).cast("bigint"))


def event_time(ticks: Column) -> Column:
    """Ticks as a timestamp, cut to the microsecond."""
    return F.timestamp_micros(div(ticks - UNIX_EPOCH_TICKS, 10))


def ticks_of(time: Column) -> Column:
    """A timestamp as ticks."""
    return F.unix_micros(time) * 10 + UNIX_EPOCH_TICKS


def at_iso_time(rows: DataFrame, raw: str) -> DataFrame:
    """Add event_ticks and lost from ISO 8601 text in column `raw` that names its offset from UTC and has at most 7 decimals.

    `rows` have landed_ticks.
    """
    text = F.col(raw)
    seventh = F.coalesce(F.regexp_extract(text, _SEVENTH_DIGIT, 1).cast("bigint"), F.lit(0))
    ticks = F.when(text.rlike(_ISO_WITH_ZONE), ticks_of(text.cast("timestamp")) + seventh)
    doubt = F.when(text.rlike(_ISO + "$"), F.lit(REASON.TS_NO_ZONE))
    return _judge(rows, text, ticks, doubt)


def at_local_time(rows: DataFrame, time_format: str, zone: str | None) -> DataFrame:
    """Add event_ticks and lost from the text in ts_raw, in `time_format` and in the wall time of `zone`.

    Rows have landed_ticks, and in ticks_raw PI Integrator's own UTC ticks or null. Where these fall in the second that the text
    names, they give its fraction and tell the two hours of a clock set back apart; where they contradict it the row is lost.
    """
    text, nothing = F.col("ts_raw"), F.lit(None)
    wall_us = F.unix_micros(F.to_timestamp(text, time_format))
    if zone is None:
        names_zone = bool(_ZONE_LETTERS.intersection(time_format))
        ticks = wall_us * 10 + UNIX_EPOCH_TICKS if names_zone else nothing.cast("bigint")
        doubt = nothing.cast("string") if names_zone else F.when(wall_us.isNotNull(), F.lit(REASON.TS_NO_ZONE))
        return _judge(rows, text, ticks, doubt)
    read = once(rows, {"wall_us": wall_us, "witness": F.trim("ticks_raw").cast("bigint")})
    candidates = _candidates(read, zone)
    earlier, later, witness = F.col("earlier_us"), F.col("later_us"), F.col("witness")
    agrees = _same_second(witness, earlier) | _same_second(witness, later)
    is_ambiguous = F.coalesce(earlier != later, F.lit(False))
    alone = F.when(~is_ambiguous & witness.isNull(), F.coalesce(earlier, later) * 10 + UNIX_EPOCH_TICKS)
    doubt = (
        F.when(F.col("wall_us").isNotNull() & earlier.isNull() & later.isNull(), F.lit(REASON.TS_DST_NONEXISTENT))
        .when(is_ambiguous & witness.isNull(), F.lit(REASON.TS_DST_AMBIGUOUS))
        .when(F.col("wall_us").isNotNull() & witness.isNotNull(), F.lit(REASON.TS_TICKS_MISMATCH))
    )
    judged = _judge(candidates, text, F.when(agrees, witness).otherwise(alone), doubt)
    return judged.drop("wall_us", "witness", "earlier_us", "later_us")


def _candidates(rows: DataFrame, zone: str) -> DataFrame:
    """Add the instants that may be wall_us: by the offset of a day earlier and by that of a day later, null where one is not.

    A clock change lies between the two whatever its size, so two different ones are an hour that comes twice.
    """
    wall = F.col("wall_us")
    guess = {
        "earlier": wall - _offset_us(wall - _DAY_US, zone),
        "later": wall - _offset_us(wall + _DAY_US, zone),
    }
    checked = {f"{name}_us": F.when(F.col(name) + _offset_us(F.col(name), zone) == wall, F.col(name)) for name in guess}
    return once(once(rows, guess), checked).drop(*guess)


def _offset_us(utc_us: Column, zone: str) -> Column:
    return F.unix_micros(F.from_utc_timestamp(F.timestamp_micros(utc_us), zone)) - utc_us


def _same_second(ticks: Column, utc_us: Column) -> Column:
    return F.coalesce(div(ticks - UNIX_EPOCH_TICKS, TICKS_PER_S) == div(utc_us, 1_000_000), F.lit(False))


def _judge(rows: DataFrame, raw: Column, ticks: Column, doubt: Column) -> DataFrame:
    found = F.col("event_ticks")
    lost = (
        F.when(raw.isNull() | (F.trim(raw) == ""), F.lit(REASON.TS_MISSING))
        .when(found.isNull(), F.coalesce(doubt, F.lit(REASON.TS_UNPARSEABLE)))
        .when(found < UNIX_EPOCH_TICKS, F.lit(REASON.TS_TOO_OLD))
        .when(found > F.col("landed_ticks") + FUTURE_TICKS, F.lit(REASON.TS_FUTURE))
    )
    return once(once(rows, {"event_ticks": ticks}), {"lost": lost})
