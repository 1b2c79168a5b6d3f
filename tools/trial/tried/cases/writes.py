"""Writes that are forbidden: to delete, to open the bucket, and to put where, or in a form in which, a plant must not."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping

from boto3.exceptions import S3UploadFailedError
from botocore.exceptions import ClientError

from tried.case import Case
from tried.clients import Clients
from tried.places import FilledStream, Renewed, Spot, StandingPolicy

BODY = b"probe\n"
_PUT = ("s3:PutObject",)


def put(clients: Clients, at: Mapping[str, str], **more: str) -> object:
    return clients.s3.put_object(**at, Body=BODY, ContentType="text/plain", **more)


def upload_file(clients: Clients, spot: Spot) -> object:
    """boto3's own way to upload, which sends no If-None-Match, so that it could overwrite."""
    at = spot.new()
    with tempfile.NamedTemporaryFile() as file:
        file.write(BODY)
        file.flush()
        try:
            return clients.s3.upload_file(file.name, at["Bucket"], at["Key"])
        except S3UploadFailedError as error:
            # boto3 keeps what the service said out of sight.
            if isinstance(error.__context__, ClientError):
                raise error.__context__ from None
            raise


def _put_again(clients: Clients, stored: Renewed) -> object:
    stored.renew()
    return put(clients, stored.at)


def _delete(clients: Clients, stored: Renewed) -> object:
    stored.renew()
    return clients.s3.delete_object(**stored.at)


DELETES: tuple[Case[Renewed], ...] = (
    Case("DeleteObject", ("s3:DeleteObject",), _delete),
    Case(
        "DeleteObject",
        ("s3:DeleteObjectVersion",),
        lambda c, o: c.s3.delete_object(**o.at, VersionId=o.renew()),
        "a version",
    ),
)
# It puts the policy that stands, so that the owner's try changes nothing.
POLICIES: tuple[Case[StandingPolicy], ...] = (
    Case("PutBucketPolicy", ("s3:PutBucketPolicy",), lambda c, p: c.s3.put_bucket_policy(**p.at, Policy=p.policy)),
)
PUTS: tuple[Case[Spot], ...] = (Case("PutObject", _PUT, lambda c, s: put(c, s.new(), **s.form)),)
PUTS_IN_A_FORM: tuple[Case[Spot], ...] = (
    Case("PutObject", _PUT, lambda c, s: put(c, s.new(), StorageClass="GLACIER", **s.form), "in an archive class"),
)
PUTS_BY_SESSION: tuple[Case[Spot], ...] = (
    Case("PutObject", _PUT, lambda c, s: put(c.in_a_session(), s.new(), **s.form), "by a session of the key"),
)
UPLOADS: tuple[Case[Spot], ...] = (Case("PutObject", _PUT, upload_file, "upload_file"),)
OVERWRITES: tuple[Case[Renewed], ...] = (Case("PutObject", _PUT, _put_again, "without If-None-Match"),)
RECORDS: tuple[Case[FilledStream], ...] = (
    Case("PutRecord", ("kinesis:PutRecord",), lambda c, s: c.kinesis.put_record(StreamName=s.name, **s.record)),
)
