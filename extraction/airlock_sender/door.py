"""The landing door: puts of whole objects that overwrite nothing, and nothing else. It reads and lists nothing."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, Literal

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.session import Session

from airlock_sender.settings import CloudSettings

PART_BYTES = 16 * 1024 * 1024

Outcome = Literal["stored", "exists"]

# The cloud, or the way to it, may be well again by itself.
_PASSING = ("ConditionalRequestConflict", "OperationAborted", "RequestTimeout", "SlowDown", "NoSuchUpload")


class DoorError(Exception):
    """The object does not lie there for certain. `was_refused` says that the cloud said no, and that trying again mends nothing."""

    def __init__(self, message: str, was_refused: bool) -> None:
        super().__init__(message)
        self.was_refused = was_refused


class Door:
    """`client_of` makes an S3 client of botocore, whose retries are off: what was put twice must be known here. It is made at the
    first put, since making it signs in.
    """

    def __init__(self, client_of: Callable[[], Any], bucket: str, part_bytes: int = PART_BYTES) -> None:
        self._client_of = client_of
        self._bucket = bucket
        self._part_bytes = part_bytes

    @cached_property
    def _client(self) -> Any:  # noqa: ANN401 - made at run time
        return self._client_of()

    def put(self, key: str, body: bytes) -> Outcome:
        """`exists` where something lies under the key already. Raises `DoorError` for any other end."""
        try:
            if len(body) <= self._part_bytes:
                self._whole(key, body)
            else:
                self._in_parts(key, body)
        except ClientError as error:
            code, status = code_of(error)
            if status == 412:
                return "exists"
            message = f"{code}: {error.response['Error'].get('Message', '')}".strip()
            raise DoorError(message, 400 <= status < 500 and code not in _PASSING) from error
        except (BotoCoreError, OSError) as error:
            # What signs in is a program of its own, which may be missing.
            raise DoorError(f"{type(error).__name__}: {error}", False) from error
        return "stored"

    def _whole(self, key: str, body: bytes) -> None:
        # S3 compares the checksum with what it got.
        checksum = base64.b64encode(hashlib.sha256(body).digest()).decode()
        self._client.put_object(Bucket=self._bucket, Key=key, Body=body, IfNoneMatch="*", ChecksumSHA256=checksum)

    def _in_parts(self, key: str, body: bytes) -> None:
        """By hand: boto3's own upload in parts knows no If-None-Match."""
        at = {"Bucket": self._bucket, "Key": key}
        upload = self._client.create_multipart_upload(**at, ChecksumAlgorithm="SHA256")["UploadId"]
        try:
            parts = [
                self._part({**at, "UploadId": upload}, number, body[begin : begin + self._part_bytes])
                for number, begin in enumerate(range(0, len(body), self._part_bytes), 1)
            ]
            self._client.complete_multipart_upload(
                **at, UploadId=upload, MultipartUpload={"Parts": parts}, IfNoneMatch="*"
            )
        except (ClientError, BotoCoreError):
            self._give_up({**at, "UploadId": upload})
            raise

    def _part(self, upload: Mapping[str, str], number: int, data: bytes) -> Mapping[str, object]:
        checksum = base64.b64encode(hashlib.sha256(data).digest()).decode()
        answer = self._client.upload_part(**upload, PartNumber=number, Body=data, ChecksumSHA256=checksum)
        return {"PartNumber": number, "ETag": answer["ETag"], "ChecksumSHA256": checksum}

    def _give_up(self, upload: Mapping[str, str]) -> None:
        try:
            self._client.abort_multipart_upload(**upload)
        except (ClientError, BotoCoreError):
            # Landing's lifecycle rule clears what is left of it.
            return


def code_of(error: ClientError) -> tuple[str, int]:
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    return str(error.response["Error"].get("Code")), int(status)


def session_of(cloud: CloudSettings) -> Session:
    """Credentials are those of a profile, whose credential_process may sign with a certificate, or of the environment."""
    session = Session(profile=cloud.profile)
    if cloud.aws_config:
        session.set_config_variable("config_file", cloud.aws_config)
    return session


def s3_client(cloud: CloudSettings) -> Any:  # noqa: ANN401 - made at run time
    config = Config(
        signature_version="s3v4",
        retries={"total_max_attempts": 1},
        connect_timeout=10,
        read_timeout=60,
        # A local cloud has no names of buckets.
        s3={"addressing_style": "path" if cloud.endpoint_url else "auto"},
    )
    return session_of(cloud).create_client(
        "s3", region_name=cloud.region, endpoint_url=cloud.endpoint_url, verify=cloud.ca_file, config=config
    )
