"""A stream from a template is as the template says when Kinesis is asked."""

from __future__ import annotations

from typing import Any

import pytest
from standin.testing.local_cloud import LocalCloud, unique


def stream(name: str, **properties: Any) -> dict[str, Any]:
    return {"Stream": {"Type": "AWS::Kinesis::Stream", "Properties": {"Name": name, "ShardCount": 1, **properties}}}


def test_encryption_is_there_and_goes_with_its_property(cloud: LocalCloud) -> None:
    name, kinesis = unique("stream"), cloud.client("kinesis")
    key = {"EncryptionType": "KMS", "KeyId": "alias/aws/kinesis"}
    stack = cloud.deploy(stream(name, StreamEncryption=key))
    told = kinesis.describe_stream_summary(StreamName=name)["StreamDescriptionSummary"]
    assert {field: told[field] for field in key} == key
    cloud.deploy(stream(name), stack)
    assert kinesis.describe_stream_summary(StreamName=name)["StreamDescriptionSummary"]["EncryptionType"] == "NONE"


def test_a_change_that_would_drop_records_fails_the_deploy(cloud: LocalCloud) -> None:
    name = unique("stream")
    stack = cloud.deploy(stream(name))
    with pytest.raises(RuntimeError, match="cannot change the number of shards, got 2 for 1"):
        cloud.deploy(stream(name, ShardCount=2), stack)
