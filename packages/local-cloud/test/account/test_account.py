"""What an account is asked for before something is deployed to it: quotas, settings, whose a resource is, who may do what."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError
from standin.testing.local_cloud import LocalCloud, unique

VCPUS = {"ServiceCode": "ec2", "QuotaCode": "L-1216C47A"}


def code_of(call: Callable[[], Any]) -> str:
    with pytest.raises(ClientError) as refused:
        call()
    return str(refused.value.response["Error"]["Code"])


def test_a_quota_has_the_value_that_the_file_says(cloud: LocalCloud) -> None:
    quotas, file = cloud.client("service-quotas"), cloud.state / "quotas.json"
    assert quotas.get_service_quota(**VCPUS)["Quota"]["Value"] == 64
    file.write_text(json.dumps({"ec2/L-1216C47A": 5}))
    assert quotas.get_service_quota(**VCPUS)["Quota"]["Value"] == 5
    assert quotas.get_aws_default_service_quota(**VCPUS)["Quota"]["Value"] == 64
    file.unlink()


def test_a_quota_that_was_never_applied_has_its_default_only(cloud: LocalCloud) -> None:
    quotas, file = cloud.client("service-quotas"), cloud.state / "quotas.json"
    file.write_text(json.dumps({"ec2/L-1216C47A": None}))
    assert code_of(lambda: quotas.get_service_quota(**VCPUS)) == "NoSuchResourceException"
    file.unlink()


def test_what_is_not_known_of_quotas_is_an_error(cloud: LocalCloud) -> None:
    quotas = cloud.client("service-quotas")
    unknown = {"ServiceCode": "ec2", "QuotaCode": "L-00000000"}
    assert code_of(lambda: quotas.get_service_quota(**unknown)) == "NoSuchResourceException"
    assert code_of(lambda: quotas.list_services()) == "UnknownOperationException"


def test_settings_of_the_data_lake_are_kept_and_told(cloud: LocalCloud) -> None:
    lake = cloud.client("lakeformation")
    before = lake.get_data_lake_settings()["DataLakeSettings"]
    assert before["CreateTableDefaultPermissions"][0]["Permissions"] == ["ALL"]
    lake.put_data_lake_settings(DataLakeSettings={"CreateDatabaseDefaultPermissions": []})
    assert lake.get_data_lake_settings()["DataLakeSettings"]["CreateTableDefaultPermissions"] == []
    lake.put_data_lake_settings(DataLakeSettings=before)


def test_another_call_to_lake_formation_is_an_error(cloud: LocalCloud) -> None:
    lake = cloud.client("lakeformation")
    assert code_of(lambda: lake.list_permissions()) == "InvalidInputException"
    settings = {"Parameters": {"CROSS_ACCOUNT_VERSION": "4"}}
    assert code_of(lambda: lake.put_data_lake_settings(DataLakeSettings=settings)) == "InvalidInputException"


@pytest.mark.parametrize(
    ("service", "call", "right"),
    [
        ("service-quotas", lambda client: client.get_service_quota(**VCPUS), "servicequotas:GetServiceQuota"),
        ("lakeformation", lambda client: client.get_data_lake_settings(), "lakeformation:GetDataLakeSettings"),
        ("kinesis", lambda client: client.describe_limits(), "kinesis:DescribeLimits"),
    ],
)
def test_who_asks_needs_the_right_to(cloud: LocalCloud, service: str, call: Callable[[Any], Any], right: str) -> None:
    nobody = cloud.client(service, cloud.user({"Effect": "Allow", "Action": "sns:*", "Resource": "*"}))
    assert "AccessDenied" in code_of(lambda: call(nobody))
    call(cloud.client(service, cloud.user({"Effect": "Allow", "Action": right, "Resource": "*"})))


def test_open_shards_are_counted(cloud: LocalCloud) -> None:
    kinesis, name = cloud.client("kinesis"), unique("stream")
    before = kinesis.describe_limits()["OpenShardCount"]
    kinesis.create_stream(StreamName=name, ShardCount=3)
    assert kinesis.describe_limits()["OpenShardCount"] == before + 3
    kinesis.delete_stream(StreamName=name)


def test_a_resource_is_found_in_its_stack_by_its_name(cloud: LocalCloud) -> None:
    cloudformation, topic = cloud.client("cloudformation"), unique("queue")
    stack = cloud.deploy({"Queue": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": topic}}})
    physical = cloud.resource(stack, "Queue")
    found = cloudformation.describe_stack_resources(PhysicalResourceId=physical)["StackResources"]
    assert [each["StackName"] for each in found] == [stack]
    cloud.delete(stack)
    assert code_of(lambda: cloudformation.describe_stack_resources(PhysicalResourceId=physical)) == "ValidationError"


def test_a_simulation_for_nobody_is_an_error(cloud: LocalCloud) -> None:
    iam, role = cloud.client("iam"), cloud.role({"Effect": "Allow", "Action": "s3:CreateBucket", "Resource": "*"})
    asked = {"ActionNames": ["s3:CreateBucket"]}
    answered = iam.simulate_principal_policy(PolicySourceArn=role, **asked)["EvaluationResults"]
    assert [each["EvalDecision"] for each in answered] == ["allowed"]
    assert code_of(lambda: iam.simulate_principal_policy(PolicySourceArn=f"{role}-gone", **asked)) == "NoSuchEntity"


def test_the_settings_survive_a_kill(own_cloud: LocalCloud) -> None:
    import signal
    import time

    own_cloud.client("lakeformation").put_data_lake_settings(DataLakeSettings={})
    own_cloud.client("sns").create_topic(Name="later")
    time.sleep(3)
    own_cloud.end(signal.SIGKILL)
    own_cloud.start()
    settings = own_cloud.client("lakeformation").get_data_lake_settings()["DataLakeSettings"]
    assert settings["CreateTableDefaultPermissions"] == []


def test_a_role_gets_the_default_policy_where_a_list_of_others_is_empty(cloud: LocalCloud) -> None:
    """As the bootstrap template of the CDK gives the role that deploys its rights."""
    cloudformation, name, stack = cloud.client("cloudformation"), unique("role"), unique("stack")
    trust = {"Effect": "Allow", "Principal": {"Service": "cloudformation.amazonaws.com"}, "Action": "sts:AssumeRole"}
    others = {"Fn::Join": ["", {"Ref": "Others"}]}
    administrator = [{"Fn::Sub": "arn:${AWS::Partition}:iam::aws:policy/AdministratorAccess"}]
    role = {
        "RoleName": name,
        "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [trust]},
        "ManagedPolicyArns": {"Fn::If": ["HasOthers", {"Ref": "Others"}, administrator]},
    }
    template = {
        "Parameters": {"Others": {"Type": "CommaDelimitedList", "Default": ""}},
        "Conditions": {"HasOthers": {"Fn::Not": [{"Fn::Equals": ["", others]}]}},
        "Resources": {"Role": {"Type": "AWS::IAM::Role", "Properties": role}},
    }
    body = json.dumps(template)
    cloudformation.create_stack(StackName=stack, TemplateBody=body, Capabilities=["CAPABILITY_NAMED_IAM"])
    cloudformation.get_waiter("stack_create_complete").wait(StackName=stack, WaiterConfig={"Delay": 1})
    attached = cloud.client("iam").list_attached_role_policies(RoleName=name)["AttachedPolicies"]
    assert [each["PolicyName"] for each in attached] == ["AdministratorAccess"]
