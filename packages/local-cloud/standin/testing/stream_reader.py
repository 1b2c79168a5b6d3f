"""A stream with a function that reads it and a bucket for what it cannot take."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

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
        """Batches that the function got, call by call."""
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
    deadline = time.monotonic() + 120
    while not wanted(got := what()):
        assert time.monotonic() < deadline, f"still {got}"
        time.sleep(0.1)
    return got
