"""Whole objects by name, in an S3 bucket or a folder: what Spark cannot list, read or put as one."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple, Protocol
from urllib.parse import unquote, urlsplit

import boto3
import pyarrow.parquet as pq
from botocore.exceptions import ClientError


class Listed(NamedTuple):
    """An object as a listing shows it: when it was written, its bytes, and its etag, empty for a file."""

    written: datetime
    size: int
    etag: str


class Objects(Protocol):
    """A place that holds whole objects by name."""

    def listed(self, prefix: str) -> dict[str, Listed]: ...
    def read(self, name: str) -> bytes: ...
    def get(self, name: str, file: Path) -> None: ...
    def put(self, file: Path, name: str, metadata: dict[str, str]) -> None: ...
    def delete(self, names: Iterable[str]) -> None: ...
    def metadata(self, name: str) -> dict[str, str]: ...


class BucketObjects:
    """The objects of an S3 bucket; its endpoint, region and credentials are the environment's."""

    def __init__(self, bucket: str) -> None:
        self._bucket, self._s3 = bucket, boto3.client("s3")

    def listed(self, prefix: str) -> dict[str, Listed]:
        pages = self._s3.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=prefix)
        return {
            entry["Key"]: Listed(entry["LastModified"], entry["Size"], entry["ETag"].strip('"'))
            for page in pages
            for entry in page.get("Contents", [])
        }

    def read(self, name: str) -> bytes:
        return bytes(self._s3.get_object(Bucket=self._bucket, Key=name)["Body"].read())

    def get(self, name: str, file: Path) -> None:
        with file.open("wb") as sink:
            shutil.copyfileobj(self._s3.get_object(Bucket=self._bucket, Key=name)["Body"], sink)

    def put(self, file: Path, name: str, metadata: dict[str, str]) -> None:
        with file.open("rb") as body:
            self._s3.put_object(Bucket=self._bucket, Key=name, Body=body, Metadata=metadata)

    def delete(self, names: Iterable[str]) -> None:
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

    def listed(self, prefix: str) -> dict[str, Listed]:
        files = (each for each in (self._folder / prefix).rglob("*") if each.is_file())
        return {str(each.relative_to(self._folder)): _listed(each) for each in files}

    def read(self, name: str) -> bytes:
        return (self._folder / name).read_bytes()

    def get(self, name: str, file: Path) -> None:
        shutil.copyfile(self._folder / name, file)

    def put(self, file: Path, name: str, metadata: dict[str, str]) -> None:
        beside = self._folder / f".{name}"
        shutil.copyfile(file, beside)
        beside.replace(self._folder / name)

    def delete(self, names: Iterable[str]) -> None:
        for name in names:
            (self._folder / name).unlink()

    def metadata(self, name: str) -> dict[str, str]:
        path = self._folder / name
        found = (pq.read_metadata(path).metadata or {}) if path.exists() else {}
        return {key.decode(): value.decode() for key, value in found.items()}


def _listed(file: Path) -> Listed:
    found = file.stat()
    return Listed(datetime.fromtimestamp(found.st_mtime, UTC), found.st_size, "")


def read_object(uri: str) -> bytes:
    """The object at `s3://<bucket>/<key>` or `file:///<folder>/<name>`."""
    parts = urlsplit(uri)
    folder, _, name = unquote(parts.path).rpartition("/")
    if parts.scheme == "s3":
        return BucketObjects(parts.netloc).read(f"{folder}/{name}".lstrip("/"))
    return objects_at(f"{parts.scheme}://{parts.netloc}{folder}").read(name)


def objects_at(uri: str) -> Objects:
    """The objects at `s3://<bucket>` or `file:///<folder>`."""
    parts = urlsplit(uri)
    if parts.scheme == "s3":
        return BucketObjects(parts.netloc)
    if parts.scheme == "file":
        return FolderObjects(Path(unquote(parts.path)))
    raise ValueError(f"got {uri!r}, wanted s3://<bucket> or file:///<folder>")
