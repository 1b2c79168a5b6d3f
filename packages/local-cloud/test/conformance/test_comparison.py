from __future__ import annotations

import pytest
from conformance.assembly import NotApplied, Place
from conformance.compare import Difference, differences, without_effect
from conformance.readers.s3 import lifecycle_rule

READ = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}
LIST = {"Effect": "Allow", "Action": ["s3:ListBucket"], "Resource": ["*"]}
RULE = Place("stack", "Rule", "AWS::Events::Rule")


def policy(*statements: dict[str, object]) -> dict[str, object]:
    return {"PolicyDocument": {"Version": "2012-10-17", "Statement": list(statements)}}


@pytest.mark.parametrize(
    ("wanted", "got"),
    [
        ({"Timeout": "60", "Enabled": "true"}, {"Timeout": 60, "Enabled": True}),
        ({"Tags": None, "Description": None}, {"Tags": [], "Description": ""}),
        ({"Tags": []}, {}),
        ({"Events": ["b", "a"]}, {"Events": ["a", "b"]}),
        (policy(READ, LIST), policy({**LIST, "Action": "s3:ListBucket"}, {**READ, "Resource": ["*"]})),
        (policy({**READ, "Principal": "*"}), policy({**READ, "Principal": {"AWS": ["*"]}})),
        (
            policy({**READ, "Condition": {"Bool": {"aws:SecureTransport": False}}}),
            policy({**READ, "Condition": {"Bool": {"aws:SecureTransport": ["false"]}}}),
        ),
        ({"Named": 1}, {"Named": 1, "Other": 2}),
    ],
)
def test_the_same_said_otherwise_is_no_difference(wanted: dict[str, object], got: dict[str, object]) -> None:
    assert differences(wanted, got) == []


@pytest.mark.parametrize(
    ("wanted", "got", "found"),
    [
        ({"Timeout": 60}, {"Timeout": 61}, Difference("Timeout", "61", "60")),
        ({"Timeout": 60}, {}, Difference("Timeout", None, "60")),
        ({"Boundary": None}, {"Boundary": "arn"}, Difference("Boundary", "arn", None)),
        ({"Arguments": {"a": ""}}, {"Arguments": {}}, Difference("Arguments", None, {"a": ""})),
        ({"Arguments": {"a": 1, "b": ""}}, {"Arguments": {"a": 1}}, Difference("Arguments.b", None, "")),
        ({"Arguments": {"a": 1}}, {"Arguments": {"a": 1, "b": 2}}, Difference("Arguments.b", "2", None)),
        ({"Events": ["a", "a", "b"]}, {"Events": ["a", "b", "c"]}, Difference("Events", ["c"], ["a"])),
        ({"Name": "Bronze"}, {"Name": "bronze"}, Difference("Name", "bronze", "Bronze")),
    ],
)
def test_a_planted_difference_is_found(wanted: dict[str, object], got: dict[str, object], found: Difference) -> None:
    assert differences(wanted, got) == [found]


def test_of_a_policy_only_the_differing_statements_are_told() -> None:
    [found] = differences(policy(READ, LIST), policy(READ))
    assert found.property == "PolicyDocument.Statement"
    assert (found.got, found.wanted) == ([], [{**LIST, "Resource": ["*"]}])


@pytest.mark.parametrize(
    ("path", "why", "left"),
    [
        ("Targets", "not delivered", {"State": "ENABLED"}),
        ("Targets.RetryPolicy", "not tried again", {"State": "ENABLED", "Targets": [{"Id": "a"}]}),
        ("State", "set; never read", {"State": "ENABLED", "Targets": [{"Id": "a", "RetryPolicy": {}}]}),
    ],
)
def test_what_is_not_applied_is_left_out_unless_its_value_is_stored(path: str, why: str, left: object) -> None:
    properties = {"State": "ENABLED", "Targets": [{"Id": "a", "RetryPolicy": {}}]}
    assert without_effect(properties, [NotApplied(RULE, path, why)]) == left


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        (
            {"ID": "expiry", "Status": "Enabled", "Filter": {"Prefix": ""}, "Expiration": {"Days": 30}},
            {"Id": "expiry", "Status": "Enabled", "ExpirationInDays": 30},
        ),
        (
            {"Filter": {"And": {"Prefix": "a/", "Tags": [{"Key": "k", "Value": "v"}]}}},
            {"Prefix": "a/", "TagFilters": [{"Key": "k", "Value": "v"}]},
        ),
        ({"Filter": {"Tag": {"Key": "k", "Value": "v"}}}, {"TagFilters": [{"Key": "k", "Value": "v"}]}),
        (
            {"NoncurrentVersionTransitions": [{"NoncurrentDays": 5, "StorageClass": "GLACIER"}]},
            {"NoncurrentVersionTransitions": [{"TransitionInDays": 5, "StorageClass": "GLACIER"}]},
        ),
    ],
)
def test_a_lifecycle_rule_in_the_shape_of_cloudformation(told: dict[str, object], wanted: object) -> None:
    assert lifecycle_rule(told) == wanted
