"""Requests that must pass: puts below its own prefix by every way that feeders use, and into its own stream."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping

from tried import signed
from tried.cases.writes import BODY, put, upload_file
from tried.clients import Clients
from tried.ground.writes import form_of
from tried.intended_records import try_stream
from tried.judgement import ask
from tried.notebook import try_notebook
from tried.places import Spot
from tried.plan import Identity, Plan
from tried.row import Row, intended

Send = Callable[[Clients, Spot], object]


def try_intended(plan: Plan, identity: Identity) -> Iterator[Row]:
    owner, plant = Clients(plan, plan.owner), Clients(plan, identity.keys)
    spot = _own_spot(plan, identity)
    for operation, send in _writes_of(identity).items():
        yield intended(identity, "s3", operation, spot.target, ask(plant, send, spot))
    yield from try_notebook(plan, identity, plant)
    if identity.stream:
        yield from try_stream(identity, identity.stream, owner, plant)


def _own_spot(plan: Plan, identity: Identity) -> Spot:
    """Its objects stay, for as long as landing keeps it."""
    landing = plan.buckets["landing"]
    return Spot(
        "its own prefix",
        form_of(identity),
        lambda: {"Bucket": landing, "Key": f"{identity.folder}{uuid.uuid4().hex}.txt"},
    )


def _writes_of(identity: Identity) -> Mapping[str, Send]:
    return _WRITES if identity.creates_only else {**_WRITES, "PutObject (upload_file)": upload_file}


def _put(clients: Clients, spot: Spot) -> object:
    return put(clients, spot.new(), **spot.form)


def _put_signed(clients: Clients, spot: Spot) -> object:
    headers = {"if-none-match": "*"} if spot.form else {}
    at = spot.new()
    return signed.put(clients, at["Bucket"], at["Key"], BODY, headers)


def _put_in_parts(clients: Clients, spot: Spot) -> object:
    s3, at = clients.s3, spot.new()
    upload = {**at, "UploadId": s3.create_multipart_upload(**at)["UploadId"]}
    part = {"PartNumber": 1, "ETag": s3.upload_part(**upload, PartNumber=1, Body=BODY)["ETag"]}
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
