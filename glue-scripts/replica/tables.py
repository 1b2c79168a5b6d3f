"""Delta tables by path: read where they exist, made by their first write, one commit a write."""

from __future__ import annotations

from dataclasses import dataclass

from delta.tables import DeltaTable
from pyspark.sql import DataFrame, DataFrameWriter, SparkSession

from contract import COLUMN_NAME_TABLE, DELTA_FOLDER
from replica import schemas


@dataclass(frozen=True)
class Table:
    """A table as it is made; `properties` are Delta's."""

    name: str
    columns: str
    partitions: tuple[str, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()

    def path(self, layer: str) -> str:
        return f"{layer}/{DELTA_FOLDER}{self.name}"

    def read(self, spark: SparkSession, layer: str) -> DataFrame | None:
        """All rows, null where nothing was written yet."""
        path = self.path(layer)
        return spark.read.format("delta").load(path) if DeltaTable.isDeltaTable(spark, path) else None

    def append(self, layer: str, rows: DataFrame) -> None:
        self._write(rows, "append").save(self.path(layer))

    def replace(self, layer: str, rows: DataFrame, where: str = "true") -> None:
        """Put `rows` in the place of all rows that meet the SQL condition `where`; they must meet it too."""
        writer = self._write(rows, "overwrite")
        (writer if where == "true" else writer.option("replaceWhere", where)).save(self.path(layer))

    def merge(self, spark: SparkSession, layer: str, rows: DataFrame, on: str, update: dict[str, str]) -> None:
        """Update the rows (`old`) that match a row (`new`) by the SQL condition `on`, and insert those that match none."""
        table = DeltaTable.forPath(spark, self.path(layer)).alias("old").merge(rows.alias("new"), on)
        insert = {name: f"new.{name}" for name in schemas.names(self.columns)}
        table.whenMatchedUpdate(set=dict(update)).whenNotMatchedInsert(values=dict(insert)).execute()

    def _write(self, rows: DataFrame, mode: str) -> DataFrameWriter:
        writer = rows.select(*schemas.names(self.columns)).write.format("delta").mode(mode)
        return writer.partitionBy(*self.partitions).options(**dict(self.properties))


PI_EVENT = Table(
    "pi_event",
    schemas.PI_EVENT,
    partitions=("site", "event_date"),
    properties=(
        ("delta.enableDeletionVectors", "true"),
        ("delta.dataSkippingStatsColumns", "tag_id,event_time,event_ticks"),
    ),
)
TAG = Table("tag", schemas.TAG)
QUARANTINE = Table("quarantine", schemas.QUARANTINE)
LEDGER = Table("ledger", schemas.LEDGER)
COLUMN_NAME = Table(COLUMN_NAME_TABLE, schemas.COLUMN_NAME)
