"""Streams."""

from __future__ import annotations

from conformance.assembly import Properties
from conformance.reading import Reading, only, own_tags


def read_stream(at: Reading) -> Properties:
    kinesis = at.client("kinesis")
    stream = kinesis.describe_stream_summary(StreamName=at.id)["StreamDescriptionSummary"]
    return {
        **only(stream, "RetentionPeriodHours", "StreamModeDetails"),
        "Name": stream["StreamName"],
        "ShardCount": stream["OpenShardCount"],
        "StreamEncryption": _encryption(stream),
        "Tags": own_tags(kinesis.list_tags_for_stream(StreamName=at.id)["Tags"]),
    }


def _encryption(stream: Properties) -> Properties | None:
    if stream["EncryptionType"] == "NONE":
        return None
    return {"EncryptionType": stream["EncryptionType"], "KeyId": stream.get("KeyId")}
