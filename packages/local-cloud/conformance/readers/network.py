"""A network: its subnets, routes, gateways and endpoints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from conformance.assembly import Properties
from conformance.reading import MissingError, Reading, only, own_tags

Answer = Properties


def read_vpc(at: Reading) -> Properties:
    vpc = _the_one(at, at.client("ec2").describe_vpcs(VpcIds=[at.id])["Vpcs"])
    return {
        **only(vpc, "CidrBlock", "InstanceTenancy"),
        "EnableDnsSupport": _vpc_attribute(at, "enableDnsSupport"),
        "EnableDnsHostnames": _vpc_attribute(at, "enableDnsHostnames"),
        "Tags": own_tags(vpc["Tags"]),
    }


def read_subnet(at: Reading) -> Properties:
    subnet = _the_one(at, at.client("ec2").describe_subnets(SubnetIds=[at.id])["Subnets"])
    same = ("AvailabilityZone", "CidrBlock", "MapPublicIpOnLaunch", "VpcId")
    return {**only(subnet, *same), "Tags": own_tags(subnet["Tags"])}


def read_route_table(at: Reading) -> Properties:
    table = _route_table(at, at.id)
    return {**only(table, "VpcId"), "Tags": own_tags(table["Tags"])}


def read_route(at: Reading) -> Properties:
    """The table's route to the wanted destination."""
    table = at.wanted["RouteTableId"]
    for route in _route_table(at, table)["Routes"]:
        if route.get("DestinationCidrBlock") == at.wanted["DestinationCidrBlock"]:
            return {"RouteTableId": table, **only(route, "DestinationCidrBlock", "GatewayId", "NatGatewayId")}
    raise MissingError(f"{table} has no route to {at.wanted['DestinationCidrBlock']}")


def read_route_table_association(at: Reading) -> Properties:
    for table in at.client("ec2").describe_route_tables()["RouteTables"]:
        for association in table["Associations"]:
            if association["RouteTableAssociationId"] == at.id:
                return only(association, "RouteTableId", "SubnetId")
    raise MissingError(f"no route table has the association {at.id}")


def read_internet_gateway(at: Reading) -> Properties:
    return {"Tags": own_tags(_internet_gateway(at, at.id)["Tags"])}


def read_gateway_attachment(at: Reading) -> Properties:
    gateway = at.wanted["InternetGatewayId"]
    attached = [each["VpcId"] for each in _internet_gateway(at, gateway)["Attachments"]]
    if not attached:
        raise MissingError(f"{gateway} is attached to no network")
    return {"InternetGatewayId": gateway, "VpcId": attached[0] if len(attached) == 1 else attached}


def read_address(at: Reading) -> Properties:
    addresses = at.client("ec2").describe_addresses()["Addresses"]
    address = _the_one(at, [each for each in addresses if each["PublicIp"] == at.id])
    return {**only(address, "Domain"), "Tags": own_tags(address["Tags"])}


def read_nat_gateway(at: Reading) -> Properties:
    gateways = at.client("ec2").describe_nat_gateways(NatGatewayIds=[at.id])["NatGateways"]
    gateway = _the_one(at, [each for each in gateways if each["State"] not in ("deleting", "deleted")])
    addresses = [each["AllocationId"] for each in gateway["NatGatewayAddresses"]]
    return {
        **only(gateway, "SubnetId", "ConnectivityType"),
        "AllocationId": addresses[0] if len(addresses) == 1 else addresses,
        "Tags": own_tags(gateway["Tags"]),
    }


def read_endpoint(at: Reading) -> Properties:
    endpoint = _the_one(at, at.client("ec2").describe_vpc_endpoints(VpcEndpointIds=[at.id])["VpcEndpoints"])
    same = ("PrivateDnsEnabled", "RouteTableIds", "ServiceName", "SubnetIds", "VpcEndpointType", "VpcId")
    return {
        **only(endpoint, *same),
        "SecurityGroupIds": [group["GroupId"] for group in endpoint.get("Groups", [])],
        "Tags": own_tags(endpoint["Tags"]),
    }


def read_security_group(at: Reading) -> Properties:
    group = _the_one(at, at.client("ec2").describe_security_groups(GroupIds=[at.id])["SecurityGroups"])
    return {
        "GroupDescription": group["Description"],
        "VpcId": group["VpcId"],
        "SecurityGroupIngress": _rules(group["IpPermissions"], "Source"),
        "SecurityGroupEgress": _rules(group["IpPermissionsEgress"], "Destination"),
        "Tags": own_tags(group["Tags"]),
    }


def read_ingress(at: Reading) -> Properties:
    """A rule that stands by itself: the one of its group that is like it, of several the first."""
    group = at.wanted["GroupId"]
    found = _the_one(at, at.client("ec2").describe_security_groups(GroupIds=[group])["SecurityGroups"])
    sides = ("FromPort", "IpProtocol", "SourceSecurityGroupId")
    for rule in _rules(found["IpPermissions"], "Source"):
        if all(rule.get(name) == at.wanted.get(name) for name in sides):
            return {"GroupId": group, **rule}
    raise MissingError(f"{group} has no rule like {at.id}")


def read_launch_template(at: Reading) -> Properties:
    """Its latest version, less what the service adds to it, and the tags of the template itself."""
    ec2 = at.client("ec2")
    template = _the_one(at, ec2.describe_launch_templates(LaunchTemplateIds=[at.id])["LaunchTemplates"])
    (latest,) = ec2.describe_launch_template_versions(LaunchTemplateId=at.id, Versions=["$Latest"])[
        "LaunchTemplateVersions"
    ]
    data: dict[str, Any] = dict(latest["LaunchTemplateData"])
    if "MetadataOptions" in data:
        data["MetadataOptions"] = {name: value for name, value in data["MetadataOptions"].items() if name != "State"}
    tags = {"ResourceType": "launch-template", "Tags": own_tags(template["Tags"])}
    return {"LaunchTemplateData": data, "TagSpecifications": [tags] if tags["Tags"] else []}


def _rules(permissions: Sequence[Answer], side: str) -> list[Properties]:
    """One rule a peer, as a template has them; `side` is how the template names another group."""
    rules: list[Properties] = []
    for permission in permissions:
        port = {name: permission[name] for name in ("IpProtocol", "FromPort", "ToPort") if name in permission}
        peers = [
            *({"CidrIp": each["CidrIp"], **_description(each)} for each in permission["IpRanges"]),
            *({"CidrIpv6": each["CidrIpv6"], **_description(each)} for each in permission["Ipv6Ranges"]),
            *(
                {f"{side}SecurityGroupId": each["GroupId"], **_description(each)}
                for each in permission["UserIdGroupPairs"]
            ),
        ]
        rules += [{**port, **peer} for peer in peers]
    return rules


def _description(peer: Answer) -> Properties:
    return {"Description": peer["Description"]} if "Description" in peer else {}


def _route_table(at: Reading, table: str) -> Answer:
    return _the_one(at, at.client("ec2").describe_route_tables(RouteTableIds=[table])["RouteTables"])


def _internet_gateway(at: Reading, gateway: str) -> Answer:
    return _the_one(at, at.client("ec2").describe_internet_gateways(InternetGatewayIds=[gateway])["InternetGateways"])


def _vpc_attribute(at: Reading, attribute: str) -> bool:
    answer = at.client("ec2").describe_vpc_attribute(VpcId=at.id, Attribute=attribute)
    return bool(answer[attribute[0].upper() + attribute[1:]]["Value"])


def _the_one(at: Reading, found: Sequence[Answer]) -> Answer:
    if len(found) != 1:
        raise MissingError(f"wanted one {at.resource.place.type} {at.id}, got {len(found)}")
    return found[0]
