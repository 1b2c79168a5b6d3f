"""From object versions in bronze to cells: opens what can be opened and says of the rest why not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from contract import REASON
from replica import read_long_parquet, read_wide_csv, tags
from replica.accounting import Account
from replica.event_time import UNIX_EPOCH_TICKS
from replica.extent import NOTHING, by_day, extents_of
from replica.files import by_spark_name, read_files, spark_name
from replica.local_rows import local_rows
from replica.schemas import LONG_ROW, TAG_SNAPSHOT
from replica.settings import LongParquetView, Settings, TagSnapshotView, View, WideCsvView

_NAMES = "arrival bigint, site string, feeder string, view string, source_object string, source_version string, landed_ticks bigint"


@dataclass
class Bronze:
    """Content of a run's objects: cells of readings, tag versions, and where each object came from."""

    objects: DataFrame
    cells: list[DataFrame] = field(default_factory=list)
    tags: list[DataFrame] = field(default_factory=list)
    snapshots: DataFrame | None = None


def open_bronze(spark: SparkSession, settings: Settings, accounts: list[Account]) -> Bronze:
    """Open the data objects of `accounts`, set their `cells_in`, and give up those that cannot be read."""
    bronze = Bronze(object_names(spark, accounts))
    groups: dict[View, list[Account]] = {}
    for account in accounts:
        place = account.version.place
        view = settings.views.get(place) if place else None
        if view is None:
            account.give_up(REASON.F_VIEW_UNKNOWN, "no site, feeder and view of the settings has such a key")
        else:
            groups.setdefault(view, []).append(account)
    for view, members in groups.items():
        if isinstance(view, WideCsvView):
            _open_sheets(spark, bronze, view, members)
    _open_readings(spark, bronze, _members(groups, LongParquetView))
    _open_snapshots(spark, bronze, _members(groups, TagSnapshotView))
    return bronze


def _members(groups: dict[View, list[Account]], kind: type) -> list[Account]:
    return [account for view, members in groups.items() if isinstance(view, kind) for account in members]


def object_names(spark: SparkSession, accounts: Iterable[Account]) -> DataFrame:
    """Origin of each object, by its arrival."""
    rows = [
        (each.arrival, *(each.version.place or (None, None, None)), each.version.key, each.version.version,
         each.version.landed_us * 10 + UNIX_EPOCH_TICKS)
        for each in accounts
    ]  # fmt: skip
    return F.broadcast(local_rows(spark, rows, _NAMES))


def file_names(spark: SparkSession, names: dict[str, int]) -> DataFrame:
    """Arrivals by Spark's name of the file."""
    return F.broadcast(local_rows(spark, list(names.items()), "file string, arrival bigint"))


def _open_sheets(spark: SparkSession, bronze: Bronze, view: WideCsvView, members: list[Account]) -> None:
    by_path = {account.version.path or "": account for account in members}
    files = read_files(spark, "binaryFile", list(by_path))
    spark_names = by_spark_name(files, by_path)
    _give_up_hidden([by_path[path] for path in set(by_path) - set(spark_names.values())])
    names = {name: by_path[path].arrival for name, path in spark_names.items()}
    named = files.withColumn("file", spark_name()).join(file_names(spark, names), "file")
    lines = read_wide_csv.lines_of(named.join(bronze.objects, "arrival"), view.encoding)
    for header, sheets in _by_header(lines, view, members).items():
        arrivals = [account.arrival for account in sheets]
        data = lines.where(F.col("arrival").isin(arrivals) & (F.col("source_row") > 1))
        rows = read_wide_csv.rows_of(data, view, header)
        _survey_sheets(spark, bronze, view, sheets, rows)
        site = sheets[0].version.place
        cells = read_wide_csv.cells_of(rows, view).withColumns(
            {"site": F.lit(site[0] if site else None), "decimal": F.lit(view.decimal)}
        )
        bronze.cells.append(cells)


def _by_header(lines: DataFrame, view: WideCsvView, members: list[Account]) -> dict[tuple[str, ...], list[Account]]:
    """Sheets that can be read, by their columns; the others are given up."""
    first = {row["arrival"]: row["line"] for row in lines.where("source_row = 1").select("arrival", "line").collect()}
    headers: dict[tuple[str, ...], list[Account]] = {}
    for account in members:
        if account.outcome != "read":
            continue
        header = read_wide_csv.header_of(first.get(account.arrival, ""), view.delimiter)
        fault = read_wide_csv.header_fault(header, view)
        if fault is None:
            headers.setdefault(header, []).append(account)
        else:
            account.give_up(REASON.F_HEADER_MISMATCH, fault)
    return headers


def _survey_sheets(
    spark: SparkSession, bronze: Bronze, view: WideCsvView, sheets: list[Account], rows: DataFrame
) -> None:
    """Count each sheet's cells, and declare the view's tags on the assets that it names."""
    named = rows.withColumn("asset", F.when(F.col("lost").isNull(), F.col("asset")))
    days = by_day(named, "arrival", F.collect_set("asset").alias("assets")).collect()
    extents = extents_of(days, "arrival")
    first_of: dict[str, tuple[str, int, str, str, datetime]] = {}
    for account in sorted(sheets, key=lambda each: each.arrival):
        version = account.version
        account.extent = extents.get(account.arrival, NOTHING)
        account.cells_in = account.extent.rows * len(view.columns)
        assets = {asset for day in days if day["arrival"] == account.arrival for asset in day["assets"]}
        for asset in sorted(assets):
            first_of.setdefault(asset, (asset, account.arrival, version.key, version.version, version.landed_at))
    place = sheets[0].version.place
    if first_of and place:
        bronze.tags.append(tags.declared_tags(spark, place[0], view, list(first_of.values())))


def _open_readings(spark: SparkSession, bronze: Bronze, members: list[Account]) -> None:
    readings = _open_parquet(spark, bronze, members, LONG_ROW, "timestamp")
    if readings is not None:
        bronze.cells.append(
            read_long_parquet.cells_of(readings)
            .join(bronze.objects.select("arrival", "site"), "arrival")
            .withColumn("decimal", F.lit("."))
        )


def _open_snapshots(spark: SparkSession, bronze: Bronze, members: list[Account]) -> None:
    snapshots = _open_parquet(spark, bronze, members, TAG_SNAPSHOT, "snapshot_time")
    if snapshots is not None:
        bronze.snapshots = tags.snapshot_tags(snapshots)


def _open_parquet(
    spark: SparkSession, bronze: Bronze, members: list[Account], schema: str, time: str
) -> DataFrame | None:
    """Rows of the readable files with arrival, source_row and what `objects` knows; null where none is."""
    if not members:
        return None
    by_path = {account.version.path or "": account for account in members}
    found, faults = read_long_parquet.extents(spark, list(by_path), schema, time)
    for path, fault in faults.items():
        by_path[path].give_up(REASON.F_UNREADABLE, fault)
    for path, extent in found.items():
        by_path[path].extent, by_path[path].cells_in = extent, extent.rows
    if not found:
        return None
    files = read_files(spark, "parquet", list(found), schema)
    names = {name: by_path[path].arrival for name, path in by_spark_name(files, found).items()}
    row = F.col(read_long_parquet.ROW) + 1
    numbered = files.select("*", spark_name().alias("file"), row.alias("source_row"))
    return numbered.join(file_names(spark, names), "file").join(bronze.objects, "arrival").drop("file")


def _give_up_hidden(accounts: list[Account]) -> None:
    for account in accounts:
        account.give_up(REASON.F_UNREADABLE, read_long_parquet.HIDDEN)
