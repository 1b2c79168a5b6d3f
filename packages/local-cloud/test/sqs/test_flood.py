"""A function that reads a flooded queue is handed what others sent before most of the flood, if each sender is a group."""

from __future__ import annotations

import json

import pytest
from standin.testing.local_cloud import LocalCloud, unique
from standin.testing.stream_reader import wait_for

# Takes a while, so that as many batches as may be are in flight.
FUNCTION = """
import json
import time


def handler(event, context):
    print("got " + json.dumps([record["body"] for record in event["Records"]]))
    time.sleep(0.5)
"""
VERBS = ("ReceiveMessage", "DeleteMessage", "GetQueueAttributes")
READ = {"Effect": "Allow", "Action": [f"sqs:{verb}" for verb in VERBS], "Resource": "*"}
FLOOD = 300


def handed_out_before_quiet(cloud: LocalCloud, noisy: str | None, quiet: str | None) -> int:
    """How many messages of a flood the function got before the one that another sender sent after it."""
    name = unique("flood")
    function = {
        "FunctionName": name,
        "Runtime": "python3.13",
        "Handler": "index.handler",
        "Code": {"ZipFile": FUNCTION},
        "Role": cloud.role(READ, service="lambda.amazonaws.com"),
    }
    mapping = {
        "FunctionName": {"Ref": "Function"},
        "EventSourceArn": {"Fn::GetAtt": ["Queue", "Arn"]},
        "BatchSize": 10,
        "ScalingConfig": {"MaximumConcurrency": 5},
        "Enabled": False,
    }
    stack = cloud.deploy(
        {
            "Queue": {"Type": "AWS::SQS::Queue", "Properties": {}},
            "Function": {"Type": "AWS::Lambda::Function", "Properties": function},
            "Mapping": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": mapping},
        }
    )
    url = cloud.resource(stack, "Queue")
    for start in range(0, FLOOD, 10):
        send(cloud, url, [str(start + index) for index in range(10)], noisy)
    send(cloud, url, ["quiet"], quiet)
    cloud.client("lambda").update_event_source_mapping(UUID=cloud.resource(stack, "Mapping"), Enabled=True)
    batches = wait_for(lambda: got(cloud, name), lambda found: any("quiet" in batch for batch in found))
    return sum(len(batch) for batch in batches[: next(i for i, batch in enumerate(batches) if "quiet" in batch)])


def send(cloud: LocalCloud, url: str, bodies: list[str], group: str | None) -> None:
    more = {"MessageGroupId": group} if group else {}
    entries = [{"Id": str(index), "MessageBody": body, **more} for index, body in enumerate(bodies)]
    assert not cloud.client("sqs").send_message_batch(QueueUrl=url, Entries=entries).get("Failed")


def got(cloud: LocalCloud, function: str) -> list[list[str]]:
    """The batches of a function, in the order in which it began with them."""
    logs, group = cloud.client("logs"), f"/aws/lambda/{function}"
    if not logs.describe_log_groups(logGroupNamePrefix=group)["logGroups"]:
        return []
    pages = logs.get_paginator("filter_log_events").paginate(logGroupName=group)
    events = sorted((event for page in pages for event in page["events"]), key=lambda event: event["timestamp"])
    lines = [event["message"].strip() for event in events]
    return [json.loads(line.removeprefix("got ")) for line in lines if line.startswith("got ")]


@pytest.mark.parametrize(
    ("noisy", "quiet", "least", "most"), [("a", "b", 0, 80), (None, None, 240, FLOOD)], ids=["in groups", "in none"]
)
def test_one_message_after_a_flood(
    cloud: LocalCloud, noisy: str | None, quiet: str | None, least: int, most: int
) -> None:
    before = handed_out_before_quiet(cloud, noisy, quiet)
    print(f"{before} of {FLOOD} came before it")
    assert least <= before <= most
