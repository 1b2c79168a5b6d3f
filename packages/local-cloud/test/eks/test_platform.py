"""A network, a cluster and what belongs to it are there when their own service is asked, and gone with their stack."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from botocore.exceptions import ClientError
from standin.testing.local_cloud import LocalCloud, unique
from standin.testing.platform_resources import association, cluster

TAGS = [{"Key": "owner", "Value": "plant"}]
ROLE = "arn:aws:iam::000000000000:role/somebody"


def network() -> dict[str, Any]:
    return {
        "Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.9.0.0/16"}},
        "Subnet": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.9.1.0/24"}},
        "Address": {"Type": "AWS::EC2::EIP", "Properties": {"Domain": "vpc", "Tags": TAGS}},
        "Nat": {
            "Type": "AWS::EC2::NatGateway",
            "Properties": {
                "SubnetId": {"Ref": "Subnet"},
                "AllocationId": {"Fn::GetAtt": ["Address", "AllocationId"]},
                "Tags": TAGS,
            },
        },
        "Group": {
            "Type": "AWS::EC2::SecurityGroup",
            "Properties": {
                "GroupDescription": "from inside",
                "VpcId": {"Ref": "Vpc"},
                "SecurityGroupIngress": [{"IpProtocol": "-1", "CidrIp": {"Fn::GetAtt": ["Vpc", "CidrBlock"]}}],
            },
        },
        "Endpoint": {
            "Type": "AWS::EC2::VPCEndpoint",
            "Properties": {
                "VpcId": {"Ref": "Vpc"},
                "VpcEndpointType": "Interface",
                "ServiceName": "com.amazonaws.us-east-1.sts",
                "PrivateDnsEnabled": True,
                "SecurityGroupIds": [{"Fn::GetAtt": ["Group", "GroupId"]}],
            },
        },
    }


def test_a_gateway_tells_its_address_and_an_endpoint_its_groups(cloud: LocalCloud) -> None:
    stack, ec2 = cloud.deploy(network()), cloud.client("ec2")
    (nat,) = ec2.describe_nat_gateways(NatGatewayIds=[cloud.resource(stack, "Nat")])["NatGateways"]
    addresses = {each["PublicIp"]: each["AllocationId"] for each in ec2.describe_addresses()["Addresses"]}
    told = [each["AllocationId"] for each in nat["NatGatewayAddresses"]]
    assert told == [addresses[cloud.resource(stack, "Address")]]
    assert nat["Tags"] == TAGS
    (endpoint,) = ec2.describe_vpc_endpoints(VpcEndpointIds=[cloud.resource(stack, "Endpoint")])["VpcEndpoints"]
    assert [group["GroupId"] for group in endpoint["Groups"]] == [cloud.resource(stack, "Group")]
    assert endpoint["PrivateDnsEnabled"] is True
    (group,) = ec2.describe_security_groups(GroupIds=[cloud.resource(stack, "Group")])["SecurityGroups"]
    assert group["IpPermissions"][0]["IpRanges"] == [{"CidrIp": "10.9.0.0/16"}]


def test_a_gateway_keeps_its_id_when_only_its_tags_change(cloud: LocalCloud) -> None:
    resources = network()
    stack = cloud.deploy(resources)
    before = cloud.resource(stack, "Nat")
    resources["Nat"]["Properties"]["Tags"] = [{"Key": "owner", "Value": "other"}]
    cloud.deploy(resources, stack)
    (nat,) = cloud.client("ec2").describe_nat_gateways(NatGatewayIds=[before])["NatGateways"]
    assert nat["Tags"] == [{"Key": "owner", "Value": "other"}]


def test_a_deleted_network_leaves_nothing(cloud: LocalCloud) -> None:
    stack, ec2 = cloud.deploy(network()), cloud.client("ec2")
    address, nat = cloud.resource(stack, "Address"), cloud.resource(stack, "Nat")
    cloud.delete(stack)
    assert address not in [each["PublicIp"] for each in ec2.describe_addresses()["Addresses"]]
    assert ec2.describe_nat_gateways(NatGatewayIds=[nat])["NatGateways"] == []


def role_of(cloud: LocalCloud) -> str:
    return cloud.role({"Effect": "Allow", "Action": "ec2:*", "Resource": "*"}, service="eks.amazonaws.com")


def platform(name: str, role: str) -> dict[str, Any]:
    entry = {
        "AccessScope": {"Type": "cluster"},
        "PolicyArn": "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
    }
    return {
        **cluster(name, role),
        "AddOn": {
            "Type": "AWS::EKS::Addon",
            "Properties": {
                "ClusterName": {"Ref": "Cluster"},
                "AddonName": "vpc-cni",
                "ConfigurationValues": "{}",
                "Tags": TAGS,
            },
        },
        "Admin": {
            "Type": "AWS::EKS::AccessEntry",
            "Properties": {"ClusterName": {"Ref": "Cluster"}, "PrincipalArn": ROLE, "AccessPolicies": [entry]},
        },
        "Pod": association("analytics", "default-editor", ROLE),
    }


def test_a_cluster_and_its_parts_are_there_when_eks_is_asked(cloud: LocalCloud) -> None:
    name, eks = unique("cluster"), cloud.client("eks")
    cloud.deploy(platform(name, role_of(cloud)))
    cluster = eks.describe_cluster(name=name)["cluster"]
    assert cluster["encryptionConfig"] == [{"provider": {"keyArn": "arn:aws:kms:::key/a"}, "resources": ["secrets"]}]
    assert cluster["resourcesVpcConfig"]["endpointPublicAccess"] is False
    add_on = eks.describe_addon(clusterName=name, addonName="vpc-cni")["addon"]
    assert (add_on["configurationValues"], add_on["tags"]) == ("{}", {"owner": "plant"})
    policies = eks.list_associated_access_policies(clusterName=name, principalArn=ROLE)["associatedAccessPolicies"]
    assert [policy["accessScope"]["type"] for policy in policies] == ["cluster"]
    (found,) = eks.list_pod_identity_associations(clusterName=name, namespace="analytics")["associations"]
    assert found["serviceAccount"] == "default-editor"


def test_an_update_changes_the_parts_in_place(cloud: LocalCloud) -> None:
    name, eks = unique("cluster"), cloud.client("eks")
    resources = platform(name, role_of(cloud))
    stack = cloud.deploy(resources)
    before = cloud.resource(stack, "Pod")
    resources["AddOn"]["Properties"]["ConfigurationValues"] = '{"enableNetworkPolicy":"true"}'
    resources["Admin"]["Properties"]["AccessPolicies"] = []
    resources["Pod"]["Properties"]["RoleArn"] = f"{ROLE}-else"
    cloud.deploy(resources, stack)
    add_on = eks.describe_addon(clusterName=name, addonName="vpc-cni")["addon"]
    assert add_on["configurationValues"] == '{"enableNetworkPolicy":"true"}'
    policies = eks.list_associated_access_policies(clusterName=name, principalArn=ROLE)["associatedAccessPolicies"]
    assert policies == []
    assert cloud.resource(stack, "Pod") == before
    one = eks.describe_pod_identity_association(clusterName=name, associationId=before.rsplit("/", 1)[-1])
    assert one["association"]["roleArn"] == f"{ROLE}-else"


def test_another_service_account_is_another_association(cloud: LocalCloud) -> None:
    name, eks = unique("cluster"), cloud.client("eks")
    resources = platform(name, role_of(cloud))
    stack = cloud.deploy(resources)
    resources["Pod"]["Properties"]["ServiceAccount"] = "default-viewer"
    cloud.deploy(resources, stack)
    found = eks.list_pod_identity_associations(clusterName=name)["associations"]
    assert [each["serviceAccount"] for each in found] == ["default-viewer"]


def test_a_deleted_cluster_leaves_nothing(cloud: LocalCloud) -> None:
    name, eks = unique("cluster"), cloud.client("eks")
    cloud.delete(cloud.deploy(platform(name, role_of(cloud))))
    with pytest.raises(ClientError, match="No cluster found"):
        eks.describe_cluster(name=name)


def test_a_condition_knows_the_partition(cloud: LocalCloud) -> None:
    """Without it the CDK's roles lose a policy, and only where nobody looks."""
    policies = ["arn:aws:iam::aws:policy/ReadOnlyAccess", {"Ref": "AWS::NoValue"}]
    trust = {"Version": "2012-10-17", "Statement": []}
    template = {
        "Conditions": {"InAws": {"Fn::Equals": [{"Ref": "AWS::Partition"}, "aws"]}},
        "Resources": {
            "Role": {
                "Type": "AWS::IAM::Role",
                "Properties": {
                    "AssumeRolePolicyDocument": trust,
                    "ManagedPolicyArns": [{"Fn::If": ["InAws", *policies]}],
                },
            }
        },
    }
    stack = unique("stack")
    cloud.client("cloudformation").create_stack(
        StackName=stack, TemplateBody=json.dumps(template), Capabilities=["CAPABILITY_IAM"]
    )
    while cloud.stack_status(stack).endswith("IN_PROGRESS"):
        time.sleep(0.05)
    attached = cloud.client("iam").list_attached_role_policies(RoleName=cloud.resource(stack, "Role"))
    assert [policy["PolicyArn"] for policy in attached["AttachedPolicies"]] == policies[:1]
