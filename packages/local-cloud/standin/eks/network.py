"""AWS::EC2::EIP and NatGateway, and what MiniStack leaves out of a VPC. All are records: no packet flows."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from standin.cloudformation.handlers import Attributes, Handler, Properties
from standin.server.seams import Seams, ministack, wrap
from standin.server.settings import Settings

# Named by resource_types/.
__all__ = ["ADDRESS", "NAT_GATEWAY", "VPC"]

SEAMS: Seams = {
    "services.ec2": (
        "_ACTION_MAP",
        "_addresses",
        "_allocate_address",
        "_create_nat_gateway",
        "_describe_nat_gateways",
        "_nat_gateways",
        "_release_address",
        "_tags",
        "_vpce_fields_xml",
        "_vpcs",
    ),
    "services.cloudformation.provisioners": ("_ec2_apply_tags",),
}


def install(_settings: Settings) -> None:
    actions = ministack("services.ec2")._ACTION_MAP
    actions["DescribeNatGateways"] = _with_addresses(actions["DescribeNatGateways"])
    wrap("services.ec2", "_vpce_fields_xml", _with_groups)


def _with_cidr_block(original: Handler, *arguments: Any) -> tuple[str, Attributes]:
    vpc_id, attributes = original(*arguments)
    return vpc_id, {**attributes, "CidrBlock": ministack("services.ec2")._vpcs[vpc_id]["CidrBlock"]}


def _create_address(_logical_id: str, props: Properties, _stack: str) -> tuple[str, Attributes]:
    ec2 = ministack("services.ec2")
    answer = ec2._allocate_address({"Domain": [props.get("Domain", "vpc")]})
    allocation = _found("AllocateAddress", answer, "allocationId")
    _set_tags(allocation, props, {})
    return _address(ec2._addresses[allocation])


def _update_address(address: str, old: Properties, new: Properties, stack: str) -> tuple[str, Attributes]:
    if old.get("Domain", "vpc") != new.get("Domain", "vpc"):
        replacement = _create_address("", new, stack)
        _delete_address(address, old)
        return replacement
    record = _record_of(address)
    _set_tags(record["AllocationId"], new, old)
    return _address(record)


def _delete_address(address: str, _props: Properties) -> None:
    record = _record_of(address)
    ministack("services.ec2")._release_address({"AllocationId": [record["AllocationId"]]})


def _address(record: Mapping[str, Any]) -> tuple[str, Attributes]:
    """As on AWS, Ref is the address itself."""
    address = record["PublicIp"]
    return address, {"AllocationId": record["AllocationId"], "PublicIp": address}


def _record_of(address: str) -> Mapping[str, Any]:
    records = ministack("services.ec2")._addresses.values()
    return next(record for record in records if record["PublicIp"] == address)


def _create_nat(_logical_id: str, props: Properties, _stack: str) -> tuple[str, Attributes]:
    names = ("SubnetId", "AllocationId", "ConnectivityType")
    request = {name: [props[name]] for name in names if name in props}
    nat = _found("CreateNatGateway", ministack("services.ec2")._create_nat_gateway(request), "natGatewayId")
    _set_tags(nat, props, {})
    return nat, {"NatGatewayId": nat}


def _update_nat(nat: str, old: Properties, new: Properties, stack: str) -> tuple[str, Attributes]:
    if {**old, "Tags": None} != {**new, "Tags": None}:
        replacement = _create_nat("", new, stack)
        _delete_nat(nat, old)
        return replacement
    _set_tags(nat, new, old)
    return nat, {"NatGatewayId": nat}


def _delete_nat(nat: str, _props: Properties) -> None:
    """AWS tells of a deleted gateway for an hour more; here it is gone at once."""
    ec2 = ministack("services.ec2")
    ec2._nat_gateways.pop(nat, None)
    ec2._tags.pop(nat, None)


def _with_addresses(original: Callable[..., Any]) -> Callable[..., Any]:
    """MiniStack knows the address of a gateway and does not tell it."""

    def describe_nat_gateways(params: Mapping[str, Any]) -> Any:
        status, headers, body = original(params)
        text = body if isinstance(body, str) else body.decode()
        for nat, record in ministack("services.ec2")._nat_gateways.items():
            address = f"<item><allocationId>{record['AllocationId']}</allocationId></item>"
            told = rf"\1<natGatewayAddressSet>{address}</natGatewayAddressSet>"
            text = re.sub(f"(<natGatewayId>{nat}</natGatewayId>.*?)<natGatewayAddressSet/>", told, text, flags=re.S)
        return status, headers, text.encode()

    return describe_nat_gateways


def _with_groups(original: Callable[..., str]) -> Callable[..., str]:
    """MiniStack knows an endpoint's groups and its private name and tells neither."""

    def vpce_fields_xml(endpoint: Mapping[str, Any], tag: str = "item") -> str:
        text = original(endpoint, tag)
        groups = "".join(f"<item><groupId>{group}</groupId></item>" for group in endpoint.get("SecurityGroupIds", []))
        private = str(endpoint.get("PrivateDnsEnabled", False)).lower()
        told = f"<groupSet>{groups}</groupSet><privateDnsEnabled>{private}</privateDnsEnabled>"
        return text.removesuffix(f"</{tag}>") + f"{told}</{tag}>"

    return vpce_fields_xml


def _set_tags(resource_id: str, new: Properties, old: Properties) -> None:
    ministack("services.cloudformation.provisioners")._ec2_apply_tags(resource_id, new, old)


def _found(operation: str, answer: tuple[int, Any, bytes], element: str) -> str:
    status, _, body = answer
    match = re.search(f"<{element}>(.*?)</{element}>", body.decode())
    if status >= 300 or match is None:
        raise ValueError(f"{operation} was refused: {body!r}")
    return match.group(1)


VPC = {"create": _with_cidr_block, "update": _with_cidr_block}
ADDRESS = {"create": _create_address, "update": _update_address, "delete": _delete_address}
NAT_GATEWAY = {"create": _create_nat, "update": _update_nat, "delete": _delete_nat}
