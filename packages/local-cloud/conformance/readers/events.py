"""Queues, their policies, and the rules that send events to them."""

from __future__ import annotations

import json

from conformance.assembly import Properties
from conformance.reading import MissingError, Reading, only, own_tags, tag_list


def read_queue(at: Reading) -> Properties:
    attributes = _queue_attributes(at, at.id)
    texts = ("DelaySeconds", "MaximumMessageSize", "MessageRetentionPeriod", "ReceiveMessageWaitTimeSeconds")
    return {
        **only(attributes, *texts, "VisibilityTimeout", "KmsMasterKeyId", "SqsManagedSseEnabled"),
        "QueueName": attributes["QueueArn"].rsplit(":", 1)[-1],
        "RedrivePolicy": json.loads(attributes.get("RedrivePolicy", "null")),
        "RedriveAllowPolicy": json.loads(attributes.get("RedriveAllowPolicy", "null")),
        "Tags": tag_list(at.client("sqs").list_queue_tags(QueueUrl=at.id).get("Tags", {})),
    }


def read_queue_policy(at: Reading) -> Properties:
    """The policy as every named queue has it."""
    policies = {queue: json.loads(_queue_attributes(at, queue).get("Policy", "null")) for queue in at.wanted["Queues"]}
    if not any(policies.values()):
        raise MissingError(f"none of the queues {', '.join(policies)} has a policy")
    first = next(iter(policies.values()))
    is_same = all(policy == first for policy in policies.values())
    return {
        "Queues": [queue for queue, policy in policies.items() if policy is not None],
        "PolicyDocument": first if is_same else {"unlike on its queues": policies},
    }


def read_rule(at: Reading) -> Properties:
    rule = at.client("events").describe_rule(Name=at.id)
    pattern = rule.get("EventPattern")
    tags = at.client("events").list_tags_for_resource(ResourceARN=rule["Arn"])["Tags"]
    return {
        **only(rule, "Name", "Description", "ScheduleExpression", "State", "RoleArn", "EventBusName"),
        "EventPattern": pattern and json.loads(pattern),
        "Targets": at.cloud.pages("events", "list_targets_by_rule", "Targets", Rule=at.id),
        "Tags": own_tags(tags),
    }


def _queue_attributes(at: Reading, queue: str) -> Properties:
    answer = at.client("sqs").get_queue_attributes(QueueUrl=queue, AttributeNames=["All"])
    attributes: Properties = answer["Attributes"]
    return attributes
