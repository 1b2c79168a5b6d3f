"""A queue that hears of alarms, and what alarms say."""

from __future__ import annotations

import json
import time
from typing import Any

from standin.testing.local_cloud import LocalCloud, policy, unique


def subscribed(cloud: LocalCloud) -> tuple[str, str]:
    """URL of a queue and ARN of the topic that it listens to."""
    sqs, sns = cloud.client("sqs"), cloud.client("sns")
    url = sqs.create_queue(QueueName=unique("pager"))["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    topic = str(sns.create_topic(Name=unique("alarms"))["TopicArn"])
    from_topic = {
        "Effect": "Allow",
        "Principal": {"Service": "sns.amazonaws.com"},
        "Action": "sqs:SendMessage",
        "Resource": arn,
        "Condition": {"ArnEquals": {"aws:SourceArn": topic}},
    }
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": policy(from_topic)})
    sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn)
    return url, topic


def message(cloud: LocalCloud, queue: str) -> dict[str, Any]:
    """The next alarm that the queue hears of."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        for each in cloud.client("sqs").receive_message(QueueUrl=queue, WaitTimeSeconds=1).get("Messages", []):
            cloud.client("sqs").delete_message(QueueUrl=queue, ReceiptHandle=each["ReceiptHandle"])
            told: dict[str, Any] = json.loads(json.loads(each["Body"])["Message"])
            return told
    raise AssertionError("no alarm told the topic")


def states(cloud: LocalCloud, *names: str) -> list[str]:
    described = cloud.client("cloudwatch").describe_alarms(AlarmNames=list(names))["MetricAlarms"]
    by_name = {alarm["AlarmName"]: alarm["StateValue"] for alarm in described}
    return [by_name[name] for name in names]
