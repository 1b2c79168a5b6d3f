"""Changes to the platform that CloudFormation knows nothing of."""

from __future__ import annotations

import json

from standin.testing.local_cloud import LocalCloud

CHANGED = [
    "Administrator.AccessPolicies",
    "Balancer.SecurityGroups",
    "Build.Environment.PrivilegedMode",
    "Cluster.Tags",
    "Cookie.GenerateSecretString",
    "DefaultRoute.NatGatewayId",
    "Endpoints.SecurityGroupIngress",
    "Gateway.HealthCheckPath",
    "Host.Conditions",
    "Images.ImageTagMutability",
    "NetworkAddOn.ConfigurationValues",
    "NodeTemplate.LaunchTemplateData.MetadataOptions.HttpPutResponseHopLimit",
    "Ready.Value",
    "Reader.RoleArn",
    "SecretsKey.EnableKeyRotation",
    "Sts.SubnetIds",
    "Tls.SslPolicy",
    "Vpc.EnableDnsHostnames",
]
DELETED = ["Attachment", "Editor", "Layer", "Namespace", "Nat", "Nodes", "SpareAddress", "SubnetRoutes", "ToGateway"]


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
    build = cloud.client("codebuild")
    (project,) = build.batch_get_projects(names=["notebooks"])["projects"]
    build.update_project(name="notebooks", environment={**project["environment"], "privilegedMode": False})
    cloud.client("ecr").put_image_tag_mutability(repositoryName="notebooks", imageTagMutability="MUTABLE")
    cloud.client("kms").disable_key_rotation(KeyId=cloud.resource(stack, "SecretsKey"))
    cloud.client("ssm").put_parameter(Name=cloud.resource(stack, "Ready"), Value="not yet", Overwrite=True)
    layer = cloud.resource(stack, "Layer").rsplit(":", 2)
    cloud.client("lambda").delete_layer_version(LayerName=layer[1], VersionNumber=int(layer[2]))


def change_entrance(cloud: LocalCloud, stack: str) -> None:
    elb, ec2 = cloud.client("elbv2"), cloud.client("ec2")
    of = {name: cloud.resource(stack, name) for name in ("Balancer", "Gateway", "Tls", "Host", "Endpoints")}
    cluster = cloud.client("eks").describe_cluster(name="notebooks")["cluster"]
    own = cluster["resourcesVpcConfig"]["clusterSecurityGroupId"]
    elb.set_security_groups(LoadBalancerArn=of["Balancer"], SecurityGroups=[own])
    elb.modify_target_group(TargetGroupArn=of["Gateway"], HealthCheckPath="/")
    elb.modify_listener(ListenerArn=of["Tls"], SslPolicy="ELBSecurityPolicy-2016-08")
    anywhere = {"Field": "host-header", "HostHeaderConfig": {"Values": ["*"]}}
    elb.modify_rule(RuleArn=of["Host"], Conditions=[anywhere])
    peer = {"UserIdGroupPairs": [{"GroupId": of["Endpoints"], "Description": "Gateway"}]}
    rule = {"IpProtocol": "tcp", "FromPort": 8080, "ToPort": 8080, **peer}
    ec2.revoke_security_group_ingress(GroupId=own, IpPermissions=[rule])
    cloud.client("secretsmanager").put_secret_value(SecretId="notebooks/cookie", SecretString="short")


def forget_what_was_recorded(cloud: LocalCloud) -> None:
    (cloud.state / "recorded.json").write_text(json.dumps([]))
