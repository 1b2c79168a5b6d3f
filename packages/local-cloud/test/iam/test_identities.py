"""Permissions boundaries that CloudFormation sets bind, and access keys live as on AWS."""

from __future__ import annotations

import datetime
import json
import time
from typing import Any

import pytest
from botocore.exceptions import ClientError
from standin.testing.local_cloud import Keys, LocalCloud, policy, unique
from test_stacks import wait_for

EVERYTHING = {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}


def bound(user: str, role: str, *actions: str) -> dict[str, Any]:
    """A user and a role that may do everything, but for the boundary."""
    document = json.loads(policy({"Effect": "Allow", "Action": list(actions), "Resource": "*"}))
    may = [{"PolicyName": "all", "PolicyDocument": json.loads(policy(EVERYTHING))}]
    trust = {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}
    common = {"Path": "/acme/plant/", "PermissionsBoundary": {"Ref": "Boundary"}, "Policies": may}
    return {
        "Boundary": {
            "Type": "AWS::IAM::ManagedPolicy",
            "Properties": {"Path": "/acme/", "PolicyDocument": document},
        },
        "User": {"Type": "AWS::IAM::User", "Properties": {"UserName": user, **common}},
        "Role": {
            "Type": "AWS::IAM::Role",
            "Properties": {"RoleName": role, "AssumeRolePolicyDocument": json.loads(policy(trust)), **common},
        },
    }


def key_of(cloud: LocalCloud, user: str) -> Keys:
    key = cloud.client("iam").create_access_key(UserName=user)["AccessKey"]
    return {"aws_access_key_id": key["AccessKeyId"], "aws_secret_access_key": key["SecretAccessKey"]}


def may_get(cloud: LocalCloud, keys: Keys, bucket: str) -> bool:
    try:
        cloud.client("s3", keys).get_object(Bucket=bucket, Key="a")
    except ClientError as error:
        if error.response["Error"]["Code"] != "AccessDenied":
            raise
        return False
    return True


@pytest.fixture(scope="module")
def bucket(cloud: LocalCloud) -> str:
    name = cloud.bucket()
    cloud.client("s3").put_object(Bucket=name, Key="a", Body=b"1")
    return name


def test_a_boundary_binds_and_an_update_widens_or_lifts_it(cloud: LocalCloud, bucket: str) -> None:
    user, role, iam = unique("user"), unique("role"), cloud.client("iam")
    stack = cloud.deploy(bound(user, role, "s3:PutObject"))
    arn = iam.get_role(RoleName=role)["Role"]["Arn"]
    boundaries = [
        iam.get_user(UserName=user)["User"]["PermissionsBoundary"]["PermissionsBoundaryArn"],
        iam.get_role(RoleName=role)["Role"]["PermissionsBoundary"]["PermissionsBoundaryArn"],
    ]
    assert boundaries == [cloud.resource(stack, "Boundary")] * 2
    assert "policy/acme/" in boundaries[0]
    holders = [key_of(cloud, user), cloud.session(arn)]
    assert [may_get(cloud, keys, bucket) for keys in holders] == [False, False]
    cloud.deploy(bound(user, role, "s3:PutObject", "s3:GetObject"), stack)
    assert [may_get(cloud, keys, bucket) for keys in holders] == [True, True]
    without = bound(user, role, "s3:PutObject")
    for name in ("User", "Role"):
        del without[name]["Properties"]["PermissionsBoundary"]
    cloud.deploy(without, stack)
    assert "PermissionsBoundary" not in iam.get_user(UserName=user)["User"]
    assert "PermissionsBoundary" not in iam.get_role(RoleName=role)["Role"]
    assert [may_get(cloud, keys, bucket) for keys in holders] == [True, True]


def test_a_boundary_that_does_not_exist_fails_the_deploy(cloud: LocalCloud) -> None:
    resources = bound(unique("user"), unique("role"), "s3:PutObject")
    resources["Role"]["Properties"]["PermissionsBoundary"] = "arn:aws:iam::000000000000:policy/acme/none"
    with pytest.raises(RuntimeError, match="does not exist or is not attachable"):
        cloud.deploy(resources)


def test_a_boundary_in_use_is_not_deleted(cloud: LocalCloud) -> None:
    user, role, outsider = unique("user"), unique("role"), unique("outsider")
    stack = cloud.deploy(bound(user, role, "s3:PutObject"))
    boundary = cloud.resource(stack, "Boundary")
    cloud.client("iam").create_user(UserName=outsider, PermissionsBoundary=boundary)
    cloud.client("cloudformation").delete_stack(StackName=stack)
    assert wait_for(cloud, stack) == "DELETE_FAILED"
    assert cloud.client("iam").get_policy(PolicyArn=boundary)["Policy"]["PermissionsBoundaryUsageCount"] == 1


def last_use(cloud: LocalCloud, keys: Keys) -> dict[str, Any]:
    answer = cloud.client("iam").get_access_key_last_used(AccessKeyId=keys["aws_access_key_id"])
    used: dict[str, Any] = answer["AccessKeyLastUsed"]
    return used


def used(cloud: LocalCloud, keys: Keys, service: str) -> dict[str, Any]:
    """The last use once it is of this service."""
    deadline = time.monotonic() + 10
    while (found := last_use(cloud, keys))["ServiceName"] != service:
        assert time.monotonic() < deadline, found
        time.sleep(0.05)
    return found


def test_the_last_use_of_each_key_is_told(cloud: LocalCloud, bucket: str) -> None:
    user = unique("user")
    cloud.client("iam").create_user(UserName=user)
    first, second = key_of(cloud, user), key_of(cloud, user)
    assert last_use(cloud, first) == {"Region": "N/A", "ServiceName": "N/A"}
    assert not may_get(cloud, first, bucket)
    told = used(cloud, first, "s3")
    assert told["Region"] == "us-east-1"
    assert abs(told["LastUsedDate"] - datetime.datetime.now(datetime.UTC)).total_seconds() < 30
    assert last_use(cloud, second)["ServiceName"] == "N/A"
    cloud.client("sts", second, region="eu-west-1").get_caller_identity()
    assert used(cloud, second, "sts")["Region"] == "eu-west-1"


def test_a_request_that_the_key_did_not_sign_is_no_use_of_it(cloud: LocalCloud) -> None:
    keys = cloud.user(EVERYTHING)
    with pytest.raises(ClientError, match="SignatureDoesNotMatch"):
        cloud.client("s3", {**keys, "aws_secret_access_key": "guessed"}).list_buckets()
    with pytest.raises(ClientError, match=r"InvalidSignature|SignatureDoesNotMatch"):
        cloud.client("sts", {**keys, "aws_secret_access_key": "guessed"}).get_caller_identity()
    cloud.client("s3").list_buckets()
    time.sleep(1)
    assert last_use(cloud, keys)["ServiceName"] == "N/A"


def test_a_user_has_two_keys_at_most_and_a_third_once_one_is_gone(cloud: LocalCloud) -> None:
    iam, user = cloud.client("iam"), unique("user")
    iam.create_user(UserName=user)
    first, _ = key_of(cloud, user), key_of(cloud, user)
    with pytest.raises(ClientError, match=r"LimitExceeded.*Cannot exceed quota for AccessKeysPerUser: 2"):
        iam.create_access_key(UserName=user)
    iam.delete_access_key(UserName=user, AccessKeyId=first["aws_access_key_id"])
    key_of(cloud, user)


def test_a_right_on_an_identity_is_on_its_arn_with_the_path(cloud: LocalCloud) -> None:
    iam, user, role = cloud.client("iam"), unique("user"), unique("role")
    users, roles = "arn:aws:iam::000000000000:user/acme/*", "arn:aws:iam::000000000000:role/acme/*"
    keys = {"Effect": "Allow", "Action": ["iam:CreateUser", "iam:CreateAccessKey", "iam:GetAccessKeyLastUsed"]}
    mine = [{**keys, "Resource": users}, {"Effect": "Allow", "Action": "iam:GetRole", "Resource": roles}]
    admin = cloud.client("iam", cloud.user(*mine))
    trust = policy({"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"})
    iam.create_role(RoleName=role, Path="/acme/plant/", AssumeRolePolicyDocument=trust)
    admin.create_user(UserName=user, Path="/acme/plant/")
    key = admin.create_access_key(UserName=user)["AccessKey"]["AccessKeyId"]
    admin.get_access_key_last_used(AccessKeyId=key)
    admin.get_role(RoleName=role)
    outside = unique("user")
    with pytest.raises(ClientError, match="AccessDenied"):
        admin.create_user(UserName=outside)
    iam.create_user(UserName=outside)
    with pytest.raises(ClientError, match="AccessDenied"):
        admin.create_access_key(UserName=outside)


def test_an_inactive_key_is_refused_until_it_is_active_again(cloud: LocalCloud, bucket: str) -> None:
    iam, user = cloud.client("iam"), unique("user")
    iam.create_user(UserName=user)
    iam.put_user_policy(UserName=user, PolicyName="all", PolicyDocument=policy(EVERYTHING))
    keys = key_of(cloud, user)
    at = {"UserName": user, "AccessKeyId": keys["aws_access_key_id"]}
    iam.update_access_key(**at, Status="Inactive")
    with pytest.raises(ClientError, match="InvalidAccessKeyId"):
        cloud.client("s3", keys).get_object(Bucket=bucket, Key="a")
    with pytest.raises(ClientError, match="InvalidClientTokenId"):
        cloud.client("sts", keys).get_caller_identity()
    iam.update_access_key(**at, Status="Active")
    assert may_get(cloud, keys, bucket)


def test_a_user_with_keys_left_is_not_deleted(cloud: LocalCloud) -> None:
    iam, user = cloud.client("iam"), unique("user")
    stack = cloud.deploy({"User": {"Type": "AWS::IAM::User", "Properties": {"UserName": user}}})
    key = key_of(cloud, user)
    with pytest.raises(ClientError, match="DeleteConflict"):
        iam.delete_user(UserName=user)
    cloud.client("cloudformation").delete_stack(StackName=stack)
    assert wait_for(cloud, stack) == "DELETE_FAILED"
    reasons = [e.get("ResourceStatusReason", "") for e in events_of(cloud, stack)]
    assert any("must delete access keys first" in reason for reason in reasons)
    iam.delete_access_key(UserName=user, AccessKeyId=key["aws_access_key_id"])
    cloud.delete(stack)


def events_of(cloud: LocalCloud, stack: str) -> list[dict[str, Any]]:
    identity = cloud.listed(stack)["StackId"]
    events: list[dict[str, Any]] = cloud.client("cloudformation").describe_stack_events(StackName=identity)[
        "StackEvents"
    ]
    return events
