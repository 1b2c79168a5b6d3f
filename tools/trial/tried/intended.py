"""What a plant must be able to do: put below its own prefix by every way that feeders use, and into its own stream."""

from __future__ import annotations

import tempfile
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from boto3.exceptions import S3UploadFailedError
from botocore.exceptions import ClientError

from tried import signed
from tried.clients import Clients
from tried.judgement import ask
from tried.notebook import try_notebook
from tried.plan import Identity, Plan
from tried.row import Row, intended
from tried.stream_writes import try_stream

_BODY = b"probe\n"


@dataclass(frozen=True)
class Spot:
    """Where an identity puts, and with what each put must come."""

    bucket: str
    folder: str
    form: Mapping[str, str]

    def new(self) -> dict[str, str]:
        return {"Bucket": self.bucket, "Key": f"{self.folder}{uuid.uuid4().hex}.txt"}


Send = Callable[[Clients, Spot], object]


def try_writes(plan: Plan, identity: Identity) -> Iterator[Row]:
    form = {"IfNoneMatch": "*"} if identity.creates_only else {}
    spot = Spot(plan.buckets["landing"], identity.folder, form)
    owner, plant = Clients(plan, plan.owner), Clients(plan, identity.keys)
    for operation, send in _WRITES.items():
        yield intended(identity, "s3", operation, "its own prefix", ask(partial(send, plant, spot)))
    yield _try_upload_file(identity, spot, owner, plant)
    yield from try_notebook(plan, identity)
    if identity.stream:
        yield from try_stream(identity, identity.stream, owner, plant)


def _put(clients: Clients, spot: Spot) -> object:
    return clients.s3.put_object(**spot.new(), Body=_BODY, **spot.form)


def _put_signed(clients: Clients, spot: Spot) -> object:
    headers = {"if-none-match": "*"} if spot.form else {}
    at = spot.new()
    return signed.put(clients, at["Bucket"], at["Key"], _BODY, headers)


def _put_in_parts(clients: Clients, spot: Spot) -> object:
    s3, at = clients.s3, spot.new()
    upload = {**at, "UploadId": s3.create_multipart_upload(**at)["UploadId"]}
    part = {"PartNumber": 1, "ETag": s3.upload_part(**upload, PartNumber=1, Body=_BODY)["ETag"]}
    return s3.complete_multipart_upload(**upload, MultipartUpload={"Parts": [part]}, **spot.form)


def _abort(clients: Clients, spot: Spot) -> object:
    s3, at = clients.s3, spot.new()
    return s3.abort_multipart_upload(**at, UploadId=s3.create_multipart_upload(**at)["UploadId"])


_WRITES: Mapping[str, Send] = {
    "PutObject": _put,
    "PutObject (plain signed request)": _put_signed,
    "CreateMultipartUpload, UploadPart, CompleteMultipartUpload": _put_in_parts,
    "CreateMultipartUpload, AbortMultipartUpload": _abort,
}


def _upload_file(clients: Clients, spot: Spot) -> object:
    at = spot.new()
    with tempfile.NamedTemporaryFile() as file:
        file.write(_BODY)
        file.flush()
        try:
            return clients.s3.upload_file(file.name, at["Bucket"], at["Key"])
        except S3UploadFailedError as error:
            # boto3 keeps what the service said out of sight.
            if isinstance(error.__context__, ClientError):
                raise error.__context__ from None
            raise


def _try_upload_file(identity: Identity, spot: Spot, owner: Clients, plant: Clients) -> Row:
    """boto3's own way to upload sends no If-None-Match, so that it could overwrite."""
    operation, target = "PutObject (upload_file)", "its own prefix"
    by_owner, answer = ask(partial(_upload_file, owner, spot)), ask(partial(_upload_file, plant, spot))
    if not identity.creates_only:
        return intended(identity, "s3", operation, target, answer)
    return Row(identity.name, "s3", operation, target, "refused", by_owner.verdict, answer.verdict, answer.words)
