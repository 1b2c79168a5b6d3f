"""Measurements of the jobs set off the alarms on them, in their own namespace and in no other."""

from __future__ import annotations

import json
from typing import Any

import pytest
from replica.telemetry.metrics import Measurement, Meter
from standin.testing.local_cloud import Keys, LocalCloud, unique
from standin.testing.pager import message, states, subscribed


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


def test_a_job_sends_in_its_own_namespace_alone(
    cloud: LocalCloud, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    deployment = unique("airlock")
    act_as(cloud, monkeypatch, cloud.session(cloud.role(may_send("Glue"))))
    Meter("Airlock", deployment).send([Measurement("ShareBad", "north", 30.0)])
    assert "metrics were not sent: An error occurred (AccessDenied" in capsys.readouterr().err
    listed = cloud.client("cloudwatch").list_metrics(Namespace="Airlock")["Metrics"]
    assert deployment not in json.dumps(listed)


def may_send(namespace: str) -> dict[str, Any]:
    return {
        "Effect": "Allow",
        "Action": "cloudwatch:PutMetricData",
        "Resource": "*",
        "Condition": {"StringEquals": {"cloudwatch:namespace": namespace}},
    }


def act_as(cloud: LocalCloud, monkeypatch: pytest.MonkeyPatch, keys: Keys) -> None:
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
