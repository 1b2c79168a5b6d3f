"""Alarms look at their own metric, period by period, and tell their topic."""

from __future__ import annotations

import pytest
from standin.cloudwatch import alarms
from standin.iam import metric_namespace
from standin.testing.local_cloud import LocalCloud, unique
from standin.testing.pager import message, subscribed

_SIGNS = {"0": 0.0, "X": 2.0, "-": None}
KEPT = None


def judged(periods: str, treat: str, *, wanted: int, enough: int) -> str | None:
    """State of an alarm above 1; `periods` are written as AWS's guide does: the latest last, - for a missing one."""
    alarm = {
        "ComparisonOperator": "GreaterThanThreshold",
        "Threshold": 1.0,
        "EvaluationPeriods": wanted,
        "DatapointsToAlarm": enough,
        "TreatMissingData": treat,
    }
    return alarms.state(alarm, [_SIGNS[sign] for sign in reversed(periods.split())])


# The examples of the CloudWatch guide, "Configuring how CloudWatch alarms treat missing data".
@pytest.mark.parametrize(
    ("periods", "missing", "ignore", "breaching", "not_breaching"),
    [
        ("0 - X - X", "OK", "OK", "OK", "OK"),
        ("- - - - 0", "OK", "OK", "OK", "OK"),
        ("- - - - -", "INSUFFICIENT_DATA", KEPT, "ALARM", "OK"),
        ("0 X X - X", "ALARM", "ALARM", "ALARM", "ALARM"),
        ("- - X - -", "ALARM", KEPT, "ALARM", "OK"),
    ],
)
def test_three_of_three_periods_as_the_guide_says(
    periods: str, missing: str, ignore: str | None, breaching: str, not_breaching: str
) -> None:
    treats = ("missing", "ignore", "breaching", "notBreaching")
    found = [judged(periods, treat, wanted=3, enough=3) for treat in treats]
    assert found == [missing, ignore, breaching, not_breaching]


@pytest.mark.parametrize(
    ("periods", "missing", "ignore", "breaching", "not_breaching"),
    [
        ("0 - X - X", "ALARM", "ALARM", "ALARM", "ALARM"),
        ("0 0 X 0 X", "ALARM", "ALARM", "ALARM", "ALARM"),
        ("0 - X - -", "OK", "OK", "ALARM", "OK"),
        ("- - - - 0", "OK", "OK", "ALARM", "OK"),
        ("- - - - X", "ALARM", KEPT, "ALARM", "OK"),
    ],
)
def test_two_of_three_periods_as_the_guide_says(
    periods: str, missing: str, ignore: str | None, breaching: str, not_breaching: str
) -> None:
    treats = ("missing", "ignore", "breaching", "notBreaching")
    found = [judged(periods, treat, wanted=3, enough=2) for treat in treats]
    assert found == [missing, ignore, breaching, not_breaching]


def test_one_long_period_hides_silence_where_many_short_ones_do_not() -> None:
    """A little more than an hour of silence, in periods of an hour and of five minutes."""
    assert judged("0 0 -", "breaching", wanted=1, enough=1) == "OK"
    assert judged("- " * 13 + "-", "breaching", wanted=12, enough=12) == "ALARM"


def test_points_fall_into_the_periods_that_end_now() -> None:
    alarm = {"Period": 60, "EvaluationPeriods": 1, "Statistic": "Sum"}
    points = [{"Timestamp": 1000.0 - age, "Value": value, "Unit": "Count"} for age, value in ((1, 1), (59, 2), (61, 4))]
    assert alarms.values(alarm, points, 1000.0) == [3.0, 4.0, None]


@pytest.mark.parametrize("body", [b'{"Namespace": "Acme"}', b"Version=1&Namespace=Acme&A=b"], ids=["JSON", "form"])
def test_the_namespace_is_read_in_either_protocol(body: bytes) -> None:
    assert metric_namespace.namespace(body) == "Acme"


def test_a_body_that_is_neither_has_no_namespace() -> None:
    assert metric_namespace.namespace(b"\xff\xff") is None


def test_silence_is_found_though_nobody_sends_anything(cloud: LocalCloud) -> None:
    queue, topic = subscribed(cloud)
    cloudwatch, name = cloud.client("cloudwatch"), unique("silence")
    cloudwatch.put_metric_alarm(
        AlarmName=name,
        Namespace="AWS/Lambda",
        MetricName="Invocations",
        Dimensions=[{"Name": "FunctionName", "Value": name}],
        Statistic="Sum",
        Period=300,
        EvaluationPeriods=12,
        Threshold=1,
        ComparisonOperator="LessThanThreshold",
        TreatMissingData="breaching",
        AlarmActions=[topic],
    )
    assert message(cloud, queue)["AlarmName"] == name
    # what puts it back is the next look, since no request is made meanwhile
    cloudwatch.set_alarm_state(AlarmName=name, StateValue="OK", StateReason="test")
    assert message(cloud, queue)["AlarmName"] == name
