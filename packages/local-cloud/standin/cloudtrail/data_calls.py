"""Calls on data, which a trail records where a selector asks for them, by the names that CloudTrail has for them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from standin.s3.calls import object_call
from standin.server.seams import Seams, ministack
from standin.server.traffic import Call

SEAMS: Seams = {"core.iam_actions": ("extract_iam_action", "extract_resource_arn")}

# The calls that read or write records; all others of Kinesis are management.
_RECORDS = frozenset({"GetRecords", "GetShardIterator", "PutRecord", "PutRecords", "SubscribeToShard"})
_ON_QUEUES = frozenset(
    {
        "ChangeMessageVisibility",
        "ChangeMessageVisibilityBatch",
        "DeleteMessage",
        "DeleteMessageBatch",
        "GetQueueAttributes",
        "GetQueueUrl",
        "ListDeadLetterSourceQueues",
        "ListMessageMoveTasks",
        "ListQueueTags",
        "ReceiveMessage",
        "SendMessage",
        "SendMessageBatch",
    }
)


@dataclass(frozen=True)
class DataCall:
    """A call on data: what CloudTrail calls it, what it is of (the data first), and its parameters, never the data."""

    name: str
    resources: list[dict[str, str]]
    parameters: dict[str, Any]


def data_call(call: Call) -> DataCall | None:
    """None for a call that is on no data."""
    on = _SERVICES.get(call.service)
    return on(call) if on else None


def _on_objects(call: Call) -> DataCall | None:
    found = object_call(call)
    if found is None:
        return None
    arn = {"ARN": found.arn} if found.key else {"ARNPrefix": found.arn}
    bucket = {"accountId": call.account, "type": "AWS::S3::Bucket", "ARN": f"arn:aws:s3:::{found.bucket}"}
    parameters = {"bucketName": found.bucket, "Host": call.headers.get("host", "")}
    copied = {"x-amz-copy-source": call.headers["x-amz-copy-source"]} if "x-amz-copy-source" in call.headers else {}
    return DataCall(
        found.name,
        [{"type": "AWS::S3::Object", **arn}, bucket],
        {**parameters, **({"key": found.key} if found.key else {}), **copied},
    )


def _on_records(call: Call) -> DataCall | None:
    name, arn = _action(call), _arn(call)
    if name not in _RECORDS:
        return None
    kind = "AWS::Kinesis::StreamConsumer" if "/consumer/" in arn else "AWS::Kinesis::Stream"
    given = json.loads(call.body) if call.body else {}
    plain = {
        key[0].lower() + key[1:]: value for key, value in given.items() if isinstance(value, str) and key != "Data"
    }
    return _one(call, name, kind, arn, plain)


def _on_functions(call: Call) -> DataCall | None:
    arn = _arn(call)
    parameters = {"functionName": arn}
    is_invoked = _action(call) == "InvokeFunction"
    return _one(call, "Invoke", "AWS::Lambda::Function", arn, parameters) if is_invoked else None


def _on_queues(call: Call) -> DataCall | None:
    name, arn = _action(call), _arn(call)
    return _one(call, name, "AWS::SQS::Queue", arn, {}) if name in _ON_QUEUES else None


def _on_topics(call: Call) -> DataCall | None:
    name, form = _action(call), parse_qs(call.body.decode())
    arn = (form.get("TopicArn") or form.get("TargetArn") or ["*"])[0]
    is_published = name in ("Publish", "PublishBatch")
    return _one(call, name, "AWS::SNS::Topic", arn, {"topicArn": arn}) if is_published else None


_SERVICES: Mapping[str, Callable[[Call], DataCall | None]] = {
    "s3": _on_objects,
    "kinesis": _on_records,
    "lambda": _on_functions,
    "sqs": _on_queues,
    "sns": _on_topics,
}


def _one(call: Call, name: str, kind: str, arn: str, parameters: dict[str, Any]) -> DataCall:
    return DataCall(name, [{"accountId": call.account, "type": kind, "ARN": arn}], parameters)


def _action(call: Call) -> str:
    """The operation as the request names it; by the name of IAM's action where only its path does."""
    target = call.headers.get("x-amz-target", "").rpartition(".")[2]
    asked = ministack("core.iam_actions").extract_iam_action
    action = asked(call.service, call.method, call.path, call.headers, call.body, call.query)
    return target or str(action).rpartition(":")[2]


def _arn(call: Call) -> str:
    return str(
        ministack("core.iam_actions").extract_resource_arn(
            call.service, call.method, call.path, call.headers, call.body, call.query, call.region, call.account
        )
    )
