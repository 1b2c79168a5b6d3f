"""A load balancer, what it listens to, and where it sends what it hears."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from conformance.assembly import Properties
from conformance.reading import Reading, only, own_tags

Answer = Mapping[str, Any]


def read_load_balancer(at: Reading) -> Properties:
    elb = at.client("elbv2")
    (found,) = elb.describe_load_balancers(LoadBalancerArns=[at.id])["LoadBalancers"]
    attributes = elb.describe_load_balancer_attributes(LoadBalancerArn=at.id)["Attributes"]
    return {
        **only(found, "Scheme", "Type", "SecurityGroups"),
        "Subnets": [zone["SubnetId"] for zone in found["AvailabilityZones"]],
        "LoadBalancerAttributes": _of_wanted(at, "LoadBalancerAttributes", attributes),
        "Tags": _tags(at),
    }


def read_target_group(at: Reading) -> Properties:
    elb = at.client("elbv2")
    (found,) = elb.describe_target_groups(TargetGroupArns=[at.id])["TargetGroups"]
    attributes = elb.describe_target_group_attributes(TargetGroupArn=at.id)["Attributes"]
    return {
        **only(found, "HealthCheckPath", "HealthCheckPort", "Port", "Protocol", "TargetType", "VpcId"),
        "TargetGroupAttributes": _of_wanted(at, "TargetGroupAttributes", attributes),
        "Tags": _tags(at),
    }


def read_listener(at: Reading) -> Properties:
    (found,) = at.client("elbv2").describe_listeners(ListenerArns=[at.id])["Listeners"]
    certificates = [only(each, "CertificateArn") for each in found.get("Certificates", [])]
    return {
        **only(found, "LoadBalancerArn", "Port", "Protocol", "SslPolicy"),
        "Certificates": certificates or None,
        "DefaultActions": _as_written(found["DefaultActions"]),
        "Tags": _tags(at),
    }


def read_rule(at: Reading) -> Properties:
    (found,) = at.client("elbv2").describe_rules(RuleArns=[at.id])["Rules"]
    conditions = [{"Field": each["Field"], **_hosts(each)} for each in found["Conditions"]]
    return {
        "ListenerArn": at.wanted["ListenerArn"],
        "Priority": int(found["Priority"]),
        "Conditions": conditions,
        "Actions": _as_written(found["Actions"]),
    }


def _hosts(condition: Answer) -> Properties:
    return only(condition, "HostHeaderConfig") if "HostHeaderConfig" in condition else only(condition, "Values")


def _as_written(actions: Sequence[Answer]) -> list[Properties]:
    """Less what the service works out by itself: an action's place, its one group told a second time, an empty body."""
    written: list[Properties] = []
    for action in actions:
        plain = {name: action[name] for name in action if name not in ("Order", "ForwardConfig")}
        if "FixedResponseConfig" in plain:
            plain["FixedResponseConfig"] = only(plain["FixedResponseConfig"], "StatusCode")
        written.append(plain)
    return written


def _of_wanted(at: Reading, name: str, attributes: Sequence[Answer]) -> list[Answer]:
    """Attributes that the template sets; the service tells its own defaults, too."""
    keys = [each["Key"] for each in at.wanted.get(name, [])]
    return [each for each in attributes if each["Key"] in keys]


def _tags(at: Reading) -> list[Mapping[str, str]]:
    (described,) = at.client("elbv2").describe_tags(ResourceArns=[at.id])["TagDescriptions"]
    return own_tags(described["Tags"])
