"""Manifests of a cluster are checked and on record, change with their stack, and are applied to nothing."""

from __future__ import annotations

import json
import signal
from typing import Any

import pytest
from botocore.exceptions import ClientError
from standin.testing.local_cloud import LocalCloud
from standin.testing.platform_resources import manifest

CHART = {
    "Type": "Custom::AWSCDK-EKS-HelmChart",
    "Properties": {
        "ServiceToken": "nobody",
        "ClusterName": "c",
        "Release": "argo-cd",
        "Chart": "argo-cd",
        "Version": "9.5.4",
        "Namespace": "argocd",
        "Repository": "https://argoproj.github.io/argo-helm",
    },
}


def namespace(name: str, **more: Any) -> dict[str, Any]:
    return {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name}, **more}


def recorded(cloud: LocalCloud, stack: str) -> list[tuple[str, str, str]]:
    rows = json.loads((cloud.state / "recorded.json").read_text())
    return [(row["logicalId"], row["kind"], row["name"]) for row in rows if row["stack"] == stack]


def test_each_object_and_chart_is_recorded_with_its_stack(cloud: LocalCloud) -> None:
    stack = cloud.deploy({"Spaces": manifest(namespace("a"), namespace("b")), "Chart": CHART})
    assert sorted(recorded(cloud, stack)) == [
        ("Chart", "HelmChart", "argocd/argo-cd"),
        ("Spaces", "Namespace", "a"),
        ("Spaces", "Namespace", "b"),
    ]


def test_a_record_changes_with_its_stack_and_goes_with_it(cloud: LocalCloud) -> None:
    stack = cloud.deploy({"Spaces": manifest(namespace("a"), namespace("b"))})
    cloud.deploy({"Spaces": manifest(namespace("c"))}, stack)
    assert recorded(cloud, stack) == [("Spaces", "Namespace", "c")]
    cloud.delete(stack)
    assert recorded(cloud, stack) == []


def test_a_field_that_kubernetes_does_not_know_is_refused_before_anything_is_made(cloud: LocalCloud) -> None:
    queue = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "never-made"}}
    with pytest.raises(ClientError, match="Namespace a: unknown field /sepc"):
        cloud.deploy({"Queue": queue, "Spaces": manifest(namespace("a", sepc={}))})
    assert not cloud.client("sqs").list_queues(QueueNamePrefix="never-made").get("QueueUrls")


def test_a_manifest_with_a_reference_in_it_is_checked_when_the_reference_is_known(cloud: LocalCloud) -> None:
    bad = manifest()
    bad["Properties"]["Manifest"] = {"Fn::Sub": json.dumps([namespace("in-${AWS::Region}", sepc={})])}
    with pytest.raises(RuntimeError, match="Namespace in-us-east-1: unknown field /sepc"):
        cloud.deploy({"Spaces": bad})


def test_an_unknown_property_of_a_chart_is_refused(cloud: LocalCloud) -> None:
    chart = {**CHART, "Properties": {**CHART["Properties"], "ChartAssetURL": "s3://a/b"}}
    with pytest.raises(ClientError, match="property ChartAssetURL of Custom::AWSCDK-EKS-HelmChart"):
        cloud.deploy({"Chart": chart})


def test_the_record_outlives_a_killed_cloud(own_cloud: LocalCloud) -> None:
    stack = own_cloud.deploy({"Spaces": manifest(namespace("a"))})
    own_cloud.end(signal.SIGKILL)
    own_cloud.start()
    assert recorded(own_cloud, stack) == [("Spaces", "Namespace", "a")]
