"""Resources of a stack: they are there when the service itself is asked, and what cannot be there fails the deploy."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError
from standin.cloudformation import coverage
from standin.testing.local_cloud import LocalCloud, policy, unique


def bucket_with_everything(name: str) -> dict[str, Any]:
    return {
        "BucketName": name,
        "VersioningConfiguration": {"Status": "Enabled"},
        "BucketEncryption": {
            "ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]
        },
        "LifecycleConfiguration": {
            "Rules": [
                {
                    "Id": "old",
                    "Status": "Enabled",
                    "ExpirationInDays": "30",
                    "NoncurrentVersionExpiration": {"NoncurrentDays": 5, "NewerNoncurrentVersions": 2},
                    "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 2},
                },
                {
                    "Id": "cold",
                    "Status": "Enabled",
                    "Prefix": "cold/",
                    "Transitions": [{"StorageClass": "GLACIER", "TransitionInDays": 3}],
                    "NoncurrentVersionTransitions": [{"StorageClass": "GLACIER", "TransitionInDays": 4}],
                },
            ]
        },
        "ObjectLockEnabled": True,
        "ObjectLockConfiguration": {
            "ObjectLockEnabled": "Enabled",
            "Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 7}},
        },
        "LoggingConfiguration": {"DestinationBucketName": "logs", "LogFilePrefix": "l/"},
        "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
        "PublicAccessBlockConfiguration": {"BlockPublicAcls": True, "BlockPublicPolicy": True},
        "NotificationConfiguration": {"EventBridgeConfiguration": {"EventBridgeEnabled": True}},
        "Tags": [{"Key": "owner", "Value": "us & them"}],
    }


def test_every_bucket_property_is_there_when_s3_is_asked(cloud: LocalCloud) -> None:
    name, s3 = unique("bucket"), cloud.client("s3")
    cloud.deploy({"Bucket": {"Type": "AWS::S3::Bucket", "Properties": bucket_with_everything(name)}})
    assert s3.get_bucket_versioning(Bucket=name)["Status"] == "Enabled"
    encryption = s3.get_bucket_encryption(Bucket=name)["ServerSideEncryptionConfiguration"]["Rules"]
    assert encryption[0]["ApplyServerSideEncryptionByDefault"] == {"SSEAlgorithm": "AES256"}
    assert s3.get_bucket_lifecycle_configuration(Bucket=name)["Rules"] == [
        {
            "ID": "old",
            "Status": "Enabled",
            "Filter": {"Prefix": ""},
            "Expiration": {"Days": 30},
            "NoncurrentVersionExpiration": {"NoncurrentDays": 5, "NewerNoncurrentVersions": 2},
            "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 2},
        },
        {
            "ID": "cold",
            "Status": "Enabled",
            "Filter": {"Prefix": "cold/"},
            "Transitions": [{"Days": 3, "StorageClass": "GLACIER"}],
            "NoncurrentVersionTransitions": [{"NoncurrentDays": 4, "StorageClass": "GLACIER"}],
        },
    ]
    lock = s3.get_object_lock_configuration(Bucket=name)["ObjectLockConfiguration"]
    assert lock["Rule"] == {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 7}}
    assert s3.get_bucket_logging(Bucket=name)["LoggingEnabled"] == {"TargetBucket": "logs", "TargetPrefix": "l/"}
    ownership = s3.get_bucket_ownership_controls(Bucket=name)["OwnershipControls"]
    assert ownership == {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}
    assert s3.get_public_access_block(Bucket=name)["PublicAccessBlockConfiguration"]["BlockPublicPolicy"] is True
    assert s3.get_bucket_notification_configuration(Bucket=name)["EventBridgeConfiguration"] == {}
    assert s3.get_bucket_tagging(Bucket=name)["TagSet"] == [{"Key": "owner", "Value": "us & them"}]


def test_a_property_that_a_new_template_leaves_out_is_gone(cloud: LocalCloud) -> None:
    name, s3 = unique("bucket"), cloud.client("s3")
    full = bucket_with_everything(name)
    stack = cloud.deploy({"Bucket": {"Type": "AWS::S3::Bucket", "Properties": full}})
    less = {k: v for k, v in full.items() if k not in ("LifecycleConfiguration", "Tags", "LoggingConfiguration")}
    cloud.deploy({"Bucket": {"Type": "AWS::S3::Bucket", "Properties": less}}, stack)
    with pytest.raises(ClientError, match="NoSuchLifecycleConfiguration"):
        s3.get_bucket_lifecycle_configuration(Bucket=name)
    with pytest.raises(ClientError, match="NoSuchTagSet"):
        s3.get_bucket_tagging(Bucket=name)
    assert "LoggingEnabled" not in s3.get_bucket_logging(Bucket=name)


def test_a_bucket_that_holds_something_is_not_deleted(cloud: LocalCloud) -> None:
    name = unique("bucket")
    stack = cloud.deploy({"Bucket": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": name}}})
    cloud.client("s3").put_object(Bucket=name, Key="a", Body=b"1")
    cloud.client("cloudformation").delete_stack(StackName=stack)
    assert wait_for(cloud, stack) == "DELETE_FAILED"
    assert cloud.client("s3").head_object(Bucket=name, Key="a")["ContentLength"] == 1


def test_identities_keep_path_boundary_and_key(cloud: LocalCloud) -> None:
    user, role, boundary = unique("user"), unique("role"), unique("boundary")
    allow = {"Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*"}
    trust = {"Effect": "Allow", "Principal": {"Service": "glue.amazonaws.com"}, "Action": "sts:AssumeRole"}
    stack = cloud.deploy(
        {
            "Boundary": {
                "Type": "AWS::IAM::ManagedPolicy",
                "Properties": {"ManagedPolicyName": boundary, "PolicyDocument": json.loads(policy(allow))},
            },
            "User": {"Type": "AWS::IAM::User", "Properties": {"UserName": user, "Path": "/acme/plant/"}},
            "Key": {"Type": "AWS::IAM::AccessKey", "Properties": {"UserName": {"Ref": "User"}}},
            "Secret": {
                "Type": "AWS::SecretsManager::Secret",
                "Properties": {"SecretString": {"Fn::GetAtt": ["Key", "SecretAccessKey"]}},
            },
            "Role": {
                "Type": "AWS::IAM::Role",
                "Properties": {
                    "RoleName": role,
                    "Path": "/acme/pipeline/",
                    "AssumeRolePolicyDocument": json.loads(policy(trust)),
                    "PermissionsBoundary": {"Ref": "Boundary"},
                },
            },
        }
    )
    secret = cloud.resource(stack, "Secret")
    assert secret.startswith("arn:aws:secretsmanager:")
    value = cloud.client("secretsmanager").get_secret_value(SecretId=secret)["SecretString"]
    keys = {"aws_access_key_id": cloud.resource(stack, "Key"), "aws_secret_access_key": value}
    caller = cloud.client("sts", keys).get_caller_identity()["Arn"]
    assert caller == f"arn:aws:iam::000000000000:user/acme/plant/{user}"
    described = cloud.client("iam").get_role(RoleName=role)["Role"]
    assert described["Arn"] == f"arn:aws:iam::000000000000:role/acme/pipeline/{role}"
    assert described["PermissionsBoundary"]["PermissionsBoundaryArn"].endswith(f"policy/{boundary}")
    cloud.client("cloudformation").delete_stack(StackName=stack)
    assert wait_for(cloud, stack) == "DELETE_COMPLETE"


def test_an_unknown_type_fails_the_deploy_and_is_named(cloud: LocalCloud) -> None:
    with pytest.raises(ClientError, match=r"Table: type AWS::LakeFormation::Tag"):
        cloud.deploy({"Table": {"Type": "AWS::LakeFormation::Tag", "Properties": {}}})


def test_an_unknown_property_fails_the_deploy_and_is_named(cloud: LocalCloud) -> None:
    with pytest.raises(ClientError, match=r"Bucket: property IntelligentTieringConfigurations of AWS::S3::Bucket"):
        cloud.deploy({"Bucket": {"Type": "AWS::S3::Bucket", "Properties": {"IntelligentTieringConfigurations": []}}})


def test_an_unknown_property_inside_a_bucket_fails_the_deploy(cloud: LocalCloud) -> None:
    rule = {"Status": "Enabled", "ExpirationInDays": 1, "Misspelt": 1}
    with pytest.raises(RuntimeError, match="Misspelt"):
        cloud.deploy(
            {"Bucket": {"Type": "AWS::S3::Bucket", "Properties": {"LifecycleConfiguration": {"Rules": [rule]}}}}
        )


def test_what_has_no_effect_stands_in_a_list_while_its_stack_stands(cloud: LocalCloud) -> None:
    rule = {"Status": "Enabled", "ExpirationInDays": 1}
    stack = cloud.deploy(
        {"Bucket": {"Type": "AWS::S3::Bucket", "Properties": {"LifecycleConfiguration": {"Rules": [rule]}}}}
    )
    expected = {
        "stack": stack,
        "logicalId": "Bucket",
        "type": "AWS::S3::Bucket",
        "property": "LifecycleConfiguration",
        "why": "set and readable; nothing expires or changes its class",
    }
    assert wait_until(lambda: expected in listed(cloud))
    cloud.client("cloudformation").delete_stack(StackName=stack)
    assert wait_until(lambda: expected not in listed(cloud))


def test_a_property_inside_a_target_is_judged_by_itself() -> None:
    properties = {"Targets": [{"Arn": "a", "Id": "b", "RetryPolicy": {}}, {"Arn": "a", "New": 1}]}
    template = {"Resources": {"Rule": {"Type": "AWS::Events::Rule", "Properties": properties}}}
    assert coverage.unknown(template, {}) == ["Rule: property Targets.New of AWS::Events::Rule"]
    assert list(coverage.not_applied("AWS::Events::Rule", properties)) == ["Targets.RetryPolicy"]


def test_a_resource_whose_condition_is_false_is_not_looked_at() -> None:
    template = {"Resources": {"Unknown": {"Type": "AWS::No::Such", "Condition": "Never"}}}
    assert coverage.unknown(template, {"Never": False}) == []
    assert coverage.unknown(template, {"Never": True}) == ["Unknown: type AWS::No::Such"]


def listed(cloud: LocalCloud) -> list[dict[str, str]]:
    file = cloud.state / "not-applied.json"
    rows: list[dict[str, str]] = json.loads(file.read_text()) if file.exists() else []
    return rows


def wait_for(cloud: LocalCloud, stack: str) -> str:
    """The stack's status once nothing is in progress."""
    wait_until(lambda: not cloud.listed(stack)["StackStatus"].endswith("IN_PROGRESS"))
    return str(cloud.listed(stack)["StackStatus"])


def wait_until(holds: Callable[[], bool], seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while not (held := holds()) and time.monotonic() < deadline:
        time.sleep(0.1)
    return held


def test_a_security_configuration_is_as_its_template_says(cloud: LocalCloud) -> None:
    name, encrypted = unique("security"), [{"S3EncryptionMode": "SSE-S3"}]
    properties = {"Name": name, "EncryptionConfiguration": {"S3Encryptions": encrypted}}
    cloud.deploy({"Security": {"Type": "AWS::Glue::SecurityConfiguration", "Properties": properties}})
    told = cloud.client("glue").get_security_configuration(Name=name)["SecurityConfiguration"]
    assert told["EncryptionConfiguration"]["S3Encryption"] == encrypted
