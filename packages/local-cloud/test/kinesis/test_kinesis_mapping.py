"""A function reads a stream here as on AWS: each record is delivered, or kept in the on-failure bucket."""

from __future__ import annotations

import base64
import json
import re
import signal
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from standin.testing.local_cloud import LocalCloud, unique

# Logs what it gets. A record "throw" makes it throw, "fail" is named as failed, "once" is so the first time only.
FUNCTION = """
import base64
import json

seen = set()


def handler(event, context):
    texts = [base64.b64decode(record["kinesis"]["data"]).decode() for record in event["Records"]]
    print("got " + json.dumps(texts))
    if "throw" in texts:
        raise ValueError("thrown")
    named = {"fail"} | ({"once"} - seen)
    seen.update(texts)
    failed = [record for record, text in zip(event["Records"], texts) if text in named]
    return {"batchItemFailures": [{"itemIdentifier": record["kinesis"]["sequenceNumber"]} for record in failed]}
"""
READ = [f"kinesis:{verb}" for verb in ("DescribeStream", "DescribeStreamSummary", "GetRecords", "GetShardIterator")]
READ_STREAM = {"Effect": "Allow", "Action": [*READ, "kinesis:ListShards"], "Resource": "*"}
KEEP = {"Effect": "Allow", "Action": ["s3:PutObject", "s3:ListBucket"], "Resource": "*"}
KEY = re.compile(
    r"aws/lambda/[-0-9a-f]{36}/shardId-0{12}/(\d{4}/\d\d/\d\d)/\d{4}-\d\d-\d\dT\d\d\.\d\d\.\d\d-[-0-9a-f]{36}"
)


@dataclass(frozen=True)
class Reader:
    """A stream of one shard with a function that reads it and a bucket for what it cannot take."""

    cloud: LocalCloud
    stack: str

    @property
    def stream(self) -> str:
        return self.cloud.resource(self.stack, "Stream")

    def put(self, *texts: str) -> list[str]:
        """Put records in one call; returns their sequence numbers."""
        records = [{"Data": text.encode(), "PartitionKey": "p"} for text in texts]
        answer = self.cloud.client("kinesis").put_records(StreamName=self.stream, Records=records)
        return [record["SequenceNumber"] for record in answer["Records"]]

    def batches(self) -> list[list[str]]:
        """What the function got, call by call."""
        group = f"/aws/lambda/{self.cloud.resource(self.stack, 'Function')}"
        logs = self.cloud.client("logs")
        if not logs.describe_log_groups(logGroupNamePrefix=group)["logGroups"]:
            return []
        lines = [event["message"].strip() for event in logs.filter_log_events(logGroupName=group)["events"]]
        return [json.loads(line.removeprefix("got ")) for line in lines if line.startswith("got ")]

    def kept(self) -> dict[str, dict[str, Any]]:
        """The on-failure objects by key."""
        s3, bucket = self.cloud.client("s3"), self.cloud.resource(self.stack, "Bucket")
        keys = [entry["Key"] for entry in s3.list_objects_v2(Bucket=bucket).get("Contents", [])]
        return {key: json.loads(s3.get_object(Bucket=bucket, Key=key)["Body"].read()) for key in keys}

    def result(self) -> str:
        mapping = self.cloud.resource(self.stack, "Mapping")
        return str(self.cloud.client("lambda").get_event_source_mapping(UUID=mapping)["LastProcessingResult"])


def reader(cloud: LocalCloud, *statements: Mapping[str, Any], **mapping: object) -> Reader:
    role = cloud.role(*(statements or (READ_STREAM, KEEP)), service="lambda.amazonaws.com")
    arn = {"Fn::GetAtt": ["Stream", "Arn"]}
    destination = {"OnFailure": {"Destination": {"Fn::GetAtt": ["Bucket", "Arn"]}}}
    resources = {
        "Bucket": {"Type": "AWS::S3::Bucket", "Properties": {}},
        "Stream": {"Type": "AWS::Kinesis::Stream", "Properties": {"ShardCount": 1}},
        "Function": {
            "Type": "AWS::Lambda::Function",
            "Properties": {
                "FunctionName": unique("reader"),
                "Runtime": "python3.13",
                "Handler": "index.handler",
                "Code": {"ZipFile": FUNCTION},
                "Role": role,
            },
        },
        "Mapping": {
            "Type": "AWS::Lambda::EventSourceMapping",
            "Properties": {
                "FunctionName": {"Ref": "Function"},
                "EventSourceArn": arn,
                "StartingPosition": "TRIM_HORIZON",
                "BatchSize": 100,
                "FunctionResponseTypes": ["ReportBatchItemFailures"],
                "DestinationConfig": destination,
                **mapping,
            },
        },
    }
    return Reader(cloud, cloud.deploy(resources))


def wait_for(what: Callable[[], Any], wanted: Callable[[Any], bool] = bool) -> Any:
    deadline = time.monotonic() + 30
    while not wanted(got := what()):
        assert time.monotonic() < deadline, f"still {got}"
        time.sleep(0.1)
    return got


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
