"""Attributes that follow from no name: only their own service tells them."""

from __future__ import annotations

from collections.abc import Callable

from conformance.cloud import Cloud


def attribute(cloud: Cloud, resource_type: str, name: str, physical_id: str) -> str | None:
    """None for an attribute that is not known; the service's own error where the resource is not there."""
    ask = _ATTRIBUTES.get((resource_type, name))
    return None if ask is None else ask(cloud, physical_id)


def _allocation_id(cloud: Cloud, address: str) -> str | None:
    addresses = cloud.client("ec2").describe_addresses()["Addresses"]
    return next((str(each["AllocationId"]) for each in addresses if each["PublicIp"] == address), None)


def _latest_version(cloud: Cloud, template: str) -> str:
    (found,) = cloud.client("ec2").describe_launch_templates(LaunchTemplateIds=[template])["LaunchTemplates"]
    return str(found["LatestVersionNumber"])


def _cluster_security_group(cloud: Cloud, cluster: str) -> str:
    return str(
        cloud.client("eks").describe_cluster(name=cluster)["cluster"]["resourcesVpcConfig"]["clusterSecurityGroupId"]
    )


_ATTRIBUTES: dict[tuple[str, str], Callable[[Cloud, str], str | None]] = {
    ("AWS::EC2::EIP", "AllocationId"): _allocation_id,
    ("AWS::EC2::LaunchTemplate", "LatestVersionNumber"): _latest_version,
    ("AWS::EKS::Cluster", "ClusterSecurityGroupId"): _cluster_security_group,
}
