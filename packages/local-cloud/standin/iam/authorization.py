"""IAM actions that a request needs, where MiniStack asks for other ones than AWS does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from standin.server.seams import Seams, ministack, wrap
from standin.server.settings import Settings

SEAMS: Seams = {
    "core.iam_actions": (
        "extract_iam_action",
        "extract_resource_arn",
        "s3_additional_checks",
        "_query_param",
        "_S3_OBJECT_QUERY_ACTIONS",
        "_S3_VERSIONED_ACTIONS",
        "_s3_batch_delete_targets",
        "_safe_json_field",
    ),
    "services.iam": ("_access_keys", "_groups", "_roles", "_users"),
    "services.kinesis": ("_shard_iterators",),
    "services.kms": ("_resolve_key",),
}

# A put that also tags, grants or locks needs the right to do that.
_WRITE_EXTRAS = {
    "x-amz-tagging": "s3:PutObjectTagging",
    "x-amz-acl": "s3:PutObjectAcl",
    "x-amz-object-lock-mode": "s3:PutObjectRetention",
    "x-amz-object-lock-legal-hold": "s3:PutObjectLegalHold",
}

# In the order in which MiniStack looks for them.
_IDENTITIES = {"RoleName": ("role", "_roles"), "UserName": ("user", "_users"), "GroupName": ("group", "_groups")}

# SQS has no action of its own for a batch.
_BATCHES = {
    "sqs:SendMessageBatch": "sqs:SendMessage",
    "sqs:DeleteMessageBatch": "sqs:DeleteMessage",
    "sqs:ChangeMessageVisibilityBatch": "sqs:ChangeMessageVisibility",
}

# Reads of an object that MiniStack takes for another one's: by the sub-resource, and by a version.
_OBJECT_READS = {"torrent": {"GET": "GetObjectTorrent"}}
_VERSION_READS = {
    "GetObjectAnnotation": "GetObjectVersionAnnotation",
    "ListObjectAnnotations": "ListObjectVersionAnnotations",
}


def install(_settings: Settings) -> None:
    actions = ministack("core.iam_actions")
    actions._S3_OBJECT_QUERY_ACTIONS.update(_OBJECT_READS)
    actions._S3_VERSIONED_ACTIONS.update(_VERSION_READS)
    wrap("core.iam_actions", "extract_iam_action", _naming_the_first_deleted_version)
    wrap("core.iam_actions", "extract_iam_action", _naming_batches_by_their_single_action)
    wrap("core.iam_actions", "extract_resource_arn", _naming_what_is_read_of_a_stream)
    wrap("core.iam_actions", "extract_resource_arn", _naming_identities_with_their_path)
    wrap("core.iam_actions", "extract_resource_arn", _naming_keys_by_their_alias)
    wrap("core.iam_actions", "extract_resource_arn", _naming_log_streams)
    wrap("core.iam_actions", "s3_additional_checks", _with_write_extras)


def _naming_the_first_deleted_version(original: Callable[..., Any]) -> Callable[..., Any]:
    """DeleteObjects with a version in its first entry deletes that version; MiniStack asks for s3:DeleteObject."""

    def extract_iam_action(
        service: str, method: str, path: str, headers: Mapping[str, str], body: bytes, query: Mapping[str, Any]
    ) -> Any:
        action = original(service, method, path, headers, body, query)
        if service == "s3" and method == "POST" and "delete" in query and action == "s3:DeleteObject":
            targets = ministack("core.iam_actions")._s3_batch_delete_targets(path.strip("/"), body)
            if targets and targets[0][1]:
                return "s3:DeleteObjectVersion"
        return action

    return extract_iam_action


def _naming_batches_by_their_single_action(original: Callable[..., Any]) -> Callable[..., Any]:
    def extract_iam_action(*request: Any, **named: Any) -> Any:
        action = original(*request, **named)
        return _BATCHES.get(action, action)

    return extract_iam_action


def _naming_what_is_read_of_a_stream(original: Callable[..., Any]) -> Callable[..., Any]:
    """An iterator stands for its stream and a subscription for its consumer; MiniStack asks for `*`, which no role has."""

    def extract_resource_arn(service: str, method: str, path: str, headers: Any, body: bytes, *rest: Any) -> Any:
        arn = original(service, method, path, headers, body, *rest)
        if service != "kinesis" or arn != "*":
            return arn
        field = ministack("core.iam_actions")._safe_json_field
        consumer = field(body, "ConsumerARN")
        iterator = ministack("services.kinesis")._shard_iterators.get(field(body, "ShardIterator")) or {}
        return consumer or iterator.get("stream_arn") or arn

    return extract_resource_arn


def _naming_identities_with_their_path(original: Callable[..., Any]) -> Callable[..., Any]:
    """MiniStack asks on `user/name`, so that a right on `user/path/name` would be a right on nobody."""

    def extract_resource_arn(
        service: str, method: str, path: str, headers: Any, body: bytes, query: Mapping[str, Any], *rest: Any
    ) -> Any:
        arn = original(service, method, path, headers, body, query, *rest)
        if service != "iam":
            return arn
        parameter, iam = ministack("core.iam_actions")._query_param, ministack("services.iam")
        for name, (kind, store) in _IDENTITIES.items():
            if named := parameter(query, name):
                known = getattr(iam, store).get(named)
                new = arn.replace(f":{kind}/", f":{kind}{parameter(query, 'Path') or '/'}")
                return known["Arn"] if known else new
        # The one call that names a key alone is asked on its user.
        key = iam._access_keys.get(parameter(query, "AccessKeyId"))
        owner = iam._users.get(key["UserName"]) if key else None
        return owner["Arn"] if owner else arn

    return extract_resource_arn


def _naming_keys_by_their_alias(original: Callable[..., Any]) -> Callable[..., Any]:
    """A right is one on a key, by whatever name it is called; MiniStack asks on the alias."""

    def extract_resource_arn(service: str, method: str, path: str, headers: Any, body: bytes, *rest: Any) -> Any:
        arn = original(service, method, path, headers, body, *rest)
        if service != "kms" or ":alias/" not in arn:
            return arn
        key = ministack("services.kms")._resolve_key(arn)
        return key["Arn"] if key else arn

    return extract_resource_arn


def _naming_log_streams(original: Callable[..., Any]) -> Callable[..., Any]:
    """Calls on a log stream are asked for on the stream; MiniStack asks on its group, which `group:*` does not name."""

    def extract_resource_arn(service: str, method: str, path: str, headers: Any, body: bytes, *rest: Any) -> Any:
        arn = original(service, method, path, headers, body, *rest)
        if service != "logs":
            return arn
        stream = ministack("core.iam_actions")._safe_json_field(body, "logStreamName")
        return f"{arn}:log-stream:{stream}" if stream else arn

    return extract_resource_arn


def _with_write_extras(original: Callable[..., list[tuple[str, str]]]) -> Callable[..., list[tuple[str, str]]]:
    def s3_additional_checks(
        method: str, path: str, headers: Mapping[str, str], body: bytes, query: Mapping[str, Any]
    ) -> list[tuple[str, str]]:
        checks = original(method, path, headers, body, query)
        bucket, _, key = path.lstrip("/").partition("/")
        writes = key and (
            (method == "PUT" and not query.keys() - {"x-id"}) or (method == "POST" and "uploads" in query)
        )
        if writes:
            arn = f"arn:aws:s3:::{bucket}/{key}"
            checks += [(action, arn) for header, action in _WRITE_EXTRAS.items() if headers.get(header)]
        return checks

    return s3_additional_checks
