"""Stranded batches: records of a stream that Lambda gave up on after its last retry, as it left them in the silver bucket."""

from __future__ import annotations

from dataclasses import replace

from pyspark.sql import DataFrame, Row, SparkSession
from pyspark.sql import functions as F

from contract import ON_FAILURE_FOLDER, REASON
from replica.accounting import Account
from replica.bronze import file_names, object_names
from replica.files import by_spark_name, read_files, spark_name
from replica.objects import objects_at
from replica.once import once
from replica.settings import Settings
from replica.worklist import LandedVersion, unknown

OUTCOME = "stranded"
_VERSION = "stranded"
"""Lambda never writes a key twice."""
_MALFORMED = "_malformed"
# payload is read as text where it is an object too
_BATCH = f"KinesisBatchInfo struct<streamArn:string,batchSize:int>, payload string, {_MALFORMED} string"
_EVENT = f"Records array<struct<kinesis:struct<data:string,sequenceNumber:string>>>, {_MALFORMED} string"
_WANTED = "wanted JSON with KinesisBatchInfo.streamArn and, as payload, the event that holds the batch's Records"


def find_batches(spark: SparkSession, silver: str, ledger: DataFrame | None) -> list[LandedVersion]:
    """Batches that `ledger` lacks; which stream they are of stands inside them, so that none has a place yet."""
    listed = objects_at(silver).listed(ON_FAILURE_FOLDER)
    unread = unknown(spark, {name: f"{name}.{_VERSION}" for name in listed}, ledger)
    return [
        LandedVersion(
            landed_at=listed[name].written,
            ordinal=0,
            key=name,
            version=_VERSION,
            etag=listed[name].etag,
            size=listed[name].size,
            path=f"{silver}/{name}",
            refusal=None,
            detail=None,
            place=None,
        )
        for name in unread
    ]


def open_batches(spark: SparkSession, settings: Settings, accounts: list[Account]) -> DataFrame | None:
    """The records of the batches of `accounts`: names of the object, source_row, data (base64) and sequence; null without any.

    Sets place and counts of each account, and gives up an object that is no such batch.
    """
    if not accounts:
        return None
    by_path = {account.version.path or "": account for account in accounts}
    files = read_files(spark, "binaryFile", list(by_path))
    path_of = by_spark_name(files, by_path)
    batches = _parsed(files)
    told = {
        path_of[row["file"]]: row
        for row in batches.select("file", "stream", "said", F.size("records").alias("records")).collect()
    }
    for path, account in by_path.items():
        _enter(account, told.get(path), settings)
    opened = [account for account in accounts if account.outcome == OUTCOME]
    names = {name: by_path[path].arrival for name, path in path_of.items() if by_path[path].outcome == OUTCOME}
    found = batches.join(file_names(spark, names), "file").join(object_names(spark, opened), "arrival")
    record = F.posexplode("records").alias("index", "record")
    places = ("site", "feeder", "view", "source_object", "source_version")
    return found.select(*places, record).select(
        *places,
        (F.col("index") + 1).cast("bigint").alias("source_row"),
        F.col("record.kinesis.data").alias("data"),
        F.col("record.kinesis.sequenceNumber").alias("sequence"),
    )


def _parsed(files: DataFrame) -> DataFrame:
    """(file, stream, said, records): `said` is how many records Lambda says there are; records are null where it is no batch."""
    options = {"columnNameOfCorruptRecord": _MALFORMED}
    text = files.select(spark_name().alias("file"), F.decode("content", "UTF-8").alias("text"))
    batch = once(text, {"batch": F.from_json("text", _BATCH, options)})
    event = once(batch, {"event": F.from_json("batch.payload", _EVENT, options)})
    is_batch = (
        F.col(f"batch.{_MALFORMED}").isNull()
        & F.col(f"event.{_MALFORMED}").isNull()
        & F.col("batch.KinesisBatchInfo.streamArn").isNotNull()
    )
    return event.select(
        "file",
        F.substring_index("batch.KinesisBatchInfo.streamArn", ":stream/", -1).alias("stream"),
        F.col("batch.KinesisBatchInfo.batchSize").alias("said"),
        F.when(is_batch, F.col("event.Records")).alias("records"),
    )


def _enter(account: Account, told: Row | None, settings: Settings) -> None:
    if told is not None:
        account.version = replace(account.version, place=settings.streams.get(told["stream"]))
    if told is None or told["records"] is None or told["records"] < 0:
        account.manifest_rows = None if told is None else told["said"]
        account.give_up(REASON.F_UNREADABLE, _WANTED)
        return
    account.cells_in = told["records"]
    account.add("lost", REASON.S_UNDELIVERED, told["records"])
