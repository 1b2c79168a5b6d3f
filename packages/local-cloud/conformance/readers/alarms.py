"""Alarms, the topic that they tell, and the dashboard that shows them."""

from __future__ import annotations

import json

from conformance.assembly import Properties
from conformance.reading import MissingError, Reading, as_written, only, own_tags

_AS_IT_IS = (
    "AlarmName", "AlarmDescription", "ActionsEnabled", "AlarmActions", "OKActions", "InsufficientDataActions", "MetricName",
    "Namespace", "Statistic", "ExtendedStatistic", "Dimensions", "Period", "Unit", "EvaluationPeriods", "DatapointsToAlarm",
    "ComparisonOperator", "TreatMissingData",
)  # fmt: skip


def read_alarm(at: Reading) -> Properties:
    cloudwatch = at.client("cloudwatch")
    alarms = cloudwatch.describe_alarms(AlarmNames=[at.id])["MetricAlarms"]
    if not alarms:
        raise MissingError(f"no alarm {at.id}")
    tags = cloudwatch.list_tags_for_resource(ResourceARN=alarms[0]["AlarmArn"])["Tags"]
    return {
        **only(alarms[0], *_AS_IT_IS),
        "Threshold": as_written(alarms[0]["Threshold"]),
        "Tags": own_tags(tags),
    }


def read_dashboard(at: Reading) -> Properties:
    """The body is compared as the text that it is: whoever saves it in a browser changes that, and nothing else of it is ours."""
    dashboard = at.client("cloudwatch").get_dashboard(DashboardName=at.id)
    return {"DashboardName": dashboard["DashboardName"], "DashboardBody": dashboard["DashboardBody"]}


def read_topic(at: Reading) -> Properties:
    attributes = _attributes(at, at.id)
    tags = at.client("sns").list_tags_for_resource(ResourceArn=at.id)["Tags"]
    return {
        "TopicName": attributes["TopicArn"].rsplit(":", 1)[-1],
        "KmsMasterKeyId": attributes.get("KmsMasterKeyId"),
        "Tags": own_tags(tags),
    }


def read_topic_policy(at: Reading) -> Properties:
    """The policy as the one topic that it names has it."""
    (topic,) = at.wanted["Topics"]
    return {"Topics": [topic], "PolicyDocument": json.loads(_attributes(at, topic)["Policy"])}


def _attributes(at: Reading, topic: str) -> Properties:
    attributes: Properties = at.client("sns").get_topic_attributes(TopicArn=topic)["Attributes"]
    return attributes
