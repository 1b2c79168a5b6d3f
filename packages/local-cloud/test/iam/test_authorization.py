"""The IAM action of a call: with that one alone it passes, without it it is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError
from standin.testing.local_cloud import LocalCloud, unique

KEY = "site=a/x"
Call = Callable[[Any, str, str], object]


def at(bucket: str) -> dict[str, str]:
    return {"Bucket": bucket, "Key": KEY}


CALLS: dict[str, tuple[set[str], Call]] = {
    "get": ({"GetObject"}, lambda s3, b, v: s3.get_object(**at(b))),
    "head": ({"GetObject"}, lambda s3, b, v: s3.head_object(**at(b))),
    "get a version": ({"GetObjectVersion"}, lambda s3, b, v: s3.get_object(**at(b), VersionId=v)),
    "attributes": (
        {"GetObject", "GetObjectAttributes"},
        lambda s3, b, v: s3.get_object_attributes(**at(b), ObjectAttributes=["ETag"]),
    ),
    "attributes of a version": (
        {"GetObjectVersion", "GetObjectVersionAttributes"},
        lambda s3, b, v: s3.get_object_attributes(**at(b), VersionId=v, ObjectAttributes=["ETag"]),
    ),
    "tags": ({"GetObjectTagging"}, lambda s3, b, v: s3.get_object_tagging(**at(b))),
    "tags of a version": ({"GetObjectVersionTagging"}, lambda s3, b, v: s3.get_object_tagging(**at(b), VersionId=v)),
    "list": ({"ListBucket"}, lambda s3, b, v: s3.list_objects_v2(Bucket=b)),
    "head bucket": ({"ListBucket"}, lambda s3, b, v: s3.head_bucket(Bucket=b)),
    "list versions": ({"ListBucketVersions"}, lambda s3, b, v: s3.list_object_versions(Bucket=b)),
    "list uploads": ({"ListBucketMultipartUploads"}, lambda s3, b, v: s3.list_multipart_uploads(Bucket=b)),
    "put": ({"PutObject"}, lambda s3, b, v: s3.put_object(**at(b), Body=b"2")),
    "put with tags": (
        {"PutObject", "PutObjectTagging"},
        lambda s3, b, v: s3.put_object(**at(b), Body=b"2", Tagging="a=b"),
    ),
    "start an upload": ({"PutObject"}, lambda s3, b, v: s3.create_multipart_upload(**at(b))),
    "copy": (
        {"GetObject", "PutObject"},
        lambda s3, b, v: s3.copy_object(Bucket=b, Key="copy", CopySource=at(b)),
    ),
    "copy a version": (
        {"GetObjectVersion", "PutObject"},
        lambda s3, b, v: s3.copy_object(Bucket=b, Key="copy", CopySource={**at(b), "VersionId": v}),
    ),
    "delete": ({"DeleteObject"}, lambda s3, b, v: s3.delete_object(**at(b))),
    "delete a version": ({"DeleteObjectVersion"}, lambda s3, b, v: s3.delete_object(**at(b), VersionId=v)),
    "delete several": (
        {"DeleteObject"},
        lambda s3, b, v: s3.delete_objects(Bucket=b, Delete={"Objects": [{"Key": KEY}]}),
    ),
    "delete several versions": (
        {"DeleteObjectVersion"},
        lambda s3, b, v: s3.delete_objects(Bucket=b, Delete={"Objects": [{"Key": KEY, "VersionId": v}]}),
    ),
    "read the policy": ({"GetBucketPolicy"}, lambda s3, b, v: s3.get_bucket_policy(Bucket=b)),
}


@pytest.mark.parametrize("name", CALLS)
def test_a_call_needs_exactly_the_actions_that_aws_names(cloud: LocalCloud, name: str) -> None:
    actions, call = CALLS[name]
    bucket = cloud.bucket(versioned=True)
    root = cloud.client("s3")
    version = root.put_object(**at(bucket), Body=b"1")["VersionId"]
    deny_nothing = (
        '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:Nothing","Resource":"*"}]}'
    )
    root.put_bucket_policy(Bucket=bucket, Policy=deny_nothing)
    for missing in actions:
        assert refused(cloud, call, bucket, version, actions - {missing}), f"passes without s3:{missing}"
    assert not refused(cloud, call, bucket, version, actions)


def refused(cloud: LocalCloud, call: Call, bucket: str, version: str, actions: set[str]) -> bool:
    granted = [f"s3:{action}" for action in sorted(actions)] or ["s3:ListAllMyBuckets"]
    s3 = cloud.client("s3", cloud.user({"Effect": "Allow", "Action": granted, "Resource": "*"}))
    try:
        call(s3, bucket, version)
    except ClientError as error:
        return bool(error.response["ResponseMetadata"]["HTTPStatusCode"] == 403)
    return False


def test_a_right_on_a_key_is_one_by_its_alias_too(cloud: LocalCloud) -> None:
    root, alias = cloud.client("kms"), f"alias/{unique('key')}"
    key = root.create_key()["KeyMetadata"]
    root.create_alias(AliasName=alias, TargetKeyId=key["KeyId"])
    encrypting = {"Effect": "Allow", "Action": "kms:Encrypt", "Resource": key["Arn"]}
    kms = cloud.client("kms", cloud.user(encrypting))
    assert kms.encrypt(KeyId=alias, Plaintext=b"1")["KeyId"] == key["Arn"]
