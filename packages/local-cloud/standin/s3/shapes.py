"""A bucket's CloudFormation properties in the shapes of the S3 API, one pure function for each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from standin.cloudformation.handlers import Properties


class UnknownPropertyError(ValueError):
    """A property inside a resource that the local cloud would have dropped without a word."""


def renamed(source: Properties, names: Mapping[str, str], where: str) -> dict[str, Any]:
    """`source` with its keys renamed; fails on a key that `names` does not have."""
    unknown = sorted(source.keys() - names.keys())
    if unknown:
        raise UnknownPropertyError(f"{where}: not known to the local cloud: {', '.join(unknown)}")
    return {names[key]: value for key, value in source.items()}


def encryption(value: Properties) -> dict[str, Any]:
    rules = []
    for rule in value["ServerSideEncryptionConfiguration"]:
        by_default = dict(rule.get("ServerSideEncryptionByDefault") or {})
        # MiniStack has no aws/s3 key of its own and refuses every upload that would need it.
        if by_default.get("SSEAlgorithm") == "aws:kms":
            by_default.setdefault("KMSMasterKeyID", "alias/aws/s3")
        rules.append(
            renamed(
                {**rule, "ServerSideEncryptionByDefault": by_default},
                {
                    "ServerSideEncryptionByDefault": "ApplyServerSideEncryptionByDefault",
                    "BucketKeyEnabled": "BucketKeyEnabled",
                },
                "BucketEncryption",
            )
        )
    return {"Rules": [_typed(rule, booleans=("BucketKeyEnabled",)) for rule in rules]}


_LIFECYCLE = {
    "Id": "ID",
    "Status": "Status",
    "Prefix": "Prefix",
    "ObjectSizeGreaterThan": "ObjectSizeGreaterThan",
    "ObjectSizeLessThan": "ObjectSizeLessThan",
    "TagFilters": "Tags",
    "ExpirationInDays": "Days",
    "ExpirationDate": "Date",
    "ExpiredObjectDeleteMarker": "ExpiredObjectDeleteMarker",
    "NoncurrentVersionExpiration": "NoncurrentVersionExpiration",
    "NoncurrentVersionTransitions": "NoncurrentVersionTransitions",
    "Transitions": "Transitions",
    "AbortIncompleteMultipartUpload": "AbortIncompleteMultipartUpload",
}
_TRANSITION = {"StorageClass": "StorageClass", "TransitionInDays": "Days", "TransitionDate": "Date"}
_OLD_TRANSITION = {
    "StorageClass": "StorageClass",
    "TransitionInDays": "NoncurrentDays",
    "NewerNoncurrentVersions": "NewerNoncurrentVersions",
}
_COUNTS = ("Days", "NoncurrentDays", "NewerNoncurrentVersions", "DaysAfterInitiation")


def lifecycle(value: Properties) -> dict[str, Any]:
    return {"Rules": [_lifecycle_rule(rule) for rule in value["Rules"]]}


def _lifecycle_rule(rule: Properties) -> dict[str, Any]:
    api = renamed(rule, _LIFECYCLE, "LifecycleConfiguration rule")
    expiration = _taken(api, ("Days", "Date", "ExpiredObjectDeleteMarker"))
    if expiration:
        api["Expiration"] = _typed(expiration, numbers=_COUNTS, booleans=("ExpiredObjectDeleteMarker",))
    for name in ("NoncurrentVersionExpiration", "AbortIncompleteMultipartUpload"):
        if name in api:
            api[name] = _typed(api[name], numbers=_COUNTS)
    for name, names in (("Transitions", _TRANSITION), ("NoncurrentVersionTransitions", _OLD_TRANSITION)):
        if name in api:
            api[name] = [_typed(renamed(each, names, name), numbers=_COUNTS) for each in api[name]]
    api["Filter"] = _lifecycle_filter(api)
    return api


def _lifecycle_filter(api: dict[str, Any]) -> dict[str, Any]:
    """Takes the filter's parts out of the rule; several of them must stand in an `And`."""
    parts = _taken(api, ("Prefix", "ObjectSizeGreaterThan", "ObjectSizeLessThan", "Tags"))
    parts = _typed(parts, numbers=("ObjectSizeGreaterThan", "ObjectSizeLessThan"))
    if len(parts) > 1 or len(parts.get("Tags", ())) > 1:
        return {"And": parts}
    if "Tags" in parts:
        return {"Tag": parts["Tags"][0]}
    return parts or {"Prefix": ""}


def _taken(source: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: source.pop(name) for name in names if name in source}


def object_lock(value: Properties) -> dict[str, Any]:
    configuration = {**value, "ObjectLockEnabled": value.get("ObjectLockEnabled", "Enabled")}
    retention = (configuration.get("Rule") or {}).get("DefaultRetention")
    if retention:
        configuration["Rule"] = {"DefaultRetention": _typed(retention, numbers=("Days", "Years"))}
    return configuration


def logging(value: Properties, own_name: str) -> dict[str, Any]:
    names = {
        "DestinationBucketName": "TargetBucket",
        "LogFilePrefix": "TargetPrefix",
        "TargetObjectKeyFormat": "TargetObjectKeyFormat",
    }
    return {
        "LoggingEnabled": {
            "TargetBucket": own_name,
            "TargetPrefix": "",
            **renamed(value, names, "LoggingConfiguration"),
        }
    }


def _typed(source: Properties, *, numbers: tuple[str, ...] = (), booleans: tuple[str, ...] = ()) -> dict[str, Any]:
    """CloudFormation may carry a number or a boolean as text; the S3 shapes do not."""
    typed = dict(source)
    for name in typed.keys() & set(numbers):
        typed[name] = int(typed[name])
    for name in typed.keys() & set(booleans):
        typed[name] = str(typed[name]).lower() == "true"
    return typed
