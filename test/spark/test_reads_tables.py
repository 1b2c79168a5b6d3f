"""Spark reads every table that the jobs make: the columns and comments of its log, and the Parquet files that the log names.

Not by Delta's own reader, whose jars come from Maven alone.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from deltalake import DeltaTable
from landing import Landing, reading, tag
from pyspark.sql.types import StructType

from contract import column_notes

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

TABLES = ("pi_event", "tag", "tag_quality", "quarantine", "ledger")


@pytest.fixture
def silver(landing: Landing, tmp_path: Path) -> Path:
    landing.put_tags("tags", [tag("Flow"), tag("Level")])
    landing.put_readings(
        "first", [reading("Flow", "2026-10-01T00:00:59.9999999Z", "1"), reading("No", "2026-10-01T00:00:00Z", "1")]
    )
    landing.clean("r1")
    landing.put_readings(
        "next", [reading("Flow", "2026-10-01T00:00:59.9999999Z", "2"), reading("Level", "2026-10-02T00:00:00Z", "3")]
    )
    landing.clean("r2")
    return tmp_path / "silver" / "delta"


def schema_of(folder: Path) -> StructType:
    """As Spark understands what stands in the table's log."""
    return StructType.fromJson(json.loads(DeltaTable(folder.as_uri()).schema().to_json()))


def read(spark: SparkSession, folder: Path) -> DataFrame:
    files = DeltaTable(folder.as_uri()).file_uris()
    return spark.read.schema(schema_of(folder)).option("basePath", folder.as_uri()).parquet(*files)


def plain(frame: DataFrame) -> list[tuple[Any, ...]]:
    """Its rows, times in microseconds since 1970."""
    columns = [
        f"unix_micros({field.name})" if field.dataType.typeName() == "timestamp" else field.name
        for field in frame.schema
    ]
    return sorted((tuple(row) for row in frame.selectExpr(*columns).collect()), key=repr)


@pytest.mark.parametrize("name", TABLES)
def test_spark_has_the_rows_that_duckdb_has(spark: SparkSession, silver: Path, landing: Landing, name: str) -> None:
    frame = read(spark, silver / name)
    columns = [
        f"epoch_us({field.name})" if field.dataType.typeName() == "timestamp" else field.name for field in frame.schema
    ]
    expected = sorted(landing.rows(name, ", ".join(columns)), key=repr)
    assert expected
    assert plain(frame) == expected


@pytest.mark.parametrize("name", TABLES)
def test_spark_has_the_comments_of_the_contract(silver: Path, name: str) -> None:
    assert {field.name: field.metadata["comment"] for field in schema_of(silver / name)} == column_notes(name)


def test_a_filter_by_spark_finds_the_rows_of_a_tag_at_a_time(spark: SparkSession, silver: Path) -> None:
    found = read(spark, silver / "pi_event").where(
        "tag_id LIKE '%Flow' AND event_time >= '2026-10-01T00:00:59.999999Z'"
    )
    assert sorted((row.value, row.revision, row.is_current) for row in found.collect()) == [
        (1.0, 0, False),
        (2.0, 1, True),
    ]
