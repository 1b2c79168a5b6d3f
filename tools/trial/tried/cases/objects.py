"""Reads of one object, whoever stored it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from tried import signed
from tried.case import Case, call
from tried.clients import Clients
from tried.places import ANNOTATION, StoredObject

_SELECT: Mapping[str, object] = {
    "Expression": "SELECT * FROM S3Object",
    "ExpressionType": "SQL",
    "InputSerialization": {"CSV": {}},
    "OutputSerialization": {"CSV": {}},
}


def _read(operation: str, *actions: str, form: str = "", **more: object) -> Case[StoredObject]:
    return Case(operation, _s3(actions), lambda c, o: call(c.s3, operation, {**o.at, **more}), form)


def _read_version(operation: str, *actions: str, **more: object) -> Case[StoredObject]:
    return Case(operation, _s3(actions), lambda c, o: call(c.s3, operation, {**o.at_version, **more}), "a version")


def _s3(actions: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"s3:{action}" for action in actions)


def _copy(clients: Clients, source: Mapping[str, str], stored: StoredObject) -> object:
    target = stored.copy_to
    key = f"{target.folder}copy-{uuid.uuid4().hex}"
    return clients.s3.copy_object(Bucket=target.bucket, Key=key, CopySource=dict(source), **target.form)


def _copy_part(clients: Clients, source: Mapping[str, str], stored: StoredObject) -> object:
    target = stored.copy_to
    at = {"Bucket": target.bucket, "Key": target.part_key, "UploadId": target.upload}
    return clients.s3.upload_part_copy(**at, PartNumber=1, CopySource=dict(source))


READS: tuple[Case[StoredObject], ...] = (
    _read("GetObject", "GetObject"),
    _read("GetObject", "GetObject", form="a range", Range="bytes=0-0"),
    _read("GetObject", "GetObject", form="a part", PartNumber=1),
    Case(
        "GetObject",
        ("s3:GetObject",),
        lambda c, o: signed.get_presigned(c, o.bucket, o.key),
        "by a presigned address",
    ),
    _read("HeadObject", "GetObject"),
    _read("GetObjectAcl", "GetObjectAcl"),
    _read("GetObjectAttributes", "GetObject", "GetObjectAttributes", ObjectAttributes=["ObjectSize"]),
    _read("GetObjectTagging", "GetObjectTagging"),
    _read("GetObjectTorrent", "GetObjectTorrent"),
    Case("SelectObjectContent", ("s3:GetObject",), lambda c, o: c.s3.select_object_content(**o.at, **_SELECT)),
    Case(
        "ListParts",
        ("s3:ListMultipartUploadParts",),
        lambda c, o: c.s3.list_parts(**o.at, UploadId=o.upload),
    ),
    Case("CopyObject", ("s3:GetObject", "s3:PutObject"), lambda c, o: _copy(c, o.at, o)),
    Case("UploadPartCopy", ("s3:GetObject", "s3:PutObject"), lambda c, o: _copy_part(c, o.at, o)),
)

READS_OF_A_VERSION: tuple[Case[StoredObject], ...] = (
    _read_version("GetObject", "GetObjectVersion"),
    _read_version("HeadObject", "GetObjectVersion"),
    _read_version("GetObjectAcl", "GetObjectVersionAcl"),
    _read_version(
        "GetObjectAttributes", "GetObjectVersion", "GetObjectVersionAttributes", ObjectAttributes=["ObjectSize"]
    ),
    _read_version("GetObjectTagging", "GetObjectVersionTagging"),
    Case("CopyObject", ("s3:GetObjectVersion", "s3:PutObject"), lambda c, o: _copy(c, o.at_version, o), "a version"),
    Case(
        "UploadPartCopy",
        ("s3:GetObjectVersion", "s3:PutObject"),
        lambda c, o: _copy_part(c, o.at_version, o),
        "a version",
    ),
)

# These need an annotation, or a bucket with Object Lock, which the deployed ones have not everywhere.
READS_OF_ONE_MADE: tuple[Case[StoredObject], ...] = (
    _read("GetObjectAnnotation", "GetObjectAnnotation", AnnotationName=ANNOTATION),
    _read_version("GetObjectAnnotation", "GetObjectVersionAnnotation", AnnotationName=ANNOTATION),
    _read("ListObjectAnnotations", "ListObjectAnnotations"),
    _read_version("ListObjectAnnotations", "ListObjectVersionAnnotations"),
    _read("GetObjectRetention", "GetObjectRetention"),
    _read("GetObjectLegalHold", "GetObjectLegalHold"),
)
