"""Quarantine: what has no place in silver, kept as it came."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F

from contract import REASON
from replica import RULE_VERSION, stream_record
from replica.accounting import Account
from replica.local_rows import local_rows
from replica.schemas import QUARANTINE, names
from replica.worklist import LandedVersion

_PLACE = ("site", "feeder", "view", "source_object", "source_version")


def quarantined_cells(lost: DataFrame, objects: DataFrame, run_id: str, now: datetime) -> DataFrame:
    """QUARANTINE rows of lost cells, which carry arrival, lost, source_row and the raw columns."""
    # a malformed row of a wide view has the attributes of its columns, of a stream's record nothing but the bytes is known
    is_record = (F.col("lost") == REASON.ROW_MALFORMED) & F.col("attribute").isNull()
    raw = F.col("raw")
    told = {
        "reason": F.col("lost"),
        "detail": F.when(is_record, stream_record.form(raw)).otherwise(_detail()),
        "raw": F.when(is_record, stream_record.shown(raw)).otherwise(raw),
    }
    return _stamped(lost.drop(*_PLACE).join(objects, "arrival").withColumns(told), run_id, now)


def quarantined_records(undelivered: DataFrame, run_id: str, now: datetime) -> DataFrame:
    """QUARANTINE rows of the records of stranded batches, as `stranded.open_batches` gives them."""
    unknown = ("asset", "attribute", "ts_raw", "value_raw", "unit_raw")
    told = {
        **{name: F.lit(None).cast("string") for name in unknown},
        "reason": F.lit(REASON.S_UNDELIVERED),
        "detail": F.concat_ws(", ", F.concat(F.lit("sequence "), F.col("sequence")), stream_record.form(F.col("data"))),
        "raw": stream_record.shown(F.col("data")),
    }
    return _stamped(undelivered.withColumns(told), run_id, now)


def _stamped(rows: DataFrame, run_id: str, now: datetime) -> DataFrame:
    stamp = {"run_id": F.lit(run_id), "rule_version": F.lit(RULE_VERSION), "quarantined_at": F.lit(now)}
    return rows.withColumns(stamp).select(*names(QUARANTINE))


def quarantined_objects(spark: SparkSession, accounts: Iterable[Account], run_id: str, now: datetime) -> DataFrame:
    """QUARANTINE rows of objects that could not be read: one an object."""
    rows = []
    for account in accounts:
        if account.outcome == "unreadable":
            place, version = account.version.place or (None, None, None), account.version
            reason = next(iter(account.reasons))
            cell = (None,) * 7
            rows.append(
                (run_id, reason, account.detail, *place, version.key, version.version, *cell, RULE_VERSION, now)
            )
    return local_rows(spark, rows, QUARANTINE)


def rows_of(versions: list[LandedVersion]) -> str:
    """SQL condition for the rows of these object versions."""
    listed = ", ".join(f"'{_escaped(each.key)}.{_escaped(each.version)}'" for each in versions)
    return f"concat_ws('.', source_object, source_version) in ({listed})"


def has_rows_of(spark: SparkSession, quarantined: DataFrame, versions: list[LandedVersion]) -> bool:
    """True where any of these object versions is quarantined already."""
    objects = local_rows(
        spark, [(each.key, each.version) for each in versions], "source_object string, source_version string"
    )
    return not quarantined.join(F.broadcast(objects), ["source_object", "source_version"], "left_semi").isEmpty()


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "\\'")


def _detail() -> Column:
    tag = F.concat_ws("|", "asset", "attribute")
    shown = F.coalesce(F.col("ts_raw"), F.lit("nothing"))
    return F.when(F.col("lost") == REASON.TAG_UNKNOWN, F.concat(F.lit("no tag "), tag)).when(
        F.col("lost").startswith("TS_"), F.concat(F.lit("got time "), shown)
    )
