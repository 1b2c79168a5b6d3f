"""Buckets that the owner makes for a trial, with what the deployed ones have not."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

from tried.ground.objects import unfinished_upload
from tried.ground.preparation import Preparation
from tried.places import ANNOTATION, CopyTarget, StoredObject

_LOCKED = timedelta(minutes=10)


def locked_objects(preparation: Preparation) -> tuple[StoredObject]:
    """One object with an annotation, a retention and a legal hold."""
    s3, bucket, key = preparation.owner.s3, made_bucket(preparation, locked=True), "annotated"
    version = s3.put_object(Bucket=bucket, Key=key, Body=b"tried\n")["VersionId"]
    at = {"Bucket": bucket, "Key": key, "VersionId": version}
    preparation.cleanup.callback(s3.delete_object, **at, BypassGovernanceRetention=True)
    s3.put_object_annotation(**at, AnnotationName=ANNOTATION, AnnotationPayload=b"tried")
    s3.put_object_retention(**at, Retention={"Mode": "GOVERNANCE", "RetainUntilDate": datetime.now(UTC) + _LOCKED})
    s3.put_object_legal_hold(**at, LegalHold={"Status": "ON"})
    preparation.cleanup.callback(s3.put_object_legal_hold, **at, LegalHold={"Status": "OFF"})
    upload = unfinished_upload(preparation, bucket, key)
    return (
        StoredObject("an object of its owner", bucket, key, version, upload, CopyTarget(bucket, "", upload, key, {})),
    )


def made_bucket(preparation: Preparation, *, locked: bool = False) -> str:
    """Name of a new bucket, deleted at the end."""
    s3, name = preparation.owner.s3, f"tried-{uuid.uuid4().hex}"
    s3.create_bucket(Bucket=name, ObjectLockEnabledForBucket=locked)
    preparation.cleanup.callback(s3.delete_bucket, Bucket=name)
    return name
