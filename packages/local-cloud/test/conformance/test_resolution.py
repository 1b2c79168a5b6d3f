from __future__ import annotations

import pytest
from conformance.assembly import Stack
from conformance.resolve import Resolver, Standing, UnresolvedError

STORE = Stack(
    "store",
    {
        "Resources": {"Bronze": {"Type": "AWS::S3::Bucket"}},
        "Outputs": {"BronzeArn": {"Value": {"Fn::GetAtt": ["Bronze", "Arn"]}}},
    },
)
INTAKE = Stack(
    "intake",
    {
        "Parameters": {"BootstrapVersion": {"Type": "AWS::SSM::Parameter::Value<String>"}},
        "Conditions": {
            "InAws": {"Fn::Equals": [{"Ref": "AWS::Partition"}, "aws"]},
            "Elsewhere": {"Fn::Equals": [{"Ref": "AWS::Partition"}, "aws-cn"]},
        },
        "Resources": {
            "Address": {"Type": "AWS::EC2::EIP"},
            "Role": {"Type": "AWS::IAM::Role", "Properties": {"Path": {"Fn::Join": ["", ["/", "pipeline/"]]}}},
            "Queue": {"Type": "AWS::SQS::Queue"},
            "Log": {"Type": "AWS::Logs::LogGroup"},
            "Late": {"Type": "AWS::SQS::Queue"},
            "Database": {"Type": "AWS::Glue::Database"},
        },
    },
)
STANDING = {
    "store": Standing("stack/store", {"Bronze": "my-bronze"}),
    "intake": Standing(
        "stack/intake",
        {
            "Address": "52.0.0.1",
            "Role": "intake-role",
            "Queue": "https://127.0.0.1:4566/111122223333/q",
            "Log": "/log",
            "Database": "plant",
        },
    ),
}


def tell(resource_type: str, attribute: str, physical_id: str) -> str | None:
    """The answer of an EC2 that has one address."""
    return f"eipalloc-of-{physical_id}" if (resource_type, attribute) == ("AWS::EC2::EIP", "AllocationId") else None


RESOLVER = Resolver([STORE, INTAKE], STANDING, "111122223333", "eu-west-1", tell)


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ({"Ref": "Role"}, "intake-role"),
        ({"Ref": "AWS::Region"}, "eu-west-1"),
        ({"Ref": "AWS::StackId"}, "stack/intake"),
        ({"Fn::GetAtt": ["Role", "Arn"]}, "arn:aws:iam::111122223333:role/pipeline/intake-role"),
        ({"Fn::GetAtt": "Queue.Arn"}, "arn:aws:sqs:eu-west-1:111122223333:q"),
        ({"Fn::GetAtt": ["Log", "Arn"]}, "arn:aws:logs:eu-west-1:111122223333:log-group:/log:*"),
        ({"Fn::Join": ["/", ["a", {"Ref": "Role"}, 7]]}, "a/intake-role/7"),
        ({"Fn::Sub": "${AWS::Partition}:${Role}:${Queue.QueueName}:${!Kept}"}, "aws:intake-role:q:${Kept}"),
        ({"Fn::Sub": ["${Own}-${Role}", {"Own": {"Ref": "AWS::AccountId"}}]}, "111122223333-intake-role"),
        ({"Fn::GetStackOutput": {"StackName": "store", "OutputName": "BronzeArn"}}, "arn:aws:s3:::my-bronze"),
        ({"Fn::If": ["InAws", "yes", "no"]}, "yes"),
        ({"a": {"Fn::If": ["Elsewhere", 1, {"Ref": "AWS::NoValue"}]}, "b": [{"Ref": "AWS::NoValue"}]}, {"b": []}),
        ({"Fn::GetAtt": ["Address", "AllocationId"]}, "eipalloc-of-52.0.0.1"),
        ({"a": [{"b": {"Ref": "Role"}}], "n": 1, "t": True}, {"a": [{"b": "intake-role"}], "n": 1, "t": True}),
    ],
)
def test_a_reference_becomes_its_value(value: object, wanted: object) -> None:
    assert RESOLVER.resolve("intake", value) == wanted


@pytest.mark.parametrize(
    ("value", "named"),
    [
        ({"Ref": "Nothing"}, "Nothing"),
        ({"Ref": "Late"}, "Late of intake is not deployed"),
        ({"Ref": "BootstrapVersion"}, "parameter BootstrapVersion"),
        ({"Fn::If": ["Unknown", 1, 2]}, "condition Unknown"),
        ({"Fn::GetAtt": ["Address", "PublicIp"]}, r"attribute PublicIp of Address"),
        ({"Fn::GetAtt": ["Database", "Arn"]}, r"attribute Arn of Database \(AWS::Glue::Database\)"),
        ({"Fn::Sub": "${Nothing}"}, "Nothing"),
        ({"Fn::Select": [0, ["a"]]}, "Fn::Select"),
        ({"Fn::GetStackOutput": {"StackName": "store", "OutputName": "Other"}}, "no output Other"),
        ({"Fn::GetStackOutput": {"StackName": "store", "OutputName": "BronzeArn", "Region": "x"}}, "is in x"),
        ([{"deep": "{{resolve:ssm:/a}}"}], "dynamic reference"),
    ],
)
def test_what_cannot_be_resolved_is_an_error_that_names_it(value: object, named: str) -> None:
    with pytest.raises(UnresolvedError, match=named):
        RESOLVER.resolve("intake", value)


def test_a_stack_that_is_not_deployed_has_no_ids() -> None:
    with pytest.raises(UnresolvedError, match="stack store is not deployed"):
        Resolver([STORE], {}, "111122223333", "eu-west-1").resolve("store", {"Ref": "Bronze"})
