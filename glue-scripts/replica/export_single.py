"""One Parquet object for a whole dataset, replaced by a single PUT: a reader sees the old one or the new one.

Driver memory: one row group of Spark's part decoded (128 MB encoded at most) and one batch of ROW_GROUP_ROWS rows; the file
itself goes through the driver's disk.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol
from urllib.parse import urlsplit

import boto3
import pyarrow as pa
import pyarrow.parquet as pq
from botocore.exceptions import ClientError
from pyspark.sql import DataFrame

ROW_GROUP_ROWS = 100_000
VERSION, ROWS = "delta-version", "row-count"


class Objects(Protocol):
    """A place that holds whole objects by name."""

    def names(self, prefix: str) -> list[str]: ...
    def get(self, name: str, file: Path) -> None: ...
    def put(self, file: Path, name: str, metadata: dict[str, str]) -> None: ...
    def delete(self, names: list[str]) -> None: ...
    def metadata(self, name: str) -> dict[str, str]: ...


class BucketObjects:
    """The objects of an S3 bucket; its endpoint, region and credentials are the environment's."""

    def __init__(self, bucket: str) -> None:
        self._bucket, self._s3 = bucket, boto3.client("s3")

    def names(self, prefix: str) -> list[str]:
        pages = self._s3.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=prefix)
        return [entry["Key"] for page in pages for entry in page.get("Contents", [])]

    def get(self, name: str, file: Path) -> None:
        with file.open("wb") as sink:
            shutil.copyfileobj(self._s3.get_object(Bucket=self._bucket, Key=name)["Body"], sink)

    def put(self, file: Path, name: str, metadata: dict[str, str]) -> None:
        with file.open("rb") as body:
            self._s3.put_object(Bucket=self._bucket, Key=name, Body=body, Metadata=metadata)

    def delete(self, names: list[str]) -> None:
        for name in names:
            self._s3.delete_object(Bucket=self._bucket, Key=name)

    def metadata(self, name: str) -> dict[str, str]:
        try:
            return dict(self._s3.head_object(Bucket=self._bucket, Key=name)["Metadata"])
        except ClientError as error:
            if error.response["Error"]["Code"] != "404":
                raise
            return {}


class FolderObjects:
    """The files of a folder; their metadata are the Parquet file's own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self, prefix: str) -> list[str]:
        files = (each for each in (self._folder / prefix).rglob("*") if each.is_file())
        return [str(each.relative_to(self._folder)) for each in files]

    def get(self, name: str, file: Path) -> None:
        shutil.copyfile(self._folder / name, file)

    def put(self, file: Path, name: str, metadata: dict[str, str]) -> None:
        beside = self._folder / f".{name}"
        shutil.copyfile(file, beside)
        beside.replace(self._folder / name)

    def delete(self, names: list[str]) -> None:
        for name in names:
            (self._folder / name).unlink()

    def metadata(self, name: str) -> dict[str, str]:
        path = self._folder / name
        found = (pq.read_metadata(path).metadata or {}) if path.exists() else {}
        return {key.decode(): value.decode() for key, value in found.items() if key.decode() in (VERSION, ROWS)}


def objects_at(uri: str) -> Objects:
    """The objects at `s3://<bucket>` or `file:///<folder>`."""
    parts = urlsplit(uri)
    if parts.scheme == "s3":
        return BucketObjects(parts.netloc)
    if parts.scheme == "file":
        return FolderObjects(Path(parts.path))
    raise ValueError(f"got {uri!r}, wanted s3://<bucket> or file:///<folder>")


def exported_version(gold: str, name: str) -> int | None:
    """Delta version that the dataset's object was made from, null without one."""
    version = objects_at(gold).metadata(f"{name}.parquet").get(VERSION)
    return None if version is None else int(version)


def export_single(rows: DataFrame, gold: str, name: str, version: int) -> int:
    """Replace `<gold>/<name>.parquet` by `rows`, sorted by asset and time; the number of rows."""
    folder = f"_export/{name}/"
    rows.coalesce(1).sortWithinPartitions("asset", "time").write.mode("overwrite").parquet(f"{gold}/{folder}")
    objects = objects_at(gold)
    parts = [each for each in objects.names(folder) if each.endswith(".parquet")]
    if len(parts) != 1:
        raise RuntimeError(f"{gold}/{folder}: got {len(parts)} Parquet files, wanted 1")
    with TemporaryDirectory() as scratch:
        part, whole = Path(scratch, "part.parquet"), Path(scratch, "whole.parquet")
        objects.get(parts[0], part)
        metadata = _rewrite(part, whole, version)
        objects.put(whole, f"{name}.parquet", metadata)
    objects.delete(objects.names(folder))
    return int(metadata[ROWS])


def _rewrite(part: Path, whole: Path, version: int) -> dict[str, str]:
    source = pq.ParquetFile(part)
    metadata = {VERSION: str(version), ROWS: str(source.metadata.num_rows)}
    schema = source.schema_arrow.with_metadata(metadata)
    with pq.ParquetWriter(whole, schema, compression="zstd") as sink:
        for batch in source.iter_batches(batch_size=ROW_GROUP_ROWS):
            sink.write_table(pa.Table.from_batches([batch]).cast(schema), row_group_size=ROW_GROUP_ROWS)
    return metadata
