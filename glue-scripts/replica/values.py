"""The value of a reading: a number, a text, or a reason why it says nothing. A bad reading stays, without a number."""

from __future__ import annotations

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

from contract import REASON
from replica import states, units
from replica.once import once

_NUMBER = r"^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$"
_NONFINITE = r"(?i)^[+-]?(nan|inf|infinity|∞)$"
_PADDING = " \t\u00a0"
_TEXT_TYPES = ("String", "Digital")


def judge(cells: DataFrame) -> DataFrame:
    """Add value, value_string, quality, reason, state_name and unit to cells that met their tag; complete state_code.

    Cells have the columns of CELL, `decimal` (the view's decimal character) and `tag` (struct of type, unit, and `uom`, the unit
    struct of the latter).
    """
    verdict = {
        "value": F.when(F.col("reason").isNull(), F.col("number")),
        "value_string": F.when(F.col("reason").isNull() & F.col("is_text_tag"), F.col("shown")),
        "quality": _quality(),
        "state_name": F.when(F.col("is_state"), F.coalesce("system_name", states.plain(F.col("shown")))).when(
            F.col("state_code").isNotNull(), states.plain(F.col("shown"))
        ),
        "unit": F.when(~F.col("is_text_tag"), F.coalesce(F.col("tag.unit"), F.trim("unit_given"))),
    }
    judged = (
        cells.transform(_read_text).transform(_find_state).transform(_convert).transform(once, {"reason": _reason()})
    )
    read = ("text", "is_text_tag", "printed", "parsed", "name_key", "code_by_name", "is_state", "system_name", "shown")
    return judged.withColumns(verdict).drop(*read, "unit_given", "given_uom", "needs_unit", "number")


def _read_text(cells: DataFrame) -> DataFrame:
    """Add what the cell shows: its text without padding, and the number or the printed state object that this is."""
    text = F.btrim("value_raw", F.lit(_PADDING))
    dotted = F.when(F.col("decimal") == ",", F.translate("text", ",.", ".,")).otherwise(F.col("text"))
    trimmed = once(cells, {"text": text, "is_text_tag": F.col("tag.type").isin(*_TEXT_TYPES)})
    parsed = once(trimmed, {"parsed": F.when(dotted.rlike(_NUMBER), dotted.cast("double"))})
    is_object = F.col("parsed").isNull() & F.col("text").startswith("{")
    return once(parsed, {"printed": F.when(is_object, states.state_in(F.col("text")))})


def _find_state(cells: DataFrame) -> DataFrame:
    """Add is_state and system_name, and complete state_code and is_system: by code first, by name only on a numeric tag."""
    shown = F.coalesce("printed.name", "value_raw")
    may_name = ~F.col("is_text_tag") & F.col("parsed").isNull()
    seen = once(
        cells.withColumnsRenamed({"state_code": "given_code", "is_system": "given_system"}),
        {
            "shown": shown,
            "name_key": F.when(may_name, F.lower(states.plain(shown))),
            "said_code": F.coalesce("given_code", "printed.code"),
            "said_system": F.coalesce("given_system", "printed.is_system"),
        },
    )
    spark = cells.sparkSession
    named = seen.join(states.states_by_name(spark), "name_key", "left")
    by_name = F.when(~F.coalesce("said_system", F.lit(False)), F.col("code_by_name"))
    coded = once(
        named,
        {
            "state_code": F.coalesce(
                F.when(F.col("said_system") | F.col("said_system").isNull(), F.col("said_code")), by_name, "said_code"
            )
        },
    )
    met = coded.join(states.states_by_code(spark).withColumnRenamed("code", "state_code"), "state_code", "left")
    is_listed = ~F.col("is_text_tag") & F.col("said_system").isNull() & F.col("system_name").isNotNull()
    is_state = F.coalesce("said_system", F.lit(False)) | is_listed | F.col("code_by_name").isNotNull()
    return once(met, {"is_state": is_state}).drop("given_code", "given_system", "said_code", "said_system")


def _convert(cells: DataFrame) -> DataFrame:
    """Add number, in the tag's unit; unit_given; and given_uom, the unit struct where a conversion is needed."""
    spark, wanted = cells.sparkSession, F.col("tag.unit")
    given = F.when(F.trim("unit_raw") != "", F.col("unit_raw"))
    needs = ~F.col("is_text_tag") & F.coalesce(F.trim(given) != wanted, F.lit(False))
    keyed = once(cells, {"unit_given": given, "needs_unit": needs})
    keyed = once(
        keyed,
        {
            "exact": F.when(F.col("needs_unit"), units.key(given)),
            "loose": F.when(F.col("needs_unit"), units.loose_key(given)),
        },
    )
    met = keyed.join(units.unit_table(spark, "exact", "exact_uom"), "exact", "left").join(
        units.loose_unit_table(spark, "loose", "loose_uom"), "loose", "left"
    )
    resolved = once(met, {"given_uom": F.coalesce("exact_uom", "loose_uom")})
    converted = units.converted(F.col("parsed"), F.col("given_uom"), F.col("tag.uom"))
    digital = F.when(F.col("tag.type") == "Digital", F.col("state_code").cast("double"))
    number = F.when(F.col("is_text_tag"), digital).when(F.col("needs_unit"), converted).otherwise(F.col("parsed"))
    return once(resolved, {"number": number}).drop("exact", "loose", "exact_uom", "loose_uom")


def _reason() -> Column:
    given, wanted = F.col("given_uom"), F.col("tag.uom")
    is_empty = F.coalesce("text", F.lit("")) == ""
    return (
        F.when(F.col("is_state"), F.lit(REASON.STATE_SYSTEM))
        .when(is_empty, F.lit(REASON.VALUE_EMPTY))
        .when(~F.col("good"), F.lit(REASON.QUALITY_BAD))
        .when(F.col("is_text_tag"), F.lit(None).cast("string"))
        .when(F.col("parsed").isNull() & F.col("text").rlike(_NONFINITE), F.lit(REASON.VALUE_NONFINITE))
        .when(F.col("parsed").isNull(), F.lit(REASON.VALUE_UNPARSEABLE))
        .when(F.abs("parsed") == float("inf"), F.lit(REASON.VALUE_NONFINITE))
        .when(F.col("needs_unit") & (given.isNull() | wanted.isNull()), F.lit(REASON.UNIT_UNKNOWN))
        .when(F.col("needs_unit") & (given["dimension"] != wanted["dimension"]), F.lit(REASON.UNIT_DIMENSION))
        .when(F.abs("number") == float("inf"), F.lit(REASON.VALUE_NONFINITE))
    )


def _quality() -> Column:
    return (
        F.when(F.col("reason").isNotNull(), F.lit("bad"))
        .when(F.col("questionable"), F.lit("questionable"))
        .when(F.col("substituted"), F.lit("substituted"))
        .otherwise(F.lit("good"))
    )
