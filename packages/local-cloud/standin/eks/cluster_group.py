"""The security group that EKS makes with a cluster, and rules that stand by themselves. All are records: no packet flows."""

from __future__ import annotations

from typing import Any

from standin.cloudformation.handlers import Attributes, Handler, Properties
from standin.server.seams import Seams, ministack

# Named by resource_types/.
__all__ = ["CLUSTER", "INGRESS", "make_group"]

SEAMS: Seams = {
    "services.ec2": ("_security_groups", "_subnets"),
    "services.eks": ("_clusters",),
    "services.cloudformation.provisioners": ("_ec2_sg_permissions",),
}


def make_group(name: str, props: Properties) -> None:
    """MiniStack tells the group's id and does not have the group."""
    groups, group = ministack("services.ec2")._security_groups, _group_of(name)
    if group in groups:
        return
    (subnet, *_) = props["ResourcesVpcConfig"]["SubnetIds"]
    among = {"IpRanges": [], "Ipv6Ranges": [], "PrefixListIds": [], "UserIdGroupPairs": [{"GroupId": group}]}
    everywhere = {"IpRanges": [{"CidrIp": "0.0.0.0/0"}], "Ipv6Ranges": [], "PrefixListIds": [], "UserIdGroupPairs": []}
    cluster = ministack("services.eks")._clusters[name]
    groups[group] = {
        "GroupId": group,
        "GroupName": f"eks-cluster-sg-{name}",
        "Description": "EKS created security group",
        "VpcId": ministack("services.ec2")._subnets[subnet]["VpcId"],
        "OwnerId": cluster["arn"].split(":")[4],
        "IpPermissions": [{"IpProtocol": "-1", **among}],
        "IpPermissionsEgress": [{"IpProtocol": "-1", **everywhere}],
    }


def _delete_cluster(original: Handler, name: str, props: Properties) -> None:
    group = _group_of(name) if name in ministack("services.eks")._clusters else ""
    original(name, props)
    ministack("services.ec2")._security_groups.pop(group, None)


def _group_of(cluster: str) -> str:
    return str(ministack("services.eks")._clusters[cluster]["resourcesVpcConfig"]["clusterSecurityGroupId"])


def _create_rule(logical_id: str, props: Properties, stack: str) -> tuple[str, Attributes]:
    (rule,) = ministack("services.cloudformation.provisioners")._ec2_sg_permissions([props])
    _rules_of(props).append(rule)
    return f"{stack}/{logical_id}", {"Id": f"{stack}/{logical_id}"}


def _update_rule(current: str, old: Properties, new: Properties, *_more: str) -> tuple[str, Attributes]:
    stack, _, logical_id = current.partition("/")
    _delete_rule(current, old)
    return _create_rule(logical_id, new, stack)


def _delete_rule(_current: str, props: Properties) -> None:
    (rule,) = ministack("services.cloudformation.provisioners")._ec2_sg_permissions([props])
    rules = _rules_of(props)
    if rule in rules:
        rules.remove(rule)


def _rules_of(props: Properties) -> list[dict[str, Any]]:
    group = ministack("services.ec2")._security_groups.get(props["GroupId"])
    if group is None:
        raise ValueError(f"AuthorizeSecurityGroupIngress was refused: no security group {props['GroupId']}")
    rules: list[dict[str, Any]] = group["IpPermissions"]
    return rules


CLUSTER = {"delete": _delete_cluster}
INGRESS = {"create": _create_rule, "update": _update_rule, "delete": _delete_rule}
