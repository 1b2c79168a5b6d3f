"""Alarms look at their own metric, period by period, and tell their topic; what the jobs measure sets them off."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from replica.metrics import Measurement, Meter
from standin.cloudwatch import alarms
from standin.iam import metric_namespace
from standin.testing.local_cloud import LocalCloud, policy, unique

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


def test_what_a_job_measures_sets_off_the_alarm_of_its_site_alone(
    cloud: LocalCloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    deployment = unique("airlock")
    act_as(cloud, monkeypatch, cloud.session(cloud.role(may_send("Airlock"))))
    queue, topic = subscribed(cloud)
    names = {site: unique(site) for site in ("north", "east")}
    for site, name in names.items():
        share_bad_alarm(cloud, name, deployment, site, topic)
    Meter("Airlock", deployment).send([Measurement("ShareBad", "north", 30.0), Measurement("ShareBad", "east", 0.1)])
    told = message(cloud, queue)
    while told["AlarmName"] != names["north"]:
        told = message(cloud, queue)
    assert (told["NewStateValue"], told["AlarmDescription"]) == ("ALARM", "docs/runbooks/share-bad.md")
    assert states(cloud, *names.values()) == ["ALARM", "OK"]
    Meter("Airlock", deployment).send([Measurement("ShareBad", "north", 0.0)])
    # in the same period the worst run counts
    assert states(cloud, names["north"]) == ["ALARM"]


@pytest.mark.parametrize(
    "body", [b'{"Namespace": "Airlock"}', b"Version=1&Namespace=Airlock&A=b"], ids=["JSON", "form"]
)
def test_the_namespace_is_read_in_either_protocol(body: bytes) -> None:
    assert metric_namespace.namespace(body) == "Airlock"


def test_a_body_that_is_neither_has_no_namespace() -> None:
    assert metric_namespace.namespace(b"\xff\xff") is None


def test_a_job_sends_in_its_own_namespace_alone(
    cloud: LocalCloud, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    deployment = unique("airlock")
    act_as(cloud, monkeypatch, cloud.session(cloud.role(may_send("Glue"))))
    Meter("Airlock", deployment).send([Measurement("ShareBad", "north", 30.0)])
    assert "metrics were not sent: An error occurred (AccessDenied" in capsys.readouterr().err
    listed = cloud.client("cloudwatch").list_metrics(Namespace="Airlock")["Metrics"]
    assert deployment not in json.dumps(listed)


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


def may_send(namespace: str) -> dict[str, Any]:
    return {
        "Effect": "Allow",
        "Action": "cloudwatch:PutMetricData",
        "Resource": "*",
        "Condition": {"StringEquals": {"cloudwatch:namespace": namespace}},
    }


def act_as(cloud: LocalCloud, monkeypatch: pytest.MonkeyPatch, keys: Any) -> None:
    environment = {name.upper(): value for name, value in keys.items()}
    environment |= {"AWS_ENDPOINT_URL": cloud.endpoint, "AWS_DEFAULT_REGION": "us-east-1"}
    for name, value in {**environment, "AWS_CA_BUNDLE": str(cloud.state / "tls" / "bundle.pem")}.items():
        monkeypatch.setenv(name, value)
    # boto3 keeps the keys of the first client that was asked for
    monkeypatch.setattr("boto3.DEFAULT_SESSION", None)


def share_bad_alarm(cloud: LocalCloud, name: str, deployment: str, site: str, topic: str) -> None:
    cloud.client("cloudwatch").put_metric_alarm(
        AlarmName=name,
        AlarmDescription="docs/runbooks/share-bad.md",
        Namespace="Airlock",
        MetricName="ShareBad",
        Dimensions=[{"Name": "Deployment", "Value": deployment}, {"Name": "Site", "Value": site}],
        Statistic="Maximum",
        Period=300,
        EvaluationPeriods=1,
        Threshold=5,
        ComparisonOperator="GreaterThanThreshold",
        TreatMissingData="ignore",
        AlarmActions=[topic],
        OKActions=[topic],
    )


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
