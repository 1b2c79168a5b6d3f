"""The part of the deployed set that a Kubernetes platform is made of: network, cluster, key, layer, parameter."""

from __future__ import annotations

import json
from typing import Any

_OWNER = [{"Key": "owner", "Value": "plant-data-platform"}]
_VPC = {"Ref": "Vpc"}


def _attribute(logical_id: str, name: str) -> dict[str, Any]:
    return {"Fn::GetAtt": [logical_id, name]}


NETWORK: dict[str, Any] = {
    "Vpc": {
        "Type": "AWS::EC2::VPC",
        "Properties": {"CidrBlock": "10.0.0.0/16", "EnableDnsHostnames": True, "Tags": _OWNER},
    },
    "Subnet": {
        "Type": "AWS::EC2::Subnet",
        "Properties": {"VpcId": _VPC, "CidrBlock": "10.0.1.0/24", "AvailabilityZone": "us-east-1a", "Tags": _OWNER},
    },
    "Routes": {"Type": "AWS::EC2::RouteTable", "Properties": {"VpcId": _VPC, "Tags": _OWNER}},
    "SubnetRoutes": {
        "Type": "AWS::EC2::SubnetRouteTableAssociation",
        "Properties": {"RouteTableId": {"Ref": "Routes"}, "SubnetId": {"Ref": "Subnet"}},
    },
    "Internet": {"Type": "AWS::EC2::InternetGateway", "Properties": {"Tags": _OWNER}},
    "Attachment": {
        "Type": "AWS::EC2::VPCGatewayAttachment",
        "Properties": {"VpcId": _VPC, "InternetGatewayId": {"Ref": "Internet"}},
    },
    "Address": {"Type": "AWS::EC2::EIP", "Properties": {"Domain": "vpc", "Tags": _OWNER}},
    "SpareAddress": {"Type": "AWS::EC2::EIP"},
    "Nat": {
        "Type": "AWS::EC2::NatGateway",
        "Properties": {
            "SubnetId": {"Ref": "Subnet"},
            "AllocationId": _attribute("Address", "AllocationId"),
            "Tags": _OWNER,
        },
    },
    "DefaultRoute": {
        "Type": "AWS::EC2::Route",
        "Properties": {
            "RouteTableId": {"Ref": "Routes"},
            "DestinationCidrBlock": "0.0.0.0/0",
            "NatGatewayId": {"Ref": "Nat"},
        },
    },
    "Endpoints": {
        "Type": "AWS::EC2::SecurityGroup",
        "Properties": {
            "GroupDescription": "endpoints",
            "VpcId": _VPC,
            "SecurityGroupIngress": [
                {"CidrIp": _attribute("Vpc", "CidrBlock"), "IpProtocol": "tcp", "FromPort": 443, "ToPort": 443}
            ],
            "Tags": _OWNER,
        },
    },
    "Sts": {
        "Type": "AWS::EC2::VPCEndpoint",
        "Properties": {
            "VpcId": _VPC,
            "VpcEndpointType": "Interface",
            "ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.sts"},
            "PrivateDnsEnabled": True,
            "SubnetIds": [{"Ref": "Subnet"}],
            "SecurityGroupIds": [_attribute("Endpoints", "GroupId")],
            "Tags": _OWNER,
        },
    },
}

_LAST_TEN = {
    "rules": [
        {
            "rulePriority": 1,
            "selection": {"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 10},
            "action": {"type": "expire"},
        }
    ]
}

CLUSTER: dict[str, Any] = {
    "SecretsKey": {
        "Type": "AWS::KMS::Key",
        "Properties": {
            "Description": "secrets",
            "EnableKeyRotation": True,
            "KeyPolicy": {
                "Version": "2012-10-17",
                "Statement": {
                    "Effect": "Allow",
                    "Action": "kms:*",
                    "Resource": "*",
                    "Principal": {"AWS": {"Fn::Sub": "arn:aws:iam::${AWS::AccountId}:root"}},
                },
            },
            "Tags": _OWNER,
        },
    },
    "Cluster": {
        "Type": "AWS::EKS::Cluster",
        "Properties": {
            "Name": "notebooks",
            "Version": "1.36",
            "RoleArn": _attribute("Role", "Arn"),
            "AccessConfig": {"AuthenticationMode": "API", "BootstrapClusterCreatorAdminPermissions": False},
            "EncryptionConfig": [{"Provider": {"KeyArn": _attribute("SecretsKey", "Arn")}, "Resources": ["secrets"]}],
            "ComputeConfig": {"Enabled": False},
            "UpgradePolicy": {"SupportType": "STANDARD"},
            "Logging": {"ClusterLogging": {"EnabledTypes": [{"Type": "api"}, {"Type": "audit"}]}},
            "ResourcesVpcConfig": {
                "EndpointPrivateAccess": True,
                "EndpointPublicAccess": False,
                "SubnetIds": [{"Ref": "Subnet"}],
            },
            "Tags": _OWNER,
        },
    },
    "NodeTemplate": {
        "Type": "AWS::EC2::LaunchTemplate",
        "Properties": {
            "LaunchTemplateData": {"MetadataOptions": {"HttpTokens": "required", "HttpPutResponseHopLimit": 1}},
            "TagSpecifications": [{"ResourceType": "launch-template", "Tags": _OWNER}],
        },
    },
    "Nodes": {
        "Type": "AWS::EKS::Nodegroup",
        "Properties": {
            "ClusterName": {"Ref": "Cluster"},
            "NodeRole": _attribute("Role", "Arn"),
            "Subnets": [{"Ref": "Subnet"}],
            "InstanceTypes": ["m7i.xlarge"],
            "LaunchTemplate": {
                "Id": {"Ref": "NodeTemplate"},
                "Version": _attribute("NodeTemplate", "LatestVersionNumber"),
            },
            "ScalingConfig": {"MinSize": 2, "DesiredSize": 2, "MaxSize": 4},
            "Tags": {"owner": "plant-data-platform"},
        },
    },
    "NetworkAddOn": {
        "Type": "AWS::EKS::Addon",
        "Properties": {
            "ClusterName": {"Ref": "Cluster"},
            "AddonName": "vpc-cni",
            "ConfigurationValues": '{"enableNetworkPolicy":"true"}',
            "Tags": _OWNER,
        },
    },
    "Administrator": {
        "Type": "AWS::EKS::AccessEntry",
        "Properties": {
            "ClusterName": {"Ref": "Cluster"},
            "PrincipalArn": _attribute("Role", "Arn"),
            "AccessPolicies": [
                {
                    "AccessScope": {"Type": "cluster"},
                    "PolicyArn": "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
                }
            ],
            "Tags": _OWNER,
        },
    },
    "Editor": {
        "Type": "AWS::EKS::PodIdentityAssociation",
        "Properties": {
            "ClusterName": {"Ref": "Cluster"},
            "Namespace": "analytics",
            "ServiceAccount": "default-editor",
            "RoleArn": _attribute("Role", "Arn"),
            "Tags": _OWNER,
        },
    },
    "Reader": {
        "Type": "AWS::EKS::PodIdentityAssociation",
        "Properties": {
            "ClusterName": {"Ref": "Cluster"},
            "Namespace": "analytics",
            "ServiceAccount": "reader",
            "RoleArn": _attribute("Role", "Arn"),
        },
    },
    "Images": {
        "Type": "AWS::ECR::Repository",
        "Properties": {
            "RepositoryName": "notebooks",
            "ImageTagMutability": "IMMUTABLE",
            "ImageScanningConfiguration": {"ScanOnPush": True},
            "LifecyclePolicy": {"LifecyclePolicyText": json.dumps(_LAST_TEN, separators=(",", ":"))},
            "EmptyOnDelete": True,
            "Tags": _OWNER,
        },
    },
    "Build": {
        "Type": "AWS::CodeBuild::Project",
        "Properties": {
            "Name": "notebooks",
            "Description": "builds an image",
            "Source": {"Type": "S3", "Location": "sources/image.zip", "BuildSpec": "buildspec.json"},
            "Artifacts": {"Type": "NO_ARTIFACTS"},
            "Environment": {
                "Type": "LINUX_CONTAINER",
                "ComputeType": "BUILD_GENERAL1_SMALL",
                "Image": "aws/codebuild/amazonlinux-x86_64-standard:5.0",
                "PrivilegedMode": True,
                "EnvironmentVariables": [{"Name": "IMAGE", "Value": "notebooks:1"}],
            },
            "ServiceRole": _attribute("Role", "Arn"),
            "TimeoutInMinutes": 30,
            "LogsConfig": {"CloudWatchLogs": {"Status": "ENABLED", "GroupName": "builds"}},
            "Tags": _OWNER,
        },
    },
    "Ready": {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Value": "ready"}},
}

ENTRANCE: dict[str, Any] = {
    "Balancer": {
        "Type": "AWS::ElasticLoadBalancingV2::LoadBalancer",
        "Properties": {
            "Scheme": "internal",
            "Type": "application",
            "Subnets": [{"Ref": "Subnet"}],
            "SecurityGroups": [_attribute("Endpoints", "GroupId")],
            "LoadBalancerAttributes": [{"Key": "routing.http.drop_invalid_header_fields.enabled", "Value": "true"}],
            "Tags": _OWNER,
        },
    },
    "Gateway": {
        "Type": "AWS::ElasticLoadBalancingV2::TargetGroup",
        "Properties": {
            "HealthCheckPath": "/healthz/ready",
            "HealthCheckPort": "15021",
            "Port": 8080,
            "Protocol": "HTTP",
            "TargetType": "ip",
            "VpcId": _VPC,
            "TargetGroupAttributes": [{"Key": "stickiness.enabled", "Value": "false"}],
            "Tags": _OWNER,
        },
    },
    "Tls": {
        "Type": "AWS::ElasticLoadBalancingV2::Listener",
        "Properties": {
            "LoadBalancerArn": {"Ref": "Balancer"},
            "Port": 443,
            "Protocol": "HTTPS",
            "SslPolicy": "ELBSecurityPolicy-TLS13-1-2-2021-06",
            "Certificates": [{"CertificateArn": "arn:aws:acm:us-east-1:000000000000:certificate/1"}],
            "DefaultActions": [{"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "404"}}],
            "Tags": _OWNER,
        },
    },
    "Host": {
        "Type": "AWS::ElasticLoadBalancingV2::ListenerRule",
        "Properties": {
            "ListenerArn": {"Ref": "Tls"},
            "Priority": 1,
            "Conditions": [{"Field": "host-header", "HostHeaderConfig": {"Values": ["notebooks.example.org"]}}],
            "Actions": [{"Type": "forward", "TargetGroupArn": {"Ref": "Gateway"}}],
        },
    },
    "ToGateway": {
        "Type": "AWS::EC2::SecurityGroupIngress",
        "Properties": {
            "GroupId": _attribute("Cluster", "ClusterSecurityGroupId"),
            "SourceSecurityGroupId": _attribute("Endpoints", "GroupId"),
            "IpProtocol": "tcp",
            "FromPort": 8080,
            "ToPort": 8080,
            "Description": "Gateway",
        },
    },
    "Cookie": {
        "Type": "AWS::SecretsManager::Secret",
        "Properties": {
            "Name": "notebooks/cookie",
            "GenerateSecretString": {"PasswordLength": 32, "ExcludePunctuation": True},
        },
    },
}

_NAMESPACE = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "analytics"}}

RECORDED: dict[str, Any] = {
    "Namespace": {
        "Type": "Custom::AWSCDK-EKS-KubernetesResource",
        "Properties": {
            "ServiceToken": _attribute("Function", "Arn"),
            "ClusterName": {"Ref": "Cluster"},
            "Manifest": json.dumps([_NAMESPACE]),
        },
    },
}
