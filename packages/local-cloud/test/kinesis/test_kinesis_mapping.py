"""A function reads a stream here as on AWS: each record is delivered, or kept in the on-failure bucket."""

from __future__ import annotations

import base64
import json
import re
import signal
import time
from collections.abc import Mapping
from typing import Any

import pytest
from standin.testing.local_cloud import LocalCloud
from standin.testing.stream_reader import KEEP, READ_STREAM, reader, wait_for

KEY = re.compile(
    r"aws/lambda/[-0-9a-f]{36}/shardId-0{12}/(\d{4}/\d\d/\d\d)/\d{4}-\d\d-\d\dT\d\d\.\d\d\.\d\d-[-0-9a-f]{36}"
)


def payload_of(record: Mapping[str, Any]) -> list[str]:
    """The data of an on-failure object, which has the event as a text."""
    events = json.loads(record["payload"])["Records"]
    return [base64.b64decode(event["kinesis"]["data"]).decode() for event in events]


def test_only_the_rest_of_a_batch_is_tried_again(cloud: LocalCloud) -> None:
    reading = reader(cloud)
    reading.put("a", "once", "b")
    assert wait_for(reading.batches, lambda got: len(got) == 2) == [["a", "once", "b"], ["once", "b"]]
    assert wait_for(reading.result, lambda got: got == "OK")


def test_halving_isolates_the_one_record_that_throws(cloud: LocalCloud) -> None:
    reading = reader(cloud, BisectBatchOnFunctionError=True, MaximumRetryAttempts=0)
    reading.put("a", "b", "throw", "c")
    assert [payload_of(record) for record in wait_for(reading.kept).values()] == [["throw"]]
    batches = wait_for(reading.batches, lambda got: ["c"] in got)
    assert batches == [["a", "b", "throw", "c"], ["a", "b"], ["throw", "c"], ["throw"], ["c"]]


def test_a_batch_that_fails_too_often_is_kept_whole_and_what_follows_is_read(cloud: LocalCloud) -> None:
    reading = reader(cloud, MaximumRetryAttempts=1)
    sequences = reading.put("fail", "b")
    ((key, record),) = wait_for(reading.kept).items()
    assert reading.batches() == [["fail", "b"], ["fail", "b"]]
    assert payload_of(record) == ["fail", "b"]
    day = KEY.fullmatch(key)
    assert day
    assert day[1] == record["timestamp"][:10].replace("-", "/")
    context = record["requestContext"]
    assert (context["condition"], context["approximateInvokeCount"]) == ("RetryAttemptsExhausted", 2)
    assert record["responseContext"] == {"statusCode": 200, "executedVersion": "$LATEST"}
    info = record["KinesisBatchInfo"]
    assert [info["startSequenceNumber"], info["endSequenceNumber"]] == sequences
    assert (info["shardId"], info["batchSize"]) == ("shardId-000000000000", 2)
    assert info["streamArn"].endswith(f":stream/{reading.stream}")
    reading.put("c")
    wait_for(reading.batches, lambda got: got[-1] == ["c"])


def test_a_record_that_is_too_old_is_kept_and_never_tried(cloud: LocalCloud) -> None:
    reading = reader(cloud, MaximumBatchingWindowInSeconds=1, MaximumRecordAgeInSeconds=1)
    reading.put("a")
    (record,) = wait_for(reading.kept).values()
    assert (record["requestContext"]["condition"], payload_of(record)) == ("RecordAgeExceeded", ["a"])
    assert "responseContext" not in record
    assert reading.batches() == []


@pytest.mark.parametrize("missing", ["s3:PutObject", "s3:ListBucket"])
def test_the_role_needs_the_right_to_keep_a_batch(cloud: LocalCloud, missing: str) -> None:
    rights = [right for right in KEEP["Action"] if right != missing]
    reading = reader(cloud, READ_STREAM, {**KEEP, "Action": rights}, MaximumRetryAttempts=0)
    reading.put("fail")
    assert "on-failure destination" in wait_for(reading.result, lambda got: got.startswith("PROBLEM: the"))
    assert reading.kept() == {}
    reading.put("a")
    wait_for(reading.batches, lambda got: got[-1] == ["a"])


@pytest.mark.parametrize("missing", READ_STREAM["Action"])
def test_the_role_needs_every_right_to_read_the_stream(cloud: LocalCloud, missing: str) -> None:
    rights = [right for right in READ_STREAM["Action"] if right != missing]
    reading = reader(cloud, {**READ_STREAM, "Action": rights})
    reading.put("a")
    assert f"not authorized to perform {missing}" in wait_for(reading.result, lambda got: got.startswith("PROBLEM"))
    assert reading.batches() == []


def test_a_window_gathers_records_and_a_full_batch_does_not_wait_for_it(cloud: LocalCloud) -> None:
    reading = reader(cloud, MaximumBatchingWindowInSeconds=2, BatchSize=3)
    reading.put("a")
    reading.put("b")
    assert wait_for(reading.batches) == [["a", "b"]]
    reading.put("c", "d", "e", "f")
    assert wait_for(reading.batches, lambda got: len(got) == 3)[1:] == [["c", "d", "e"], ["f"]]


def test_a_killed_cloud_goes_on_where_it_was(own_cloud: LocalCloud) -> None:
    reading = reader(own_cloud)
    reading.put("a")
    wait_for(reading.batches)
    time.sleep(2)  # the state is saved each second
    own_cloud.end(signal.SIGKILL)
    own_cloud.start()
    reading.put("b")
    assert wait_for(reading.batches, lambda got: ["b"] in got)[-1] == ["b"]
    assert reading.batches().count(["a"]) == 1


def test_a_destination_that_is_no_bucket_fails_the_deploy(cloud: LocalCloud) -> None:
    destination = {"OnFailure": {"Destination": "arn:aws:sqs:us-east-1:000000000000:q"}}
    with pytest.raises(RuntimeError, match="keeps failed batches of a stream in a bucket only, got arn:aws:sqs"):
        reader(cloud, DestinationConfig=destination)
