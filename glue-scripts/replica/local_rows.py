"""Small control data as a DataFrame that the driver holds: joining it costs no job of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.pandas.types import to_arrow_schema
from pyspark.sql.types import StructType


def local_rows(spark: SparkSession, rows: Sequence[Sequence[Any]], ddl: str) -> DataFrame:
    """`rows` with the columns of `ddl`; a struct is given as a dict."""
    schema = StructType.fromDDL(ddl)
    if not isinstance(schema, StructType):
        raise ValueError(f"wanted the DDL of columns, got {ddl!r}")
    fields = to_arrow_schema(schema)
    columns = [[row[index] for row in rows] for index in range(len(fields))]
    arrays = [pa.array(column, type=field.type) for column, field in zip(columns, fields, strict=True)]
    frame: DataFrame = spark.createDataFrame(pa.table(arrays, schema=fields), schema=schema)
    return frame
