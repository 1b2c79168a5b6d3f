"""Buckets and their policies, from S3's shapes into CloudFormation's."""

from __future__ import annotations

import json
from typing import Any

from conformance.assembly import Properties
from conformance.reading import Reading, own_tags, part, unless

AUTO_DELETE_TAG = {"Key": "aws-cdk:auto-delete-objects", "Value": "true"}
_METADATA = "ResponseMetadata"


def read_bucket(at: Reading) -> Properties:
    s3, name = at.client("s3"), at.id
    s3.head_bucket(Bucket=name)
    lock = unless("ObjectLockConfigurationNotFoundError", s3.get_object_lock_configuration, Bucket=name)
    versioning = s3.get_bucket_versioning(Bucket=name).get("Status")
    return {
        "BucketName": name,
        "VersioningConfiguration": versioning and {"Status": versioning},
        "BucketEncryption": _encryption(at),
        "LifecycleConfiguration": _lifecycle(at),
        "LoggingConfiguration": _logging(at),
        "MetricsConfigurations": _metrics(at),
        "NotificationConfiguration": _notification(at),
        "OwnershipControls": _ownership(at),
        "PublicAccessBlockConfiguration": _public_access(at),
        "Tags": bucket_tags(at, name),
        "ObjectLockEnabled": lock and True,
        "ObjectLockConfiguration": lock and _object_lock(lock["ObjectLockConfiguration"]),
    }


def read_bucket_policy(at: Reading) -> Properties:
    bucket = at.wanted["Bucket"]
    policy = at.client("s3").get_bucket_policy(Bucket=bucket)["Policy"]
    return {"Bucket": bucket, "PolicyDocument": json.loads(policy)}


def read_auto_delete(at: Reading) -> Properties:
    """Its effect: its function stands, and the bucket carries the tag without which the function deletes nothing."""
    token, bucket = at.wanted["ServiceToken"], at.wanted["BucketName"]
    function = unless("ResourceNotFoundException", at.client("lambda").get_function, FunctionName=token)
    has_tag = AUTO_DELETE_TAG in bucket_tags(at, bucket)
    return {
        "ServiceToken": function and function["Configuration"]["FunctionArn"],
        "BucketName": bucket if has_tag else f"{bucket} without the tag {AUTO_DELETE_TAG['Key']}",
    }


def bucket_tags(at: Reading, bucket: str) -> list[Any]:
    answer = unless("NoSuchTagSet", at.client("s3").get_bucket_tagging, Bucket=bucket)
    return own_tags(answer["TagSet"]) if answer else []


def _encryption(at: Reading) -> Properties | None:
    code = "ServerSideEncryptionConfigurationNotFoundError"
    answer = unless(code, at.client("s3").get_bucket_encryption, Bucket=at.id)
    if answer is None:
        return None
    rules = []
    for rule in answer["ServerSideEncryptionConfiguration"]["Rules"]:
        plain = {"ServerSideEncryptionByDefault": rule["ApplyServerSideEncryptionByDefault"]}
        rules.append({**plain, **({"BucketKeyEnabled": True} if rule.get("BucketKeyEnabled") else {})})
    return {"ServerSideEncryptionConfiguration": rules}


def _lifecycle(at: Reading) -> Properties | None:
    ask = at.client("s3").get_bucket_lifecycle_configuration
    answer = unless("NoSuchLifecycleConfiguration", ask, Bucket=at.id)
    return answer and {"Rules": [lifecycle_rule(rule) for rule in answer["Rules"]]}


_EXPIRATION = {"Days": "ExpirationInDays", "Date": "ExpirationDate"}
_TRANSITION = {"Days": "TransitionInDays", "Date": "TransitionDate", "NoncurrentDays": "TransitionInDays"}


def lifecycle_rule(rule: Properties) -> Properties:
    """One rule in CloudFormation's shape; what has no name there keeps S3's, and so shows as a difference."""
    plain = {"Id" if name == "ID" else name: value for name, value in rule.items()}
    expiration = plain.pop("Expiration", {})
    plain |= {_EXPIRATION.get(name, name): value for name, value in expiration.items()}
    for name in plain.keys() & {"Transitions", "NoncurrentVersionTransitions"}:
        plain[name] = [{_TRANSITION.get(key, key): value for key, value in each.items()} for each in plain[name]]
    conditions = plain.pop("Filter", {})
    conditions = conditions.get("And", conditions)
    if "Tag" in conditions:
        conditions = {"Tags": [conditions["Tag"]]}
    plain |= {"TagFilters" if name == "Tags" else name: value for name, value in conditions.items() if value != ""}
    return plain


def _logging(at: Reading) -> Properties | None:
    enabled = at.client("s3").get_bucket_logging(Bucket=at.id).get("LoggingEnabled")
    if enabled is None:
        return None
    names = {"TargetBucket": "DestinationBucketName", "TargetPrefix": "LogFilePrefix"}
    return {names.get(name, name): value for name, value in enabled.items()}


def _metrics(at: Reading) -> list[Properties]:
    answer = at.client("s3").list_bucket_metrics_configurations(Bucket=at.id)
    found = answer.get("MetricsConfigurationList", [])
    return [{"Id": each["Id"], **each.get("Filter", {})} for each in found]


def _notification(at: Reading) -> Properties:
    answer = at.client("s3").get_bucket_notification_configuration(Bucket=at.id)
    # S3 says "to EventBridge" by an empty object.
    return {
        name: {"EventBridgeEnabled": True} if name == "EventBridgeConfiguration" else value
        for name, value in answer.items()
        if name != _METADATA
    }


def _ownership(at: Reading) -> Properties | None:
    answer = unless("OwnershipControlsNotFoundError", at.client("s3").get_bucket_ownership_controls, Bucket=at.id)
    return part(answer, "OwnershipControls")


def _public_access(at: Reading) -> Properties | None:
    ask = at.client("s3").get_public_access_block
    answer = unless("NoSuchPublicAccessBlockConfiguration", ask, Bucket=at.id)
    return part(answer, "PublicAccessBlockConfiguration")


def _object_lock(configuration: Properties) -> Properties | None:
    return configuration if "Rule" in configuration else None
