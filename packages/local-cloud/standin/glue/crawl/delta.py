"""A Delta table by its log: the newest metadata, and the last version."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import deltalake
from deltalake.exceptions import DeltaError

from standin.glue.crawl.parquet import Reader
from standin.glue.crawl.plan import CrawlError, split_path

_LOG = "_delta_log/"


@dataclass(frozen=True)
class DeltaTable:
    """`committed` is milliseconds since 1970 and belongs to `version`."""

    location: str
    schema: str
    partitions: tuple[str, ...]
    version: int
    committed: int


def read_delta(reader: Reader, path: str) -> DeltaTable | None:
    """None where there is no Delta log. Raises CrawlError where the log does not hold a table's metadata."""
    bucket, prefix = split_path(path)
    with TemporaryDirectory(dir=reader.folder) as folder:
        if not _fetch_log(reader, bucket, prefix, Path(folder)):
            return None
        try:
            table = deltalake.DeltaTable(folder)
            committed = table.history(1)[0].get("timestamp", 0)
            partitions = tuple(table.metadata().partition_columns)
            return DeltaTable(
                f"s3://{bucket}/{prefix}", table.schema().to_json(), partitions, table.version(), committed
            )
        except DeltaError as error:
            raise CrawlError(f"{path}: its Delta log cannot be read: {error}") from error


def _fetch_log(reader: Reader, bucket: str, prefix: str, folder: Path) -> bool:
    """True if there is a log. The crawler's own rights fetch it, and no data file: a log says all that is catalogued."""
    pages = reader.s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=f"{prefix}{_LOG}")
    keys = [entry["Key"] for page in pages for entry in page.get("Contents", ())]
    (folder / _LOG).mkdir()
    for key in keys:
        reader.s3.download_file(bucket, key, str(folder / _LOG / key.rpartition("/")[2]))
    return bool(keys)
