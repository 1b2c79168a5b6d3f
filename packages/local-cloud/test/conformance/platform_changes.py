"""Changes to the platform that CloudFormation knows nothing of."""

from __future__ import annotations

import json

from standin.testing.local_cloud import LocalCloud

CHANGED = [
    "Administrator.AccessPolicies",
    "Cluster.Tags",
    "DefaultRoute.NatGatewayId",
    "Endpoints.SecurityGroupIngress",
    "NetworkAddOn.ConfigurationValues",
    "NodeTemplate.LaunchTemplateData.MetadataOptions.HttpPutResponseHopLimit",
    "Ready.Value",
    "Reader.RoleArn",
    "SecretsKey.EnableKeyRotation",
    "Sts.SubnetIds",
    "Vpc.EnableDnsHostnames",
]
DELETED = ["Attachment", "Editor", "Layer", "Namespace", "Nat", "Nodes", "SpareAddress", "SubnetRoutes"]


def change_network(cloud: LocalCloud, stack: str) -> None:
    ec2 = cloud.client("ec2")
    of = {name: cloud.resource(stack, name) for name in ("Endpoints", "Internet", "Nat", "Routes", "Sts", "Subnet")}
    vpc = cloud.resource(stack, "Vpc")
    ec2.modify_vpc_attribute(VpcId=vpc, EnableDnsHostnames={"Value": False})
    everybody = {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
    ec2.authorize_security_group_ingress(GroupId=of["Endpoints"], IpPermissions=[everybody])
    ec2.replace_route(RouteTableId=of["Routes"], DestinationCidrBlock="0.0.0.0/0", GatewayId=of["Internet"])
    ec2.disassociate_route_table(AssociationId=cloud.resource(stack, "SubnetRoutes"))
    ec2.detach_internet_gateway(InternetGatewayId=of["Internet"], VpcId=vpc)
    ec2.modify_vpc_endpoint(VpcEndpointId=of["Sts"], RemoveSubnetIds=[of["Subnet"]])
    ec2.delete_nat_gateway(NatGatewayId=of["Nat"])
    address = cloud.resource(stack, "SpareAddress")
    (allocation,) = [each for each in ec2.describe_addresses()["Addresses"] if each["PublicIp"] == address]
    ec2.release_address(AllocationId=allocation["AllocationId"])
    two_hops = {"MetadataOptions": {"HttpTokens": "required", "HttpPutResponseHopLimit": 2}}
    template = cloud.resource(stack, "NodeTemplate")
    ec2.create_launch_template_version(LaunchTemplateId=template, LaunchTemplateData=two_hops)


def change_cluster(cloud: LocalCloud, stack: str) -> None:
    eks, names = cloud.client("eks"), {"clusterName": "notebooks"}
    cluster = eks.describe_cluster(name="notebooks")["cluster"]
    eks.untag_resource(resourceArn=cluster["arn"], tagKeys=["owner"])
    eks.update_addon(**names, addonName="vpc-cni", configurationValues="{}")
    (principal,) = eks.list_access_entries(**names)["accessEntries"]
    policy = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy"
    eks.disassociate_access_policy(**names, principalArn=principal, policyArn=policy)
    editor, reader = (cloud.resource(stack, name).rsplit("/", 1)[-1] for name in ("Editor", "Reader"))
    eks.delete_pod_identity_association(**names, associationId=editor)
    other = "arn:aws:iam::000000000000:role/other"
    eks.update_pod_identity_association(**names, associationId=reader, roleArn=other)
    eks.delete_nodegroup(**names, nodegroupName=cloud.resource(stack, "Nodes"))
    cloud.client("kms").disable_key_rotation(KeyId=cloud.resource(stack, "SecretsKey"))
    cloud.client("ssm").put_parameter(Name=cloud.resource(stack, "Ready"), Value="not yet", Overwrite=True)
    layer = cloud.resource(stack, "Layer").rsplit(":", 2)
    cloud.client("lambda").delete_layer_version(LayerName=layer[1], VersionNumber=int(layer[2]))


def forget_what_was_recorded(cloud: LocalCloud) -> None:
    (cloud.state / "recorded.json").write_text(json.dumps([]))
