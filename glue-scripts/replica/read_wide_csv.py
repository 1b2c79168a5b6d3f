"""PI Integrator's wide CSV: one row an asset and time, one column an attribute, state names among the numbers."""

from __future__ import annotations

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

from contract import REASON
from replica.event_time import at_local_time
from replica.once import once
from replica.schemas import CELL, names
from replica.settings import WideCsvView

ID, TICKS, SHAPE_ID = "Id", "PIIntTSTicks", "PIIntShapeID"
_LINE_END = r"\r\n|\n|\r"
_UNDECODABLE = "\ufffd"
_MALFORMED = "_malformed"


def lines_of(files: DataFrame, encoding: str) -> DataFrame:
    """(arrival, landed_ticks, source_row, line) of objects read whole, blank lines left out; line 1 is the header.

    `files` has arrival, landed_ticks and content.
    """
    text = F.regexp_replace(F.decode("content", encoding), "^\ufeff", "")
    line = F.posexplode(F.split(text, _LINE_END)).alias("index", "line")
    numbered = files.select("arrival", "landed_ticks", line).where(F.trim("line") != "")
    return numbered.withColumn("source_row", (F.col("index") + 1).cast("bigint")).drop("index")


def header_of(line: str, delimiter: str) -> tuple[str, ...]:
    """Column names of a header line."""
    return tuple(name.strip().strip('"') for name in line.split(delimiter))


def header_fault(header: tuple[str, ...], view: WideCsvView) -> str | None:
    """The fault of an object's columns, null where there is none; their order is free, PI's own three may be absent."""
    wanted = [view.asset_column, view.time_column, *(column.name for column in view.columns)]
    missing = sorted(set(wanted) - set(header))
    extra = sorted(set(header) - {*wanted, ID, TICKS, SHAPE_ID})
    twice = sorted({name for name in header if header.count(name) > 1})
    found = {"missing": missing, "unknown": extra, "repeated": twice}
    faults = [f"{what}: {', '.join(columns)}" for what, columns in found.items() if columns]
    return "; ".join(faults) or None


def rows_of(lines: DataFrame, view: WideCsvView, header: tuple[str, ...]) -> DataFrame:
    """Data lines that share one header, split: adds asset, ts_raw, event_ticks, lost, and `values`, texts in the view's order.

    A line of another length, or with bytes that are not in the view's encoding, is lost whole.
    """
    schema = ", ".join([*(f"c{index} string" for index in range(len(header))), f"{_MALFORMED} string"])
    options = {"sep": view.delimiter, "columnNameOfCorruptRecord": _MALFORMED, "escape": '"', "maxCharsPerColumn": "-1"}
    split = once(lines, {"split": F.from_csv("line", F.lit(schema), options)})
    field = {name: F.col("split")[f"c{index}"] for index, name in enumerate(header)}
    is_whole = F.col("split")[_MALFORMED].isNull() & ~F.col("line").contains(_UNDECODABLE)
    named = once(
        split,
        {
            "is_whole": is_whole,
            "asset": F.when(is_whole, field[view.asset_column]),
            "ts_raw": F.when(is_whole, field[view.time_column]),
            "ticks_raw": field.get(TICKS, F.lit(None).cast("string")),
            "values": F.array(*(field[each.name] for each in view.columns)),
        },
    )
    timed = at_local_time(named.drop("split"), view.time_format, view.zone)
    lost = (
        F.when(~F.col("is_whole"), F.lit(REASON.ROW_MALFORMED))
        .when(F.coalesce(F.trim("asset"), F.lit("")) == "", F.lit(REASON.TAG_UNKNOWN))
        .otherwise(F.col("lost"))
    )
    return timed.select("arrival", "source_row", "line", "asset", "ts_raw", "event_ticks", lost.alias("lost"), "values")


def cells_of(rows: DataFrame, view: WideCsvView) -> DataFrame:
    """CELL rows of split lines: one an attribute."""
    attributes = F.array(*(F.lit(column.name) for column in view.columns))
    # before the explosion, which would copy the whole line into each of its cells
    raw = F.when(F.col("lost").isNotNull(), F.col("line")).alias("raw")
    lines = rows.select("arrival", "source_row", "asset", "ts_raw", "event_ticks", "lost", raw, "values")
    cells = lines.select("*", F.posexplode("values").alias("place", "value_raw"))
    attribute = F.element_at(attributes, F.col("place") + 1).alias("attribute")
    unsaid = (
        "point string, unit_raw string, state_code int, is_system boolean, "
        "good boolean, questionable boolean, substituted boolean, annotated boolean"
    )
    return cells.select("*", attribute, *_nothing(unsaid)).select(*names(CELL))


def _nothing(ddl: str) -> list[Column]:
    fields = [field.split() for field in ddl.split(",")]
    return [F.lit(None).cast(kind).alias(name) for name, kind in fields]
