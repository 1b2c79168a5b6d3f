"""A cluster, its nodes and add-ons, and who may use which of its parts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from conformance.assembly import Properties
from conformance.reading import MissingError, Reading, tag_list


def read_cluster(at: Reading) -> Properties:
    cluster = at.client("eks").describe_cluster(name=at.id)["cluster"]
    logged = [kind for group in cluster["logging"]["clusterLogging"] if group["enabled"] for kind in group["types"]]
    return {
        **_as_wanted(at, cluster, "AccessConfig", "ComputeConfig", "EncryptionConfig", "KubernetesNetworkConfig"),
        **_as_wanted(at, cluster, "Name", "ResourcesVpcConfig", "RoleArn", "StorageConfig", "UpgradePolicy", "Version"),
        "Logging": {"ClusterLogging": {"EnabledTypes": [{"Type": kind} for kind in logged]}},
        "Tags": tag_list(_tags(at, cluster["arn"])),
    }


def read_nodegroup(at: Reading) -> Properties:
    cluster = at.wanted["ClusterName"]
    group = at.client("eks").describe_nodegroup(clusterName=cluster, nodegroupName=at.id)["nodegroup"]
    return {
        **_as_wanted(at, group, "AmiType", "CapacityType", "ClusterName", "InstanceTypes", "LaunchTemplate"),
        **_as_wanted(at, group, "NodeRole", "ScalingConfig", "Subnets"),
        "Labels": group["labels"],
        "Taints": group["taints"],
        "Tags": {tag["Key"]: tag["Value"] for tag in tag_list(_tags(at, group["nodegroupArn"]))},
    }


def read_addon(at: Reading) -> Properties:
    """The version is told only where the template wants one: left out, the service chooses."""
    names = {"clusterName": at.wanted["ClusterName"], "addonName": at.wanted["AddonName"]}
    addon = at.client("eks").describe_addon(**names)["addon"]
    return {
        **_as_wanted(at, addon, "AddonName", "AddonVersion", "ClusterName", "ServiceAccountRoleArn"),
        "ConfigurationValues": addon.get("configurationValues"),
        "Tags": tag_list(_tags(at, addon["addonArn"])),
    }


def read_access_entry(at: Reading) -> Properties:
    names = {"clusterName": at.wanted["ClusterName"], "principalArn": at.wanted["PrincipalArn"]}
    entry = at.client("eks").describe_access_entry(**names)["accessEntry"]
    policies = at.cloud.pages("eks", "list_associated_access_policies", "associatedAccessPolicies", **names)
    return {
        **_as_wanted(at, entry, "ClusterName", "PrincipalArn"),
        "Type": entry["type"],
        "KubernetesGroups": entry["kubernetesGroups"],
        "AccessPolicies": [_policy(policy) for policy in policies],
        "Tags": tag_list(_tags(at, entry["accessEntryArn"])),
    }


def read_pod_identity(at: Reading) -> Properties:
    """Found by its ARN; the id in the end of it is what the service takes."""
    names = {"clusterName": at.wanted["ClusterName"], "associationId": at.id.rsplit("/", 1)[-1]}
    association = at.client("eks").describe_pod_identity_association(**names)["association"]
    if association["associationArn"] != at.id:
        raise MissingError(f"no association {at.id}")
    return {
        **_as_wanted(at, association, "ClusterName", "Namespace", "RoleArn", "ServiceAccount"),
        "TargetRoleArn": association.get("targetRoleArn"),
        "Tags": tag_list(association["tags"]),
    }


def _tags(at: Reading, arn: str) -> Mapping[str, str]:
    tags: Mapping[str, str] = at.client("eks").list_tags_for_resource(resourceArn=arn)["tags"]
    return tags


def _policy(policy: Mapping[str, Any]) -> Properties:
    scope = policy["accessScope"]
    namespaces = {"Namespaces": scope["namespaces"]} if scope["namespaces"] else {}
    return {"PolicyArn": policy["policyArn"], "AccessScope": {"Type": scope["type"], **namespaces}}


def _as_wanted(at: Reading, answer: Mapping[str, Any], *names: str) -> Properties:
    """Those parts in the template's spelling; inside them only what the template speaks of, the rest the service set."""
    return {name: _like(at.wanted.get(name), answer.get(_camel(name))) for name in names if name in at.wanted}


def _like(wanted: object, got: object) -> object:
    if isinstance(wanted, Mapping) and isinstance(got, Mapping):
        return {name: _like(inner, got.get(_camel(name))) for name, inner in wanted.items()}
    if isinstance(wanted, list) and isinstance(got, list) and len(wanted) == len(got):
        return [_like(*pair) for pair in zip(wanted, got, strict=True)]
    return got


def _camel(name: str) -> str:
    return name[:1].lower() + name[1:]
