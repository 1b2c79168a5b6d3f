"""Resources that the tests of the platform deploy."""

from __future__ import annotations

import json
from typing import Any

from standin.testing.local_cloud import policy


def cluster(name: str, role: str) -> dict[str, Any]:
    """A cluster and the network that it lies in."""
    return {
        "Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}},
        "Subnet": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.0.1.0/24"}},
        "Cluster": {
            "Type": "AWS::EKS::Cluster",
            "Properties": {
                "Name": name,
                "RoleArn": role,
                "ResourcesVpcConfig": {"SubnetIds": [{"Ref": "Subnet"}], "EndpointPublicAccess": False},
                "EncryptionConfig": [{"Provider": {"KeyArn": "arn:aws:kms:::key/a"}, "Resources": ["secrets"]}],
            },
        },
    }


def association(namespace: str, service_account: str, role: Any) -> dict[str, Any]:
    return {
        "Type": "AWS::EKS::PodIdentityAssociation",
        "Properties": {
            "ClusterName": {"Ref": "Cluster"},
            "Namespace": namespace,
            "ServiceAccount": service_account,
            "RoleArn": role,
        },
    }


def manifest(*objects: dict[str, Any]) -> dict[str, Any]:
    return {
        "Type": "Custom::AWSCDK-EKS-KubernetesResource",
        "Properties": {"ServiceToken": "nobody", "ClusterName": "c", "Manifest": json.dumps(objects)},
    }


def trust(cluster: str, *, service: str = "pods.eks.amazonaws.com") -> dict[str, Any]:
    """A role's trust in the pods of one cluster."""
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": service},
        "Action": ["sts:AssumeRole", "sts:TagSession"],
        "Condition": {
            "StringEquals": {
                "aws:SourceAccount": "000000000000",
                "aws:RequestTag/eks-cluster-arn": f"arn:aws:eks:us-east-1:000000000000:cluster/{cluster}",
            },
        },
    }
    document: dict[str, Any] = json.loads(policy(statement))
    return document
