"""Tables as Glue's crawlers write them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from standin.glue.crawl.columns import Columns, combine, listed
from standin.glue.crawl.content import Content
from standin.glue.crawl.delta import DeltaTable
from standin.glue.crawl.delta_types import delta_columns
from standin.glue.crawl.objects import Folder, Found, table_name
from standin.glue.crawl.plan import CrawlError, Plan

TableInput = dict[str, Any]

_HADOOP = "org.apache.hadoop."
_TEXT = (f"{_HADOOP}mapred.TextInputFormat", f"{_HADOOP}hive.ql.io.HiveIgnoreKeyTextOutputFormat")
_PARQUET = tuple(f"{_HADOOP}hive.ql.io.parquet.MapredParquet{way}putFormat" for way in ("In", "Out"))
_SEQUENCE = (f"{_HADOOP}mapred.SequenceFileInputFormat", f"{_HADOOP}hive.ql.io.HiveSequenceFileOutputFormat")
_LAZY = f"{_HADOOP}hive.serde2.lazy.LazySimpleSerDe"
_FORMATS = {"csv": _TEXT, "json": _TEXT, "parquet": _PARQUET, "delta": _SEQUENCE}
_SERDES = {
    "csv": _LAZY,
    "delta": _LAZY,
    "json": "org.openx.data.jsonserde.JsonSerDe",
    "parquet": f"{_HADOOP}hive.ql.io.parquet.serde.ParquetHiveSerDe",
}


def s3_table(plan: Plan, folder: Folder, contents: list[tuple[Found, Content]]) -> TableInput:
    """The table of a folder. Raises CrawlError where its objects are of several kinds."""
    (first, kind), *others = contents
    for found, content in others:
        if (content.form, content.parameters) != (kind.form, kind.parameters):
            raise CrawlError(
                f"{folder.location}: got {_described(content)} in {found.key} and {_described(kind)} in {first.key}, "
                "wanted one kind of object in a table"
            )
    size, rows = sum(found.size for found, _ in contents), sum(content.rows for _, content in contents)
    parameters = {
        **kind.parameters,
        "averageRecordSize": str(size // rows if rows else 0),
        "compressionType": "none",
        "objectCount": str(len(contents)),
        "recordCount": str(rows),
        "sizeKey": str(size),
        "typeOfData": "file",
    }
    serde = {"field.delim": kind.parameters["delimiter"]} if kind.form == "csv" else {"serialization.format": "1"}
    columns = combine(content.columns for _, content in contents)
    keys: Columns = dict.fromkeys(folder.keys, "string")
    return _table(plan, kind.form, folder.location, (columns, keys), parameters, serde)


def delta_table(plan: Plan, table: DeltaTable) -> TableInput:
    """A native table: engines read Delta's own log at the location, whatever partitions it says."""
    columns = delta_columns(table.schema)
    partitions = [name.lower() for name in table.partitions]
    keys: Columns = {name: columns.pop(name) for name in partitions}
    parameters = {
        "EXTERNAL": "true",
        "delta.lastCommitTimestamp": str(table.committed),
        "delta.lastUpdateVersion": str(table.version),
        "spark.sql.partitionProvider": "catalog",
        "spark.sql.sources.provider": "delta",
        "spark.sql.sources.schema.numParts": "1",
        "spark.sql.sources.schema.part.0": table.schema,
        "table_type": "delta",
    }
    serde = {"path": table.location, "serialization.format": "1"}
    return _table(plan, "delta", table.location, (columns, keys), parameters, serde)


def _table(
    plan: Plan,
    form: str,
    location: str,
    columns_and_keys: tuple[Columns, Columns],
    parameters: Mapping[str, str],
    serde: Mapping[str, str],
) -> TableInput:
    columns, keys = columns_and_keys
    input_format, output_format = _FORMATS[form]
    own = {
        "CrawlerSchemaDeserializerVersion": "1.0",
        "CrawlerSchemaSerializerVersion": "1.0",
        "UPDATED_BY_CRAWLER": plan.crawler,
        "classification": form,
    }
    return {
        "Name": plan.table_prefix + table_name(location),
        "Owner": "owner",
        "TableType": "EXTERNAL_TABLE",
        "Parameters": {**own, **parameters},
        "PartitionKeys": listed(keys),
        "StorageDescriptor": {
            "Columns": listed(columns),
            "Location": location,
            "InputFormat": input_format,
            "OutputFormat": output_format,
            "Compressed": False,
            "NumberOfBuckets": -1,
            "SerdeInfo": {"SerializationLibrary": _SERDES[form], "Parameters": dict(serde)},
            "BucketColumns": [],
            "SortColumns": [],
            "StoredAsSubDirectories": False,
        },
    }


def _described(content: Content) -> str:
    delimiter = content.parameters.get("delimiter")
    return f"{content.form} with {delimiter!r}" if delimiter else content.form
