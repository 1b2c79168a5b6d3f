"""A creation that fails: what it leaves, what can be done with its stack, and how what is left comes into the next."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from botocore.exceptions import ClientError
from standin.testing.local_cloud import LocalCloud, policy, unique

FAILS = {"Type": "AWS::CloudTrail::Trail", "Properties": {"IsLogging": True, "S3BucketName": "no-such-bucket"}}


def bucket(name: str, deletion_policy: str) -> dict[str, Any]:
    return {"Type": "AWS::S3::Bucket", "DeletionPolicy": deletion_policy, "Properties": {"BucketName": name}}


def policy_of(name: str, depends_on: str) -> dict[str, Any]:
    deny = {"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{name}/*"}
    return {
        "Type": "AWS::S3::BucketPolicy",
        "DependsOn": depends_on,
        "DeletionPolicy": "RetainExceptOnCreate",
        "Properties": {"Bucket": name, "PolicyDocument": json.loads(policy(deny))},
    }


def stream(name: str) -> dict[str, Any]:
    properties = {"Name": name, "ShardCount": 1}
    return {"Type": "AWS::Kinesis::Stream", "DeletionPolicy": "RetainExceptOnCreate", "Properties": properties}


def buckets_of(cloud: LocalCloud) -> set[str]:
    return {each["Name"] for each in cloud.client("s3").list_buckets()["Buckets"]}


def failed(cloud: LocalCloud, resources: dict[str, Any], stack: str) -> None:
    with pytest.raises(RuntimeError, match="ROLLBACK_COMPLETE"):
        cloud.deploy({**resources, "Fails": {**FAILS, "DependsOn": list(resources)}}, name=stack)


def changed(cloud: LocalCloud, stack: str, resources: dict[str, Any], kind: str) -> str:
    """Deploys by a change set as the CDK does, with what is there already imported; the status of the stack then."""
    cloudformation = cloud.client("cloudformation")
    made = {"StackName": stack, "ChangeSetName": unique("change")}
    template = json.dumps({"Resources": resources})
    cloudformation.create_change_set(**made, ChangeSetType=kind, TemplateBody=template, ImportExistingResources=True)
    described = cloudformation.describe_change_set(**made)
    assert described["Status"] == "CREATE_COMPLETE", described["StatusReason"]
    cloudformation.execute_change_set(**made)
    while (status := cloud.stack_status(stack)).endswith("IN_PROGRESS"):
        time.sleep(0.05)
    return status


def test_what_is_kept_except_on_create_goes_and_what_is_plainly_kept_stays(cloud: LocalCloud) -> None:
    goes, stays = unique("bucket"), unique("bucket")
    failed(cloud, {"Goes": bucket(goes, "RetainExceptOnCreate"), "Stays": bucket(stays, "Retain")}, unique("stack"))
    assert (goes in buckets_of(cloud), stays in buckets_of(cloud)) == (False, True)


def test_a_stack_whose_creation_failed_is_neither_updated_nor_made_over(cloud: LocalCloud) -> None:
    stack, name = unique("stack"), unique("bucket")
    failed(cloud, {"Data": bucket(name, "RetainExceptOnCreate")}, stack)
    with pytest.raises(ClientError, match="ROLLBACK_COMPLETE state and can not be updated"):
        changed(cloud, stack, {"Data": bucket(name, "RetainExceptOnCreate")}, "UPDATE")
    with pytest.raises(ClientError, match="already exists"):
        changed(cloud, stack, {"Data": bucket(name, "RetainExceptOnCreate")}, "CREATE")
    with pytest.raises(ClientError, match="already exists"):
        cloud.deploy({"Data": bucket(name, "RetainExceptOnCreate")}, name=stack)


def test_a_protected_stack_whose_creation_failed_is_deleted_only_once_the_protection_is_off(cloud: LocalCloud) -> None:
    stack, name, cloudformation = unique("stack"), unique("bucket"), cloud.client("cloudformation")
    failed(cloud, {"Data": bucket(name, "RetainExceptOnCreate")}, stack)
    cloudformation.update_termination_protection(StackName=stack, EnableTerminationProtection=True)
    with pytest.raises(ClientError, match="cannot be deleted while TerminationProtection is enabled"):
        cloudformation.delete_stack(StackName=stack)
    cloudformation.update_termination_protection(StackName=stack, EnableTerminationProtection=False)
    cloud.delete(stack)
    cloud.deploy({"Data": bucket(name, "RetainExceptOnCreate")}, name=stack)


def test_what_a_deleted_stack_kept_is_imported_by_the_next_with_its_content(cloud: LocalCloud) -> None:
    name, data, s3 = unique("bucket"), unique("stream"), cloud.client("s3")
    resources = {"Data": bucket(name, "RetainExceptOnCreate"), "Rules": policy_of(name, "Data"), "Stream": stream(data)}
    first = cloud.deploy(resources)
    s3.put_object(Bucket=name, Key="a", Body=b"1")
    cloud.delete(first)
    with pytest.raises(RuntimeError, match="ROLLBACK_COMPLETE"):
        cloud.deploy(resources)
    assert changed(cloud, unique("stack"), resources, "CREATE") == "CREATE_COMPLETE"
    assert s3.head_object(Bucket=name, Key="a")["ContentLength"] == 1
    assert "s3:GetObject" in s3.get_bucket_policy(Bucket=name)["Policy"]


def test_what_is_there_and_would_go_with_its_stack_is_not_imported(cloud: LocalCloud) -> None:
    name = cloud.bucket()
    with pytest.raises(AssertionError, match="must have the DeletionPolicy attribute set to 'Retain'"):
        changed(cloud, unique("stack"), {"Data": bucket(name, "Delete")}, "CREATE")
