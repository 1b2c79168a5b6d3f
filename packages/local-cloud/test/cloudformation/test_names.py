"""Names of resources as CloudFormation has them: cut where they are too long, refused where they are taken."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from standin.testing.local_cloud import LocalCloud, policy, unique

TRUST = json.loads(
    policy({"Effect": "Allow", "Principal": {"Service": "glue.amazonaws.com"}, "Action": "sts:AssumeRole"})
)
LIST = {"Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*"}
ANY = json.loads(policy(LIST))
MACHINE = json.dumps({"StartAt": "A", "States": {"A": {"Type": "Pass", "End": True}}})
ALARM = {"EvaluationPeriods": 1, "MetricName": "a", "Namespace": "b", "Period": 60, "Statistic": "Sum", "Threshold": 1}
CODE = {"Runtime": "nodejs22.x", "Handler": "index.handler", "Code": {"ZipFile": "exports.handler = () => 1"}}

# Type, property of the name, and what else it needs; `ROLE` stands for a role that is there.
NAMED: list[tuple[str, str, dict[str, Any]]] = [
    ("AWS::CloudWatch::Alarm", "AlarmName", {**ALARM, "ComparisonOperator": "GreaterThanThreshold"}),
    ("AWS::CloudWatch::Dashboard", "DashboardName", {"DashboardBody": "{}"}),
    ("AWS::Glue::Job", "Name", {"Role": "ROLE", "Command": {"Name": "glueetl", "ScriptLocation": "s3://a/b"}}),
    ("AWS::IAM::ManagedPolicy", "ManagedPolicyName", {"PolicyDocument": ANY}),
    ("AWS::IAM::Role", "RoleName", {"AssumeRolePolicyDocument": TRUST}),
    ("AWS::IAM::User", "UserName", {}),
    ("AWS::Kinesis::Stream", "Name", {"ShardCount": 1}),
    ("AWS::Lambda::Function", "FunctionName", {"Role": "ROLE", **CODE}),
    ("AWS::Logs::LogGroup", "LogGroupName", {}),
    ("AWS::SNS::Topic", "TopicName", {}),
    ("AWS::SecretsManager::Secret", "Name", {"SecretString": "a"}),
    ("AWS::StepFunctions::StateMachine", "StateMachineName", {"RoleArn": "ROLE", "DefinitionString": MACHINE}),
]


@pytest.mark.parametrize(("kind", "prop", "more"), NAMED, ids=[kind for kind, _, _ in NAMED])
def test_a_name_that_is_taken_fails_its_creation(cloud: LocalCloud, kind: str, prop: str, more: dict[str, Any]) -> None:
    role = cloud.role(LIST, service="glue.amazonaws.com")
    filled = {key: role if value == "ROLE" else value for key, value in more.items()}
    template = {"Named": {"Type": kind, "Properties": {prop: unique("taken"), **filled}}}
    stack = cloud.deploy(template)
    with pytest.raises(RuntimeError, match=r"(?i)already ?exists"):
        cloud.deploy(template)
    cloud.delete(stack)
    cloud.deploy(template)


def test_a_policy_is_not_put_over_that_of_a_bucket_that_has_one(cloud: LocalCloud) -> None:
    bucket, s3 = cloud.bucket(), cloud.client("s3")
    deny = {"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{bucket}/*"}
    s3.put_bucket_policy(Bucket=bucket, Policy=policy(deny))
    properties = {"Bucket": bucket, "PolicyDocument": json.loads(policy({**deny, "Action": "s3:PutObject"}))}
    with pytest.raises(RuntimeError, match="AlreadyExists"):
        cloud.deploy({"Policy": {"Type": "AWS::S3::BucketPolicy", "Properties": properties}})
    assert "s3:GetObject" in s3.get_bucket_policy(Bucket=bucket)["Policy"]


def role_name_in(cloud: LocalCloud, stack: str, logical_id: str) -> str:
    made = cloud.deploy(
        {logical_id: {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": TRUST}}}, name=stack
    )
    return cloud.resource(made, logical_id)


def test_a_name_that_is_made_up_is_cut_in_the_stack_and_in_the_logical_id(cloud: LocalCloud) -> None:
    stack = f"{unique('plantdata')}-sandbox-replica-store"
    name = role_name_in(cloud, stack, "CustomS3AutoDeleteObjectsCustomResourceProviderRole3B1BD092")
    assert re.fullmatch(f"{stack[:25]}-CustomS3AutoDeleteObjects-[0-9A-F]{{12}}", name)
    assert len(name) == 64


def test_a_name_that_fits_is_whole(cloud: LocalCloud) -> None:
    stack = unique("short")
    assert role_name_in(cloud, stack, "Role").startswith(f"{stack}-Role-")
