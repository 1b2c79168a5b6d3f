"""Metric filters, and what they make of the events that are written to their log group."""

from __future__ import annotations

import json
import time
from typing import Any

from standin.testing.local_cloud import LocalCloud, unique


def counted(cloud: LocalCloud, transformation: dict[str, Any], *messages: str) -> tuple[str, str]:
    """Namespace and name of the metric, after these messages were written at once."""
    logs, group = cloud.client("logs"), unique("group")
    namespace, name = unique("namespace"), "Refused"
    logs.create_log_group(logGroupName=group)
    logs.create_log_stream(logGroupName=group, logStreamName="s")
    full = {"metricNamespace": namespace, "metricName": name, "metricValue": "1", **transformation}
    pattern = "{ $.errorCode EXISTS }"
    logs.put_metric_filter(logGroupName=group, filterName="f", filterPattern=pattern, metricTransformations=[full])
    events = [{"timestamp": int(time.time() * 1000), "message": message} for message in messages]
    logs.put_log_events(logGroupName=group, logStreamName="s", logEvents=events)
    return namespace, name


def statistics(cloud: LocalCloud, metric: tuple[str, str], **dimensions: str) -> dict[str, float]:
    points = cloud.client("cloudwatch").get_metric_statistics(
        Namespace=metric[0],
        MetricName=metric[1],
        Dimensions=[{"Name": name, "Value": value} for name, value in dimensions.items()],
        StartTime=time.time() - 3600,
        EndTime=time.time() + 60,
        Period=7200,
        Statistics=["Sum", "SampleCount", "Maximum"],
    )["Datapoints"]
    return {name: points[0][name] for name in ("Sum", "SampleCount", "Maximum")} if points else {}


def event(**fields: Any) -> str:
    return json.dumps({"errorCode": "AccessDenied", **fields})


FINE = json.dumps({"eventName": "PutObject"})


def test_each_event_that_matches_counts(cloud: LocalCloud) -> None:
    metric = counted(cloud, {}, event(), FINE, "no JSON", "[1]", event())
    assert statistics(cloud, metric) == {"Sum": 2, "SampleCount": 2, "Maximum": 1}


def test_the_value_may_be_a_field_of_the_event(cloud: LocalCloud) -> None:
    metric = counted(cloud, {"metricValue": "$.bytes"}, event(bytes=5), event(bytes="7"), event(bytes="many"), event())
    assert statistics(cloud, metric) == {"Sum": 12, "SampleCount": 2, "Maximum": 7}


def test_nothing_is_measured_where_nothing_matches_unless_there_is_a_default(cloud: LocalCloud) -> None:
    assert statistics(cloud, counted(cloud, {}, FINE)) == {}
    zero = {"Sum": 0, "SampleCount": 1, "Maximum": 0}
    assert statistics(cloud, counted(cloud, {"defaultValue": 0}, FINE)) == zero
    assert statistics(cloud, counted(cloud, {"defaultValue": 0}, event(), FINE))["SampleCount"] == 1


def test_a_dimension_is_a_field_of_the_event(cloud: LocalCloud) -> None:
    by_name = {"dimensions": {"Name": "$.eventName"}}
    metric = counted(cloud, by_name, event(eventName="GetObject"), event(eventName="ListObjects"), event())
    assert statistics(cloud, metric, Name="GetObject")["Sum"] == 1
    listed = cloud.client("cloudwatch").list_metrics(Namespace=metric[0])["Metrics"]
    told = sorted(tuple(each["Value"] for each in found["Dimensions"]) for found in listed)
    assert told == [("GetObject",), ("ListObjects",)]
