"""One Parquet object for a whole dataset, replaced by a single PUT: a reader sees the old one or the new one.

Driver memory: one row group of Spark's part decoded (128 MB encoded at most) and one batch of ROW_GROUP_ROWS rows; the file
itself goes through the driver's disk.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq
from pyspark.sql import DataFrame

from contract import SHARE
from replica.objects import objects_at

ROW_GROUP_ROWS = 100_000
VERSION, ROWS = "delta-version", "row-count"
KEYS = ("asset", "time")


@dataclass(frozen=True)
class Exported:
    """An export: its rows, its cells, which are rows x attributes, and how many of these hold no value."""

    rows: int
    cells: int
    empty: int


def exported_version(gold: str, name: str) -> int | None:
    """Delta version that the dataset's object was made from, null without one."""
    version = objects_at(gold).metadata(f"{name}.parquet").get(VERSION)
    return None if version is None else int(version)


def export_single(rows: DataFrame, gold: str, name: str, version: int) -> Exported:
    """Replace `<gold>/<name>.parquet` by `rows`, sorted by asset and time."""
    folder = f"_export/{name}/"
    rows.coalesce(1).sortWithinPartitions("asset", "time").write.mode("overwrite").parquet(f"{gold}/{folder}")
    objects = objects_at(gold)
    parts = [each for each in objects.listed(folder) if each.endswith(".parquet")]
    if len(parts) != 1:
        raise RuntimeError(f"{gold}/{folder}: got {len(parts)} Parquet files, wanted 1")
    with TemporaryDirectory() as scratch:
        part, whole = Path(scratch, "part.parquet"), Path(scratch, "whole.parquet")
        objects.get(parts[0], part)
        metadata = _rewrite(part, whole, version)
        objects.put(whole, f"{name}.parquet", metadata)
        exported = _count(whole)
    objects.delete(objects.listed(folder))
    return exported


def _rewrite(part: Path, whole: Path, version: int) -> dict[str, str]:
    source = pq.ParquetFile(part)
    metadata = {VERSION: str(version), ROWS: str(source.metadata.num_rows)}
    schema = source.schema_arrow.with_metadata(metadata)
    with pq.ParquetWriter(whole, schema, compression="zstd") as sink:
        for batch in source.iter_batches(batch_size=ROW_GROUP_ROWS):
            sink.write_table(pa.Table.from_batches([batch]).cast(schema), row_group_size=ROW_GROUP_ROWS)
    return metadata


def _count(whole: Path) -> Exported:
    """Counts by the statistics in the file's footer: no cell is read again."""
    footer = pq.read_metadata(whole)
    values = [index for index, name in enumerate(footer.schema.names) if name not in KEYS and not name.endswith(SHARE)]
    chunks = [footer.row_group(group).column(index) for group in range(footer.num_row_groups) for index in values]
    empty = sum(chunk.statistics.null_count for chunk in chunks)
    return Exported(footer.num_rows, footer.num_rows * len(values), empty)
