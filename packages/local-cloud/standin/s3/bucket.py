"""AWS::S3::Bucket and BucketPolicy through the S3 service's own functions, so that every property can be read back."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Mapping
from typing import Any

import botocore.session
from botocore.serialize import create_serializer
from botocore.validate import ParamValidator

from standin.cloudformation.handlers import Attributes, Handler, Properties
from standin.s3 import request_metrics, shapes
from standin.s3.shapes import UnknownPropertyError
from standin.server.seams import Seams, ministack

# Named by resource_types/.
__all__ = ["BUCKET", "BUCKET_POLICY"]

_SETTERS = (
    "_put_bucket_versioning",
    "_put_bucket_encryption",
    "_delete_bucket_encryption",
    "_put_bucket_lifecycle",
    "_delete_bucket_lifecycle",
    "_put_object_lock_configuration",
    "_put_bucket_logging",
    "_put_bucket_ownership_controls",
    "_delete_bucket_ownership_controls",
    "_put_bucket_tagging",
    "_delete_bucket_tagging",
    "_put_bucket_policy",
)
SEAMS: Seams = {"services.s3": (*_SETTERS, "_buckets", "_delete_bucket")}


def configure(name: str, new: Properties, old: Properties) -> None:
    """Bring the bucket from `old` to `new` properties; what MiniStack's own handler does already is left to it."""
    tags = list(new.get("Tags") or ())
    _apply(
        new, old, "VersioningConfiguration", "PutBucketVersioning", lambda v: {"VersioningConfiguration": dict(v)}, name
    )
    _apply(
        new,
        old,
        "BucketEncryption",
        "PutBucketEncryption",
        lambda v: {"ServerSideEncryptionConfiguration": shapes.encryption(v)},
        name,
    )
    _apply(
        new,
        old,
        "LifecycleConfiguration",
        "PutBucketLifecycleConfiguration",
        lambda v: {"LifecycleConfiguration": shapes.lifecycle(v)},
        name,
    )
    _apply(new, old, "OwnershipControls", "PutBucketOwnershipControls", lambda v: {"OwnershipControls": dict(v)}, name)
    _apply(
        new,
        old,
        "LoggingConfiguration",
        "PutBucketLogging",
        lambda v: {"BucketLoggingStatus": shapes.logging(v, name)},
        name,
    )
    _apply({"Tags": tags} if tags else {}, old, "Tags", "PutBucketTagging", lambda v: {"Tagging": {"TagSet": v}}, name)
    request_metrics.configure(name, new.get("MetricsConfigurations") or ())
    lock = new.get("ObjectLockConfiguration") or ({} if str(new.get("ObjectLockEnabled")).lower() == "true" else None)
    if lock is not None:
        _put("PutObjectLockConfiguration", name, {"ObjectLockConfiguration": shapes.object_lock(lock)})


_FUNCTIONS = {
    "PutBucketVersioning": ("_put_bucket_versioning", None),
    "PutBucketEncryption": ("_put_bucket_encryption", "_delete_bucket_encryption"),
    "PutBucketLifecycleConfiguration": ("_put_bucket_lifecycle", "_delete_bucket_lifecycle"),
    "PutBucketOwnershipControls": ("_put_bucket_ownership_controls", "_delete_bucket_ownership_controls"),
    "PutBucketLogging": ("_put_bucket_logging", None),
    "PutBucketTagging": ("_put_bucket_tagging", "_delete_bucket_tagging"),
    "PutObjectLockConfiguration": ("_put_object_lock_configuration", None),
}
# Configurations that stand for "none" where S3 has no call to delete one.
_NONE: Mapping[str, dict[str, Any]] = {
    "PutBucketVersioning": {"VersioningConfiguration": {"Status": "Suspended"}},
    "PutBucketLogging": {"BucketLoggingStatus": {}},
}


def _apply(
    new: Properties,
    old: Properties,
    prop: str,
    operation: str,
    to_api: Callable[[Any], dict[str, Any]],
    name: str,
) -> None:
    if prop in new:
        _put(operation, name, to_api(new[prop]))
    elif prop in old:
        delete = _FUNCTIONS[operation][1]
        if delete is None:
            _put(operation, name, _NONE[operation])
        else:
            _accepted(operation, name, getattr(ministack("services.s3"), delete)(name))


def _put(operation: str, name: str, parameters: dict[str, Any]) -> None:
    function = getattr(ministack("services.s3"), _FUNCTIONS[operation][0])
    _accepted(operation, name, function(name, request_body(operation, {"Bucket": name, **parameters})))


def request_body(operation: str, parameters: dict[str, Any]) -> bytes:
    """The body that an AWS SDK would send; fails on a member that the S3 API does not have."""
    model = _s3_model().operation_model(operation)
    report = ParamValidator().validate(parameters, model.input_shape)
    if report.has_errors():
        raise UnknownPropertyError(f"{operation} on {parameters['Bucket']}: {report.generate_report()}")
    body = create_serializer("rest-xml").serialize_to_request(parameters, model)["body"]
    return body if isinstance(body, bytes) else str(body).encode()


@functools.cache
def _s3_model() -> Any:
    return botocore.session.get_session().get_service_model("s3")


def _accepted(operation: str, name: str, response: tuple[int, Any, Any]) -> None:
    if response[0] >= 300:
        raise ValueError(f"{operation} on {name} was refused: {response[2]!r}")


def _create(original: Handler, logical_id: str, props: Properties, stack: str) -> tuple[str, Attributes]:
    name, attributes = original(logical_id, props, stack)
    try:
        configure(name, props, {})
    except ValueError:
        ministack("services.s3")._delete_bucket(name)
        raise
    return name, attributes


def _update(original: Handler, name: str, old: Properties, new: Properties, stack: str) -> tuple[str, Attributes]:
    physical_id, attributes = original(name, old, new, stack)
    configure(physical_id, new, old if physical_id == name else {})
    return physical_id, attributes


def _delete(_original: Handler, name: str, _props: Properties) -> None:
    """Through DeleteBucket, which refuses a bucket that still holds something, as AWS does."""
    s3 = ministack("services.s3")
    if name in s3._buckets:
        _accepted("DeleteBucket", name, s3._delete_bucket(name))


def _create_policy(original: Handler, logical_id: str, props: Properties, stack: str) -> tuple[str, Attributes]:
    _put_policy(props)
    return original(logical_id, props, stack)


def _update_policy(
    original: Handler, physical_id: str, old: Properties, new: Properties, stack: str
) -> tuple[str, Attributes]:
    _put_policy(new)
    return original(physical_id, old, new, stack)


def _put_policy(props: Properties) -> None:
    document = props["PolicyDocument"]
    text = document if isinstance(document, str) else json.dumps(document)
    _accepted(
        "PutBucketPolicy", props["Bucket"], ministack("services.s3")._put_bucket_policy(props["Bucket"], text.encode())
    )


BUCKET = {"create": _create, "update": _update, "delete": _delete}
BUCKET_POLICY = {"create": _create_policy, "update": _update_policy}
