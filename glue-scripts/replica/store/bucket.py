"""The objects of an S3 bucket; its endpoint, region and credentials are the environment's."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import IO, Any

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError

from replica.store.objects import BrokenObjectError, Listed

_AT_ONCE = 16
_MOST_A_CALL = 1000
_MISSING = ("404", "NoSuchKey")
_MD5 = re.compile(r"[0-9a-f]{32}")
# One thread a transfer: whoever wants several objects asks for them side by side.
_TRANSFER = TransferConfig(use_threads=False)


class BucketObjects:
    """The objects of one bucket, from any number of threads."""

    def __init__(self, bucket: str) -> None:
        self._bucket = bucket
        self._s3 = _client()

    def listed(self, prefix: str, after: str = "") -> Iterator[Listed]:
        pages = self._s3.get_paginator("list_objects_v2").paginate(
            Bucket=self._bucket, Prefix=prefix, **({"StartAfter": after} if after else {})
        )
        for page in pages:
            for entry in page.get("Contents", []):
                yield Listed(entry["Key"], entry["LastModified"], entry["Size"], entry["ETag"].strip('"'))

    def read(self, name: str) -> bytes:
        return self._body(name).read()

    def get(self, name: str, scratch: Path, etag: str = "") -> Path:
        scratch.parent.mkdir(parents=True, exist_ok=True)
        body = self._body(name)
        with scratch.open("wb") as sink:
            shutil.copyfileobj(body, sink, 1 << 20)
        self._check(name, scratch, etag)
        return scratch

    def put(self, file: Path, name: str, metadata: dict[str, str] | None = None) -> None:
        more = {"Metadata": metadata} if metadata else {}
        self._s3.upload_file(str(file), self._bucket, name, ExtraArgs=more, Config=_TRANSFER)

    def write(self, name: str, content: bytes) -> None:
        self._s3.put_object(Bucket=self._bucket, Key=name, Body=content)

    def delete(self, names: Iterable[str]) -> None:
        left = list(names)
        for start in range(0, len(left), _MOST_A_CALL):
            some = [{"Key": name} for name in left[start : start + _MOST_A_CALL]]
            told = self._s3.delete_objects(Bucket=self._bucket, Delete={"Objects": some, "Quiet": True})
            if told.get("Errors"):
                raise OSError(
                    f"s3://{self._bucket}: {len(told['Errors'])} of {len(some)} objects stay, the first is {told['Errors'][0]}"
                )

    def metadata(self, name: str) -> dict[str, str]:
        try:
            return dict(self._s3.head_object(Bucket=self._bucket, Key=name)["Metadata"])
        except ClientError as error:
            if error.response["Error"]["Code"] not in _MISSING:
                raise
            return {}

    def _body(self, name: str) -> IO[bytes]:
        try:
            body: IO[bytes] = self._s3.get_object(Bucket=self._bucket, Key=name)["Body"]
        except ClientError as error:
            if error.response["Error"]["Code"] in _MISSING:
                raise FileNotFoundError(f"s3://{self._bucket}/{name}: no such object") from error
            raise
        return body

    def _check(self, name: str, file: Path, etag: str) -> None:
        """An etag is the MD5 of an object that was put as one part; of others S3's own checksum is all there is."""
        if _MD5.fullmatch(etag) is None:
            return
        with file.open("rb") as source:
            found = hashlib.file_digest(source, "md5").hexdigest()
        if found != etag:
            raise BrokenObjectError(f"s3://{self._bucket}/{name}: got bytes of MD5 {found}, wanted {etag}")


@cache
def _client() -> Any:  # noqa: ANN401 -- boto3 makes its clients at run time
    """One a process: its connections are kept, and it costs as much to make as a dozen requests."""
    return boto3.client("s3", config=Config(max_pool_connections=_AT_ONCE, retries={"mode": "standard"}))
