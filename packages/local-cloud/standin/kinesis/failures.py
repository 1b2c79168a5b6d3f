"""The object that Lambda puts into a bucket for a batch that it gave up, put under the function's own role."""

from __future__ import annotations

import json
import logging
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from standin.iam import role_sessions
from standin.kinesis.batches import Batch, arrival_of, sequence_of
from standin.server.seams import Seams, ministack
from standin.server.settings import Settings

SEAMS: Seams = {"services.cloudwatch": ("record_metric",)}

RETRIES_EXHAUSTED = "RetryAttemptsExhausted"
TOO_OLD = "RecordAgeExceeded"

_ARN = "arn:aws:s3:::"
_log = logging.getLogger("standin.kinesis")


def destination_of(mapping: Mapping[str, Any]) -> str | None:
    """Bucket of a mapping's on-failure destination, None where it has none; `ValueError` for any other destination."""
    arn = ((mapping.get("DestinationConfig") or {}).get("OnFailure") or {}).get("Destination")
    if not arn:
        return None
    if not str(arn).startswith(_ARN):
        raise ValueError(f"the local cloud keeps failed batches of a stream in a bucket only, got {arn}")
    return str(arn).removeprefix(_ARN)


def keep(
    settings: Settings,
    mapping: Mapping[str, Any],
    function: Mapping[str, Any],
    batch: Batch,
    condition: str,
    result: Mapping[str, Any] | None,
) -> str | None:
    """Keep a batch that was given up; returns what went wrong, and then the records are lost, as on AWS.

    `function` is its configuration, `result` that of the last attempt, None where there was none.
    """
    bucket = destination_of(mapping)
    if bucket is None:
        return None
    now = datetime.now(UTC)
    body = record_of(mapping, function, batch, condition, result, now)
    try:
        client = role_sessions.client(settings, role_sessions.of_function(function), "s3")
        # AWS asks for s3:ListBucket beside s3:PutObject.
        client.head_bucket(Bucket=bucket)
        client.put_object(Bucket=bucket, Key=key_of(str(mapping["UUID"]), _shard_of(batch), now), Body=body)
    except (ClientError, BotoCoreError) as error:
        dimensions = {"FunctionName": function["FunctionName"]}
        ministack("services.cloudwatch").record_metric(
            "AWS/Lambda", "DestinationDeliveryFailures", 1, "Count", dimensions
        )
        _log.warning("%d records of %s are lost: %s", len(batch.records), mapping["EventSourceArn"], error)
        return f"PROBLEM: the on-failure destination could not be written: {error}"
    return None


def key_of(mapping_id: str, shard: str, at: datetime) -> str:
    return f"aws/lambda/{mapping_id}/{shard}/{at:%Y/%m/%d}/{at:%Y-%m-%dT%H.%M.%S}-{uuid.uuid4()}"


def record_of(
    mapping: Mapping[str, Any],
    function: Mapping[str, Any],
    batch: Batch,
    condition: str,
    result: Mapping[str, Any] | None,
    at: datetime,
) -> bytes:
    """AWS's invocation record. Its `payload` is the event as a text of JSON; a batch never tried has no response."""
    first, last = batch.records[0], batch.records[-1]
    record: dict[str, Any] = {
        "requestContext": {
            "requestId": str(uuid.uuid4()),
            "functionArn": function["FunctionArn"],
            "condition": condition,
            "approximateInvokeCount": batch.invocations,
        },
        "version": "1.0",
        "timestamp": _iso(at.timestamp()),
        "KinesisBatchInfo": {
            "shardId": _shard_of(batch),
            "startSequenceNumber": sequence_of(first),
            "endSequenceNumber": sequence_of(last),
            "approximateArrivalOfFirstRecord": _iso(arrival_of(first)),
            "approximateArrivalOfLastRecord": _iso(arrival_of(last)),
            "batchSize": len(batch.records),
            "streamArn": mapping["EventSourceArn"],
        },
        "payload": json.dumps({"Records": batch.records}),
    }
    if result is not None:
        response = {"statusCode": 200, "executedVersion": "$LATEST"}
        record["responseContext"] = response | ({"functionError": "Unhandled"} if result.get("error") else {})
    return json.dumps(record).encode()


def _shard_of(batch: Batch) -> str:
    return str(batch.records[0]["eventID"]).partition(":")[0]


def _iso(seconds: float) -> str:
    text = datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")
